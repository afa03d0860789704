"""Absences of several days: by whole days, by hours a day, or by extent. An amount for each day that has hours."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dagsverke.app.commands.attendance import amount_row
from dagsverke.app.commands.time import enter, remove
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.pricing import price_of_hour
from dagsverke.app.references import existing, require
from dagsverke.domain.calendars import days_after, next_day
from dagsverke.domain.causes import Cause
from dagsverke.domain.errors import Absent, Conflict, Malformed
from dagsverke.domain.ledger import Entry
from dagsverke.domain.units import E4, MS_PER_DAY, times

Given = Mapping[str, Any]
DAYS_MAX = 3_660
"""Ten years: longer than this is a slip of the pen."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record an absence from a first to a last day: one amount for each day on which the schedule expects work.

    ``extent_e4`` is the share of what is expected (rounded by the day), ``duration_ms`` so much of each day, or what is
    expected where that is less; without either it is whole days. Refused as a whole where no day expects anything, or
    where a day would have more absence than it expects work.
    """
    require(change, "person_id", "cause_key", "first_on", "last_on")
    first_on, last_on = _period(change)
    person = existing(work, "person", "person_id", id=change["person_id"])
    cause = _cause(work, change["cause_key"])
    work.ledger.hold([person["id"]])
    amounts = dict(_amounts(work, person["id"], first_on, last_on, change))
    if not amounts:
        name = f"{person['first_name']} {person['last_name']}".strip()
        raise Conflict("unscheduled", "first_on", f"to {last_on} has no day on which {name} is expected to work")
    price_e4 = price_of_hour(work, person, cause, {})
    rows = [amount_row(work, person, cause, day, amount_ms, price_e4) for day, amount_ms in amounts.items()]
    return {"ids": enter(work, rows), "days": len(rows), "duration_ms": sum(amounts.values())}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Withdraw a person's absence of a cause on the days from a first to a last one; what a clock measured stays."""
    require(change, "person_id", "cause_key", "first_on", "last_on")
    first_on, last_on = _period(change)
    person = existing(work, "person", "person_id", id=change["person_id"])
    cause = _cause(work, change["cause_key"])
    work.ledger.hold([person["id"]])
    found = [
        one.id
        for one in work.ledger.entries_between(person["id"], days_after(first_on, -1), last_on)
        if one.cause_id == cause.id and one.is_absence and not one.is_clocked
    ]
    if not found:
        raise Absent("absent", "cause_key", f"has no amount of absence from {first_on} to {last_on}")
    entries = work.find_all("time_entry", id=found)
    remove(work, entries)
    return {"ids": found, "days": len({one["on_day"] for one in entries})}


def _period(change: Given) -> tuple[str, str]:
    first_on, last_on = change["first_on"], change["last_on"]
    length = (date.fromisoformat(last_on) - date.fromisoformat(first_on)).days + 1
    if not 0 < length <= DAYS_MAX:
        raise Malformed("range", "last_on", f"must be from the first day on, and at most {DAYS_MAX} days later")
    return first_on, last_on


def _cause(work: UnitOfWork, key: str) -> Cause:
    cause = work.company.causes_by_key.get(key)
    if cause is None or not cause.is_absence:
        raise Malformed("reference", "cause_key", "names no cause of absence in this company")
    return cause


def _amounts(work: UnitOfWork, person_id: int, first_on: str, last_on: str, change: Given) -> Iterator[tuple[str, int]]:
    """Each day of the absence and how much of it."""
    extent_e4, of_each_ms = change.get("extent_e4"), change.get("duration_ms")
    if extent_e4 is not None and of_each_ms is not None:
        raise Malformed("range", "extent_e4", "and hours cannot be given together")
    if extent_e4 is not None and not 0 < extent_e4 <= E4:
        raise Malformed("range", "extent_e4", "must be more than 0 and at most the whole")
    if of_each_ms is not None and not 0 < of_each_ms <= MS_PER_DAY:
        raise Malformed("range", "duration_ms", "must be more than 0 and at most 24 hours")
    assigned = work.ledger.assignments([person_id]).get(person_id, ())
    before = _absent(work.ledger.entries_between(person_id, days_after(first_on, -1), last_on))
    day = first_on
    while day <= last_on:
        expected_ms = work.company.timetable.expected_ms(assigned, day, day)
        whole_ms = expected_ms if of_each_ms is None else min(of_each_ms, expected_ms)
        if amount_ms := whole_ms if extent_e4 is None else times(whole_ms, extent_e4):
            if before.get(day, 0) + amount_ms > expected_ms:
                raise Conflict("taken", "first_on", f"would make more absence on {day} than work is expected")
            yield day, amount_ms
        day = next_day(day)


def _absent(entries: Sequence[Entry]) -> Mapping[str, int]:
    """The absence of each day."""
    found: dict[str, int] = {}
    for one in entries:
        if one.is_absence:
            found[one.on_day] = found.get(one.on_day, 0) + one.duration_ms
    return found
