"""The rows of a paper while they are typed: blocks of texts and tables, and what the buttons of the editor do to them.

All of it is text as it stands in the fields. The form itself is the only state: every press of a button sends all
that is typed, and gets the rows back as they are then.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

TEXT, TABLE, OTHER = "text", "table", "other"
ROW = ("key", "kind", "article_key", "name", "description", "quantity_e6", "unit", "unit_price_e4", "discount_e4")
ROW_FIELDS = (*ROW, "tax_e4", "house_work", "net_e4")
BLOCK_FIELDS = ("kind", "key", "text")
BLOCKS_MAX, ROWS_MAX = 200, 1000
_NAMED = re.compile(r"(blocks|rows)\[(\d{1,4})\]\.([a-z_0-9]+)", re.ASCII)
_DO = re.compile(r"([a-z]+)(?:-(\d{1,4}))?", re.ASCII)
Typed = dict[str, str]
Change = Callable[[list[Typed], int], int]
"""Changes the rows of a table at a place; returns the place to go on at."""


@dataclass(frozen=True, slots=True)
class Block:
    """A text or a table. ``key`` is that of the element that it was; ``rows`` are those of a table."""

    kind: str
    key: str = ""
    text: str = ""
    rows: Sequence[Typed] = field(default_factory=tuple)


def empty_row(kind: str = "general") -> Typed:
    """A row of which nothing is typed yet."""
    return dict.fromkeys(ROW_FIELDS, "") | {"kind": kind, "quantity_e6": "1" if kind == "general" else ""}


def is_empty(row: Typed) -> bool:
    """Whether nothing is said by a row, and it was not there before."""
    said = (row[name].strip() for name in ("key", "article_key", "name", "description", "unit_price_e4", "net_e4"))
    return not any(said)


def typed_blocks(sent: Mapping[str, object]) -> list[Block]:
    """The blocks that a form sent, in the order in which they stood."""
    found: dict[str, dict[int, Typed]] = {"blocks": {}, "rows": {}}
    for name, value in sent.items():
        if place := _NAMED.fullmatch(name):
            found[place[1]].setdefault(int(place[2]), {})[place[3]] = str(value)
    rows: dict[str, list[Typed]] = {}
    for _, told in sorted(found["rows"].items())[:ROWS_MAX]:
        rows.setdefault(told.get("block", ""), []).append({name: told.get(name, "") for name in ROW_FIELDS})
    return [
        Block(told.get("kind", TABLE), told.get("key", ""), told.get("text", ""), rows.get(str(at), []))
        for at, told in sorted(found["blocks"].items())[:BLOCKS_MAX]
    ]


def without_empty_rows(blocks: Sequence[Block]) -> list[Block]:
    """The blocks as they are kept."""
    return [replace(one, rows=[row for row in one.rows if not is_empty(row)]) for one in blocks]


def pressed(blocks: Sequence[Block], button: str) -> tuple[list[Block], str]:
    """The blocks after a button (``add-0``, ``up-3``, ``text`` …), and the id of the field to go on in.

    A button that there is not does nothing.
    """
    found = _DO.fullmatch(button)
    step = _STEPS.get(found[1]) if found else None
    if found is None or step is None:
        return list(blocks), ""
    return step([replace(one, rows=list(one.rows)) for one in blocks], int(found[2] or 0))


def _add(blocks: list[Block], at: int, kind: str = "general") -> tuple[list[Block], str]:
    if at >= len(blocks):
        return blocks, ""
    rows = [*blocks[at].rows, empty_row(kind)]
    last = sum(len(one.rows) for one in blocks[:at]) + len(rows) - 1
    return [*blocks[:at], replace(blocks[at], rows=rows), *blocks[at + 1 :]], f"rows-{last}-name"


def _add_line(blocks: list[Block], at: int) -> tuple[list[Block], str]:
    return _add(blocks, at, "text")


def _remove(blocks: list[Block], at: int) -> tuple[list[Block], str]:
    def without(rows: list[Typed], place: int) -> int:
        del rows[place]
        return place

    return _in_table(blocks, at, without, "name")


def _up(blocks: list[Block], at: int) -> tuple[list[Block], str]:
    return _in_table(blocks, at, lambda rows, place: _swap(rows, place, place - 1), "up")


def _down(blocks: list[Block], at: int) -> tuple[list[Block], str]:
    return _in_table(blocks, at, lambda rows, place: _swap(rows, place, place + 1), "down")


def _swap(rows: list[Typed], place: int, other: int) -> int:
    if not 0 <= other < len(rows):
        return place
    rows[place], rows[other] = rows[other], rows[place]
    return other


def _in_table(blocks: list[Block], at: int, change: Change, part: str) -> tuple[list[Block], str]:
    before = 0
    for number, block in enumerate(blocks):
        if at < before + len(block.rows):
            rows = list(block.rows)
            place = change(rows, at - before)
            blocks[number] = replace(block, rows=rows)
            return blocks, f"rows-{before + place}-{part}" if rows else f"add-{number}"
        before += len(block.rows)
    return blocks, ""


def _add_text(blocks: list[Block], _: int) -> tuple[list[Block], str]:
    return [*blocks, Block(TEXT)], f"blocks-{len(blocks)}-text"


def _add_table(blocks: list[Block], _: int) -> tuple[list[Block], str]:
    return _add([*blocks, Block(TABLE)], len(blocks))


def _drop(blocks: list[Block], at: int) -> tuple[list[Block], str]:
    return [*blocks[:at], *blocks[at + 1 :]], "add-text"


def _raise(blocks: list[Block], at: int) -> tuple[list[Block], str]:
    return _moved(blocks, at, at - 1)


def _lower(blocks: list[Block], at: int) -> tuple[list[Block], str]:
    return _moved(blocks, at, at + 1)


def _moved(blocks: list[Block], at: int, to: int) -> tuple[list[Block], str]:
    if at < len(blocks) and 0 <= to < len(blocks):
        blocks[at], blocks[to] = blocks[to], blocks[at]
    return blocks, ""


_STEPS = {
    "add": _add,
    "line": _add_line,
    "remove": _remove,
    "up": _up,
    "down": _down,
    "text": _add_text,
    "table": _add_table,
    "drop": _drop,
    "raise": _raise,
    "lower": _lower,
}
