"""``person create`` and ``password``: the first person of a company, and how people sign in."""

import getpass
import sys
from typing import Annotated

import typer

from dagsverke.app.commands import people
from dagsverke.app.ports import Record, Store, UnitOfWork
from dagsverke.cli.options import CompanyOption, PersonArgument
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, company_of, full_name, person_of, principal, with_store
from dagsverke.cli.show import say

EMPLOYEE = 30


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Persons: who works or signs in.")
    group.command("create")(create)
    app.add_typer(group, name="person")
    app.command("password")(set_password)


def create(  # noqa: PLR0913  # one parameter for each option
    context: typer.Context,
    first_name: Annotated[str, typer.Argument(metavar="FIRST", help="First name.")],
    last_name: Annotated[str, typer.Argument(metavar="LAST", help="Last name.")],
    *,
    email: Annotated[str, typer.Option("--email", help="E-mail address.")],
    user_name: Annotated[str, typer.Option("--user-name", help="User name.")],
    role_code: Annotated[int, typer.Option("--role", help="Code of the role; 1 may do everything.")] = EMPLOYEE,
    number: Annotated[str | None, typer.Option("--number", help="Employee number.", show_default=False)] = None,
    company: CompanyOption = None,
) -> None:
    """Create a person, active from the start, and print its key. A new company's first person comes in this way."""
    told = {
        "first_name": first_name,
        "last_name": last_name,
        "email": email,
        "user_name": user_name,
        "role_code": role_code,
        "employee_number": number,
    }

    async def work(store: Store) -> Record:
        company_id = await company_of(store, company)
        return await store.write(principal(company_id), lambda unit: people.enrol(unit, told))

    person = with_store(services_of(context), work)
    say(f"person {person['key']}: {full_name(person)}")


def set_password(context: typer.Context, person: PersonArgument, *, company: CompanyOption = None) -> None:
    """Set the password with which a person signs in: asked for at a terminal, else the first line of the input."""
    password = _ask()

    async def work(store: Store) -> str:
        def change(unit: UnitOfWork) -> str:
            row = person_of(unit, person)
            people.set_password(unit, row, password)
            return full_name(row)

        return await store.write(principal(await company_of(store, company)), change)

    say(f"{with_store(services_of(context), work)} has a new password")


def _ask() -> str:
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            raise Problem("the two passwords differ; nothing is changed")
    if not password:
        raise Problem("an empty password is no password; nothing is changed")
    return password
