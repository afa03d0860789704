"""Quotes: the list, one as it stands, its way to the customer, the answer, and what follows from it."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from dagsverke.app.commands import quote_answers, quote_outcomes, quotes
from dagsverke.app.paper_history import history
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.queries import Condition
from dagsverke.app.quote_sheet import QuoteSheet, quote_sheet
from dagsverke.app.references import existing
from dagsverke.domain import quoting
from dagsverke.domain.calendars import read_day
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of
from dagsverke.web.pages.narrowing import OF_CUSTOMER, days, having
from dagsverke.web.pages.steps import Change, Step, as_pdf, commanded, doing
from dagsverke.web.papers.quotes import paper_of
from dagsverke.web.translations import language
from dagsverke.web.visit import Visit, page

PATH, ROW, AREA = "/quotes", "/quotes/{key}", "sales"
PUBLIC = "/link/quote"
STATUSES = {
    quoting.OPPORTUNITY: Choice("Opportunity"),
    quoting.DRAFT: Choice("Draft", "warn"),
    quoting.SENT: Choice("Sent", "accent"),
    quoting.ACCEPTED: Choice("Accepted", "good"),
    quoting.DECLINED: Choice("Declined", "bad"),
}
KINDS = {quoting.ROT: Choice("ROT"), quoting.RUT: Choice("RUT"), quoting.CONSTRUCTION: Choice("Reverse charge")}
HAPPENED = {
    quotes.MADE: Choice("Made"),
    quotes.CHANGED: Choice("Changed"),
    quotes.ISSUED: Choice("Sent"),
    quotes.ACCEPTED: Choice("Accepted", "good"),
    quotes.DECLINED: Choice("Declined", "bad"),
    quotes.FOLLOWED: Choice("Carried on"),
}
"""What the log says happened."""
REASONS = ("quote_accept_reason", "quote_decline_reason")


def _waiting(today: str) -> tuple[Condition, ...]:
    return (Condition("status", "eq", quoting.SENT), Condition("valid_until", "ge", today))


def _expired(today: str) -> tuple[Condition, ...]:
    return (Condition("status", "eq", quoting.SENT), Condition("valid_until", "lt", today))


QUOTES = ListPage(
    PATH,
    "Quotes",
    AREA,
    "quote",
    columns=(
        Column("number", "Number", "number"),
        Column("name", "Name", "name", is_shown=False),
        Column("about", "What it is about", "info_name"),
        Column("customer", "Customer", "customer_name"),
        Column("category", "Category", "category_name", is_shown=False),
        Column("reference", "Our reference", "reference_name", is_shown=False),
        Column("quoted", "Quoted on", "quoted_on", "day"),
        Column("valid", "Valid until", "valid_until", "day"),
        Column("status", "Status", "status", "choice", choices=STATUSES),
        Column("accepted", "Accepted on", "accepted_on", "day", is_shown=False),
        Column("declined", "Declined on", "declined_on", "day", is_shown=False),
        Column("net", "Net", "net_e4", "money", is_summed=True),
        Column("total", "Total", "payable_e4", "money", is_shown=False, is_summed=True),
    ),
    sieves=(
        Sieve("q", "What it is about", "info_name"),
        Sieve("number", "Number", "number", "eq"),
        OF_CUSTOMER,
        *days("quoted_on"),
    ),
    chips=(
        Chip("draft", "Draft", having(quoting.DRAFT, quoting.OPPORTUNITY)),
        Chip("waiting", "Awaits an answer", _waiting),
        Chip("expired", "Expired", _expired),
        Chip("accepted", "Accepted", having(quoting.ACCEPTED)),
        Chip("declined", "Declined", having(quoting.DECLINED)),
    ),
    order=(("quoted_on", True),),
    row_path=ROW,
    new_path=PATH + "/new",
    new_label="New quote",
    hint="Say what you offer; the customer answers by a link.",
)


def _noted(command: Callable[..., Any]) -> Step:
    """Write down what the customer said: on which day, and why."""

    def step(visit: Visit) -> Change:
        told = {name: str(visit.form.get(name, "")).strip() for name in ("on", "reason_key")}
        on = read_day(told["on"], "on") if told["on"] else None
        return commanded(command, ROW, on=on, reason_key=told["reason_key"])(visit)

    return step


def _following(command: Callable[..., Any], table: str, place: str) -> Step:
    """Make of an accepted quote what follows, and go there."""

    def step(visit: Visit) -> Change:
        def carry_out(unit: UnitOfWork, quote: Record) -> str:
            made = command(unit, {"key": quote["key"]}, {"created_by_key": visit.person["key"]})
            return f"{place}/{existing(unit, table, 'key', id=made['id'])['key']}"

        return carry_out

    return step


def address_of(visit: Visit, quote: Record) -> str:
    """The address at which the customer reads and answers the quote."""
    return f"{str(visit.request.base_url).rstrip('/')}{PUBLIC}/{quote['public_link']}"


async def show_pdf(visit: Visit) -> Response:
    """One quote as PDF, in its own language."""
    sheet = await visit.read(lambda reader: _sheet(reader, visit))
    address = address_of(visit, sheet.quote)
    paper = paper_of(sheet, visit.company, language(sheet.quote["language"].lower()), address)
    return await as_pdf("quote", paper, sheet.quote["number"])


async def show(visit: Visit, fault: str = "") -> Response:
    """One quote."""

    def read(reader: Reader) -> dict[str, Any]:
        sheet = _sheet(reader, visit)
        reasons = reader.find_all("register_item", kind=list(REASONS))
        return {
            "sheet": sheet,
            "history": history(reader, "quote", sheet.quote["id"]),
            "reasons": {kind: [one for one in reasons if one["kind"] == kind] for kind in REASONS},
        }

    found = await visit.read(read)
    quote = found["sheet"].quote
    return visit.page(
        "quote.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        **found,
        quote=quote,
        badge=STATUSES.get(quote["status"]),
        kind=KINDS.get(quote["kind"]),
        happened=HAPPENED,
        address=address_of(visit, quote),
        is_open=quote["status"] in quoting.OPEN,
        is_sent=quote["status"] == quoting.SENT,
        is_accepted=quote["status"] == quoting.ACCEPTED,
        fault=fault,
    )


def _sheet(reader: Reader, visit: Visit) -> QuoteSheet:
    return quote_sheet(reader, visit.today, key=visit.request.path_params["key"])


STEPS: Mapping[str, Step] = {
    "send": commanded(quotes.send, ROW),
    "take-back": commanded(quotes.correct, ROW, status=quoting.DRAFT),
    "accept": _noted(quote_answers.accept),
    "decline": _noted(quote_answers.decline),
    "invoice": _following(quote_outcomes.to_invoice, "invoice", "/invoices"),
    "project": _following(quote_outcomes.to_project, "project", "/projects"),
}
ROUTES = (
    *routes_of(QUOTES),
    page(PATH + "/{key}.pdf", AREA, show_pdf),
    page(ROW, AREA, show),
    *(page(f"{PATH}/{{key}}/{name}", AREA, doing("quote", step, show), "POST") for name, step in STEPS.items()),
)
