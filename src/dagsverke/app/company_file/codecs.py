"""How single values are written in a company file, and what the core makes of them.

A value is read to core form (scaled integers, ISO days) and written back to what reads as the same. Nothing is the
empty text, for TOML has no word for it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import eq
from typing import Any, Literal, Protocol

from dagsverke.domain.calendars import DAY_MAX, DAY_MIN
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4

SHOWN_LENGTH_MAX = 40
_DIGITS_MAX = 12
AMOUNT_MAX = 10**_DIGITS_MAX
"""A million million; from it on a number is a slip of the pen."""
PLACES_MAX = 10

Kind = Literal["text", "flag", "whole", "number", "day", "when", "choice", "row", "table"]
"""What a value is for who types it: ``when`` is a day or text that says when, a table is written as in the file."""
Name = str | int
"""What a row is called in the file: its code, number or name."""
Reference = tuple[str, Name]
"""The section and the name of a row that another one names."""


Rename = Callable[[Reference], Name]
"""What a row is called now."""


class Names(Protocol):
    """Which row has which name."""

    def id_of(self, section: str, name: Name) -> int:
        """The id of the row that is called so."""

    def name_of(self, section: str, row_id: int | None) -> Name | None:
        """What a row is called; None where there is none, or where it has no name of its own."""


def same(value: Any) -> Any:
    """The value as it is."""
    return value


def _kept(value: Any, names: Names) -> Any:
    del names
    return value


def _names_nothing(value: Any) -> Iterable[Reference]:
    del value
    return ()


@dataclass(frozen=True, slots=True)
class Codec:
    """One way to write a value.

    ``read`` and ``write`` translate between the file and the core, ``keep`` and ``recall`` between the core and the
    column. ``read`` refuses as Malformed; its field is the place within the value. ``refers`` says which rows a value
    names, ``renamed`` is the value once rows are called otherwise, ``are_alike`` whether two of them mean the
    same. ``kind`` is how a form asks for it: one of ``choices``, or the name of a row of the section ``of``.
    """

    what: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any] = same
    keep: Callable[[Any, Names], Any] = _kept
    recall: Callable[[Any, Names], Any] = _kept
    refers: Callable[[Any], Iterable[Reference]] = _names_nothing
    renamed: Callable[[Any, Rename], Any] = lambda value, _: value
    are_alike: Callable[[Any, Any], bool] = eq
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    of: str = ""


def refuse(detail: str, field: str = "", rule: str = "range") -> Malformed:
    """A refusal whose field is to be completed on the way out."""
    return Malformed(rule, field, detail)


def told(value: Any) -> str:
    """A value as a refusal repeats it, cut where it is long."""
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    return shown if len(shown) <= SHOWN_LENGTH_MAX else f"{shown[: SHOWN_LENGTH_MAX - 1]}…"


def wrong(value: Any, what: str) -> Malformed:
    """The refusal of a value of another type: ``must be a whole number, not "x"``."""
    kinds: Mapping[type, str] = {bool: "true or false", dict: "a table", list: "a list"}
    kind = kinds.get(type(value)) or (told(value) if isinstance(value, str | int | Decimal | date) else "that")
    return refuse(f"must be {what}, not {kind}", rule="type")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(value, "text")
    if "\0" in value:
        raise refuse("must not hold the character NUL, which not every database keeps")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong(value, "true or false")
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong(value, "a number")
    number = Decimal(value) if isinstance(value, Decimal) or abs(value) <= AMOUNT_MAX else Decimal(AMOUNT_MAX + 1)
    if not number.is_finite() or (number and number.adjusted() < -PLACES_MAX):
        raise refuse("must be a number that money or time can be")
    if number.adjusted() >= _DIGITS_MAX:  # before any arithmetic, which knows no number as large as a file can write
        raise refuse(f"must be less than {AMOUNT_MAX}")
    return number


def number_in_file(value: Decimal) -> int | Decimal:
    """A number as the file has it: whole where it is."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def words(pattern: str, what: str) -> Codec:
    """Text of a certain form."""
    form = re.compile(pattern)

    def read(value: Any) -> str:
        text = _text(value)
        if not form.fullmatch(text):
            raise refuse(f"must be {what}, not {told(text)}")
        return text

    return Codec(what, read)


def choice(*allowed: str) -> Codec:
    """One of some words."""
    listed = ", ".join(f'"{one}"' for one in allowed)
    what = f"one of {listed}"

    def read(value: Any) -> str:
        if _text(value) not in allowed:
            raise refuse(f"must be {what}, not {told(value)}")
        return str(value)

    return Codec(what, read, kind="choice", choices=allowed)


def whole(least: int = 0, most: int = 10**9) -> Codec:
    """A whole number within bounds, both included."""
    what = f"a whole number from {least} to {most}"

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong(value, "a whole number")
        if not least <= value <= most:
            raise refuse(f"must be {what}")
        return value

    return Codec(what, read, kind="whole")


def scaled(scale: int, what: str, least: int | None = 0, most: int | None = None) -> Codec:
    """A number kept as an integer of a scale; refused where it has more places than the scale."""

    def read(value: Any) -> int:
        exact = _number(value) * scale
        if exact != exact.to_integral_value():
            raise refuse(f"must have at most {len(str(scale)) - 1} decimals")
        number = int(exact)
        if (least is not None and number < least) or (most is not None and number > most):
            raise refuse(f"must be {what}")
        return number

    return Codec(what, read, lambda value: number_in_file(Decimal(value) / scale), kind="number")


def _read_number(value: Any) -> Decimal:
    number = _number(value).normalize()
    if -int(number.as_tuple().exponent) > PLACES_MAX:
        raise refuse(f"must have at most {PLACES_MAX} decimals")
    return number


def _read_day(value: Any) -> str:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise wrong(value, "a date such as 2026-03-29, without quotes")
    day = value.isoformat()
    if not DAY_MIN <= day <= DAY_MAX:
        raise refuse(f"must be between {DAY_MIN} and {DAY_MAX}")
    return day


TEXT = Codec("text", _text)
FLAG = Codec("true or false", _flag, kind="flag")
MONEY = scaled(E4, "a number of at least 0 with at most 4 decimals")
PERCENT = scaled(E4, "a number from 0 to 100", 0, 100 * E4)
SHARE = scaled(E4, "a number from 0 to 1, such as 0.75", 0, E4)
FACTOR = scaled(E4, "a number from -1000 to 1000", -1000 * E4, 1000 * E4)
NUMBER = Codec("a number", _read_number, number_in_file, kind="number")
DAY = Codec("a date such as 2026-03-29", _read_day, date.fromisoformat, kind="day")
COLOR = words(r"[0-9A-Fa-f]{6}", "a color of six hexadecimal digits")


def maybe(codec: Codec, nothing: Any = None) -> Codec:
    """A value that may be nothing, which is the empty text in the file."""

    def read(value: Any) -> Any:
        return nothing if value == "" else codec.read(value)

    def write(value: Any) -> Any:
        return "" if value == nothing else codec.write(value)

    def keep(value: Any, names: Names) -> Any:
        return nothing if value == nothing else codec.keep(value, names)

    def recall(value: Any, names: Names) -> Any:
        return nothing if value == nothing else codec.recall(value, names)

    return Codec(
        f'{codec.what}, or "" for none',
        read,
        write,
        keep,
        recall,
        lambda value: () if value == nothing else codec.refers(value),
        lambda value, rename: nothing if value == nothing else codec.renamed(value, rename),
        kind=codec.kind,
        choices=codec.choices,
        of=codec.of,
    )


def reference(section: str, codec: Codec = TEXT) -> Codec:
    """The name of a row of another section; its id at rest."""
    return Codec(
        f"the name of a row of [[{section}]]",
        codec.read,
        codec.write,
        keep=lambda value, names: names.id_of(section, value),
        recall=lambda value, names: names.name_of(section, value),
        refers=lambda value: ((section, value),),
        renamed=lambda value, rename: rename((section, value)),
        kind="row",
        of=section,
    )


def code_of(section: str, codec: Codec) -> Codec:
    """The code of a row of another section, which is what is kept of it."""
    what = f"the code of a row of [[{section}]]"
    return Codec(what, codec.read, refers=lambda value: ((section, value),), kind="row", of=section)


def each(codec: Codec) -> Codec:
    """A list of values, each different; its order is of no account."""

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise wrong(value, "a list")
        read_ones = [at(f"[{place}]", codec.read, one) for place, one in enumerate(value, start=1)]
        if len(set(read_ones)) != len(read_ones):
            raise refuse("must not name anything twice")
        return tuple(sorted(read_ones))

    return Codec(
        f"a list, each {codec.what}",
        read,
        lambda value: [codec.write(one) for one in value],
        refers=lambda value: [named for one in value for named in codec.refers(one)],
        renamed=lambda value, rename: tuple(sorted(codec.renamed(one, rename) for one in value)),
        kind="table",
    )


def at(place: str, read: Callable[[Any], Any], value: Any) -> Any:
    """Read a part of a value; a refusal says where in the whole it is."""
    try:
        return read(value)
    except Malformed as reason:
        raise Malformed(reason.rule, joined(place, reason.field), reason.detail) from None


def joined(place: str, field: str | None) -> str:
    """A place within a place: ``cause[3]`` and ``code`` are ``cause[3].code``."""
    if not field or not place:
        return place or field or ""
    return f"{place}{field}" if field.startswith("[") else f"{place}.{field}"
