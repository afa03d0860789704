"""From the list language to SQL: one condition to a clause and its parameters, one order to its terms."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, FromClause, bindparam, case, false

from dagsverke.app.queries import Op
from dagsverke.store.grammar import EMPTY, ONE, ZERO, Grammar, fold
from dagsverke.store.views.kinds import Attribute, Collection, Lookup

_STEP = re.compile(r"[A-Za-z0-9_]+")
_COMPARE: dict[Op, Callable[[ColumnElement[Any], Any], ColumnElement[bool]]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left.is_distinct_from(right),
    "ge": lambda left, right: left >= right,
    "gt": lambda left, right: left > right,
    "le": lambda left, right: left <= right,
    "lt": lambda left, right: left < right,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition without its value: attribute, operation, and whether the value is None."""

    attribute: str
    op: Op
    is_none: bool


Encode = Callable[[Any], Any]


def attribute_of(collection: Collection, name: str, grammar: Grammar) -> Attribute:
    """The attribute of that name, members of ``extras`` included."""
    if collection.has_extras and name.startswith("extras."):
        path = name.split(".")[1:]
        if not all(_STEP.fullmatch(step) for step in path):
            raise KeyError(name)
        text, _ = grammar.member(collection.table.c.extras, path)
        return Attribute(text, is_nullable=True)
    return collection.attributes[name]


def clause_of(attribute: Attribute, asked: Asked, name: str, grammar: Grammar) -> ColumnElement[bool]:
    """The condition on an attribute, its value being the parameter ``name``."""
    if attribute.lookup is not None and asked.op in {"eq", "in"} and not asked.is_none:
        return looked_up(attribute.lookup, asked.op, name, grammar)
    if attribute.is_filter_only:
        raise ValueError(f"{asked.attribute} knows eq and in only")
    return compared(attribute.expression, asked, name, grammar)


def compared(left: ColumnElement[Any], asked: Asked, name: str, grammar: Grammar) -> ColumnElement[bool]:
    """The condition on an expression. ``ne`` holds where there is no value at all."""
    if asked.is_none:
        if asked.op not in {"eq", "ne"}:
            return false()
        return left.is_(None) if asked.op == "eq" else left.is_not(None)
    if asked.op == "in":
        return grammar.any_of(left, name)
    bound = bindparam(name, type_=left.type)
    if asked.op == "contains":
        return containing(left, bound, grammar)
    return _COMPARE[asked.op](left, bound)


def containing(text: ColumnElement[Any], part: ColumnElement[Any], grammar: Grammar) -> ColumnElement[bool]:
    """Whether a text contains a part."""
    return grammar.contains(text, fold(part))


def looked_up(lookup: Lookup, op: Op, name: str, grammar: Grammar) -> ColumnElement[bool]:
    """The condition by way of the referenced row's id."""
    if op == "in":
        return lookup.column.in_(lookup.ids.where(grammar.any_of(lookup.needle, name)))
    ids = lookup.ids.where(lookup.needle == bindparam(name, type_=lookup.needle.type))
    return lookup.column == ids.scalar_subquery() if lookup.is_single else lookup.column.in_(ids)


def moved(attribute: Attribute, column: ColumnElement[Any]) -> Attribute:
    """The same attribute asked of another column that holds the same reference."""
    return replace(attribute, expression=column, lookup=attribute.lookup and replace(attribute.lookup, column=column))


def encoder(attribute: Attribute, asked: Asked, grammar: Grammar, *, is_extra: bool) -> Encode:
    """What must be done to a value before the driver gets it."""
    one: Encode = _member_text if is_extra else bool if attribute.kind == "bool" else _same
    if asked.op == "in":
        return lambda values: grammar.pack([one(value) for value in values])
    return one


def terms_of(collection: Collection, order: Sequence[tuple[str, bool]], grammar: Grammar) -> list[ColumnElement[Any]]:
    """What to sort by."""
    keys = order_keys(collection, order, grammar)
    return [key.desc() if is_descending else key.asc() for key, is_descending in keys]


def order_keys(
    collection: Collection, order: Sequence[tuple[str, bool]], grammar: Grammar
) -> list[tuple[ColumnElement[Any], bool]]:
    """Each thing to sort by, and whether it descends.

    Empty values stand last in both directions, text sorts without letter case, the row's key breaks ties.
    """
    terms: list[tuple[ColumnElement[Any], bool]] = []
    for name, is_descending in order:
        attribute = attribute_of(collection, name, grammar)
        if attribute.listing is not None:
            continue  # lists have no order among themselves
        if attribute.is_nullable:
            terms.append((_emptiness(attribute), False))
        keys = [attribute.expression]
        if attribute.kind == "text" and not attribute.is_exact:
            keys = [grammar.sortable(fold(attribute.expression))]
        if name.startswith("extras."):
            keys.insert(0, grammar.member(collection.table.c.extras, name.split(".")[1:])[1])
        terms += [(key, is_descending) for key in keys]
    sorted_already = {name for name, _ in order}
    return terms + [(collection.table.c[name], False) for name in collection.key if name not in sorted_already]


def _emptiness(attribute: Attribute) -> ColumnElement[int]:
    value = attribute.expression
    is_empty: ColumnElement[bool] = value.is_(None)
    if attribute.kind in {"text", "instant", "day"}:
        is_empty = is_empty | (value == EMPTY)
    return case((is_empty, ONE), else_=ZERO)


def joined(collection: Collection, needs: Sequence[str]) -> FromClause:
    """The collection's table with the referenced tables that are needed, in the order of their declaration."""
    source: FromClause = collection.table
    for name, join in collection.joins.items():
        if name in needs:
            source = source.outerjoin(join.table, join.on(collection.table))
    return source


def _same(value: Any) -> Any:
    return value


def _member_text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
