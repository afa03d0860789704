"""What is sent several times at once happens once, on both databases."""

import asyncio

import httpx
import pytest

from tests.harness import World
from tests.store.house import Ticking

pytestmark = pytest.mark.anyio
TIMES = 8


async def register(world: World, day: str, **headers: str) -> list[httpx.Response]:
    """The same amount of time, registered through Fortnox several times at once."""
    row = {"EmployeeId": "1001", "CauseCode": "TID", "Date": day, "Hours": 2}
    url, given = "/3/attendancetransactions", world.ostra.fortnox | headers
    sent = (world.client.post(url, headers=given, json={"AttendanceTransaction": row}) for _ in range(TIMES))
    return await asyncio.gather(*sent)


async def shown(world: World, day: str) -> str:
    """The hours of the day as payroll reads them."""
    reply = await world.client.get(f"/3/attendancetransactions/1001/{day}/TID", headers=world.ostra.fortnox)
    return str(reply.json()["AttendanceTransaction"]["Hours"])


async def test_one_of_several_registrations_of_one_key_is_kept_and_the_others_are_told(world: World) -> None:
    replies = await register(world, "2026-11-18")
    assert sorted(one.status_code for one in replies) == [201] + [400] * (TIMES - 1)
    assert await shown(world, "2026-11-18") == "2"


async def test_repeats_with_an_idempotency_key_that_come_at_once_all_get_the_first_reply(world: World) -> None:
    replies = await register(world, "2026-11-19", **{"Idempotency-Key": "payroll-47"})
    assert {(one.status_code, one.content) for one in replies} == {(201, replies[0].content)}
    assert await shown(world, "2026-11-19") == "2"


async def test_changes_of_one_row_that_come_at_once_are_all_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world.clock, "now", Ticking().now)  # else all of them would be of one millisecond
    given = {"_id": world.ostra.keys["customer"], "modifiedByUser": world.ostra.persons["chef"][1]}
    changes = {"name": "Ek & Son AB", "address": "Ekgatan 1", "address2": "Port 3", "zipCode": "111 22", "city": "Lund"}
    changes |= {"email": "hej@ek.example", "phone": "08-123", "vatNumber": "SE555708197354", "notes": "Ring först"}

    async def change(name: str, value: str) -> httpx.Response:
        body = given | {name: value}
        return await world.client.put("/api/2/customers", headers=world.ostra.seventime, json=body)

    replies = await asyncio.gather(*(change(name, value) for name, value in changes.items()))
    assert [(one.status_code, one.text) for one in replies if one.status_code != 200] == []
    reply = await world.client.get(f"/api/2/customers/{given['_id']}", headers=world.ostra.seventime)
    kept = reply.json()["data"]
    assert {name: kept[name] for name in changes} == changes
