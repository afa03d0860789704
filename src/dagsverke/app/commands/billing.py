"""Drafting invoices from what is unbilled, with a look at them first, and discarding drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app import invoices
from dagsverke.app.bill_rows import Item, Layout, items_of
from dagsverke.app.billing import claim, release, take_turn
from dagsverke.app.papers import ROWS_MAX, priced_rows, sums_of
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.references import existing, refer
from dagsverke.app.unbilled import Scope, Source, Whole, holders, unbilled, wholes
from dagsverke.domain.errors import Conflict
from dagsverke.domain.invoicing import KRONA, Totals

_NAMED_MAX = 5
"""Invoices that a refusal names."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The invoice that would be drafted, and what is left out of it because it has a price as a whole."""

    customer: Record
    head: dict[str, Any]
    currency_code: str
    items: Sequence[Item]
    rows: Sequence[Record]
    sums: Totals
    left_out: Sequence[Whole]


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft that was made, and what it was to be."""

    invoice_id: int
    preview: Preview


def preview(reader: Reader, scope: Scope, layout: Layout) -> Preview:
    """The very rows and sums that ``draft`` would make now. Refuses where nothing is unbilled."""
    customer = refer(reader, "customer", "customer_key", id=scope.customer_id)
    left_out = wholes(reader, scope)
    sources = unbilled(reader, scope)
    if not sources:
        raise Conflict("nothing", None, _nothing(customer, scope, left_out, holders(reader, scope)))
    items = items_of(sources, layout, reader.company.country)
    if len(items) > ROWS_MAX:
        raise Conflict("range", None, f"there would be {len(items)} rows, of at most {ROWS_MAX}: group them")
    head = _head(customer, sources)
    currency_code = invoices.CURRENCIES.get(reader.company.country, KRONA)
    terms = invoices.terms_of({"price_list_id": None, **head}, customer)
    rows = priced_rows(reader, [item.values for item in items], terms)
    return Preview(customer, head, currency_code, items, rows, sums_of(rows, currency_code), left_out)


def draft(work: UnitOfWork, scope: Scope, layout: Layout, by_person_id: int | None = None) -> Drafted:
    """Draft an invoice of everything that is unbilled; each of its rows claims what it bills."""
    take_turn(work)
    found = preview(work, scope, layout)
    head = {**found.head, "currency_code": found.currency_code}
    invoice_id = invoices.new_draft(work, head, [item.values for item in found.items], by_person_id)
    for item, row in zip(found.items, invoices.rows_of(work, invoice_id), strict=True):
        for kind in dict.fromkeys(source.kind for source in item.sources):
            claim(work, invoice_id, row["id"], kind, [one.id for one in item.sources if one.kind == kind])
    return Drafted(invoice_id, found)


def discard_draft(work: UnitOfWork, invoice_id: int) -> None:
    """Withdraw a draft and free what it bills. What was sent stays, and so does the draft of a credit."""
    invoice = existing(work, "invoice", "key", id=invoice_id)
    if invoice["status"] != invoices.DRAFT:
        raise Conflict("sent", "key", f"is invoice {invoice['number']}, which was sent: credit it instead")
    if invoice["is_credit"]:
        raise Conflict("credit", "key", "credits another invoice, which is free of its rows already")
    release(work, invoice_id)
    work.withdraw("invoice", invoice)


def _head(customer: Record, sources: Sequence[Source]) -> dict[str, Any]:
    """What is known of the invoice: whose it is, how it is taxed, and the project and order if there is but one."""
    taxes = {one.tax_e4 for one in sources}
    head: dict[str, Any] = {"customer_id": customer["id"], "has_row_taxes": len(taxes) > 1, "tax_e4": max(taxes)}
    head["kind"] = invoices.CONSTRUCTION if customer["is_construction"] else invoices.NORMAL
    for name in ("project_id", "work_order_id"):
        found = {getattr(one, name) for one in sources}
        head[name] = found.pop() if len(found) == 1 else None
    return head


def _nothing(customer: Record, scope: Scope, left_out: Sequence[Whole], held_by: Sequence[str]) -> str:
    """The sentence that there is nothing, and why not where that can be said."""
    which = " on what was named" if scope.project_ids or scope.work_order_ids else ""
    why = f" but what has a price as a whole ({', '.join(one.name for one in left_out)})" if left_out else ""
    more = ["and more"] if len(held_by) > _NAMED_MAX else []
    where = f"; what there was stands on {', '.join([*held_by[:_NAMED_MAX], *more])}" if held_by else ""
    return f"nothing of {customer['name']} is unbilled{which} from {scope.first_on} to {scope.last_on}{why}{where}"
