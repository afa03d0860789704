"""Employments: begin, correct, end, withdraw."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.changes import plain
from dagsverke.app.deriving import derive_anew, entry_days
from dagsverke.app.employments import as_employment
from dagsverke.app.locking import refuse_locked_spans
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, require
from dagsverke.domain.calendars import read_day
from dagsverke.domain.employment import Employment, changed_spans, check_employment
from dagsverke.domain.errors import Conflict, Forbidden, check_range

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
VACATION_DAYS_MAX = 366
NEW = 0
"""The id of a row that has none yet."""


def begin(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Begin an employment of a person, until further notice unless a last day is given.

    Two employments of one person on one day are a Conflict, unless one of them is by the day. Here as in every change,
    days that come to be under another employment must not be locked, and vacation is reckoned anew from there.
    """
    require(change, "person_id", "form", "starts_on")
    _may(work)
    person = existing(work, "person", "person_id", id=change["person_id"])
    work.ledger.hold([person["id"]])
    values = {**EMPTY, **plain(change, EMPTY), "person_id": person["id"]}
    after = _checked(work, {"id": NEW, "key": "", **values})
    refuse_locked_spans(work, changed_spans(None, after), "starts_on")
    by_id = work.principal.person_id
    employment_id = work.add("employment", values | {"created_by_id": by_id, "modified_by_id": by_id})
    _follow(work, after.person_id, after.starts_on)
    return {"id": employment_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct an employment: what is not given stays; a last day given as None makes it go on."""
    row = _held(work, target)
    values = {name: row[name] for name in EMPTY} | plain(change, EMPTY)
    require(values, "form", "starts_on")
    if values["ends_on"] is None and "end_reason" not in change:
        values["end_reason"] = ""
    before, after = as_employment(row), _checked(work, {**row, **values})
    refuse_locked_spans(work, changed_spans(before, after), "starts_on")
    work.change("employment", row, values | {"modified_by_id": work.principal.person_id})
    _follow(work, after.person_id, min(before.starts_on, after.starts_on))
    return {"id": row["id"]}


def end(work: UnitOfWork, target: Given, change: Given) -> Given:
    """End an employment with a last day, which may be still to come, and the reason for it."""
    require(change, "ends_on", "end_reason")
    return correct(work, target, {name: change[name] for name in ("ends_on", "end_reason")})


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Withdraw an employment that never was."""
    row = _held(work, target)
    before = as_employment(row)
    refuse_locked_spans(work, changed_spans(before, None), "starts_on")
    work.withdraw("employment", row)
    _follow(work, before.person_id, before.starts_on)
    return {"id": row["id"]}


def _follow(work: UnitOfWork, person_id: int, since: str) -> None:
    """Reckon vacation anew from a day on, and what the windows of an agreement make of hours, if there are several."""
    vacation.refresh(work, {person_id: since})
    if work.company.window_kinds and len(work.company.agreements) > 1:
        derive_anew(work, entry_days(work, since), [person_id], is_day_other=False)


def _held(work: UnitOfWork, target: Given) -> Record:
    """The employment as it is now, which nobody else changes meanwhile."""
    _may(work)
    row = existing(work, "employment", "key", key=target["key"])
    work.ledger.hold([row["person_id"]])
    return existing(work, "employment", "key", key=target["key"])


def _may(work: UnitOfWork) -> None:
    if work.principal.reach == "own":
        raise Forbidden("forbidden", None, "A person may not change employments.")


def _checked(work: UnitOfWork, values: Given) -> Employment:
    """The employment, unless it contradicts itself, names what is not there, or lies over another one."""
    for name in ("starts_on", "ends_on"):
        if values[name] is not None:
            read_day(values[name], name)
    if values["vacation_days"] is not None:
        check_range("vacation_days", values["vacation_days"], 0, VACATION_DAYS_MAX)
    if values["agreement_id"] is not None:
        refer(work, "agreement", "agreement_id", id=values["agreement_id"])
    one = as_employment(values)
    check_employment(one)
    for row in work.find_all("employment", person_id=values["person_id"]):
        other = as_employment(row)
        if other.id != one.id and other.overlaps(one) and not (one.is_by_day or other.is_by_day):
            raise Conflict("overlap", "starts_on", f"overlaps the employment from {other.starts_on}")
    return one
