"""A ledger in which every person moves every time account every day; nothing else stands in it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from benchmarks.data.entries import CHECKPOINT
from benchmarks.data.firm import Firm
from benchmarks.data.sinks import Row, Sink
from benchmarks.sizes import days_between
from dagsverke.domain.calendars import next_month

MODULUS = 7_200_000
"""Amounts are spread evenly over two hours, from half an hour below nil."""
BELOW = 1_800_001
PER_PERSON = 7_919
PER_ACCOUNT = 104_729
PER_DAY = 1_299_709

POST = f"""
    INSERT INTO posting (company_id, person_id, account_id, on_day, origin, amount)
    SELECT person.company_id, person.id, account.id, benchmark_day.on_day, 0,
        (person.id * {PER_PERSON} + account.id * {PER_ACCOUNT} + benchmark_day.share) % {MODULUS} - {BELOW}
    FROM person CROSS JOIN account CROSS JOIN benchmark_day
    WHERE account.company_id = person.company_id AND account.kind = 'time'
"""  # noqa: S608  # the numbers above
IN_ORDER = " ORDER BY person.company_id, person.id, account.id, benchmark_day.on_day"
"""The order of the primary key, in which rows are written fastest."""


def write_ledger(sink: Sink, firm: Firm, first: date, last: date) -> None:
    """Write a posting for every person, time account and day, and the checkpoints that follow."""
    days = days_between(first, last)
    sink.run("CREATE TEMPORARY TABLE benchmark_day (on_day TEXT, share BIGINT)")
    shares = [number * PER_DAY % MODULUS for number in range(len(days))]
    on_days = [day.isoformat() for day in days]
    sink.write("benchmark_day", ("on_day", "share"), zip(on_days, shares, strict=True))
    sink.run(POST if sink.keeps_order else POST + IN_ORDER)
    months = [
        (next_month(month), [share for _, share in some])
        for month, some in groupby(zip(on_days, shares, strict=True), key=lambda one: one[0][:7])
    ]
    sink.write("checkpoint", CHECKPOINT, _checkpoints(firm, months))


def _checkpoints(firm: Firm, months: Sequence[tuple[str, list[int]]]) -> Iterator[Row]:
    accounts = [one.id for one in firm.company.accounts.values() if one.kind == "time"]
    for person_id in firm.person_ids:
        for account_id in accounts:
            base, value = person_id * PER_PERSON + account_id * PER_ACCOUNT, 0
            for month, shares in months:
                value += sum((base + share) % MODULUS for share in shares) - BELOW * len(shares)
                yield firm.company.id, person_id, account_id, month, value, None
