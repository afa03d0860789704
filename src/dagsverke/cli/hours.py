"""``hours``: who works more than the law on working hours allows, or nearly, and who has too little rest."""

from collections.abc import Sequence
from typing import Annotated

import typer

from dagsverke.app import balances
from dagsverke.app.hours import Warned, hour_warnings
from dagsverke.app.ports import Reader, Store
from dagsverke.cli.options import CompanyOption, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import company_of, person_of, with_store
from dagsverke.cli.show import clock_hours, say, table
from dagsverke.domain.calendars import month_of

HEADINGS = ("Number", "Name", "Rule", "From", "To", "Hours", "Limit", "", "Source")
NUMERIC = frozenset({"Hours", "Limit"})


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("hours")(hours)


def hours(
    context: typer.Context,
    person: Annotated[
        str | None, typer.Argument(metavar="PERSON", help="Only this person's.", show_default=False)
    ] = None,
    *,
    first_on: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day, else the first of the month.")
    ] = None,
    last_on: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day, else today.")] = None,
    over: Annotated[bool, typer.Option("--over", help="Only what is beyond a limit, not what is near one.")] = False,
    company: CompanyOption = None,
) -> None:
    """Hold recorded hours against the limits of the law, or of the agreement: overtime, averages, rest."""
    given = None if first_on is None else read_day(first_on), None if last_on is None else read_day(last_on)

    def find(reader: Reader) -> tuple[str, str, Sequence[Warned]]:
        last = given[1] or balances.today(reader)
        first = given[0] or f"{month_of(last)}-01"
        who = None if person is None else person_of(reader, person)["id"]
        return first, last, hour_warnings(reader, first, last, person_id=who)

    async def work(store: Store) -> tuple[str, str, Sequence[Warned]]:
        return await store.read(await company_of(store, company), find, is_long=True)

    first, last, found = with_store(services_of(context), work)
    shown = [one for one in found if one.warning.is_over or not over]
    say(f"Working hours from {first} to {last}")
    table(HEADINGS, [_row(one) for one in shown], right=NUMERIC)


def _row(one: Warned) -> Sequence[str]:
    found = one.warning
    return (
        *(one.person.number or "", one.person.name, found.rule.replace("_", " "), found.first_on, found.last_on),
        *(clock_hours(found.amount_ms), clock_hours(found.limit_ms), "over" if found.is_over else "near"),
        found.source,
    )
