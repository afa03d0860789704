"""The ledger inside a unit of work: postings replaced day by day, and the checkpoints after them moved."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from dagsverke.app.ports import Pair, PairDay, PersonDay
from dagsverke.domain.calendars import month_of, next_month
from dagsverke.domain.ledger import ADJUSTED, AttendanceDay, Checkpoint, Mark, Posting, Standing, fold
from dagsverke.store import ledger_changes as changes
from dagsverke.store import ledger_statements as statements
from dagsverke.store import mark_statements
from dagsverke.store.caches import Key, drop_rows, put_rows
from dagsverke.store.connection import Common, Connection
from dagsverke.store.ledger_reader import StoredLedger, Writes, spans_of
from dagsverke.store.tables.time import attendance, attendance_tally, checkpoint, posting
from dagsverke.store.tallies import add_up

_UNMOVED = Checkpoint("", 0, None)
"""Where a pair stands before anything of it is known."""


class StoredLedgerWriter(StoredLedger):
    """Reads and writes of the ledger in one transaction. The rules are in ``app.ports.LedgerWriter``.

    ``forget_company`` is called where what is known of the company may be old.
    """

    def __init__(
        self, common: Common, connection: Connection, company_id: int, forget_company: Callable[[], None]
    ) -> None:
        super().__init__(common, connection, company_id)
        self._forget_company = forget_company

    def hold(self, person_ids: Sequence[int]) -> None:
        """Let no other unit of work change these persons' ledgers, nor lock a period, until this one ends."""
        if self._connection.hold(self._company_id, sorted(set(person_ids))):
            self._forget_company()

    def hold_everybody(self) -> None:
        """Wait for every unit of work that holds a person, and let no other one hold any until this one ends."""
        if self._connection.hold_everybody(self._company_id):
            self._forget_company()

    def replace_days(
        self,
        days: Sequence[PersonDay],
        postings: Sequence[Posting],
        attendance: Sequence[AttendanceDay],
    ) -> None:
        """Make these the postings and attendance of the given days, and move the checkpoints after them."""
        if days:
            self._post(days, postings)
            self._attend(days, attendance)

    def adjust(self, days: Sequence[PairDay]) -> None:
        """Post on these days what the live adjustments on them sum to, and move the checkpoints after them."""
        if not days:
            return
        asked = self._common.grammar.pack_rows("days", 3, list(dict.fromkeys(days)))
        before: dict[Key, int] = {}
        after: dict[Key, int] = {}
        for *day, posted, adjusted in self._rows(statements.adjusted_on, **asked):
            if posted is not None:
                before[*day, ADJUSTED] = posted
            if adjusted:
                after[*day, ADJUSTED] = int(adjusted)
        self._exchange(before, after)

    def rebuild(self, since: Mapping[Pair, str]) -> None:
        """Fold the checkpoints of pairs anew, of each from the month of a day on."""
        kept = self._checkpoints(
            statements.checkpoints_since, [(*pair, month_of(day)) for pair, day in since.items()], 3
        )
        opening = {
            pair: next((one for one in reversed(kept.get(pair, [])) if one.month <= month_of(day)), _UNMOVED)
            for pair, day in since.items()
        }
        activity = self._activity({pair: f"{one.month}-00" for pair, one in opening.items()})
        forget = self._common.text("forget checkpoints", changes.forget_checkpoints)
        self._connection.run_many(forget, [self._named(pair) | {"month": one.month} for pair, one in opening.items()])
        rows: dict[Key, Key] = {}
        for pair, one in opening.items():
            made = fold(*activity[pair], Standing(one.value, one.marked_on))
            rows |= {(*pair, each.month): (each.value, each.marked_on) for each in made}
        self._put(checkpoint, rows)

    def _activity(self, after: Mapping[Pair, str]) -> dict[Pair, tuple[list[Posting], list[Mark]]]:
        """The postings and the marks of pairs, of each after a day."""
        found: dict[Pair, tuple[list[Posting], list[Mark]]] = {pair: ([], []) for pair in after}
        asked = self._common.grammar.pack_rows("pairs", 3, [(*pair, day) for pair, day in after.items()])
        for row in self._rows(statements.postings_after, **asked):
            found[row[:2]][0].append(Posting(*row))
        for row in self._rows(mark_statements.marks_after, **asked):
            found[row[:2]][1].append(Mark(*row[2:]))
        return found

    def _post(self, days: Sequence[PersonDay], postings: Sequence[Posting]) -> None:
        asked = set(days)
        rows = self._rows(statements.postings_within, **self._common.grammar.pack_rows("spans", 3, spans_of(asked)))
        before = {row[:4]: row[4] for row in rows if (row[0], row[2]) in asked}
        after = {(one.person_id, one.account_id, one.on_day, one.origin): one.amount for one in postings}
        self._exchange(before, after)

    def _exchange(self, before: Mapping[Key, int], after: Mapping[Key, int]) -> None:
        """Put postings in the place of others, by person, account, day and origin."""
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        if not changed:
            return
        self._drop(posting, (key for key in before if key in changed))
        self._put(posting, {key: (amount,) for key, amount in after.items() if key in changed})
        deltas: dict[Pair, Counter[str]] = {}
        for key in sorted(changed):
            moved = deltas.setdefault(key[:2], Counter())
            moved[key[2]] += after.get(key, 0) - before.get(key, 0)
        self._move(deltas)

    def _move(self, deltas: Mapping[Pair, Mapping[str, int]]) -> None:
        """Carry changes of days into the checkpoints after them, and make those that are missing."""
        alone = {pair: next(iter(days.items())) for pair, days in deltas.items() if len(days) == 1}
        if alone:
            self._move_one(alone)
        if several := {pair: days for pair, days in deltas.items() if len(days) > 1}:
            self._move_several(several)

    def _move_one(self, deltas: Mapping[Pair, tuple[str, int]]) -> None:
        """One changed day for each pair: all checkpoints after it move alike, so the database moves them."""
        months = {pair: (month_of(day), next_month(month_of(day))) for pair, (day, _) in deltas.items()}
        beside = self._checkpoints(statements.checkpoints_beside, [(*pair, *two) for pair, two in months.items()], 4)
        shifts: list[dict[str, Any]] = []
        fresh: dict[Key, Key] = {}
        for pair, (day, delta) in deltas.items():
            month, after = months[pair]
            shifts.append(self._named(pair) | {"until": month, "day": day, "delta": delta})
            kept = {one.month: one for one in beside.get(pair, [])}
            if after not in kept:
                before = next(iter(kept.values()), _UNMOVED)
                fresh[*pair, after] = (before.value + delta, before.marked_on)
        shift = self._common.text("shift checkpoints", changes.shift_checkpoints)
        self._connection.run_many(shift, shifts)
        self._put(checkpoint, fresh)

    def _move_several(self, deltas: Mapping[Pair, Mapping[str, int]]) -> None:
        """Many changed days for each pair: the checkpoints after them are read, moved here, and written."""
        asked = [(*pair, month_of(min(days))) for pair, days in deltas.items()]
        since = self._checkpoints(statements.checkpoints_since, asked, 3)
        changed: list[dict[str, Any]] = []
        fresh: dict[Key, Key] = {}
        for pair, days in deltas.items():
            before = {one.month: one for one in since.get(pair, [])}
            for one in moved_checkpoints(since.get(pair, []), days):
                if one.month not in before:
                    fresh[*pair, one.month] = (one.value, one.marked_on)
                elif before[one.month] != one:
                    changed.append(self._named(pair) | {"at": one.month, "to": one.value})
        if changed:
            self._connection.run_many(self._common.text("set checkpoint", changes.set_checkpoint), changed)
        self._put(checkpoint, fresh)

    def _checkpoints(self, write: Writes, asked: Sequence[Key], width: int) -> dict[Pair, list[Checkpoint]]:
        found: dict[Pair, list[Checkpoint]] = {}
        for row in self._rows(write, **self._common.grammar.pack_rows("pairs", width, asked)):
            found.setdefault(row[:2], []).append(Checkpoint(*row[2:]))
        return found

    def _named(self, pair: Pair) -> dict[str, Any]:
        return {"company": self._company_id, "person": pair[0], "account": pair[1]}

    def _attend(self, days: Sequence[PersonDay], attended: Sequence[AttendanceDay]) -> None:
        grammar = self._common.grammar
        rows = self._rows(statements.attendance_on, **grammar.pack_rows("days", 2, list(dict.fromkeys(days))))
        before = {(row[1], row[0], row[2]): tuple(row[3:]) for row in rows}
        after = {
            (one.on_day, one.person_id, one.code): (
                *(one.duration_ms, one.entry_count, one.clocked_count, one.entry_key, one.modified_at),
            )
            for one in attended
        }
        self._drop(attendance, (key for key in before if before[key] != after.get(key)))
        self._put(attendance, {key: value for key, value in after.items() if before.get(key) != value})
        count = Counter(key[1] for key in after)
        count.subtract(key[1] for key in before)
        tally = {(person_id,): n for person_id, n in sorted(count.items()) if n}
        add_up(self._common, self._connection, self._company_id, attendance_tally, tally)

    def _drop(self, table: Table, keys: Iterable[Key]) -> None:
        drop_rows(self._common, self._connection, self._company_id, table, keys)

    def _put(self, table: Table, rows: Mapping[Key, Key]) -> None:
        put_rows(self._common, self._connection, self._company_id, table, rows)


def moved_checkpoints(kept: Sequence[Checkpoint], days: Mapping[str, int]) -> list[Checkpoint]:
    """A pair's checkpoints after changes of some days.

    ``kept`` are those that were there, from the last one before all the days on. A mark hides the days up to its own,
    so a checkpoint moves by the days after its mark alone. A month without a checkpoint saw nothing since the last
    one, so its standing was that one's.
    """
    ordered = sorted(days)
    sums = [0]
    for day in ordered:
        sums.append(sums[-1] + days[day])
    by_month = {one.month: one for one in kept}
    standing = _UNMOVED
    made: list[Checkpoint] = []
    for month in sorted(by_month.keys() | {next_month(month_of(day)) for day in ordered}):
        standing = by_month.get(month, standing)
        begin = bisect_left(ordered, f"{month}-01")
        hidden = bisect_left(ordered, f"{standing.marked_on}~") if standing.marked_on else 0
        delta = sums[begin] - sums[min(hidden, begin)]
        made.append(Checkpoint(month, standing.value + delta, standing.marked_on))
    return made
