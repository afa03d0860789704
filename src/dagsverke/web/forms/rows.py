"""Rows of a paper within a form: read from the paper, typed over, priced for a look, and handed to the command."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dagsverke.app.papers import KINDS
from dagsverke.app.ports import Reader
from dagsverke.app.quote_elements import counting
from dagsverke.domain import quoting
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.domain.house_deduction import CODES
from dagsverke.web.formats import Formats
from dagsverke.web.forms.blocks import OTHER, TABLE, TEXT, Block, Typed, empty_row, pressed
from dagsverke.web.forms.model import Field, Given, Head, RowsPart
from dagsverke.web.forms.values import read_value, shown_value
from dagsverke.web.picking import Option
from dagsverke.web.sentences import told

WORDS = ("kind", "article_key", "name", "description", "unit")
"""What of a row is text."""
NUMBERS: Mapping[str, Field] = {
    "quantity_e6": Field("quantity_e6", "Quantity", "quantity"),
    "unit_price_e4": Field("unit_price_e4", "Price", "money"),
    "discount_e4": Field("discount_e4", "Discount", "percent"),
    "tax_e4": Field("tax_e4", "VAT", "percent"),
    "house_work": Field("house_work", "Work", "count"),
    "net_e4": Field("net_e4", "Amount", "money"),
}
"""What of a row is a number, and how it is read and written."""
_ZERO = ("discount_e4", "house_work")
_OWN = ("key", "is_selected", "stock_location_key", "position")
_KINDS = {quoting.TEXT: TEXT, quoting.ROWS: TABLE}
_PLAIN: Given = {"is_selectable": False, "shows_total_only": False, "hidden_columns": []}


@dataclass(frozen=True, slots=True)
class Editor:
    """All that the rows of a form show. ``nets`` is what each row comes to; ``articles`` what stands in its picker."""

    path: str
    part: RowsPart
    blocks: Sequence[Block]
    articles: Mapping[str, Option]
    nets: Sequence[str]
    sums: Sequence[tuple[str, str]]
    works: Sequence[int]
    focus: str = ""
    fault_at: str = ""
    fault: str = ""


def blocks_of(elements: Sequence[Given], shown: Formats) -> list[Block]:
    """Elements as they stand in the fields; a table to begin with where there is none."""
    found = []
    for one in elements:
        kind, content = _KINDS.get(one["kind"], OTHER), one["content"]
        text = content["text"] if kind == TEXT else ""
        rows = [_typed(row, shown) for row in content["rows"]] if kind == TABLE else []
        found.append(Block(kind, one.get("key") or "", text, rows))
    if any(one.kind == TABLE for one in found):
        return found
    return [*found, Block(TABLE, rows=[empty_row()])]


def elements_of(blocks: Sequence[Block], bases: Sequence[Given]) -> list[dict[str, Any]]:
    """What was typed, over what was there. Raises Malformed at ``rows[n].…``, rows counted through all tables."""
    known = {one["key"]: one for one in bases if one.get("key")}
    items = {row["key"]: row for one in bases if one["kind"] == quoting.ROWS for row in one["content"]["rows"]}
    found, at = [], 0
    for block in blocks:
        base = known.get(block.key, {})
        if block.kind == OTHER:
            found += [dict(base)] if base else []
            continue
        if block.kind == TEXT:
            content = {**base.get("content", {}), "text": block.text.strip()}
            found.append({**base, "kind": quoting.TEXT, "content": content})
            continue
        rows = [_item(place, row, items.get(row["key"], {})) for place, row in enumerate(block.rows, at)]
        at += len(rows)
        found.append({**base, "kind": quoting.ROWS, "content": {**_PLAIN, **base.get("content", {}), "rows": rows}})
    return found


def with_article(
    part: RowsPart, reader: Reader, head: Head, blocks: Sequence[Block], at: int, shown: Formats
) -> list[Block]:
    """The row at a place with what its article says of it: name, unit and price, as they are for this customer."""
    found, before = [], 0
    for block in blocks:
        rows = list(block.rows)
        place = at - before
        if 0 <= place < len(rows) and rows[place]["article_key"]:
            key = rows[place]["article_key"]
            (priced,) = part.priced(reader, head, [{"kind": "article", "article_key": key}])
            told = _typed({**priced, "key": "", "article_key": key}, shown)
            rows[place] = told | {name: rows[place][name] for name in ("key", "quantity_e6", "house_work")}
        before += len(rows)
        found.append(replace(block, rows=rows))
    return found


def bases_of(part: RowsPart, reader: Reader, key: str | None, head: Head) -> Sequence[Given]:
    """What was there before anything was typed."""
    return part.start(reader, head) if key is None else part.bases(reader, key)


def press(
    part: RowsPart, reader: Reader, head: Head, blocks: Sequence[Block], button: str, shown: Formats
) -> tuple[Sequence[Block], str]:
    """The blocks after a button, and the id of the field to go on in."""
    name, _, place = button.partition("-")
    if name == "start":
        return blocks_of(part.start(reader, head), shown), ""
    if name == "article" and place.isascii() and place.isdigit():
        return with_article(part, reader, head, blocks, int(place), shown), f"rows-{place}-quantity_e6"
    return pressed(blocks, button)


def editor(  # noqa: PLR0913  # one whole look at what is typed
    path: str,
    part: RowsPart,
    reader: Reader,
    head: Head,
    blocks: Sequence[Block],
    bases: Sequence[Given],
    shown: Formats,
    *,
    focus: str = "",
    refusal: Refusal | None = None,
) -> Editor:
    """What is typed, with what it comes to as far as it can be priced."""
    nets, sums = [""] * sum(len(one.rows) for one in blocks), list[tuple[str, str]]()
    try:
        nets, sums = _priced(part, reader, head, elements_of(blocks, bases), shown)
    except Malformed as wrong:
        refusal = refusal or (wrong if (wrong.field or "").startswith("rows[") else None)
    keys = sorted({row["article_key"] for one in blocks for row in one.rows if row["article_key"]})
    articles = reader.find_all("article", key=keys) if keys else ()
    names = {one["key"]: Option(one["key"], one["name"], one["number"]) for one in articles}
    works = _works(head)
    at, said = (refusal.field or "", told(refusal.detail, shown.language)) if refusal is not None else ("", "")
    return Editor(path, part, blocks, names, nets, sums, works, focus, at, said)


def _priced(
    part: RowsPart, reader: Reader, head: Head, elements: Sequence[Given], shown: Formats
) -> tuple[list[str], list[tuple[str, str]]]:
    tables = [one["content"] for one in elements if one["kind"] == quoting.ROWS]
    rows = part.priced(reader, head, [row for one in tables for row in one["rows"]])
    counting_ids = {id(row) for one in tables for row in counting(one)}
    items = (row for one in tables for row in one["rows"])
    counted = [row for row, item in zip(rows, items, strict=True) if id(item) in counting_ids]
    net_e4 = sum(row["net_e4"] for row in counted)
    sums = [("Net", shown.money(net_e4))]
    tax_e4 = sum(row["tax_amount_e4"] for row in counted)
    sums += [("VAT", shown.money(tax_e4)), ("Total", shown.money(net_e4 + tax_e4))]
    return ["" if row["kind"] in ("text", "blank") else shown.money(row["net_e4"]) for row in rows], sums


def _works(head: Head) -> Sequence[int]:
    """The kinds of work that count for the deduction that is asked for; none where there is none."""
    house = quoting.HOUSE_KINDS.get(int(head["kind"])) if head.get("kind", "").isdigit() else None
    return sorted(CODES[house]) if house is not None else ()


def _typed(item: Given, shown: Formats) -> Typed:
    numbers = {name: shown_value(one, item.get(name), shown) for name, one in NUMBERS.items()}
    numbers |= {name: "" for name in _ZERO if not item.get(name)}
    words = {name: str(item.get(name) or "") for name in (*WORDS, "key")}
    return words | numbers


def _item(at: int, row: Typed, base: Given) -> dict[str, Any]:
    """A row as it is given to be priced: what is typed over what it was, unless it is of another article now."""
    words = {name: row[name].strip() for name in WORDS}
    if words["kind"] not in KINDS:
        raise Malformed("range", f"rows[{at}].kind", "is no kind of row")
    if words["kind"] in ("general", "article"):
        words["kind"] = "article" if words["article_key"] else "general"
    is_other = words["article_key"] != (base.get("article_key") or "")
    kept = {name: base[name] for name in _OWN if name in base} if is_other else base
    item = {"is_selected": False, **kept, **words}
    for name, field in NUMBERS.items():
        value = read_value(replace(field, name=f"rows[{at}].{name}"), row[name])
        item[name] = value or 0 if name in _ZERO else value
    return item
