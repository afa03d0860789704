"""What customers and suppliers see and answer by the public link of a quote or an order, without a key (ST-93)."""

from collections.abc import Callable, Mapping
from typing import Any

from dagsverke.app.commands import purchase_confirmation, quote_answers
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.public_papers import find, guest, nothing
from dagsverke.app.queries import Condition, Query
from dagsverke.dialects.seventime import quotes, shapes
from dagsverke.dialects.seventime.quote_elements import public_elements
from dagsverke.domain.errors import Refusal
from dagsverke.domain.purchasing import DRAFT
from dagsverke.domain.quoting import OPEN
from dagsverke.wire.codec import Context, day_part, instant, integer, text
from dagsverke.wire.names import in_wire_names, named_in, wires_of
from dagsverke.wire.render import compile_document
from dagsverke.wire.resource import Call, Field, Handler, Operation, Reply, Resource
from dagsverke.wire.values import json_bytes

Given = Mapping[str, Any]
Command = Callable[[UnitOfWork, Given, Given], Given]
NO_STORE = {"cache-control": "no-store"}
"""Nobody between us and whoever has the link keeps what it shows."""
_QUOTES, _ORDERS = "public/quotes/{publicLink}", "public/purchaseOrders/{publicLink}"


def _document(resource: Resource, reader: Reader, call: Call, paper_id: int) -> dict[str, Any]:
    found = reader.select(Query(resource.collection, resource.attributes, (Condition("id", "eq", paper_id),)))
    if not found.rows:
        raise nothing()
    context = Context(call.base_url, reader.now, lambda: reader.company)
    return _DOCUMENTS[resource.name](found.rows[0], context)


async def show_quote(call: Call) -> Reply:
    """The quote as its customer may see it, from when it was sent."""
    paper = await _paper(call, "quote", OPEN)

    def read(reader: Reader) -> Reply:
        return _reply(_document(PUBLIC_QUOTES, reader, call, paper["id"]))

    return await call.store.read(paper["company_id"], read)


def _answering(command: Command) -> Handler:
    """A handler that answers a quote for its customer."""

    async def answer(call: Call) -> Reply:
        paper = await _paper(call, "quote", OPEN)
        return await _carried_out(call, paper, PUBLIC_QUOTES, command)

    return answer


async def confirm_order(call: Call) -> Reply:
    """Confirm an order for its supplier."""
    paper = await _paper(call, "purchase_order", frozenset({DRAFT}))
    return await _carried_out(call, paper, PUBLIC_ORDERS, purchase_confirmation.confirm)


async def _paper(call: Call, table: str, unseen: frozenset[int]) -> Record:
    paper = await find(call.store, table, call.variables["publicLink"])
    if paper["status"] in unseen:
        raise nothing()
    return paper


async def _carried_out(call: Call, paper: Record, resource: Resource, command: Command) -> Reply:
    """Have a command answer for whoever holds the link, and show the paper as it is then."""
    wires = wires_of(resource)

    def carry_out(work: UnitOfWork) -> Reply:
        sent = (named_in(resource, one.wire) for one in resource.fields if one.access == "w")
        change = {one.core: one.read(call.body.get(one.wire), work.company) for one in sent}
        try:
            command(work, {"id": paper["id"]}, {name: value for name, value in change.items() if value is not None})
        except Refusal as refusal:
            raise in_wire_names(refusal, wires) from None
        return _reply(_document(resource, work, call, paper["id"]))

    return await call.store.write(guest(paper["company_id"]), carry_out)


def _reply(document: dict[str, Any]) -> Reply:
    return Reply(200, json_bytes({"data": document}), headers=NO_STORE)


_QUOTE_FIELDS = (
    quotes.NUMBER,
    *quotes.NAMES,
    *quotes.PROSE,
    quotes.shown("ourReferenceName", "reference_name", text, ""),
    quotes.shown("customerName", "customer_name", text, ""),
    quotes.ADDRESS,
    quotes.shown("contactPersonName", "contact_name"),
    *quotes.DATES,
    *quotes.SUMS,
    quotes.shown("currencyCode", "currency_code", text, ""),
    quotes.shown("quoteStatus", "status", integer),
    *quotes.DELIVERY,
    quotes.shown("sentDate", "sent_at", instant),
    *quotes.ANSWERED,
    quotes.shown("marking", "marking", text, ""),
    *quotes.DEDUCTED,
    *quotes.CONDITIONS,
    quotes.shown("quoteElements", ("elements", "rows"), public_elements, []),
    *quotes.DELIVERED,
)
_ORDER_FIELDS = (
    quotes.shown("purchaseOrderNumber", "number", text, ""),
    quotes.shown("purchaseOrderName", "name", text, ""),
    quotes.shown("purchaseOrderStatus", "status", integer),
    quotes.shown("purchaseOrderDate", "ordered_on", shapes.dated),
    quotes.shown("sentDate", "sent_at", instant),
    quotes.shown("confirmationDate", "confirmed_at", instant),
)
_BY = Field("name", "by_name", text, "w", doc="Who answers; quotes need it.")
_ANSWER = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "date": {**day_part.schema, "description": "The day of the answer; today unless sent."},
        "name": {"type": "string", "description": "Who answers."},
        "reason": {"type": "string", "description": "A reason of the company's by name, or any other."},
    },
}
_CONFIRMATION = {"type": "object", "properties": {"name": {"type": "string", "description": "Who confirms."}}}


def _schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    properties = {one.wire.partition(".")[0]: one.codec.schema if "." not in one.wire else {} for one in fields}
    return {"type": "object", "properties": {"data": {"type": "object", "properties": properties}}}


def _post(path: str, handler: Handler, body: Given, fields: tuple[Field, ...], doc: str) -> Operation:
    return Operation(
        "call",
        "POST",
        path,
        handler=handler,
        is_public=True,
        body_schema=body,
        reply_schema=_schema(fields),
        doc=doc,
        quirk="ST-93",
    )


PUBLIC_QUOTES = Resource(
    name="publicQuotes",
    collection="quote",
    operations=(
        Operation(
            "call",
            "GET",
            _QUOTES,
            handler=show_quote,
            is_public=True,
            reply_schema=_schema(_QUOTE_FIELDS),
            doc="A quote as its customer may see it.",
            quirk="ST-93",
        ),
        _post(
            f"{_QUOTES}/accept", _answering(quote_answers.accept_by_link), _ANSWER, _QUOTE_FIELDS, "Accepts a quote."
        ),
        _post(
            f"{_QUOTES}/decline", _answering(quote_answers.decline_by_link), _ANSWER, _QUOTE_FIELDS, "Declines a quote."
        ),
    ),
    fields=(
        *_QUOTE_FIELDS,
        Field("publicLink", "public_link", text, "w", doc="Of the quote."),
        Field("date", "on", day_part, "w", doc="The day of the answer; today unless sent."),
        _BY,
        Field("reason", "reason", text, "w", doc="A reason of the company's by name, or any other."),
    ),
    quirks=("ST-93",),
    doc="Quotes by their public link, without a key (ST-93).",
)

PUBLIC_ORDERS = Resource(
    name="publicPurchaseOrders",
    collection="purchase_order",
    operations=(
        _post(f"{_ORDERS}/confirm", confirm_order, _CONFIRMATION, _ORDER_FIELDS, "Confirms a purchase order."),
    ),
    fields=(*_ORDER_FIELDS, Field("publicLink", "public_link", text, "w", doc="Of the order."), _BY),
    quirks=("ST-93",),
    doc="Purchase orders by their public link, without a key (ST-93).",
)

_DOCUMENTS = {one.name: compile_document(one) for one in (PUBLIC_QUOTES, PUBLIC_ORDERS)}
