"""One quote as people read it: its texts and tables in order, tax by rate, what was answered, and what became of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app.commands import quotes
from dagsverke.app.invoices import identity_of
from dagsverke.app.papers import taxes_of
from dagsverke.app.ports import Reader, Record
from dagsverke.app.quote_elements import counting, kept_rows
from dagsverke.app.references import existing, name_of, optional
from dagsverke.domain import quoting

ANSWERS = (quotes.ACCEPTED, quotes.DECLINED)
PRICES = frozenset({"unit_price_e4", "discount_e4", "net_e4"})
"""What of a row is not shown where a table has its total alone."""


@dataclass(frozen=True, slots=True)
class Part:
    """An element: a text, or a table with its rows, of which those at ``counting`` positions make its sum.

    ``hidden`` are the attributes of rows that the customer is not shown.
    """

    text: str
    rows: Sequence[Record]
    counting: frozenset[int]
    is_selectable: bool
    hidden: frozenset[str]
    net_e4: int

    @property
    def is_table(self) -> bool:
        """Whether it has rows."""
        return bool(self.rows)


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    """A quote with all that belongs to it. ``taxes`` is net and tax by rate (e4), of the rows that count.

    ``answer`` is what the log says of the last answer; ``customer`` how the customer is called and where it is.
    ``to_pay_e4`` is the whole less the deduction. ``is_answerable`` says whether its customer may still answer.
    """

    quote: Record
    seller: Record
    customer: Mapping[str, Any]
    contact: str
    reference: str
    parts: Sequence[Part]
    taxes: Mapping[int, tuple[int, int]]
    answer: Record | None
    reason: str
    invoice: Record | None
    project: Record | None
    to_pay_e4: int
    is_expired: bool

    @property
    def is_answerable(self) -> bool:
        """Whether it waits for an answer, and still holds."""
        return self.quote["status"] == quoting.SENT and not self.is_expired


def quote_sheet(reader: Reader, today: str, **equals: Any) -> QuoteSheet:
    """The quote that is meant (by key or id), seen on a day. Raises Absent where there is none."""
    quote = existing(reader, "quote", "key", **equals)
    parts = _parts(quote, kept_rows(reader, quote))
    counted = [row for part in parts for row in part.rows if row["position"] in part.counting]
    return QuoteSheet(
        quote=quote,
        seller=existing(reader, "company", "company", company_id=reader.company.id),
        customer=identity_of(existing(reader, "customer", "customer_key", id=quote["customer_id"])),
        contact=_named(reader, "contact", quote["contact_id"]),
        reference=name_of(optional(reader, "person", quote["reference_id"])),
        parts=parts,
        taxes=taxes_of(counted),
        answer=_answer(reader, quote),
        reason=_named(reader, "register_item", quote["accept_reason_id"] or quote["decline_reason_id"]),
        invoice=optional(reader, "invoice", quote["invoice_id"]),
        project=optional(reader, "project", quote["project_id"]),
        to_pay_e4=quote["payable_e4"] - quote["house_deduction_e4"],
        is_expired=quote["valid_until"] < today,
    )


def _parts(quote: Record, rows: Sequence[Record]) -> Sequence[Part]:
    """The elements that hold something to read."""
    at = {row["position"]: row for row in rows}
    found = []
    for one in json.loads(quote["elements"]):
        content = one["content"]
        if one["kind"] == quoting.TEXT and content["text"]:
            found.append(Part(content["text"], (), frozenset(), is_selectable=False, hidden=frozenset(), net_e4=0))
        elif one["kind"] == quoting.ROWS and content["rows"]:
            own = [at[mark["position"]] for mark in content["rows"]]
            positions = frozenset(mark["position"] for mark in counting(content))
            found.append(Part("", own, positions, content["is_selectable"], _hidden(content), content["net_e4"]))
    return found


def _hidden(content: Mapping[str, Any]) -> frozenset[str]:
    named = frozenset(one for one in content["hidden_columns"] if isinstance(one, str))
    return named | PRICES if content["shows_total_only"] else named


def _answer(reader: Reader, quote: Record) -> Record | None:
    """The entry of the log that says who answered and why; none where nobody did."""
    if quote["status"] not in quoting.DECIDED:
        return None
    entries = reader.find_all("paper_log", owner_kind="quote", owner_id=quote["id"], kind=list(ANSWERS))
    return entries[-1] if entries else None


def _named(reader: Reader, table: str, row_id: int | None) -> str:
    found = optional(reader, table, row_id)
    return "" if found is None else str(found["name"])
