"""How the weeks of a schedule are written: ``{ mon-fri = "07:00-16:00 break 12:00-13:00" }``.

A day is the time from which to which somebody is there, and the breaks within it. A time that is not after the one
before it is on the day after. Days that are not named are free.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dagsverke.app.company_file.codecs import Codec, Names, at, refuse, told, wrong
from dagsverke.domain.units import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKS_MAX = 53
Span = tuple[int, int]
Day = tuple[int, int, tuple[Span, ...]]
"""Begin, end and breaks in milliseconds from the day's midnight; a free day is (0, 0, ())."""
FREE: Day = (0, 0, ())
_DAY_FORM = '"07:00-16:00" or "07:00-16:00 break 12:00-13:00"'
_SPAN = r"([0-2][0-9]):([0-5][0-9])-([0-2][0-9]):([0-5][0-9])"
_DAY = re.compile(rf"{_SPAN}(?: break {_SPAN}(?:, {_SPAN})*)?")
_TIMES = re.compile(r"([0-9]{2}):([0-9]{2})")


def _read(value: Any) -> tuple[tuple[Day, ...], ...]:
    if not isinstance(value, list):
        raise wrong(value, "a list of weeks")
    if not 1 <= len(value) <= WEEKS_MAX:
        raise refuse(f"must be 1 to {WEEKS_MAX} weeks")
    return tuple(at(f"[{place}]", _week, one) for place, one in enumerate(value, start=1))


def _week(value: Any) -> tuple[Day, ...]:
    if not isinstance(value, dict):
        raise wrong(value, 'a week such as { mon-fri = "07:00-16:00" }')
    days: dict[int, Day] = {}
    for named, text in value.items():
        day = at(named, _day, text)
        for place in _places(named):
            if place in days:
                raise refuse(f"says twice what {DAYS[place]} is", named)
            days[place] = day
    return tuple(days.get(place, FREE) for place in range(len(DAYS)))


def _places(named: str) -> Sequence[int]:
    first, _, last = named.partition("-")
    if first not in DAYS or (last or first) not in DAYS or DAYS.index(last or first) < DAYS.index(first):
        raise refuse(f"is no day or span of days: write {', '.join(DAYS)}, or mon-fri", named, "unknown")
    return range(DAYS.index(first), DAYS.index(last or first) + 1)


def _day(value: Any) -> Day:
    if not isinstance(value, str):
        raise wrong(value, f"a day such as {_DAY_FORM}")
    if not _DAY.fullmatch(value) or len(value) > 200:  # noqa: PLR2004  # more breaks than that are no day
        raise refuse(f"must be a day such as {_DAY_FORM}, not {told(value)}")
    times = [int(hours) * MS_PER_HOUR + int(minutes) * MS_PER_MINUTE for hours, minutes in _TIMES.findall(value)]
    if max(times) > MS_PER_DAY:
        raise refuse("must have times up to 24:00")
    begin, end = times[0], _after(times[0], times[1])
    breaks: list[Span] = []
    last = begin
    for start, stop in zip(times[2::2], times[3::2], strict=True):
        first = start if start >= last else start + MS_PER_DAY
        breaks.append((first, _after(first, stop + first // MS_PER_DAY * MS_PER_DAY)))
        last = breaks[-1][1]
    if last > end:
        raise refuse("must have its breaks in order and within the day")
    return begin, end, tuple(breaks)


def _after(before: int, time: int) -> int:
    return time if time > before else time + MS_PER_DAY


def _write(weeks: Sequence[Sequence[Day]]) -> list[dict[str, str]]:
    return [dict(_spans(week)) for week in weeks]


def _spans(week: Sequence[Day]) -> Iterator[tuple[str, str]]:
    """Each run of days that are alike, by its first and last."""
    first = 0
    while first < len(week):
        last = first
        while last + 1 < len(week) and week[last + 1] == week[first]:
            last += 1
        if week[first] != FREE:
            yield (DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"), _day_text(week[first])
        first = last + 1


def _day_text(day: Day) -> str:
    begin, end, breaks = day
    pauses = ", ".join(f"{_time(start)}-{_time(stop)}" for start, stop in breaks)
    return f"{_time(begin)}-{_time(end)}" + (f" break {pauses}" if pauses else "")


def _time(time_ms: int) -> str:
    within = time_ms if time_ms <= MS_PER_DAY else time_ms % MS_PER_DAY
    hours, minutes = divmod(within // MS_PER_MINUTE, 60)
    return f"{hours:02d}:{minutes:02d}"


def _keep(weeks: Sequence[Sequence[Day]], names: Names) -> str:
    del names
    return json.dumps([_week_at_rest(week) for week in weeks])


def _week_at_rest(week: Sequence[Day]) -> Mapping[str, Any]:
    days = [
        {
            "start_ms": begin,
            "end_ms": end,
            "breaks": [{"start_ms": start, "end_ms": stop} for start, stop in breaks],
            "work_ms": end - begin - sum(stop - start for start, stop in breaks),
        }
        for begin, end, breaks in week
    ]
    return {"days": days, "work_ms": sum(one["work_ms"] for one in days)}


def _recall(value: str, names: Names) -> tuple[tuple[Day, ...], ...]:
    del names
    return tuple(
        tuple(
            (day["start_ms"], day["end_ms"], tuple((one["start_ms"], one["end_ms"]) for one in day["breaks"]))
            if day["work_ms"]
            else FREE
            for day in week["days"]
        )
        for week in json.loads(value)
    )


WEEKS = Codec("a list of weeks", _read, _write, _keep, _recall, kind="table")
