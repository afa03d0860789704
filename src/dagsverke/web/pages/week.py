"""My week: hours typed into cells, a line for each thing that they are recorded on."""

import re
from collections.abc import Sequence

from starlette.responses import Response

from dagsverke.app.commands import timesheets, week_cells
from dagsverke.app.commands.week_cells import Filled
from dagsverke.app.company import Company
from dagsverke.app.person_week import Thing, WeekSheet, names_of, week_sheet
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.app.reports import visible_person
from dagsverke.domain.calendars import days_after, read_day
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.domain.timesheets import DAYS_PER_WEEK, days_of
from dagsverke.web.reading import read_hours
from dagsverke.web.visit import Visit, page

PATH = "/week"
PARTS = ("cause", "customer", "project", "work_order")
LINES_MAX = 50
CELL = frozenset({"hours", "on_day", "duration_ms", "begins_at", "key"})
"""What a refusal is about where it is about a cell itself."""
FILLED, PASSED_OVER = "filled", "locked"
"""Where the address says how many entries filling in a week made, and how many locked days it passed over."""


async def show(visit: Visit) -> Response:
    """A person's week, one's own unless said."""
    monday = _monday(visit.query.get("week", ""), visit.today)
    also = [_thing(text) for text in visit.request.query_params.getlist("line")[:LINES_MAX]]

    sheet = await visit.read(lambda reader: week_sheet(reader, whose(visit, reader), monday, also))
    lines = [_text_of(one.thing) for one in sheet.lines]
    return visit.page(
        "week.html",
        sheet=sheet,
        causes=causes_of(visit.company),
        keys=lines,
        previous=days_after(monday, -DAYS_PER_WEEK),
        following=days_after(monday, DAYS_PER_WEEK),
        is_own=sheet.person["id"] == visit.person["id"],
        filled=_days_told(visit, FILLED),
        passed_over=_days_told(visit, PASSED_OVER),
    )


async def put(visit: Visit) -> Response:
    """One cell, typed over; the answer is the cell as it is now, and every sum that it is part of."""
    on_day, thing = day_of(str(visit.form.get("day", ""))), _thing(str(visit.form.get("line", "")))
    monday, told = days_of(on_day)[0], str(visit.form.get("hours", ""))

    def work(unit: UnitOfWork) -> WeekSheet:
        person = whose(visit, unit)
        week_cells.put(unit, person, on_day, thing, read_hours(told, "hours"))
        return week_sheet(unit, person, monday, [thing])

    def read(reader: Reader) -> WeekSheet:
        return week_sheet(reader, whose(visit, reader), monday, [thing])

    fault = ""
    try:
        sheet = await visit.write(work)
    except Refusal as refusal:
        fault = visit.reason(refusal) if refusal.field in CELL else visit.sentence(refusal)
        sheet = await visit.read(read)
    line = next(one for one in sheet.lines if one.thing == thing)
    cell = next(one for one in line.cells if one.on_day == on_day)
    day = next(one for one in sheet.days if one.on_day == on_day)
    return visit.page(
        "week_cell.html", sheet=sheet, line=line, cell=cell, day=day, key=_text_of(thing), fault=fault, told=told
    )


async def add_line(visit: Visit) -> Response:
    """Another line, which is kept once something is recorded on it."""
    thing = thing_of(visit)
    await visit.read(lambda reader: _checked(reader, thing))
    return visit.go(_address(visit, also=[_text_of(thing)]))


async def copy(visit: Visit) -> Response:
    """The lines of the week before, or its lines and hours."""
    monday = _monday(str(visit.form.get("week", "")), visit.today)
    before = days_after(monday, -DAYS_PER_WEEK)
    if visit.form.get("what") == "lines":
        sheet = await visit.read(lambda reader: week_sheet(reader, whose(visit, reader), before))
        return visit.go(_address(visit, also=[_text_of(one.thing) for one in sheet.lines]))

    def work(unit: UnitOfWork) -> Filled:
        person = whose(visit, unit)
        return week_cells.copy_week(unit, week_sheet(unit, person, before), week_sheet(unit, person, monday))

    return visit.go(_address(visit, filled=await visit.write(work)))


async def fill(visit: Visit) -> Response:
    """What the schedule expects, on the days up to today that have nothing yet."""
    monday = _monday(str(visit.form.get("week", "")), visit.today)

    def work(unit: UnitOfWork) -> Filled:
        return week_cells.fill_from_schedule(unit, week_sheet(unit, whose(visit, unit), monday))

    return visit.go(_address(visit, filled=await visit.write(work)))


async def submit(visit: Visit) -> Response:
    """Submit the week, or take it back."""
    monday = _monday(str(visit.form.get("week", "")), visit.today)
    step = timesheets.reopen if visit.form.get("step") == "reopen" else timesheets.submit
    await visit.write(lambda unit: step(unit, [(whose(visit, unit)["id"], monday)]))
    return visit.go(_address(visit))


def thing_of(visit: Visit) -> Thing:
    """What a form says that time is on."""
    return Thing(**{part: str(visit.form.get(part, "")) or None for part in PARTS})


def whose(visit: Visit, reader: Reader) -> Record:
    """The person whose week it is: one's own, or one whose days the visitor has to do with."""
    key = str(visit.form.get("person", "")) or visit.query.get("person", "")
    if not key or key == visit.person["key"]:
        return visit.person
    person = existing(reader, "person", "person", key=key)
    visible_person(reader, visit.principal, {"person_id": person["id"]})
    return person


def _address(visit: Visit, also: Sequence[str] = (), filled: Filled | None = None) -> str:
    """The page of the week that a form was sent from; where it filled in days, the page says what came of it."""
    person, week = str(visit.form.get("person", "")), str(visit.form.get("week", ""))
    kept = [str(one) for one in visit.form.getlist("kept")]
    lines = dict.fromkeys([*kept, *also])
    parts = [f"week={_monday(week, visit.today)}", *(f"line={one}" for one in lines)]
    if filled is not None:
        parts += [f"{FILLED}={filled.count}", f"{PASSED_OVER}={len(filled.locked)}"]
    return f"{PATH}?{'&'.join(parts)}" + (f"&person={person}" if person.isalnum() else "")


def _days_told(visit: Visit, name: str) -> int | None:
    """How many of something the form before this page came to, as the address says; None where it says nothing."""
    text = visit.query.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else None


def _monday(text: str, today: str) -> str:
    return days_of(day_of(text) if text else today)[0]


def day_of(text: str) -> str:
    """A day whose week, and those beside it, the ledger keeps."""
    day = read_day(text, "day")
    for edge in (days_after(day, -DAYS_PER_WEEK), days_after(day, 2 * DAYS_PER_WEEK)):
        read_day(edge, "day")
    return day


def _text_of(thing: Thing) -> str:
    """A line in the address: keys with points between them."""
    return ".".join(one or "" for one in (thing.cause, thing.customer, thing.project, thing.work_order))


def _thing(text: str) -> Thing:
    parts = text.split(".")
    if len(parts) != len(PARTS) or not all(part.isalnum() or not part for part in parts):
        raise Malformed("type", "line", "is no line of a week")
    return Thing(*(part or None for part in parts))


def _checked(reader: Reader, thing: Thing) -> None:
    """Refuse a line whose parts name nothing."""
    names = names_of(reader, thing)
    for part, key in zip(PARTS, (thing.cause, thing.customer, thing.project, thing.work_order), strict=True):
        if key and not names[f"{part}_key"]:
            raise Malformed("reference", part, "names nothing in this company")


def causes_of(company: Company) -> list[tuple[str, str]]:
    """The kinds of time that may be recorded: keys and names."""
    return [(one.key, one.name) for one in company.causes.values() if one.is_active]


ROUTES = (
    page(PATH, "time", show),
    page("/week/cell", "time", put, "POST"),
    page("/week/line", "time", add_line, "POST"),
    page("/week/copy", "time", copy, "POST"),
    page("/week/fill", "time", fill, "POST"),
    page("/week/submit", "time", submit, "POST"),
)
