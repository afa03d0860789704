"""Which columns are searched by a part of their text, and have an index of its pieces."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Alias, Column, ColumnElement, Table

PIECE = 3
"""So many characters make a piece. A part of a text that is shorter has none and is looked for everywhere."""

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "time_entry": ("note",),
    "customer": ("name", "city"),
    "project": ("name",),
    "work_order": ("title",),
    "article": ("name", "description"),
    "expense": ("name",),
    "drive": ("start_address", "end_address"),
}
"""Table → columns. Tables of which a company has some hundreds of rows do without."""


def searched_table(expression: ColumnElement[Any]) -> str | None:
    """The table of a searched column, aliased or not; None where the expression is anything else."""
    if not isinstance(expression, Column):
        return None
    table = expression.table.element if isinstance(expression.table, Alias) else expression.table
    return table.name if isinstance(table, Table) and expression.name in SEARCHED.get(table.name, ()) else None
