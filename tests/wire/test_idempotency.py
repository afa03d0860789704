from dataclasses import replace
from typing import Any

import anyio
import httpx
import pytest

from tests.wire.conftest import OTHER_KEY, Served, serving
from tests.wire.probe import PROBE

pytestmark = pytest.mark.anyio
THINGS = "/probe/1/things"
THING = {"code": "x", "name": "Ett"}


async def _post(served: Served, key: str, body: Any = None, path: str = THINGS, **headers: str) -> httpx.Response:
    return await served.client.post(path, json=body or THING, headers={"Idempotency-Key": key, **headers})


def _said(reply: httpx.Response) -> tuple[int, bytes, str]:
    return reply.status_code, reply.content, reply.headers["content-type"]


async def _total(served: Served) -> int:
    return int((await served.client.get(THINGS)).json()["total"])


async def test_a_repeat_gets_the_first_reply_byte_for_byte(served: Served) -> None:
    first = await _post(served, "k")
    assert first.status_code == 201
    await served.client.put(f"{THINGS}/{first.json()['id']}", json={"name": "Två"})
    assert _said(await _post(served, "k")) == _said(first)
    assert await _total(served) == 1


async def test_another_request_with_the_same_key_is_a_conflict(served: Served) -> None:
    await _post(served, "k")
    for reply in (
        await _post(served, "k", {"code": "y", "name": "Två"}),
        await _post(served, "k", path="/probe/1/wrapped"),
        await _post(served, "k", path=f"{THINGS}?a=1"),
    ):
        assert (reply.status_code, reply.json()["error"]) == (409, "idempotency_key")
    assert await _total(served) == 1


async def test_a_refusal_is_replayed_too(served: Served) -> None:
    await served.make(code="x")
    first = await _post(served, "k")
    assert first.status_code == 409
    rows = (await served.client.get(THINGS)).json()["rows"]
    await served.client.delete(f"{THINGS}/{rows[0]['id']}")
    assert _said(await _post(served, "k")) == _said(first)
    malformed = await served.client.post(THINGS, content=b"{", headers={"Idempotency-Key": "m"})
    assert malformed.status_code == 422
    assert (await _post(served, "m")).status_code == 409
    assert await _total(served) == 0


async def test_a_fault_of_our_own_is_not_remembered(served: Served) -> None:
    assert (await _post(served, "k", {"code": "x", "name": "burst"})).status_code == 500
    assert (await _post(served, "k")).status_code == 201


async def test_a_key_belongs_to_its_caller(served: Served) -> None:
    first = await _post(served, "k")
    other = await _post(served, "k", **OTHER_KEY)
    assert other.status_code == 201
    assert other.json()["id"] != first.json()["id"]
    narrow = await _post(served, "k", {"code": "z", "name": "Tre"}, **{"Probe-Key": "first-narrow"})
    assert narrow.status_code == 201


async def test_a_key_is_forgotten_after_a_day(served: Served) -> None:
    first = await _post(served, "k")
    served.clock.pass_s(24 * 3600)
    assert _said(await _post(served, "k")) == _said(first)
    served.clock.pass_s(0.001)
    assert (await _post(served, "k")).json()["error"] == "taken"


@pytest.mark.parametrize("key", ["", " ", "a b", "å", "x" * 256, "a\tb"])
async def test_a_key_is_visible_ascii_and_not_too_long(alone: Served, key: str) -> None:
    headers = [(b"idempotency-key", key.encode("latin-1"))]
    reply = await alone.client.post(THINGS, json=THING, headers=headers)
    assert (reply.status_code, reply.json()["field"]) == (400, "Idempotency-Key")
    assert (await _post(alone, "x" * 255)).status_code == 201


async def test_repeats_at_the_same_time_are_one_request(served: Served) -> None:
    replies: list[httpx.Response] = []

    async def post() -> None:
        replies.append(await _post(served, "k"))

    async with anyio.create_task_group() as group:
        for _ in range(8):
            group.start_soon(post)
    assert len({_said(reply) for reply in replies}) == 1
    assert replies[0].status_code == 201
    assert await _total(served) == 1


async def test_a_read_by_post_is_remembered_as_any_post(served: Served) -> None:
    search = "/probe/1/wrapped/search"
    first = await _post(served, "k", {"codes": "x"}, search)
    await served.make(code="x")
    assert _said(await _post(served, "k", {"codes": "x"}, search)) == _said(first)


async def test_a_repeat_may_come_with_a_newer_token(sqlite_world: str) -> None:
    async with serving(sqlite_world, replace(PROBE, credentials=PROBE.credentials[2:])) as served:
        first = await _post(served, "k", path=f"{THINGS}?token=first-live")
        again = await _post(served, "k", path=f"{THINGS}?token=first-lasting")
        assert first.status_code == 201
        assert _said(again) == _said(first)
