"""Rows of tables by column name: found, never listed. Everything is bound to one company and to live rows."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, literal_column, select

from dagsverke.domain.calendars import DAY_MAX, DAY_MIN
from dagsverke.store.connection import Common, Connection
from dagsverke.store.grammar import Grammar
from dagsverke.store.tables import SHEETS, Sheet
from dagsverke.store.tables.time import time_entry
from dagsverke.store.views.kinds import COMPANY

Shape = tuple[tuple[str, str], ...]


def find_records(
    common: Common, connection: Connection, company_id: int, table: str, equals: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Every live row of a table with these column values (None is null, a list is any of them), by id."""
    sheet = SHEETS[table]
    shape: Shape = tuple((name, _how(value)) for name, value in equals.items())
    values: dict[str, Any] = {"company": company_id}
    for name, how in shape:
        if how == "list":
            values[name] = common.grammar.pack([encoded(sheet, name, one) for one in equals[name]])
        elif how == "value":
            values[name] = encoded(sheet, name, equals[name])
    is_day = table == "time_entry" and isinstance(equals.get("on_day"), str)
    if is_day:
        values["day_from"], values["day_until"] = day_bounds(equals["on_day"])
    sql = common.text(("find", table, shape), lambda grammar: _finding(grammar, sheet, shape, is_day=is_day))
    return [as_record(sheet, row) for row in connection.rows(sql, values)]


def as_record(sheet: Sheet, row: tuple[Any, ...]) -> dict[str, Any]:
    """A row of all columns by name, booleans as such on either database."""
    record = dict(zip(sheet.names, row, strict=True))
    for name in sheet.flags:
        record[name] = bool(record[name])
    return record


def encoded(sheet: Sheet, name: str, value: Any) -> Any:
    """A value as the driver must get it: PostgreSQL takes no number for a boolean."""
    return bool(value) if name in sheet.flags and value is not None else value


def day_bounds(day: str) -> tuple[str, str]:
    """Instants between which every begin on a local day lies, in any zone: the index is by begin, not by day."""
    if not DAY_MIN <= day <= DAY_MAX:
        return day, day
    this = date.fromisoformat(day)
    return f"{this - timedelta(days=1)}T", f"{this + timedelta(days=2)}T"


def primary_clauses(sheet: Sheet) -> list[ColumnElement[bool]]:
    """The row whose primary key is in parameters named ``pk_<column>``; live where rows can be withdrawn."""
    table = sheet.table
    clauses = [table.c[name] == bindparam(f"pk_{name}", type_=table.c[name].type) for name in sheet.primary]
    return clauses if sheet.tomb is None else [*clauses, table.c[sheet.tomb].is_(None)]


def primary_values(sheet: Sheet, row: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters behind ``primary_clauses``."""
    return {f"pk_{name}": encoded(sheet, name, row[name]) for name in sheet.primary}


def _how(value: Any) -> str:
    if value is None:
        return "null"
    return "list" if isinstance(value, list | tuple | set | frozenset) else "value"


def _finding(grammar: Grammar, sheet: Sheet, shape: Shape, *, is_day: bool) -> Select[Any]:
    table = sheet.table
    statement = select(table).where(table.c.company_id == COMPANY)
    for name, how in shape:
        column = table.c[name]
        if how == "null":
            statement = statement.where(column.is_(None))
        elif how == "list":
            statement = statement.where(grammar.any_of(column, name))
        else:
            statement = statement.where(column == bindparam(name, type_=column.type))
    if is_day:
        begins_at = time_entry.c.begins_at
        statement = statement.where(
            begins_at >= bindparam("day_from", type_=begins_at.type),
            begins_at < bindparam("day_until", type_=begins_at.type),
        )
    if sheet.tomb is not None:
        statement = statement.where(literal_column(f"{table.name}.{sheet.tomb} IS NULL"))
    return statement.order_by(*(table.c[name] for name in sheet.primary))
