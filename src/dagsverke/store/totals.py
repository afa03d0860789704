"""Exact totals. Counters of entries by day answer what they can, the index the rest of the first and last day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select

from dagsverke.app.queries import Condition, Query
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, local_day, midnight, next_day, plus_ms
from dagsverke.store.conditions import Asked, attribute_of, clause_of, moved
from dagsverke.store.grammar import ZERO, Grammar
from dagsverke.store.tables.registers import COUNTED, row_tally
from dagsverke.store.tables.time import attendance_tally, entry_tally, time_entry
from dagsverke.store.views import COLLECTIONS
from dagsverke.store.views.kinds import COMPANY, Attribute
from dagsverke.store.views.time import ATTENDANCE, TIME_ENTRY, UNSEEN

_TIMES = frozenset({"begins_at", "on_day"})
_TALLIED = frozenset({"cause_id", "cause_key", "is_absence"})
_RANGE_OPS = frozenset({"eq", "ge", "gt", "le", "lt"})
_EXACT_OPS = frozenset({"eq", "in"})
_FIRST = f"{DAY_MIN}T00:00:00.000Z"
_END = f"{DAY_MAX}T23:59:59.999Z"


@dataclass(frozen=True, slots=True)
class Totals:
    """The statements that count: by scanning an index, or by counters (``tally``) and the rest of a day (``edge``)."""

    count: str
    tally: str | None = None
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Instants from ``first`` and before ``end``."""

    first: str = _FIRST
    end: str = _END


def totals_of(grammar: Grammar, query: Query, count: Select[Any]) -> Totals:
    """How the rows of a query are counted."""
    collection = COLLECTIONS[query.collection]
    text = grammar.text(count)
    if collection is ATTENDANCE and not query.where:
        sums = select(_summed(attendance_tally.c.n)).where(
            attendance_tally.c.company_id == COMPANY, attendance_tally.c.person_id.not_in(UNSEEN)
        )
        return Totals(text, grammar.text(sums))
    if not query.where and collection.table.name in COUNTED:
        kind = row_tally.c.kind == literal_column(f"'{collection.table.name}'", row_tally.c.kind.type)
        return Totals(text, grammar.text(select(_summed(row_tally.c.n)).where(row_tally.c.company_id == COMPANY, kind)))
    if collection is not TIME_ENTRY or not all(map(_is_tallied, query.where)):
        return Totals(text)
    tally = [entry_tally.c.company_id == COMPANY, *_tally_clauses(grammar, query)]
    tally += [entry_tally.c.on_day >= _day("first_on"), entry_tally.c.on_day < _day("end_on")]
    edge = [time_entry.c.company_id == COMPANY, *TIME_ENTRY.where, *_entry_clauses(grammar, query)]
    edge += [time_entry.c.begins_at >= _day("first_at"), time_entry.c.begins_at < _day("end_at")]
    return Totals(
        text,
        grammar.text(select(_summed(entry_tally.c.n)).where(*tally)),
        grammar.text(select(func.count(literal_column("*"))).select_from(time_entry).where(*edge)),
    )


def _summed(n: ColumnElement[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(n), ZERO)


def _day(name: str) -> ColumnElement[str]:
    return bindparam(name, type_=time_entry.c.begins_at.type)


def _is_tallied(condition: Condition) -> bool:
    if condition.attribute in _TIMES:
        return condition.op in _RANGE_OPS and condition.value is not None
    return condition.attribute in _TALLIED and condition.op in _EXACT_OPS


def _clauses(grammar: Grammar, query: Query, turn: Callable[[str, Attribute], Attribute]) -> list[ColumnElement[bool]]:
    clauses = []
    for at, one in enumerate(query.where):
        if one.attribute in _TALLIED:
            asked = Asked(one.attribute, one.op, one.value is None)
            attribute = turn(one.attribute, attribute_of(TIME_ENTRY, one.attribute, grammar))
            clauses.append(clause_of(attribute, asked, f"p{at}", grammar))
    return clauses


def _tally_clauses(grammar: Grammar, query: Query) -> list[ColumnElement[bool]]:
    """The conditions asked of the counters; the cause of entries without one is 0 there."""

    def turn(name: str, attribute: Attribute) -> Attribute:
        if name == "is_absence":
            return moved(attribute, entry_tally.c.is_absence)
        return moved(attribute, func.nullif(entry_tally.c.cause_id, ZERO))

    return _clauses(grammar, query, turn)


def _entry_clauses(grammar: Grammar, query: Query) -> list[ColumnElement[bool]]:
    return _clauses(grammar, query, lambda name, one: moved(one, time_entry.c.cause_id) if "cause" in name else one)


def span_of(where: Sequence[Condition], zone: tzinfo) -> Span:
    """The instants that the conditions on time leave."""
    first, end = _FIRST, _END
    for one in where:
        if one.attribute not in _TIMES:
            continue
        low, high = _bounds(one, zone)
        first, end = max(first, low), min(end, high)
    return Span(first, max(first, end))


def _bounds(one: Condition, zone: tzinfo) -> tuple[str, str]:
    """One condition as the first instant it allows and the first after."""
    if one.attribute == "on_day":
        this, after = day_start(one.value, zone), day_start(one.value, zone, later=1)
    else:
        this = min(max(one.value, _FIRST), _END)
        after = this if this in {_FIRST, _END} else plus_ms(this, 1)
    low = {"eq": this, "ge": this, "gt": after}.get(one.op, _FIRST)
    high = {"eq": after, "le": after, "lt": this}.get(one.op, _END)
    return low, high


def day_start(day: str, zone: tzinfo, later: int = 0) -> str:
    """The instant at which the day (or the one so many days later, 0 or 1) begins; for absurd days, its text."""
    if not DAY_MIN <= day < DAY_MAX:
        return f"{day}T00:00:00.000Z" if day < DAY_MIN else f"{day}T23:59:59.999Z"
    return midnight(next_day(day) if later else day, zone)


def pieces(span: Span, zone: tzinfo) -> tuple[tuple[str, str], list[Span]]:
    """A span as whole local days (from a day, before a day) and the parts of days at its ends."""
    if span.first >= span.end:
        return (DAY_MIN, DAY_MIN), []
    head, tail = _local(span.first, zone), _local(span.end, zone)
    first_on = head if _start(head, zone) >= span.first else next_day(head)
    if first_on > tail:
        return (DAY_MIN, DAY_MIN), [span]
    edges = []
    if first_on != head:
        edges.append(Span(span.first, midnight(first_on, zone)))
    if span.end < _END and midnight(tail, zone) < span.end:
        edges.append(Span(midnight(tail, zone), span.end))
    return (first_on, "9999" if span.end >= _END else tail), edges


def _local(instant: str, zone: tzinfo) -> str:
    return DAY_MIN if instant <= _FIRST else local_day(instant, zone)


def _start(day: str, zone: tzinfo) -> str:
    return _FIRST if day == DAY_MIN else midnight(day, zone)
