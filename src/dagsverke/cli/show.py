"""How the command line shows things: tables, hours, days of leave. To standard output; nothing else writes there."""

import sys
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from dagsverke.domain.invoicing import to_oere
from dagsverke.domain.units import E4, E6, MS_PER_HOUR, MS_PER_MINUTE

MINUTES_PER_HOUR = 60
GAP = "  "


def say(line: str = "") -> None:
    """Show one line."""
    sys.stdout.write(f"{line}\n")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Collection[str] = ()) -> None:
    """Show rows under their headings, each on one line and whole; the columns named in ``right`` hold numbers."""
    lines = [headings, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headings))]
    say(_aligned(headings, widths, headings, right))
    say(GAP.join("─" * width for width in widths))
    for line in lines[1:]:
        say(_aligned(line, widths, headings, right))


def _aligned(line: Sequence[str], widths: Sequence[int], headings: Sequence[str], right: Collection[str]) -> str:
    cells = (
        cell.rjust(width) if heading in right else cell.ljust(width)
        for cell, width, heading in zip(line, widths, headings, strict=True)
    )
    return GAP.join(cells).rstrip()


def clock_hours(amount_ms: int) -> str:
    """Hours and whole minutes: ``-7:30``; what is less than a minute is left out."""
    minutes = abs(amount_ms) // MS_PER_MINUTE
    sign = "-" if amount_ms < 0 and minutes else ""
    return f"{sign}{minutes // MINUTES_PER_HOUR}:{minutes % MINUTES_PER_HOUR:02d}"


def decimal_hours(amount_ms: int) -> str:
    """Hours as a decimal number, rounded to four places (a third of a second), without superfluous zeros."""
    hours = (Decimal(amount_ms) / MS_PER_HOUR).quantize(Decimal("0.0001"))
    return f"{hours.normalize() if hours else Decimal():f}"


def days(amount_e6: int) -> str:
    """Days of leave as a decimal number, without superfluous zeros."""
    return f"{(Decimal(amount_e6) / E6).normalize():f}"


def money(amount_e4: int) -> str:
    """An amount with two decimals, halves of an öre away from zero."""
    return f"{Decimal(to_oere(amount_e4)) / E4:.2f}"


def amount(unit: str, value: int) -> str:
    """A balance as it is read aloud: ``7:30`` or ``5 d``."""
    return quantity(unit, value)[0]


def factor(factor_e4: int) -> str:
    """A factor as a decimal number, without superfluous zeros."""
    return f"{(Decimal(factor_e4) / E4).normalize():f}"


def quantity(unit: str, amount: int) -> tuple[str, str]:
    """A balance as it is read aloud and as a number: ``7:30`` and ``7.5``, or ``5 d`` and ``5``."""
    if unit == "ms":
        return clock_hours(amount), decimal_hours(amount)
    return f"{days(amount)} d", days(amount)
