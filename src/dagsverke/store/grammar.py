"""Where the two databases differ in what they are told. SQLAlchemy writes the SQL, each statement once.

A statement becomes text that the driver runs as it is; all its values are named parameters, handed over at each run.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Executable,
    FromClause,
    Insert,
    Select,
    Table,
    Text,
    func,
    literal_column,
)
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.compiler import SQLCompiler

Values = Mapping[str, Any]
EMPTY: ColumnElement[str] = literal_column("''", Text)
ONE: ColumnElement[int] = literal_column("1", BigInteger)
ZERO: ColumnElement[int] = literal_column("0", BigInteger)

LED = ("CROSS", "sqlite")
"""The hint that makes SQLite begin a join at this table: it knows no statistics, and might begin at the big one."""


class Grammar(ABC):
    """One database's way of putting things."""

    name: ClassVar[str]
    _dialect: DefaultDialect

    def text(self, statement: Executable) -> str:
        """The statement as the driver takes it. Everything variable must be a named parameter without a value."""
        compiled = statement.compile(dialect=self._dialect)  # type: ignore[attr-defined]  # every Executable compiles
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(f"no query: {statement}")
        if strays := [name for name, bind in compiled.binds.items() if not bind.required]:
            raise ValueError(f"values inside the statement: {strays} in {compiled.string}")
        return compiled.string

    @abstractmethod
    def any_of(self, expression: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """Whether the expression is among the values of a list parameter (see ``pack``)."""

    @abstractmethod
    def pack(self, values: Sequence[Any]) -> Any:
        """A list as the value of a list parameter."""

    @abstractmethod
    def values_of(self, name: str) -> FromClause:
        """A table made of a list parameter of numbers: the column ``id``."""

    @abstractmethod
    def rows_of(self, name: str, columns: Sequence[tuple[str, Any]]) -> FromClause:
        """A table made of a parameter: the columns (name and type), and ``ordinal`` counting its rows."""

    @abstractmethod
    def pack_rows(self, name: str, width: int, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """The parameters behind ``rows_of``."""

    def in_order_of(self, page: FromClause, statement: Select[Any]) -> Select[Any]:
        """A statement led by rows of a parameter, in their order."""
        return statement.order_by(page.c.ordinal)

    def quickest(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """Text as the driver hands it over with the least work: as text, or in UTF-8."""
        return text

    @abstractmethod
    def member(self, json: ColumnElement[Any], path: Sequence[str]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        """A member of a JSON text: as text (null where there is none), and as a number where it is one, else 0."""

    @abstractmethod
    def json_list(self, source: FromClause, names: Mapping[str, str] | str, order: str) -> ColumnElement[str]:
        """The rows of a subquery as JSON text, ordered by a column: objects (JSON name to column), or plain values."""

    @abstractmethod
    def sortable(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """Text that compares by code point, whatever it was made of."""

    @abstractmethod
    def position(self, text: ColumnElement[Any], part: ColumnElement[Any]) -> ColumnElement[int]:
        """Where the part begins in the text, 0 where it does not occur."""

    def contains(self, text: ColumnElement[Any], folded: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether a text, without regard to letter case, contains a part that is folded already."""
        return self.position(fold(text), folded) > ZERO

    @abstractmethod
    def may_contain(self, text: Column[Any], part: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether the index of pieces finds the part in a searched column; some that it finds may not have it."""

    @abstractmethod
    def upserting(self, table: Table, changed: Callable[[Any], Mapping[str, Any]]) -> Insert:
        """Insert a row (all columns are parameters), or change the one that is there by what would be inserted."""

    @abstractmethod
    def chain_end(self) -> Executable:
        """The place and the hash of the company's last event; holds its chain where others may write beside us."""

    def adding(self, table: Table) -> Executable:
        """Insert a counter, or add its ``n`` to the one that is there."""
        return self.upserting(table, lambda told: {"n": table.c.n + told.n})

    @abstractmethod
    def attribute_at_fault(self, error: Exception) -> str | None:
        """The column whose uniqueness a driver's error is about, None where it is about something else."""


def members_of(source: FromClause, names: Mapping[str, str]) -> list[ColumnElement[Any]]:
    """The members of a JSON object, each name before its value."""
    return [part for name, col in names.items() for part in (literal_column(f"'{name}'"), source.c[col])]


def fold(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """Text without regard to letter case, å, ä and ö included; a function of that name is in both databases."""
    return func.fold_case(text, type_=Text)
