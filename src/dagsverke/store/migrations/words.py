"""The words of the revisions: columns and indexes as the tables have them. What is here must never change."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INT = sa.BigInteger()
LIVE = "deleted_at IS NULL"


def primary(names: str = "", **kinds: Any) -> Iterator[sa.Column[Any]]:
    """The primary key: the company, and what else is named."""
    for name in ("company_id", *names.split()):
        yield sa.Column(name, kinds.get(name, INT), primary_key=True, autoincrement=False)


def keyed() -> list[sa.Column[Any]]:
    """Company, id and key."""
    return [*primary("id"), *given("key")]


def dated() -> list[sa.Column[Any]]:
    """When a row was made, changed, withdrawn."""
    return [*given("created_at modified_at"), *nullable("deleted_at")]


def texts(names: str) -> list[sa.Column[Any]]:
    """Text that is empty unless given."""
    return [sa.Column(name, TEXT, nullable=False, server_default="") for name in names.split()]


def given(names: str) -> list[sa.Column[Any]]:
    """Text that must be given."""
    return [sa.Column(name, TEXT, nullable=False) for name in names.split()]


def nullable(names: str) -> list[sa.Column[Any]]:
    """Text that may be unknown."""
    return [sa.Column(name, TEXT) for name in names.split()]


def ints(names: str) -> list[sa.Column[Any]]:
    """Integers that are nil unless given."""
    return [sa.Column(name, INT, nullable=False, server_default="0") for name in names.split()]


def given_ints(names: str) -> list[sa.Column[Any]]:
    """Integers that must be given."""
    return [sa.Column(name, INT, nullable=False) for name in names.split()]


def nullable_ints(names: str) -> list[sa.Column[Any]]:
    """Integers that may be unknown."""
    return [sa.Column(name, INT) for name in names.split()]


def flags(names: str, *, default: bool = False) -> list[sa.Column[Any]]:
    """Booleans."""
    value = sa.true() if default else sa.false()
    return [sa.Column(name, sa.Boolean, nullable=False, server_default=value) for name in names.split()]


def json(name: str, empty: str = "{}") -> sa.Column[Any]:
    """JSON as text."""
    return sa.Column(name, TEXT, nullable=False, server_default=empty)


def refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    """A reference within the company."""
    return sa.ForeignKeyConstraint(["company_id", column], [f"{table}.company_id", f"{table}.id"])


def key_index(table: str) -> None:
    """Keys are unique in a company, tombstones included."""
    op.create_index(f"{table}_key", table, ["company_id", "key"], unique=True)


def live_index(table: str, names: str, *, label: str = "", unique: bool = False, also: str = "") -> None:
    """An index over live rows; a name that begins with ``-`` runs downwards."""
    where = sa.text(LIVE + also)
    columns = [sa.text(f"{name[1:]} DESC") if name.startswith("-") else name for name in names.split()]
    title = f"{table}_{label or names.replace(' ', '_')}"
    op.create_index(title, table, ["company_id", *columns], unique=unique, sqlite_where=where, postgresql_where=where)


def next_id() -> int:
    """The next id of the one counter."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    take = "UPDATE counter SET value = value + 1 RETURNING value" if is_sqlite else "SELECT nextval('counter')"
    return int(op.get_bind().execute(sa.text(take)).scalar_one())
