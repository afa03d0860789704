"""The year end: what closing would make of everybody's balances, closing, and taking that back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from dagsverke.app.access import Principal
from dagsverke.app.closing import Closed, plan, told, totals
from dagsverke.app.commands import closings
from dagsverke.app.company import Company
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.queries import Slice
from dagsverke.app.references import existing
from dagsverke.domain.calendars import read_day
from dagsverke.domain.causes import Account
from dagsverke.domain.closings import KINDS, Kind, Settlement, last_day
from dagsverke.domain.errors import Absent, Forbidden, Malformed, Refusal
from dagsverke.web.lists.found import Found, ordered, page_of
from dagsverke.web.lists.model import Choice, Column, ListPage, Sieve
from dagsverke.web.lists.pages import asked_of, routes_of, shown
from dagsverke.web.pages.balances import year_in
from dagsverke.web.visit import Visit, page

PATH, PLAN = "/payroll/closings", "/payroll/closings/plan"
CLOSES: Mapping[str, Choice] = {
    "year": Choice("Year"),
    "vacation-year": Choice("Vacation year"),
    "flex": Choice("Flex period"),
}
FIGURES = (
    Column("value", "Value", "value", "amount"),
    Column("carried", "Carried", "carried", "amount"),
    Column("capped", "Capped", "capped", "amount"),
    Column("paid", "Paid out", "paid_out", "amount"),
    Column("lapses", "Lapses", "lapsed", "amount"),
    Column("expires", "Expires", "expires", "amount"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be closed."""

    kind: Kind
    on: str


def report(reader: Reader, principal: Principal, given: Mapping[str, Any], attributes: Sequence[str]) -> Slice:
    """The dry run as rows, for a file."""
    asked = _asked(reader.company, {name: str(value) for name, value in given.items()})
    rows = told(reader, _plan(reader, principal, asked), attributes)
    return Slice(rows, len(rows))


def _plan(reader: Reader, principal: Principal, asked: Asked) -> Sequence[Closed]:
    if principal.reach != "all":
        raise Forbidden("forbidden", None, "Only who sees everybody may look what closing would do.")
    return plan(reader, asked.kind, asked.on)


DRY_RUN = ListPage(
    PLAN,
    "Dry run",
    "payroll",
    "closing",
    columns=(
        Column("name", "Name", "person_name"),
        Column("number", "Number", "employee_number"),
        Column("account", "Account", "account_name"),
        *FIGURES,
    ),
    sieves=(
        Sieve("kind", "What closes", "kind", choices=CLOSES),
        Sieve("year", "Year", "year", kind="count"),
        Sieve("on", "Last day", "on", kind="day"),
    ),
    row_path="/balances?person={person_key}",
    report=report,
    page_size=100,
)


async def show(visit: Visit) -> Response:
    """The closings that stand, and a way to look what the next one would do."""
    return await _page(visit)


async def show_plan(visit: Visit) -> Response:
    """What closing would make of everybody's balances; nothing is changed."""
    asked = asked_of(DRY_RUN, visit)

    def read(reader: Reader) -> tuple[Asked, Found, Sequence[tuple[Account, Settlement]]]:
        wanted = _asked(reader.company, visit.query)
        rows = _plan(reader, visit.principal, wanted)
        sums = [one for one in totals(rows) if one[1] != Settlement(0)]
        return wanted, page_of(asked, ordered(asked, told(reader, rows, asked.attributes))), sums

    try:
        wanted, found, sums = await visit.read(read, is_long=True)
    except Refusal as refusal:
        return await _page(visit, visit.sentence(refusal))
    is_part = visit.request.headers.get("hx-target") == "rows"
    return visit.page(
        "list_rows.html" if is_part else "closing_plan.html",
        wanted=wanted,
        kinds=CLOSES,
        sums=sums,
        is_over=wanted.on <= visit.today,
        options={},
        **shown(asked, found, visit),
    )


async def close(visit: Visit) -> Response:
    """Carry a closing out: everything is posted, or nothing."""

    def work(unit: UnitOfWork) -> None:
        if not visit.form.get("confirmed"):
            raise Malformed("required", "confirmed", "say that you have looked at the dry run")
        wanted = _asked(unit.company, _said(visit))
        closings.close(unit, wanted.kind, wanted.on, _said(visit).get("reason", "").strip())

    return await _done(visit, work)


async def undo(visit: Visit) -> Response:
    """Take the last closing of its kind back."""

    def work(unit: UnitOfWork) -> None:
        row = existing(unit, "closing", "key", key=visit.request.path_params["key"])
        closings.undo(unit, _kind(row["kind"]), row["on_day"])

    return await _done(visit, work)


async def _done(visit: Visit, work: Callable[[UnitOfWork], None]) -> Response:
    try:
        await visit.write(work)
    except Absent:
        raise
    except Refusal as refusal:
        return await _page(visit, visit.sentence(refusal))
    return visit.go(PATH)


async def _page(visit: Visit, fault: str = "") -> Response:
    def read(reader: Reader) -> tuple[Sequence[Record], Mapping[int, str]]:
        rows = sorted(reader.find_all("closing"), key=lambda one: (one["on_day"], one["id"]), reverse=True)
        ids = sorted({one["created_by_id"] for one in rows if one["created_by_id"]})
        people = reader.find_all("person", id=ids) if ids else ()
        return rows, {one["id"]: f"{one['first_name']} {one['last_name']}" for one in people}

    rows, names = await visit.read(read)
    latest: dict[str, str] = {}
    for one in rows:
        latest.setdefault(one["kind"], one["key"])
    said = {**visit.query, **_said(visit)}
    return visit.page(
        "closings.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        rows=rows,
        names=names,
        latest=set(latest.values()),
        kinds=CLOSES,
        told={"kind": said.get("kind", ""), "year": said.get("year") or visit.today[:4], "on": said.get("on", "")},
        fault=fault,
    )


def _asked(company: Company, said: Mapping[str, str]) -> Asked:
    """What closes, and at the end of which day: of a calendar year, unless the day itself is said."""
    kind = _kind(said.get("kind", ""))
    if day := said.get("on", ""):
        return Asked(kind, read_day(day, "on"))
    return Asked(kind, last_day(kind, year_in(said.get("year", "")), company.vacation_begins))


def _kind(named: str) -> Kind:
    found = next((one for one in KINDS if one == named), None)
    if found is None:
        raise Malformed("range", "kind", f"must be one of {', '.join(KINDS)}")
    return found


def _said(visit: Visit) -> dict[str, str]:
    return {name: str(value) for name, value in visit.form.items()}


ROUTES = (
    page(PATH, "payroll", show),
    page(PATH, "payroll", close, "POST"),
    page(PLAN, "payroll", show_plan),
    *routes_of(DRY_RUN)[1:],
    page(PATH + "/{key}/undo", "payroll", undo, "POST"),
)
