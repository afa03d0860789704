"""Columns as every table has them: text that sorts by code point, integers of 64 bits, flags."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, MetaData, Table, Text, false, literal_column, true
from sqlalchemy.sql.elements import ColumnElement

METADATA = MetaData()
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that compares by code point on both databases, as days, instants and keys need."""
INT = BigInteger()
BOOL = Boolean()

IS_LIVE = "deleted_at IS NULL"


def texts(*names: str) -> Iterator[Column[Any]]:
    """Text that is empty unless given."""
    return (Column(name, TEXT, nullable=False, server_default="") for name in names)


def given_texts(*names: str) -> Iterator[Column[Any]]:
    """Text, days and instants that must be given."""
    return (Column(name, TEXT, nullable=False) for name in names)


def texts_or_null(*names: str) -> Iterator[Column[Any]]:
    """Text, days and instants that may be unknown."""
    return (Column(name, TEXT) for name in names)


def ints(*names: str) -> Iterator[Column[Any]]:
    """Integers that are nil unless given."""
    return (Column(name, INT, nullable=False, server_default="0") for name in names)


def given_ints(*names: str) -> Iterator[Column[Any]]:
    """Integers that must be given, references among them."""
    return (Column(name, INT, nullable=False) for name in names)


def ints_or_null(*names: str) -> Iterator[Column[Any]]:
    """Integers that may be unknown, references that may be unset."""
    return (Column(name, INT) for name in names)


def flags(*names: str, default: bool = False) -> Iterator[Column[Any]]:
    """Booleans."""
    value = true() if default else false()
    return (Column(name, BOOL, nullable=False, server_default=value) for name in names)


def json_text(name: str, empty: str = "{}") -> Column[Any]:
    """JSON, kept as text on both databases so that it comes back as it went in."""
    return Column(name, TEXT, nullable=False, server_default=empty)


def primary(*names: str, **kinds: Any) -> Iterator[Column[Any]]:
    """The columns of the primary key; the first is always the company."""
    return (
        Column(name, kinds.get(name, INT), primary_key=True, autoincrement=False) for name in ("company_id", *names)
    )


def keyed() -> Iterator[Column[Any]]:
    """Company, id and key: what most rows are addressed by."""
    yield from primary("id")
    yield from given_texts("key")


def dated() -> Iterator[Column[Any]]:
    """When a row was made, last changed, and withdrawn."""
    yield from given_texts("created_at", "modified_at")
    yield from texts_or_null("deleted_at")


def live_index(table: Table, *names: str, label: str = "", is_unique: bool = False, also: str = "") -> Index:
    """An index over the live rows of a company; a name that begins with ``-`` runs downwards.

    ``also`` narrows it further. The columns name it unless ``label`` does.
    """
    where: ColumnElement[bool] = literal_column(f"{IS_LIVE} AND {also}" if also else IS_LIVE)
    title = "_".join((table.name, label or "_".join(names)))
    columns = [_directed(table, name) for name in ("company_id", *names)]
    return Index(title, *columns, unique=is_unique, sqlite_where=where, postgresql_where=where)


def _directed(table: Table, name: str) -> ColumnElement[Any]:
    return table.c[name[1:]].desc() if name.startswith("-") else table.c[name]


def key_index(table: Table) -> Index:
    """Keys are unique in a company, tombstones included, so that a key never comes to mean another row."""
    return Index(f"{table.name}_key", table.c.company_id, table.c.key, unique=True)
