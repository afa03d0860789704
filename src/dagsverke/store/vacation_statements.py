"""The statements about vacation: what is kept of it, and what it follows from."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, Update, and_, bindparam, func, literal_column, select
from sqlalchemy import update as updating

from dagsverke.domain.vacation_facts import SORTS
from dagsverke.store.grammar import EMPTY, LED, Grammar
from dagsverke.store.ledger_statements import ours, text_of
from dagsverke.store.tables.columns import INT, TEXT
from dagsverke.store.tables.time import adjustment, attendance, mark, time_entry, vacation_state
from dagsverke.store.views.kinds import COMPANY

STATE_FIELDS = ("person_id", "on_day", *SORTS, "adjusted_on", "until_on", "granted", "earned", "debts")
MARK_FIELDS = ("person_id", "account_id", "id", "on_day", "value", "closing_id")
ADJUSTMENT_FIELDS = ("person_id", "account_id", "id", "key", "on_day", "amount", "kind", "reason")
_IS_ABSENCE: ColumnElement[bool] = literal_column("time_entry.is_absence")
"""As the index of absences has it."""


def _spans(grammar: Grammar) -> FromClause:
    return grammar.rows_of("spans", [("person_id", INT), ("since", TEXT)])


def _named(table: Table, names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in names]


def _last_day(person_id: ColumnElement[int], on: ColumnElement[str], *, is_on_it: bool) -> ColumnElement[str]:
    """The day of a person's last kept state until a day, or before it."""
    other = vacation_state.alias("other")
    until = other.c.on_day <= on if is_on_it else other.c.on_day < on
    return (
        select(func.max(other.c.on_day))
        .where(other.c.company_id == COMPANY, other.c.person_id == person_id, until)
        .scalar_subquery()
    )


def held(grammar: Grammar) -> Select[Any]:
    """Of each person the state that is kept for the end of a day."""
    persons = grammar.values_of("persons")
    match = and_(
        vacation_state.c.company_id == COMPANY,
        vacation_state.c.person_id == persons.c.id,
        vacation_state.c.on_day == _last_day(persons.c.id, text_of("on"), is_on_it=True),
    )
    columns = _named(vacation_state, ("person_id", "adjusted_on", "until_on", *SORTS))
    return select(*columns).select_from(persons.join(vacation_state, match)).with_hint(persons, *LED)


def kept(grammar: Grammar) -> Select[Any]:
    """Of each person the states since a day, and the last one before."""
    spans = _spans(grammar)
    match = and_(
        vacation_state.c.company_id == COMPANY,
        vacation_state.c.person_id == spans.c.person_id,
        vacation_state.c.on_day >= func.coalesce(_last_day(spans.c.person_id, spans.c.since, is_on_it=False), EMPTY),
    )
    return (
        select(*_named(vacation_state, STATE_FIELDS))
        .select_from(spans.join(vacation_state, match))
        .order_by(spans.c.ordinal, vacation_state.c.on_day)
        .with_hint(spans, *LED)
    )


def absences(grammar: Grammar) -> Select[Any]:
    """Live absence of each person since a day; the instant only helps to find it."""
    spans = grammar.rows_of("spans", [("person_id", INT), ("since", TEXT), ("begins_at", TEXT)])
    match = and_(
        time_entry.c.company_id == COMPANY,
        time_entry.c.person_id == spans.c.person_id,
        time_entry.c.deleted_at.is_(None),
        _IS_ABSENCE,
        time_entry.c.begins_at >= spans.c.begins_at,
        time_entry.c.on_day >= spans.c.since,
        time_entry.c.cause_id.is_not(None),
    )
    columns = _named(time_entry, ("person_id", "on_day", "key", "cause_id", "duration_ms"))
    found = select(*columns).select_from(spans.join(time_entry, match)).with_hint(spans, *LED)
    return found.with_hint(time_entry, "INDEXED BY time_entry_absence", "sqlite")


def marked(grammar: Grammar) -> Select[Any]:
    """Live marks of each person since a day."""
    return _decreed(grammar, mark, MARK_FIELDS)


def decreed(grammar: Grammar) -> Select[Any]:
    """Live adjustments of each person since a day."""
    return _decreed(grammar, adjustment, ADJUSTMENT_FIELDS)


def _decreed(grammar: Grammar, table: Table, names: Sequence[str]) -> Select[Any]:
    spans = _spans(grammar)
    match = and_(
        *ours(table, table.c.person_id == spans.c.person_id, table.c.deleted_at.is_(None)),
        grammar.any_of(table.c.account_id, "accounts"),
        table.c.on_day >= spans.c.since,
    )
    return select(*_named(table, names)).select_from(spans.join(table, match)).with_hint(spans, *LED)


def worked(grammar: Grammar) -> Select[Any]:
    """Attendance under any of the codes of each person since a day, summed by day."""
    spans = _spans(grammar)
    match = and_(
        attendance.c.company_id == COMPANY,
        attendance.c.person_id == spans.c.person_id,
        attendance.c.on_day >= spans.c.since,
        grammar.any_of(attendance.c.code, "codes"),
    )
    key = (attendance.c.person_id, attendance.c.on_day)
    return (
        select(*key, func.sum(attendance.c.duration_ms))
        .select_from(spans.join(attendance, match))
        .group_by(*key)
        .with_hint(spans, *LED)
        .with_hint(attendance, "INDEXED BY attendance_person_on_day", "sqlite")
    )


def extend(grammar: Grammar) -> Update:
    """All that is kept of a person is known until a day."""
    del grammar
    mine = ours(vacation_state, vacation_state.c.person_id == bindparam("person", type_=INT))
    return updating(vacation_state).where(*mine).values(until_on=text_of("until"))
