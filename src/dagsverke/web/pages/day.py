"""A day: each stretch of time with its begin and end, and the timer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.responses import Response

from dagsverke.app.commands import time, timers
from dagsverke.app.person_week import Piece, Thing, WeekSheet, names_of, week_sheet
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.calendars import days_after, local_to_instant
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.domain.timesheets import days_of
from dagsverke.web.pages.week import causes_of, day_of, thing_of, whose
from dagsverke.web.picking import Option, option_of
from dagsverke.web.reading import read_hours
from dagsverke.web.visit import Visit, page

PATH = "/day"
PICKED = ("customer", "project", "work_order")
"""What time is on that is searched for."""
TOO_SHORT = "short"
"""Where the address says that a timer was stopped too soon to leave anything."""
Running = tuple[Record, dict[str, str]] | None


async def show(visit: Visit) -> Response:
    """A person's day, today's and one's own unless said."""
    return await _page(visit, visit.query.get("day", ""))


async def record(visit: Visit) -> Response:
    """A stretch of time, or an amount of it."""

    def work(unit: UnitOfWork) -> bool:
        person = whose(visit, unit)
        change = _told(visit) | {"created_by_key": visit.person["key"], "person_key": person["key"]}
        time.record(unit, {}, change)
        return True

    return await _taken(visit, work)


async def correct(visit: Visit) -> Response:
    """Another begin, end or note of a time entry; or it goes."""
    key = visit.request.path_params["key"]

    def work(unit: UnitOfWork) -> bool:
        person = whose(visit, unit)
        existing(unit, "time_entry", "key", key=key, person_id=person["id"])
        if visit.form.get("step") == "withdraw":
            time.withdraw(unit, {"key": key}, {"deleted_by_key": visit.person["key"]})
            return True
        change = _told(visit) | {"modified_by_key": visit.person["key"], "person_key": person["key"]}
        time.correct(unit, {"key": key}, change)
        return True

    return await _taken(visit, work)


async def run_timer(visit: Visit) -> Response:
    """Start the timer, stop it, or forget what ran."""

    def work(unit: UnitOfWork) -> bool:
        match str(visit.form.get("step", "")):
            case "start":
                timers.start(unit, visit.person, thing_of(visit))
            case "stop":
                return timers.stop(unit, visit.person)
            case _:
                timers.discard(unit, visit.person)
        return True

    return await _taken(visit, work)


async def _taken(visit: Visit, work: Callable[[UnitOfWork], bool]) -> Response:
    """Do what a form asks for; what it gives is whether there was enough of it to be kept."""
    try:
        is_kept = await visit.write(work)
    except Refusal as refusal:
        return await _page(visit, str(visit.form.get("day", "")), fault=visit.sentence(refusal))
    day, person = day_of(str(visit.form.get("day", "")) or visit.today), str(visit.form.get("person", ""))
    whom = f"&person={person}" if person.isalnum() else ""
    return visit.go(f"{PATH}?day={day}{whom}{'' if is_kept else f'&{TOO_SHORT}=1'}")


async def _page(visit: Visit, told: str, fault: str = "") -> Response:
    """The day; what was refused stands as it was typed in the form that it was sent from, known by its address."""
    on_day = day_of(told or visit.today)

    def read(reader: Reader) -> tuple[WeekSheet, Running, dict[str, Option]]:
        sheet = week_sheet(reader, whose(visit, reader), days_of(on_day)[0])
        picked = {one: option_of(reader, one, str(visit.form.get(one, ""))) for one in PICKED} if fault else {}
        return sheet, _running(reader, visit.person), picked

    sheet, running, picked = await visit.read(read)
    pieces = [one for one in sheet.pieces if one.on_day == on_day]
    return visit.page(
        "day.html",
        422 if fault else 200,
        sheet=sheet,
        day=next(one for one in sheet.days if one.on_day == on_day),
        pieces=pieces,
        last_end=_last_end(pieces),
        causes=causes_of(visit.company),
        running=running,
        before=days_after(on_day, -1),
        after=days_after(on_day, 1),
        is_own=sheet.person["id"] == visit.person["id"],
        fault=fault,
        typed={visit.request.url.path: visit.form} if fault else {},
        picked=picked,
        is_too_short=visit.request.method == "GET" and TOO_SHORT in visit.query,
    )


def _running(reader: Reader, person: Record) -> Running:
    timer = reader.find("timer", person_id=person["id"])
    if timer is None:
        return None
    cause = reader.company.causes.get(timer["cause_id"]) if timer["cause_id"] else None
    keys = {}
    for table in PICKED:
        row = reader.find(table, id=timer[f"{table}_id"]) if timer[f"{table}_id"] else None
        keys[table] = row["key"] if row else None
    return timer, names_of(reader, Thing(cause.key if cause else None, **keys))


def _last_end(pieces: list[Piece]) -> str | None:
    """When the last stretch of the day ended: the next one begins then."""
    return max((one.ends_at for one in pieces if one.ends_at), default=None)


def _told(visit: Visit) -> dict[str, Any]:
    """What a form says of a stretch: an end before the begin is of the next day; without an end it is an amount."""
    form, zone = visit.form, visit.company.zone
    on_day = day_of(str(form.get("day", "")))
    change: dict[str, Any] = {"note": str(form.get("note", ""))}
    if "cause" in form:
        thing = thing_of(visit)
        on = {"customer_key": thing.customer, "project_key": thing.project, "work_order_key": thing.work_order}
        change |= {"cause_key": thing.cause, **{name: key for name, key in on.items() if key}}
    begin, end = str(form.get("begin", "")), str(form.get("end", ""))
    if not begin:
        hours = str(form.get("hours", ""))
        if not hours:
            raise Malformed("required", "begin", "or hours are required")
        begins_at = local_to_instant(datetime.fromisoformat(on_day), zone)
        return change | {"begins_at": begins_at, "duration_ms": read_hours(hours, "hours"), "is_amount": True}
    last_day = days_after(on_day, 1) if end and end <= begin else on_day
    begins_at = local_to_instant(_at(on_day, begin, "begin"), zone)
    return change | {"begins_at": begins_at, "ends_at": local_to_instant(_at(last_day, end, "end"), zone)}


def _at(day: str, clock: str, field: str) -> datetime:
    try:
        return datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H:%M")  # noqa: DTZ007  # local on purpose
    except ValueError:
        raise Malformed("type", field, "must be a time of day such as 07:30") from None


ROUTES = (
    page(PATH, "time", show),
    page(PATH, "time", record, "POST"),
    page("/day/entries/{key}", "time", correct, "POST"),
    page("/timer", "time", run_timer, "POST"),
)
