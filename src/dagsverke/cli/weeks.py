"""``week``: submit, approve, return and reopen persons' weeks, and list what is missing."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from dagsverke.app.commands import timesheets
from dagsverke.app.commands.timesheets import Week
from dagsverke.app.ports import Store, UnitOfWork
from dagsverke.app.weeks import PersonWeek, weeks
from dagsverke.cli.options import ByOption, CompanyOption, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import acting, company_of, person_of, principal, with_store
from dagsverke.cli.show import clock_hours, say, table
from dagsverke.domain.timesheets import STATUSES, SUBMITTED, Flag, monday_of, week_name

WeekArgument = Annotated[str, typer.Argument(metavar="WEEK", help="The week: 2026-W12, or its Monday.")]
PersonsArgument = Annotated[
    list[str], typer.Argument(metavar="PERSON...", help="Employee numbers, user names or keys.")
]
FLAGS = {
    "missing": "nothing on",
    "overlap": "overlap on",
    "long_day": "long day on",
    "changed": "changed after approval on",
}
"""How the command line says what is remarkable."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Weeks: handed in by persons, approved or returned by managers.")
    for name, command in (("submit", submit), ("approve", approve), ("return", return_), ("reopen", reopen)):
        group.command(name)(command)
    group.command("list")(list_)
    app.add_typer(group, name="week")


def submit(
    context: typer.Context,
    week: WeekArgument,
    persons: PersonsArgument,
    *,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Submit a week of persons: they say that it is complete."""
    _step(context, week, persons, timesheets.submit, ("submitted", by, company))


def approve(
    context: typer.Context,
    week: WeekArgument,
    persons: Annotated[
        list[str] | None, typer.Argument(metavar="[PERSON...]", help="Else everybody who submitted the week.")
    ] = None,
    *,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Approve a week: all that was recorded in it is attested, and can no longer be changed."""
    _step(context, week, persons or [], timesheets.approve, ("approved", by, company))


def return_(
    context: typer.Context,
    week: WeekArgument,
    persons: PersonsArgument,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What is to be corrected.")],
    *,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Return a submitted week to be corrected."""
    _step(context, week, persons, lambda unit, some: timesheets.return_(unit, some, note), ("returned", by, company))


def reopen(
    context: typer.Context,
    week: WeekArgument,
    persons: PersonsArgument,
    *,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Open a submitted or approved week again; what was attested in it is released, but not what is invoiced."""
    _step(context, week, persons, lambda unit, some: timesheets.reopen(unit, some, note), ("open again", by, company))


def list_(
    context: typer.Context,
    first_on: Annotated[str, typer.Option("--from", metavar="DATE", help="A day of the first week.")],
    last_on: Annotated[str, typer.Option("--to", metavar="DATE", help="A day of the last week.")],
    *,
    status: Annotated[
        str | None, typer.Option("--status", metavar="|".join(STATUSES), help="Only weeks that are so.")
    ] = None,
    flagged: Annotated[bool, typer.Option("--flagged", help="Only weeks about which something is remarkable.")] = False,
    company: CompanyOption = None,
) -> None:
    """List everybody's weeks: how far each is, hours worked and expected, and what is remarkable."""
    if status is not None and status not in STATUSES:
        raise typer.BadParameter(f"must be one of {', '.join(STATUSES)}", param_hint="--status")
    first, last = read_day(first_on), read_day(last_on)

    async def work(store: Store) -> Sequence[PersonWeek]:
        company_id = await company_of(store, company)
        asker = principal(company_id)
        return await store.read(company_id, lambda reader: weeks(reader, asker, first, last), is_long=True)

    found = with_store(services_of(context), work)
    rows = [one for one in found if status in (None, one.status) and (one.flags or not flagged)]
    table(("Week", "Number", "Name", "State", "Worked", "Expected", "Remarks"), map(_row, rows), right=_NUMBERS)


_NUMBERS = ("Worked", "Expected")


def _row(one: PersonWeek) -> Sequence[str]:
    remarks = [f"note: {one.note}"] if one.note else []
    remarks += [f"{FLAGS[what]} {', '.join(days)}" for what, days in _by_kind(one.flags).items()]
    hours = (clock_hours(one.worked_ms), clock_hours(one.expected_ms))
    return (week_name(one.week_on), one.employee_number, one.name, one.status, *hours, "; ".join(remarks))


def _by_kind(flags: Sequence[Flag]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for flag in flags:
        found.setdefault(flag.what, []).append(flag.on_day)
    return found


def _step(
    context: typer.Context,
    week: str,
    persons: Sequence[str],
    step: Callable[[UnitOfWork, Sequence[Week]], None],
    told: tuple[str, str | None, str | None],
) -> None:
    """Take a step with a week of persons, or of all who submitted it. ``told``: what it is then, by whom, and where."""
    became, by, company = told
    monday = monday_of(week)

    async def work(store: Store) -> int:
        def change(unit: UnitOfWork) -> int:
            ids = [person_of(unit, one)["id"] for one in persons] or [
                row["person_id"] for row in unit.find_all("timesheet", week_on=monday, status=SUBMITTED)
            ]
            step(unit, [(person_id, monday) for person_id in ids])
            return len(set(ids))

        return await store.write(await acting(store, company, by), change)

    count = with_store(services_of(context), work)
    say(f"{week_name(monday)} of {count} {'person' if count == 1 else 'persons'} is {became}")
