"""Windows: hours of the day that an agreement pays for apart, as unsocial hours or as overtime of a kind."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal

from dagsverke.domain.calendars import WEEKDAYS, days_after, local_day, midnight, next_day, parse_instant
from dagsverke.domain.causes import Cause
from dagsverke.domain.units import E4, MS_PER_MINUTE

MINUTES_OF_DAY = 1440
Kind = Literal["unsocial", "overtime"]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Window:
    """From one minute of the local day to another, on some kinds of day.

    ``days`` are weekdays (``mon`` … ``sun``) and classes of days (``holiday``, and what the company's calendar calls
    them); a holiday is its weekday too, so what is said of it must be listed first. ``code`` is a cause's: what an
    unsocial hour is, or which overtime is meant (empty: all). ``factor_e4`` is what an hour of overtime in it counts;
    ``cost_per_hour_e4`` and the ``salary_type`` (its code in the register) are what an unsocial hour is paid by, for
    worked time and for what else is of one of the ``classes`` (``Cause.limit_class``). It holds for time that begins on
    days from ``starts_on`` (empty: it always has) to ``ends_on``.
    """

    kind: Kind
    days: tuple[str, ...]
    begins_min: int
    ends_min: int
    code: str = ""
    factor_e4: int = E4
    cost_per_hour_e4: int = 0
    salary_type: str = ""
    classes: tuple[str, ...] = ()
    starts_on: str = ""
    ends_on: str | None = None

    def fits(self, of: str) -> bool:
        """Whether it is for overtime with this cause code, or for time of this class (empty: worked time)."""
        return self.code in ("", of) if self.kind == "overtime" else of in ("", *self.classes)

    def is_in_force(self, day: str) -> bool:
        """Whether it holds for time that begins on a day (empty: before all)."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a stretch of time lies in one window on one local day."""

    on_day: str
    window: Window
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Unsocial:
    """A piece of work in unsocial hours as it is kept: the cause's code, the window, and what an hour was paid then.

    ``key`` is its own, and ``salary_type_key`` empty where the window names none.
    """

    key: str
    code: str
    on_day: str
    duration_ms: int
    begins_min: int
    ends_min: int
    cost_per_hour_e4: int
    salary_type_key: str
    salary_type_name: str


_Span = tuple[int, int]
"""Milliseconds since 1970 in UTC, the second not included."""


class Hours:
    """The windows of one kind of an agreement, laid out on the days of a zone; ``kinds`` says what a day is.

    Where windows overlap, the first listed that fits has the time. Safe to share: what is laid out once stays.
    """

    def __init__(self, windows: Sequence[Window], zone: tzinfo, kinds: Callable[[str], frozenset[str]]) -> None:
        self._windows = windows
        self._zone = zone
        self._kinds = kinds
        self._edges = _edges(windows)
        self._days: dict[tuple[str, str, int], list[tuple[_Span, int]]] = {}

    def pieces(self, begins_at: str, ends_at: str, of: str = "") -> list[Piece]:
        """What of a stretch lies in which windows, by day: of those that fit a code or class (``Window.fits``).

        What is in force on the day on which it begins holds for all of it. Milliseconds that passed: an hour that the
        clock shows twice counts twice, one that it skips not at all.
        """
        begin, end, day = _ms(begins_at), _ms(ends_at), local_day(begins_at, self._zone)
        era = bisect_right(self._edges, day)
        found: dict[tuple[str, int], int] = {}
        while _ms(midnight(day, self._zone)) < end:
            for (first, last), at in self._laid_out(day, of, era):
                if (duration_ms := min(end, last) - max(begin, first)) > 0:
                    found[day, at] = found.get((day, at), 0) + duration_ms
            day = next_day(day)
        return [Piece(day, self._windows[at], duration_ms) for (day, at), duration_ms in found.items()]

    def _laid_out(self, day: str, of: str, era: int) -> list[tuple[_Span, int]]:
        if (day, of, era) not in self._days:
            self._days[day, of, era] = sorted(self._lay_out(day, of, era))
        return self._days[day, of, era]

    def _lay_out(self, day: str, of: str, era: int) -> Iterator[tuple[_Span, int]]:
        since = self._edges[era - 1] if era else ""
        kinds, clock = self._kinds(day), _clock(day, self._zone)
        free = [span for span, _ in clock]
        for at, window in enumerate(self._windows):
            if not window.is_in_force(since) or not window.fits(of) or kinds.isdisjoint(window.days):
                continue
            for span, offset in clock:
                shown = (offset + window.begins_min * MS_PER_MINUTE, offset + window.ends_min * MS_PER_MINUTE)
                wanted = _both(span, shown)
                yield from ((taken, at) for one in free if (taken := _both(one, wanted))[0] < taken[1])
                free = [rest for one in free for rest in _without(one, wanted)]


@lru_cache(maxsize=4096)
def _clock(day: str, zone: tzinfo) -> tuple[tuple[_Span, int], ...]:
    """The spans of a day in which the clock runs on, and the instant that it would call 00:00 in each.

    There are two on the days of a change of the clock, else one.
    """
    begin, end = _ms(midnight(day, zone)), _ms(midnight(next_day(day), zone))
    shown = _ms(f"{day}T00:00:00.000Z")
    early, late = _offset(begin, zone), _offset(end - 1, zone)
    if early == late:
        return (((begin, end), shown - early),)
    low, high = begin, end - 1  # the clock is early's at low, late's at high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, zone) == early else (low, middle)
    return (((begin, high), shown - early), ((high, end), shown - late))


def _ms(instant: str) -> int:
    return (parse_instant(instant) - _EPOCH) // _MS


def _offset(ms: int, zone: tzinfo) -> int:
    """How far the zone's clock is ahead of UTC."""
    ahead = (_EPOCH + ms * _MS).astimezone(zone).utcoffset()
    return 0 if ahead is None else ahead // _MS


def _both(one: _Span, other: _Span) -> _Span:
    return max(one[0], other[0]), min(one[1], other[1])


def _without(one: _Span, taken: _Span) -> Iterator[_Span]:
    """What is left of a span."""
    if taken[0] >= taken[1]:
        yield one
        return
    for rest in ((one[0], min(one[1], taken[0])), (max(one[0], taken[1]), one[1])):
        if rest[0] < rest[1]:
            yield rest


def unsocial_class(cause: Cause | None) -> str | None:
    """By what windows of unsocial hours go for time of a cause: empty for worked time (and for time without a cause).

    None where there are never any: absence, and what is not work at all.
    """
    if cause is None or (cause.is_work_time and not cause.is_absence):
        return ""
    return None if cause.is_absence else cause.limit_class or None


def within_days(window: Window) -> tuple[Window, ...]:
    """A window that ends where it begins or before passes midnight: as two, the second on the weekdays after.

    Raises ValueError where it names a class of days: what comes after a holiday is nobody's to say.
    """
    if window.begins_min < window.ends_min:
        return (window,)
    if not set(window.days) <= set(WEEKDAYS):
        raise ValueError(window.days)
    first = replace(window, ends_min=MINUTES_OF_DAY)
    after = tuple(WEEKDAYS[(WEEKDAYS.index(day) + 1) % len(WEEKDAYS)] for day in window.days)
    return (first, replace(window, days=after, begins_min=0)) if window.ends_min else (first,)


def changed_from(before: Sequence[Window], windows: Sequence[Window], since: str) -> tuple[Window, ...]:
    """The windows of an agreement that says otherwise from a day on: what held before it held until the day before."""
    last = days_after(since, -1)
    kept = (replace(one, ends_on=min(one.ends_on or last, last)) for one in before if one.starts_on < since)
    return (*kept, *(replace(one, starts_on=max(one.starts_on, since)) for one in windows))


def first_difference(before: Sequence[Window], after: Sequence[Window]) -> str | None:
    """The first day (empty: ever) on which one list says otherwise than the other, None where none does."""
    edges = ["", *_edges((*before, *after))]
    return next((day for day in edges if _in_force(before, day) != _in_force(after, day)), None)


def _edges(windows: Sequence[Window]) -> list[str]:
    """The days on which a window begins to hold or no longer does, in order."""
    edges = {one.starts_on for one in windows} | {next_day(one.ends_on) for one in windows if one.ends_on is not None}
    return sorted(edges - {""})


def _in_force(windows: Sequence[Window], day: str) -> list[Window]:
    """The windows that hold on a day, without their dates."""
    return [replace(one, starts_on="", ends_on=None) for one in windows if one.is_in_force(day)]
