"""Rest: how long somebody was free between stretches of work, in elapsed time whatever the clock on the wall does."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from dagsverke.domain.calendars import days_after
from dagsverke.domain.units import MS_PER_HOUR
from dagsverke.domain.working_hours import DAYS_OF_WEEK, HourLimits, HourWarning, source_of

Work = tuple[datetime, datetime]
"""A stretch of work from one moment to another, both aware and in UTC."""
DAY = timedelta(days=1)
_WEEKS_MAX = 64
"""For so many periods and beginnings of weeks are the weeks kept."""


def merged(stretches: Iterable[Work]) -> list[Work]:
    """Stretches by begin, those that touch or overlap made one, those without length left out."""
    found: list[Work] = []
    for begins, ends in sorted(stretches):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        elif begins < ends:
            found.append((begins, ends))
    return found


def daily_rest(work: Sequence[Work], limits: HourLimits, first: str, last: str, zone: tzinfo) -> Iterator[HourWarning]:
    """Twenty-four hours without rest of the length that is due, where they begin on a day asked for.

    They begin with any stretch of merged work, and where they are too short of rest the next begin when they are over,
    or with the next work after. Rest that goes on longer counts until their end (1982:673 § 13, 872/2019 § 25).
    """
    place, begins, due = 0, None, timedelta(hours=limits.daily_rest_h)
    while place < len(work):
        since, worked_until = work[place]
        begins = max(begins, since) if begins else since
        ends = begins + DAY
        free_until = min(ends, work[place + 1][0]) if place + 1 < len(work) else ends
        is_free = free_until - worked_until >= due  # mostly it is, right after the work
        rest = due if is_free else _longest(work, place, begins, ends)
        if rest >= due:
            place, begins = place + 1, None
            continue
        first_on = begins.astimezone(zone).date().isoformat()
        if first <= first_on <= last:
            yield _short(limits, "daily_rest", (first_on, ends.astimezone(zone).date().isoformat()), rest)
        begins = ends
        while place < len(work) and work[place][1] <= ends:
            place += 1


def weekly_rest(work: Sequence[Work], limits: HourLimits, first: str, last: str, zone: tzinfo) -> Iterator[HourWarning]:
    """Weeks with work but without rest of the length that is due, told of those that end on the days asked for.

    A week begins where the company has it begin, and rest counts within it (1982:673 § 14, 872/2019 § 27).
    """
    place, due = 0, timedelta(hours=limits.weekly_rest_h)
    for monday, sunday, begins, ends in _weeks(first, last, limits.week_begins_min, zone):
        while place < len(work) and work[place][1] < begins:
            place += 1
        if place < len(work) and work[place][0] < ends:
            rest = _longest(work, place, begins, ends)
            if rest < due:
                yield _short(limits, "weekly_rest", (monday, sunday), rest)


@lru_cache(maxsize=_WEEKS_MAX)
def _weeks(first: str, last: str, begins_min: int, zone: tzinfo) -> Sequence[tuple[str, str, datetime, datetime]]:
    """The weeks that end on the days asked for: Monday, Sunday, and from when to when. The same for everybody."""
    found = []
    monday = days_after(first, -date.fromisoformat(first).weekday())
    while (sunday := days_after(monday, DAYS_OF_WEEK - 1)) <= last:
        after = days_after(sunday, 1)
        found.append((monday, sunday, _week_begin(monday, begins_min, zone), _week_begin(after, begins_min, zone)))
        monday = after
    return tuple(found)


def _week_begin(monday: str, begins_min: int, zone: tzinfo) -> datetime:
    midnight = datetime.combine(date.fromisoformat(monday), time())
    return (midnight + timedelta(minutes=begins_min)).replace(tzinfo=zone).astimezone(UTC)


def _longest(work: Sequence[Work], place: int, begins: datetime, ends: datetime) -> timedelta:
    """The longest gap between work within a period; ``place`` is the first stretch that ends after its beginning."""
    longest, free_from = timedelta(), begins
    while place < len(work) and work[place][0] < ends:
        since, until = work[place]
        longest = max(longest, since - free_from)
        free_from = until
        place += 1
    return max(longest, ends - free_from)


def _short(limits: HourLimits, rule: str, period: tuple[str, str], rest: timedelta) -> HourWarning:
    due_h = limits.daily_rest_h if rule == "daily_rest" else limits.weekly_rest_h
    first_on, last_on = period
    return HourWarning(
        rule=rule,
        is_over=True,
        first_on=first_on,
        last_on=last_on,
        amount_ms=rest // timedelta(milliseconds=1),
        limit_ms=due_h * MS_PER_HOUR,
        source=source_of(limits, rule),
    )
