"""Schedules: who is expected to work when."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.locking import refuse_locked_spans
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing, require
from dagsverke.app.replay import replay
from dagsverke.domain.calendars import DAY_MAX, days_after
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.locks import touched
from dagsverke.domain.units import E4

Given = Mapping[str, Any]


def assign(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Assign a schedule to a person from a first to a last day (None: until further notice).

    ``rate_e4`` is the share of the schedule's hours that the person works, all of them unless said. An assignment that
    runs until further notice ends the day before a later one begins; any other overlap is a Conflict. The person's days
    from then on are replayed, for absence and hourly pay count by the schedule. It is refused where any of the days
    that get another schedule, or lose theirs, is locked.
    """
    require(change, "person_id", "schedule_id", "starts_on")
    starts_on, ends_on = change["starts_on"], change.get("ends_on")
    if ends_on is not None and ends_on < starts_on:
        raise Malformed("range", "ends_on", "must not be before the first day")
    rate_e4 = change.get("rate_e4", E4)
    _check_rate(rate_e4)
    person = existing(work, "person", "person_id", id=change["person_id"])
    schedule = existing(work, "schedule", "schedule_id", id=change["schedule_id"])
    work.ledger.hold([person["id"]])
    is_to_end = _make_room(work, person["id"], starts_on, ends_on)
    last_on = DAY_MAX if is_to_end or ends_on is None else ends_on
    refuse_locked_spans(work, [(person["id"], starts_on, last_on)], "starts_on")
    values = {"person_id": person["id"], "schedule_id": schedule["id"], "starts_on": starts_on, "ends_on": ends_on}
    assignment_id = work.add("assignment", {**values, "rate_e4": rate_e4})
    _replay_since(work, person["id"], starts_on)
    return {"id": assignment_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct an assignment: what is not given stays; a last day given as None makes it go on.

    An overlap with another is a Conflict. Refused where any day that is to be otherwise is locked.
    """
    row = existing(work, "assignment", "key", key=target["key"])
    work.ledger.hold([row["person_id"]])
    values = {name: change.get(name, row[name]) for name in ("schedule_id", "starts_on", "ends_on", "rate_e4")}
    require(values, "schedule_id", "starts_on")
    existing(work, "schedule", "schedule_id", id=values["schedule_id"])
    _check_rate(values["rate_e4"])
    if values["ends_on"] is not None and values["ends_on"] < values["starts_on"]:
        raise Malformed("range", "ends_on", "must not be before the first day")
    for other in work.find_all("assignment", person_id=row["person_id"]):
        if other["id"] != row["id"] and _overlap(other, values):
            raise Conflict("overlap", "starts_on", f"overlaps the schedule assigned from {other['starts_on']}")
    since = _first_touched(work, row, values)
    work.change("assignment", row, values)
    if since is not None:
        _replay_since(work, row["person_id"], since)
    return {"id": row["id"]}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Withdraw an assignment that never was. Refused where any of its days is locked."""
    row = existing(work, "assignment", "key", key=target["key"])
    work.ledger.hold([row["person_id"]])
    _first_touched(work, row, None)
    work.withdraw("assignment", row)
    _replay_since(work, row["person_id"], row["starts_on"])
    return {"id": row["id"]}


def _make_room(work: UnitOfWork, person_id: int, starts_on: str, ends_on: str | None) -> bool:
    """End the assignment that runs until further notice the day before; whether there was one."""
    is_ended = False
    for other in work.find_all("assignment", person_id=person_id):
        if not _overlap(other, {"starts_on": starts_on, "ends_on": ends_on}):
            continue
        if other["ends_on"] is not None or other["starts_on"] >= starts_on:
            raise Conflict("overlap", "starts_on", f"overlaps the schedule assigned from {other['starts_on']}")
        work.change("assignment", other, {"ends_on": days_after(starts_on, -1)})
        is_ended = True
    return is_ended


def _overlap(one: Given, other: Given) -> bool:
    """Whether there is a day on which both are in force."""
    begins_before = other["ends_on"] is None or one["starts_on"] <= other["ends_on"]
    return begins_before and (one["ends_on"] is None or other["starts_on"] <= one["ends_on"])


def _check_rate(rate_e4: int) -> None:
    if not 0 < rate_e4 <= E4:
        raise Malformed("range", "rate_e4", "must be more than 0 and at most the whole")


def _first_touched(work: UnitOfWork, before: Given, after: Given | None) -> str | None:
    """The first day that is no more, or is now, or is otherwise one of an assignment's; refused where one is locked.

    Weeks rotate from the first day on, so that another one makes all days others.
    """
    days = [None if one is None else (one["starts_on"], one["ends_on"]) for one in (before, after)]
    is_same = after is not None and all(after[name] == before[name] for name in ("schedule_id", "starts_on", "rate_e4"))
    span = touched(*days, is_same=is_same)
    if span is None:
        return None
    refuse_locked_spans(work, [(before["person_id"], *span)], "starts_on")
    return span[0]


def _replay_since(work: UnitOfWork, person_id: int, since: str) -> None:
    """Derive anew what counts by the schedule, from a day on."""
    entries = work.ledger.entries_between(person_id, days_after(since, -1), DAY_MAX)
    replay(work, {(person_id, one.on_day) for one in entries})
    vacation.refresh(work, {person_id: since})
