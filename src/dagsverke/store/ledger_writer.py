"""The ledger inside a unit of work: postings replaced day by day, and the checkpoints after them moved."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from dagsverke.app.ports import Pair, PersonDay
from dagsverke.domain.calendars import month_of, next_month
from dagsverke.domain.ledger import AttendanceDay, Checkpoint, Posting, Standing, fold
from dagsverke.store import ledger_statements as statements
from dagsverke.store.ledger_reader import StoredLedger
from dagsverke.store.tables.time import attendance, attendance_tally, checkpoint, posting
from dagsverke.store.tallies import add_up

_EVER = "9999-12-31"
Key = tuple[Any, ...]


class StoredLedgerWriter(StoredLedger):
    """Reads and writes of the ledger in one transaction. The rules are in ``app.ports.LedgerWriter``."""

    def hold(self, person_ids: Sequence[int]) -> None:
        """Let no other unit of work change these persons' ledgers until this one ends."""
        self._connection.hold(self._company_id, sorted(set(person_ids)))

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

    def rebuild(self, person_id: int, account_id: int, since: str) -> None:
        """Fold the pair's checkpoints anew from the month of day ``since`` on."""
        month = month_of(since)
        earlier = [one for one in self.checkpoints(person_id, account_id) if one.month <= month]
        opening = earlier[-1] if earlier else Checkpoint("", 0, None)
        first = f"{opening.month}-00"  # before the first day of that month
        kept = fold(
            self.postings(person_id, account_id, first, _EVER),
            [one for one in self.marks(person_id, account_id) if one.on_day > first],
            Standing(opening.value, opening.marked_on),
        )
        pair = {"company": self._company_id, "person": person_id, "account": account_id}
        forget = self._common.text("forget checkpoints", statements.forget_checkpoints)
        self._connection.run(forget, {**pair, "month": opening.month})
        rows = {(person_id, account_id, one.month): (one.value, one.marked_on) for one in kept}
        self._put(checkpoint, rows)

    def _post(self, days: Sequence[PersonDay], postings: Sequence[Posting]) -> None:
        grammar = self._common.grammar
        accounts = self._accounts()
        asked = [(person_id, account_id, day) for person_id, day in dict.fromkeys(days) for account_id in accounts]
        rows = self._rows("postings_on", **grammar.pack_rows("days", 3, asked))
        before = {(*row[:3], bool(row[3])): row[4] for row in rows}
        after = {(one.person_id, one.account_id, one.on_day, one.is_relief): one.amount for one in postings}
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

    def _accounts(self) -> Sequence[int]:
        rows = self._connection.rows(
            self._common.text("account ids", statements.account_ids), {"company": self._company_id}
        )
        return [row[0] for row in rows]

    def _move(self, deltas: Mapping[Pair, Counter[str]]) -> None:
        """Carry changes of days into the checkpoints after them, and make those that are missing."""
        asked = [(*pair, month_of(min(days))) for pair, days in deltas.items()]
        kept: dict[Pair, list[Checkpoint]] = {}
        for row in self._rows("checkpoints_since", **self._common.grammar.pack_rows("pairs", 3, asked)):
            kept.setdefault(row[:2], []).append(Checkpoint(*row[2:]))
        stale: list[Key] = []
        fresh: dict[Key, Key] = {}
        for pair, days in deltas.items():
            before = {one.month: one for one in kept.get(pair, [])}
            for one in moved_checkpoints(kept.get(pair, []), days):
                if before.get(one.month) != one:
                    fresh[*pair, one.month] = (one.value, one.marked_on)
                    stale += [(*pair, one.month)] if one.month in before else []
        self._drop(checkpoint, stale)
        self._put(checkpoint, fresh)

    def _attend(self, days: Sequence[PersonDay], attended: Sequence[AttendanceDay]) -> None:
        grammar = self._common.grammar
        rows = self._rows("attendance_on", **grammar.pack_rows("days", 2, list(dict.fromkeys(days))))
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
        names = [f"pk_{column.name}" for column in table.primary_key]
        values = [dict(zip(names, (self._company_id, *key), strict=True)) for key in keys]
        if values:
            sql = self._common.text(("drop", table.name), lambda _: statements.drop(table))
            self._connection.run_many(sql, values)

    def _put(self, table: Table, rows: Mapping[Key, Key]) -> None:
        names = [column.name for column in table.c]
        values = [dict(zip(names, (self._company_id, *key, *rest), strict=True)) for key, rest in rows.items()]
        if values:
            sql = self._common.text(("put", table.name), lambda _: statements.put(table))
            self._connection.run_many(sql, values)


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
    standing = Checkpoint("", 0, None)
    made: list[Checkpoint] = []
    for month in sorted(by_month.keys() | {next_month(month_of(day)) for day in ordered}):
        standing = by_month.get(month, standing)
        begin = bisect_left(ordered, f"{month}-01")
        hidden = bisect_left(ordered, f"{standing.marked_on}~") if standing.marked_on else 0
        delta = sums[begin] - sums[min(hidden, begin)]
        made.append(Checkpoint(month, standing.value + delta, standing.marked_on))
    return made
