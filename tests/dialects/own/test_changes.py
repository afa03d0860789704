"""The change feed: every change once, in the order of the commits, whoever writes meanwhile."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from dagsverke.app import change_feed
from dagsverke.app.commands import companies, credentials
from dagsverke.app.keys import RandomKeys
from dagsverke.app.ports import Reader, Store, UnitOfWork
from dagsverke.app.sign_in import open_session
from dagsverke.domain.errors import Conflict
from dagsverke.store.engine import open_store
from dagsverke.store.tables import SHEETS
from tests.dialects.own.calls import Api, Row
from tests.harness import Firm, World

pytestmark = pytest.mark.anyio
PROPERTIES = ["cursor", "at", "collection", "id", "key", "parts", "change", "door", "by", "values"]


async def write(api: Api, work: Any) -> Any:
    return await api.world.store.write(companies.operator(api.firm.company_id), work)


async def followed(api: Api, since: str = "", **params: Any) -> AsyncIterator[list[Row]]:
    """Every page from a cursor on, until there is no more."""
    while True:
        document = await api.get("changes", since=since, **params)
        yield document["items"]
        since = document["next"]
        if not document["has_more"]:
            return


async def everything(api: Api, since: str = "", **params: Any) -> list[Row]:
    return [one async for page in followed(api, since, **params) for one in page]


async def now(api: Api) -> str:
    """The cursor from which only what comes is seen."""
    document = await api.get("changes", since="now")
    assert (document["items"], document["has_more"]) == ([], False)
    return str(document["next"])


async def told(world: World, firm: Firm) -> list[Any]:
    """What the table of events holds of a firm."""

    def read(reader: Reader) -> list[Any]:
        return [one for one in reader.find_all("event") if one["subject"] != "credential"]

    return await world.store.read(firm.company_id, read)


async def test_a_row_is_added_changed_and_withdrawn(api: Api) -> None:
    since = await now(api)
    admin, anna = api.firm.admin, api.firm.persons["anna"]
    base = {"createdByUser": admin, "user": anna[1], "timestamp": "2026-11-18 07:00", "time": 2, "description": "a"}
    client, heads = api.world.client, api.firm.seventime
    made = (await client.post("/api/2/timeLogs", headers=heads, json=base)).json()["_id"]
    change = {"_id": made, "modifiedByUser": admin, "user": anna[1], "description": "b"}
    (await client.put("/api/2/timeLogs", headers=heads, json=change)).raise_for_status()
    gone = {"_id": made, "deletedByUser": admin}
    (await client.request("DELETE", "/api/2/timeLogs", headers=heads, json=gone)).raise_for_status()
    rows = await everything(api, since, collection="time_entry")
    assert [list(row) for row in rows] == [PROPERTIES] * 3
    assert [row["change"] for row in rows] == ["added", "changed", "withdrawn"]
    assert {(row["key"], row["door"], row["at"]) for row in rows} == {(made, "seventime", "2026-11-20T11:00:00.000Z")}
    assert len({row["id"] for row in rows}) == 1
    assert (rows[0]["values"]["person_id"], rows[0]["values"]["duration_ms"]) == (anna[0], 7_200_000)
    assert rows[1]["values"]["note"] == "b"
    assert rows[2]["values"] is None
    assert rows == await everything(api, since)


async def test_a_refused_request_leaves_nothing(api: Api) -> None:
    before = await now(api)
    base = {"createdByUser": api.firm.admin, "user": api.firm.admin, "timestamp": "2026-11-18 07:00", "time": 2}
    client, heads = api.world.client, api.firm.seventime
    for body in (base | {"timeCategory": "f" * 24}, base | {"time": -1}, base | {"workOrder": "f" * 24}):
        assert (await client.post("/api/2/timeLogs", headers=heads, json=body)).status_code == 400
    assert await now(api) == before


async def test_who_signed_in_is_said_by_key(api: Api) -> None:
    since = await now(api)
    body = {"email": api.firm.email, "password": "demo"}
    token = (await api.world.client.post("/api/auth/token", json=body)).json()["token"]
    heads = {"Authorization": f"Bearer {token}"}
    path = f"/api/users/{api.firm.persons['anna'][0]}/time_balances"
    mark = {"time_balance": {"balance_type": "work_time", "date": "2026-11-18", "value": 1}}
    (await api.world.client.post(path, headers=heads, json=mark)).raise_for_status()
    rows = [(row["collection"], row["door"], row["by"]) for row in await everything(api, since)]
    assert rows == [("mark", "bezala", api.firm.admin)]


async def test_a_row_without_an_id_is_named_by_its_parts_also_when_it_changes_and_when_it_goes(api: Api) -> None:
    since = await now(api)

    def work(unit: UnitOfWork) -> None:
        factor = unit.find_all("account_factor")[0]
        unit.change("account_factor", factor, {"factor_e4": 12_345})
        unit.withdraw("account_factor", unit.find_all("account_factor", factor_e4=12_345)[0])

    await write(api, work)
    changed, gone = await everything(api, since, collection="account_factor")
    assert (changed["id"], changed["key"], gone["id"], gone["values"]) == (None, None, None, None)
    assert list(changed["parts"]) == ["account_id", "cause_id"]
    assert changed["parts"] == gone["parts"] == {n: changed["values"][n] for n in ("account_id", "cause_id")}
    assert changed["values"]["factor_e4"] == 12_345


@pytest.mark.parametrize("limit", [1, 7, 100, 1000])
async def test_pages_of_any_size_partition_the_changes(api: Api, limit: int) -> None:
    events = await told(api.world, api.firm)
    rows = await everything(api, limit=limit)
    assert [(row["collection"], row["change"]) for row in rows] == [tuple(one["kind"].split(".")) for one in events]
    assert [row["values"] for row in rows] == [json.loads(one["after"]) if one["after"] else None for one in events]
    assert {row["key"] for row in rows if row["collection"] == "person"} == {
        key for _, key in api.firm.persons.values()
    }
    for row in rows[:: max(1, len(rows) // 5)]:
        assert (await everything(api, row["cursor"], limit=1000)) == rows[rows.index(row) + 1 :]


async def test_ow_07_a_page_of_one_collection_may_be_empty_and_the_next_goes_on(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = await everything(api, limit=1000)
    monkeypatch.setattr(change_feed, "WINDOW", 5)
    for collection in ("person", "status", "assignment"):
        pages = [page async for page in followed(api, limit=3, collection=collection)]
        assert [one for page in pages for one in page] == [one for one in whole if one["collection"] == collection]
        assert [] in pages
    assert [one async for page in followed(api) for one in page] == whole


async def test_ow_07_secret_and_passing_things_are_in_no_page(api: Api) -> None:
    secrets = {"demo-own", "password_hash", "secret_hash", "token_hash", "link_secret"}
    await write(api, lambda unit: credentials.issue(unit, "own", "secret", "another"))
    await open_session(
        api.world.store, api.world.clock, principal=companies.operator(api.firm.company_id), kind="x", lifetime_s=9
    )
    reply = await api.send("changes", limit=1000)
    assert [secret for secret in secrets if secret in reply.text] == []
    seen = {row["collection"] for row in await everything(api)}
    assert seen.isdisjoint({"credential", *(name for name, sheet in SHEETS.items() if sheet.is_silent)})
    for collection in ("credential", "session", "idempotency", "vacation_state", "nothing"):
        document = await api.refused(400, "changes", collection=collection)
        assert (document["field"], document["rule"]) == ("collection", "unknown")


async def test_ow_06_a_cursor_that_is_not_of_these_changes_is_refused(api: Api) -> None:
    norra = Api(api.world, api.world.norra, api.world.norra.own)
    theirs, ours = await now(norra), await now(api)
    place, _, digest = ours.partition(".")
    broken = ["x", "-1", "1", "1.", f"0{ours}", ours.upper() + "A", f"{int(place) + 1}.{digest}", f"{place}.{'0' * 16}"]
    for cursor in (theirs, *broken, "9" * 16 + ".0123456789abcdef", "٣.0123456789abcdef"):
        document = await api.refused(400, "changes", since=cursor)
        assert document["field"] == "since"
        assert document["rule"] == "cursor"
    assert await everything(api, "0") == await everything(api)


@pytest.mark.parametrize("limit", ["0", "1001", "x"])
async def test_a_page_is_of_one_to_a_thousand(api: Api, limit: str) -> None:
    assert (await api.refused(400, "changes", limit=limit))["field"] == "limit"


async def test_only_changes_of_the_own_company_are_seen(api: Api) -> None:
    norra = Api(api.world, api.world.norra, api.world.norra.own)
    before, since = await everything(norra), await now(norra)
    await write(api, lambda unit: unit.add("customer", {"name": "Östra Kund", "number": "77"}))
    assert await everything(norra) == before
    assert await everything(norra, since) == []
    assert [row["values"]["name"] for row in (await everything(api))[-1:]] == ["Östra Kund"]


async def test_ow_08_a_key_of_a_person_who_does_not_see_everybody_is_refused(api: Api) -> None:
    def work(unit: UnitOfWork) -> None:
        for name in ("bo", "chef", "admin"):
            credentials.issue(unit, "own", "secret", name, {"client_secret": f"{name}-own"})
            made = unit.find_all("credential", kind="own", name=name)[0]
            unit.change("credential", made, {"person_id": api.firm.persons[name][0]})

    await write(api, work)
    for name, status in (("bo", 403), ("chef", 403), ("admin", 200)):
        of_person = Api(api.world, api.firm, {"Authorization": f"Bearer {name}-own"})
        assert (await of_person.send("changes")).status_code == status


def add_and_change(unit: UnitOfWork, name: str, *, is_refused: bool) -> None:
    row_id = unit.add("customer", {"name": name, "number": name})
    if is_refused:
        raise Conflict("taken")
    row = unit.find("customer", id=row_id)
    assert row is not None
    unit.change("customer", row, {"city": "Ystad"})


async def write_some(store: Store, company_id: int, number: int, count: int) -> None:
    """So many units of work one after the other, every fourth of them refused."""
    for at in range(count):
        try:
            work = partial(add_and_change, name=f"{number}/{at}", is_refused=at % 4 == 3)
            await store.write(companies.operator(company_id), work)
        except Conflict:
            continue


async def test_ow_06_whoever_follows_while_others_write_ends_with_every_change_once(api: Api) -> None:
    """Twelve writers on two stores, and a client that reads all the while."""
    cursor, writers, each = await now(api), 12, 8
    before = len(await told(api.world, api.firm))
    seen: list[Row] = []
    done = asyncio.Event()

    async def write_all() -> None:
        other = open_store(api.world.url, clock=api.world.clock, keys=RandomKeys())
        try:
            stores = [(api.world.store, other)[number % 2] for number in range(writers)]
            company_id = api.firm.company_id
            await asyncio.gather(*(write_some(one, company_id, at, each) for at, one in enumerate(stores)))
        finally:
            await other.close()
            done.set()

    async def follow(since: str) -> None:
        is_last = False
        while not is_last:
            is_over = done.is_set()
            document = await api.get("changes", since=since, limit=5)
            seen.extend(document["items"])
            since, is_last = document["next"], is_over and not document["has_more"]

    await asyncio.gather(follow(cursor), write_all())
    events = (await told(api.world, api.firm))[before:]
    assert len(events) == writers * each * 3 // 4 * 2
    assert [row["cursor"] for row in seen] == [f"{one['place']}.{one['hash'][:16]}" for one in events]
