"""Rows of tables that are kept of what follows from others: put and dropped by key, many at once, without an event."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table

from dagsverke.store import ledger_changes as changes
from dagsverke.store.connection import Common, Connection

Key = tuple[Any, ...]


def drop_rows(common: Common, connection: Connection, company_id: int, table: Table, keys: Iterable[Key]) -> None:
    """Delete the rows with these primary keys, the company left out of them."""
    names = [f"pk_{column.name}" for column in table.primary_key]
    values = [dict(zip(names, (company_id, *key), strict=True)) for key in keys]
    if values:
        connection.run_many(common.text(("drop", table.name), lambda _: changes.drop(table)), values)


def put_rows(common: Common, connection: Connection, company_id: int, table: Table, rows: Mapping[Key, Key]) -> None:
    """Insert rows: primary key without the company, and the other columns in their order."""
    names = [column.name for column in table.c]
    values = [dict(zip(names, (company_id, *key, *rest), strict=True)) for key, rest in rows.items()]
    if values:
        connection.run_many(common.text(("put", table.name), lambda _: changes.put(table)), values)
