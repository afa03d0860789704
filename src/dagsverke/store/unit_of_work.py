"""One request's changes. The rules are in ``app.ports.UnitOfWork``; the edge decides when they are committed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table

from dagsverke.app.access import Principal
from dagsverke.app.company import Company
from dagsverke.app.ports import LedgerWriter, Record
from dagsverke.app.queries import Query, Slice
from dagsverke.app.vacation_ports import VacationWriter
from dagsverke.domain.causes import NO_CAUSE
from dagsverke.store import row_statements as statements
from dagsverke.store.chain import append
from dagsverke.store.companies import company_of
from dagsverke.store.connection import Common, Transaction, single
from dagsverke.store.events import Change, Told, told_of
from dagsverke.store.ledger_writer import StoredLedgerWriter
from dagsverke.store.reader import StoreReader
from dagsverke.store.records import as_record, encoded, primary_values
from dagsverke.store.tables import SHEETS, Sheet
from dagsverke.store.tables.registers import COUNTED, row_tally
from dagsverke.store.tables.time import entry_tally
from dagsverke.store.tallies import add_up
from dagsverke.store.vacation import StoredVacationWriter

T = TypeVar("T")
_TALLIED = ("on_day", "cause_id", "is_absence")
_PASSING = frozenset({"session", "idempotency"})


class Stale(Exception):
    """The row was changed or withdrawn by somebody else since it was found; the store runs the work again."""


class StoreUnitOfWork(StoreReader):
    """Reads and writes in one transaction, bound to the principal's company."""

    ledger: LedgerWriter
    vacation: VacationWriter

    def __init__(self, common: Common, transaction: Transaction, principal: Principal) -> None:
        super().__init__(common, transaction.connection, principal.company_id)
        self._transaction = transaction
        self._tally: Counter[tuple[str, int, bool]] = Counter()
        self._rows: Counter[tuple[str]] = Counter()
        self._told: list[Told] = []
        self._mine: dict[tuple[Any, ...], dict[str, Any]] = {}  # what this unit of work has set of rows it changed
        self.principal = principal
        self.ledger = StoredLedgerWriter(common, transaction.connection, principal.company_id, self._forget_company)
        self.vacation = StoredVacationWriter(common, transaction.connection, principal.company_id)

    def _load_company(self) -> Company:
        """With what this transaction changed of it."""
        is_settled = self._company_id not in self._transaction.changed
        return company_of(self._common, self._connection, self._company_id, is_settled=is_settled)

    def _forget_company(self) -> None:
        vars(self).pop("company", None)

    def select(self, query: Query) -> Slice:
        """Answer a list query, this unit's own changes included."""
        self._count()
        return super().select(query)

    def next_number(self, series: str, at_least: int = 1) -> int:
        """The next number of a series. Whoever took one is waited for until its transaction ends."""
        sql = self._common.text("number", statements.numbering)
        bound = {"company_id": self._company_id, "name": series, "next": at_least + 1}
        return int(single(self._connection.rows(sql, bound)))

    def take_turn(self, what: str) -> None:
        """Wait for the other units of work that took a turn: a series that counts them has one row to be held."""
        self.next_number(f"turn at {what}")

    def new_key(self) -> str:
        """A fresh key."""
        return self._common.keys.key()

    def add(self, table: str, values: Mapping[str, Any]) -> int:
        """Insert a row and return its id (0 where rows of the table have none)."""
        return self.add_many(table, [values])[0]

    def add_many(self, table: str, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        """Insert many rows of the same columns; returns their ids in order."""
        if not rows:
            return []
        sheet = SHEETS[table]
        count = len(rows)
        ids = self._connection.next_ids(count) if "id" in sheet.names else [0] * count
        filled = [self._filled(sheet, row, row_id) for row, row_id in zip(rows, ids, strict=True)]
        names = tuple(filled[0])
        sql = self._common.text(("add", table, names), lambda _: statements.adding(sheet, names))
        self._connection.run_many(sql, filled)
        self._tell(sheet, "added", [(row, None, row) for row in filled])
        for row in filled if table == "time_entry" else ():
            self._tally[_tallied(row)] += 1
        if table in COUNTED:
            self._rows[table,] += count
        return [row.get("id", 0) for row in filled]

    def held(self, table: str, row: Record) -> Record:
        """The row as it is now, which nobody else changes until this unit of work ends."""
        self._guard(row)
        sheet = SHEETS[table]
        sql = self._common.text(("hold", table), lambda _: statements.holding(sheet))
        found = self._connection.rows(sql, primary_values(sheet, row))
        if not found:
            raise Stale(f"{table} {row.get('id')}")
        return as_record(sheet, found[0])

    def change(self, table: str, row: Record, values: Mapping[str, Any]) -> None:
        """Set columns of a row; nothing happens where they are so already."""
        self.change_many(table, [(row, values)])

    def change_many(self, table: str, changes: Sequence[tuple[Record, Mapping[str, Any]]]) -> None:
        """Set columns of many rows: one statement for each set of columns that changes.

        Where somebody else changed one of the rows since it was found the whole work is run again.
        """
        sheet = SHEETS[table]
        told: list[Change] = []
        updates: dict[tuple[str, ...], list[tuple[Record, Mapping[str, Any]]]] = {}
        for row, values in changes:
            self._guard(row)
            after = {name: value for name, value in values.items() if row[name] != value}
            if not after:
                continue
            by_id = values.get("modified_by_id", self.principal.person_id)  # also where it is who it was before
            stamp = {"modified_at": self.now, "modified_by_id": by_id}
            stamped = {**{name: value for name, value in stamp.items() if name in sheet.names}, **after}
            updates.setdefault(tuple(stamped), []).append((row, stamped))
            told.append((row, {name: row[name] for name in after}, after))
            if table == "time_entry" and not after.keys().isdisjoint(_TALLIED):
                self._tally[_tallied(row)] -= 1
                self._tally[_tallied({**row, **after})] += 1
        for names, some in updates.items():
            self._update(sheet, names, some)
        if told:
            self._tell(sheet, "changed", told)

    def withdraw(self, table: str, row: Record, by_id: int | None = None) -> None:
        """Leave the row as a tombstone; delete it where the table keeps none."""
        self.withdraw_many(table, [row], by_id)

    def withdraw_many(self, table: str, rows: Sequence[Record], by_id: int | None = None) -> None:
        """Leave rows of one table as tombstones; delete them where it keeps none."""
        if not rows:
            return
        for row in rows:
            self._guard(row)
        sheet = SHEETS[table]
        if sheet.tomb is None:
            sql = self._common.text(("delete", table), lambda _: statements.deleting(sheet))
            self._connection.run_many(sql, [primary_values(sheet, row) for row in rows])
        else:
            self._bury(sheet, rows, self.principal.person_id if by_id is None else by_id)
        self._tell(sheet, "withdrawn", [(row, row, None) for row in rows])
        for row in rows if table == "time_entry" else ():
            self._tally[_tallied(row)] -= 1
        if table in COUNTED:
            self._rows[table,] -= len(rows)

    def forget(self, table: str, column: str, before: str) -> None:
        """Delete rows of passing things whose column is less than an instant."""
        if table not in _PASSING:
            raise ValueError(f"{table} is kept")
        sql = self._common.text(("forget", table, column), lambda _: statements.forgetting(SHEETS[table], column))
        self._connection.run(sql, {"company": self._company_id, "before": before})

    def attempt(self, work: Callable[[], T]) -> T:
        """Run work so that an exception in it undoes its own changes only."""
        tally, rows, mine, told = self._tally.copy(), self._rows.copy(), self._mine.copy(), len(self._told)
        self._connection.run("SAVEPOINT attempt", {})
        try:
            result = work()
        except BaseException:
            self._connection.run("ROLLBACK TO SAVEPOINT attempt", {})
            self._connection.run("RELEASE SAVEPOINT attempt", {})
            self._tally, self._rows, self._mine = tally, rows, mine
            del self._told[told:]
            self._forget_company()
            raise
        self._connection.run("RELEASE SAVEPOINT attempt", {})
        return result

    def settle(self) -> None:
        """Write the counters of rows and then the events. Last, so that units of work wait for each other shortly."""
        self._count()
        if self._told:
            append(self._common, self._transaction, self._company_id, self._told)
            self._told = []

    def _count(self) -> None:
        """Write the counters, in order."""
        counters: tuple[tuple[Table, Counter[Any]], ...] = ((entry_tally, self._tally), (row_tally, self._rows))
        for table, counter in counters:
            changes = {key: n for key, n in sorted(counter.items()) if n}
            counter.clear()
            add_up(self._common, self._connection, self._company_id, table, changes)

    def _filled(self, sheet: Sheet, row: Mapping[str, Any], row_id: int) -> dict[str, Any]:
        """The row with company, id, key, instants and creator where it says nothing of them."""
        now = self.now
        filled: dict[str, Any] = {"company_id": self._company_id}
        stamp = {"id": row_id, "created_at": now, "modified_at": now, "created_by_id": self.principal.person_id}
        filled |= {name: value for name, value in stamp.items() if name in sheet.names}
        if "key" in sheet.names and "key" not in row:
            filled["key"] = self._common.keys.key()
        filled |= {name: encoded(sheet, name, value) for name, value in row.items()}
        self._guard(filled)
        return filled

    def _guard(self, row: Record) -> None:
        if row["company_id"] != self._company_id:
            raise ValueError("a row of another company")

    def _update(
        self, sheet: Sheet, names: tuple[str, ...], changes: Sequence[tuple[Record, Mapping[str, Any]]]
    ) -> None:
        sql = self._common.text(("change", sheet.table.name, names), lambda _: statements.changing(sheet, names))
        all_bound = []
        for row, values in changes:
            seen = self._as_seen(sheet, row)
            bound = {f"seen_{name}": encoded(sheet, name, seen[name]) for name in names}
            bound |= {f"to_{name}": encoded(sheet, name, value) for name, value in values.items()}
            all_bound.append(bound | primary_values(sheet, row))
            self._mine[_place(sheet, row)] = {**self._mine.get(_place(sheet, row), {}), **values}
        if self._connection.run_many(sql, all_bound) != len(changes):
            raise Stale(f"{sheet.table.name} {' '.join(str(row.get('id')) for row, _ in changes)}")

    def _as_seen(self, sheet: Sheet, row: Record) -> Record:
        """The row as it was found, but for what this unit of work changed of it since."""
        return {**row, **self._mine.get(_place(sheet, row), {})}

    def _bury(self, sheet: Sheet, rows: Sequence[Record], who: int | None) -> None:
        sql = self._common.text(("bury", sheet.table.name), lambda grammar: statements.burying(grammar, sheet))
        seen = [(row["id"], self._as_seen(sheet, row).get("modified_at", "")) for row in rows]
        values = {"company": self._company_id, "now": self.now, "who": who}
        if self._connection.run(sql, values | self._common.grammar.pack_rows("rows", 2, seen)) != len(rows):
            raise Stale(f"{len(rows)} of {sheet.table.name}, the first of them {rows[0]['id']}")

    def _tell(self, sheet: Sheet, what: str, changes: Sequence[Change]) -> None:
        """Note the events, which are written when all is done, and where the rules of the company changed."""
        if not sheet.is_silent:
            self._told += [told_of(self.principal, self.now, sheet, what, change) for change in changes]
        if sheet.is_rule:
            self._connection.run(self._common.text("bump", statements.bumping), {"company": self._company_id})
            self._transaction.changed.add(self._company_id)
            self._forget_company()


def _place(sheet: Sheet, row: Record) -> tuple[Any, ...]:
    return sheet.table.name, *(row[name] for name in sheet.primary)


def _tallied(row: Mapping[str, Any]) -> tuple[str, int, bool]:
    return row["on_day"], row.get("cause_id") or NO_CAUSE, bool(row.get("is_absence", False))
