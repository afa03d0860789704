"""What closes rows and days to change: an attestation, an invoice on which a row stands, a locked period."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dagsverke.app.access import OPENING
from dagsverke.app.holidays import dates_of
from dagsverke.app.ports import PersonDay, Reader, Record, UnitOfWork
from dagsverke.app.queries import Condition, Query
from dagsverke.app.references import existing
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, CalendarRule
from dagsverke.domain.errors import Locked, LockedPeriod
from dagsverke.domain.locks import PeriodLock, Span, lock_on


def unlocked(reader: Reader, record: Record) -> Record:
    """The row, refused where it is attested or invoiced; the refusal says which of the two, and by whom or what."""
    uninvoiced(reader, record)
    if record["attested_at"]:
        name = _name_of(reader, record["attested_by_id"])
        by = f" by {name}" if name else ""
        raise Locked("attested", "key", f"is attested{by} and can no longer be changed", name)
    return record


def uninvoiced(reader: Reader, record: Record) -> Record:
    """The row, refused where it is invoiced; the refusal says on which invoice."""
    if record["is_invoiced"]:
        invoice = reader.find("invoice", id=record["invoice_id"]) if record["invoice_id"] else None
        number = str(invoice["number"] or "") if invoice else ""
        on = f" on invoice {number}" if number else ""
        raise Locked("invoiced", "key", f"is invoiced{on} and can no longer be changed", number)
    return record


def refuse_closed(table: str, reader: Reader, target: Mapping[str, Any]) -> None:
    """Refuse a row of a person's day that cannot be changed: attested, invoiced, or on a locked day."""
    row = unlocked(reader, existing(reader, table, "key", key=target["key"]))
    refuse_locked(reader, [(row["person_id"], row["on_day"])])


def refuse_locked(reader: Reader, days: Iterable[PersonDay], field: str = "on_day") -> None:
    """Refuse where any of the days is locked to its person, as the fault of a field; see ``refuse_locked_spans``."""
    refuse_locked_spans(reader, [(person_id, on_day, on_day) for person_id, on_day in days], field)


def refuse_locked_spans(reader: Reader, spans: Sequence[Span], field: str = "on_day") -> None:
    """Refuse where any day of the spans is locked to its person: the refusal says by whom and why, and who can open it.

    Whoever changes a day asks this after it has held the persons (``ledger.hold``): no lock is put on any day between
    then and the end of the unit of work. It costs nothing where nothing is locked, and at most one query where it is.
    """
    if found := locked_spans(reader, spans):
        span = min(found, key=lambda one: (one[1], one[0]))
        raise closed(reader, found[span], max(span[1], found[span].first_on), field)


def refuse_locked_rules(work: UnitOfWork, field: str, first_on: str = DAY_MIN, last_on: str = DAY_MAX) -> None:
    """Refuse another rule for everybody where any of the days for which it holds is locked to anybody.

    For rules from which balances follow without anything being recorded: calendars, vacation, expected time.
    """
    work.ledger.hold(())
    for lock in work.company.locks:
        if lock.covers(first_on, last_on):
            raise closed(work, lock, max(first_on, lock.first_on), field)


def refuse_locked_day(work: UnitOfWork, rule: CalendarRule, since: str = "") -> None:
    """Refuse a rule of the calendar, or its end, where a day of it from ``since`` on is locked to anybody."""
    work.ledger.hold(())
    for lock in work.company.locks:
        days = (day.isoformat() for day in dates_of(rule, int(lock.first_on[:4]), int(lock.last_on[:4])))
        if day := next((day for day in days if day >= since and lock.covers(day, day)), None):
            raise closed(work, lock, day, "day")


def hold_days(work: UnitOfWork, *rows: Mapping[str, Any], field: str = "key") -> None:
    """Hold the persons of rows that are about to change, be added or go, and refuse where the day of any is locked.

    Of a change: the row as it was and as it is to be. For what the ledger does not see: expenses, drives, machine time.
    """
    work.ledger.hold(sorted({one["person_id"] for one in rows}))
    refuse_locked(work, [(one["person_id"], one["on_day"]) for one in rows], field)


def locked_spans(reader: Reader, spans: Iterable[Span]) -> Mapping[Span, PeriodLock]:
    """Those of the spans in which a day is locked to their person, and by which lock."""
    if not reader.company.locks:
        return {}
    asked = set(spans)
    first_on, last_on = min((one[1] for one in asked), default=""), max((one[2] for one in asked), default="")
    near = [one for one in reader.company.locks if one.covers(first_on, last_on)]
    if not near:
        return {}
    departments = _departments(reader, near, asked)
    found = {span: lock_on(near, span, departments.get(span[0])) for span in asked}
    return {span: lock for span, lock in found.items() if lock is not None}


def _departments(reader: Reader, locks: Iterable[PeriodLock], spans: Iterable[Span]) -> Mapping[int, int | None]:
    """The departments of the persons, where a lock is of a department."""
    if all(one.department_id is None for one in locks):
        return {}
    ids = sorted({person_id for person_id, _, _ in spans})
    return dict(reader.select(Query("person", ("id", "department_id"), (Condition("id", "in", ids),))).rows)


def closed(reader: Reader, lock: PeriodLock, on_day: str, field: str) -> Locked:
    """The refusal of a day by a lock: which period, who locked it and why, and who can open it."""
    name = _name_of(reader, lock.locked_by_id)
    openers = tuple(one["name"] for one in reader.find_all("role", reach=list(OPENING)))
    department = None
    if lock.department_id is not None:
        department = reader.find("register_item", id=lock.department_id)
    period = LockedPeriod(
        on_day, lock.first_on, lock.last_on, lock.reason, openers, department["name"] if department else ""
    )
    of = f" of {period.department}" if period.department else ""
    locked = f"which {name} locked" if name else "which was locked"
    detail = f"{on_day} is in the period {lock.first_on} to {lock.last_on}{of}, {locked} ({lock.reason})"
    return Locked("locked", field, f"{detail}; {' or '.join(openers) or 'nobody'} can open it", name, period)


def _name_of(reader: Reader, person_id: int | None) -> str:
    person = reader.find("person", id=person_id) if person_id else None
    return f"{person['first_name']} {person['last_name']}".strip() if person else ""
