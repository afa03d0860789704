"""Every operation of every API is sealed: one company's credentials never reach the other's rows."""

import re
from typing import Any

import httpx
import pytest

from dagsverke.app.commands import companies, marks
from dagsverke.app.ports import Reader, UnitOfWork
from tests.harness import Firm, World
from tests.stories.doors import Door, Way, doors, ways

pytestmark = pytest.mark.anyio
SECRET = "NORRASHEMLIGHET"
DAY = "2026-11-18"


async def furnish_norra(world: World) -> dict[str, str]:
    """Give Norra rows of its own whose every text holds the secret word; returns what its paths are made of."""
    norra = world.norra
    body = {
        "createdByUser": norra.admin,
        "user": norra.persons["bo"][1],
        "timestamp": f"{DAY} 07:00",
        "time": 3,
        "description": SECRET,
        "timeCategory": norra.keys["cause TID"],
    }
    log = (await world.client.post("/api/2/timeLogs/", headers=norra.seventime, json=body)).raise_for_status().json()
    person_id = norra.persons["bo"][0]

    def work(unit: UnitOfWork) -> int:
        change = {"person_id": person_id, "account_code": "Flex", "on_day": DAY, "value": 60_000}
        for table in ("person", "register_item", "cause", "schedule"):
            for row in unit.find_all(table):
                unit.change(table, row, {"last_name" if table == "person" else "name": SECRET})
        return int(marks.put(unit, {}, change)["id"])

    mark_id = await world.store.write(companies.operator(norra.company_id), work)
    rows = await world.client.get("/3/attendancetransactions", headers=norra.fortnox)
    return {
        "key": log["_id"],
        "uuid": rows.json()["AttendanceTransactions"][0]["id"],
        "person": norra.persons["bo"][1],
        "person_id": str(person_id),
        "mark_id": str(mark_id),
    }


def fill(path: str, rows: dict[str, str], norra: Firm) -> list[str]:
    """The path with Norra's values in it: each kind of key where any key will do."""
    named = {
        "EmployeeId": "1002",
        "Date": DAY,
        "CauseCode": "TID",
        "employee": "1002",
        "user_id": rows["person_id"],
        "name": "plan.pdf",
        "publicLink": "nobody-has-this-link",
        "id": rows["uuid"] if "attendance" in path else rows["mark_id"],
    }
    keys = [rows["key"], rows["person"], *norra.keys.values()] if "{_id}" in path else [""]
    texts = [re.sub(r"\{_id\}", key, path) for key in keys]
    return [re.sub(r"\{(\w+)\}", lambda found: named[found[1]], text) for text in texts]


def bodies(way: Way, rows: dict[str, str], ostra: Firm, norra: Firm) -> list[dict[str, Any]]:
    """Bodies that point at Norra's rows from within Östra's requests."""
    if way.method == "GET":
        return [{}]
    by_key = {"_id": rows["key"], "modifiedByUser": ostra.admin, "deletedByUser": ostra.admin, "user": ostra.admin}
    return [
        by_key,
        by_key | {"_id": rows["person"], "firstName": "taken"},
        {"createdByUser": norra.admin, "user": ostra.admin, "timestamp": f"{DAY} 07:00", "time": 1},
        {"createdByUser": ostra.admin, "user": rows["person"], "timestamp": f"{DAY} 07:00", "time": 1},
        *(
            {"createdByUser": ostra.admin, "user": ostra.admin, "timestamp": f"{DAY} 07:00", "time": 1, name: key}
            for name, key in (
                ("timeCategory", norra.keys["cause TID"]),
                ("customer", norra.keys["customer"]),
                ("project", norra.keys["project"]),
                ("workOrder", norra.keys["work_order"]),
            )
        ),
        {"AttendanceTransaction": {"Hours": 9}},
        {"time_balance": {"balance_type": "work_time", "date": DAY, "value": 1}},
    ]


async def ask(world: World, way: Way, path: str, door: Door, body: dict[str, Any], **params: str) -> httpx.Response:
    """One request of Östra's."""
    query = {**door.params, **params}
    sent = body if way.method != "GET" else None
    return await world.client.request(way.method, path, headers=door.headers, params=query, json=sent)


async def everything(world: World, firm: Firm) -> list[dict[str, Any]]:
    """Every row of a firm, tombstones and caches included."""
    tables = ("person", "time_entry", "mark", "register_item", "cause", "schedule", "assignment", "credential")

    def read(reader: Reader) -> list[dict[str, Any]]:
        return [dict(row) for table in tables for row in reader.find_all(table)]

    return await world.store.read(firm.company_id, read)


async def test_no_operation_shows_or_touches_a_row_of_the_other_company(world: World) -> None:
    rows = await furnish_norra(world)
    mine = await doors(world, world.ostra)
    before = await everything(world, world.norra)
    foreign = {SECRET, rows["key"], rows["person"], *world.norra.keys.values(), rows["uuid"]}
    seen = 0
    for way in await ways(world):
        for path in fill(way.path, rows, world.norra):
            for body in bodies(way, rows, world.ostra, world.norra):
                params = {"employeeNrsStrings": "1002", "date": f"{DAY}T00:00:00Z"} if way.door == "softone" else {}
                reply = await ask(world, way, path, mine[way.door], body, **params)
                seen += 1
                assert reply.status_code < 500, f"{way}: {reply.text}"
                sent = path + str(body)
                leaked = [text for text in foreign if text in reply.text and text not in sent]
                assert not leaked, f"{way} {path} {body}: {reply.text}"
                if "{_id}" in way.path or "user_id" in way.path:
                    assert reply.status_code in {400, 404, 422}, f"{way} {path}: {reply.status_code} {reply.text}"
    assert seen > 100
    assert await everything(world, world.norra) == before


async def test_filters_by_the_other_companys_keys_find_nothing(world: World) -> None:
    rows = await furnish_norra(world)
    mine = await doors(world, world.ostra)
    for way in await ways(world):
        if way.method != "GET" or "{" in way.path or way.door == "softone":
            continue
        for name in set(way.names) - {"limit", "page", "per_page", "offset", "sortBy", "sortDirection", "sort_by"}:
            for value in (rows["person"], rows["key"], *world.norra.keys.values()):
                reply = await ask(world, way, way.path, mine[way.door], {}, **{name: value})
                assert reply.status_code < 500, f"{way} {name}: {reply.text}"
                assert SECRET not in reply.text, f"{way} {name}={value}"


@pytest.mark.parametrize("mixed", ["companyApiKey", "connectApiKey", "token"])
async def test_a_credential_put_together_from_two_companies_opens_neither(world: World, mixed: str) -> None:
    mine, theirs = await doors(world, world.ostra), await doors(world, world.norra)
    params = {**mine["softone"].params, mixed: theirs["softone"].params[mixed]}
    query = {"employeeNrsStrings": "1002", "date": f"{DAY}T00:00:00Z"}
    reply = await world.client.get("/Personell/Time/TimeBalance", params=params | query)
    assert reply.status_code == 401


async def test_a_token_with_the_other_companys_secret_opens_neither(world: World) -> None:
    headers = {**world.ostra.fortnox, "Client-Secret": world.norra.fortnox["Client-Secret"]}
    reply = await world.client.get("/3/attendancetransactions", headers=headers)
    assert reply.status_code in {401, 403}, reply.text
    headers = world.ostra.fortnox | {"TenantId": str(world.norra.company_id)}
    reply = await world.client.get("/3/attendancetransactions", headers=headers)
    assert reply.status_code in {400, 401, 403}, reply.text


async def test_persons_with_one_number_in_two_companies_are_two(world: World) -> None:
    await furnish_norra(world)
    for firm, count in ((world.ostra, 0), (world.norra, 1)):
        reply = await world.client.get("/3/attendancetransactions", headers=firm.fortnox, params={"employeeid": "1002"})
        assert reply.json()["MetaInformation"]["@TotalResources"] == count
