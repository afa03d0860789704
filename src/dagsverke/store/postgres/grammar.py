"""PostgreSQL's way of putting things."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Executable,
    FromClause,
    Insert,
    Numeric,
    Table,
    Text,
    any_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert
from sqlalchemy.dialects.postgresql.base import PGDialect

from dagsverke.store.grammar import EMPTY, ZERO, Grammar, fold, members_of
from dagsverke.store.views.kinds import COMPANY


class PostgresGrammar(Grammar):
    """Lists travel as arrays, rows as one array for each column."""

    name = "postgresql"

    def __init__(self) -> None:
        self._dialect = PGDialect(paramstyle="pyformat")  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped

    def any_of(self, expression: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """As in the base."""
        return expression == any_(bindparam(name))

    def pack(self, values: Sequence[Any]) -> Any:
        """As in the base."""
        return list(values)

    def values_of(self, name: str) -> FromClause:
        """As in the base."""
        array = cast(bindparam(name), ARRAY(BigInteger))
        return func.unnest(array).table_valued(column("id", BigInteger), name=name).render_derived()

    def rows_of(self, name: str, columns: Sequence[tuple[str, Any]]) -> FromClause:
        """As in the base."""
        arrays = [cast(bindparam(f"{name}_{at}"), ARRAY(kind)) for at, (_, kind) in enumerate(columns)]
        labels = [column(label, kind) for label, kind in columns]
        return func.unnest(*arrays).table_valued(*labels, with_ordinality="ordinal", name=name).render_derived()

    def pack_rows(self, name: str, width: int, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """As in the base."""
        return {f"{name}_{at}": [row[at] for row in rows] for at in range(width)}

    def member(self, json: ColumnElement[Any], path: Sequence[str]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        """As in the base."""
        where: ColumnElement[str] = literal_column("'{" + ",".join(path) + "}'")
        value = cast(json, JSON).op("#>")(where)
        text = cast(json, JSON).op("#>>", return_type=Text())(where)
        is_number = func.json_typeof(value) == literal_column("'number'")
        return text, case((is_number, cast(text, Numeric)), else_=ZERO)

    def json_list(self, source: FromClause, names: Mapping[str, str] | str, order: str) -> ColumnElement[str]:
        """As in the base."""
        each = source.c[names] if isinstance(names, str) else func.json_build_object(*members_of(source, names))
        found = func.json_agg(aggregate_order_by(each, source.c[order]))
        return select(func.coalesce(cast(found, Text), literal_column("'[]'"))).scalar_subquery()

    def sortable(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """As in the base."""
        return text.collate("C")

    def position(self, text: ColumnElement[Any], part: ColumnElement[Any]) -> ColumnElement[int]:
        """As in the base."""
        return func.strpos(text, part)

    def may_contain(self, text: Column[Any], part: ColumnElement[Any]) -> ColumnElement[bool]:
        """As in the base. The column has an index of its own, in which the rows without text are not."""
        pieces = func.grams(fold(text)).op("@>", is_comparison=True)(func.grams(fold(part)))
        return pieces & (text != EMPTY)

    def upserting(self, table: Table, changed: Callable[[Any], Mapping[str, Any]]) -> Insert:
        """As in the base."""
        statement = insert(table).values({one: bindparam(one.name, type_=one.type) for one in table.c})
        set_ = changed(statement.excluded)
        return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=set_)

    def chain_end(self) -> Executable:
        """As in the base. The function first waits for its turn, and then looks."""
        end = func.chain_end(COMPANY).table_valued(column("place", BigInteger), column("hash", Text)).render_derived()
        return select(end.c.place, end.c.hash)

    def attribute_at_fault(self, error: Exception) -> str | None:
        """As in the base."""
        return error.diag.constraint_name if isinstance(error, UniqueViolation) else None
