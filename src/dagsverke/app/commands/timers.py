"""Timers: time that runs from when it is started until it is stopped, and then is a clocked time entry."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands import time
from dagsverke.app.owners import owners
from dagsverke.app.person_week import Thing
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.domain.calendars import elapsed_ms
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.timesheet import TIMER_LEAST_MS

Given = Mapping[str, Any]


def start(work: UnitOfWork, person: Record, thing: Thing) -> None:
    """Start a person's timer on a thing. One that runs already is a Conflict."""
    work.ledger.hold([person["id"]])
    if work.find("timer", person_id=person["id"]) is not None:
        raise Conflict("running", "timer", "runs already")
    cause = work.company.causes_by_key.get(thing.cause) if thing.cause else None
    if thing.cause and cause is None:
        raise Malformed("reference", "cause_key", "names nothing in this company")
    on = {"customer_key": thing.customer, "project_key": thing.project, "work_order_key": thing.work_order}
    row = {"person_id": person["id"], "started_at": work.now, "cause_id": cause.id if cause else None}
    work.add("timer", row | owners(work, {name: key for name, key in on.items() if key}, takes="takes_time"))


def stop(work: UnitOfWork, person: Record) -> bool:
    """Stop a person's timer: what ran becomes a time entry until now. False where it was too short: it is forgotten."""
    timer = _running(work, person)
    work.withdraw("timer", timer)
    if elapsed_ms(timer["started_at"], work.now) < TIMER_LEAST_MS:
        return False
    causes = work.company.causes
    cause = causes.get(timer["cause_id"]) if timer["cause_id"] else None
    change: dict[str, Any] = {"created_by_key": person["key"], "person_key": person["key"]}
    change |= {"begins_at": timer["started_at"], "ends_at": work.now, "cause_key": cause.key if cause else None}
    for table in ("customer", "project", "work_order"):
        row = work.find(table, id=timer[f"{table}_id"]) if timer[f"{table}_id"] else None
        if row is not None:
            change[f"{table}_key"] = row["key"]
    time.record(work, {}, change)
    return True


def discard(work: UnitOfWork, person: Record) -> None:
    """Stop a person's timer and forget what ran."""
    work.withdraw("timer", _running(work, person))


def _running(work: UnitOfWork, person: Record) -> Record:
    work.ledger.hold([person["id"]])
    timer = work.find("timer", person_id=person["id"])
    if timer is None:
        raise Conflict("stopped", "timer", "does not run")
    return timer
