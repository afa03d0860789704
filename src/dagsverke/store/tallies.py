"""Counters that are kept in the transaction that changes what they count."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table

from dagsverke.store.connection import Common, Connection


def add_up(
    common: Common, connection: Connection, company_id: int, table: Table, changes: Mapping[tuple[Any, ...], int]
) -> None:
    """Add to the counters ``n`` of a table, by the rest of its primary key."""
    if not changes:
        return
    names = [column.name for column in table.primary_key]
    rows = [{**dict(zip(names, (company_id, *key), strict=True)), "n": n} for key, n in changes.items()]
    connection.run_many(common.text(("add up", table.name), lambda grammar: grammar.adding(table)), rows)
