import io
from collections.abc import AsyncIterator, MutableMapping
from contextlib import redirect_stderr
from typing import Any

import httpx
import msgspec
import pytest

from dagsverke.wire.log import to_stderr
from tests.wire.conftest import KEY, Served, serving

pytestmark = pytest.mark.anyio
THINGS = "/probe/1/things"


async def test_health_is_that_of_the_database(served: Served) -> None:
    reply = await served.client.get("/health")
    assert (reply.status_code, reply.text) == (200, '{"status":"ok"}')


async def test_health_tells_that_the_database_does_not_answer(sqlite_world: str) -> None:
    async with serving(sqlite_world, is_closed_by_test=True) as served:
        await served.store.close()
        reply = await served.client.get("/health")
        assert (reply.status_code, reply.json()) == (503, {"status": "unavailable"})
        assert "Traceback" in served.log[-2]["traceback"]


@pytest.mark.parametrize(
    "path", ["/nowhere", "/probe", "/probe/2/things", "/openapi/none.json", "/docs/none", "/health/x"]
)
async def test_a_path_outside_all_dialects_is_not_found(alone: Served, path: str) -> None:
    reply = await alone.client.get(path)
    assert (reply.status_code, reply.json()) == (404, {"error": "not found"})


async def test_a_path_within_a_dialect_is_not_found_in_its_form(alone: Served) -> None:
    reply = await alone.client.get("/probe/1/nothing")
    assert (reply.status_code, reply.json()["error"]) == (404, "route")


@pytest.mark.parametrize(
    "path",
    [f"{THINGS}/", f"{THINGS}//", "//probe//1/things", f"{THINGS}/?code=x", "/probe/1/%74hings", f"{THINGS}?"],
)
async def test_slashes_and_escapes_are_read_as_one_path(alone: Served, path: str) -> None:
    assert (await alone.client.get(f"http://probe.test{path}")).status_code == 200


async def test_an_escaped_slash_is_part_of_a_segment(alone: Served) -> None:
    await alone.make(code="a/b å")
    reply = await alone.client.get(f"{THINGS}/coded/a%2Fb%20%C3%A5")
    assert reply.json()["total"] == 1
    assert (await alone.client.get(f"{THINGS}/coded/%FF%00")).status_code == 400


@pytest.mark.parametrize("path", [THINGS, "/health", "/docs", "/openapi/probe.json"])
async def test_a_head_is_a_get_without_its_body(alone: Served, path: str) -> None:
    told, shown = await alone.client.head(path), await alone.client.get(path)
    assert (told.status_code, told.content) == (shown.status_code, b"")
    assert told.headers == shown.headers
    assert told.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PATCH", THINGS, "GET, HEAD, POST, PUT"),
        ("OPTIONS", THINGS, "GET, HEAD, POST, PUT"),
        ("TRACE", f"{THINGS}/x", "DELETE, GET, HEAD, PUT"),
        ("GET", "/probe/1/echo", "POST"),
        ("POST", "/health", "GET, HEAD"),
    ],
)
async def test_another_method_is_told_which_are_allowed(alone: Served, method: str, path: str, allow: str) -> None:
    reply = await alone.client.request(method, path)
    assert (reply.status_code, reply.headers["allow"]) == (405, allow)


async def test_a_body_beyond_the_limit_is_refused(alone: Served) -> None:
    reply = await alone.client.post(THINGS, content=b" " * 1001)
    assert (reply.status_code, reply.json()["error"]) == (413, "size")
    assert (await alone.client.post(THINGS, content=b" " * 1000)).status_code == 400


async def test_a_body_that_does_not_tell_its_length_is_refused_before_it_is_read_whole(alone: Served) -> None:
    sent = []

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(100):
            sent.append(1)
            yield b" " * 300

    await _raw(alone, parts())
    assert len(sent) == 4


async def _raw(served: Served, parts: AsyncIterator[bytes]) -> None:
    """A POST whose parts are asked for one by one, as a server does it."""
    replies: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": await anext(parts), "more_body": True}

    async def send(message: MutableMapping[str, Any]) -> None:
        replies.append(message)

    scope = {"type": "http", "method": "POST", "path": THINGS, "query_string": b"", "scheme": "http", "server": None}
    await served.app(scope | {"headers": [(b"probe-key", b"first")]}, receive, send)
    assert replies[0]["status"] == 413


@pytest.mark.parametrize(
    ("host", "base"),
    [
        ("api.example:8321", "http://api.example:8321"),
        ("[::1]:80", "http://[::1]:80"),
        ("evil/<x>", "http://probe.test"),
        ('a"b', "http://probe.test"),
        ("", "http://probe.test"),
    ],
)
async def test_addresses_are_those_that_the_client_used(alone: Served, host: str, base: str) -> None:
    reply = await alone.client.get(THINGS, headers={"host": host, "accept": "application/xml"})
    assert f'at="{base}"' in reply.text


async def test_each_request_is_a_line_in_the_log_and_no_secret_is_in_it(alone: Served) -> None:
    await alone.client.get(f"{THINGS}?token=secret-one", headers={"Probe-Key": "first", "Authorization": "Bearer two"})
    line = alone.log[-1]
    assert {**line, "ms": 0} == {
        "at": "2026-11-20T11:00:00.000Z",
        "method": "GET",
        "path": THINGS,
        "status": 200,
        "ms": 0,
        "dialect": "probe",
        "company": line["company"],
    }
    assert "secret" not in str(alone.log)
    stderr = io.StringIO()
    with redirect_stderr(stderr):
        to_stderr(line)
    assert msgspec.json.decode(stderr.getvalue()) == line


async def test_the_server_lets_go_of_the_store_when_it_stops(sqlite_world: str) -> None:
    async with serving(sqlite_world, is_closed_by_test=True) as served:
        asked = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
        answered: list[str] = []

        async def receive() -> MutableMapping[str, Any]:
            return next(asked)

        async def send(message: MutableMapping[str, Any]) -> None:
            answered.append(message["type"])

        await served.app({"type": "lifespan"}, receive, send)
        assert answered == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
        assert (await served.client.get("/health")).status_code == 503


async def test_a_socket_is_turned_away(alone: Served) -> None:
    answered: list[str] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        answered.append(message["type"])

    await alone.app({"type": "websocket", "path": "/"}, receive, send)
    assert answered == ["websocket.close"]


async def test_a_client_that_hangs_up_leaves_nothing_behind(alone: Served) -> None:
    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        assert message

    headers = [(name.lower().encode(), value.encode()) for name, value in KEY.items()]
    scope = {"type": "http", "method": "POST", "path": THINGS, "query_string": b"", "scheme": "http", "server": None}
    await alone.app(scope | {"headers": headers}, receive, send)
    assert alone.log[-1]["status"] == 422
    reply: httpx.Response = await alone.client.get(THINGS)
    assert reply.json()["total"] == 0
