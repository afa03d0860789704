"""Two small firms behind the real application, on a real database, at a moment that stands still."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import anyio
import httpx
from argon2 import PasswordHasher

from dagsverke.app.commands import companies, credentials, schedules
from dagsverke.app.defaults import cause_row
from dagsverke.app.keys import SeededKeys
from dagsverke.app.ports import Reader, Store, UnitOfWork
from dagsverke.main import DIALECTS, Shown, application
from dagsverke.store.engine import files_of, open_store
from dagsverke.store.migrate import migrate
from dagsverke.wire.recording import Console
from tests import postgres

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
"""A Friday at noon in Stockholm."""
BASE_URL = "http://dagsverke.test"


@dataclass
class StillClock:
    """A clock that moves only when it is told to."""

    at: datetime = NOW

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.at

    def pass_s(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Firm:
    """One company of the world and every way into it; persons by user name: (id, key)."""

    company_id: int
    seventime: dict[str, str]
    fortnox: dict[str, str]
    softone: dict[str, str]
    own: dict[str, str]
    email: str
    persons: dict[str, tuple[int, str]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # "cause TID", "schedule Heltid", "customer", "department" …

    @property
    def admin(self) -> str:
        """The key of the person who may do everything."""
        return self.persons["admin"][1]


@dataclass(frozen=True)
class World:
    """The application, a client on it, and the two firms."""

    client: httpx.AsyncClient
    store: Store
    clock: StillClock
    ostra: Firm
    norra: Firm
    url: str


PERSONS = (
    ("admin", "Ada", "Admin", "1000", 1),
    ("anna", "Anna", "Andersson", "1001", 30),
    ("bo", "Bo", "Öberg", "1002", 30),
    ("chef", "Cecilia", "Chef", "1003", 10),
    ("doc", "Dag", "Dokument", "9978", 30),
    ("e1023", "Eva", "Ek", "E1023", 30),
)
"""User name, first name, last name, employee number, role; all but Bo, Dag and Eva on Heltid since 2024."""
PASSWORD = "demo"
REGISTERS: dict[str, dict[str, Any]] = {
    "department": {"name": "Utveckling", "code": "2", "extras": '{"seventime": {"managerIds": []}}'},
    "result_unit": {"name": "Kontor Syd", "code": "Syd"},
    "vehicle": {"name": "Audi Q8", "code": "ABC123"},
    "skill": {"name": "Höga arbeten", "extras": '{"seventime": {"requireEducations": ["5a54ea1f7a7fe3c212569874"]}}'},
    "work_type": {"name": "Programmerare", "price_e4": 5_550_000},
    "salary_type": {
        "name": "Övertid",
        "code": "123",
        "extras": '{"seventime": {"isAbsenceTimeType": false, "isRuleType": false, "unitType": "1",'
        ' "canBeRegistered": true, "salaryAmount": 0, "typeInSalarySystem": 10}}',
    },
    "project_type": {"name": "Dev"},
    "project_tag": {"name": "Viktigt", "extras": '{"seventime": {"color": "673ab7"}}'},
}
PROJECT_STATUSES: tuple[dict[str, Any], ...] = (
    {"code": 50, "name": "Avslutad", "color": "468847", "is_closed": True},
    {"code": 10, "name": "Pågående", "color": "2196F3", "is_in_progress": True},
)


def _furnish(work: UnitOfWork, prefix: str, email: str) -> None:
    """Persons, registers and credentials of one firm."""
    keys = {}
    companies.add_cause(work, cause_row(None, "Möte", "work"))
    for kind, values in REGISTERS.items():
        plain: dict[str, Any] = {
            "kind": kind,
            "code": "",
            "description": "",
            "is_active": True,
            "price_e4": 0,
            "extras": "{}",
        }
        keys[kind] = work.add("register_item", plain | values)
    for status in work.find_all("status", kind="project"):
        work.withdraw("status", status)
    for status in PROJECT_STATUSES:
        work.add("status", {"kind": "project", **status})
    customer = work.add("customer", {"number": "100", "name": "Kund Ett AB", "is_active": True})
    project_row = {"number": "1", "name": "Projekt Ett", "is_active": True, "customer_id": customer}
    project = work.add("project", project_row)
    order = {"number": 7, "title": "Arbetsorder Sju", "is_active": True, "customer_id": customer}
    work.add("work_order", order | {"project_id": project})
    schedule = work.find("schedule")
    assert schedule is not None
    for user_name, first, last, number, role in PERSONS:
        person_id = work.add("person", _person(user_name, first, last, number, role, email, keys["department"]))
        if user_name in ("admin", "anna", "chef"):
            change = {"person_id": person_id, "schedule_id": schedule["id"], "starts_on": "2024-01-01"}
            schedules.assign(work, {}, change)
    credentials.issue(work, "seventime", "secret", "test", {"client_secret": f"{prefix}-seventime"})
    fortnox = {"client_id": "client", "client_secret": "secret", "access_token": "token"}
    made = {part: f"{prefix}-fortnox-{word}" for part, word in fortnox.items()}
    made |= {"refresh_token": f"{prefix}-fortnox-refresh", "code": f"{prefix}-fortnox-code"}
    credentials.issue(work, "fortnox", "client", "test", made, "salary")
    digit = "1" if prefix == "demo" else "3"
    pair = {"company_key": _guid(digit), "connect_key": _guid(str(int(digit) + 1))}
    credentials.issue(work, "softone", "key pair", "test", pair)
    credentials.issue(work, "own", "secret", "test", {"client_secret": f"{prefix}-own"})


def _guid(digit: str) -> str:
    return "-".join((digit * 8, digit * 4, "4" + digit * 3, "8" + digit * 3, digit * 12))


def _person(
    user_name: str, first: str, last: str, number: str, role: int, email: str, department_id: int
) -> dict[str, object]:
    domain = email.partition("@")[2]
    return {
        "first_name": first,
        "last_name": last,
        "email": f"{user_name}@{domain}",
        "user_name": user_name,
        "employee_number": number,
        "role_code": role,
        "is_active": True,
        "is_activated": True,
        "language": "SV",
        "department_id": department_id if user_name in ("anna", "chef") else None,
        "cost_per_hour_e4": 2_500_000,
        "password_hash": _hash(),
    }


@cache
def _hash() -> str:
    """As the application makes it, with less work: the tests sign in a thousand times."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


async def _build(url: str) -> None:
    store = open_store(url, clock=StillClock(), keys=SeededKeys(1))
    try:
        for name, prefix, email in (
            ("Östra Bygg & Städ AB", "demo", "admin@ostra.example"),
            ("Norra Fastighetsservice AB", "demo2", "admin@norra.example"),
        ):
            company_id = await companies.create(store, name, "SE")
            await store.write(companies.operator(company_id), partial(_furnish, prefix=prefix, email=email))
    finally:
        await store.close()


def prepare(url: str) -> None:
    """Make the two firms in an empty database."""
    migrate(url)
    anyio.run(_build, url, backend="asyncio")


@cache
def _prepared_file() -> Path:
    path = Path(mkdtemp(prefix="dagsverke-test-")) / "prepared.db"
    prepare(f"sqlite:///{path}")
    return path


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="dagsverke-test-"))


def files_folder(url: str) -> Path:
    """Where the files of a test's database are: beside a SQLite file, else in a folder of this process."""
    return _folder() / files_of(url)


def world_url(kind: str, folder: Path) -> str:
    """The URL of a database of a kind that holds the two firms and nothing else."""
    if kind == "postgresql":
        url = postgres.fresh_postgres_url(prepare)
        shutil.rmtree(files_folder(url), ignore_errors=True)  # of a test that had the database before
        return url
    shutil.copy(_prepared_file(), folder / "dagsverke.db")
    return f"sqlite:///{folder / 'dagsverke.db'}"


@asynccontextmanager
async def served(url: str, *, has_limit: bool = False, console: Console | None = None) -> AsyncIterator[World]:
    """The application over a prepared database. ``console`` keeps the calls."""
    clock = StillClock()
    store = open_store(url, clock=clock, keys=SeededKeys(2), files=files_folder(url))
    app = application(store, clock, has_limit=has_limit, log_requests=False, shown=Shown(console=console))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    try:
        async with httpx.AsyncClient(transport=transport, base_url=BASE_URL) as client:
            ostra, norra = [await _firm(store, number) for number in (0, 1)]
            yield World(client, store, clock, ostra, norra, url)
    finally:
        await store.close()


async def _firm(store: Store, number: int) -> Firm:
    row = (await store.look_up(lambda directory: directory.companies()))[number]
    prefix, digit, email = (("demo", "1", "admin@ostra.example"), ("demo2", "3", "admin@norra.example"))[number]
    token, secret = f"{prefix}-fortnox-token", f"{prefix}-fortnox-secret"
    firm = Firm(
        company_id=row["company_id"],
        seventime={"Client-Secret": f"{prefix}-seventime"},
        fortnox={"Access-Token": token, "Client-Secret": secret},
        own={"Authorization": f"Bearer {prefix}-own"},
        softone={"companyApiKey": _guid(digit), "connectApiKey": _guid(str(int(digit) + 1))},
        email=email,
    )

    def look(reader: Reader) -> None:
        for person in reader.find_all("person"):
            firm.persons[person["user_name"]] = (person["id"], person["key"])
        for cause in reader.company.causes.values():
            firm.keys[f"cause {cause.code or cause.name}"] = cause.key
        for table in ("schedule", "customer", "project", "work_order"):
            firm.keys[table] = reader.find_all(table)[0]["key"]
        for item in reader.find_all("register_item"):
            firm.keys[item["kind"]] = item["key"]
        for status in reader.find_all("status"):
            firm.keys[f"{status['kind']} status {status['code']}"] = status["key"]

    await store.read(firm.company_id, look)
    return firm


__all__ = [
    "BASE_URL",
    "DIALECTS",
    "NOW",
    "Firm",
    "StillClock",
    "World",
    "files_folder",
    "prepare",
    "served",
    "world_url",
]
