"""``absence record`` and ``absence withdraw``: somebody is away for some days, wholly or in part."""

from typing import Annotated, Any

import typer

from dagsverke.app.commands import absences
from dagsverke.app.ports import Reader, Store, UnitOfWork
from dagsverke.cli.options import CompanyOption, PersonArgument, read_amount, read_day, read_percent
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, company_of, full_name, person_of, principal, with_store
from dagsverke.cli.show import clock_hours, say
from dagsverke.domain.causes import Cause

CauseArgument = Annotated[str, typer.Argument(metavar="CAUSE", help="The cause's code, name or key.")]
FirstOption = Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")]
LastOption = Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Absences: somebody is away for some days.")
    group.command("record")(record)
    group.command("withdraw")(withdraw)
    app.add_typer(group, name="absence")


def record(  # noqa: PLR0913  # one parameter for each option
    context: typer.Context,
    person: PersonArgument,
    cause: CauseArgument,
    first: FirstOption,
    last: LastOption,
    *,
    hours: Annotated[str | None, typer.Option("--hours", metavar="HOURS", help="So many hours of each day.")] = None,
    extent: Annotated[
        str | None, typer.Option("--extent", metavar="PERCENT", help="So much of what is expected.")
    ] = None,
    company: CompanyOption = None,
) -> None:
    """Record an absence on every day on which work is expected: whole days unless hours or an extent are given."""
    wanted: dict[str, Any] = {"first_on": read_day(first), "last_on": read_day(last)}
    if hours is not None:
        wanted["duration_ms"] = read_amount(hours, "ms")
    if extent is not None:
        wanted["extent_e4"] = read_percent(extent)

    async def work(store: Store) -> str:
        def change(unit: UnitOfWork) -> str:
            row, why = person_of(unit, person), cause_of(unit, cause)
            made = absences.record(unit, {}, {**wanted, "person_id": row["id"], "cause_key": why.key})
            told = f"{made['days']} days, {clock_hours(made['duration_ms'])} hours"
            return f"{full_name(row)}: {why.name} from {wanted['first_on']} to {wanted['last_on']}, {told}"

        return await store.write(principal(await company_of(store, company)), change)

    say(with_store(services_of(context), work))


def withdraw(
    context: typer.Context,
    person: PersonArgument,
    cause: CauseArgument,
    first: FirstOption,
    last: LastOption,
    *,
    company: CompanyOption = None,
) -> None:
    """Withdraw what was recorded so of a cause on some days; clocked absence stays."""
    days = {"first_on": read_day(first), "last_on": read_day(last)}

    async def work(store: Store) -> str:
        def change(unit: UnitOfWork) -> str:
            row, why = person_of(unit, person), cause_of(unit, cause)
            gone = absences.withdraw(unit, {}, {**days, "person_id": row["id"], "cause_key": why.key})
            return f"{full_name(row)}: {gone['days']} days of {why.name} are withdrawn"

        return await store.write(principal(await company_of(store, company)), change)

    say(with_store(services_of(context), work))


def cause_of(reader: Reader, named: str) -> Cause:
    """The cause of absence with this code, name or key. Raises Problem where there is none, or several of that name."""
    every = [one for one in reader.company.causes.values() if one.is_absence]
    by_code = [one for one in every if one.code and one.code.casefold() == named.casefold()]
    found = by_code or [one for one in every if named == one.key or one.name.casefold() == named.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise Problem(f"several causes of absence are called {named}: name one by its code or key")
    codes = ", ".join(sorted(one.code or one.name for one in every))
    raise Problem(f"no cause of absence is called {named} (there are: {codes})")
