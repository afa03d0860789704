"""The real application over the real store, serving the dialect of these tests to two companies."""

import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import anyio
import httpx
import pytest

from dagsverke.app.access import Principal
from dagsverke.app.keys import SeededKeys
from dagsverke.app.ports import Store, UnitOfWork
from dagsverke.app.secrets import fingerprint
from dagsverke.store.engine import open_store
from dagsverke.store.migrate import migrate
from dagsverke.wire.asgi import Application, Options, create_app
from dagsverke.wire.core import Core
from dagsverke.wire.resource import Dialect
from tests import postgres
from tests.harness import StillClock
from tests.wire.probe import CORE, PROBE

KEY = {"Probe-Key": "first"}
OTHER_KEY = {"Probe-Key": "second"}
TOKENS = {"live": None, "ended": "2026-11-20T10:59:59.999Z", "lasting": "2026-11-20T11:00:00.001Z"}


@dataclass(frozen=True, repr=False)
class Served:
    """An application, a client on it that is the first company, what it logged, and what it stands on."""

    client: httpx.AsyncClient
    app: Application
    store: Store
    clock: StillClock
    log: list[Mapping[str, Any]] = field(default_factory=list)

    async def make(self, **properties: Any) -> dict[str, Any]:
        """A thing of the first company."""
        reply = await self.client.post("/probe/1/things", json={"name": "A thing", **properties})
        assert reply.status_code == 201, self.log[-2:]
        made: dict[str, Any] = reply.json()
        return made


async def _found(url: str) -> None:
    store = open_store(url, clock=StillClock(), keys=SeededKeys(1))
    try:
        for secret in ("first", "second"):
            company_id = await store.found({"name": secret, "country": "SE", "zone": "Europe/Stockholm"})
            await store.write(Principal(company_id, 0, "test"), partial(_furnish, secret))
    finally:
        await store.close()


def _furnish(secret: str, work: UnitOfWork) -> None:
    common = {"kind": "probe", "name": secret, "scopes": ""}
    credential_id = work.add("credential", common | {"secret_hash": fingerprint(secret)})
    work.add("credential", common | {"secret_hash": fingerprint(f"{secret}-narrow"), "scopes": "write other"})
    for token, ends_at in TOKENS.items():
        hashed = fingerprint(f"{secret}-{token}")
        row = {"kind": "probe-token", "token_hash": hashed, "credential_id": credential_id, "scopes": ""}
        work.add("session", row | {"expires_at": ends_at, "person_id": None, "used_at": None})


def _prepare(url: str) -> None:
    migrate(url)
    anyio.run(_found, url, backend="asyncio")


@cache
def _prepared_file() -> Path:
    path = Path(mkdtemp(prefix="dagsverke-wire-")) / "prepared.db"
    _prepare(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_world(tmp_path: Path) -> str:
    """The URL of an SQLite database with the two companies, for what no database has a part in."""
    shutil.copy(_prepared_file(), tmp_path / "alone.db")
    return f"sqlite:///{tmp_path / 'alone.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with the two companies."""
    if request.param == "sqlite":
        shutil.copy(_prepared_file(), tmp_path / "dagsverke.db")
        yield f"sqlite:///{tmp_path / 'dagsverke.db'}"
        return
    try:
        made = postgres.fresh_postgres_url(_prepare)
    except postgres.UnavailableError as reason:
        pytest.skip(f"no PostgreSQL server for the tests: {reason}")
    yield made
    postgres.let_go(made)


@asynccontextmanager
async def serving(
    url: str,
    dialect: Dialect = PROBE,
    core: Core = CORE,
    *,
    has_limit: bool = False,
    is_closed_by_test: bool = False,
) -> AsyncIterator[Served]:
    """The application over a database; bodies end at 1,000 bytes."""
    clock = StillClock()
    log: list[Mapping[str, Any]] = []
    store = open_store(url, clock=clock, keys=SeededKeys(2))
    app = create_app([dialect], core, store, clock, Options(1000, has_limit, "0.0", log.append))
    transport = httpx.ASGITransport(app=app)
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://probe.test", headers=KEY) as client:
            yield Served(client, app, store, clock, log)
    finally:
        if not is_closed_by_test:
            await store.close()


@pytest.fixture
async def served(url: str) -> AsyncIterator[Served]:
    """The application on each kind of database."""
    async with serving(url) as one:
        yield one


@pytest.fixture
async def alone(sqlite_world: str) -> AsyncIterator[Served]:
    """The application on SQLite, for what no database has a part in."""
    async with serving(sqlite_world) as one:
        yield one
