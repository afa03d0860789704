"""Time entries: record, correct, withdraw. Each replays the days that it touches."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dagsverke.app.locking import unlocked
from dagsverke.app.owners import owners
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.pricing import price_of_hour
from dagsverke.app.references import existing, refer, refer_by_key, require
from dagsverke.app.replay import replay
from dagsverke.app.unsocial import days_of, with_unsocial
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, local_day
from dagsverke.domain.causes import ATTENDANCE_DEFAULT, Cause
from dagsverke.domain.errors import Malformed
from dagsverke.domain.timesheet import REGISTERED, Stretch, stretch
from dagsverke.domain.units import price_of

Given = Mapping[str, Any]
PLAIN = ("note", "internal_note", "is_supplement", "extras")
"""Columns that are kept as they come; no rule looks at them."""
PRICED_BY = ("person_id", "cause_id", "customer_id", "project_id", "work_order_id")
"""What the price of an hour follows. What they cost later does not change what was recorded."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a stretch of time (Seven Time, Create a Time Log). Begin, and end or duration, are required.

    With ``is_amount`` it is an amount of time on the day of its begin, without clock times.
    """
    require(change, "created_by_key", "person_key", "begins_at")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    person = _person(work, change, creator)
    values = _values(work, person, change, None) | {"created_by_id": creator["id"], "modified_by_id": creator["id"]}
    return {"id": record_many(work, [values])[0]}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a time entry; what is not given stays (Seven Time, Update a Time Log)."""
    require(change, "modified_by_key", "person_key")
    entry = _open_entry(work, target["key"])
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    person = _person(work, change, modifier)
    move(work, entry, person, change, modifier["id"])
    return {"id": entry["id"]}


def move(work: UnitOfWork, entry: Record, person: Record, change: Given, modified_by_id: int | None) -> None:
    """Make the entry what the change says, and replay the day that it leaves and the day that it comes to."""
    work.ledger.hold(sorted({entry["person_id"], person["id"]}))
    (values,) = with_unsocial(work, [_values(work, person, change, entry) | {"unsocial": entry["unsocial"]}])
    work.change("time_entry", entry, {**values, "modified_by_id": modified_by_id})
    left = [(entry["person_id"], entry["on_day"])] if entry["is_absence"] else ()
    replay(work, [*days_of(entry), *days_of(values)], left)


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Withdraw a time entry (Seven Time, Delete a Time Log); who did it is optional, but checked."""
    entry = _open_entry(work, target["key"])
    refer_by_key(work, "person", "deleted_by_key", change.get("deleted_by_key"))
    remove(work, [entry])
    return {"id": entry["id"]}


def remove(work: UnitOfWork, entries: Sequence[Record]) -> None:
    """Withdraw entries and replay their days."""
    work.ledger.hold(sorted({one["person_id"] for one in entries}))
    for one in entries:
        unlocked(work, one)
        work.withdraw("time_entry", one)
    left = [(one["person_id"], one["on_day"]) for one in entries if one["is_absence"]]
    replay(work, [day for one in entries for day in days_of(one)], left)


def record_many(work: UnitOfWork, rows: Sequence[Given]) -> Sequence[int]:
    """Record many stretches at once: rows of ready columns, as ``entry_row`` makes them (an import, a demo)."""
    work.ledger.hold(sorted({row["person_id"] for row in rows}))
    return enter(work, rows)


def enter(work: UnitOfWork, rows: Sequence[Given]) -> Sequence[int]:
    """Add entries of persons who are held, with the unsocial hours of them, and replay their days."""
    rows = with_unsocial(work, rows)
    ids = work.add_many("time_entry", rows)
    replay(work, [day for row in rows for day in days_of(row)])
    return ids


def _person(work: UnitOfWork, change: Given, who: Record) -> Record:
    """Whose time it is: mostly of whoever writes it down, who was found just now."""
    if change["person_key"] == who["key"]:
        return who
    return refer(work, "person", "person_key", key=change["person_key"])


def _open_entry(work: UnitOfWork, key: str) -> Record:
    return unlocked(work, existing(work, "time_entry", "key", key=key))


def _values(work: UnitOfWork, person: Record, change: Given, before: Record | None) -> dict[str, Any]:
    """Every column of the entry after the change."""
    cause = _cause(work, change, before)
    is_absence = bool(_kept(change, before, "is_absence", default=False)) or (cause is not None and cause.is_absence)
    if before is not None and before["is_absence"] and "is_absence" not in change and "cause_key" in change:
        is_absence = cause is not None and cause.is_absence
    when = stretch(change, before)
    if before is None and change.get("is_amount"):
        when = replace(when, ends_at=None)
    if when.duration_ms < 0 and not (cause is not None and cause.has_negative):
        raise Malformed("range", "duration_ms", "must not be negative")
    values = entry_row(work, person, cause, when, is_absence=is_absence, is_clocked=when.ends_at is not None)
    values |= owners(work, change, before, takes="takes_time")
    for name in PLAIN:
        if name in change or before is not None:
            values[name] = _kept(change, before, name, default=None)
    values["is_billable"] = _kept(change, before, "is_billable", default=cause is None or cause.is_invoiceable)
    if before is not None:
        values["status"] = before["status"]
    return values | _billing(work, person, cause, change, before, values)


def entry_row(
    work: UnitOfWork,
    person: Record,
    cause: Cause | None,
    when: Stretch,
    *,
    is_absence: bool,
    is_clocked: bool,
) -> dict[str, Any]:
    """The columns that follow from who, why and when."""
    on_day = local_day(when.begins_at, work.company.zone)
    if not DAY_MIN <= on_day <= DAY_MAX:
        raise Malformed("range", "begins_at", f"must fall between {DAY_MIN} and {DAY_MAX}")
    code = cause.attendance_code if cause else ATTENDANCE_DEFAULT
    return {
        "person_id": person["id"],
        "cause_id": cause.id if cause else None,
        "attendance_code": None if is_absence else code,
        "is_absence": is_absence,
        "is_clocked": is_clocked,
        "on_day": on_day,
        "begins_at": when.begins_at,
        "ends_at": when.ends_at,
        "duration_ms": when.duration_ms,
        "status": REGISTERED,
        "cost_e4": price_of(person["cost_per_hour_e4"], when.duration_ms),
    }


def _cause(work: UnitOfWork, change: Given, before: Record | None) -> Cause | None:
    if "cause_key" not in change:
        return work.company.causes.get(before["cause_id"]) if before is not None and before["cause_id"] else None
    key = change["cause_key"]
    if not key:
        return None
    cause = work.company.causes_by_key.get(key)
    if cause is None:
        raise Malformed("reference", "cause_key", "names nothing in this company")
    return cause


def _billing(
    work: UnitOfWork,
    person: Record,
    cause: Cause | None,
    change: Given,
    before: Record | None,
    values: Given,
) -> dict[str, Any]:
    """Billable time follows the duration until it is set by itself; the price follows what it depends on likewise."""
    own_time = change.get("billable_ms")
    if own_time is not None and own_time < 0:
        raise Malformed("range", "billable_ms", "must not be negative")
    has_own_time = own_time is not None or (before is not None and before["has_own_billable"])
    kept_time = before["billable_ms"] if before is not None and has_own_time else values["duration_ms"]
    has_own_price = change.get("unit_price_e4") is not None or (before is not None and before["has_own_price"])
    is_settled = has_own_price or not _is_priced_anew(before, values)
    own_price = _kept(change, before, "unit_price_e4", default=None) if is_settled else None
    return {
        "billable_ms": kept_time if own_time is None else own_time,
        "has_own_billable": has_own_time,
        "unit_price_e4": price_of_hour(work, person, cause, values, own_price),
        "has_own_price": has_own_price,
    }


def _is_priced_anew(before: Record | None, values: Given) -> bool:
    """Whether any of what the price follows is another than before."""
    return before is None or any(values[name] != before[name] for name in PRICED_BY)


def _kept(change: Given, before: Record | None, name: str, *, default: Any) -> Any:
    if change.get(name) is not None:
        return change[name]
    return before[name] if before is not None else default
