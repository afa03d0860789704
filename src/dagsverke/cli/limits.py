"""``limits``: whose balances are outside the limits of their accounts, or near them."""

from collections.abc import Sequence
from typing import Annotated

import typer

from dagsverke.app.balances import today
from dagsverke.app.limits import Asked, Limited, limits_on
from dagsverke.app.ports import Reader, Store
from dagsverke.cli.options import CompanyOption, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import company_of, with_store
from dagsverke.cli.show import amount, say, table
from dagsverke.domain.limits import NAMES

RULES = ("Min", "Min warning", "Max warning", "Max")
HEADINGS = ("Employed", "Balance", "Period", "Current", *RULES, "Where")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("limits")(limits)


def limits(
    context: typer.Context,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="At the end of this day, else today.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The period's first day, else the month's.")
    ] = None,
    outside: Annotated[bool, typer.Option("--outside", help="Only who is outside a limit.")] = False,
    nil: Annotated[bool, typer.Option("--nil", help="Balances of nil too.")] = False,
    inactive: Annotated[bool, typer.Option("--inactive", help="Persons who are not active too.")] = False,
    company: CompanyOption = None,
) -> None:
    """Show everybody's balances of accounts that have limits: the period's change, the balance, and where it stands."""
    day, first = (None if one is None else read_day(one) for one in (on, since))

    async def work(store: Store) -> Sequence[Limited]:
        def find(reader: Reader) -> Sequence[Limited]:
            asked = Asked(day or today(reader), first, is_outside=outside, has_nil=nil, has_inactive=inactive)
            return limits_on(reader, asked)

        return await store.read(await company_of(store, company), find, is_long=True)

    found = with_store(services_of(context), work)
    table(HEADINGS, [_row(one) for one in found], right=HEADINGS[2:-1])
    beyond = sum(one.is_outside for one in found)
    say(f"{beyond} outside" if beyond else "nobody is outside")


def _row(one: Limited) -> tuple[str, ...]:
    unit = one.account.unit
    rules = (getattr(one.account, name) for name in NAMES)
    told = ("" if rule is None else amount(unit, rule) for rule in rules)
    employed = f"({one.person.number or '-'}) {one.person.name}"
    return (employed, one.account.code, amount(unit, one.amount), amount(unit, one.value), *told, one.state)
