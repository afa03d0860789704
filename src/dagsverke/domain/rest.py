"""Rest: how long somebody was free between stretches of work, in elapsed time whatever the clock on the wall does."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dagsverke.domain.calendars import days_after
from dagsverke.domain.units import MS_PER_HOUR
from dagsverke.domain.working_hours import DAYS_OF_WEEK, HourLimits, HourWarning, source_of

Work = tuple[datetime, datetime]
"""A stretch of work from one moment to another, both aware and in UTC."""
DAY = timedelta(days=1)


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
    """Twenty-four hours without rest of the length that is due, from a stretch that begins on a day asked for.

    Any stretch of merged work begins such hours; those that would begin within hours already told of are passed over.
    Rest that goes on after the twenty-four hours counts until their end (1982:673 § 13, 872/2019 § 25).
    """
    due = timedelta(hours=limits.daily_rest_h)
    told_until = None
    for place, (begins, _) in enumerate(work):
        if told_until is not None and begins < told_until:
            continue
        rest = _longest(_free(work, place, begins, begins + DAY))
        if rest < due:
            told_until = begins + DAY
            on_day = begins.astimezone(zone).date().isoformat()
            if first <= on_day <= last:
                ends_on = told_until.astimezone(zone).date().isoformat()
                yield _short(limits, "daily_rest", (on_day, ends_on), rest, limits.daily_rest_h)


def weekly_rest(work: Sequence[Work], limits: HourLimits, first: str, last: str, zone: tzinfo) -> Iterator[HourWarning]:
    """Weeks with work but without rest of the length that is due, told of those that end on the days asked for.

    A week begins where the company has it begin, and rest counts within it (1982:673 § 14, 872/2019 § 27).
    """
    due = timedelta(hours=limits.weekly_rest_h)
    monday = days_after(first, -date.fromisoformat(first).weekday())
    while (sunday := days_after(monday, DAYS_OF_WEEK - 1)) <= last:
        begins, ends = _week_begin(monday, limits, zone), _week_begin(days_after(sunday, 1), limits, zone)
        place = bisect_left(work, begins, key=lambda one: one[1])
        if place < len(work) and work[place][0] < ends:
            rest = _longest(_free(work, place, begins, ends))
            if rest < due:
                yield _short(limits, "weekly_rest", (monday, sunday), rest, limits.weekly_rest_h)
        monday = days_after(sunday, 1)


def _week_begin(monday: str, limits: HourLimits, zone: tzinfo) -> datetime:
    midnight = datetime.combine(date.fromisoformat(monday), time())
    return (midnight + timedelta(minutes=limits.week_begins_min)).replace(tzinfo=zone).astimezone(UTC)


def _free(work: Sequence[Work], place: int, begins: datetime, ends: datetime) -> Iterator[timedelta]:
    """The gaps between work within a period; ``place`` is the first stretch that ends after its beginning."""
    free_from = begins
    while place < len(work) and work[place][0] < ends:
        yield work[place][0] - free_from
        free_from = work[place][1]
        place += 1
    yield ends - free_from


def _longest(gaps: Iterable[timedelta]) -> timedelta:
    return max(*gaps, timedelta())


def _short(limits: HourLimits, rule: str, period: tuple[str, str], rest: timedelta, limit_h: int) -> HourWarning:
    first_on, last_on = period
    return HourWarning(
        rule=rule,
        is_over=True,
        first_on=first_on,
        last_on=last_on,
        amount_ms=rest // timedelta(milliseconds=1),
        limit_ms=limit_h * MS_PER_HOUR,
        source=source_of(limits, rule),
    )
