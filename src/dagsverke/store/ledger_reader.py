"""Set-based reads of the ledger. What they mean is said in ``app.ports.LedgerReader``."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dagsverke.app.ports import Pair, PersonDay
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, Assignment, month_of
from dagsverke.domain.causes import NO_CAUSE
from dagsverke.domain.ledger import Checkpoint, Entry, Mark, Posting, Standing
from dagsverke.store import ledger_statements as statements
from dagsverke.store.connection import Common, Connection, Rows
from dagsverke.store.records import day_bounds


class StoredLedger:
    """The ledger of one company."""

    def __init__(self, common: Common, connection: Connection, company_id: int) -> None:
        self._common = common
        self._connection = connection
        self._company_id = company_id

    def assignments(self, person_ids: Sequence[int]) -> Mapping[int, Sequence[Assignment]]:
        """The live schedule assignments of each person, by first day."""
        found: dict[int, list[Assignment]] = {person_id: [] for person_id in person_ids}
        rows = self._rows("assignments", persons=self._common.grammar.pack(person_ids))
        for person_id, schedule_id, starts_on, ends_on in rows:
            found[person_id].append(Assignment(schedule_id, starts_on, ends_on))
        return found

    def standings(self, person_ids: Sequence[int], account_ids: Sequence[int], on: str) -> Mapping[Pair, Standing]:
        """What is posted and marked at the end of day ``on``.

        Every month with activity is followed by a checkpoint. So between the last one and the month of ``on``
        nothing happened, and that month's marks and postings are all that is to be added.
        """
        stretch = {"month": month_of(on), "first": f"{month_of(on)}-01", "on": on}
        found = {
            (person_id, account_id): Standing((value or 0) + int(posted or 0), marked_on)
            for person_id, account_id, value, marked_on, posted in self._rows(
                "standings", **self._pairs(person_ids, account_ids), **stretch
            )
            if value is not None or posted is not None
        }
        persons, accounts = set(person_ids), set(account_ids)
        for person_id, account_id, on_day, value, posted in self._rows("marks_within", **stretch):
            if person_id in persons and account_id in accounts:
                found[person_id, account_id] = Standing(value + int(posted or 0), on_day)
        return found

    def relief_after(
        self, person_ids: Sequence[int], account_ids: Sequence[int], after: str, until: str
    ) -> Mapping[Pair, int]:
        """The sum of relief postings on the days ``after < day <= until``."""
        if after >= until:
            return {}
        pairs = self._pairs(person_ids, account_ids)
        rows = self._rows("relief_after", **pairs, after=after, until=until)
        return {(person_id, account_id): int(relief) for person_id, account_id, relief in rows if relief is not None}

    def postings(self, person_id: int, account_id: int, after: str, until: str) -> Sequence[Posting]:
        """Postings on the days ``after < day <= until``, by day."""
        rows = self._rows("postings", person=person_id, account=account_id, after=after, until=until)
        return [
            Posting(person, account, on_day, amount, bool(eases)) for person, account, on_day, amount, eases in rows
        ]

    def checkpoints(self, person_id: int, account_id: int) -> Sequence[Checkpoint]:
        """The kept checkpoints of the pair, by month."""
        return [Checkpoint(*row) for row in self._rows("checkpoints", person=person_id, account=account_id)]

    def marks(self, person_id: int, account_id: int) -> Sequence[Mark]:
        """Every live mark of the pair, by day and then by import."""
        return [Mark(*row) for row in self._rows("marks", person=person_id, account=account_id)]

    def entries_between(self, person_id: int, after: str, until: str) -> Sequence[Entry]:
        """Live entries of one person on the days ``after < day <= until``, by day and begin."""
        after, until = max(after, _day_before(DAY_MIN)), min(until, DAY_MAX)
        if after >= until:
            return []
        bounds = {"day_from": f"{_day_before(after)}T", "day_until": day_bounds(until)[1]}
        return _entries(self._rows("entries_between", person=person_id, after=after, until=until, **bounds))

    def entries_on(self, days: Sequence[PersonDay]) -> Mapping[PersonDay, Sequence[Entry]]:
        """Live entries of the given persons on the given days."""
        asked = [(person_id, day, *day_bounds(day)) for person_id, day in dict.fromkeys(days)]
        found: dict[PersonDay, list[Entry]] = {}
        for entry in _entries(self._rows("entries_on", **self._common.grammar.pack_rows("days", 4, asked))):
            found.setdefault((entry.person_id, entry.on_day), []).append(entry)
        return found

    def _rows(self, name: str, **values: Any) -> Rows:
        sql = self._common.text(("ledger", name), getattr(statements, name))
        return self._connection.rows(sql, {"company": self._company_id, **values})

    def _pairs(self, person_ids: Sequence[int], account_ids: Sequence[int]) -> dict[str, Any]:
        pack_rows = self._common.grammar.pack_rows
        return pack_rows("persons", 1, [(one,) for one in dict.fromkeys(person_ids)]) | pack_rows(
            "accounts", 1, [(one,) for one in dict.fromkeys(account_ids)]
        )


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _entries(rows: Rows) -> list[Entry]:
    return [
        Entry(row_id, key, person, day, cause or NO_CAUSE, ms, bool(is_absence), bool(is_clocked), code, begin, changed)
        for row_id, key, person, day, cause, ms, is_absence, is_clocked, code, begin, changed in rows
    ]
