"""Orders to suppliers: the list, one as it stands, its way to the supplier and to delivery, its form."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from dagsverke.app.commands import purchase_orders
from dagsverke.app.order_sheet import order_sheet
from dagsverke.app.paper_history import history
from dagsverke.app.paper_items import items_of
from dagsverke.app.papers import priced_rows, rows_of
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition
from dagsverke.app.references import existing
from dagsverke.domain import purchasing
from dagsverke.domain.quoting import ROWS
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import Field, FormPage, Given, Head, Part, Picked, RowsPart
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of
from dagsverke.web.pages.narrowing import OF_PROJECT, OF_SUPPLIER, days, having
from dagsverke.web.pages.picks import FROM_SUPPLIER, ORDER, PROJECT, REFERENCE
from dagsverke.web.pages.selling import LANGUAGES
from dagsverke.web.pages.steps import Step, as_pdf, commanded, doing
from dagsverke.web.papers.orders import paper_of
from dagsverke.web.translations import language
from dagsverke.web.visit import Visit, page

PATH, AREA, TABLE = "/purchase-orders", "purchase", "purchase_order"
ROW = PATH + "/{key}"
PUBLIC = "/link/order"
STATUSES = {
    purchasing.DRAFT: Choice("Draft", "warn"),
    purchasing.SENT: Choice("Sent", "accent"),
    purchasing.CONFIRMED: Choice("Confirmed", "accent"),
    purchasing.DELIVERED: Choice("Delivered", "good"),
    purchasing.OBLITERATED: Choice("Obliterated", "bad"),
}
HAPPENED = {purchase_orders.LOGGED: Choice("Changed")}


def _late(today: str) -> tuple[Condition, ...]:
    """Those that are to come and should have come."""
    return (
        Condition("status", "in", [purchasing.SENT, purchasing.CONFIRMED]),
        Condition("wanted_on", "lt", today),
    )


PURCHASE_ORDERS = ListPage(
    PATH,
    "Purchase orders",
    AREA,
    TABLE,
    columns=(
        Column("number", "Number", "number"),
        Column("about", "What it is about", "info_name"),
        Column("supplier", "Supplier", "supplier_name"),
        Column("project", "Project", "project_name"),
        Column("reference", "Our reference", "reference_name", is_shown=False),
        Column("ordered", "Ordered on", "ordered_on", "day"),
        Column("wanted", "Wanted on", "wanted_on", "day"),
        Column("expected", "Expected on", "expected_on", "day", is_shown=False),
        Column("status", "Status", "status", "choice", choices=STATUSES),
        Column("net", "Net", "net_e4", "money", is_summed=True),
        Column("total", "Total", "payable_e4", "money", is_shown=False, is_summed=True),
    ),
    sieves=(
        Sieve("number", "Number", "number", "eq"),
        OF_SUPPLIER,
        OF_PROJECT,
        *days("ordered_on"),
    ),
    chips=(
        Chip("draft", "Draft", having(purchasing.DRAFT)),
        Chip("open", "On its way", having(purchasing.SENT, purchasing.CONFIRMED)),
        Chip("late", "Late", _late),
        Chip("delivered", "Delivered", having(purchasing.DELIVERED)),
    ),
    order=(("ordered_on", True),),
    row_path=ROW,
    new_path=PATH + "/new",
    new_label="New order",
    hint="Order from a supplier, who confirms by a link.",
)


async def show(visit: Visit, fault: str = "") -> Response:
    """One order."""

    def read(reader: Reader) -> dict[str, Any]:
        sheet = order_sheet(reader, key=visit.request.path_params["key"])
        return {"sheet": sheet, "history": history(reader, TABLE, sheet.order["id"])}

    found = await visit.read(read)
    order = found["sheet"].order
    return visit.page(
        "purchase_order.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        **found,
        order=order,
        badge=STATUSES.get(order["status"]),
        happened=HAPPENED,
        address=f"{str(visit.request.base_url).rstrip('/')}{PUBLIC}/{order['public_link']}",
        is_draft=order["status"] == purchasing.DRAFT,
        is_sent=order["status"] == purchasing.SENT,
        is_open=order["status"] not in purchasing.FINAL,
        fault=fault,
    )


async def show_pdf(visit: Visit) -> Response:
    """One order as PDF, in its own language."""
    key = visit.request.path_params["key"]
    sheet = await visit.read(lambda reader: order_sheet(reader, key=key))
    paper = paper_of(sheet, visit.company, language(sheet.order["language"].lower()))
    return await as_pdf("order", paper, sheet.order["number"])


def _rows(reader: Reader, key: str) -> Sequence[Given]:
    order = existing(reader, TABLE, "key", key=key)
    return [{"kind": ROWS, "content": {"rows": items_of(reader, rows_of(reader, TABLE, order["id"]))}}]


def _priced(reader: Reader, head: Head, items: Sequence[Given]) -> Sequence[Given]:
    del head
    return priced_rows(reader, items, purchase_orders.TERMS)


FORM = FormPage(
    PATH,
    AREA,
    TABLE,
    parts=(
        Part(
            "From whom",
            (
                FROM_SUPPLIER,
                Field("contact_key", "Contact person", "row", of=Picked("supplier_contact", is_active=True)),
                PROJECT,
                ORDER,
                REFERENCE,
            ),
        ),
        Part(
            "What is ordered",
            (
                Field("info_name", "What it is about", is_wide=True),
                Field("ordered_on", "Ordered on", "day"),
                Field("wanted_on", "Wanted on", "day"),
                Field("expected_on", "Expected on", "day"),
                Field("payment_days", "Days of payment", "count", hint="The supplier's unless said."),
                Field("language", "Language", "choice", choices=LANGUAGES),
                Field("marking", "Marking"),
                Field("header_text", "Text above the rows", "long"),
            ),
        ),
    ),
    below=(
        Part(
            "Where it is delivered",
            (
                Field("delivery_attention", "Attention"),
                Field("delivery_name", "Name"),
                Field("delivery_address", "Address"),
                Field("delivery_zip_code", "Postal code"),
                Field("delivery_city", "City"),
                Field("delivery_phone", "Phone"),
                Field("footer_text", "Text below the rows", "long"),
            ),
        ),
    ),
    new_label="New order",
    edit_label="Change the order",
    record=purchase_orders.record,
    refuse_closed=purchase_orders.refuse_closed,
    correct=purchase_orders.correct,
    rows=RowsPart("rows", _rows, _priced, has_taxes=False),
)
STEPS: Mapping[str, Step] = {
    "send": commanded(purchase_orders.correct, ROW, status=purchasing.SENT),
    "confirm": commanded(purchase_orders.correct, ROW, status=purchasing.CONFIRMED),
    "deliver": commanded(purchase_orders.correct, ROW, status=purchasing.DELIVERED),
    "obliterate": commanded(purchase_orders.correct, ROW, status=purchasing.OBLITERATED),
    "discard": commanded(purchase_orders.withdraw, PATH, "deleted_by_key"),
}
ROUTES = (
    *routes_of(PURCHASE_ORDERS),
    *forms.routes_of(FORM),
    page(PATH + "/{key}.pdf", AREA, show_pdf),
    page(ROW, AREA, show),
    *(page(f"{PATH}/{{key}}/{name}", AREA, doing(TABLE, step, show), "POST") for name, step in STEPS.items()),
)
