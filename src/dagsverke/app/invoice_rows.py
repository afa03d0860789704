"""The rows of an invoice under a change: which of them stay the same, and which sources they keep."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.billing import release
from dagsverke.app.papers import KINDS, replace_rows
from dagsverke.app.ports import Reader, Record, UnitOfWork

Given = Mapping[str, Any]
_COLUMNS = frozenset(
    {
        *("kind", "name", "description", "article_number", "unit", "item_key", "quantity_e6", "unit_cost_e4"),
        *("unit_price_e4", "discount_e4", "charge_e4", "tax_e4", "house_work"),
    }
)


def are_same(reader: Reader, rows: Sequence[Record], items: Sequence[Given]) -> bool:
    """Whether items that were sent say nothing else than the rows do: what is not said of a row is as it is."""
    return len(rows) == len(items) and all(_is_same(reader, row, item) for row, item in zip(rows, items, strict=True))


def replace(
    work: UnitOfWork, invoice_id: int, before: Sequence[Record], items: Sequence[Given], rows: Sequence[Given]
) -> None:
    """Make these the rows of an invoice; an item that names a row by key takes its place.

    What a row bills stays on the row that took its place; what the other rows of before billed is free again.
    """
    known = {one["key"]: one for one in before}
    taken: dict[int, Record] = {}
    placed = []
    for at, (item, row) in enumerate(zip(items, rows, strict=True)):
        old = known.pop(item.get("key", ""), None)
        if old is not None:
            taken[at] = old
            row = {**row, "key": old["key"], "created_at": old["created_at"]}  # noqa: PLW2901  # the row in its place
        placed.append(row)
    ids = replace_rows(work, "invoice", invoice_id, placed)
    moved = {old["id"]: ids[at] for at, old in taken.items()}
    release(work, invoice_id, {one["id"] for one in before} - moved.keys())
    for one in work.find_all("billing", invoice_id=invoice_id):
        if one["row_id"] in moved:
            work.change("billing", one, {"row_id": moved[one["row_id"]]})


def _is_same(reader: Reader, row: Record, item: Given) -> bool:
    if any(item[name] != row[name] for name in _COLUMNS & item.keys()):
        return False
    if row["kind"] == "amount" and item.get("net_e4", row["net_e4"]) != row["net_e4"]:
        return False
    if item.get("hourly_e4", row["unit_price_e4"]) != row["unit_price_e4"]:
        return False
    return all(_refers(reader, row, *named, item) for named in KINDS.values() if named is not None)


def _refers(reader: Reader, row: Record, table: str, name: str, item: Given) -> bool:
    if not item.get(name):
        return True
    found = reader.find(table, key=item[name])
    return found is not None and found["id"] == row[f"{table}_id"]
