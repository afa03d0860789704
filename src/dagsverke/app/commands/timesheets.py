"""Weeks: a person submits one, somebody approves it, which attests all of it, or returns it with a note."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dagsverke.app.access import may_approve_for, may_submit_for
from dagsverke.app.commands.attest import attest_days, release_days
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.queries import Condition, Query
from dagsverke.app.reports import reachable
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Malformed
from dagsverke.domain.timesheets import (
    APPROVED,
    GOALS,
    OPEN,
    Step,
    days_of,
    is_a_step_of_the_person,
    is_of_the_person,
    status_after,
    week_name,
)

Week = tuple[int, str]
"""A person's id and the Monday of a week."""
NOTE_MAX = 1000
_NAMED_MAX = 5
"""Weeks that a refusal names."""


def submit(work: UnitOfWork, weeks: Collection[Week]) -> None:
    """Say that weeks are complete. All of them or none; so of every step."""
    by = {"submitted_at": work.now, "submitted_by_id": work.principal.person_id}
    _take(work, weeks, "submit", by | {"note": "", "decided_at": None, "decided_by_id": None})


def approve(work: UnitOfWork, weeks: Collection[Week]) -> None:
    """Approve submitted weeks: time, expenses, drives and machine time of the person in them are attested.

    Approving an approved week again attests what came since.
    """
    _take(work, weeks, "approve", _decided(work) | {"note": ""})
    attest_days(work, _days(weeks), work.principal.person_id)


def return_(work: UnitOfWork, weeks: Collection[Week], note: str) -> None:
    """Hand submitted weeks back to be corrected; the note says what."""
    if not note.strip():
        raise Malformed("required", "note", "is required")
    _take(work, weeks, "return", _decided(work) | {"note": _noted(note)})


def reopen(work: UnitOfWork, weeks: Collection[Week], note: str = "") -> None:
    """Take back weeks that were submitted or approved: they are open, and what was attested in them is released.

    What is invoiced stays attested. Weeks in a locked period refuse.
    """
    _take(work, weeks, "reopen", _decided(work) | {"note": _noted(note)})
    release_days(work, _days(weeks), work.principal.person_id)


def _decided(work: UnitOfWork) -> dict[str, Any]:
    return {"decided_at": work.now, "decided_by_id": work.principal.person_id}


def _noted(note: str) -> str:
    if len(note) > NOTE_MAX:
        raise Malformed("range", "note", f"must be at most {NOTE_MAX} characters")
    return note.strip()


def _days(weeks: Collection[Week]) -> list[tuple[int, str]]:
    return [(person_id, on_day) for person_id, week_on in weeks for on_day in days_of(week_on)]


def _take(work: UnitOfWork, weeks: Collection[Week], step: Step, values: Mapping[str, Any]) -> None:
    """Take a step with every one of the weeks."""
    wanted = sorted(set(weeks))
    persons = sorted({person_id for person_id, _ in wanted})
    names = _names(work, persons)
    work.ledger.hold(persons)
    rows = _rows(work, wanted)
    statuses = {week: rows[week]["status"] if week in rows else OPEN for week in wanted}
    if stuck := _stuck(work, statuses, step, names):
        raise Conflict("status", "week", _told_of(work, {one: statuses[one] for one in stuck}, step, names))
    after = GOALS[step]
    new = [{"person_id": one[0], "week_on": one[1], "status": after, **values} for one in wanted if one not in rows]
    work.add_many("timesheet", new)
    work.change_many("timesheet", [(row, {"status": after, **values}) for row in rows.values()])


def _names(work: UnitOfWork, persons: Sequence[int]) -> Mapping[int, str]:
    """Full names of persons, who must be there."""
    asked = Query("person", ("id", "full_name"), (Condition("id", "in", persons),))
    names = {person_id: str(name) for person_id, name in work.select(asked).rows}
    if len(names) < len(persons):
        raise Absent("absent", "person_id", "names nothing in this company")
    return names


def _rows(work: UnitOfWork, weeks: Sequence[Week]) -> Mapping[Week, Record]:
    wanted = set(weeks)
    asked = {"person_id": sorted({one[0] for one in weeks}), "week_on": sorted({one[1] for one in weeks})}
    rows = {(row["person_id"], row["week_on"]): row for row in work.find_all("timesheet", **asked)}
    return {week: row for week, row in rows.items() if week in wanted}


def _stuck(work: UnitOfWork, statuses: Mapping[Week, str], step: Step, names: Mapping[int, str]) -> list[Week]:
    """The weeks with which the step cannot be taken as they are, or not any more by this principal.

    Forbidden where it may not take the step with one of the weeks, whatever its status.
    """
    team: set[int] = set()
    if work.principal.reach != "all":
        where = (Condition("id", "in", sorted(names)), *reachable(work, work.principal))
        team = {row[0] for row in work.select(Query("person", ("id",), where)).rows}
    stuck = []
    for (person_id, week_on), status in statuses.items():
        may_submit = may_submit_for(work.principal, person_id, is_in_team=person_id in team)
        may_approve = may_approve_for(work.principal, person_id, is_in_team=person_id in team)
        is_possible = status_after(status, step) is not None
        if is_possible and (may_submit if is_of_the_person(status, step) else may_approve):
            continue
        if (may_submit and is_a_step_of_the_person(step)) or (may_approve and not is_possible):
            stuck.append((person_id, week_on))
            continue
        raise Forbidden("forbidden", None, f"This person may not {step} {week_name(week_on)} of {names[person_id]}.")
    return stuck


def _told_of(work: UnitOfWork, stuck: Mapping[Week, str], step: Step, names: Mapping[int, str]) -> str:
    """What keeps weeks, by their status, from a step; of approved ones also who can reopen them."""
    already = {GOALS[step]: " already"}
    told = [
        f"{week_name(week_on)} of {names[person_id]} is {status}{already.get(status, '')}"
        for (person_id, week_on), status in stuck.items()
    ]
    more = f" and {len(told) - _NAMED_MAX} more" if len(told) > _NAMED_MAX else ""
    remedy = ""
    if APPROVED in stuck.values():
        roles = ", ".join(one["name"] for one in work.find_all("role", reach=["team", "all"]))
        remedy = f"; what is approved is reopened by whoever may approve it ({roles})"
    return f"cannot {step}: {', '.join(told[:_NAMED_MAX])}{more}{remedy}"
