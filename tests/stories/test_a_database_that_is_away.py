"""A database that goes away: each API says so in its own form, and when to come again; then all is as it was."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import anyio
import httpx
import psycopg
import pytest
from psycopg import sql

from tests import postgres
from tests.harness import World
from tests.stories.doors import doors

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("world_url", ["postgresql"], indirect=True)]
ASKED: Mapping[str, tuple[str, Callable[[Any], object]]] = {
    "seventime": ("/api/2/users", lambda said: said["errorMessage"]),
    "fortnox": ("/3/attendancetransactions", lambda said: said["ErrorInformation"]["message"]),
    "bezala": ("/api/users", lambda said: said["error"]),
    "softone": ("/Personell/Time/TimeBalance", str),
    "own": ("/api/accounts", lambda said: said["error"]),
}
BESIDE = {"softone": {"employeeNrsStrings": "1001", "date": "2026-11-20T00:00:00Z"}}
"""What must be asked beside."""


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store waits shortly for a connection."""
    monkeypatch.setattr("dagsverke.store.postgres.store._POOL_WAIT_S", 0.5)


@contextmanager
def away(url: str) -> Iterator[None]:
    """Nobody of the server's has a connection to its database, or gets one, for as long as the block lasts."""
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    allow = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}")
    end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'dagsverke'"
    with psycopg.connect(postgres.server_url(), autocommit=True) as other:
        other.execute(allow.format(sql.Identifier(str(name)), sql.SQL("false")))
        other.execute(f"{end} AND datname = %s".encode(), [name])
        try:
            yield
        finally:
            other.execute(allow.format(sql.Identifier(str(name)), sql.SQL("true")))


async def back(world: World) -> None:
    """Come again, as one is told to, until the database answers."""
    for _ in range(60):
        if (await world.client.get("/health")).status_code == 200:
            return
        await anyio.sleep(0.2)
    raise AssertionError("it does not come back")


async def test_each_api_says_when_to_come_again_and_is_as_it_was(world: World) -> None:
    ways = await doors(world, world.ostra)
    assert set(ways) == set(ASKED)

    async def ask(name: str) -> httpx.Response:
        params = {**ways[name].params, **BESIDE.get(name, {})}
        return await world.client.get(ASKED[name][0], headers=ways[name].headers, params=params)

    before = {name: await ask(name) for name in ways}
    assert {name: reply.status_code for name, reply in before.items()} == dict.fromkeys(ways, 200)
    with away(world.url):
        for name in ways:
            reply = await ask(name)
            assert (reply.status_code, reply.headers["retry-after"]) == (503, "1"), name
            assert ASKED[name][1](reply.json()), name
        assert (await world.client.get("/health")).status_code == 503
    await back(world)
    assert {name: (await ask(name)).content for name in ways} == {name: reply.content for name, reply in before.items()}


async def test_a_page_says_so_in_the_language_of_the_browser(world: World) -> None:
    form = {"name": "admin@ostra.example", "password": "demo", "next": "/week"}
    with away(world.url):
        reply = await world.client.post("/sign-in", data=form, headers={"accept-language": "sv"})
        assert reply.status_code == 503
        assert "databasen svarar inte just nu: försök igen" in reply.text
    await back(world)
    assert (await world.client.post("/sign-in", data=form)).status_code == 303
