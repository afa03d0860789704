"""The cells of a list: a value as it is read, and as it goes into a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from dagsverke.app.queries import Row
from dagsverke.domain.driving import M_PER_KM
from dagsverke.domain.timesheets import week_name
from dagsverke.domain.units import E4, E6, MS_PER_HOUR, quotient
from dagsverke.web.formats import Formats
from dagsverke.web.lists.asked import Asked
from dagsverke.web.lists.model import NUMERIC, Choice, Column, Kind, Tone
from dagsverke.web.translations import Language

UNITS: Mapping[str, Kind] = {"ms": "clock", "days": "days"}
"""The kind of an amount in an account's unit."""
SCALES: Mapping[str, int] = {
    "days": E6,
    "money": E4,
    "percent": E4,
    "quantity": E6,
    "km": M_PER_KM,
    "count": 1,
}
"""What one of a kind is of the core's unit: powers of ten, so that a decimal number of them is exact."""
HUNDREDTHS = 100
Writers = Mapping[str, Callable[[Any], str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is read. ``amount`` is the number behind it where it can be summed, ``note`` what else is said."""

    text: str
    is_number: bool = False
    tone: Tone | None = None
    amount: int | None = None
    note: str = ""
    path: str = ""
    is_nil: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list."""

    path: str | None
    cells: Sequence[Cell]


def lines(asked: Asked, rows: Sequence[Row], shown: Formats, language: Language) -> list[Line]:
    """The rows as they are read."""
    places = {name: at for at, name in enumerate(asked.attributes)}
    writers = writers_of(shown, language)
    return [_line(asked, {name: row[at] for name, at in places.items()}, writers) for row in rows]


def _line(asked: Asked, row: Mapping[str, Any], writers: Writers) -> Line:
    path = asked.listing.row_path
    cells = []
    for one in asked.columns:
        made = cell(one, row[one.core], writers)
        if one.judged and (found := _choice(one, row[one.judged])) is not None and found.tone:
            made = replace(made, tone=found.tone, note=writers["message"](found.label))
        cells.append(replace(made, path=one.leads.format_map(row)) if one.leads else made)
    return Line(path.format_map(row) if path else None, cells)


def cell(column: Column, value: Any, writers: Writers) -> Cell:
    """One value."""
    if column.kind == "choice":
        found = _choice(column, value)
        return Cell(writers["message"](found.label) if found else "", tone=found.tone if found else None)
    is_number = column.kind in NUMERIC
    amount = int(value or 0) if column.is_summed else None
    return Cell(writers[column.kind](value), is_number, amount=amount, is_nil=is_number and value == 0)


def _choice(column: Column, value: Any) -> Choice | None:
    return (column.choices or {}).get(value)


def writers_of(shown: Formats, language: Language) -> Writers:
    """How each kind of value is written."""
    units: Writers = {"ms": shown.clock, "days": shown.days}
    return {
        "amount": lambda pair: units[pair[0]](pair[1]),
        "text": lambda value: "" if value is None else str(value),
        "day": shown.day,
        "week": shown.week,
        "dates": lambda days: ", ".join(f"{shown.day_name(one)} {shown.day_and_month(one)}" for one in days),
        "instant": shown.instant,
        "clock": shown.clock,
        "days": shown.days,
        "money": shown.money,
        "percent": shown.percent,
        "quantity": shown.quantity,
        "km": shown.km,
        "count": shown.count,
        "flag": lambda value: language.gettext("Yes") if value else "",
        "message": language.gettext,
    }


def plain(column: Column, value: Any, language: Language) -> str | Decimal | date | None:
    """A value as it goes into a file: numbers and days as such; hours to two decimals, all else exactly."""
    kind: Kind = column.kind
    if kind == "amount":
        unit, value = value
        kind = UNITS[unit]
    if value is None or value == "":
        return None
    if kind == "clock":
        return Decimal(quotient(value * HUNDREDTHS, MS_PER_HOUR)) / HUNDREDTHS
    if kind in SCALES:
        return Decimal(value) / SCALES[kind]
    if kind == "choice":
        found = _choice(column, value)
        return language.gettext(found.label) if found else ""
    if kind == "flag":
        return language.gettext("Yes") if value else ""
    return _PLAIN.get(kind, str)(value)


_PLAIN: Mapping[str, Callable[[Any], str | date]] = {
    "day": date.fromisoformat,
    "dates": ", ".join,
    "week": week_name,
}
