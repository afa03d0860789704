"""What follows from days of employment: who becomes permanent when, and who goes first when there is work again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dagsverke.domain.calendars import DAY_MAX, day_of, days_after, ordinal, plus_months, years_after
from dagsverke.domain.employment import TIME_LIMITED, Employment, Form
from dagsverke.domain.las import (
    CHAINED,
    EVERY,
    FIXED_TERM,
    GENERAL,
    SUBSTITUTE,
    Counting,
    DaySet,
    History,
    window_first,
)
from dagsverke.domain.las_rules import LasRules
from dagsverke.domain.units import E6

MONTHS_OF_YEAR = 12
RightTo = Literal["any", "fixed_term", "seasonal"]


@dataclass(frozen=True, slots=True)
class Conversion:
    """How far an employment has come towards being permanent by law.

    ``days`` are those counted at the end of the day asked for; with more than ``limit`` it is permanent.
    ``converts_on`` is when, if the employment lasts so long; None where that takes days with work still to come.
    """

    employment: Employment
    days: int
    limit: int
    converts_on: str | None
    source: str

    @property
    def is_agreed(self) -> bool:
        """Whether the employment, as agreed now, lasts until that day."""
        ends_on = self.employment.ends_on
        return self.converts_on is not None and (ends_on is None or self.converts_on <= ends_on)


class _Turn(NamedTuple):
    counting: Counting
    is_chained: bool
    source: str


_TURNS: dict[Form, _Turn] = {
    "fixed_term": _Turn(FIXED_TERM, is_chained=True, source="1982:80 § 5 a"),
    "substitute": _Turn(SUBSTITUTE, is_chained=False, source="1982:80 § 5 a"),
    "general": _Turn(GENERAL, is_chained=True, source="1982:80 § 5 a, before 2022:835"),
}


@dataclass(frozen=True, slots=True)
class _Count:
    """The days that a rule counts: in a window of years, or in the whole of a chain where that is more.

    ``marked`` are days that a mark tells of, up to and with its own: they count where they are more than is known
    otherwise, and never more of them than the window has days.
    """

    days: DaySet
    years: int
    chains: Sequence[int] = ()  # first days, ascending
    marked: tuple[int, int] | None = None  # its day, and the days

    def at(self, day: int) -> int:
        """The days counted at the end of a day."""
        first = window_first(day_of(day), self.years)
        found = self.days.between(first, day)
        if chain := bisect_right(self.chains, day):
            found = max(found, self.days.between(self.chains[chain - 1], day))
        if self.marked is not None and first <= self.marked[0] <= day:
            marked_on, told = self.marked
            found = max(found, min(told, marked_on - first + 1) + self.days.between(marked_on + 1, day))
        return found


def conversion(history: History, one: Employment, on: str, rules: LasRules) -> Conversion | None:
    """How far a running employment has come towards being permanent (LAS § 5 a); None where its form never does.

    Special fixed term: more than twelve months of it in five years, or in a chain of employments of which each began
    within six months of the last. Substitute: more than two years in five.
    """
    turn = _TURNS.get(one.form)
    limits = {"fixed_term": rules.fixed_term_days, "substitute": rules.substitute_days, "general": rules.general_days}
    if turn is None or not (limit := limits[one.form]):
        return None
    first, today = ordinal(one.starts_on), ordinal(on)
    far = max(first, today) + limit + 1
    others = [each for each in history.employments if each != one]
    going_on = history._replace(employments=[*others, one._replace(ends_on=None)])
    count = _count(going_on, turn.counting, far, rules.conversion_years, turn.is_chained * rules.chain_months)
    if one.is_by_day:
        days = history.worked[bisect_left(history.worked, first) : bisect_right(history.worked, today)]
        turned = next((day for day in days if count.at(day) > limit), None)
    else:
        since = max(first, count.marked[0]) if count.marked and count.marked[0] <= today else first
        turned = since + bisect_right(range(since, far + 1), limit, key=count.at)
    return Conversion(one, count.at(today), limit, None if turned is None else day_of(turned), turn.source)


def _count(history: History, counting: Counting, until: int, years: int, chain_months: int = 0) -> _Count:
    chains = _chains(history.spans(CHAINED, until), chain_months) if chain_months else ()
    return _Count(DaySet(history.spans(counting, until)), years, chains, _marked(history, counting))


def _chains(spans: Iterable[tuple[int, int]], months: int) -> list[int]:
    """The first days of chains: each employment in one begins within so many months of the last day before it."""
    begins: list[int] = []
    reached = 0
    for first, last in sorted(spans):
        if not begins or first > ordinal(plus_months(day_of(reached), months)):
            begins.append(first)
        reached = max(reached, last)
    return begins


def _marked(history: History, counting: Counting) -> tuple[int, int] | None:
    """The days that a mark tells of, where they are of a form that is counted: that of the employment of its day."""
    mark = history.mark
    if mark is None or not history.employments:
        return None
    by_begin = sorted(history.employments, key=lambda one: one.starts_on)
    before = [one for one in by_begin if one.starts_on <= mark.on_day]
    of_the_day = before[-1] if before else by_begin[0]
    return (ordinal(mark.on_day), mark.value // E6) if of_the_day.form in counting else None


@dataclass(frozen=True, slots=True)
class Right:
    """A right of priority: to employment of any form, to a new special fixed term, to the next season."""

    to: RightTo
    days: int
    limit: int
    until: str  # its last day


@dataclass(frozen=True, slots=True)
class Priority:
    """Who has priority when there is work again. ``total_days`` of all employment and then age say who goes first."""

    employment: Employment
    total_days: int
    born_on: str | None
    rights: Sequence[Right]

    @property
    def rank(self) -> tuple[int, str]:
        """Sorts as the law orders: longer employment before shorter, then the elder; unknown age last (LAS § 26)."""
        return -self.total_days, self.born_on or DAY_MAX


def priority(history: History, on: str, rules: LasRules, born_on: str | None = None) -> Priority | None:
    """The rights of priority that somebody holds on a day (LAS §§ 25, 26, 33 b); None where there are none.

    They follow from the last employment that ended for want of work: by redundancy, or because its term was up.
    Whoever has been employed anew since, other than by the day, has no need of them.
    """
    begun = [one for one in history.employments if one.starts_on <= on]
    ended = [one for one in begun if _gives_priority(one, on)]
    if not ended:
        return None
    one = max(ended, key=lambda each: (each.ends_on or "", each.starts_on))
    if any(each.starts_on > one.starts_on and each.runs_on(on) and not each.is_by_day for each in begun):
        return None
    rights = [right for right in _rights(history, one, rules, born_on) if on <= right.until]
    if not rights:
        return None
    every = _count(history, EVERY, ordinal(one.ends_on or on), rules.priority_years)
    return Priority(one, _total(every, ordinal(one.ends_on or on)), born_on, rights)


def _gives_priority(one: Employment, on: str) -> bool:
    """Whether it ended, or is known to end, for want of work: a term that ran out without another reason did."""
    if one.ends_on is None:
        return False
    if one.end_reason == "redundancy":
        return True
    return one.form in TIME_LIMITED and (one.end_reason == "expiry" or (not one.end_reason and one.ends_on < on))


def _rights(history: History, one: Employment, rules: LasRules, born_on: str | None) -> Iterable[Right]:
    """What the employment gives, whether or not the day for it is past.

    The right lasts nine months from the end; to the next season it lasts nine months from when that begins, which is
    taken to be a year after the last one did.
    """
    ends_on = one.ends_on or DAY_MAX
    last = ordinal(ends_on)
    lasts = plus_months(ends_on, rules.priority_months)
    lasts_seasonal = plus_months(one.starts_on, MONTHS_OF_YEAR + rules.priority_months)
    seasonal_days = rules.priority_seasonal_days if one.form == "seasonal" else 0
    kinds: tuple[tuple[RightTo, Counting, int, int, str], ...] = (
        ("any", EVERY, rules.priority_years, rules.priority_days, lasts),
        ("fixed_term", FIXED_TERM, rules.priority_years, rules.priority_fixed_term_days, lasts),
        ("seasonal", EVERY, rules.seasonal_years, seasonal_days, lasts_seasonal),
    )
    for to, counting, years, limit, until in kinds:
        if limit and (days := _count(history, counting, last, years).at(last)) > limit:
            yield Right(to, days, limit, min(until, _last_of_age(born_on, rules.priority_age)))


def _last_of_age(born_on: str | None, age: int) -> str:
    """The last day before a birthday."""
    if born_on is None:
        return DAY_MAX
    return days_after(years_after(born_on, age), -1)


def _total(count: _Count, last: int) -> int:
    """All days of employment ever, those that a mark tells of among them."""
    known = count.days.until(last)
    if count.marked is None or count.marked[0] > last:
        return known
    marked_on, told = count.marked
    return max(known, told + count.days.between(marked_on + 1, last))
