"""Hours: an agreement's windows laid out on the days of a zone, and what of a stretch of time lies in which of them."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from dagsverke.domain.calendars import days_after, local_day, local_to_instant, midnight, next_day, parse_instant
from dagsverke.domain.units import MS_PER_MINUTE
from dagsverke.domain.windows import MINUTES_OF_DAY, Piece, Window, edges_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
Span = tuple[int, int]
"""From one number of milliseconds to another, the second not included: of the local day, or since 1970 in UTC."""
Scheduled = Callable[[str], Span | None]
"""The hours of a local day between which a person is scheduled to work, None where not at all."""
_Layout = Sequence[tuple[Span, int]]
"""Spans of a day in UTC, each with the window that has them, in order."""
_Clock = Sequence[tuple[Span, int]]
"""Spans of a day in UTC in which the clock runs on, each with the instant that it would call 00:00."""


def nobody(_day: str) -> None:
    """Of whom no scheduled hours are known."""


class Hours:
    """The windows of one kind of an agreement, laid out on the days of a zone; ``kinds`` says what a day is.

    Where windows overlap, the first listed that fits has the time. Safe to share: what is laid out once stays.
    """

    def __init__(self, windows: Sequence[Window], zone: tzinfo, kinds: Callable[[str], frozenset[str]]) -> None:
        self._windows = windows
        self._zone = zone
        self._kinds = kinds
        self._edges = edges_of(windows)
        self._has_beside = any(one.beside_min for one in windows)
        self._days: dict[tuple[str, str, int, tuple[Span, ...]], _Layout] = {}

    def pieces(self, begins_at: str, ends_at: str, of: str = "", scheduled: Scheduled = nobody) -> list[Piece]:
        """What of a stretch lies in which windows, by day: of those that fit a code or class (``Window.fits``).

        What is in force on the day on which it begins holds for all of it. Milliseconds that passed: an hour that the
        clock shows twice counts twice, one that it skips not at all.
        """
        begin, end, day = _ms(begins_at), _ms(ends_at), local_day(begins_at, self._zone)
        era = bisect_right(self._edges, day)
        found: dict[tuple[str, int], int] = {}
        while _ms(midnight(day, self._zone)) < end:
            for (first, last), at in self._laid_out(day, of, era, scheduled):
                if (duration_ms := min(end, last) - max(begin, first)) > 0:
                    found[day, at] = found.get((day, at), 0) + duration_ms
            day = next_day(day)
        return [Piece(day, self._windows[at], duration_ms) for (day, at), duration_ms in found.items()]

    def _laid_out(self, day: str, of: str, era: int, scheduled: Scheduled) -> _Layout:
        shifts = tuple(self._shifts(day, scheduled)) if self._has_beside else ()
        key = (day, of, era, shifts)
        if key not in self._days:
            self._days[key] = sorted(self._lay_out(day, of, era, shifts))
        return self._days[key]

    def _shifts(self, day: str, scheduled: Scheduled) -> Iterator[Span]:
        """The scheduled hours of a day and of the days beside it, in UTC: what follows an evening is the next day's."""
        for near in (days_after(day, -1), day, next_day(day)):
            if (hours := scheduled(near)) is not None:
                at = datetime.fromisoformat(near)
                begin, end = (_ms(local_to_instant(at + one * _MS, self._zone)) for one in hours)
                yield begin, end

    def _lay_out(self, day: str, of: str, era: int, shifts: Sequence[Span]) -> Iterator[tuple[Span, int]]:
        since = self._edges[era - 1] if era else ""
        clock = _clock(day, self._zone)
        free = [span for span, _ in clock]
        for at, window in enumerate(self._windows):
            if window.is_in_force(since) and window.fits(of):
                for wanted in self._wanted(day, clock, window, shifts):
                    yield from ((taken, at) for one in free if (taken := _both(one, wanted))[0] < taken[1])
                    free = [rest for one in free for rest in _without(one, wanted)]

    def _wanted(self, day: str, clock: _Clock, window: Window, shifts: Sequence[Span]) -> Iterator[Span]:
        """The spans of a day that lie in a window, others apart."""
        for begins_min, ends_min in self._minutes(day, window):
            for span, offset in clock:
                shown = (offset + begins_min * MS_PER_MINUTE, offset + ends_min * MS_PER_MINUTE)
                yield from _beside(_both(span, shown), window, shifts)

    def _minutes(self, day: str, window: Window) -> Iterator[Span]:
        """The minutes of a day that a window has: on a day of its kinds, and after one where it passes midnight."""
        is_late = window.ends_min < window.begins_min
        if is_late and not self._kinds(days_after(day, -1)).isdisjoint(window.days):
            yield 0, window.ends_min
        if not self._kinds(day).isdisjoint(window.days):
            yield window.begins_min, MINUTES_OF_DAY if is_late else window.ends_min


def _beside(span: Span, window: Window, shifts: Sequence[Span]) -> Iterator[Span]:
    """What of a span lies beside scheduled hours, where the window asks for that."""
    if not window.beside_min:
        yield span
        return
    length = window.beside_min * MS_PER_MINUTE
    for begin, end in shifts:
        yield _both(span, (begin - length, begin))
        yield _both(span, (end, end + length))


@lru_cache(maxsize=4096)
def _clock(day: str, zone: tzinfo) -> _Clock:
    """The spans of a day in which the clock runs on: two on the days of a change of the clock, else one."""
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


def _both(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])


def _without(one: Span, taken: Span) -> Iterator[Span]:
    """What is left of a span."""
    if taken[0] >= taken[1]:
        yield one
        return
    for rest in ((one[0], min(one[1], taken[0])), (max(one[0], taken[1]), one[1])):
        if rest[0] < rest[1]:
            yield rest
