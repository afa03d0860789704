import json
from collections.abc import Sequence
from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import SHOWN, assert_is_whole
from tests.dialects.seventime.garage import DIGGER, add, furnish, id_of, run, write

pytestmark = pytest.mark.anyio
REGISTERED = "2020-09-27T12:06:19.225Z"
MADE = "2018-01-02T17:37:02.629Z"
SHOWN_AS: Row = {
    "lastHoursUsedRegDate": REGISTERED,
    "hoursUsed": 5193,
    "lastMileageRegDate": REGISTERED,
    "mileage": 10122.7,
    "isActive": True,
    "createdByUserName": "Anna Andersson",
    "hoursCanBeRegistered": True,
    "canBePlanned": True,
    "isInvoiceable": True,
    "serialNumber": "846821",
    "machineModel": "ME500",
    "machineNumber": "21",
    "machineName": "EWR150E-21",
    "trackunitData": {"id": "1135803"},
    "modifiedDate": REGISTERED,
    "createDate": MADE,
    "machineLog": [],
    "documents": [],
    "articleNumber": "",
    "machineType": None,
    "machineTypeName": "",
    "machineGroup": "",
    "purchaseDate": None,
    "serviceable": False,
    "serviceIntervalInKm": 0,
    "serviceIntervalInHours": 0,
    "serviceIntervalInMonths": 0,
    "mileageLastService": 0,
    "hoursLastService": 0,
    "lastServiceDate": None,
    "unitPrice": 0,
    "unitCost": 0,
    "distributor": None,
    "distributorName": "",
    "customFields": [],
    "debitManualRegistrationPrices": [],
    "debitMinimiPrices": [],
    "debitSchedulePrices": [],
    "isSupplementForMachines": [],
}
"""The machine of the document as its example shows it, less the keys."""
FOUND: Sequence[tuple[dict[str, str], list[int]]] = (
    ({}, [0, 1, 2]),
    ({"name": "ewr"}, [0]),
    ({"name": "GRÄV"}, [1, 2]),
    ({"name": "%"}, []),
    ({"machineNumber": "21"}, [0]),
    ({"machineNumber": "2"}, []),
    ({"machineTypeName": "fordon"}, [1]),
    ({"machineModel": "me5"}, [0]),
    ({"machineModel": "åk"}, [1]),
    ({"serialNumber": "846821"}, [0, 2]),
    ({"serialNumber": "8468"}, []),
    ({"serviceable": "true"}, [2]),
    ({"serviceable": "0"}, [0, 1]),
    ({"name": "gräv", "serviceable": "false"}, [1]),
    ({"machineGroup": "unheard of"}, [0, 1, 2]),
)
"""What is asked for, and which of the three machines it finds."""


async def example(api: Api) -> str:
    """The machine of the document; answers its key."""
    return await add(
        api,
        "machine",
        **(DIGGER | {"unit_price_e4": 0, "unit_cost_e4": 0}),
        used_at=REGISTERED,
        used_ms=5193 * 3_600_000,
        mileage_at=REGISTERED,
        mileage_m=10_122_700,
        created_by_id=api.firm.persons["anna"][0],
        created_at=MADE,
        modified_at=REGISTERED,
        extras='{"seventime": {"trackunitData": {"id": "1135803"}}}',
    )


async def three(api: Api) -> list[str]:
    """The machine of the document and two more."""
    kind = await add(api, "register_item", kind="machine_type", name="Fordon")
    lorry = {"name": "Liten grävare", "number": "22", "model": "Åkare", "serial_number": "1"}
    digger = {"name": "Stor grävmaskin", "number": "23", "serial_number": "846821", "is_serviceable": True}
    return [
        await example(api),
        await add(api, "machine", **lorry, type_id=await id_of(api, "register_item", kind)),
        await add(api, "machine", **digger),
    ]


async def test_the_machine_of_the_example_is_shown_as_it_stands_st_65(api: Api) -> None:
    key = await example(api)
    row = (await api.listed("machines"))[0]
    assert row == SHOWN_AS | {"_id": key, "createdByUser": api.person("anna")}
    assert_is_whole(row, SHOWN["machines"])
    await add(api, "machine", name="Stege")
    assert (await api.listed("machines"))[1]["trackunitData"] == {"id": ""}


async def test_a_machine_with_everything_shows_everything_st_32(api: Api) -> None:
    kind = await add(api, "register_item", kind="machine_type", name="Fordon")
    supplier = await add(api, "supplier", number="1", name="Maskinleverantören")
    ours = {
        "machineLog": [{"text": "Bytt larver"}],
        "serviceIntervalInKm": 15000,
        "serviceIntervalInHours": 250.5,
        "serviceIntervalInMonths": 12,
        "mileageLastService": 9000,
        "hoursLastService": 5000,
        "customFields": [{"name": "Skopa", "value": "60 l"}],
        "debitManualRegistrationPrices": [1],
        "debitMinimiPrices": [2],
        "debitSchedulePrices": [3],
        "isSupplementForMachines": ["5a4bc02e40a13d71799764283"],
    }
    columns = {
        "type_id": await id_of(api, "register_item", kind),
        "supplier_id": await id_of(api, "supplier", supplier),
        "purchased_on": "2017-12-24",
        "serviced_on": "2020-03-29",
        "machine_group": "Grävare",
        "article_number": "77",
        "unit_price_e4": 9_500_000,
        "unit_cost_e4": 4_001_250,
    }
    await add(api, "machine", **(DIGGER | columns), extras=json.dumps({"seventime": ours}))
    row = (await api.listed("machines"))[0]
    assert {name: row[name] for name in ours} == ours
    names = ("machineType", "machineTypeName", "distributor", "distributorName", "machineGroup", "articleNumber")
    assert [row[name] for name in names] == [kind, "Fordon", supplier, "Maskinleverantören", "Grävare", "77"]
    days = ("2017-12-24T00:00:00.000Z", "2020-03-29T00:00:00.000Z")
    assert (row["purchaseDate"], row["lastServiceDate"]) == days
    assert (row["unitPrice"], row["unitCost"]) == (950, 400.125)
    await write(api, lambda work: add_document(work, row["_id"]))
    assert [one["name"] for one in (await api.listed("machines"))[0]["documents"]] == ["manual.pdf"]


def add_document(work: Any, key: str) -> None:
    """Put a document beside a machine."""
    machine = work.find("machine", key=key)
    work.add("document", {"owner_kind": "machine", "owner_id": machine["id"], "name": "manual.pdf"})


async def test_every_filter_finds_what_it_names_and_nothing_else(api: Api, other_api: Api) -> None:
    keys = await three(api)
    await furnish(other_api)
    found = [(one, [keys.index(row["_id"]) for row in await api.listed("machines", **one)]) for one, _ in FOUND]
    assert found == list(FOUND)
    assert await api.named("GET", "machines", "serviceable", params={"serviceable": "perhaps"}) is None


async def test_both_spellings_answer_for_the_list_and_for_one_st_63(api: Api) -> None:
    await three(api)
    rows = await api.listed("machines")
    assert len(rows) == 3
    assert await api.get("machine") == await api.get("machines") == await api.get("machine/?limit=100&page=1")
    assert await api.listed("machine", name="ewr") == rows[:1]
    for row in rows:
        assert await api.get(f"machine/{row['_id']}") == await api.get(f"machines/{row['_id']}/") == {"data": row}


async def test_a_key_of_no_machine_but_of_a_machine_time_log_is_that_log_st_63(api: Api, other_api: Api) -> None:
    log = await run(api, await example(api), 12)
    for path in ("machineTimeLogs", "machineTimeLog", "machines", "machine"):
        assert await api.get(f"{path}/{log['_id']}") == {"data": log}
    await furnish(other_api)
    theirs = await other_api.listed("machineTimeLogs")
    for key in (theirs[0]["_id"], "nonsense", api.firm.admin):
        for path in ("machineTimeLogs", "machineTimeLog", "machines", "machine"):
            await api.refused("GET", f"{path}/{key}", 404)
    await api.refused("GET", f"machineTimeLogs/{log['machine']}", 404)
    assert (await api.refused("GET", "machines/%00", 400)).startswith("_id:")


async def test_machine_types_are_listed_and_machines_cannot_be_written(api: Api) -> None:
    key = await add(api, "register_item", kind="machine_type", name="Fordon", created_at="2017-10-19T12:50:50.361Z")
    await add(api, "register_item", kind="skill", name="Ingen maskin")
    row = {"_id": key, "name": "Fordon", "isActive": True, "createDate": "2017-10-19T12:50:50.361Z"}
    assert await api.get("machineTypes/") == {"data": [row]}
    for path in ("machines", "machine", "machineTypes", "machineTimeLogs", "machineTimeLog"):
        for method in ("POST", "PUT", "DELETE"):
            await api.refused(method, path, 405, json={})
