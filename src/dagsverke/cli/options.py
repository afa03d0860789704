"""Options and arguments that several commands share, and how a day is read."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from dagsverke.domain import account_amounts
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN
from dagsverke.domain.causes import Unit
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4, scaled

_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(\.[0-9]{1,9})?")
_MONEY = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,2})?")
PERCENT = 100


def read_day(text: str) -> str:
    """An ISO day. Raises BadParameter for anything else, and for a day that the ledger does not keep."""
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day: write it as 2026-03-29") from None
    if not DAY_MIN <= day <= DAY_MAX:
        raise typer.BadParameter(f"{text} is not between {DAY_MIN} and {DAY_MAX}")
    return day


def read_amount(text: str, unit: Unit) -> int:
    """An amount in an account's unit (ms, or days e6): hours as 7:30 or 7.5, days as 2.5; the sign comes first.

    Raises BadParameter for anything else.
    """
    try:
        return account_amounts.read_amount(text, unit, "amount")
    except Malformed:
        how = "hours as 7:30 or 7.5" if unit == "ms" else "days as 2.5"
        raise typer.BadParameter(f"{text!r} is not an amount: write {how}") from None


def read_percent(text: str) -> int:
    """A percentage as a share of scale e4: 62.5 is 6,250. Raises BadParameter for anything else."""
    number = text.strip().removesuffix("%").rstrip().replace(",", ".")
    if not _NUMBER.fullmatch(number):
        raise typer.BadParameter(f"{text!r} is not a percentage: write it as 75 or 62.5")
    return scaled(Decimal(number), E4 // PERCENT)


def read_money(text: str) -> int:
    """An amount of money, e4: 1250 or 1250.50. Raises BadParameter for anything else."""
    number = text.strip().replace(",", ".")
    if not _MONEY.fullmatch(number):
        raise typer.BadParameter(f"{text!r} is not an amount: write it as 1250 or 1250.50")
    return scaled(Decimal(number), E4)


CompanyOption = Annotated[
    str | None,
    typer.Option("--company", metavar="NAME", help="The company's name or id; needed where there are several."),
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="PERSON", help="Whose doing it is: employee number, user name or key.")
]
PersonArgument = Annotated[
    str, typer.Argument(metavar="PERSON", help="The person's employee number, user name or key.")
]
