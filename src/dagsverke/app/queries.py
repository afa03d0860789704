"""The list language: what may be asked of any readable collection. Dialects phrase it, the store answers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Op = Literal["eq", "ne", "ge", "gt", "le", "lt", "in", "contains"]
"""``contains`` is containment without regard to letter case (å, ä, ö too), with no wildcard characters."""

Row = tuple[Any, ...]
"""One row: the values of ``Query.attributes``, in their order."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``attribute op value``; the value is in core form (ISO day, UTC instant, integer ms, key …)."""

    attribute: str
    op: Op
    value: Any


@dataclass(frozen=True, slots=True)
class Page:
    """A window on the ordered rows: skip ``offset`` (≥ 0), then at most ``size`` (≥ 1)."""

    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Query:
    """Which attributes of which rows of a collection, in which order.

    Ties are always broken by the row's id, ascending; empty values sort last in both directions.
    ``page`` None means every row. ``with_total`` asks for the exact number of rows before paging.
    """

    collection: str
    attributes: tuple[str, ...]
    where: tuple[Condition, ...] = ()
    order: tuple[tuple[str, bool], ...] = ()  # (attribute, is_descending)
    page: Page | None = None
    with_total: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """How many rows of a collection there are and what integers of theirs sum to, for each value of ``by``."""

    collection: str
    of: tuple[str, ...]
    by: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Onward:
    """Where to go on reading what is read by cursors, and whether there is more already."""

    cursor: str
    has_more: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows found, and the exact total before paging (``len(rows)`` where it was not asked for)."""

    rows: Sequence[Row]
    total: int
    onward: Onward | None = None
