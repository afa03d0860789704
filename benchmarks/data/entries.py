"""Years of time entries with everything that the application would have derived from them.

Written by day, as they would have come in. Postings and attendance are the rules' own; the running sums at the end of
each month are the checkpoints. Of every entry there is the event that tells of it.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from benchmarks.data.events import EVENT, Chain
from benchmarks.data.firm import Firm
from benchmarks.data.sinks import Row, Sink
from benchmarks.data.words import note
from benchmarks.sizes import Sizes, days_between
from dagsverke.domain.calendars import Assignment, instant_text, local_to_instant, next_month
from dagsverke.domain.causes import Cause
from dagsverke.domain.ledger import Day, Entry, Posting, attend_day, post_day
from dagsverke.domain.units import MS_PER_HOUR, price_of


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENTRY = _names(
    "company_id id key person_id cause_id attendance_code is_absence is_clocked on_day begins_at ends_at duration_ms "
    "billable_ms is_billable unit_price_e4 has_own_price cost_e4 note customer_id project_id created_at modified_at "
    "created_by_id modified_by_id"
)
POSTING = _names("company_id person_id account_id on_day origin amount")
CHECKPOINT = _names("company_id person_id account_id month value marked_on")
ATTENDANCE = _names("company_id on_day person_id code duration_ms entry_count clocked_count entry_key modified_at")
ENTRY_TALLY = _names("company_id on_day cause_id is_absence n")
ATTENDANCE_TALLY = _names("company_id person_id n")

FIRST = ("TID",) * 86 + ("SEM",) * 6 + ("SJK",) * 4 + ("VAB",) * 2 + ("KOM",) * 2
SECOND = ("OK1", "OT1", "RES", "BER", "MER", "OK2")
AMOUNTS = 0.08
"""The share of days without clock times, as payroll systems write them."""
DOUBLE = 0.12
"""The share of entries that are the second of their day."""
QUARTER_MS = MS_PER_HOUR // 4
PRICE_E4 = 6_500_000
COST_E4 = 2_500_000


@dataclass(slots=True)
class _Books:
    """What is carried from day to day."""

    sums: dict[tuple[int, int], int] = field(default_factory=dict)
    moved: set[tuple[int, int]] = field(default_factory=set)
    attended: Counter[int] = field(default_factory=Counter)
    known: dict[Any, list[Posting]] = field(default_factory=dict)


@dataclass(slots=True)
class _Written:
    """The rows of one day."""

    entries: list[Row] = field(default_factory=list)
    postings: list[Row] = field(default_factory=list)
    attendance: list[Row] = field(default_factory=list)
    tallies: Counter[tuple[int, bool]] = field(default_factory=Counter)


class Years:
    """The maker of one set of entries; the same seed makes the same."""

    def __init__(self, firm: Firm, sizes: Sizes, first_id: int, chain: Chain) -> None:
        self._firm = firm
        self._chain = chain
        self._company = firm.company
        self._sizes = sizes
        self._random = random.Random(3)
        self._books = _Books()
        self._accounts = [one for one in self._company.accounts.values() if one.factors or one.has_expected]
        (schedule,) = self._company.schedules.values()
        self._assigned = (Assignment(schedule.id, sizes.first_on.isoformat()),)
        self.last_id = first_id - 1

    def write(self, sink: Sink) -> None:
        """Write every row."""
        company_id = self._company.id
        days = [day for day in days_between(self._sizes.first_on, self._sizes.last_on) if day.weekday() < 5]
        written = 0
        for month, some in groupby(enumerate(days, start=1), key=lambda one: one[1].isoformat()[:7]):
            for number, day in some:
                wanted = self._sizes.entries * number // len(days)
                rows = self._day(day, wanted - written)
                written = wanted
                sink.write("time_entry", ENTRY, rows.entries)
                sink.write("event", EVENT, self._chain.added("time_entry", ENTRY, rows.entries))
                sink.write("posting", POSTING, rows.postings)
                sink.write("attendance", ATTENDANCE, rows.attendance)
                tallies = ((company_id, day.isoformat(), *which, n) for which, n in rows.tallies.items())
                sink.write("entry_tally", ENTRY_TALLY, tallies)
            sink.write("checkpoint", CHECKPOINT, self._checkpoints(next_month(month)))
        attended = ((company_id, *one) for one in self._books.attended.items())
        sink.write("attendance_tally", ATTENDANCE_TALLY, attended)
        sink.end_ids_at(self.last_id)

    def _checkpoints(self, month: str) -> Iterator[Row]:
        for person_id, account_id in sorted(self._books.moved):
            value = self._books.sums[person_id, account_id]
            yield self._company.id, person_id, account_id, month, value, None
        self._books.moved.clear()

    def _day(self, day: date, count: int) -> _Written:
        """One working day with so many entries in all."""
        doubles = min(round(count * DOUBLE), count // 2)
        persons = sorted(self._random.sample(self._firm.person_ids, count - doubles))
        twice = set(self._random.sample(persons, doubles))
        rows, on_day = _Written(), day.isoformat()
        expected_ms = self._company.timetable.expected_ms(self._assigned, on_day, on_day)
        clock = _Clock(day, self._company.zone)
        for person_id in persons:
            some = [self._first(rows, clock, person_id)]
            if person_id in twice:
                some.append(self._second(rows, clock, person_id))
            self._derive(rows, some, expected_ms)
        return rows

    def _first(self, rows: _Written, clock: "_Clock", person_id: int) -> Entry:
        code = self._random.choice(FIRST)
        is_clocked = code == "TID" and self._random.random() >= AMOUNTS
        begins = self._random.randrange(24, 36) if is_clocked else 0
        return self._entry(rows, clock, person_id, code, (begins, self._random.randrange(28, 37), is_clocked))

    def _second(self, rows: _Written, clock: "_Clock", person_id: int) -> Entry:
        span = (self._random.randrange(73, 80), self._random.randrange(2, 13), True)
        return self._entry(rows, clock, person_id, self._random.choice(SECOND), span)

    def _entry(self, rows: _Written, clock: "_Clock", person_id: int, code: str, span: tuple[int, int, bool]) -> Entry:
        """An entry of a span: its first quarter of the day, how many quarters, and whether it has clock times."""
        begins, quarters, is_clocked = span
        cause = self._company.causes_by_code[code]
        self.last_id += 1
        entry = Entry(
            id=self.last_id,
            key=f"{clock.epoch_s:08x}be9c4beef0{self.last_id & 0xFFFFFF:06x}",
            person_id=person_id,
            on_day=clock.on_day,
            cause_id=cause.id,
            duration_ms=quarters * QUARTER_MS,
            is_absence=cause.is_absence,
            is_clocked=is_clocked,
            attendance_code=cause.attendance_code,
            begins_at=clock.at(begins),
            modified_at=clock.evening,
        )
        ends_at = clock.at(begins + quarters) if is_clocked else None
        rows.entries.append(self._row(entry, cause, ends_at))
        rows.tallies[entry.cause_id, entry.is_absence] += 1
        return entry

    def _row(self, entry: Entry, cause: Cause, ends_at: str | None) -> Row:
        is_billable = cause.is_invoiceable
        place = self._random.randrange(len(self._firm.project_ids)) if is_billable else None
        customers = self._firm.customer_ids
        return (
            self._company.id,
            entry.id,
            entry.key,
            entry.person_id,
            entry.cause_id,
            entry.attendance_code,
            entry.is_absence,
            entry.is_clocked,
            entry.on_day,
            entry.begins_at,
            ends_at,
            entry.duration_ms,
            entry.duration_ms,
            is_billable,
            PRICE_E4,
            True,
            price_of(COST_E4, entry.duration_ms),
            note(self._random),
            customers[place % len(customers)] if place is not None else None,
            self._firm.project_ids[place] if place is not None else None,
            entry.modified_at,
            entry.modified_at,
            entry.person_id,
            entry.person_id,
        )

    def _derive(self, rows: _Written, some: list[Entry], expected_ms: int) -> None:
        """Postings and attendance of one person's day. Days alike post alike, so the rules are asked once for each."""
        likeness = (expected_ms, *((one.cause_id, one.duration_ms) for one in some))
        posted = self._books.known.get(likeness)
        if posted is None:
            day = Day(expected_ms, has_schedule=True)
            posted = self._books.known[likeness] = post_day(some, day, self._accounts, self._company.causes)
        company_id, person_id, on_day = self._company.id, some[0].person_id, some[0].on_day
        for one in posted:
            pair = person_id, one.account_id
            rows.postings.append((company_id, *pair, on_day, one.origin, one.amount))
            self._books.sums[pair] = self._books.sums.get(pair, 0) + one.amount
            self._books.moved.add(pair)
        for row in attend_day(some[0].on_day, some):
            counts = (row.duration_ms, row.entry_count, row.clocked_count, row.entry_key, row.modified_at)
            rows.attendance.append((company_id, on_day, person_id, row.code, *counts))
            self._books.attended[person_id] += 1


class _Clock:
    """The instants of one local day, by quarter of an hour."""

    def __init__(self, day: date, zone: Any) -> None:
        self.on_day = day.isoformat()
        start = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # local to the company
        self._at = [local_to_instant(start + timedelta(minutes=15 * number), zone) for number in range(4 * 24 + 1)]
        evening = start.replace(hour=18, tzinfo=zone)
        self.epoch_s = int(evening.timestamp())
        self.evening = instant_text(evening)

    def at(self, quarter: int) -> str:
        """The instant at which a quarter begins."""
        return self._at[quarter]
