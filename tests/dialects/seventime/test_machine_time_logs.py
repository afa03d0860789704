from typing import Any

import pytest

from dagsverke.domain.errors import Absent, Conflict, Locked, Malformed, Refusal
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import SHOWN, assert_is_whole
from tests.dialects.seventime.garage import (
    DIGGER,
    HOUR,
    add,
    attest_row,
    change,
    correct_run,
    furnish,
    id_of,
    invoice_row,
    run,
    withdraw_run,
)

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"


async def used(api: Api, key: str) -> tuple[float, str | None]:
    """How long a machine was used, and when that was last registered."""
    row = (await api.get(f"machines/{key}"))["data"]
    return row["hoursUsed"], row["lastHoursUsedRegDate"]


async def test_the_log_of_the_example_is_shown_as_it_stands_st_65(api: Api) -> None:
    machine = await add(api, "machine", name="Grävare", is_billable=True)
    row = await run(api, machine, 12, note="12")
    moment = "2026-11-20T11:00:00.000Z"
    assert row == {
        "_id": row["_id"],
        "time": 12,
        "invoiceableTime": 12,
        "description": "12",
        "internalDescription": "",
        "attestedBy": None,
        "invoice": None,
        "machine": machine,
        "machineName": "Grävare",
        "user": api.person("anna"),
        "userName": "Anna Andersson",
        "department": api.firm.keys["department"],
        "departmentName": "Utveckling",
        "customer": None,
        "customerName": None,
        "project": None,
        "projectName": None,
        "workOrder": None,
        "workOrderTitle": "",
        "workOrderNumber": 0,
        "pricePerHour": 0,
        "price": 0,
        "cost": 0,
        "createDate": moment,
        "isInvoiced": False,
        "isInvoiceable": True,
        "status": 1,
        "timestamp": moment,
    }
    assert_is_whole(row, SHOWN["machineTimeLogs"])
    assert await api.listed("machineTimeLogs") == await api.listed("machineTimeLog") == [row]
    theirs = await run(api, machine, 1, person_key=api.person("bo"))
    assert (theirs["department"], theirs["departmentName"]) == (None, None)


async def test_prices_come_from_the_machine_unless_they_are_given(api: Api) -> None:
    machine = await add(api, "machine", **DIGGER)
    row = await run(api, machine, 2)
    assert (row["pricePerHour"], row["price"], row["cost"]) == (950, 1900, 800)
    own = await run(api, machine, 2, unit_price_e4=1_000_000, billable_ms=HOUR // 3)
    assert (own["pricePerHour"], own["invoiceableTime"], own["price"]) == (100, 1 / 3, 33.3333)
    cheap = await add(api, "machine", name="Liten", unit_price_e4=10_000, is_billable=False)
    moved = await correct_run(api, own, machine_key=cheap)
    assert (moved["pricePerHour"], moved["cost"], moved["machineName"]) == (1, 0, "Liten")
    assert (await correct_run(api, moved, unit_price_e4=20_000))["pricePerHour"] == 2
    assert (await correct_run(api, moved, unit_price_e4=None))["pricePerHour"] == 1
    assert (await run(api, cheap, 1))["isInvoiceable"] is False


async def test_invoiceable_time_follows_the_time_until_it_is_set_by_itself(api: Api) -> None:
    row = await run(api, await add(api, "machine", **DIGGER), 2)
    assert (await correct_run(api, row, duration_ms=3 * HOUR))["invoiceableTime"] == 3
    assert (await correct_run(api, row, billable_ms=HOUR))["time"] == 3
    longer = await correct_run(api, row, duration_ms=4 * HOUR)
    assert (longer["time"], longer["invoiceableTime"]) == (4, 1)
    assert (await correct_run(api, row, billable_ms=None))["invoiceableTime"] == 4


async def test_the_hours_of_the_machine_move_with_its_time(api: Api) -> None:
    digger, lorry = await add(api, "machine", **DIGGER, used_ms=100 * HOUR), await add(api, "machine", name="Lastbil")
    assert await used(api, digger) == (100, None)
    row = await run(api, digger, 12, happened_at="2026-11-18T06:00:00.000Z")
    assert await used(api, digger) == (112, "2026-11-20T11:00:00.000Z")
    api.world.clock.pass_s(60)
    await correct_run(api, row, note="Samma tid")
    assert await used(api, digger) == (112, "2026-11-20T11:00:00.000Z")
    await correct_run(api, row, duration_ms=10 * HOUR)
    assert await used(api, digger) == (110, "2026-11-20T11:01:00.000Z")
    api.world.clock.pass_s(60)
    await correct_run(api, row, machine_key=lorry, duration_ms=9 * HOUR)
    assert [await used(api, one) for one in (digger, lorry)] == [
        (100, "2026-11-20T11:02:00.000Z"),
        (9, "2026-11-20T11:02:00.000Z"),
    ]
    await withdraw_run(api, row, deleted_by_key=api.firm.admin)
    assert [(await used(api, one))[0] for one in (digger, lorry)] == [100, 0]
    assert await api.listed("machineTimeLogs") == []


async def test_what_it_was_for_is_shown_and_what_is_not_said_stays(api: Api) -> None:
    keys = api.firm.keys
    result = {"internal_note": "Internt", "note": "Schakt", "work_order_key": keys["work_order"], "is_billable": False}
    row = await run(api, await add(api, "machine", **DIGGER), 2, **result)
    names = ("customerName", "projectName", "workOrderTitle", "workOrderNumber", "description", "internalDescription")
    expected = ["Kund Ett AB", "Projekt Ett", "Arbetsorder Sju", 7, "Schakt", "Internt"]
    assert [row[name] for name in names] == expected
    changed = await correct_run(api, row, person_key=api.person("bo"))
    bo = {"user": api.person("bo"), "userName": "Bo Öberg", "department": None, "departmentName": None}
    assert changed == row | bo
    given = await correct_run(api, row, department_key=keys["department"], note=None)
    assert (given["department"], given["description"]) == (keys["department"], "")
    assert (await correct_run(api, row, department_key=None))["department"] is None


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"duration_ms": -1}, Malformed, "duration_ms"),
        ({"duration_ms": 367 * 24 * HOUR}, Malformed, "duration_ms"),
        ({"duration_ms": None}, Malformed, "duration_ms"),
        ({"billable_ms": -1}, Malformed, "billable_ms"),
        ({"machine_key": NOBODY}, Malformed, "machine_key"),
        ({"machine_key": "closed"}, Conflict, "machine_key"),
        ({"machine_key": ""}, Malformed, "machine_key"),
        ({"person_key": NOBODY}, Malformed, "person_key"),
        ({"customer_key": NOBODY}, Malformed, "customer_key"),
        ({"department_key": "vehicle"}, Malformed, "department_key"),
    ],
)
async def test_what_cannot_be_is_refused_by_name_and_moves_no_hours(
    api: Api, values: dict[str, Any], refusal: type[Refusal], field: str
) -> None:
    machine = await add(api, "machine", **DIGGER)
    closed = await add(api, "machine", name="Inställd", takes_hours=False)
    row = await run(api, machine, 2)
    known = {"closed": closed, "vehicle": api.firm.keys["vehicle"]}
    given: Row = {"duration_ms": 2 * HOUR} | {name: known.get(value, value) for name, value in values.items()}
    with pytest.raises(refusal) as recorded:
        await run(api, machine, 2, **given)
    with pytest.raises(refusal) as corrected:
        await correct_run(api, row, **given)
    assert (recorded.value.field, corrected.value.field) == (field, field)
    assert await api.listed("machineTimeLogs") == [row]
    assert (await used(api, machine))[0] == 2


async def test_who_does_it_must_be_a_person_of_the_company(api: Api) -> None:
    machine = await add(api, "machine", **DIGGER)
    row = await run(api, machine, 2)
    with pytest.raises(Malformed, match="created_by_key"):
        await run(api, machine, 2, created_by_key=NOBODY)
    with pytest.raises(Malformed, match="modified_by_key"):
        await correct_run(api, row, modified_by_key=NOBODY)
    with pytest.raises(Malformed, match="deleted_by_key"):
        await withdraw_run(api, row, deleted_by_key=NOBODY)
    with pytest.raises(Absent):
        await withdraw_run(api, row | {"_id": NOBODY})
    assert await api.listed("machineTimeLogs") == [row]


async def test_attested_or_invoiced_machine_time_refuses_changes_and_says_by_what_st_64(api: Api) -> None:
    row = await run(api, await add(api, "machine", **DIGGER), 2)
    await attest_row(api, "machine_entry", row)
    shown = (await api.listed("machineTimeLogs"))[0]
    assert (shown["status"], shown["attestedBy"]) == (2, api.person("chef"))
    await refuses(api, row, "is attested by Cecilia Chef and can no longer be changed")
    key = await invoice_row(api, "machine_entry", row)
    await refuses(api, row, "is invoiced on invoice 4711 and can no longer be changed")
    assert await api.listed("machineTimeLogs") == [shown | {"isInvoiced": True, "invoice": key}]


async def refuses(api: Api, row: Row, detail: str) -> None:
    """Neither a correction nor a withdrawal is let through."""
    with pytest.raises(Locked, match=detail):
        await correct_run(api, row, note="Nytt")
    with pytest.raises(Locked, match=detail):
        await withdraw_run(api, row)


async def test_days_are_local_and_both_ends_are_included_in_pages_too(api: Api, other_api: Api) -> None:
    machine = await add(api, "machine", **DIGGER)
    whole_day = ("2026-11-19T23:00:00.000Z", "2026-11-20T22:59:59.999Z")
    moments = ("2026-11-19T22:59:59.999Z", *whole_day, "2026-11-20T23:00:00.000Z")
    keys = [(await run(api, machine, 1, happened_at=moment))["_id"] for moment in moments]
    await furnish(other_api)
    for params, expected in (
        ({"fromDate": "2026-11-20"}, keys[1:]),
        ({"toDate": "2026-11-20"}, keys[:3]),
        ({"fromDate": "2026-11-20", "toDate": "2026-11-20"}, keys[1:3]),
        ({"fromDate": "2026-11-21", "toDate": "2026-11-20"}, []),
    ):
        assert [one["_id"] for one in await api.listed("machineTimeLogs", **params)] == expected
        document = await api.get("machineTimeLogs", **params, limit=1, sortBy="timestamp", sortDirection="descending")
        assert [one["_id"] for one in document["data"]] == expected[-1:]
        assert document["meta"]["totalResources"] == len(expected)
    for name in ("fromDate", "toDate"):
        assert await api.named("GET", "machineTimeLogs", name, params={name: "2026-02-30"}) is None


async def test_a_withdrawn_machine_keeps_its_name_and_lets_its_time_go(api: Api) -> None:
    machine = await add(api, "machine", **DIGGER)
    row = await run(api, machine, 2)
    await change(api, "machine", machine, deleted_at="2026-11-20T11:00:00.000Z")
    shown = (await api.get(f"machineTimeLogs/{row['_id']}"))["data"]
    assert shown["machineName"] == "EWR150E-21"
    await withdraw_run(api, row)
    assert await api.listed("machineTimeLogs") == []
    assert await id_of(api, "person", api.firm.admin) == api.firm.persons["admin"][0]
