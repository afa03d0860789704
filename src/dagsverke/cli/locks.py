"""``lock``: lock a period, open it again, list what is locked."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from dagsverke.app.commands import locks
from dagsverke.app.ports import Reader, Record, Store, UnitOfWork
from dagsverke.cli.options import ByOption, CompanyOption, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, acting, company_of, full_name, with_store
from dagsverke.cli.show import say, table
from dagsverke.domain.calendars import DAY_MIN

EVERYBODY = "everybody"
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; shown to whoever is refused.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Locks: periods on whose days nothing changes any more.")
    group.command("add")(add)
    group.command("open")(open_)
    group.command("list")(list_)
    app.add_typer(group, name="lock")


def add(
    context: typer.Context,
    last_on: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day that is locked.")],
    reason: ReasonOption,
    *,
    first_on: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first; all days before --to unless given.")
    ] = None,
    department: Annotated[
        str | None, typer.Option("--department", metavar="NAME", help="Only this department's persons.")
    ] = None,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Lock a period: its time, marks, schedules, expenses, drives and machine time can no longer be changed."""
    last, first = read_day(last_on), None if first_on is None else read_day(first_on)

    async def work(store: Store) -> str:
        def change(unit: UnitOfWork) -> str:
            department_id = None if department is None else department_of(unit, department)["id"]
            lock_id = locks.lock(unit, last, reason, first_on=first, department_id=department_id)
            row = unit.find("period_lock", id=lock_id)
            return f"lock {row['key']}: {days(row)} of {department or EVERYBODY}" if row else ""

        return await store.write(await acting(store, company, by), change)

    say(with_store(services_of(context), work))


def open_(
    context: typer.Context,
    lock: Annotated[str, typer.Argument(metavar="LOCK", help="The lock's key, as `lock list` shows it.")],
    reason: ReasonOption,
    *,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Open what is locked. Who did it, when and why is kept."""

    async def work(store: Store) -> str:
        def change(unit: UnitOfWork) -> str:
            row = unit.find("period_lock", key=lock)
            if row is None:
                raise Problem(f"no lock has the key {lock}")
            locks.open_(unit, row["id"], reason)
            return f"{days(row)} can be changed again, where no other lock covers them"

        return await store.write(await acting(store, company, by), change)

    say(with_store(services_of(context), work))


def list_(
    context: typer.Context,
    *,
    every: Annotated[bool, typer.Option("--all", help="Those that were opened too.")] = False,
    company: CompanyOption = None,
) -> None:
    """List what is locked, by whom and why."""

    async def work(store: Store) -> Sequence[Sequence[str]]:
        return await store.read(await company_of(store, company), lambda reader: _rows(reader, is_all=every))

    headings = ("Lock", "Days", "Of", "Locked by", "Reason", *(("Opened",) if every else ()))
    table(headings, with_store(services_of(context), work))


def days(row: Record) -> str:
    """The days of a lock, as they are read."""
    first = "the beginning" if row["first_on"] == DAY_MIN else row["first_on"]
    return f"{first} to {row['last_on']}"


def department_of(reader: Reader, named: str) -> Record:
    """The department with this name, letter case apart. Raises Problem where there is none, or several."""
    every = reader.find_all("register_item", kind="department")
    found = [one for one in every if one["name"].casefold() == named.casefold()]
    if len(found) != 1:
        names = ", ".join(sorted(one["name"] for one in every))
        raise Problem(
            f"{'several departments are' if found else 'no department is'} called {named} (there are: {names})"
        )
    return found[0]


def _rows(reader: Reader, *, is_all: bool) -> list[Sequence[str]]:
    locked = reader.find_all("period_lock", **({} if is_all else {"opened_at": None}))
    names = _names(reader, locked)
    return [
        (
            *(row["key"], days(row), names.get(row["department_id"], EVERYBODY)),
            *(names.get(row["locked_by_id"], ""), row["reason"]),
            *((_opened(row, names),) if is_all else ()),
        )
        for row in sorted(locked, key=lambda one: (one["first_on"], one["id"]))
    ]


def _names(reader: Reader, locked: Sequence[Record]) -> Mapping[int | None, str]:
    """Departments and persons that the locks name; ids are unique over all tables."""
    persons = {row[column] for row in locked for column in ("locked_by_id", "opened_by_id")} - {None}
    items = {row["department_id"] for row in locked} - {None}
    found = {one["id"]: str(one["name"]) for one in reader.find_all("register_item", id=sorted(items))}
    return found | {one["id"]: full_name(one) for one in reader.find_all("person", id=sorted(persons))}


def _opened(row: Record, names: Mapping[int | None, str]) -> str:
    if not row["opened_at"]:
        return ""
    by = f" by {names[row['opened_by_id']]}" if row["opened_by_id"] in names else ""
    return f"{row['opened_at'][:10]}{by}: {row['open_reason']}"
