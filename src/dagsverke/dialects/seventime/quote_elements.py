"""The elements of a quote or a template: texts, and tables of rows with their sums (Seven Time, Get Quotes)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.rows import AMOUNT, ROW_MEMBERS
from dagsverke.domain.quoting import ROWS, TEXT
from dagsverke.wire.codec import Codec, boolean, integer, key, money, text
from dagsverke.wire.rows import Member, rows

Shown = dict[str, Any]
_WIRES = {one.core: one.wire for one in reversed(ROW_MEMBERS)}
_CORES = {wire: core for core, wire in _WIRES.items()}
COLUMNS = Codec(
    "list",
    lambda names: [_WIRES.get(one, one) if isinstance(one, str) else one for one in names],
    lambda value, company: [
        _CORES.get(one, one) if isinstance(one, str) else one for one in shapes.items.from_wire(value, company)
    ],
)
"""Columns of a table by what they show; names that no row has are kept as they were sent."""
FRAME = (
    Member("backgroundColor", "background", text, blank=""),
    Member("bottomMargin", "bottom_margin", integer, blank=0),
    Member("topMargin", "top_margin", integer, blank=0),
    Member("elementTypeId", "kind", integer),
    Member("itemId", "item_key", key, blank=""),
)
TABLE = (
    Member("totalAmount", "net_e4", AMOUNT, blank=0),
    Member("totalTaxAmount", "tax_amount_e4", AMOUNT, blank=0),
    Member("totalAmountInclTax", "gross_e4", AMOUNT, blank=0),
    Member("taxPercent", "tax_e4", money, blank=0),
    Member("totalCost", "cost_e4", AMOUNT, blank=0),
    Member("houseDeductionBasisAmount", "house_basis_e4", AMOUNT, blank=0),
    Member("houseDeductionAmount", "house_deduction_e4", AMOUNT, blank=0),
    Member("selectableRows", "is_selectable", boolean, blank=False),
    Member("showOnlyTotalPrice", "shows_total_only", boolean, blank=False),
    Member("hiddenColumns", "hidden_columns", COLUMNS, blank=[]),
)
TEXTS = (Member("text", "text", text, blank=""), Member("confirmationText", "confirmation_text", text, blank=""))
_show_rows = rows("invoiceItems", ROW_MEMBERS).to_wire

COSTS = frozenset({"unitCost", "totalCost", "stockLocation", "supplementChargePercent"})
"""Of rows and tables, what the customer is not shown."""
PRICES = frozenset({"unitPrice", "discountPercent", "totalAmount", "totalTaxAmount", "totalAmountInclTax"})
"""Of rows, what is not shown where a table has its total alone."""
_KEYS = frozenset({"_id", "expenseItem", "timeCategory", "driverJournalItemType", "machine", "priceList"})
_KEYS |= {"itemId", "priceListName", "createDate", "discountInPercent"}


def _members(members: Sequence[Member], held: Mapping[str, Any]) -> Shown:
    return {one.wire: one.blank if held.get(one.core) is None else one.codec.to_wire(held[one.core]) for one in members}


def _content(element: Mapping[str, Any], at: Mapping[int, Mapping[str, Any]]) -> Any:
    content = element["content"]
    if element["kind"] == TEXT:
        return _members(TEXTS, content or {})
    if element["kind"] != ROWS or content is None:
        return content
    held = [{**at.get(mark.get("position"), mark), **mark} for mark in content["rows"]]
    return {"invoiceItems": _show_rows(json.dumps(held)), **_members(TABLE, content)}


def _elements(value: tuple[str, str]) -> list[Shown]:
    elements, kept = (json.loads(one or "[]") for one in value)
    at = {row["position"]: row for row in kept}
    return [{"_id": one["key"], "content": _content(one, at), **_members(FRAME, one)} for one in elements]


def _of_template(value: str) -> list[Shown]:
    return _elements((value, "[]"))


def _public(value: tuple[str, str]) -> list[Shown]:
    """As the customer may see them: no costs, no keys, no column that is hidden, no price where only the total is."""
    return [_bared(one) for one in _elements(value)]


def _bared(element: Shown) -> Shown:
    content = element["content"]
    bare = {name: value for name, value in element.items() if name not in _KEYS}
    if element["elementTypeId"] != ROWS or content is None:
        return bare
    hidden = COSTS | _KEYS | frozenset(one for one in content["hiddenColumns"] if isinstance(one, str))
    hidden |= PRICES if content["showOnlyTotalPrice"] else frozenset()
    items = [{name: value for name, value in row.items() if name not in hidden} for row in content["invoiceItems"]]
    table = {name: value for name, value in content.items() if name not in COSTS and name != "hiddenColumns"}
    return bare | {"content": table | {"invoiceItems": items}}


_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"_id": {"type": "string"}, "content": {}, **{one.wire: one.codec.schema for one in FRAME}},
    },
}
elements = shapes.shown_only("list of elements", _elements, _SCHEMA)
"""Of a quote: its elements and its rows, which the elements name by position."""
template_elements = shapes.shown_only("list of elements", _of_template, _SCHEMA)
public_elements = shapes.shown_only("list of elements", _public, _SCHEMA)
