"""A person's year on one sheet: what was expected, worked and away on each day, and the balance at the end of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dagsverke.app.balances import balance, today
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Sums
from dagsverke.domain.calendars import days_after, month_of, next_day
from dagsverke.domain.causes import Account, Cause
from dagsverke.domain.ledger import RELIEF


@dataclass(slots=True)
class SheetDay:
    """One day: milliseconds scheduled, away and worked, and the balance at its end."""

    on_day: str
    scheduled_ms: int = 0
    absent_ms: int = 0
    worked_ms: int = 0
    balance_ms: int = 0
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class SheetMonth:
    """A month's days, and their sums."""

    month: str
    days: Sequence[SheetDay]

    @property
    def scheduled_ms(self) -> int:
        """What the schedule has."""
        return sum(one.scheduled_ms for one in self.days)

    @property
    def absent_ms(self) -> int:
        """Time away."""
        return sum(one.absent_ms for one in self.days)

    @property
    def worked_ms(self) -> int:
        """Time worked."""
        return sum(one.worked_ms for one in self.days)

    @property
    def balance_ms(self) -> int:
        """The balance at the month's end."""
        return self.days[-1].balance_ms


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A calendar year; ``by_cause`` is all of its time by what it is called."""

    year: int
    opening_ms: int
    months: Sequence[SheetMonth]
    by_cause: Mapping[str, int] = field(default_factory=dict)

    @property
    def days(self) -> Iterator[SheetDay]:
        """Every day."""
        return (day for month in self.months for day in month.days)


def year_sheet(reader: Reader, person_id: int, account: Account, year: int) -> YearSheet:
    """The sheet of a year, for an account from which expected time is subtracted. A fixed number of statements."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    before = days_after(first, -1)
    opening_ms = balance(reader, person_id, account, before)
    days = _days(reader, person_id, first, last)
    by_cause = _add_time(reader, person_id, days)
    _run_balance(reader, person_id, account, opening_ms, days)
    months: dict[str, list[SheetDay]] = defaultdict(list)
    for day in days.values():
        months[month_of(day.on_day)].append(day)
    return YearSheet(year, opening_ms, [SheetMonth(name, some) for name, some in months.items()], by_cause)


def _days(reader: Reader, person_id: int, first: str, last: str) -> dict[str, SheetDay]:
    assigned = reader.ledger.assignments([person_id]).get(person_id, ())
    timetable, day = reader.company.timetable, first
    found = {}
    while day <= last:
        found[day] = SheetDay(day, timetable.expected_ms(assigned, day, day))
        day = next_day(day)
    return found


def _add_time(reader: Reader, person_id: int, days: Mapping[str, SheetDay]) -> dict[str, int]:
    """Add what was recorded to its days; returns the sums by cause, the longest first."""
    on_days = list(days)
    where = (
        Condition("person_id", "eq", person_id),
        Condition("on_day", "ge", on_days[0]),
        Condition("on_day", "le", on_days[-1]),
    )
    sums: dict[str, int] = defaultdict(int)
    found = reader.sums(Sums("time_entry", ("duration_ms",), ("on_day", "cause_id", "is_absence"), where))
    for on_day, cause_id, is_absence, _, duration_ms in found:
        cause: Cause | None = reader.company.causes.get(cause_id) if cause_id else None
        sums[cause.name if cause else ""] += duration_ms
        if is_absence:
            days[on_day].absent_ms += duration_ms
        elif cause is None or cause.is_worked:
            days[on_day].worked_ms += duration_ms
    return dict(sorted(sums.items(), key=lambda one: -one[1]))


def _run_balance(
    reader: Reader, person_id: int, account: Account, opening_ms: int, days: Mapping[str, SheetDay]
) -> None:
    """Carry the balance from day to day: a mark overrides its day, else postings come on and expected time goes off."""
    on_days, now_on = list(days), today(reader)
    posted: dict[str, int] = defaultdict(int)
    for one in reader.ledger.postings(person_id, account.id, days_after(on_days[0], -1), on_days[-1]):
        if one.origin != RELIEF or one.on_day <= now_on:
            posted[one.on_day] += one.amount
    marks = {one.on_day: one.value for one in reader.ledger.marks(person_id, account.id)}
    value = opening_ms
    for day in days.values():
        expected_ms = day.scheduled_ms if account.has_expected and day.on_day <= now_on else 0
        value += posted[day.on_day] - expected_ms
        if day.on_day in marks:
            value, day.is_marked = marks[day.on_day], True
        day.balance_ms = value
