"""Days of employment as the law counts them (lagen om anställningsskydd 1982:80, LAS).

A day counts once, however many employments it lies in, whatever the rate and whatever the leave; where somebody is
employed by the day, only days with work count. Days are proleptic ordinals in here, as ``date.toordinal`` has them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dagsverke.domain.calendars import DAY_MIN, day_of, ordinal, years_after
from dagsverke.domain.employment import FORMS, Employment, Form
from dagsverke.domain.ledger import Line, Mark
from dagsverke.domain.units import E6

Span = tuple[int, int]
"""A first and a last day, both included."""
Counting = Mapping[Form, str]
"""The forms that a rule counts, each with the first day from which it does."""

BRIDGED_MIN = 3
"""So many special fixed terms in a calendar month make the days between them count (LAS § 3)."""
BRIDGE = "between employments"
GENERAL_COUNTS_FROM = "2022-03-01"
"""From here on general fixed term counts as special fixed term (lag 2022:835, transitional provisions)."""

EVERY: Counting = dict.fromkeys(FORMS, DAY_MIN)
FIXED_TERM: Counting = {"fixed_term": DAY_MIN, "general": GENERAL_COUNTS_FROM}
GENERAL: Counting = {"general": DAY_MIN}
SUBSTITUTE: Counting = {"substitute": DAY_MIN}
CHAINED: Counting = {**FIXED_TERM, **SUBSTITUTE, "seasonal": DAY_MIN}
"""Forms that make a chain when they follow on each other (LAS § 5 a p. 2)."""


class DaySet:
    """A set of days, held as spans with running sums: how many lie between two days costs two look-ups."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._first: list[int] = []
        self._last: list[int] = []
        for first, last in sorted(spans):
            if self._last and first <= self._last[-1] + 1:
                self._last[-1] = max(self._last[-1], last)
            else:
                self._first.append(first)
                self._last.append(last)
        self._before = [0]
        for first, last in zip(self._first, self._last, strict=True):
            self._before.append(self._before[-1] + last - first + 1)

    def until(self, day: int) -> int:
        """How many of the days are not after this one."""
        at = bisect_right(self._first, day)
        return self._before[at] - max(0, self._last[at - 1] - day) if at else 0

    def between(self, first: int, last: int) -> int:
        """How many of the days are among these, both included."""
        return self.until(last) - self.until(first - 1) if first <= last else 0


class History(NamedTuple):
    """What is known of one person: employments by first day, the days with work, and the last mark on the balance.

    ``worked`` matters to who is employed by the day alone; it is ascending. ``mark`` is on or before the day asked for.
    """

    employments: Sequence[Employment]
    worked: Sequence[int] = ()
    mark: Mark | None = None

    def spans(self, counting: Counting, until: int) -> list[Span]:
        """The days of the forms that are counted, as they lie in each employment; then what bridges them (§ 3)."""
        counted = [one for one in self.employments if one.form in counting]
        spans = [span for one in counted for span in self.contracts(one, until, counting[one.form])]
        return [*spans, *self.bridges(counted, until)] if "fixed_term" in counting else spans

    def contracts(self, one: Employment, until: int, since: str = DAY_MIN) -> list[Span]:
        """The employments in the law's sense that one is: itself, or each day with work where it is by the day."""
        first, last = ordinal(max(one.starts_on, since)), until
        if one.ends_on is not None:
            last = min(last, ordinal(one.ends_on))
        if one.is_by_day:
            worked = self.worked[bisect_left(self.worked, first) : bisect_right(self.worked, last)]
            return [(day, day) for day in worked]
        return [(first, last)] if first <= last else []

    def bridges(self, employments: Sequence[Employment], until: int) -> list[Span]:
        """The days between special fixed terms of which there are three or more in a calendar month (LAS § 3)."""
        if len(employments) < BRIDGED_MIN and not self.worked:
            return []
        terms = [one for one in employments if one.form == "fixed_term"]
        contracts = sorted(span for one in terms for span in self.contracts(one, until))
        if len(contracts) < BRIDGED_MIN:
            return []
        months: dict[int, list[Span]] = {}
        for first, last in contracts:
            for month in range(_month(first), _month(last) + 1):
                months.setdefault(month, []).append((first, last))
        return [gap for some in months.values() if len(some) >= BRIDGED_MIN for gap in _gaps(some)]


def _gaps(spans: Sequence[Span]) -> Iterator[Span]:
    reached = spans[0][1]
    for first, last in spans:
        if first > reached + 1:
            yield reached + 1, first - 1
        reached = max(reached, last)


class Part(NamedTuple):
    """What days are made of: a mark, where one stands for what was before, and employments from a day on."""

    mark: Mark | None
    employments: Sequence[Employment]
    since: int


def balance_part(history: History, on: str, years: int) -> Part:
    """The days of all employment in the window of so many years that ends with day ``on``.

    A mark stands for the days up to and with its own; later days come on top, and it leaves the window with its day.
    """
    since, mark = window_first(on, years), history.mark
    if mark is None:
        return Part(None, history.employments, since)
    marked = ordinal(mark.on_day)
    return Part(mark if marked >= since else None, history.employments, max(since, marked + 1))


def current_part(history: History, on: str) -> Part:
    """The days of the employment that runs on day ``on``, from its first day; of several, their union.

    A mark stands for the days up to and with its own while the employment of its day, or one nobody told of, goes on.
    """
    running = [one for one in history.employments if one.runs_on(on)]
    mark = history.mark
    if mark is None or not _stands(mark, [one for one in history.employments if one.starts_on <= on], running):
        return Part(None, running, 0)
    return Part(mark, running, ordinal(mark.on_day) + 1)


def _stands(mark: Mark, begun: Sequence[Employment], running: Sequence[Employment]) -> bool:
    if running:
        return any(one.starts_on <= mark.on_day for one in running)
    return all(one.ends_on is not None and one.ends_on < mark.on_day for one in begun)


def days_e6(history: History, part: Part, on: str) -> int:
    """The days of a part at the end of day ``on``, in days of scale e6, as accounts hold them."""
    until = ordinal(on)
    spans = [span for one in part.employments for span in history.contracts(one, until)]
    days = _counted([*spans, *history.bridges(part.employments, until)], part.since)
    return (part.mark.value if part.mark else 0) + days * E6


def lines(history: History, part: Part, on: str) -> list[Line]:
    """The same, line by line: the mark, for each employment the days that those before it have not, what bridges them.

    They add up to ``days_e6``.
    """
    until, mark = ordinal(on), part.mark
    sources = [(one.form, one.key, history.contracts(one, until)) for one in part.employments]
    found = [Line(mark.on_day, "mark", mark.value, str(mark.id))] if mark else []
    spans: list[Span] = []
    known = 0
    for what, source, some in [*sources, (BRIDGE, "", history.bridges(part.employments, until))]:
        spans += some
        counted = _counted(spans, part.since)
        if counted > known:
            found.append(Line(day_of(max(part.since, some[0][0])), what, (counted - known) * E6, source))
        known = counted
    return found


def _counted(spans: Iterable[Span], since: int) -> int:
    """How many days the spans have from a day on, each counted once."""
    days, reached = 0, since - 1
    for first, last in sorted(spans):
        if last > reached:
            days += last - max(first - 1, reached)
            reached = last
    return days


@lru_cache(maxsize=1024)
def window_first(on: str, years: int) -> int:
    """The first day of so many years that end with day ``on``."""
    return ordinal(years_after(on, -years)) + 1


def _month(number: int) -> int:
    day = date.fromordinal(number)
    return 12 * day.year + day.month
