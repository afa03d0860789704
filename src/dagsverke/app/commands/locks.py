"""Locking periods, and opening them again: what is locked refuses change through every door (``app.locking``)."""

import json

from dagsverke.app.access import may_lock, may_open
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN
from dagsverke.domain.errors import Conflict, Forbidden, Malformed

REASON_MAX = 200


def lock(
    work: UnitOfWork, last_on: str, reason: str, *, first_on: str | None = None, department_id: int | None = None
) -> int:
    """Lock the days from a first to a last one, of the company or of a department; returns the lock's id.

    Without a first day all days until the last are locked: a balance is made of everything before it. Locks may
    overlap, and a day is open once none covers it; the very same lock twice is a Conflict. When this unit of work is
    committed no other one has changes of these days under way, nor will have any until the lock is opened.
    """
    if not may_lock(work.principal, is_own_department=_is_own(work, department_id)):
        raise Forbidden("forbidden", None, "This person may not lock these days.")
    first_on = first_on or DAY_MIN
    if not DAY_MIN <= first_on <= last_on <= DAY_MAX:
        raise Malformed("range", "last_on", f"must not be before the first day, and both from {DAY_MIN} to {DAY_MAX}")
    _require_reason(reason)
    if department_id is not None:
        refer(work, "register_item", "department_id", id=department_id, kind="department")
    work.ledger.hold_everybody()
    same = {"department_id": department_id, "first_on": first_on, "last_on": last_on, "opened_at": None}
    if work.find_all("period_lock", **same):
        raise Conflict("taken", "last_on", f"the days {first_on} to {last_on} are locked already")
    members = [] if department_id is None else work.find_all("person", department_id=department_id)
    values = {
        **same,
        "reason": reason.strip(),
        "locked_by_id": work.principal.person_id,
        "person_ids": json.dumps([one["id"] for one in members]),
    }
    return work.add("period_lock", values)


def open_(work: UnitOfWork, lock_id: int, reason: str) -> Record:
    """Open what is locked, and say why: the row stays, with who opened it and when. Returns the row as it was."""
    if not may_open(work.principal):
        raise Forbidden("forbidden", None, "This person may not open what is locked.")
    _require_reason(reason)
    row = work.held("period_lock", existing(work, "period_lock", "lock_id", id=lock_id))
    if row["opened_at"]:
        raise Conflict("opened", "lock_id", "is open already")
    opened = {"opened_at": work.now, "opened_by_id": work.principal.person_id, "open_reason": reason.strip()}
    work.change("period_lock", row, opened)
    return row


def _is_own(work: UnitOfWork, department_id: int | None) -> bool:
    person = work.find("person", id=work.principal.person_id) if work.principal.person_id else None
    return department_id is not None and person is not None and department_id == person["department_id"]


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Malformed("required", "reason", "is required")
    if len(reason) > REASON_MAX:
        raise Malformed("range", "reason", f"must be at most {REASON_MAX} characters")
