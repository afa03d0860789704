from dataclasses import replace

import pytest

from dagsverke.app.throttle import Limit
from tests.wire.conftest import KEY, OTHER_KEY, Served, serving
from tests.wire.probe import PROBE

pytestmark = pytest.mark.anyio
THINGS = "/probe/1/things"


@pytest.mark.parametrize(
    ("headers", "query", "status", "rule"),
    [
        ({}, "", 401, "missing"),
        ({"Probe-Key": ""}, "", 401, "missing"),
        ({"Probe-Key": "third"}, "", 401, "unknown"),
        ({"Probe-Key": "first\xff"}, "", 401, "unknown"),
        ({"PROBE-KEY": "first"}, "", 200, None),
        ({"Authorization": "Bearer first-live"}, "", 200, None),
        ({"Authorization": "bearer  first-live "}, "", 200, None),
        ({"Authorization": "Bearer first-lasting"}, "", 200, None),
        ({"Authorization": "Bearer first-ended"}, "", 401, "expired"),
        ({"Authorization": "Bearer first"}, "", 401, "unknown"),
        ({"Authorization": "Bearer "}, "", 401, "unknown"),
        ({"Authorization": "Basic Zmlyc3Q6"}, "", 401, "missing"),
        ({}, "?token=first-live", 200, None),
        ({}, "?token=first-ended", 401, "expired"),
        ({"Authorization": "Bearer wrong"}, "?token=first-live", 401, "unknown"),
    ],
)
async def test_who_calls_must_be_known(
    alone: Served, headers: dict[str, str], query: str, status: int, rule: str | None
) -> None:
    del alone.client.headers["Probe-Key"]
    sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    reply = await alone.client.get(THINGS + query, headers=sent)
    assert (reply.status_code, reply.json().get("error")) == (status, rule)


async def test_a_token_ends_when_its_time_is_up(alone: Served) -> None:
    headers = {"Authorization": "Bearer first-lasting"}
    del alone.client.headers["Probe-Key"]
    alone.clock.pass_s(0.001)
    assert (await alone.client.get(THINGS, headers=headers)).status_code == 401


async def test_every_door_leads_into_its_own_company(served: Served) -> None:
    made = await served.make(code="x")
    del served.client.headers["Probe-Key"]
    for headers in (OTHER_KEY, {"Authorization": "Bearer second-live"}):
        assert (await served.client.get(THINGS, headers=headers)).json()["total"] == 0
    for headers in (KEY, {"Authorization": "Bearer first-live"}):
        assert (await served.client.get(f"{THINGS}/{made['id']}", headers=headers)).json() == made


async def test_a_scope_that_is_missing_is_forbidden(served: Served) -> None:
    made = await served.make(code="x")
    narrow = {"Probe-Key": "first-narrow"}
    assert (await served.client.get(THINGS, headers=narrow)).status_code == 200
    reply = await served.client.get(f"{THINGS}/{made['id']}", headers=narrow)
    assert (reply.status_code, reply.json()["error"]) == (403, "scope")


async def test_an_open_operation_needs_no_credential_and_learns_no_name(served: Served) -> None:
    reply = await served.client.post("/probe/1/echo?b=2", json={"a": 1})
    assert reply.json() == {"body": {"a": 1}, "query": {"b": "2"}, "who": None}
    assert reply.headers["cache-control"] == "no-store"
    reply = await served.client.post("/probe/1/echo/known", content="a[b]=1", headers={"content-type": FORM})
    assert reply.json()["body"] == {"a": {"b": "1"}}
    assert isinstance(reply.json()["who"], int)
    reply = await served.client.post("/probe/1/echo/known", json={}, headers={"Probe-Key": "third"})
    assert reply.status_code == 401
    reply = await served.client.post("/probe/1/echo", json={"refuse": True})
    assert (reply.status_code, reply.json()["field"]) == (400, "refuse")


FORM = "application/x-www-form-urlencoded"


async def test_more_than_the_limit_is_refused_until_the_window_has_moved(sqlite_world: str) -> None:
    limited = replace(PROBE, limit=Limit(2, 1.0))
    async with serving(sqlite_world, limited, has_limit=True) as served:
        statuses = [(await served.client.get(THINGS)).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        refused = await served.client.get(f"{THINGS}/x")
        assert (refused.headers["retry-after"], refused.json()["error"]) == ("1", "rate")
        assert (await served.client.get(THINGS, headers=OTHER_KEY)).status_code == 200
        assert (await served.client.get(THINGS, headers={"Probe-Key": "wrong"})).status_code == 401
        served.clock.pass_s(1)
        assert (await served.client.get(THINGS)).status_code == 200
    async with serving(sqlite_world, limited) as served:
        assert {(await served.client.get(THINGS)).status_code for _ in range(9)} == {200}
