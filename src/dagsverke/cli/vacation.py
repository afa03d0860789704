"""``vacation``: a person's card of vacation, and what is kept of everybody's made anew."""

from typing import Annotated

import typer

from dagsverke.app import balances
from dagsverke.app.ports import Reader, Record, Store
from dagsverke.app.vacation_card import Card, card
from dagsverke.cli.options import CompanyOption, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import company_of, full_name, person_of, with_store
from dagsverke.cli.show import days, say, table
from dagsverke.cli.upgrading import rebuild as rebuild_all


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("vacation")(show)


def show(
    context: typer.Context,
    person: Annotated[
        str | None, typer.Argument(metavar="PERSON", help="Employee number, user name or key.", show_default=False)
    ] = None,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="At the end of this day, else today.")] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make anew what is kept of everybody's; needs no PERSON.")
    ] = False,
    company: CompanyOption = None,
) -> None:
    """Show a person's card: of each kind of days what the year gave, what is used and what remains."""
    services = services_of(context)
    if rebuild:
        count = with_store(services, lambda store: rebuild_all(store, company))
        say(f"vacation of {count} persons is made anew")
    elif person is None:
        raise typer.BadParameter("say whose card, or --rebuild", param_hint="PERSON")
    day = None if on is None else read_day(on)
    if person is not None:

        async def work(store: Store) -> tuple[Record, Card, dict[str, str]]:
            return await store.read(await company_of(store, company), lambda reader: _find(reader, person, day))

        _show(*with_store(services, work))


def _find(reader: Reader, named: str, on: str | None) -> tuple[Record, Card, dict[str, str]]:
    person = person_of(reader, named)
    names: dict[str, str] = {one.kind: one.name for one in reader.company.accounts.values()}
    return person, card(reader, person["id"], on or balances.today(reader)), names


def _show(person: Record, found: Card, names: dict[str, str]) -> None:
    number = person["employee_number"] or person["user_name"] or person["key"]
    say(f"{full_name(person)} ({number}) at the end of {found.on}, in the year {found.first_on} to {found.last_on}")
    rows = [
        (names.get(one.kind, one.kind), days(one.earned), days(one.used), days(one.remaining)) for one in found.counted
    ]
    rows += [("Preliminary used", "", "", days(-found.preliminary)), ("Remaining", "", "", days(found.remaining))]
    table(("Days", "Earned", "Used", "Remaining"), rows, right=("Earned", "Used", "Remaining"))
    for debt in found.debts:
        say(f"owed in advance: {days(debt.days)}, until {debt.until_on}")
