"""Reads of one company."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from dagsverke.app.company import Company
from dagsverke.app.event_ports import EventReader
from dagsverke.app.ports import LedgerReader, Record
from dagsverke.app.queries import Condition, Page, Query, Row, Slice, Sums
from dagsverke.app.vacation_ports import VacationReader
from dagsverke.domain.calendars import instant_text
from dagsverke.store.companies import company_of
from dagsverke.store.connection import Common, Connection, Rows, single
from dagsverke.store.event_reader import StoredEvents
from dagsverke.store.ledger_reader import StoredLedger
from dagsverke.store.plans import Plan, SumsPlan
from dagsverke.store.records import find_records
from dagsverke.store.totals import day_start, pieces, span_of
from dagsverke.store.vacation import StoredVacation
from dagsverke.store.views import COLLECTIONS


class StoreReader:
    """Reads through one connection, bound to one company."""

    def __init__(self, common: Common, connection: Connection, company_id: int) -> None:
        self._common = common
        self._connection = connection
        self._company_id = company_id
        self.now = instant_text(common.clock.now())
        self.ledger: LedgerReader = StoredLedger(common, connection, company_id)
        self.events: EventReader = StoredEvents(common, connection, company_id)
        self.vacation: VacationReader = StoredVacation(common, connection, company_id)

    def _load_company(self) -> Company:
        return company_of(self._common, self._connection, self._company_id)

    # Read when it is first needed. The cast says what the descriptor gives.
    company: Company = cast("Company", cached_property(lambda self: self._load_company()))

    def select(self, query: Query) -> Slice:
        """Answer a list query."""
        plan = self._common.plans.of(query)
        values = self._values(plan, query.where)
        page = query.page
        if page is None:
            rows = self._connection.rows(plan.rows, values)
            return Slice(rows, len(rows))
        rows, total = self._page(query, plan, values, page)
        if not query.with_total:
            return Slice(rows, len(rows))
        if len(rows) < page.size and (rows or page.offset == 0):
            return Slice(rows, page.offset + len(rows))
        return Slice(rows, self._total(query, plan, values) if total is None else total)

    def sums(self, query: Sums) -> Sequence[Row]:
        """Count and sum rows."""
        plan = self._common.plans.of_sums(query)
        return self._connection.rows(plan.rows, self._values(plan, query.where))

    def _values(self, plan: Plan | SumsPlan, where: Sequence[Condition]) -> dict[str, Any]:
        """The parameters of a plan."""
        values: dict[str, Any] = {"company": self._company_id}
        for name, at, encode in plan.binds:
            values[name] = encode(where[at].value)
        for name, at, later in plan.days:
            values[name] = day_start(where[at].value, self.company.zone, later)
        return values

    def find(self, table: str, **equals: Any) -> Record | None:
        """The live row with these column values, or None."""
        found = find_records(self._common, self._connection, self._company_id, table, equals)
        if len(found) > 1:
            raise LookupError(f"more than one {table} with {sorted(equals)}")
        return found[0] if found else None

    def find_all(self, table: str, **equals: Any) -> Sequence[Record]:
        """Every live row with these column values, by id."""
        return find_records(self._common, self._connection, self._company_id, table, equals)

    def _page(self, query: Query, plan: Plan, values: Mapping[str, Any], page: Page) -> tuple[Rows, int | None]:
        """The rows of a page, and the total where it was found with them."""
        window = {**values, "size": page.size, "offset": page.offset}
        if not plan.keys:
            return self._connection.rows(plan.rows, window), None
        keys = self._connection.rows(plan.keys[0], window)
        for statement, count in zip(plan.keys[1:], plan.counts, strict=True):
            if len(keys) < page.size:
                before = single(self._connection.rows(count, values))
                window |= {"size": page.size - len(keys), "offset": max(0, page.offset - before)}
                keys += self._connection.rows(statement, window)
        if not keys:
            return [], None
        width, total = len(COLLECTIONS[query.collection].key), None
        if plan.has_total:
            total, keys = keys[0][width], [key[:width] for key in keys]
        packed = self._common.grammar.pack_rows("page", width, keys)
        return self._connection.rows(plan.rows, {"company": self._company_id, **packed}), total

    def _total(self, query: Query, plan: Plan, values: dict[str, Any]) -> int:
        totals = plan.totals
        if totals.tally is None:
            return int(single(self._connection.rows(totals.count, values)))
        if totals.edge is None:
            return int(single(self._connection.rows(totals.tally, values)))
        zone = self.company.zone
        (first_on, end_on), edges = pieces(span_of(query.where, zone), zone)
        days = {**values, "first_on": first_on, "end_on": end_on}
        total = single(self._connection.rows(totals.tally, days))
        for edge in edges:
            total += single(self._connection.rows(totals.edge, {**values, "first_at": edge.first, "end_at": edge.end}))
        return int(total)
