"""A company of many persons, made through the use cases; only its time is written in bulk afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

import anyio

from dagsverke.app import vacation
from dagsverke.app.commands import companies, credentials
from dagsverke.app.company import Company
from dagsverke.app.keys import SeededKeys
from dagsverke.app.ports import Reader, Store, UnitOfWork
from dagsverke.app.queries import Page, Query
from dagsverke.app.secrets import hash_password
from dagsverke.store.engine import open_store

T = TypeVar("T")
SECRET = "bench-seventime"
OWN = "bench-own"
COMPANY_KEY = "55555555-5555-4555-8555-555555555555"
CONNECT_KEY = "66666666-6666-4666-8666-666666666666"
LOGIN = "bench"
FIRST_NAMES = ("Anna", "Björn", "Åsa", "Erik", "Märta", "Oskar", "Ylva", "Nils", "Sara", "Göran")
LAST_NAMES = ("Andersson", "Öberg", "Lindström", "Åkesson", "Nyström", "Ek", "Hellström", "Sjö", "Björk", "Dahl")
CUSTOMERS = 50
PROJECTS = 80
_PLACES = {"customer": CUSTOMERS, "project": PROJECTS}
MORE_TIME_ACCOUNTS = ("Tjänsteresa", "Utbildning")
"""Beside the eight time accounts that every Swedish company begins with."""


@dataclass(frozen=True, slots=True)
class Firm:
    """What the benchmarks must know of the company."""

    company: Company
    persons: Sequence[Mapping[str, object]]  # rows, by id
    customer_ids: Sequence[int]  # of those on which time is
    project_ids: Sequence[int]

    @property
    def person_ids(self) -> list[int]:
        """Every person's id."""
        return [int(str(one["id"])) for one in self.persons]

    def person_texts(self, column: str) -> list[str]:
        """A column of text of every person."""
        return [str(one[column]) for one in self.persons]

    @property
    def time_codes(self) -> list[str]:
        """The codes of the time accounts."""
        return [one.code for one in self.company.accounts.values() if one.kind == "time"]


class _Clock:
    """The time of day of this machine."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)


def found(url: str, persons: int, since: date) -> None:
    """Make the company in an empty database; everybody is employed, on its full-time schedule, since a day."""

    async def make(store: Store) -> None:
        company_id = await companies.create(store, "Provföretaget AB", "SE")
        await store.write(companies.operator(company_id), lambda work: _furnish(work, persons, since))

    _with_store(url, make)


def firm_of(url: str) -> Firm:
    """The one company of a database."""

    def read(reader: Reader) -> Firm:
        first = [reader.select(Query(name, ("id",), page=Page(0, count))).rows for name, count in _PLACES.items()]
        customer_ids, project_ids = ([row[0] for row in rows] for rows in first)
        return Firm(reader.company, reader.find_all("person"), customer_ids, project_ids)

    return read_once(url, read)


def keep_vacation(url: str) -> None:
    """Make what is kept of everybody's vacation, which follows from what was written in bulk."""

    async def make(store: Store) -> None:
        (company,) = await store.look_up(lambda directory: directory.companies())
        await store.write(companies.operator(company["company_id"]), vacation.rebuild)

    _with_store(url, make)


def read_once(url: str, work: Callable[[Reader], T]) -> T:
    """Read from the one company of a database."""
    told: list[T] = []

    async def look(store: Store) -> None:
        (company,) = await store.look_up(lambda directory: directory.companies())
        told.append(await store.read(company["company_id"], work))

    _with_store(url, look)
    return told[0]


def write_once(url: str, work: Callable[[UnitOfWork], None]) -> None:
    """Write to the one company of a database."""

    async def change(store: Store) -> None:
        (company,) = await store.look_up(lambda directory: directory.companies())
        await store.write(companies.operator(company["company_id"]), work)

    _with_store(url, change)


def _with_store(url: str, work: Callable[[Store], object]) -> None:
    async def run() -> None:
        store = open_store(url, clock=_Clock(), keys=SeededKeys(7))
        try:
            done = work(store)
            assert hasattr(done, "__await__")
            await done
        finally:
            await store.close()

    anyio.run(run)


def _furnish(work: UnitOfWork, persons: int, since: date) -> None:
    for position, code in enumerate(MORE_TIME_ACCOUNTS, start=100):
        account = {"code": code, "name": code, "unit": "ms", "kind": "time", "has_expected": False}
        work.add("account", account | {"position": position})
    schedule = work.find("schedule")
    assert schedule is not None
    hashed = hash_password(LOGIN)
    ids = work.add_many("person", [_person(number, hashed) for number in range(persons)])
    assigned = {"schedule_id": schedule["id"], "starts_on": since.isoformat(), "ends_on": None}
    work.add_many("assignment", [{"person_id": person_id, **assigned} for person_id in ids])
    employed = {"form": "permanent", "starts_on": since.isoformat()}
    work.add_many("employment", [{"person_id": person_id, **employed} for person_id in ids])
    customers = work.add_many("customer", [_named("Kund", number) for number in range(CUSTOMERS)])
    projects = [
        {**_named("Projekt", number), "customer_id": customers[number % CUSTOMERS]} for number in range(PROJECTS)
    ]
    work.add_many("project", projects)
    credentials.issue(work, "seventime", "secret", "bench", {"client_secret": SECRET})
    credentials.issue(work, "own", "secret", "bench", {"client_secret": OWN})
    credentials.issue(work, "softone", "key pair", "bench", {"company_key": COMPANY_KEY, "connect_key": CONNECT_KEY})


def _person(number: int, hashed: str) -> dict[str, object]:
    user_name = f"{LOGIN}{number or ''}"
    return {
        "first_name": FIRST_NAMES[number % 10],
        "last_name": LAST_NAMES[number // 10 % 10],
        "email": f"{user_name}@prov.example",
        "user_name": user_name,
        "employee_number": str(1000 + number),
        "role_code": 30 if number else 1,
        "is_active": True,
        "is_activated": True,
        "language": "SV",
        "cost_per_hour_e4": 2_500_000,
        "password_hash": hashed,
    }


def _named(word: str, number: int) -> dict[str, object]:
    return {"number": str(number + 1), "name": f"{word} {number + 1}", "is_active": True}
