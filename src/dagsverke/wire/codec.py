"""Codecs: one wire spelling of one kind of value, total in both directions.

``from_wire`` gets the company for what is local to it (its zone). It raises ValueError, TypeError or
ArithmeticError for what it cannot read, and the engine turns that into ``Malformed("type", field)``. Text that holds
NUL or other characters that no database keeps is refused here. The engine reads ``null`` as "no value" before any
codec is asked, and so it does with empty text, unless the codec says ``takes_empty``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import Any

import msgspec

from dagsverke.app.company import Company
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, midnight, next_day
from dagsverke.domain.units import E4, MS_PER_HOUR, scaled
from dagsverke.wire.moments import read_day, read_day_part, read_instant
from dagsverke.wire.values import (
    KEY_MAX,
    TEXT_MAX,
    clean,
    decimal_of,
    json_text,
    keepable,
    read_boolean,
    read_integer,
    same,
)

HOURS_MAX = 100_000
"""Eleven years."""
MONEY_MAX = 10**8
"""A price per hour or piece; times a part of an hour in milliseconds it still is a 64-bit integer in scale e4."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a value may need to know of the answer that it stands in: where and when whose data is read."""

    base_url: str
    now: str
    company: Callable[[], Company]


@dataclass(frozen=True, slots=True)
class Codec:
    """A spelling. ``to_text`` renders straight to JSON text where that is faster than encoding ``to_wire``.

    ``in_context`` takes the place of ``to_wire`` where the wire value depends on who reads it where (a signed link).

    ``kind`` is the kind of core value that it reads (as the catalogue names kinds), None where it may be any.
    """

    name: str  # as a refusal says it: "not a valid <name>"
    to_wire: Callable[[Any], Any]
    from_wire: Callable[[Any, Company], Any]
    schema: Mapping[str, Any] = field(default_factory=dict)  # JSON schema of the wire value
    to_text: Callable[[Any], str] | None = None
    kind: str | None = None
    takes_empty: bool = False  # empty text is a value of its own, not the lack of one
    in_context: Callable[[Any, Context], Any] | None = None
    members: Mapping[str, str] = field(default_factory=dict)  # core → wire names within each of a list of objects


def number_of(value: int, scale: int) -> int | float:
    """A scaled integer as a JSON number, whole ones as integers."""
    whole, rest = divmod(value, scale)
    return value / scale if rest else whole


def text_max(limit: int) -> Codec:
    """Text of at most ``limit`` characters."""
    return Codec(
        f"text of at most {limit} characters",
        same,
        lambda value, _: clean(value, limit),
        {"type": "string", "maxLength": limit},
        encode_basestring,
        "text",
        takes_empty=True,
    )


def integer_between(low: int, high: int) -> Codec:
    """An integer from ``low`` to ``high``, both included."""

    def read(value: Any, _: Company) -> int:
        found = read_integer(value)
        if not low <= found <= high:
            raise ValueError(value)
        return found

    return Codec(
        f"integer from {low} to {high}",
        same,
        read,
        {"type": "integer", "minimum": low, "maximum": high},
        str,
        "int",
    )


def scaled_number(name: str, scale: int, limit: int) -> Codec:
    """An integer of a scale at rest, a JSON number on the wire (whole ones as integers), at most ±``limit``."""

    def read(value: Any, _: Company) -> int:
        number = decimal_of(value)
        if abs(number) > limit:
            raise ValueError(value)
        return scaled(number, scale)

    def show(value: int) -> int | float:
        return number_of(value, scale)

    schema = {"type": "number", "minimum": -limit, "maximum": limit}
    return Codec(name, show, read, schema, lambda value: repr(show(value)), "int")


def enum(name: str, spellings: Mapping[Any, Any]) -> Codec:
    """One of a few values, by core form → wire form. A number or boolean may also come as its text."""
    wires = {(type(wire), wire): core for core, wire in spellings.items()}
    for core, wire in spellings.items():
        wires.setdefault((str, json_text(wire) if not isinstance(wire, str) else wire), core)

    def read(value: Any, _: Company) -> Any:
        found = wires.get((type(value), value)) if isinstance(value, str | int | float) else None
        if found is None:
            raise ValueError(value)
        return found

    texts = {core: json_text(wire) for core, wire in spellings.items()}
    kind = "int" if all(isinstance(core, int) for core in spellings) else "text"
    return Codec(
        name,
        spellings.__getitem__,
        read,
        {"enum": list(spellings.values())},
        texts.__getitem__,
        kind if not any(isinstance(core, bool) for core in spellings) else None,
    )


def comma_list(one: Codec, items_max: int = 10_000) -> Codec:
    """Values with commas between them (or a JSON list of them) as a list; empty ones are left out."""

    def read(value: Any, company: Company) -> list[Any]:
        parts = value if isinstance(value, list | tuple) else clean(value, items_max * KEY_MAX).split(",")
        if len(parts) > items_max:
            raise ValueError(value)
        stripped = [part.strip() if isinstance(part, str) else part for part in parts]
        return [one.from_wire(part, company) for part in stripped if part not in ("", None)]

    def show(values: Sequence[Any]) -> str:
        return ",".join(str(one.to_wire(value)) for value in values)

    return Codec(f"comma-separated list, each a {one.name}", show, read, {"type": "string"}, kind=one.kind)


def _quoted(value: str) -> str:
    return f'"{value}"'


_DAY_SCHEMA = {"type": "string", "format": "date", "description": f"From {DAY_MIN} to {DAY_MAX}."}
_HOURS = scaled_number("number of hours", MS_PER_HOUR, HOURS_MAX)

text = text_max(TEXT_MAX)
key = Codec(
    "key",
    same,
    lambda value, _: clean(value, KEY_MAX),
    {"type": "string", "maxLength": KEY_MAX},
    encode_basestring,
    "text",
)
integer = Codec("integer", same, lambda value, _: read_integer(value), {"type": "integer"}, str, "int")
boolean = Codec(
    "boolean",
    bool,
    lambda value, _: read_boolean(value),
    {"type": "boolean"},
    lambda value: "true" if value else "false",
    "bool",
)
day = Codec("date, YYYY-MM-DD", same, lambda value, _: read_day(clean(value, KEY_MAX)), _DAY_SCHEMA, _quoted, "day")
day_part = Codec(
    "date, or date and time",
    same,
    lambda value, _: read_day_part(clean(value, KEY_MAX)),
    {"type": "string", "description": "The date of it counts; the time of day does not."},
    _quoted,
    "day",
)
instant = Codec(
    "date and time, YYYY-MM-DD HH:MM",
    same,
    lambda value, company: read_instant(clean(value, KEY_MAX), company.zone),
    {"type": "string", "description": "A date and time; without a zone it is local to the company."},
    _quoted,
    "instant",
)
instant_day_start = Codec(
    "date, YYYY-MM-DD",
    same,
    lambda value, company: midnight(read_day(clean(value, KEY_MAX)), company.zone),
    _DAY_SCHEMA,
    _quoted,
    "instant",
)
"""A local day as the instant at which it begins."""
instant_day_after = Codec(
    "date, YYYY-MM-DD",
    same,
    lambda value, company: midnight(next_day(read_day(clean(value, KEY_MAX))), company.zone),
    _DAY_SCHEMA,
    _quoted,
    "instant",
)
"""A local day as the instant at which the next one begins: for ``lt``."""
hours = _HOURS
hours_text = Codec(
    "number of hours",
    lambda ms: repr(_HOURS.to_wire(ms)),
    _HOURS.from_wire,
    {"type": "string", "description": "A number of hours."},
    lambda ms: f'"{_HOURS.to_wire(ms)!r}"',
    "int",
)
money = scaled_number("amount", E4, MONEY_MAX)
constant = Codec("constant", same, lambda value, _: value, {})
json_value = Codec(
    "JSON value",
    msgspec.json.decode,
    lambda value, _: json_text(keepable(value)),
    {},
    str,
    "json",
    takes_empty=True,
)
"""Any JSON value, JSON text at rest."""
