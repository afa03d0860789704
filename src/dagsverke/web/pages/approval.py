"""Approval: everybody's weeks in a list, approved or returned many at once; and the periods that are locked."""

from collections.abc import Callable, Sequence

from starlette.responses import Response

from dagsverke.app.access import may_approve_for, may_lock, may_open
from dagsverke.app.commands import locks, timesheets
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.app.weeks import PersonWeek, weeks
from dagsverke.domain.calendars import DAY_MIN, days_after, read_day
from dagsverke.domain.errors import Absent, Malformed, Refusal
from dagsverke.domain.timesheets import DAYS_PER_WEEK, OPEN, RETURNED, STATUSES, SUBMITTED, days_of
from dagsverke.web.lists.asked import page_number
from dagsverke.web.lists.model import Choice
from dagsverke.web.pages.week import day_of
from dagsverke.web.visit import Visit, page

PATH, LOCKS = "/approval", "/locks"
MISSING, FLAGGED = "missing", "flagged"
STATES = {
    "open": Choice("Open"),
    "submitted": Choice("Submitted", "accent"),
    "approved": Choice("Approved", "good"),
    "returned": Choice("Returned", "warn"),
}
FLAGS = {
    "missing": Choice("Nothing recorded", "warn"),
    "overlap": Choice("Two stretches at once", "warn"),
    "long_day": Choice("More than 10 hours", "warn"),
    "changed": Choice("Changed after approval", "bad"),
}
ALL = "approve all"
"""Approve every week that is submitted and that is the visitor's to approve, on whichever page it is shown."""
STEPS = ("approve", "return", "reopen", ALL)
ROWS_PER_PAGE = 100
Named = dict[int, str]


async def show(visit: Visit) -> Response:
    """The weeks of everybody whom the visitor has to do with: last week's unless said."""
    return await _page(visit)


async def decide(visit: Visit) -> Response:
    """Approve, return or reopen the ticked weeks: all of them or none."""
    step, note = str(visit.form.get("step", "")), str(visit.form.get("note", ""))
    if step not in STEPS:
        raise Malformed("range", "step", f"must be one of {', '.join(STEPS)}")
    ticked, monday = [str(one) for one in visit.form.getlist("week_of")], _monday(visit)

    def work(unit: UnitOfWork) -> None:
        if step == ALL:
            chosen = _submitted(weeks(unit, visit.principal, monday, days_of(monday)[-1]), visit)
        else:
            chosen = [_week(unit, text) for text in ticked]
        if not chosen:
            raise Malformed("required", "week", "tick the weeks that are meant")
        if step in ("approve", ALL):
            timesheets.approve(unit, chosen)
        elif step == "return":
            timesheets.return_(unit, chosen, note)
        else:
            timesheets.reopen(unit, chosen, note)

    try:
        await visit.write(work)
    except Refusal as refusal:
        return await _page(visit, visit.sentence(refusal), ticked)
    return visit.go(f"{PATH}?week={monday}&show={_chip(visit)}")


async def show_locks(visit: Visit) -> Response:
    """The locks that hold, those that were opened, and a way to add one."""
    return await _locks_page(visit)


async def lock(visit: Visit) -> Response:
    """Lock the days from a first to a last one."""
    form = visit.form

    def work(unit: UnitOfWork) -> None:
        key = str(form.get("department", ""))
        department = existing(unit, "register_item", "department", key=key, kind="department") if key else None
        first = str(form.get("first_on", ""))
        locks.lock(
            unit,
            read_day(str(form.get("last_on", "")), "last_on"),
            str(form.get("reason", "")),
            first_on=read_day(first, "first_on") if first else None,
            department_id=department["id"] if department else None,
        )

    return await _locked(visit, work)


async def open_lock(visit: Visit) -> Response:
    """Open a lock, and say why."""

    def work(unit: UnitOfWork) -> None:
        row = existing(unit, "period_lock", "key", key=visit.request.path_params["key"])
        locks.open_(unit, row["id"], str(visit.form.get("reason", "")))

    return await _locked(visit, work)


async def _page(visit: Visit, fault: str = "", ticked: Sequence[str] = ()) -> Response:
    monday, chip = _monday(visit), _chip(visit)
    last = days_of(monday)[-1]
    found = await visit.read(lambda reader: weeks(reader, visit.principal, monday, last), is_long=True)
    rows = [one for one in found if _is_in(one, chip)]
    number = page_number(visit.query)
    return visit.page(
        "approval.html",
        422 if fault else 200,
        rows=rows[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE],
        number=number,
        pages=max(-(-len(rows) // ROWS_PER_PAGE), 1),
        submitted=len(_submitted(found, visit)),
        counts={name: sum(_is_in(one, name) for one in found) for name in (*STATUSES, MISSING, FLAGGED)},
        chip=chip,
        monday=monday,
        previous=days_after(monday, -DAYS_PER_WEEK),
        following=days_after(monday, DAYS_PER_WEEK),
        states=STATES,
        flags=FLAGS,
        fault=fault,
        ticked=ticked,
    )


def _submitted(found: Sequence[PersonWeek], visit: Visit) -> list[tuple[int, str]]:
    """The weeks that wait for this visitor."""
    return [
        (one.person_id, one.week_on)
        for one in found
        if one.status == SUBMITTED and may_approve_for(visit.principal, one.person_id, is_in_team=True)
    ]


def _is_in(week: PersonWeek, chip: str) -> bool:
    if chip == MISSING:
        return week.status in (OPEN, RETURNED)
    if chip == FLAGGED:
        return week.is_flagged
    return not chip or week.status == chip


def _monday(visit: Visit) -> str:
    told = str(visit.form.get("week", "")) or visit.query.get("week", "")
    return days_of(day_of(told) if told else days_after(visit.today, -DAYS_PER_WEEK))[0]


def _chip(visit: Visit) -> str:
    told = str(visit.form.get("show", "")) or visit.query.get("show", "")
    return told if told in (*STATUSES, MISSING, FLAGGED) else ""


def _week(unit: UnitOfWork, text: str) -> tuple[int, str]:
    key, _, monday = text.partition(".")
    return existing(unit, "person", "person", key=key)["id"], days_of(day_of(monday))[0]


async def _locked(visit: Visit, work: Callable[[UnitOfWork], None]) -> Response:
    try:
        await visit.write(work)
    except Absent:
        raise
    except Refusal as refusal:
        return await _locks_page(visit, visit.sentence(refusal))
    return visit.go(LOCKS)


async def _locks_page(visit: Visit, fault: str = "") -> Response:
    def read(reader: Reader) -> tuple[Sequence[Record], Named, Sequence[Record]]:
        rows = sorted(reader.find_all("period_lock"), key=lambda one: str(one["last_on"]), reverse=True)
        ids = {one[name] for one in rows for name in ("locked_by_id", "opened_by_id") if one[name]}
        people = reader.find_all("person", id=sorted(ids)) if ids else ()
        departments = reader.find_all("register_item", kind="department")
        names = {one["id"]: f"{one['first_name']} {one['last_name']}" for one in people}
        return rows, names | {one["id"]: str(one["name"]) for one in departments}, departments

    rows, names, departments = await visit.read(read)
    own = visit.person["department_id"]
    allowed = [one for one in departments if may_lock(visit.principal, is_own_department=one["id"] == own)]
    return visit.page(
        "locks.html",
        422 if fault else 200,
        rows=rows,
        names=names,
        departments=allowed,
        may_lock_all=may_lock(visit.principal, is_own_department=False),
        may_open=may_open(visit.principal),
        since_ever=DAY_MIN,
        told={name: str(visit.form.get(name, "")) for name in ("first_on", "last_on", "reason")},
        fault=fault,
    )


ROUTES = (
    page(PATH, "approval", show),
    page(PATH, "approval", decide, "POST"),
    page(LOCKS, "approval", show_locks),
    page(LOCKS, "approval", lock, "POST"),
    page(LOCKS + "/{key}/open", "approval", open_lock, "POST"),
)
