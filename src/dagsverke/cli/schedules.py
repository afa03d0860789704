"""``schedule assign``: who is expected to work when."""

from typing import Annotated

import typer

from dagsverke.app.commands import schedules
from dagsverke.app.ports import Reader, Record, Store, UnitOfWork
from dagsverke.cli.options import CompanyOption, PersonArgument, read_day, read_percent
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, company_of, full_name, person_of, principal, with_store
from dagsverke.cli.show import say
from dagsverke.domain.units import E4


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Schedules: who is expected to work when.")
    group.command("assign")(assign)
    app.add_typer(group, name="schedule")


def assign(
    context: typer.Context,
    person: PersonArgument,
    schedule: Annotated[str, typer.Argument(metavar="SCHEDULE", help="The schedule's name or key.")],
    starts_on: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    *,
    ends_on: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day; until further notice unless given.")
    ] = None,
    rate: Annotated[str, typer.Option("--rate", metavar="PERCENT", help="How much of it the person works.")] = "100",
    company: CompanyOption = None,
) -> None:
    """Assign a schedule to a person from a first day to a last one."""
    first, last = read_day(starts_on), ends_on if ends_on is None else read_day(ends_on)
    rate_e4 = read_percent(rate)

    async def work(store: Store) -> str:
        def change(unit: UnitOfWork) -> str:
            row, plan = person_of(unit, person), schedule_of(unit, schedule)
            wanted = {"person_id": row["id"], "schedule_id": plan["id"], "starts_on": first, "ends_on": last}
            schedules.assign(unit, {}, {**wanted, "rate_e4": rate_e4})
            part = f" at {rate.removesuffix('%')} %" if rate_e4 != E4 else ""
            return f"{full_name(row)} works {plan['name']}{part} from {first}{f' to {last}' if last else ''}"

        return await store.write(principal(await company_of(store, company)), change)

    say(with_store(services_of(context), work))


def schedule_of(reader: Reader, named: str) -> Record:
    """The schedule with this name or key. Raises Problem where there is none, or several of that name."""
    every = reader.find_all("schedule")
    found = [one for one in every if named == one["key"] or one["name"].casefold() == named.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(str(one["key"]) for one in found)
        raise Problem(f"several schedules are called {named}: name one by its key ({keys})")
    names = ", ".join(sorted(str(one["name"]) for one in every))
    raise Problem(f"no schedule is called {named} (there are: {names})" if names else "the company has no schedules")
