"""Set-based reads of the ledger. What they mean is said in ``app.ports.LedgerReader``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import Select

from dagsverke.app.ports import Pair, PersonDay
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, Assignment, days_after, month_of, next_month
from dagsverke.domain.causes import NO_CAUSE
from dagsverke.domain.ledger import Checkpoint, Entry, Mark, Posting, Standing
from dagsverke.domain.timesheet import STRETCH_MAX_DAYS
from dagsverke.domain.windows import Unsocial
from dagsverke.store import ledger_statements as statements
from dagsverke.store import mark_statements
from dagsverke.store.connection import Common, Connection, Rows
from dagsverke.store.grammar import Grammar
from dagsverke.store.records import day_bounds

_HALF_MONTH = "15"
_unsocial = msgspec.json.Decoder(tuple[Unsocial, ...]).decode

Writes = Callable[[Grammar], Select[Any]]
"""Writes a statement in the words of a database; its name is what it is kept by."""


class StoredLedger:
    """The ledger of one company."""

    def __init__(self, common: Common, connection: Connection, company_id: int) -> None:
        self._common = common
        self._connection = connection
        self._company_id = company_id

    def assignments(self, person_ids: Sequence[int]) -> Mapping[int, Sequence[Assignment]]:
        """The live schedule assignments of each person, by first day."""
        found: dict[int, list[Assignment]] = {person_id: [] for person_id in person_ids}
        rows = self._rows(statements.assignments, persons=self._common.grammar.pack(person_ids))
        for person_id, schedule_id, starts_on, ends_on, rate_e4 in rows:
            found[person_id].append(Assignment(schedule_id, starts_on, ends_on, rate_e4))
        return found

    def standings(self, person_ids: Sequence[int], account_ids: Sequence[int], on: str) -> Mapping[Pair, Standing]:
        """What is posted and marked at the end of day ``on``.

        Every month with activity is followed by a checkpoint. So the last one until a month's end has everything until
        then, and the last one until its beginning everything before: the nearer is taken, and the days between that
        and ``on`` are added or taken off. Where a mark lies in that month, only the way from its beginning is right.
        """
        pairs, first, last = self._pairs(person_ids, account_ids), f"{month_of(on)}-01", _month_end(on)
        marks = self._rows(mark_statements.last_marks, persons=pairs["persons"], on=on, first=first, last=last)
        marked_on = {(person_id, account_id): day for person_id, account_id, day, _ in marks}
        read = self._from_beginning if on[8:] <= _HALF_MONTH else self._from_end
        found = read(pairs, on, marked_on)
        asked = set(account_ids)
        if near := {(person_id, one) for person_id, one, _, is_near in marks if is_near and one in asked}:
            again = self._pairs((pair[0] for pair in near), (pair[1] for pair in near))
            found = {pair: standing for pair, standing in found.items() if pair not in near}
            found |= self._from_beginning(again, on, marked_on)
            for person_id, account_id, value, posted in self._rows(mark_statements.marks_within, first=first, on=on):
                if (pair := (person_id, account_id)) in near:
                    found[pair] = Standing(value + int(posted or 0), marked_on[pair])
        return found

    def _from_beginning(self, pairs: Mapping[str, Any], on: str, marked_on: Mapping[Pair, str]) -> dict[Pair, Standing]:
        """The checkpoint of the month and what is posted in it until ``on``."""
        stretch = {"month": month_of(on), "after": f"{month_of(on)}-00", "until": on}
        return {
            (pair := (person_id, account_id)): Standing((value or 0) + int(posted or 0), marked_on.get(pair))
            for person_id, account_id, value, posted in self._rows(statements.balances, **pairs, **stretch)
            if value is not None or posted is not None
        }

    def _from_end(self, pairs: Mapping[str, Any], on: str, marked_on: Mapping[Pair, str]) -> dict[Pair, Standing]:
        """The checkpoint of the month after, less what is posted after ``on``."""
        last = _month_end(on)
        stretch = {"month": next_month(month_of(on))} | ({} if on == last else {"after": on, "until": last})
        write = statements.balances_of_months if on == last else statements.balances
        return {
            (pair := (person_id, account_id)): Standing(value - int(posted or 0), marked_on.get(pair))
            for person_id, account_id, value, posted in self._rows(write, **pairs, **stretch)
            if value is not None
        }

    def last_marks(self, person_ids: Sequence[int], account_ids: Sequence[int], on: str) -> Mapping[Pair, Standing]:
        """The last mark of each pair until the end of day ``on``."""
        rows = self._rows(mark_statements.latest_marks, **self._pairs(person_ids, account_ids), on=on)
        return {(person_id, account_id): Standing(value, on_day) for person_id, account_id, value, on_day in rows}

    def relief_after(
        self, person_ids: Sequence[int], account_ids: Sequence[int], after: str, until: str
    ) -> Mapping[Pair, int]:
        """The sum of relief postings on the days ``after < day <= until``."""
        if after >= until:
            return {}
        pairs = self._pairs(person_ids, account_ids)
        rows = self._rows(statements.relief_after, **pairs, after=after, until=until)
        return {(person_id, account_id): int(relief) for person_id, account_id, relief in rows if relief is not None}

    def postings(self, person_id: int, account_id: int, after: str, until: str) -> Sequence[Posting]:
        """Postings on the days ``after < day <= until``, by day."""
        rows = self._rows(statements.postings, person=person_id, account=account_id, after=after, until=until)
        return [Posting(*row) for row in rows]

    def checkpoints(self, person_id: int, account_id: int) -> Sequence[Checkpoint]:
        """The kept checkpoints of the pair, by month."""
        return [Checkpoint(*row) for row in self._rows(statements.checkpoints, person=person_id, account=account_id)]

    def marks(self, person_id: int, account_id: int) -> Sequence[Mark]:
        """Every live mark of the pair, by day and then by import."""
        return [Mark(*row) for row in self._rows(mark_statements.marks, person=person_id, account=account_id)]

    def entries_between(self, person_id: int, after: str, until: str) -> Sequence[Entry]:
        """Live entries of one person on the days ``after < day <= until``, by day and begin."""
        after, until = max(after, _day_before(DAY_MIN)), min(until, DAY_MAX)
        if after >= until:
            return []
        bounds = {"day_from": f"{_day_before(after)}T", "day_until": day_bounds(until)[1]}
        return _entries(self._rows(statements.entries_between, person=person_id, after=after, until=until, **bounds))

    def entries_on(self, days: Sequence[PersonDay]) -> Mapping[PersonDay, Sequence[Entry]]:
        """Live entries of the given persons on the given days."""
        asked = set(days)
        spans = [(person_id, day_bounds(first)[0], day_bounds(last)[1]) for person_id, first, last in spans_of(asked)]
        found: dict[PersonDay, dict[int, Entry]] = {}
        for entry in _entries(
            self._rows(statements.entries_within, **self._common.grammar.pack_rows("spans", 3, spans))
        ):
            if (day := (entry.person_id, entry.on_day)) in asked:
                found.setdefault(day, {})[entry.id] = entry  # two spans may overlap at their ends
        return {day: list(entries.values()) for day, entries in found.items()}

    def entries_reaching(self, days: Sequence[PersonDay]) -> Mapping[PersonDay, Sequence[Entry]]:
        """Live entries of earlier days that have unsocial hours on the given ones."""
        asked = set(days)
        spans = [(*span, days_after(span[2], STRETCH_MAX_DAYS)) for span in spans_of(asked)]
        found: dict[PersonDay, dict[int, Entry]] = {}
        for entry in _entries(
            self._rows(statements.entries_reaching, **self._common.grammar.pack_rows("spans", 4, spans))
        ):
            for on_day in {one.on_day for one in entry.unsocial} - {entry.on_day}:
                if (day := (entry.person_id, on_day)) in asked:
                    found.setdefault(day, {})[entry.id] = entry
        return {day: list(entries.values()) for day, entries in found.items()}

    def _rows(self, write: Writes, **values: Any) -> Rows:
        sql = self._common.text(("ledger", write.__name__), write)
        return self._connection.rows(sql, {"company": self._company_id, **values})

    def _pairs(self, person_ids: Iterable[int], account_ids: Iterable[int]) -> dict[str, Any]:
        pack = self._common.grammar.pack
        return {"persons": pack(list(dict.fromkeys(person_ids))), "accounts": pack(list(dict.fromkeys(account_ids)))}


def spans_of(days: Iterable[PersonDay]) -> list[tuple[int, str, str]]:
    """Days of persons as stretches from a first to a last day, one for each person and month.

    A stretch is read at once where each of its days would have to be looked for, and is never much longer than they.
    """
    ends: dict[tuple[int, str], tuple[str, str]] = {}
    for person_id, day in days:
        month = (person_id, month_of(day))
        first, last = ends.get(month, (day, day))
        ends[month] = min(first, day), max(last, day)
    return [(person_id, first, last) for (person_id, _), (first, last) in ends.items()]


def _month_end(day: str) -> str:
    return _day_before(f"{next_month(month_of(day))}-01")


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _entries(rows: Rows) -> list[Entry]:
    return [
        Entry(
            *(
                row_id,
                key,
                person,
                day,
                cause or NO_CAUSE,
                ms,
                bool(is_absence),
                bool(is_clocked),
                code,
                begin,
                changed,
            ),
            unsocial=_unsocial(unsocial) if unsocial != "[]" else (),
        )
        for row_id, key, person, day, cause, ms, is_absence, is_clocked, code, begin, changed, unsocial in rows
    ]
