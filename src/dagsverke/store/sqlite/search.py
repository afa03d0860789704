"""The index of pieces of text in a SQLite file.

It may name rows that no longer have a piece, never miss one that has: whatever it finds is looked at again. So nothing
is ever taken out of it, and rows that are not in it yet (triggers note them down) count as found until they are. They
are taken in by the hundred, for a few pieces at a time would cost many times as much.
"""

from collections.abc import Callable

from dagsverke.store.tables.search import PIECE, SEARCHED

WAITING_MAX = 64
"""So many rows may wait to be taken in."""

_IS_TIME = "(SELECT 1 FROM {}_gram_new LIMIT 1 OFFSET {})"
WAITING = "SELECT " + ", ".join(_IS_TIME.format(table, WAITING_MAX - 1) for table in SEARCHED)
"""For each table, whether it is time to take in what waits."""
_PIECES_MAX = 4
"""So many pieces are asked for; more would narrow it down little further, and each costs as much."""


def take_in(run: Callable[[str], object], table: str) -> None:
    """Take in what waits of a table, inside the transaction that is open."""
    text = " || char(10) || ".join(SEARCHED[table])
    run(
        f"INSERT INTO {table}_gram (rowid, text) SELECT id, fold_case({text}) "  # noqa: S608  # names of our own
        f"FROM {table}_gram_new CROSS JOIN {table} USING (company_id, id) ORDER BY id"
    )
    run(f"DELETE FROM {table}_gram_new")  # noqa: S608  # names of our own


def match_of(part: str | None) -> str | None:
    """What the index is asked for a part of a text: pieces spread over it, side by side where it is short."""
    if part is None:
        return None
    folded = part.lower()
    last = len(folded) - PIECE
    count = min(_PIECES_MAX, -(-len(folded) // PIECE))
    starts = [last * step // max(count - 1, 1) for step in range(count)]
    pieces = dict.fromkeys(folded[at : at + PIECE] for at in starts)
    return " AND ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
