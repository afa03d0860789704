"""How much work is too much: the limits of the law on working hours, and of agreements that say otherwise.

The Swedish one is arbetstidslagen (1982:673), the Finnish one työaikalaki (872/2019).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from dagsverke.domain.calendars import days_after, month_of, next_day, next_month, plus_months, read_day
from dagsverke.domain.errors import Malformed, check_range
from dagsverke.domain.units import MS_PER_HOUR, quotient

LimitClass = Literal["overtime", "extra", "on_call"]
LIMIT_CLASSES: tuple[LimitClass, ...] = ("overtime", "extra", "on_call")
AS_WORKED = "as_worked"
"""The class of absence that counts as work in the average: vacation and sickness (1982:673 § 10 b)."""
DAYS_OF_WEEK = 7
DAYS_OF_FOUR_WEEKS = 28
PERCENT = 100
_TERMS_MAX = 256
"""For so many limits and periods is kept what is the same for everybody."""

LAWS = ("SE", "FI")
RECKONINGS = ("month", "four_weeks")
_RANGES = {"h": (0, 8_784), "months": (1, 12), "min": (0, 7 * 1440 - 1), "percent": (1, PERCENT)}
"""What a figure may be, by how its name ends."""


@dataclass(frozen=True, slots=True)
class HourLimits:
    """Limits in hours, 0 for none; the defaults are those of the Swedish law.

    ``reckoned_by`` says whether overtime, extra time and on-call time are held to the calendar month or to periods of
    four weeks, counted from the day ``four_weeks_from``: the law leaves the choice. ``week_begins_min`` are minutes
    after midnight to Monday at which the seven days begin in which weekly rest is looked for. Near is what reaches so
    many per cent of a limit; for the average another figure, for a week of forty hours is no warning.
    """

    law: Literal["SE", "FI"] = "SE"
    reckoned_by: Literal["month", "four_weeks"] = "month"
    four_weeks_from: str = "2024-01-01"
    overtime_of_month_h: int = 50
    overtime_of_four_weeks_h: int = 48
    overtime_of_year_h: int = 200
    special_overtime_of_year_h: int = 150  # beyond those, for particular reasons
    extra_of_month_h: int = 50
    extra_of_four_weeks_h: int = 48
    extra_of_year_h: int = 200
    special_extra_of_year_h: int = 150
    on_call_of_month_h: int = 50
    on_call_of_four_weeks_h: int = 48
    week_average_h: int = 48
    average_months: int = 4
    daily_rest_h: int = 11
    weekly_rest_h: int = 36
    week_begins_min: int = 0
    near_percent: int = 80
    near_average_percent: int = 95

    def __post_init__(self) -> None:
        """Refuse by name what no agreement can say."""
        for name, known in (("law", LAWS), ("reckoned_by", RECKONINGS)):
            if getattr(self, name) not in known:
                raise Malformed("range", f"limits.{name}", f"must be one of {', '.join(known)}")
        read_day(self.four_weeks_from, "limits.four_weeks_from")
        for one in fields(self):
            if range_ := _RANGES.get(one.name.rpartition("_")[2]):
                check_range(f"limits.{one.name}", getattr(self, one.name), *range_)


FINNISH = HourLimits(
    law="FI",
    overtime_of_month_h=0,
    overtime_of_four_weeks_h=0,
    overtime_of_year_h=0,
    special_overtime_of_year_h=0,
    extra_of_month_h=0,
    extra_of_four_weeks_h=0,
    extra_of_year_h=0,
    special_extra_of_year_h=0,
    on_call_of_month_h=0,
    on_call_of_four_weeks_h=0,
    weekly_rest_h=35,
)
"""What the Finnish law says: the average and rest, and no limits on overtime by itself (872/2019 §§ 18, 25, 27)."""

_SOURCES = {
    ("SE", "overtime_of_month"): "1982:673 § 8",
    ("SE", "overtime_of_four_weeks"): "1982:673 § 8",
    ("SE", "overtime_of_year"): "1982:673 § 8",
    ("SE", "special_overtime_of_year"): "1982:673 § 8 a",
    ("SE", "extra_of_month"): "1982:673 § 10",
    ("SE", "extra_of_four_weeks"): "1982:673 § 10",
    ("SE", "extra_of_year"): "1982:673 § 10",
    ("SE", "special_extra_of_year"): "1982:673 § 10 a",
    ("SE", "on_call_of_month"): "1982:673 § 6",
    ("SE", "on_call_of_four_weeks"): "1982:673 § 6",
    ("SE", "week_average"): "1982:673 § 10 b",
    ("SE", "daily_rest"): "1982:673 § 13",
    ("SE", "weekly_rest"): "1982:673 § 14",
    ("FI", "week_average"): "872/2019 § 18",
    ("FI", "daily_rest"): "872/2019 § 25",
    ("FI", "weekly_rest"): "872/2019 § 27",
}
"""The paragraph behind each rule, by law. A rule that only an agreement has is the agreement's."""


@dataclass(frozen=True, slots=True)
class HourWarning:
    """A rule that is broken or nearly so, in a period of days, both included.

    ``amount_ms`` is what was worked, on average for seven days where the rule is one of averages, or the longest rest
    that was found; ``limit_ms`` is what may be worked at most, or rest at least.
    """

    rule: str
    is_over: bool
    first_on: str
    last_on: str
    amount_ms: int
    limit_ms: int
    source: str


def source_of(limits: HourLimits, rule: str) -> str:
    """The law's paragraph behind a rule."""
    return _SOURCES.get((limits.law, rule), "agreement")


class DaySums:
    """Milliseconds by day, held so that the sum of any period costs two look-ups.

    Where every period that is asked for begins and ends at edges (``cap_edges``, ``average_edges``), the sum of all
    days from one edge to the next may stand on any day among them.
    """

    def __init__(self, by_day: Mapping[str, int]) -> None:
        self._days = sorted(by_day)
        self._sums = [0, *accumulate(by_day[day] for day in self._days)]

    def between(self, first: str, last: str) -> int:
        """What the days from the first to the last make, both included."""
        return self._sums[bisect_right(self._days, last)] - self._sums[bisect_left(self._days, first)]

    def first_from(self, day: str) -> str | None:
        """The first day from this one on of which anything is known."""
        at = bisect_left(self._days, day)
        return self._days[at] if at < len(self._days) else None


def caps(limits: HourLimits, limited: Mapping[LimitClass, DaySums], first: str, last: str) -> Iterator[HourWarning]:
    """Overtime, extra and on-call time against their limits, in every period that has days from ``first`` to ``last``.

    A period that goes on after ``last`` is judged by its days until then.
    """
    for limit_class, sums in limited.items():
        for rule, limit_h, begins, until in cap_periods(limits, limit_class, first, last):
            amount_ms = sums.between(begins, until)
            if amount_ms * PERCENT >= limit_h * MS_PER_HOUR * limits.near_percent:
                yield _warning(limits, rule, (begins, until), amount_ms, limit_h)


@lru_cache(maxsize=_TERMS_MAX)
def cap_periods(
    limits: HourLimits, limit_class: LimitClass, first: str, last: str
) -> Sequence[tuple[str, int, str, str]]:
    """The periods over which ``caps`` sums a class of time: rule, limit in hours, first and last day.

    They are the same for everybody whose limits are.
    """
    return tuple(
        (rule, limit_h, begins, min(ends, last))
        for rule, limit_h, periods in _caps_of(limits, limit_class)
        for begins, ends in (periods(first, last) if limit_h else ())
    )


def cap_edges(limits: HourLimits, first: str, last: str) -> set[str]:
    """The days on which the periods begin over which ``caps`` sums, and those after their last."""
    return {
        edge
        for limit_class in LIMIT_CLASSES
        for _, _, begins, until in cap_periods(limits, limit_class, first, last)
        for edge in (begins, next_day(until))
    }


def _caps_of(limits: HourLimits, limit_class: LimitClass) -> list[tuple[str, int, "_Periods"]]:
    """The rules of a class of time: what each is called, its limit in hours, its periods."""
    is_monthly = limits.reckoned_by == "month"
    short = _Periods("month" if is_monthly else "four_weeks", limits.four_weeks_from)
    year = _Periods("year")
    month_h, four_weeks_h, year_h, special_h = {
        "overtime": (
            *(limits.overtime_of_month_h, limits.overtime_of_four_weeks_h),
            *(limits.overtime_of_year_h, limits.special_overtime_of_year_h),
        ),
        "extra": (
            *(limits.extra_of_month_h, limits.extra_of_four_weeks_h),
            *(limits.extra_of_year_h, limits.special_extra_of_year_h),
        ),
        "on_call": (limits.on_call_of_month_h, limits.on_call_of_four_weeks_h, 0, 0),
    }[limit_class]
    return [
        (f"{limit_class}_of_{short.length}", month_h if is_monthly else four_weeks_h, short),
        (f"{limit_class}_of_year", year_h, year),
        (f"special_{limit_class}_of_year", year_h + special_h if special_h else 0, year),
    ]


@dataclass(frozen=True, slots=True)
class _Periods:
    """Periods of one length, one after the other."""

    length: Literal["month", "four_weeks", "year"]
    since: str = ""

    def __call__(self, first: str, last: str) -> Iterator[tuple[str, str]]:
        """The periods that have days from ``first`` to ``last``, each with its own first and last day."""
        begins = self._begin(first)
        while begins <= last:
            after = self._after(begins)
            yield begins, days_after(after, -1)
            begins = after

    def _begin(self, day: str) -> str:
        if self.length == "four_weeks":
            days = (date.fromisoformat(day) - date.fromisoformat(self.since)).days
            return days_after(day, -(days % DAYS_OF_FOUR_WEEKS))
        return f"{month_of(day)}-01" if self.length == "month" else f"{day[:4]}-01-01"

    def _after(self, begins: str) -> str:
        if self.length == "four_weeks":
            return days_after(begins, DAYS_OF_FOUR_WEEKS)
        return f"{next_month(month_of(begins))}-01" if self.length == "month" else plus_months(begins, 12)


def averages(
    limits: HourLimits, total: DaySums, first: str, last: str, employed_from: str | None = None
) -> Iterator[HourWarning]:
    """All working time, on average for seven days over the months up to each month's end and up to ``last``.

    Who began within those months is judged by the time since: from the day given, or the first on which there is any.
    """
    for begins, end in average_periods(limits, first, last):
        since = max(begins, employed_from or total.first_from(begins) or begins)
        average_ms = average(total, since, end) if since <= end else 0
        if average_ms * PERCENT >= limits.week_average_h * MS_PER_HOUR * limits.near_average_percent:
            yield _warning(limits, "week_average", (since, end), average_ms, limits.week_average_h)


@lru_cache(maxsize=_TERMS_MAX)
def average_periods(limits: HourLimits, first: str, last: str) -> Sequence[tuple[str, str]]:
    """The periods over which ``averages`` goes, for who is employed all through them: first and last days."""
    ends = [day for day in _month_ends(first, last) if day < last]
    return tuple(
        (next_day(plus_months(end, -limits.average_months)), end)
        for end in ([*ends, last] if limits.week_average_h else ())
    )


def average_edges(limits: HourLimits, first: str, last: str) -> set[str]:
    """The days on which those periods begin, and those after their last."""
    return {edge for begins, end in average_periods(limits, first, last) for edge in (begins, next_day(end))}


def average(total: DaySums, first: str, last: str) -> int:
    """Milliseconds for seven days, on average from the first day to the last; never by less than seven days."""
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return quotient(total.between(first, last) * DAYS_OF_WEEK, max(days, DAYS_OF_WEEK))


def _month_ends(first: str, last: str) -> Iterable[str]:
    return [ends for _, ends in _Periods("month")(first, last) if ends <= last]


def _warning(limits: HourLimits, rule: str, period: tuple[str, str], amount_ms: int, limit_h: int) -> HourWarning:
    limit_ms = limit_h * MS_PER_HOUR
    return HourWarning(rule, amount_ms > limit_ms, *period, amount_ms, limit_ms, source_of(limits, rule))
