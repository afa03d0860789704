"""Drafting an invoice from what is unbilled: whose and which days, a look at what it would be, then the draft."""

from collections import Counter
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from dagsverke.app.bill_rows import LAYOUTS, Layout
from dagsverke.app.commands import billing
from dagsverke.app.commands.billing import Preview
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.app.unbilled import Scope, scope_of
from dagsverke.domain.calendars import read_day
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.web.lists.model import Choice
from dagsverke.web.pages.invoices import AREA, PATH, SOURCES
from dagsverke.web.picking import option_of
from dagsverke.web.visit import Visit, page

NEW = PATH + "/new"
WAYS: Mapping[Layout, Choice] = {
    "detailed": Choice("A row for each"),
    "grouped": Choice("A row for each sort"),
    "one": Choice("One sum"),
}
NAMES = ("customer", "project", "work_order", "first_on", "last_on", "layout")
Told = Mapping[str, str]


async def show(visit: Visit) -> Response:
    """What would be billed, once it is said of whom; the running month unless days are said."""
    usual = {"first_on": f"{visit.today[:8]}01", "last_on": visit.today, "layout": LAYOUTS[0]}
    told = {name: visit.query.get(name, "").strip() or usual.get(name, "") for name in NAMES}
    if not any(told[name] for name in NAMES[:3]):
        return await _page(visit, told, "" if "layout" not in visit.query else visit.says("Say whom to bill."))
    try:
        found = await visit.read(lambda reader: billing.preview(reader, _scope(reader, told), _layout(told)))
    except Refusal as refusal:
        return await _page(visit, told, visit.sentence(refusal))
    return await _page(visit, told, found=found)


async def draft(visit: Visit) -> Response:
    """Draft it, and go there."""
    told = {name: str(visit.form.get(name, "")).strip() for name in NAMES}

    def work(unit: UnitOfWork) -> str:
        made = billing.draft(unit, _scope(unit, told), _layout(told), visit.principal.person_id)
        return str(existing(unit, "invoice", "key", id=made.invoice_id)["key"])

    try:
        key = await visit.write(work)
    except Refusal as refusal:
        return await _page(visit, told, visit.sentence(refusal))
    return visit.go(f"{PATH}/{key}")


def _scope(reader: Reader, told: Told) -> Scope:
    key = told["customer"]
    customer = existing(reader, "customer", "customer", key=key) if key else None
    projects = [_numbered(reader, "project", told["project"])] if told["project"] else []
    orders = [_numbered(reader, "work_order", _whole(told["work_order"]))] if told["work_order"] else []
    days = (read_day(told["first_on"], "first_on"), read_day(told["last_on"], "last_on"))
    return scope_of(reader, customer, projects, orders, days)


def _numbered(reader: Reader, table: str, number: str | int) -> Record:
    found = reader.find(table, number=number)
    if found is None:
        raise Malformed("reference", table, f"names no {table.replace('_', ' ')} of this company")
    return found


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > len(str(2**31)):
        raise Malformed("type", "work_order", "must be a whole number")
    return int(text)


def _layout(told: Told) -> Layout:
    found = next((one for one in LAYOUTS if one == told["layout"]), None)
    if found is None:
        raise Malformed("range", "layout", f"must be one of {', '.join(LAYOUTS)}")
    return found


async def _page(visit: Visit, told: Told, fault: str = "", found: Preview | None = None) -> Response:
    return visit.page(
        "invoice_new.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        told=told,
        fault=fault,
        found=found,
        ways=WAYS,
        sources=SOURCES,
        locked=Counter(source.kind for item in found.items for source in item.sources) if found else {},
        customer=await visit.read(lambda reader: option_of(reader, "customer", told["customer"])),
    )


ROUTES = (page(NEW, AREA, show), page(NEW, AREA, draft, "POST"))
