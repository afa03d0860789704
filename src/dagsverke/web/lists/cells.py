"""The cells of a list: a value as it is read, and as it goes into a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dagsverke.app.queries import Row
from dagsverke.domain.units import E4, E6, MS_PER_HOUR
from dagsverke.web.formats import Formats
from dagsverke.web.lists.asked import Asked
from dagsverke.web.lists.model import NUMERIC, Column, Tone
from dagsverke.web.translations import Language

SCALES: Mapping[str, int] = {"clock": MS_PER_HOUR, "days": E6, "money": E4, "percent": E4, "quantity": E6, "count": 1}
"""What one of a kind is of the core's unit."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is read. ``amount`` is the number behind it where it can be summed."""

    text: str
    is_number: bool = False
    tone: Tone | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list."""

    path: str | None
    cells: Sequence[Cell]


def lines(asked: Asked, rows: Sequence[Row], shown: Formats, language: Language) -> list[Line]:
    """The rows as they are read."""
    places = {name: at for at, name in enumerate(asked.attributes)}
    writers = writers_of(shown, language)
    path = asked.listing.row_path
    return [
        Line(
            path.format(**{name: row[at] for name, at in places.items()}) if path else None,
            [cell(one, row[places[one.core]], writers) for one in asked.columns],
        )
        for row in rows
    ]


def cell(column: Column, value: Any, writers: Mapping[str, Callable[[Any], str]]) -> Cell:
    """One value."""
    if column.kind == "choice" and column.choices is not None:
        found = column.choices.get(value)
        return Cell(writers["message"](found.label) if found else "", tone=found.tone if found else None)
    is_number = column.kind in NUMERIC
    amount = int(value or 0) if column.is_summed else None
    return Cell(writers[column.kind](value), is_number, amount=amount)


def writers_of(shown: Formats, language: Language) -> Mapping[str, Callable[[Any], str]]:
    """How each kind of value is written."""
    return {
        "text": lambda value: "" if value is None else str(value),
        "day": shown.day,
        "instant": shown.instant,
        "clock": shown.clock,
        "days": shown.days,
        "money": shown.money,
        "percent": shown.percent,
        "quantity": shown.quantity,
        "count": shown.count,
        "flag": lambda value: language.gettext("Yes") if value else "",
        "message": language.gettext,
    }


def plain(column: Column, value: Any, language: Language) -> str | Decimal | date | None:
    """A value as it goes into a file: numbers and days as such."""
    if value is None:
        return None
    if column.kind in SCALES:
        return Decimal(value) / SCALES[column.kind]
    if column.kind == "day":
        return date.fromisoformat(value) if value else None
    if column.kind == "choice" and column.choices is not None:
        found = column.choices.get(value)
        return language.gettext(found.label) if found else ""
    if column.kind == "flag":
        return language.gettext("Yes") if value else ""
    return str(value)
