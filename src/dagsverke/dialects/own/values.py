"""How our own API spells the values of a balance (OW-01)."""

from collections.abc import Sequence
from typing import Any

from dagsverke.domain.ledger import Line
from dagsverke.domain.units import E4, E6, MS_PER_HOUR
from dagsverke.wire.codec import Codec, enum, number_of
from dagsverke.wire.values import same

UNITS = {"ms": "hours", "days": "days"}
SCALES = {"ms": MS_PER_HOUR, "days": E6}
"""What one hour or one day is of the core's unit."""
LINE_SCHEMA = {
    "type": "object",
    "properties": {
        "day": {"type": "string", "format": "date"},
        "what": {"type": "string"},
        "factor": {"type": "number", "description": "What an hour of it counts."},
        "value": {"type": "integer"},
        "amount": {"type": "number"},
        "source": {"type": "string"},
        "reason": {"type": "string"},
    },
}


def _amount(held: tuple[str, int | None]) -> int | float | None:
    unit, value = held
    return None if value is None else number_of(value, SCALES[unit])


def _lines(held: tuple[str, Sequence[Line] | None]) -> list[dict[str, Any]] | None:
    unit, lines = held
    if lines is None:
        return None
    return [
        {
            "day": one.on_day,
            "what": one.what,
            "factor": number_of(one.factor_e4, E4),
            "value": one.amount,
            "amount": _amount((unit, one.amount)),
            "source": one.source,
            "reason": one.reason,
        }
        for one in lines
    ]


def _unread(value: Any, _company: Any) -> Any:
    return value


unit_name = enum("unit, hours or days", UNITS)
amount = Codec("number", _amount, _unread, {"type": "number"})
lines_of = Codec("list of lines", _lines, _unread, {"type": "array", "items": LINE_SCHEMA})
count = Codec("integer", same, _unread, {"type": "integer"}, str)
