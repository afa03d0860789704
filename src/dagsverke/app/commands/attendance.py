"""Attendance: the amount of one person's time of one cause code on one day, as payroll systems write it.

An amount is a time entry without clock times. It stands beside clocked entries of the same key, but a correction by
the key must not rewrite a clock (readings 31).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.attendance_ids import EntryId, SumId, entry_uuid, parse_uuid
from dagsverke.app.commands.time import enter, entry_row, move, remove
from dagsverke.app.locking import unlocked
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.pricing import price_of_hour
from dagsverke.app.references import existing, require
from dagsverke.domain.calendars import midnight
from dagsverke.domain.causes import Cause
from dagsverke.domain.errors import Absent, Conflict, Malformed
from dagsverke.domain.timesheet import Stretch
from dagsverke.domain.units import MS_PER_DAY

Given = Mapping[str, Any]


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record an amount (Fortnox, Create an attendance transaction). One amount for each key, else a Conflict."""
    require(change, "employee_number", "code", "on_day", "duration_ms")
    person = person_of(work, change["employee_number"])
    cause = cause_of(work, change["code"])
    work.ledger.hold([person["id"]])
    if any(not one["is_clocked"] for one in _entries(work, person["id"], change["on_day"], change["code"])):
        raise Conflict("taken", "code", "is registered already for this person and day")
    row = amount_row(work, person, cause, change["on_day"], change["duration_ms"])
    enter(work, [row])
    return _key(row)


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct an amount by its key or id; an id may also be a clocked entry's own, and then its end moves."""
    entry, surplus = _addressed(work, target)
    if "employee_number" in change:
        person = person_of(work, change["employee_number"])
    else:
        person = existing(work, "person", "employee_number", id=entry["person_id"])
    cause = cause_of(work, change["code"]) if "code" in change else work.company.causes.get(entry["cause_id"] or 0)
    duration_ms = change.get("duration_ms", entry["duration_ms"])
    on_day = change.get("on_day", entry["on_day"])
    if entry["is_clocked"]:
        return _move_clock(work, entry, person, cause, on_day, duration_ms)
    _check_amount(cause, duration_ms)
    begins_at = entry["begins_at"] if on_day == entry["on_day"] else midnight(on_day, work.company.zone)
    if surplus:
        remove(work, surplus)
    _refuse_taken(work, entry, person["id"], on_day, cause)
    moved = {"cause_key": cause.key if cause else None, "begins_at": begins_at, "duration_ms": duration_ms}
    move(work, entry, person, moved, None)
    return _named_again(work, target, entry)


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Withdraw an amount by its key or id, or a clocked entry by its own id."""
    entry, surplus = _addressed(work, target)
    remove(work, [entry, *surplus])
    return {}


def person_of(reader: Reader, employee_number: str) -> Record:
    """The person with an employee number."""
    person = reader.find("person", employee_number=employee_number)
    if person is None:
        raise Malformed("reference", "employee_number", "names no person of this company")
    return person


def cause_of(reader: Reader, code: str) -> Cause:
    """The cause with a cause code that counts as attendance."""
    cause = reader.company.causes_by_code.get(code)
    if cause is None or cause.attendance_code is None:
        raise Malformed("reference", "code", "is not a cause code of attendance in this company")
    return cause


def amount_row(
    work: UnitOfWork, person: Record, cause: Cause, on_day: str, duration_ms: int, price_e4: int | None = None
) -> dict[str, Any]:
    """The columns of an amount entry; the amount is checked. ``price_e4`` is the price of an hour where it is known."""
    _check_amount(cause, duration_ms)
    when = Stretch(midnight(on_day, work.company.zone), None, duration_ms)
    row = entry_row(work, person, cause, when, is_absence=cause.is_absence, is_clocked=False)
    return row | {
        "billable_ms": max(duration_ms, 0),
        "has_own_billable": False,
        "is_billable": cause.is_invoiceable,
        "unit_price_e4": price_of_hour(work, person, cause, {}) if price_e4 is None else price_e4,
        "has_own_price": False,
        "created_by_id": work.principal.person_id,
        "modified_by_id": work.principal.person_id,
    }


def _check_amount(cause: Cause | None, duration_ms: int) -> None:
    """Not nil, at most a day, and below nil only for a cause of plus and minus (readings 33)."""
    if duration_ms == 0 or abs(duration_ms) > MS_PER_DAY:
        raise Malformed("range", "duration_ms", "must not be 0 and at most 24 hours")
    if duration_ms < 0 and not (cause is not None and cause.has_negative):
        raise Malformed("range", "duration_ms", "may be negative only for flex")


def _entries(work: UnitOfWork, person_id: int, on_day: str, code: str) -> Sequence[Record]:
    return work.find_all("time_entry", person_id=person_id, on_day=on_day, attendance_code=code)


def _addressed(work: UnitOfWork, target: Given) -> tuple[Record, Sequence[Record]]:
    """The entry that a key or id names, and further amounts of the same key that go with it."""
    named = _named(work, target)
    if isinstance(named, EntryId):
        entry = work.find("time_entry", key=named.key)
        if entry is None or entry["attendance_code"] is None:
            raise Absent("absent", "attendance_id", "names nothing in this company")
        return unlocked(work, entry), ()
    entries = _entries(work, named.person_id, named.on_day, named.code)
    if any(one["is_clocked"] for one in entries) or _has_unsocial(work, named):
        raise Conflict("clocked", "code", "is made by clocked time, which payroll cannot change")
    if not entries:
        raise Absent("absent", "code", "has no attendance for this person and day")
    return unlocked(work, entries[0]), [unlocked(work, one) for one in entries[1:]]


def _has_unsocial(work: UnitOfWork, named: SumId) -> bool:
    """Whether unsocial hours of clocked work are in the sum; their entries have another code, and maybe another day."""
    if "unsocial" not in work.company.window_kinds:
        return False
    row = work.find("attendance", person_id=named.person_id, on_day=named.on_day, code=named.code)
    return row is not None and row["clocked_count"] > 0


def _named(work: UnitOfWork, target: Given) -> EntryId | SumId:
    if "attendance_id" in target:
        named = parse_uuid(target["attendance_id"])
        if named is None:
            raise Absent("absent", "attendance_id", "names nothing in this company")
        return named
    person = work.find("person", employee_number=target["employee_number"])
    if person is None:
        raise Absent("absent", "employee_number", "names no person of this company")
    return SumId(person["id"], target["on_day"], target["code"])


def _move_clock(
    work: UnitOfWork,
    entry: Record,
    person: Record,
    cause: Cause | None,
    on_day: str,
    duration_ms: int,
) -> Given:
    if on_day != entry["on_day"]:
        raise Conflict("clocked", "on_day", "is set by the clock and cannot be changed")
    if duration_ms <= 0 or duration_ms > MS_PER_DAY:
        raise Malformed("range", "duration_ms", "must be more than 0 and at most 24 hours")
    move(work, entry, person, {"cause_key": cause.key if cause else None, "duration_ms": duration_ms}, None)
    return {"attendance_id": entry_uuid(entry["key"])}


def _refuse_taken(work: UnitOfWork, entry: Record, person_id: int, on_day: str, cause: Cause | None) -> None:
    code = cause.attendance_code if cause else entry["attendance_code"]
    for other in _entries(work, person_id, on_day, code or ""):
        if other["id"] != entry["id"] and not other["is_clocked"]:
            raise Conflict("taken", "code", "is registered already for this person and day")


def _named_again(work: UnitOfWork, target: Given, entry: Record) -> Given:
    """What names the corrected amount in the form in which it was addressed: its own id, or its key."""
    if "attendance_id" in target:
        return {"attendance_id": entry_uuid(entry["key"])}
    return _key(existing(work, "time_entry", "attendance_id", id=entry["id"]))


def _key(entry: Mapping[str, Any]) -> Given:
    return {"person_id": entry["person_id"], "on_day": entry["on_day"], "code": entry["attendance_code"]}
