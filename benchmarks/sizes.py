"""How much is measured, and for how long."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from dagsverke.store.tables import METADATA

MAKER = 4
"""Raised whenever the data are made differently, so that kept ones are made anew."""
TIME_ACCOUNTS = 10
ROWS_OF_INVOICE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """One run. Spans of days include both ends; seconds are of one round of one contender."""

    persons: int
    entries: int
    customers: int
    projects: int
    work_orders: int
    invoices: int
    first_on: date
    last_on: date
    short_first_on: date  # the ledger with which the long one is compared begins here
    import_rows: int
    rounds: int
    seconds: float
    lone_requests: int  # at most so many in a round with one connection
    proofs: int  # so many persons' ledgers are checked against the rules
    starts: int
    installs: int

    def fingerprint(self) -> str:
        """The same for the same data: sizes, way of making, columns and indexes."""
        schema = [f"{table.name}({','.join(table.columns.keys())})" for table in METADATA.sorted_tables]
        for table in METADATA.sorted_tables:
            schema += sorted(f"{one.name} {[str(part) for part in one.expressions]}" for one in table.indexes)
        counts = (self.persons, self.entries, self.customers, self.projects, self.work_orders, self.invoices)
        parts = (MAKER, *counts, self.first_on, self.last_on, self.short_first_on, schema)
        return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()


FULL = Sizes(
    persons=1_000,
    entries=1_000_000,
    customers=100_000,
    projects=2_000,
    work_orders=20_000,
    invoices=200_000,
    first_on=date(2020, 1, 1),
    last_on=date(2024, 12, 31),
    short_first_on=date(2024, 1, 1),
    import_rows=100_000,
    rounds=5,
    seconds=3.0,
    lone_requests=20,
    proofs=3,
    starts=5,
    installs=2,  # the first warms the package cache, the last is reported
)
QUICK = Sizes(
    persons=40,
    entries=4_000,
    customers=500,
    projects=1_000,
    work_orders=1_000,
    invoices=2_000,
    first_on=date(2020, 1, 1),
    last_on=date(2024, 12, 31),
    short_first_on=date(2024, 1, 1),
    import_rows=2_000,
    rounds=1,
    seconds=0.3,
    lone_requests=3,
    proofs=1,
    starts=1,
    installs=1,
)


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
