"""The statements by which rows are added, changed and withdrawn."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Delete,
    Executable,
    Insert,
    Select,
    Update,
    bindparam,
    case,
    delete,
    insert,
    select,
    tuple_,
    update,
)

from dagsverke.store.grammar import ONE, Grammar
from dagsverke.store.records import primary_clauses
from dagsverke.store.tables import Sheet
from dagsverke.store.tables.columns import INT, TEXT
from dagsverke.store.tables.companies import company
from dagsverke.store.tables.registers import series
from dagsverke.store.views.kinds import COMPANY


def adding(sheet: Sheet, names: Sequence[str]) -> Insert:
    """Insert these columns."""
    return insert(sheet.table).values({name: bindparam(name, type_=sheet.table.c[name].type) for name in names})


def holding(sheet: Sheet) -> Select[Any]:
    """Lock a row where others may write beside us; SQLite, where nobody does, is asked for the row alone."""
    return select(sheet.table).where(*primary_clauses(sheet)).with_for_update()


def changing(sheet: Sheet, names: Sequence[str]) -> Update:
    """Set these columns of a live row, if nobody else set one of them since they were seen.

    The instant of the last change is among them where rows have one. It alone would not do: two changes may share it.
    """
    columns = sheet.table.c

    def bound(when: str, name: str) -> BindParameter[Any]:
        return bindparam(f"{when}_{name}", type_=columns[name].type)

    unchanged = (columns[name].is_not_distinct_from(bound("seen", name)) for name in names)
    values = {name: bound("to", name) for name in names}
    return update(sheet.table).where(*primary_clauses(sheet), *unchanged).values(values)


def burying(grammar: Grammar, sheet: Sheet) -> Update:
    """Make live rows tombstones, those that nobody else changed since they were seen."""
    rows = grammar.rows_of("rows", [("id", INT), ("seen_at", TEXT)])
    columns, tomb, now = sheet.table.c, str(sheet.tomb), bindparam("now", type_=TEXT)
    clauses = [columns.company_id == COMPANY, columns.id.in_(select(rows.c.id)), columns[tomb].is_(None)]
    stamp: dict[str, Any] = {tomb: now}
    if "modified_at" in sheet.names:
        stamp["modified_at"] = now
        clauses.append(tuple_(columns.id, columns.modified_at).in_(select(rows.c.id, rows.c.seen_at)))
    if "deleted_by_id" in sheet.names:
        stamp["deleted_by_id"] = bindparam("who", type_=INT)
    return update(sheet.table).where(*clauses).values(stamp)


def deleting(sheet: Sheet) -> Delete:
    """Delete a row of a table that keeps no tombstones."""
    return delete(sheet.table).where(*primary_clauses(sheet))


def forgetting(sheet: Sheet, column: str) -> Delete:
    """Delete what is older than an instant."""
    table = sheet.table
    return delete(table).where(table.c.company_id == COMPANY, table.c[column] < bindparam("before", type_=TEXT))


def numbering(grammar: Grammar) -> Executable:
    """Take the next number of a series; the row holds the one after it, ``next`` the least that it may become."""

    def after(told: Any) -> Mapping[str, Any]:
        return {"next": case((series.c.next >= told.next, series.c.next + ONE), else_=told.next)}

    return grammar.upserting(series, after).returning(series.c.next - ONE)


def bumping(grammar: Grammar) -> Update:
    """The company's rules changed."""
    del grammar
    return update(company).where(company.c.company_id == COMPANY).values(version=company.c.version + ONE)
