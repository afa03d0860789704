"""The values of a form: as they stand in its fields, and as the commands want them."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from typing import Any

from dagsverke.domain.calendars import local_to_instant, read_day
from dagsverke.domain.driving import M_PER_KM
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4, E6, MS_PER_HOUR, scaled
from dagsverke.web.formats import Formats
from dagsverke.web.forms.model import Field
from dagsverke.web.reading import read_hours

_NUMBER = re.compile(r"[-−]?\d{1,12}(?:[.,]\d{1,10})?", re.ASCII)
_LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?", re.ASCII)
_BLANKS = re.compile(r"[\s\u00a0\u202f]")
_SHARE = ("name", "personal_number", "percent_e4")
TEXT_MAX = 20_000
HOURS_MAX_MS = 999_999 * MS_PER_HOUR
"""Nobody plans for more."""


def shown_value(field: Field, value: Any, shown: Formats) -> str:
    """A value as it stands in a field that can be typed over."""
    if value is None or value == "":
        return ""
    writers: Mapping[str, Callable[[Any], str]] = {
        "clock": shown.clock,
        "hours": shown.clock,
        "moment": shown.local_moment,
        "km": shown.km,
        "money": shown.money,
        "percent": shown.percent,
        "quantity": shown.quantity,
        "days": shown.days,
        "number": shown.plain,
        "shares": lambda told: _shown_shares(told, shown),
    }
    write = writers.get(field.kind, str)
    return write(value)


def _shown_shares(value: str, shown: Formats) -> str:
    """Who shares a deduction, a line for each; ``value`` is a JSON list."""
    told = ((one["name"], one["personal_number"], shown.percent(one["percent_e4"])) for one in json.loads(value))
    return "\n".join("; ".join(parts) for parts in told)


def shown_rows(value: Any) -> list[str]:
    """The keys of the rows that are picked, of a JSON list."""
    return list(json.loads(value or "[]"))


def read_value(field: Field, text: str, zone: tzinfo = UTC) -> Any:
    """What was sent, in core form; nothing at all is None, and False for a flag. Moments are those of the zone."""
    told = text.strip()
    if field.kind == "flag":
        return bool(told)
    if field.kind == "choice" and field.choices is not None:
        return _choice(field, told)
    if not told:
        return "" if field.kind in ("text", "long", "code", "email") else None
    if len(told) > TEXT_MAX:
        raise Malformed("range", field.name, f"must be at most {TEXT_MAX} characters")
    if field.kind == "moment":
        return _moment(field.name, told, zone)
    return _READERS[field.kind](field.name, told)


def _choice(field: Field, told: str) -> Any:
    for value in field.choices or ():
        if str(value) == told:
            return value
    if told:
        raise Malformed("range", field.name, "is none of the choices")
    return None


def _shares(name: str, told: str) -> list[dict[str, Any]]:
    """Who shares a deduction: a name, a personal number and percents on each line, semicolons between."""
    found = []
    for line in filter(None, map(str.strip, told.splitlines())):
        parts = [one.strip() for one in line.split(";")]
        if len(parts) != len(_SHARE):
            raise Malformed("type", name, "must be a name, a personal number and a percentage on each line")
        found.append(dict(zip(_SHARE, (*parts[:2], scaled(_number(name, parts[2]), E4)), strict=True)))
    return found


def _number(name: str, told: str) -> Decimal:
    plain = _BLANKS.sub("", told)
    if not _NUMBER.fullmatch(plain):
        raise Malformed("type", name, "must be a number")
    return Decimal(plain.replace(",", ".").replace("−", "-"))


def _moment(name: str, told: str, zone: tzinfo) -> str:
    refused = Malformed("type", name, "must be a day and a time such as 2026-03-29T07:00")
    if not _LOCAL.fullmatch(told):
        raise refused
    try:
        return local_to_instant(datetime.fromisoformat(told), zone)
    except (ValueError, OverflowError):
        raise refused from None


def _whole(name: str, told: str) -> int:
    number = _number(name, told)
    if number != number.to_integral_value():
        raise Malformed("type", name, "must be a whole number")
    return int(number)


_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "text": lambda _, told: told,
    "long": lambda _, told: told,
    "email": lambda _, told: told,
    "row": lambda _, told: told,
    "day": lambda name, told: read_day(told, name),
    "clock": lambda name, told: read_hours(told, name),
    "hours": lambda name, told: read_hours(told, name, HOURS_MAX_MS),
    "km": lambda name, told: scaled(_number(name, told), M_PER_KM),
    "money": lambda name, told: scaled(_number(name, told), E4),
    "percent": lambda name, told: scaled(_number(name, told), E4),
    "quantity": lambda name, told: scaled(_number(name, told), E6),
    "shares": _shares,
    "days": lambda name, told: scaled(_number(name, told), E6),
    "count": _whole,
    "code": lambda _, told: told,
    "number": _number,
}
