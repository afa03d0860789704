"""Schedules: who is expected to work when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.locking import refuse_locked_spans
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing, require
from dagsverke.app.replay import replay
from dagsverke.domain.calendars import DAY_MAX
from dagsverke.domain.errors import Conflict, Malformed
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
    if not 0 < rate_e4 <= E4:
        raise Malformed("range", "rate_e4", "must be more than 0 and at most the whole")
    person = existing(work, "person", "person_id", id=change["person_id"])
    schedule = existing(work, "schedule", "schedule_id", id=change["schedule_id"])
    work.ledger.hold([person["id"]])
    is_to_end = _make_room(work, person["id"], starts_on, ends_on)
    last_on = DAY_MAX if is_to_end or ends_on is None else ends_on
    refuse_locked_spans(work, [(person["id"], starts_on, last_on)], "starts_on")
    values = {"person_id": person["id"], "schedule_id": schedule["id"], "starts_on": starts_on, "ends_on": ends_on}
    assignment_id = work.add("assignment", {**values, "rate_e4": rate_e4})
    before = (date.fromisoformat(starts_on) - timedelta(days=1)).isoformat()
    entries = work.ledger.entries_between(person["id"], before, DAY_MAX)
    replay(work, {(person["id"], one.on_day) for one in entries})
    vacation.refresh(work, {person["id"]: starts_on})
    return {"id": assignment_id}


def _make_room(work: UnitOfWork, person_id: int, starts_on: str, ends_on: str | None) -> bool:
    """End the assignment that runs until further notice the day before; whether there was one."""
    is_ended = False
    for other in work.find_all("assignment", person_id=person_id):
        begins_later = ends_on is not None and other["starts_on"] > ends_on
        ended_before = other["ends_on"] is not None and other["ends_on"] < starts_on
        if begins_later or ended_before:
            continue
        if other["ends_on"] is not None or other["starts_on"] >= starts_on:
            raise Conflict("overlap", "starts_on", f"overlaps the schedule assigned from {other['starts_on']}")
        last = (date.fromisoformat(starts_on) - timedelta(days=1)).isoformat()
        work.change("assignment", other, {"ends_on": last})
        is_ended = True
    return is_ended
