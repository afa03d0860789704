"""``company``: a new company with its country's defaults, or as a file has it."""

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from dagsverke.app.commands import companies
from dagsverke.app.company import Company
from dagsverke.app.ports import Store
from dagsverke.cli import company_files
from dagsverke.cli.services import services_of
from dagsverke.cli.session import with_store
from dagsverke.cli.show import say

COUNTRIES = ("SE", "FI")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Companies: the tenants of this server.")
    group.command("create")(create)
    company_files.register(group)
    app.add_typer(group, name="company")


def create(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The company's name.")],
    country: Annotated[str, typer.Option("--country", metavar="SE|FI", help="The country whose defaults it gets.")],
    *,
    zone: Annotated[
        str | None, typer.Option("--zone", help="The zone of its days, by default its country's.", metavar="ZONE")
    ] = None,
) -> None:
    """Create a company with its country's default roles, causes, accounts and schedule, and print its id."""
    country = country.upper()
    if country not in COUNTRIES:
        raise typer.BadParameter(f"must be one of {', '.join(COUNTRIES)}", param_hint="--country")
    if not name.strip():
        raise typer.BadParameter("must not be empty", param_hint="NAME")
    _check_zone(zone)

    async def work(store: Store) -> Company:
        company_id = await companies.create(store, name.strip(), country, zone)
        return await store.read(company_id, lambda reader: reader.company)

    made = with_store(services_of(context), work)
    say(f"company {made.id}: {made.name} ({made.country}, {made.zone_name})")
    say(f"with {len(made.causes)} causes, {len(made.accounts)} accounts, {len(made.schedules)} schedules")


def _check_zone(zone: str | None) -> None:
    try:
        if zone is not None:
            ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise typer.BadParameter(f"{zone!r} is not a zone such as Europe/Stockholm", param_hint="--zone") from None
