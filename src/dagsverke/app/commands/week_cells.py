"""Filling in a week: amounts of time typed into cells, copied from another week, or as the schedule has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dagsverke.app.commands import time
from dagsverke.app.person_week import Thing, WeekDay, WeekSheet
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer_by_key
from dagsverke.domain.calendars import local_day, midnight
from dagsverke.domain.causes import ATTENDANCE_DEFAULT
from dagsverke.domain.errors import Conflict, Malformed

Given = Mapping[str, Any]


def put(work: UnitOfWork, person: Record, on_day: str, thing: Thing, duration_ms: int) -> None:
    """Make an amount of time on a thing what a cell says; nil takes it away. What a clock measured is no cell's."""
    work.ledger.hold([person["id"]])
    found = _entries(work, person, on_day, thing)
    if any(one["is_clocked"] for one in found):
        raise Conflict("clocked", "on_day", "was measured by the clock, and is corrected by its begin and end")
    if not found:
        if duration_ms:
            time.record(work, {}, _recorded(work, person, on_day, thing, duration_ms))
        return
    surplus = found if not duration_ms else found[1:]
    if surplus:
        time.remove(work, surplus)
    if duration_ms:
        first = existing(work, "time_entry", "key", id=found[0]["id"])
        time.correct(work, {"key": first["key"]}, _by(work, person) | {"duration_ms": duration_ms})


@dataclass(slots=True)
class Filled:
    """What filling in a week came to: entries recorded, and days passed over because they are locked."""

    count: int = 0
    locked: set[str] = field(default_factory=set)


def copy_week(work: UnitOfWork, source: WeekSheet, target: WeekSheet) -> Filled:
    """Record the hours of another week on the same days of this one, where a day has nothing yet and is not locked.

    Absence does not come again, and what a clock measured becomes an amount. Days to come are filled too: whoever
    copies a week says so of each of its days.
    """
    day_of = {one.on_day: two for one, two in zip(source.days, target.days, strict=True)}
    taken = {one.on_day for one in target.pieces}
    filled = Filled()
    for piece in source.pieces:
        day = day_of[piece.on_day]
        if day.on_day not in taken and not piece.is_absence and piece.duration_ms > 0:
            _fill(work, target.person, day, piece.thing, piece.duration_ms, filled)
    return filled


def fill_from_schedule(work: UnitOfWork, sheet: WeekSheet) -> Filled:
    """Record what the schedule expects on the days of a week, up to today, that have nothing yet and are not locked.

    What is recorded has been worked, so that days to come are left to be filled when they have: a submitted week
    would else count work that nobody did.
    """
    cause = work.company.causes_by_code.get(ATTENDANCE_DEFAULT)
    if cause is None:
        raise Malformed("reference", "cause_key", "the company has no cause for worked time")
    taken = {one.on_day for one in sheet.pieces}
    today = local_day(work.now, work.company.zone)
    filled = Filled()
    for day in sheet.days:
        if day.scheduled_ms and day.on_day not in taken and day.on_day <= today:
            _fill(work, sheet.person, day, Thing(cause.key), day.scheduled_ms, filled)
    return filled


def _fill(work: UnitOfWork, person: Record, day: WeekDay, thing: Thing, duration_ms: int, filled: Filled) -> None:
    """Record an amount on a day, or note that it is locked."""
    if day.locked:
        filled.locked.add(day.on_day)
        return
    time.record(work, {}, _recorded(work, person, day.on_day, thing, duration_ms))
    filled.count += 1


def _entries(work: UnitOfWork, person: Record, on_day: str, thing: Thing) -> Sequence[Record]:
    cause = work.company.causes_by_key.get(thing.cause) if thing.cause else None
    if thing.cause and cause is None:
        raise Malformed("reference", "cause_key", "names nothing in this company")
    ids = {
        f"{table}_id": refer_by_key(work, table, f"{table}_key", key)
        for table, key in (("customer", thing.customer), ("project", thing.project), ("work_order", thing.work_order))
    }
    return work.find_all(
        "time_entry", person_id=person["id"], on_day=on_day, cause_id=cause.id if cause else None, **ids
    )


def _recorded(work: UnitOfWork, person: Record, on_day: str, thing: Thing, duration_ms: int) -> dict[str, Any]:
    own = {"cause_key": thing.cause, "customer_key": thing.customer, "project_key": thing.project}
    return {
        **_by(work, person),
        **{name: key for name, key in (own | {"work_order_key": thing.work_order}).items() if key},
        "begins_at": midnight(on_day, work.company.zone),
        "duration_ms": duration_ms,
        "is_amount": True,
    }


def _by(work: UnitOfWork, person: Record) -> dict[str, Any]:
    """Who writes, and whose time it is."""
    writer = existing(work, "person", "modified_by_key", id=work.principal.person_id)
    return {"created_by_key": writer["key"], "modified_by_key": writer["key"], "person_key": person["key"]}
