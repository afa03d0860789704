"""``close``: closes a year, a vacation year or a flex period, shows what it would do, or takes it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from dagsverke.app.closing import Closed, plan, totals
from dagsverke.app.commands import closings
from dagsverke.app.employments import listed
from dagsverke.app.ports import Reader, Store, UnitOfWork
from dagsverke.cli.options import ByOption, CompanyOption, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import acting, company_of, with_store
from dagsverke.cli.show import amount, say, table
from dagsverke.domain.causes import Account
from dagsverke.domain.closings import KINDS, Kind, Settlement

FIGURES = ("Value", "Carried", "Capped", "Paid out", "Lapses", "Expires")


@dataclass(frozen=True, slots=True)
class Found:
    """What becomes of everybody's balances, and what everybody is called, by id."""

    rows: Sequence[Closed]
    names: Mapping[int, str]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("close")(close)
    app.command("closings")(closings_)


def close(  # noqa: PLR0913  # one parameter for each option
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="|".join(KINDS), help="What closes.")],
    *,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The last day of what closes.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the closing of that day back.")] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="A note that is kept with it.")] = "",
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Close at the end of a day: what is carried, capped, paid out, lapses or expires of everybody's balances.

    It is posted on the day after, so balances of that day and of earlier ones stay what they are.
    """
    day, what = read_day(on), _kind(kind)
    if dry_run and undo:
        raise typer.BadParameter("either --dry-run or --undo", param_hint="--undo")

    def look(reader: Reader) -> Found:
        return Found(plan(reader, what, day), _names(reader))

    def carry_out(unit: UnitOfWork) -> Found | None:
        if not undo:
            return Found(closings.close(unit, what, day, reason), _names(unit))
        closings.undo(unit, what, day)
        return None

    async def work(store: Store) -> Found | None:
        who = await acting(store, company, by)
        return await (store.read(who.company_id, look, is_long=True) if dry_run else store.write(who, carry_out))

    found = with_store(services_of(context), work)
    if found is None:
        say(f"the closing of {day} ({what}) is undone: every balance is what it was without it")
        return
    _show(found)
    say(f"{what} {'would be' if dry_run else 'is'} closed at the end of {day}")


def closings_(context: typer.Context, company: CompanyOption = None) -> None:
    """List the closings that stand, the latest day first."""

    async def work(store: Store) -> list[tuple[str, ...]]:
        def find(reader: Reader) -> list[tuple[str, ...]]:
            names = _names(reader)
            found = sorted(reader.find_all("closing"), key=lambda one: (one["on_day"], one["id"]), reverse=True)
            return [
                (one["on_day"], one["kind"], one["created_at"], names.get(one["created_by_id"], ""), one["reason"])
                for one in found
            ]

        return await store.read(await company_of(store, company), find)

    table(("Day", "Closing", "Made at", "By", "Reason"), with_store(services_of(context), work))


def _kind(named: str) -> Kind:
    for one in KINDS:
        if one == named:
            return one
    raise typer.BadParameter(f"{named!r} is none of {', '.join(KINDS)}", param_hint="KIND")


def _names(reader: Reader) -> dict[int, str]:
    return {one.id: f"({one.number or '-'}) {one.name}" for one in listed(reader)}


def _show(found: Found) -> None:
    told = [one for one in found.rows if one.settlement != Settlement(0)]
    rows = [(found.names[one.person_id], one.account.code, *_figures(one.account, one.settlement)) for one in told]
    table(("Person", "Account", *FIGURES), sorted(rows), right=FIGURES)
    say()
    sums = [(account.code, *_figures(account, settlement)) for account, settlement in totals(told)]
    table(("In all", *FIGURES), sums, right=FIGURES)


def _figures(account: Account, made: Settlement) -> tuple[str, ...]:
    figures = (made.value, made.carried, made.capped, made.paid_out - made.deducted, made.lapsed, made.expires)
    return tuple(amount(account.unit, one) for one in figures)
