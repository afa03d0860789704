"""Options and arguments that several commands share, and how a day is read."""

from datetime import date
from typing import Annotated

import typer

from dagsverke.domain.calendars import DAY_MAX, DAY_MIN


def read_day(text: str) -> str:
    """An ISO day. Raises BadParameter for anything else, and for a day that the ledger does not keep."""
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day: write it as 2026-03-29") from None
    if not DAY_MIN <= day <= DAY_MAX:
        raise typer.BadParameter(f"{text} is not between {DAY_MIN} and {DAY_MAX}")
    return day


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
