"""Days, zones and schedules: when a local day is, and how much of it a person was expected to work.

Days are ISO text (``2026-03-29``) and instants UTC text with milliseconds (``2026-03-29T01:30:00.000Z``), as at rest.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from dagsverke.domain.units import E4

DAY_MIN = "1900-01-01"
DAY_MAX = "2199-12-31"
"""The days that the ledger accepts; anything outside is a slip of the pen, not work."""


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
    """The day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def plus_months(day: str, months: int) -> str:
    """The same day of the month so many months later, or the month's last day where it has no such day."""
    this = date.fromisoformat(day)
    year, month = divmod(12 * this.year + this.month - 1 + months, 12)
    return date(year, month + 1, min(this.day, monthrange(year, month + 1)[1])).isoformat()


def month_of(day: str) -> str:
    """The month of a day, ``2026-03``."""
    return day[:7]


def next_month(month: str) -> str:
    """The month after ``2026-12`` is ``2027-01``."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1:04d}-01" if number == 12 else f"{year:04d}-{number + 1:02d}"  # noqa: PLR2004  # months


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rotating weeks of seven days, Monday first; each day is the milliseconds of work expected on it."""

    id: int
    weeks_ms: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """A day of the company's own: a date, a month and day of every year (``12-23``), or counted from Easter Sunday.

    ``share_e4`` of a schedule is expected on it; ``day_class`` is what agreements know it as.
    """

    day: str
    name: str
    share_e4: int
    day_class: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person's schedule from a first day to a last day (both included; None is until further notice).

    ``rate_e4`` is the share of the schedule's hours that the person works.
    """

    schedule_id: int
    starts_on: str
    ends_on: str | None = None
    rate_e4: int = E4


@dataclass(slots=True)
class _Run:
    """Running sums of one schedule from one Monday on, extended as far as anyone has asked."""

    monday: int
    sums: list[int] = field(default_factory=lambda: [0])


class Timetable:
    """Expected time of one company: its schedules, less the public holidays of its country.

    Any span of days costs two look-ups, whatever its length. Safe to share: runs only ever grow.
    """

    def __init__(self, schedules: Mapping[int, Schedule], is_holiday: Callable[[date], bool]) -> None:
        self._schedules = schedules
        self._is_holiday = is_holiday
        self._runs: dict[tuple[int, int], _Run] = {}

    def has_schedule(self, assignments: Sequence[Assignment], day: str) -> bool:
        """Whether an assignment is in force on the day."""
        return any(one.starts_on <= day and (one.ends_on is None or day <= one.ends_on) for one in assignments)

    def expected_ms(self, assignments: Sequence[Assignment], first: str, last: str) -> int:
        """Scheduled milliseconds on the days ``first <= day <= last``, holidays at nil, absence not considered."""
        total = 0
        for one in assignments:
            begin = max(first, one.starts_on)
            end = last if one.ends_on is None else min(last, one.ends_on)
            if begin <= end:
                total += self._between(one, date.fromisoformat(begin).toordinal(), date.fromisoformat(end).toordinal())
        return total

    def _between(self, one: Assignment, begin: int, end: int) -> int:
        starts_on = date.fromisoformat(one.starts_on)
        monday = starts_on.toordinal() - starts_on.weekday()
        run = self._runs.setdefault((one.schedule_id, monday), _Run(monday))
        if len(run.sums) <= end - monday + 1:
            self._extend(run, self._schedules[one.schedule_id], end)
        return run.sums[end - monday + 1] - run.sums[begin - monday]

    def _extend(self, run: _Run, schedule: Schedule, end: int) -> None:
        sums = run.sums.copy()
        weeks = schedule.weeks_ms
        for ordinal in range(run.monday + len(sums) - 1, end + 1):
            week, weekday = divmod(ordinal - run.monday, 7)
            is_free = self._is_holiday(date.fromordinal(ordinal))
            sums.append(sums[-1] + (0 if is_free else weeks[week % len(weeks)][weekday]))
        run.sums = sums  # one assignment, so that another thread sees the old list or the new one whole
