"""SQLite's way of putting things."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Executable,
    FromClause,
    Insert,
    LargeBinary,
    Select,
    Table,
    TableClause,
    Text,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler, SQLiteDialect

from dagsverke.store.grammar import ONE, ZERO, Grammar, members_of
from dagsverke.store.tables.access import event
from dagsverke.store.tables.search import searched_table
from dagsverke.store.views.kinds import COMPANY


class _Compiler(SQLiteCompiler):
    """Puts hints where SQLite has them: after the name of a table."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        """The hint as it was given."""
        del table
        return text


class _Dialect(SQLiteDialect):
    statement_compiler = _Compiler


class SqliteGrammar(Grammar):
    """Lists and rows travel as one JSON text."""

    name = "sqlite"

    def __init__(self) -> None:
        self._dialect = _Dialect(paramstyle="named")

    def any_of(self, expression: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """As in the base."""
        each = func.json_each(bindparam(name, type_=Text)).table_valued("value")
        return expression.in_(select(each.c.value))

    def pack(self, values: Sequence[Any]) -> Any:
        """As in the base."""
        return msgspec.json.encode(values).decode()

    def values_of(self, name: str) -> FromClause:
        """As in the base."""
        each = func.json_each(bindparam(name, type_=Text)).table_valued(
            column("value", BigInteger), name=f"{name}_each"
        )
        return select(each.c.value.label("id")).subquery(name)

    def rows_of(self, name: str, columns: Sequence[tuple[str, Any]]) -> FromClause:
        """As in the base."""
        each = func.json_each(bindparam(name, type_=Text)).table_valued(
            column("key", BigInteger), column("value", Text), name=f"{name}_each"
        )
        if len(columns) == 1:  # the list holds the values themselves: nothing to take apart for each row
            label, kind = columns[0]
            return select(each.c.key.label("ordinal"), type_coerce(each.c.value, kind).label(label)).subquery(name)
        members = [
            func.json_extract(each.c.value, literal_column(f"'$[{at}]'"), type_=kind).label(label)
            for at, (label, kind) in enumerate(columns)
        ]
        return select(each.c.key.label("ordinal"), *members).subquery(name)

    def pack_rows(self, name: str, width: int, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """As in the base."""
        packed = [row[0] for row in rows] if width == 1 else rows
        return {name: msgspec.json.encode(packed).decode()}

    def in_order_of(self, page: FromClause, statement: Select[Any]) -> Select[Any]:
        """As they come: nothing may be joined before what is LED, and so they need not be sorted again."""
        del page
        return statement

    def quickest(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """In UTF-8, as it is kept."""
        return cast(text, LargeBinary)

    def member(self, json: ColumnElement[Any], path: Sequence[str]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        """As in the base."""
        where: ColumnElement[str] = literal_column("'$" + "".join(f'."{step}"' for step in path) + "'")
        kind = func.json_type(json, where)
        value = func.json_extract(json, where)
        text = case(
            (kind == literal_column("'true'"), literal_column("'true'")),
            (kind == literal_column("'false'"), literal_column("'false'")),
            else_=cast(value, Text),
        )
        is_number = kind.in_([literal_column("'integer'"), literal_column("'real'")])
        return text, case((is_number, value), else_=ZERO)

    def json_list(self, source: FromClause, names: Mapping[str, str] | str, order: str) -> ColumnElement[str]:
        """As in the base."""
        del order  # the subquery's rows come in that order, which SQLite keeps for an aggregate without another
        each = source.c[names] if isinstance(names, str) else func.json_object(*members_of(source, names))
        return select(func.json_group_array(each, type_=Text)).scalar_subquery()

    def sortable(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """As in the base."""
        return text

    def position(self, text: ColumnElement[Any], part: ColumnElement[Any]) -> ColumnElement[int]:
        """As in the base."""
        return func.instr(text, part)

    def contains(self, text: ColumnElement[Any], folded: ColumnElement[Any]) -> ColumnElement[bool]:
        """As in the base. Mostly ASCII is all that needs folding, which SQLite does without calling us back."""
        return (func.instr(func.lower(text), folded) > ZERO) | super().contains(text, folded)

    def may_contain(self, text: Column[Any], part: ColumnElement[Any]) -> ColumnElement[bool]:
        """As in the base. All searched columns of a table are one text there."""
        name = searched_table(text)
        index = TableClause(f"{name}_gram", column("rowid", BigInteger))
        is_match = literal_column(f"{name}_gram", Text).op("MATCH", is_comparison=True)(func.grams(part, type_=Text))
        new = TableClause(f"{name}_gram_new", column("company_id", BigInteger), column("id", BigInteger))
        waiting = select(new.c.id).where(new.c.company_id == COMPANY)
        return text.table.c.id.in_(select(index.c.rowid).where(is_match).union_all(waiting))

    def upserting(self, table: Table, changed: Callable[[Any], Mapping[str, Any]]) -> Insert:
        """As in the base."""
        statement = insert(table).values({one: bindparam(one.name, type_=one.type) for one in table.c})
        set_ = changed(statement.excluded)
        return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=set_)

    def chain_end(self) -> Executable:
        """As in the base. Whoever writes is alone."""
        last = select(event.c.place, event.c.hash).where(event.c.company_id == COMPANY)
        return last.order_by(event.c.place.desc()).limit(ONE).offset(ZERO)

    def attribute_at_fault(self, error: Exception) -> str | None:
        """As in the base. The message names the index of an expression, else the columns."""
        if not isinstance(error, sqlite3.IntegrityError) or not str(error).startswith("UNIQUE constraint failed: "):
            return None
        return str(error).rpartition(".")[2].rpartition("index ")[2].strip("'")
