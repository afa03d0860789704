"""What a readable collection is made of: attributes, each an SQL expression with a type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    literal_column,
    select,
)

Kind = Literal["text", "int", "bool", "json", "instant", "day"]
COMPANY: ColumnElement[int] = bindparam("company", type_=BigInteger)
"""The company to which every statement is bound."""


class AttributeType(NamedTuple):
    """What comes back: text, int, bool (0 and 1 count), JSON as text, UTC instant, ISO day; or nothing but a filter."""

    kind: Kind
    is_filter_only: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """Another way to filter on an attribute of a referenced row: find its id first, then the rows by an index.

    ``ids`` selects ids of referenced rows and is narrowed by ``needle``; ``column`` holds the reference.
    """

    column: ColumnElement[Any]
    ids: Select[Any]
    needle: ColumnElement[Any]
    is_single: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """Rows that belong to a row, as JSON: a list of objects (JSON name to column), or of one column's values.

    They stand in the order of a column. SQLite takes them as the rows come, which are to be in that order already.
    """

    rows: FromClause
    names: Mapping[str, str] | str
    order: str


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """One attribute. ``is_exact`` text (keys, days, instants) sorts as it stands, other text without letter case.

    ``needs`` names the joins that the expression reads. ``drive`` names the one through whose rows a sort may be led.
    """

    expression: ColumnElement[Any]
    kind: Kind = "text"
    is_exact: bool = False
    is_nullable: bool = False
    is_filter_only: bool = False
    needs: tuple[str, ...] = ()
    lookup: Lookup | None = None
    drive: str | None = None
    listing: Listing | None = None

    @property
    def type(self) -> AttributeType:
        """What a reader may know of it."""
        return AttributeType(self.kind, self.is_filter_only)


@dataclass(frozen=True, slots=True, eq=False)
class Join:
    """A referenced table, joined where an attribute needs it (tombstones too: what was referred to keeps its name)."""

    table: FromClause
    column: ColumnElement[Any]  # of the collection's table

    def on(self, base: Table) -> ColumnElement[bool]:
        """The condition of the join."""
        return (self.table.c.company_id == base.c.company_id) & (self.table.c.id == self.column)


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """A readable collection. ``key`` identifies a row and breaks ties; a big one is paged by its key first.

    For a big one, ``narrow`` names the attributes of which a value leaves few rows; ``indexes`` the index by which a
    filter is to be answered, the best first (SQLite, which keeps no statistics, must be told); ``sorts`` the attributes
    by which an index orders all rows (``""`` is the order of the key); and ``swift`` for a filter the sorts that its
    index gives too. ``moment`` is the instant whose local day is ``on_day``: it has the index by which days are found.
    """

    table: Table
    attributes: Mapping[str, Attribute]
    joins: Mapping[str, Join] = field(default_factory=dict)
    where: Sequence[ColumnElement[bool]] = ()
    key: tuple[str, ...] = ("id",)
    is_big: bool = False
    narrow: frozenset[str] = frozenset()
    indexes: Mapping[str, str] = field(default_factory=dict)
    sorts: frozenset[str] = frozenset({""})
    swift: Mapping[str, frozenset[str]] = field(default_factory=dict)
    moment: ColumnElement[Any] | None = None
    has_extras: bool = False


def listed(rows: FromClause, names: Mapping[str, str] | str, order: str) -> Attribute:
    """Rows that belong to a row."""
    nothing = cast(literal_column("'[]'"), Text)
    return Attribute(nothing, "json", is_exact=True, listing=Listing(rows, names, order))


def live(table: Table) -> ColumnElement[bool]:
    """Not withdrawn."""
    return table.c.deleted_at.is_(None)


def lookup(column: ColumnElement[Any], table: Table, name: str = "key") -> Lookup:
    """By a column of the referenced row: a key names at most one, withdrawn or not; all else is asked of live rows."""
    ids = select(table.c.id).where(table.c.company_id == COMPANY)
    if name != "key":
        ids = ids.where(live(table))
    return Lookup(column, ids, table.c[name], is_single=name == "key")


def whole(table: Table, *names: str) -> dict[str, Attribute]:
    """Numbers as they stand."""
    return {name: Attribute(table.c[name], "int", is_nullable=table.c[name].nullable or False) for name in names}


def words(table: Table, *names: str) -> dict[str, Attribute]:
    """Text in which letter case does not order."""
    return {name: Attribute(table.c[name], is_nullable=True) for name in names}


def flags(table: Table, *names: str) -> dict[str, Attribute]:
    """Booleans."""
    return {name: Attribute(table.c[name], "bool") for name in names}


def instants(table: Table, *names: str) -> dict[str, Attribute]:
    """UTC instants."""
    return {
        name: Attribute(table.c[name], "instant", is_exact=True, is_nullable=table.c[name].nullable or False)
        for name in names
    }


def identity(table: Table) -> dict[str, Attribute]:
    """Id and key."""
    return {"id": Attribute(table.c.id, "int"), "key": Attribute(table.c.key, is_exact=True)}


def json(table: Table, *names: str) -> dict[str, Attribute]:
    """JSON as text."""
    return {name: Attribute(table.c[name], "json", is_exact=True) for name in names}


def joined(name: str, join: Join, column: str, kind: Kind = "text", *, is_exact: bool = False) -> Attribute:
    """A column of a joined row, null where none is referred to."""
    return Attribute(join.table.c[column], kind, is_exact=is_exact, is_nullable=True, needs=(name,))
