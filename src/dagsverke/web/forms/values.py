"""The values of a form: as they stand in its fields, and as the commands want them."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from dagsverke.domain.calendars import read_day
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4, E6, scaled
from dagsverke.web.formats import Formats
from dagsverke.web.forms.model import Field
from dagsverke.web.reading import read_hours

_NUMBER = re.compile(r"[-−]?\d{1,12}(?:[.,]\d{1,10})?", re.ASCII)
_BLANKS = re.compile(r"[\s\u00a0\u202f]")
TEXT_MAX = 20_000


def shown_value(field: Field, value: Any, shown: Formats) -> str:
    """A value as it stands in a field that can be typed over."""
    if value is None or value == "":
        return ""
    writers: Mapping[str, Callable[[Any], str]] = {
        "clock": shown.clock,
        "money": shown.money,
        "quantity": shown.quantity,
        "days": shown.days,
        "number": shown.plain,
    }
    write = writers.get(field.kind, str)
    return write(value)


def read_value(field: Field, text: str) -> Any:
    """What was sent, in core form; nothing at all is None, and False for a flag."""
    told = text.strip()
    if field.kind == "flag":
        return bool(told)
    if field.kind == "choice" and field.choices is not None:
        return _choice(field, told)
    if not told:
        return "" if field.kind in ("text", "long", "code", "email") else None
    if len(told) > TEXT_MAX:
        raise Malformed("range", field.name, f"must be at most {TEXT_MAX} characters")
    return _READERS[field.kind](field.name, told)


def _choice(field: Field, told: str) -> Any:
    for value in field.choices or ():
        if str(value) == told:
            return value
    if told:
        raise Malformed("range", field.name, "is none of the choices")
    return None


def _number(name: str, told: str) -> Decimal:
    plain = _BLANKS.sub("", told)
    if not _NUMBER.fullmatch(plain):
        raise Malformed("type", name, "must be a number")
    return Decimal(plain.replace(",", ".").replace("−", "-"))


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
    "money": lambda name, told: scaled(_number(name, told), E4),
    "quantity": lambda name, told: scaled(_number(name, told), E6),
    "days": lambda name, told: scaled(_number(name, told), E6),
    "count": _whole,
    "code": lambda _, told: told,
    "number": _number,
}
