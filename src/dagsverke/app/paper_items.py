"""The rows of a paper as they are given to be priced: what an editor changes, and what one paper takes over of another.

Every price is said, so that nothing is priced anew. What a row referred to may be gone; then it is free.
"""

from collections.abc import Sequence
from typing import Any

from dagsverke.app.papers import KINDS
from dagsverke.app.ports import Reader, Record

ITEM = (
    *("key", "kind", "name", "description", "article_number", "unit", "item_key", "quantity_e6", "unit_cost_e4"),
    *("unit_price_e4", "discount_e4", "charge_e4", "tax_e4", "net_e4", "house_work"),
)


def items_of(reader: Reader, rows: Sequence[Record]) -> list[dict[str, Any]]:
    """What was given of each row, or would be to get the same."""
    keys = _keys(reader, rows)
    found = []
    for row in rows:
        item = {name: row[name] for name in ITEM}
        needed = KINDS[row["kind"]]
        if needed is not None:
            table, name = needed
            key = keys.get((table, row[f"{table}_id"]))
            item |= {name: key} if key is not None else {"kind": "general"}
        found.append(item)
    return found


def _keys(reader: Reader, rows: Sequence[Record]) -> dict[tuple[str, int], str]:
    found = {}
    for table, _ in (one for one in KINDS.values() if one is not None):
        ids = sorted({row[f"{table}_id"] for row in rows if row[f"{table}_id"] is not None})
        for one in reader.find_all(table, id=ids) if ids else ():
            found[table, one["id"]] = one["key"]
    return found
