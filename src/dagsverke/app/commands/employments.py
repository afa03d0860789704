"""Employments: begin, correct, end, withdraw."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.changes import plain
from dagsverke.app.employments import as_employment
from dagsverke.app.locking import refuse_locked_spans
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, require
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN
from dagsverke.domain.employment import check_employment
from dagsverke.domain.errors import Conflict, Forbidden, Malformed
from dagsverke.domain.locks import touched

Given = Mapping[str, Any]
EMPTY: Mapping[str, Any] = {
    "form": None,
    "starts_on": None,
    "ends_on": None,
    "end_reason": "",
    "is_by_day": False,
    "agreement_id": None,
    "vacation_days": None,
}
"""What may be said of an employment, and what it is where nothing is said."""
_BEYOND_DAYS = frozenset(EMPTY) - {"starts_on", "ends_on", "end_reason"}
"""What of an employment holds on each of its days."""
VACATION_DAYS_MAX = 366
NEW = 0
"""The id of a row that has none yet."""


def begin(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Begin an employment of a person, until further notice unless a last day is given.

    Two employments of one person on one day are a Conflict, unless one of them is by the day.
    """
    require(change, "person_id", "form", "starts_on")
    _may(work)
    person = existing(work, "person", "person_id", id=change["person_id"])
    work.ledger.hold([person["id"]])
    values = {**EMPTY, **plain(change, EMPTY), "person_id": person["id"]}
    _check(work, {"id": NEW, "key": "", **values})
    _refuse_locked(work, None, values)
    by_id = work.principal.person_id
    employment_id = work.add("employment", values | {"created_by_id": by_id, "modified_by_id": by_id})
    changed(work, person["id"], values["starts_on"])
    return {"id": employment_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct an employment: what is not given stays; a last day given as None makes it go on."""
    row = _held(work, target)
    values = {name: row[name] for name in EMPTY} | plain(change, EMPTY)
    require(values, "form", "starts_on")
    if values["ends_on"] is None and "end_reason" not in change:
        values["end_reason"] = ""
    _check(work, {**row, **values})
    _refuse_locked(work, row, {**row, **values})
    work.change("employment", row, values | {"modified_by_id": work.principal.person_id})
    changed(work, row["person_id"], min(row["starts_on"], values["starts_on"]))
    return {"id": row["id"]}


def end(work: UnitOfWork, target: Given, change: Given) -> Given:
    """End an employment with a last day, which may be still to come, and the reason for it."""
    require(change, "ends_on", "end_reason")
    return correct(work, target, {name: change[name] for name in ("ends_on", "end_reason")})


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Withdraw an employment that never was."""
    row = _held(work, target)
    _refuse_locked(work, row, None)
    work.withdraw("employment", row)
    changed(work, row["person_id"], row["starts_on"])
    return {"id": row["id"]}


def changed(work: UnitOfWork, person_id: int, since: str) -> None:
    """What follows from a change to a person's employments from a day on. The one place where that is said.

    Days of employment are counted when they are asked for, so that nothing of them is kept that could be wrong; what is
    kept of vacation is made anew.
    """
    vacation.refresh(work, {person_id: since})


def _held(work: UnitOfWork, target: Given) -> Record:
    _may(work)
    row = existing(work, "employment", "key", key=target["key"])
    work.ledger.hold([row["person_id"]])
    return existing(work, "employment", "key", key=target["key"])


def _refuse_locked(work: UnitOfWork, before: Given | None, after: Given | None) -> None:
    """Refuse where any of the days that are otherwise employed, or no more, is locked: balances follow from them."""
    days = [None if one is None else (one["starts_on"], one["ends_on"]) for one in (before, after)]
    is_same = before is not None and after is not None and all(before[name] == after[name] for name in _BEYOND_DAYS)
    span, one = touched(*days, is_same=is_same), after or before
    if span is not None and one is not None:
        refuse_locked_spans(work, [(one["person_id"], *span)], "ends_on" if is_same else "starts_on")


def _may(work: UnitOfWork) -> None:
    if work.principal.reach == "own":
        raise Forbidden("forbidden", None, "A person may not change employments.")


def _check(work: UnitOfWork, values: Given) -> None:
    """Refuse what contradicts itself, what names nothing, and a second employment on the same day."""
    for name in ("starts_on", "ends_on"):
        if values[name] is not None and not DAY_MIN <= values[name] <= DAY_MAX:
            raise Malformed("range", name, f"must be between {DAY_MIN} and {DAY_MAX}")
    if values["vacation_days"] is not None and not 0 <= values["vacation_days"] <= VACATION_DAYS_MAX:
        raise Malformed("range", "vacation_days", f"must be from 0 to {VACATION_DAYS_MAX}")
    if values["agreement_id"] is not None:
        refer(work, "agreement", "agreement_id", id=values["agreement_id"])
    one = as_employment(values)
    check_employment(one)
    for row in work.find_all("employment", person_id=values["person_id"]):
        other = as_employment(row)
        if other.id != one.id and other.overlaps(one) and not (one.is_by_day or other.is_by_day):
            raise Conflict("overlap", "starts_on", f"overlaps the employment from {other.starts_on}")
