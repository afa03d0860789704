"""Work orders: the list, the board, one with what was used on it, and its form."""

from typing import Any

from starlette.responses import Response

from dagsverke.app.commands import work_orders
from dagsverke.app.job_sheets import JobSheet, order_sheet
from dagsverke.app.order_board import order_board
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Page, Query
from dagsverke.app.rows import named_rows
from dagsverke.domain.work_orders import BILLING_METHODS
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import Field, FormPage, Part, Picked
from dagsverke.web.lists import pages as lists
from dagsverke.web.lists.model import Column, ListPage, Sieve
from dagsverke.web.navigation import Place
from dagsverke.web.pages.invoices import SOURCES
from dagsverke.web.pages.narrowing import OF_CUSTOMER, OF_PROJECT
from dagsverke.web.pages.picks import PERSONS, PROJECT, TO_CUSTOMER
from dagsverke.web.pages.projects import AREA, JOBS, METHODS, by_status, only
from dagsverke.web.picking import ACTIVE
from dagsverke.web.visit import Visit, page

PATH = "/work-orders"
STATUSES = Query("work_order_status", ("key", "name"), ACTIVE, (("code", False),), Page(0, 50))
ORDERS = ListPage(
    PATH,
    "Work orders",
    AREA,
    "work_order",
    columns=(
        Column("number", "Number", "number"),
        Column("title", "Title", "title"),
        Column("customer", "Customer", "customer_name"),
        Column("project", "Project", "project_name"),
        Column("leader", "Leader", "leader_name", is_shown=False),
        Column("status", "Status", "status_name"),
        Column("starts", "Starts", "starts_at", "instant"),
        Column("ends", "Ends", "ends_at", "instant", is_shown=False),
        Column("planned", "Planned hours", "estimated_ms", "clock", is_shown=False, is_summed=True),
    ),
    sieves=(
        by_status("work_order_status"),
        Sieve("q", "Title", "title"),
        Sieve("number", "Number", "number", "eq", "count"),
        OF_CUSTOMER,
        OF_PROJECT,
        Sieve("worker", "Works on it", "member_key", "eq", "row", of=("person", "full_name")),
    ),
    order=(("number", True),),
    row_path=PATH + "/{key}",
    new_path=PATH + "/new",
    new_label="New work order",
    new_area=JOBS,
    hint="A work order is a job for a customer: time, expenses and drives are recorded on it.",
    also=(Place(PATH + "/board", "Board", AREA, "columns"),),
)
FORM = FormPage(
    PATH,
    JOBS,
    "work_order",
    (
        Part(
            "Work order",
            (
                Field("title", "Title", is_required=True, is_wide=True),
                TO_CUSTOMER,
                PROJECT,
                Field("status_key", "Status", "row", of=Picked("work_order_status", is_active=True, sorted_by="code")),
                Field("type_key", "Type", "row", of=Picked("work_order_type", is_active=True)),
                Field("description", "Description", "long"),
            ),
        ),
        Part(
            "Plan",
            (
                Field("starts_at", "Starts", "moment"),
                Field("ends_at", "Ends", "moment"),
                Field("estimated_ms", "Planned hours", "hours"),
                Field("leader_key", "Leader", "row", of=PERSONS),
                Field("person_keys", "Works on it", "rows", of=PERSONS),
                Field("machine_keys", "Machines", "rows", of=Picked("machine", is_active=True)),
            ),
        ),
        Part(
            "Billing",
            (
                Field("billing_method", "Billed", "choice", choices={one: METHODS[one] for one in BILLING_METHODS}),
                Field("fixed_price_e4", "Fixed price", "money"),
                Field("marking", "Marking"),
                Field("your_order_number", "Your order number"),
                Field("takes_time", "Takes time", "flag", default=True),
                Field("takes_expenses", "Takes expenses", "flag", default=True),
            ),
        ),
    ),
    new_label="New work order",
    edit_label="Change the work order",
    record=work_orders.record,
    correct=work_orders.correct,
)


async def show(visit: Visit) -> Response:
    """One work order."""
    key, person_id = visit.request.path_params["key"], only(visit)

    def read(reader: Reader) -> tuple[JobSheet, list[dict[str, Any]]]:
        return order_sheet(reader, key, person_id), named_rows(reader, STATUSES)

    sheet, statuses = await visit.read(read)
    return visit.page("work_order.html", sheet=sheet, job=sheet.job, kinds=SOURCES, methods=METHODS, statuses=statuses)


async def show_board(visit: Visit) -> Response:
    """The work orders by how far they have come."""
    return await _board(visit)


async def move(visit: Visit) -> Response:
    """Say how far a work order has come; the answer is the board where the card was moved there."""
    key = visit.request.path_params["key"]

    def work(unit: UnitOfWork) -> None:
        change = {"status_key": str(visit.form.get("status_key", "")), "modified_by_key": visit.person["key"]}
        work_orders.correct(unit, {"key": key}, change)

    await visit.write(work)
    return await _board(visit) if visit.is_partial else visit.go(f"{PATH}/{key}")


async def _board(visit: Visit) -> Response:
    board = await visit.read(order_board)
    return visit.page("work_order_cards.html" if visit.is_partial else "work_order_board.html", board=board)


ROUTES = (
    *lists.routes_of(ORDERS),
    page(PATH + "/board", AREA, show_board),
    *forms.routes_of(FORM),
    page(PATH + "/{key}", AREA, show),
    page(PATH + "/{key}/status", AREA, move, "POST"),
)
