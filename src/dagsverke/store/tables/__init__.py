"""The tables, one module for each family. Every primary key begins with the company."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Boolean, Column, Table

from dagsverke.store.tables import access, companies, customers, people, registers, sales, time, trade, work
from dagsverke.store.tables.columns import METADATA

__all__ = [
    "ATTRIBUTE_OF_INDEX",
    "METADATA",
    "SHEETS",
    "Sheet",
    "access",
    "companies",
    "customers",
    "people",
    "registers",
    "sales",
    "time",
    "trade",
    "work",
]

_SECRETS = frozenset({"password_hash", "secret_hash", "token_hash", "link_secret"})
_SILENT = frozenset({"credential_use", "session", "idempotency", "vacation_state"})
_RULES = frozenset(
    {"company", "cause", "account", "account_factor", "schedule", "calendar_rule", "agreement", "period_lock"}
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the store must know of a table to find, add, change and withdraw its rows."""

    table: Table
    names: tuple[str, ...]
    primary: tuple[str, ...]
    flags: tuple[str, ...]
    secrets: frozenset[str]
    tomb: str | None  # the column that withdraws a row; without one, rows are deleted
    is_silent: bool  # writes no events
    is_rule: bool  # part of the company as the use cases know it


def _sheet(table: Table) -> Sheet:
    names = tuple(table.c.keys())
    return Sheet(
        table=table,
        names=names,
        primary=tuple(column.name for column in table.primary_key),
        flags=tuple(name for name, column in table.c.items() if isinstance(column.type, Boolean)),
        secrets=_SECRETS.intersection(names),
        tomb=next((name for name in ("deleted_at", "revoked_at") if name in names), None),
        is_silent=table.name in _SILENT,
        is_rule=table.name in _RULES,
    )


SHEETS: Mapping[str, Sheet] = {name: _sheet(table) for name, table in METADATA.tables.items()}
"""Every table by name."""

_USER_NAME = {"person_user_name": "user_name"}
_KEYS = {f"{name}_pkey": sheet.primary[-1] for name, sheet in SHEETS.items()}
ATTRIBUTE_OF_INDEX: Mapping[str, str] = (
    _USER_NAME
    | _KEYS
    | {
        str(index.name): last.name
        for table in METADATA.tables.values()
        for index in table.indexes
        if index.unique and isinstance(last := index.expressions[-1], Column)
    }
)
"""The attribute at fault where a unique index objects: the last of its columns, or what its expression is made of."""
