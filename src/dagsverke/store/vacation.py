"""Vacation as it is kept. What the reads and writes mean is said in ``app.vacation_ports``."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Executable

from dagsverke.app.vacation_ports import AbsenceRow, Holding, Kept, PersonKept, Span
from dagsverke.domain.vacation_course import Debt, State
from dagsverke.domain.vacation_facts import SORTS
from dagsverke.store import vacation_statements as statements
from dagsverke.store.caches import drop_rows, put_rows
from dagsverke.store.connection import Common, Connection, Rows
from dagsverke.store.grammar import Grammar
from dagsverke.store.records import day_bounds
from dagsverke.store.tables.time import vacation_state

_debts = msgspec.json.Decoder(tuple[tuple[str, int, int], ...]).decode
_WIDTH = len(SORTS)


class StoredVacation:
    """The vacation of one company's persons."""

    def __init__(self, common: Common, connection: Connection, company_id: int) -> None:
        self._common = common
        self._connection = connection
        self._company_id = company_id

    def held(self, person_ids: Sequence[int], on: str) -> Mapping[int, Holding]:
        """Of each person what is kept for the end of a day."""
        rows = self._rows(statements.held, persons=self._common.grammar.pack(list(dict.fromkeys(person_ids))), on=on)
        return {row[0]: (row[3:], row[1], row[2]) for row in rows}

    def kept(self, spans: Sequence[Span]) -> Mapping[int, Sequence[Kept]]:
        """The states of each person on and after its day, and the last one before."""
        found: dict[int, list[Kept]] = {}
        for person_id, on_day, *rest in self._spanned(statements.kept, spans):
            held, (adjusted_on, until_on, granted, earned, debts) = tuple(rest[:_WIDTH]), rest[_WIDTH:]
            owed = tuple(Debt(*one) for one in _debts(debts))
            state = State(held, adjusted_on, granted, earned, owed)
            found.setdefault(person_id, []).append(Kept(on_day, until_on, state))
        return found

    def absences(self, spans: Sequence[Span]) -> Sequence[AbsenceRow]:
        """Live entries of absence of each person on and after its day."""
        bounded = [(person_id, since, day_bounds(since)[0]) for person_id, since in spans]
        packed = self._common.grammar.pack_rows("spans", 3, bounded)
        return [(*row,) for row in self._rows(statements.absences, **packed)]

    def decreed(self, spans: Sequence[Span], account_ids: Sequence[int]) -> Sequence[Mapping[str, Any]]:
        """Live adjustments of the accounts, of each person on and after its day."""
        rows = self._spanned(statements.decreed, spans, accounts=self._common.grammar.pack(account_ids))
        return [dict(zip(statements.ADJUSTMENT_FIELDS, row, strict=True)) for row in rows]

    def marked(self, spans: Sequence[Span], account_ids: Sequence[int]) -> Sequence[Mapping[str, Any]]:
        """Live marks on the accounts, of each person on and after its day."""
        rows = self._spanned(statements.marked, spans, accounts=self._common.grammar.pack(account_ids))
        return [dict(zip(statements.MARK_FIELDS, row, strict=True)) for row in rows]

    def worked(self, spans: Sequence[Span], codes: Sequence[str]) -> Sequence[tuple[int, str, int]]:
        """Attendance of each person on and after its day, summed by day."""
        rows = self._spanned(statements.worked, spans, codes=self._common.grammar.pack(codes))
        return [(person_id, on_day, int(duration_ms)) for person_id, on_day, duration_ms in rows]

    def _spanned(self, write: Callable[[Grammar], Executable], spans: Sequence[Span], **values: Any) -> Rows:
        return self._rows(write, **self._common.grammar.pack_rows("spans", 2, spans), **values)

    def _rows(self, write: Callable[[Grammar], Executable], **values: Any) -> Rows:
        return self._connection.rows(self._text(write), {"company": self._company_id, **values})

    def _text(self, write: Callable[[Grammar], Executable]) -> str:
        return self._common.text(("vacation", write.__name__), write)


class StoredVacationWriter(StoredVacation):
    """Reads and writes of vacation in one transaction."""

    def keep(self, before: Collection[PersonKept], after: Collection[PersonKept]) -> None:
        """Put states in the place of others; what is the same is left alone."""
        where = (self._common, self._connection, self._company_id, vacation_state)
        was, will = set(before), set(after)
        drop_rows(*where, ((person_id, one.on_day) for person_id, one in sorted(was - will, key=_place)))
        put_rows(*where, {(person_id, one.on_day): _columns(one) for person_id, one in sorted(will - was, key=_place)})

    def extend(self, until_on: Mapping[int, str]) -> None:
        """Say of everything kept of the persons that it is known until a day."""
        values = [{"company": self._company_id, "person": one, "until": day} for one, day in until_on.items()]
        if values:
            self._connection.run_many(self._text(statements.extend), values)


def _place(one: PersonKept) -> tuple[int, str]:
    return one[0], one[1].on_day


def _columns(one: Kept) -> tuple[Any, ...]:
    """The columns after the key, in their order."""
    state = one.state
    debts = [(debt.until_on, debt.days, debt.beyond) for debt in state.debts]
    rest = (state.adjusted_on, one.until_on, state.granted, state.earned, msgspec.json.encode(debts).decode())
    return (*state.held, *rest)
