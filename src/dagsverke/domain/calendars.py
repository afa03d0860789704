"""Days, zones and schedules: when a local day is, and how much of it a person was expected to work.

Days are ISO text (``2026-03-29``) and instants UTC text with milliseconds (``2026-03-29T01:30:00.000Z``), as at rest.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4, quotient

DAY_MIN = "1900-01-01"
DAY_MAX = "2199-12-31"
"""The days that the ledger accepts; anything outside is a slip of the pen, not work."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOLIDAY = "holiday"
"""The class of a public holiday, unless the company's calendar knows it as something else."""
EASTER_DAY = re.compile(r"easter(?:([+-])([0-9]{1,3}))?")
YEAR_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
EASTER_BEFORE_MAX, EASTER_AFTER_MAX = 80, 240
"""So many days from Easter Sunday (22 March to 25 April) is still in its year."""


def instant_text(moment: datetime) -> str:
    """An aware moment as UTC text with milliseconds, the form at rest and on the wire."""
    return f"{moment.astimezone(UTC).isoformat(timespec='milliseconds')[:23]}Z"


def parse_instant(text: str) -> datetime:
    """The aware UTC moment behind instant text."""
    return datetime.fromisoformat(text)


def local_to_instant(local: datetime, zone: tzinfo) -> str:
    """A naive local time as an instant.

    A time that the spring change of the clock skips is moved forward by the gap, one that the autumn change repeats
    is the first of the two (``fold=0`` gives both).
    """
    return instant_text(local.replace(tzinfo=zone, fold=0))


def local_day(instant: str, zone: tzinfo) -> str:
    """The local day on which an instant falls."""
    return parse_instant(instant).astimezone(zone).date().isoformat()


def midnight(day: str, zone: tzinfo) -> str:
    """The instant at which a local day begins."""
    return local_to_instant(datetime.fromisoformat(day), zone)


def plus_ms(instant: str, duration_ms: int) -> str:
    """The instant so many elapsed milliseconds later."""
    return instant_text(parse_instant(instant) + timedelta(milliseconds=duration_ms))


def elapsed_ms(begins_at: str, ends_at: str) -> int:
    """Elapsed milliseconds between two instants, also across a change of the clock."""
    return (parse_instant(ends_at) - parse_instant(begins_at)) // timedelta(milliseconds=1)


def next_day(day: str) -> str:
    """The day after."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def days_after(day: str, days: int) -> str:
    """The day so many days later, or before where they are less than nil."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def read_day(text: str, field: str) -> str:
    """A day as somebody wrote it. Raises Malformed, as the field's fault, for anything else and for absurd days."""
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Malformed("type", field, "is not a date of the form YYYY-MM-DD") from error
    if not DAY_MIN <= day <= DAY_MAX:
        raise Malformed("range", field, f"must fall between {DAY_MIN} and {DAY_MAX}")
    return day


def plus_months(day: str, months: int) -> str:
    """The same day of the month so many months later, or the month's last day where it has no such day."""
    this = date.fromisoformat(day)
    year, month = divmod(12 * this.year + this.month - 1 + months, 12)
    return date(year, month + 1, min(this.day, monthrange(year, month + 1)[1])).isoformat()


def years_after(day: str, years: int) -> str:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    return plus_months(day, 12 * years)


@lru_cache(maxsize=4096)  # of thousands of rows most name the same few days
def ordinal(day: str) -> int:
    """The number of a day, by which days are counted."""
    return date.fromisoformat(day).toordinal()


def day_of(number: int) -> str:
    """The day of a number."""
    return date.fromordinal(number).isoformat()


def month_of(day: str) -> str:
    """The month of a day, ``2026-03``."""
    return day[:7]


def next_month(month: str) -> str:
    """The month after ``2026-12`` is ``2027-01``."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1:04d}-01" if number == 12 else f"{year:04d}-{number + 1:02d}"  # noqa: PLR2004  # months


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rotating weeks of seven days, Monday first; each day is the milliseconds of work expected on it.

    ``spans_ms`` has the first and the last hour of each day, in milliseconds of the day, where they are known.
    """

    id: int
    weeks_ms: tuple[tuple[int, ...], ...]
    spans_ms: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """A day of the company's own: a date, a month and day of every year (``12-23``), or counted from Easter Sunday.

    ``share_e4`` of a schedule is expected on it; ``day_class`` is what agreements know it as. It holds on days from
    ``starts_on`` (empty: it always has) to ``ends_on``: what was expected before a rule was made stays as it was.
    """

    day: str
    name: str
    share_e4: int
    day_class: str = ""
    starts_on: str = ""
    ends_on: str | None = None

    def date_in(self, easter: date) -> date | None:
        """Its date in the year of an Easter Sunday; None where it has none, or does not hold on it."""
        found = _date_in(self.day, easter)
        if found is None or found.isoformat() < self.starts_on:
            return None
        return found if self.ends_on is None or found.isoformat() <= self.ends_on else None


def _date_in(day: str, easter: date) -> date | None:
    """The date of ``12-23``, ``easter-3`` or a whole date in the year of an Easter Sunday, if it has it."""
    if counted := EASTER_DAY.fullmatch(day):
        sign, days = counted.groups(default="0")
        return easter + timedelta(days=-int(days) if sign == "-" else int(days))
    try:
        found = date.fromisoformat(f"{easter.year:04d}-{day}" if YEAR_DAY.fullmatch(day) else day)
    except ValueError:
        return None
    return found if found.year == easter.year else None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person's schedule from a first day to a last day (both included; None is until further notice).

    ``rate_e4`` is the share of the schedule's hours that the person works.
    """

    schedule_id: int
    starts_on: str
    ends_on: str | None = None
    rate_e4: int = E4

    def goes_on(self, before: "Assignment") -> bool:
        """Whether it only goes on with the schedule of the one before (at another rate), and so with its weeks."""
        is_same = self.schedule_id == before.schedule_id
        return is_same and before.ends_on is not None and next_day(before.ends_on) == self.starts_on


@dataclass(slots=True)
class _Run:
    """Running sums of one schedule at one rate from one Monday on, extended as far as anyone has asked."""

    monday: int
    sums: list[int] = field(default_factory=lambda: [0])


class Timetable:
    """Expected time of one company: its schedules, and the share of them that each day asks for.

    Any span of days costs two look-ups, whatever its length. Safe to share: runs only ever grow.
    """

    def __init__(self, schedules: Mapping[int, Schedule], share_e4: Callable[[date], int]) -> None:
        self._schedules = schedules
        self._share_e4 = share_e4
        self._runs: dict[tuple[int, int, int, bool], _Run] = {}

    def has_schedule(self, assignments: Sequence[Assignment], day: str) -> bool:
        """Whether an assignment is in force on the day."""
        return any(one.starts_on <= day and (one.ends_on is None or day <= one.ends_on) for one in assignments)

    def expected_ms(self, assignments: Sequence[Assignment], first: str, last: str) -> int:
        """Milliseconds expected of a person on the days ``first <= day <= last``, absence not considered.

        Each day's part of the schedule and the person's rate are one share of it, rounded by the day: days add up.
        """
        return self._sum(assignments, first, last, has_calendar=True)

    def full_ms(self, assignments: Sequence[Assignment], first: str, last: str) -> int:
        """The same as if no day were a holiday or part of one: what a whole day of leave is measured by."""
        return self._sum(assignments, first, last, has_calendar=False)

    def hours_on(self, assignments: Sequence[Assignment], day: str) -> tuple[int, int] | None:
        """Between which milliseconds of the day a person is scheduled to work; None where nothing is expected."""
        for one, counts_from in _counted(assignments):
            if one.starts_on <= day and (one.ends_on is None or day <= one.ends_on):
                spans, at = self._schedules[one.schedule_id].spans_ms, date.fromisoformat(day)
                week, weekday = divmod(at.toordinal() - _monday(counts_from), 7)
                is_asked = bool(spans) and self.expected_ms(assignments, day, day) > 0
                return spans[week % len(spans)][weekday] if is_asked else None
        return None

    def _sum(self, assignments: Sequence[Assignment], first: str, last: str, *, has_calendar: bool) -> int:
        total = 0
        for one, counts_from in _counted(assignments):
            begin = max(first, one.starts_on)
            end = last if one.ends_on is None else min(last, one.ends_on)
            if begin <= end:
                run = self._run(one, counts_from, end, has_calendar=has_calendar)
                at, until = date.fromisoformat(begin).toordinal(), date.fromisoformat(end).toordinal()
                total += run.sums[until - run.monday + 1] - run.sums[at - run.monday]
        return total

    def _run(self, one: Assignment, counts_from: str, end: str, *, has_calendar: bool) -> _Run:
        """The run of an assignment whose weeks are counted from the week of a day, until ``end`` at least."""
        until, monday = date.fromisoformat(end).toordinal(), _monday(counts_from)
        run = self._runs.setdefault((one.schedule_id, monday, one.rate_e4, has_calendar), _Run(monday))
        if len(run.sums) <= until - monday + 1:
            self._extend(run, one, until, has_calendar=has_calendar)
        return run

    def _extend(self, run: _Run, one: Assignment, until: int, *, has_calendar: bool) -> None:
        sums = run.sums.copy()
        weeks = self._schedules[one.schedule_id].weeks_ms
        for ordinal in range(run.monday + len(sums) - 1, until + 1):
            week, weekday = divmod(ordinal - run.monday, 7)
            share_e4 = self._share_e4(date.fromordinal(ordinal)) if has_calendar else E4
            sums.append(sums[-1] + quotient(weeks[week % len(weeks)][weekday] * share_e4 * one.rate_e4, E4 * E4))
        run.sums = sums  # one assignment, so that another thread sees the old list or the new one whole


def _counted(assignments: Sequence[Assignment]) -> Iterator[tuple[Assignment, str]]:
    """Each assignment, and a day of the week from which its weeks are counted."""
    counts_from = ""
    before: Assignment | None = None
    for one in assignments:
        if before is None or not one.goes_on(before):
            counts_from = one.starts_on
        before = one
        yield one, counts_from


def _monday(day: str) -> int:
    """The ordinal of the Monday of a day's week."""
    at = date.fromisoformat(day)
    return at.toordinal() - at.weekday()
