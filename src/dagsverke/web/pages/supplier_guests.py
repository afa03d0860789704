"""What suppliers see and confirm by the public link of an order."""

from http import HTTPStatus

from starlette.responses import Response

from dagsverke.app.commands import purchase_confirmation
from dagsverke.app.order_sheet import OrderSheet, order_sheet
from dagsverke.domain import purchasing
from dagsverke.web.guests import Guest, guest_page, take
from dagsverke.web.pages.purchase_orders import PUBLIC, TABLE
from dagsverke.web.pages.steps import as_pdf
from dagsverke.web.papers.orders import paper_of

UNSEEN = frozenset({purchasing.DRAFT})


async def show(guest: Guest) -> Response:
    """The order as its supplier may see it, from when it was sent."""
    return await _page(guest)


async def show_pdf(guest: Guest) -> Response:
    """The same on paper."""
    sheet = await _sheet(guest)
    return await as_pdf("order", paper_of(sheet, guest.company, guest.language), sheet.order["number"])


async def confirm(guest: Guest) -> Response:
    """Take the confirmation."""
    change = {"by_name": str(guest.form.get("by_name", "")).strip()}
    return await take(guest, lambda unit: purchase_confirmation.confirm(unit, {"id": guest.paper["id"]}, change), _page)


async def _sheet(guest: Guest) -> OrderSheet:
    return await guest.read(lambda reader: order_sheet(reader, id=guest.paper["id"]))


async def _page(guest: Guest, at: str = "") -> Response:
    sheet = await _sheet(guest)
    status = sheet.order["status"]
    return guest.page(
        "guest_order.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if at else HTTPStatus.OK,
        sheet=sheet,
        order=sheet.order,
        is_confirmable=status == purchasing.SENT,
        is_obliterated=status == purchasing.OBLITERATED,
        told={"by_name": str(guest.form.get("by_name", ""))},
        at=at,
    )


ROUTES = (
    guest_page(PUBLIC + "/{link}.pdf", TABLE, UNSEEN, show_pdf),
    guest_page(PUBLIC + "/{link}", TABLE, UNSEEN, show),
    guest_page(PUBLIC + "/{link}", TABLE, UNSEEN, confirm, "POST"),
)
