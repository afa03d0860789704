"""How a part of a text is looked for: by an index of pieces where there is one, by way of the row that has the text."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Index, Select, Text, bindparam, func, literal_column, select
from sqlalchemy.sql.visitors import iterate

from dagsverke.store.conditions import containing, order_keys
from dagsverke.store.grammar import Grammar
from dagsverke.store.tables.columns import IS_LIVE
from dagsverke.store.tables.search import PIECE, searched_table
from dagsverke.store.views.kinds import COMPANY, Attribute, Collection, live


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """By a column of the collection's table: the id of a row that has the text, or the reference to such a row.

    ``ids`` selects the ids of the rows that are referred to; None where the row itself has the text.
    """

    column: ColumnElement[Any]
    ids: Select[Any] | None
    text: ColumnElement[Any]


def is_short(part: str) -> bool:
    """Whether a part of a text has no piece to look up."""
    return len(part.lower()) < PIECE or "\0" in part


def way_to(collection: Collection, attribute: Attribute) -> Way | None:
    """Where to look for a part of an attribute's text before looking at every row; None where that must be."""
    if attribute.lookup is not None:
        return Way(attribute.lookup.column, attribute.lookup.ids, attribute.lookup.needle)
    base, text = collection.table, attribute.expression
    tables = {part.table for part in iterate(text) if isinstance(part, Column)}
    if tables == {base}:
        return Way(base.c.id, None, text) if searched_table(text) else None
    for join in (collection.joins[name] for name in attribute.needs):
        if tables == {join.table} and getattr(join.column, "table", None) is base:
            return Way(join.column, select(join.table.c.id).where(join.table.c.company_id == COMPANY), text)
    return None


def contained(way: Way, name: str, grammar: Grammar, *, has_pieces: bool) -> ColumnElement[bool]:
    """The condition that the text contains the part, which is the parameter ``name``."""
    part = bindparam(name, type_=Text)
    clause = containing(way.text, part, grammar)
    if has_pieces and isinstance(way.text, Column) and searched_table(way.text):
        clause = grammar.may_contain(way.text, part) & clause
    return clause if way.ids is None else way.column.in_(way.ids.where(clause).correlate(None))


def index_of(collection: Collection, column: ColumnElement[Any]) -> str | None:
    """The index by which SQLite, which keeps no statistics, must be told to find rows by a column.

    One over some rows only will do where they are those that are asked for: live ones, in which the column is set.
    """
    table = collection.table
    wheres: set[str | None] = {None}
    if any(clause.compare(live(table)) for clause in collection.where):
        wheres |= {IS_LIVE, f"{IS_LIVE} AND {column.key} IS NOT NULL"}
    usable = [one for one in table.indexes if _where(one) in wheres]
    leading = [one for one in usable if list(one.expressions)[:2] == [table.c.company_id, column]]
    return min((str(one.name) for one in leading), key=len, default=None)


def _where(index: Index) -> str | None:
    """Which rows an index is over; None: all."""
    where = index.dialect_options["sqlite"]["where"]
    return None if where is None else str(where)


def found_keys(
    collection: Collection, found: Select[Any], order: tuple[tuple[str, bool], ...], grammar: Grammar
) -> Select[Any]:
    """The keys of a page among the rows that a search finds (``found`` selects nothing yet), each with their number.

    All of them are found before they are put in order: were the order known, a database might walk its index instead
    and look at every row.
    """
    keys = [collection.table.c[name] for name in collection.key]
    terms = order_keys(collection, order, grammar)
    labelled = [term.label(f"by_{at}") for at, (term, _) in enumerate(terms)]
    rows = found.add_columns(*keys, *labelled).cte("found").prefix_with("MATERIALIZED")
    count = select(func.count(literal_column("*"))).select_from(rows).correlate(None).scalar_subquery()
    sorted_by = [rows.c[f"by_{at}"] for at in range(len(terms))]
    return select(*(rows.c[name] for name in collection.key), count).order_by(
        *(one.desc() if is_descending else one.asc() for one, (_, is_descending) in zip(sorted_by, terms, strict=True))
    )
