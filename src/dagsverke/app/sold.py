"""What has been invoiced, with rows, as accounts receivable and bookkeeping ask for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from dagsverke.app.access import Principal
from dagsverke.app.invoices import CONSTRUCTION, DRAFT, LOST, OBLITERATED, PAID
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Query, Row, Slice
from dagsverke.domain.invoicing import to_oere
from dagsverke.domain.units import E4, E6, quotient

Stage = Literal["draft", "issued", "booked", "obliterated"]
"""How far an invoice has come in the books. Booked is what has been exported to them, and what has been settled."""

_SETTLED = frozenset({PAID, LOST})
_BOUNDS: Mapping[str, tuple[str, Literal["eq", "ge", "le"]]] = {
    "invoice_id": ("id", "eq"),
    "number": ("number", "eq"),
    "from_on": ("invoiced_on", "ge"),
    "until_on": ("invoiced_on", "le"),
}
_HEAD = (
    *("id", "number", "kind", "status", "is_credit", "is_exported", "customer_number", "customer_name"),
    *("customer_organization_number", "invoiced_on", "due_on", "currency_code", "currency_rate_e6", "payable_e4"),
    "tax_amount_e4",
)
_ROW = (
    *("owner_id", "article_number", "quantity_e6", "name", "description", "unit_price_e4"),
    *("tax_e4", "net_e4", "tax_amount_e4"),
)
_ORDER = (("invoiced_on", False), ("number_length", False), ("number", False))


class Posting(NamedTuple):
    """What a row puts on an account in the books, in the company's currency: debit above zero, credit below."""

    account_number: str
    amount_e4: int


class SoldRow(NamedTuple):
    """A row of an invoice; ``home`` is in the company's currency, the rest in that of the invoice."""

    article_number: str
    text: str
    quantity_e6: int
    unit_price_home_e4: int
    unit_price_e4: int
    tax_amount_home_e4: int
    tax_amount_e4: int
    net_home_e4: int
    net_e4: int
    postings: Sequence[Posting]


def sold_invoices(reader: Reader, principal: Principal, given: Mapping[str, Any], attributes: Sequence[str]) -> Slice:  # noqa: ARG001  # every report has the same shape
    """A page of the invoices between two days, with their rows, by day and number (SoftOne GO, CustomerInvoices).

    Drafts come along where ``has_drafts``; an invoice is told to be booked where ``shows_booked``, its rows have
    postings where ``has_postings``.
    """
    heads = [dict(zip(_HEAD, row, strict=True)) for row in reader.select(_query(given)).rows]
    books: Mapping[str, str] | None = None
    if given.get("has_postings"):
        books = {one["purpose"]: one["account_number"] for one in reader.find_all("bookkeeping")}
    rows = _rows_by_invoice(reader, [one["id"] for one in heads])
    found = []
    for head in heads:
        rate_e6 = head["currency_rate_e6"]
        derived = {
            "stage": stage_of(head, shows_booked=bool(given.get("shows_booked"))),
            "customer_organization_number": head["customer_organization_number"] or None,
            "payable_home_e4": to_oere(_at(rate_e6, head["payable_e4"])),
            "tax_amount_home_e4": to_oere(_at(rate_e6, head["tax_amount_e4"])),
            "rows": _sold_rows(rows[head["id"]], head, books),
        }
        whole = head | derived
        found.append(tuple([whole[name] for name in attributes]))
    return Slice(found, len(found))


def stage_of(invoice: Mapping[str, Any], *, shows_booked: bool) -> Stage:
    """How far an invoice has come; one that is booked counts as issued for those who do not ask for the books."""
    if invoice["status"] == DRAFT:
        return "draft"
    if invoice["status"] == OBLITERATED:
        return "obliterated"
    is_booked = bool(invoice["is_exported"]) or invoice["status"] in _SETTLED
    return "booked" if is_booked and shows_booked else "issued"


def _query(given: Mapping[str, Any]) -> Query:
    where = [Condition(name, op, given[asked]) for asked, (name, op) in _BOUNDS.items() if given.get(asked) is not None]
    if not given.get("has_drafts"):
        where.append(Condition("status", "ne", DRAFT))
    return Query("sold_invoice", _HEAD, tuple(where), _ORDER, given["page"])


def _rows_by_invoice(reader: Reader, ids: Sequence[int]) -> dict[int, list[Row]]:
    """The rows of all of these invoices in one query."""
    found: dict[int, list[Row]] = {one: [] for one in ids}
    if ids:
        asked = Query("sold_row", _ROW, (Condition("owner_id", "in", ids),), (("position", False),))
        for row in reader.select(asked).rows:
            found[row[0]].append(row)
    return found


def _sold_rows(rows: Sequence[Row], invoice: Mapping[str, Any], books: Mapping[str, str] | None) -> list[SoldRow]:
    """The rows of an invoice; nearly always there is nothing to convert and nothing to post."""
    if books is None and invoice["currency_rate_e6"] == E6:
        return [
            SoldRow(number, name or description, quantity_e6, price_e4, price_e4, tax_e4, tax_e4, net_e4, net_e4, ())
            for _, number, quantity_e6, name, description, price_e4, _, net_e4, tax_e4 in rows
        ]
    return [_sold_row(row, invoice, books or {}) for row in rows]


def _sold_row(row: Row, invoice: Mapping[str, Any], books: Mapping[str, str]) -> SoldRow:
    _, article_number, quantity_e6, name, description, price_e4, rate_of_tax_e4, net_e4, tax_e4 = row
    rate_e6, percent = invoice["currency_rate_e6"], rate_of_tax_e4 // E4
    net_home_e4, tax_home_e4 = to_oere(_at(rate_e6, net_e4)), to_oere(_at(rate_e6, tax_e4))
    sold = "sales_reverse" if invoice["kind"] == CONSTRUCTION else f"sales_{percent}"
    return SoldRow(
        article_number,
        name or description,
        quantity_e6,
        _at(rate_e6, price_e4),
        price_e4,
        tax_home_e4,
        tax_e4,
        net_home_e4,
        net_e4,
        list(_postings(books, ((sold, net_home_e4), (f"tax_{percent}", tax_home_e4)))),
    )


def _postings(books: Mapping[str, str], owed: Iterable[tuple[str, int]]) -> Iterator[Posting]:
    """What is sold, and the tax on it, on the credit side of their accounts; nothing of nothing."""
    for purpose, amount_e4 in owed:
        if amount_e4 and purpose in books:
            yield Posting(books[purpose], -amount_e4)


def _at(rate_e6: int, amount_e4: int) -> int:
    """An amount in the company's currency."""
    return amount_e4 if rate_e6 == E6 else quotient(amount_e4 * rate_e6, E6)
