"""The elements of a quote: texts and tables of rows, laid out in order, each table with its own sums.

The rows themselves are rows of a paper; an element says by their positions which are its own, and which are selected.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dagsverke.app.paper_items import items_of
from dagsverke.app.papers import ITEM_STEP, Terms, priced_rows, rows_of
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.domain.errors import Malformed
from dagsverke.domain.quoting import ROWS, TEXT, Deducting, Sums, sums_of, total_of

Given = Mapping[str, Any]
ELEMENTS_MAX = 200
FRAME: Mapping[str, Any] = {"item_key": "", "top_margin": 20, "bottom_margin": 20, "background": "FAFAFA"}
"""How an element stands on the page, and what the examples show where nothing is said."""
_TABLE: Mapping[str, Any] = {"is_selectable": False, "shows_total_only": False, "hidden_columns": []}
_TEXTS = ("text", "confirmation_text")


@dataclass(frozen=True, slots=True)
class Laid:
    """Elements as they are kept, the rows of all of them in order, and what they come to."""

    elements: list[dict[str, Any]]
    rows: Sequence[Given]
    sums: Sums


def planned(elements: Sequence[Given], seed: str) -> list[dict[str, Any]]:
    """Elements with keys and frames, their rows as they were given; what is kept of a template.

    ``seed`` is what no other paper has: keys are made of it.
    """
    if len(elements) > ELEMENTS_MAX:
        raise Malformed("range", "elements", f"must be at most {ELEMENTS_MAX}")
    found = []
    for at, one in enumerate(elements):
        if not isinstance(one.get("kind"), int):
            raise Malformed("required", "elements", f"element {at + 1} lacks its kind")
        frame = {name: unsaid if one.get(name) is None else one[name] for name, unsaid in FRAME.items()}
        kept = {"key": one.get("key") or _key(f"{seed} {at}"), "kind": one["kind"], **frame}
        found.append(kept | {"content": _content(one["kind"], one.get("content"))})
    return found


def laid_out(
    work: UnitOfWork, plan: Sequence[Given], terms: Terms
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Elements that point at their rows, and the rows, priced."""
    items: list[Given] = []
    elements = []
    for one in plan:
        element = dict(one)
        if one["kind"] == ROWS:
            own = one["content"]["rows"]
            marks = [_mark(len(items) + at, row) for at, row in enumerate(own)]
            element["content"] = {**one["content"], "rows": marks}
            items += own
        elements.append(element)
    return elements, priced_rows(work, items, terms)


def summed(elements: Sequence[Given], rows: Sequence[Given], tax_e4: int, deducting: Deducting | None) -> Laid:
    """The elements with the sums of the rows that count: all of them, or where they can be selected the selected."""
    at = {row["position"]: row for row in rows}
    tables = [one for one in elements if one["kind"] == ROWS]
    each = sums_of(([at[mark["position"]] for mark in counting(one["content"])] for one in tables), deducting)
    sums = iter(each)
    found = []
    for one in elements:
        if one["kind"] != ROWS:
            found.append(dict(one))
            continue
        own = asdict(next(sums)) | {"tax_e4": tax_e4}
        found.append({**one, "content": {**one["content"], **own, "gross_e4": own["net_e4"] + own["tax_amount_e4"]}})
    return Laid(found, rows, total_of(each))


def given_of(reader: Reader, quote: Record) -> list[dict[str, Any]]:
    """The elements of a quote with their rows, as they would be given to get the same."""
    rows = kept_rows(reader, quote)
    items = {row["position"]: item for row, item in zip(rows, items_of(reader, rows), strict=True)}
    found = []
    for one in json.loads(quote["elements"]):
        element = dict(one)
        if one["kind"] == ROWS:
            own = [{**items[mark["position"]], **mark} for mark in one["content"]["rows"]]
            element["content"] = {**{name: one["content"][name] for name in _TABLE}, "rows": own}
        found.append(element)
    return found


def counting(content: Given) -> list[Given]:
    """The rows of a table that count, by their marks."""
    return [mark for mark in content["rows"] if mark["is_selected"] or not content["is_selectable"]]


def chosen(reader: Reader, quote: Record) -> list[Record]:
    """The rows of a quote that count, in their order."""
    rows = {row["position"]: row for row in kept_rows(reader, quote)}
    tables = (one["content"] for one in json.loads(quote["elements"]) if one["kind"] == ROWS)
    return [rows[mark["position"]] for content in tables for mark in counting(content)]


def kept_rows(reader: Reader, quote: Record) -> list[Record]:
    """All rows of a quote, in their order."""
    return rows_of(reader, "quote", quote["id"])


def _content(kind: int, given: Given | None) -> Any:
    """What an element holds: text, a table of rows, or for other kinds what is given."""
    if kind == TEXT:
        return {name: (given or {}).get(name) or "" for name in _TEXTS}
    if kind != ROWS:
        return given
    said = given or {}
    table = {name: unsaid if said.get(name) is None else said[name] for name, unsaid in _TABLE.items()}
    return table | {"rows": list(said.get("rows") or ())}


def _mark(at: int, row: Given) -> dict[str, Any]:
    stock = row.get("stock_location_key")
    return {
        "position": (at + 1) * ITEM_STEP,
        "is_selected": bool(row.get("is_selected")),
        "stock_location_key": stock,
    }


def _key(of: str) -> str:
    """A key of 24 characters, as elements have them."""
    return hashlib.sha256(of.encode()).hexdigest()[:24]
