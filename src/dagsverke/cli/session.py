"""What every command does around its work: open the store, find the company and the person that are meant."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from dagsverke.app.access import Principal
from dagsverke.app.ports import Reader, Record, Store
from dagsverke.cli.services import Services
from dagsverke.domain.causes import Account

T = TypeVar("T")
DOOR = "cli"
NO_CREDENTIAL = 0


class Problem(Exception):  # said as a sentence to whoever typed the command
    """The command cannot be done; the message is one sentence. Exit code 1."""


def with_store(services: Services, work: Callable[[Store], Awaitable[T]]) -> T:
    """Run work on the store of the settings, which must have the schema of this version."""
    if not services.is_migrated(services.serving.database_url):
        raise Problem("the database is empty or has an older schema: run `dagsverke migrate` first")

    async def session() -> T:
        store = services.open_store(services.serving.database_url, services.keys())
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(session())


async def companies_of(store: Store, named: str | None) -> Sequence[Record]:
    """The company with this id or name (letter case apart); every company where none is named."""
    companies = await store.look_up(lambda directory: directory.companies())
    if named is None:
        return companies
    return [one for one in companies if named in (str(one["company_id"]), one["name"])] or [
        one for one in companies if one["name"].casefold() == named.casefold()
    ]


async def company_of(store: Store, named: str | None) -> int:
    """The id of the one company that is meant. Raises Problem where that is none or several."""
    found = await companies_of(store, named)
    if len(found) == 1:
        return int(found[0]["company_id"])
    if found and named is None:
        raise Problem("there are several companies: say which with --company NAME or its id")
    if found:
        raise Problem(f"several companies are called {named}: name one by its id ({_ids(found)})")
    raise Problem("there is no company yet" if named is None else f"no company is called {named} or has that id")


def principal(company_id: int) -> Principal:
    """Who the command line acts as: whoever may run it may do everything in the company."""
    return Principal(company_id, NO_CREDENTIAL, DOOR)


async def acting(store: Store, company: str | None, by: str | None) -> Principal:
    """The command line in the company that is meant, as the person who is named, where one is: whose doing it is."""
    company_id = await company_of(store, company)
    if by is None:
        return principal(company_id)
    person = await store.read(company_id, lambda reader: person_of(reader, by))
    return replace(principal(company_id), person_id=person["id"])


def person_of(reader: Reader, named: str) -> Record:
    """The person with this employee number, user name or key. Raises Problem where that is nobody, or two people."""
    found = {
        row["id"]: row
        for column in ("employee_number", "user_name", "key")
        if (row := reader.find("person", **{column: named})) is not None
    }
    if len(found) > 1:
        raise Problem(f"{named} is the employee number of one person and the user name of another: name it by its key")
    for row in found.values():
        return row
    raise Problem(f"nobody in {reader.company.name} has the employee number, user name or key {named}")


def account_of(reader: Reader, code: str) -> Account:
    """The account with this code, letter case apart. Raises Problem, which names those that there are."""
    every = reader.company.accounts.values()
    for one in every:
        if one.code.casefold() == code.casefold():
            return one
    raise Problem(f"the company has no account {code} (there are: {', '.join(one.code for one in every)})")


def full_name(person: Record) -> str:
    """First name and last name."""
    return f"{person['first_name']} {person['last_name']}".strip()


def _ids(companies: Sequence[Record]) -> str:
    return ", ".join(str(one["company_id"]) for one in companies)
