"""What customers see and answer by the public link of a quote."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from dagsverke.app.commands import quote_answers
from dagsverke.app.quote_sheet import QuoteSheet, quote_sheet
from dagsverke.domain.quoting import ACCEPTED, DECLINED, OPEN
from dagsverke.web.guests import Guest, guest_page, take
from dagsverke.web.pages.quotes import PUBLIC
from dagsverke.web.pages.steps import as_pdf
from dagsverke.web.papers.quotes import paper_of

ANSWERS: Mapping[str, Callable[..., Any]] = {
    "accept": quote_answers.accept_by_link,
    "decline": quote_answers.decline_by_link,
}


async def show(guest: Guest) -> Response:
    """The quote as its customer may see it, from when it was sent."""
    return await _page(guest)


async def show_pdf(guest: Guest) -> Response:
    """The same on paper."""
    sheet = await _sheet(guest)
    paper = paper_of(sheet, guest.company, guest.language, guest.address.removesuffix(".pdf"))
    return await as_pdf("quote", paper, sheet.quote["number"])


async def answer(guest: Guest) -> Response:
    """Take the answer."""
    command = ANSWERS.get(str(guest.form.get("answer", "")))
    if command is None:
        return await _page(guest, "form")
    change = {name: str(guest.form.get(name, "")).strip() for name in ("by_name", "reason")}
    return await take(guest, lambda unit: command(unit, {"id": guest.paper["id"]}, change), _page)


async def _sheet(guest: Guest) -> QuoteSheet:
    return await guest.read(lambda reader: quote_sheet(reader, guest.today, id=guest.paper["id"]))


async def _page(guest: Guest, at: str = "") -> Response:
    sheet = await _sheet(guest)
    return guest.page(
        "guest_quote.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if at else HTTPStatus.OK,
        sheet=sheet,
        quote=sheet.quote,
        is_accepted=sheet.quote["status"] == ACCEPTED,
        is_declined=sheet.quote["status"] == DECLINED,
        told={name: str(guest.form.get(name, "")) for name in ("by_name", "reason")},
        at=at,
    )


ROUTES = (
    guest_page(PUBLIC + "/{link}.pdf", "quote", OPEN, show_pdf),
    guest_page(PUBLIC + "/{link}", "quote", OPEN, show),
    guest_page(PUBLIC + "/{link}", "quote", OPEN, answer, "POST"),
)
