"""Days and instants as people write them: one or two digits, a space or a T, with or without seconds and zone."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, instant_text, local_to_instant

_YEAR_MIN, _YEAR_MAX = int(DAY_MIN[:4]), int(DAY_MAX[:4])
_DATE = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_TIME = r"[T ]([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:[.,]([0-9]{1,9}))?)?"
_ZONE = r" ?(Z|z|[+-][0-9]{2}:?[0-9]{2})"
_DAY = re.compile(_DATE)
_MOMENT = re.compile(f"{_DATE}(?:{_TIME}(?:{_ZONE})?)?")


def read_day(text: str) -> str:
    """A day as ISO text. ValueError where it is none, or outside the days that the ledger accepts."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return _day(found)


def read_day_part(text: str) -> str:
    """The day of a date, or of a date and time as it is written, whatever its zone."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    _naive(found)
    return _day(found)


def read_instant(text: str, zone: ZoneInfo) -> str:
    """A date and time as an instant; without a zone it is local, a date alone is its midnight."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    naive = _naive(found)
    if not _YEAR_MIN <= naive.year <= _YEAR_MAX:
        raise ValueError(text)
    written = found[8]
    if written is None:
        return local_to_instant(naive, zone)
    return instant_text(naive.replace(tzinfo=_offset(written)))


def _day(found: re.Match[str]) -> str:
    day = date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    if not DAY_MIN <= day <= DAY_MAX:
        raise ValueError(day)
    return day


def _naive(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second, fraction = found.group(1, 2, 3, 4, 5, 6, 7)
    return datetime(  # noqa: DTZ001  # the caller knows the zone
        int(year),
        int(month),
        int(day),
        int(hour or 0),
        int(minute or 0),
        int(second or 0),
        int((fraction or "0")[:6].ljust(6, "0")),
    )


def _offset(written: str) -> timezone:
    if written in "Zz":
        return UTC
    minutes = int(written[1:3]) * 60 + int(written[-2:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))
