from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from tests.dialects.seventime.calls import Api, Grid

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"


SENSELESS: Grid = (
    ("timestamp", "yesterday"),
    ("timestamp", "2020-13-05 12:00"),
    ("timestamp", "2020-02-30 12:00"),
    ("timestamp", "2020-06-05 25:00"),
    ("timestamp", "0001-01-01 00:00"),
    ("timestamp", "9999-12-31 23:59"),
    ("timestamp", 20200605),
    ("timestamp", ["2020-06-05 12:00"]),
    ("timestamp", {}),
    ("timestamp", True),
    ("endTimestamp", "12:00"),
    ("endTimestamp", "2020-06-05 11:59"),
    ("time", "five"),
    ("time", "-5"),
    ("time", -0.5),
    ("time", "1e400"),
    ("time", "NaN"),
    ("time", "5,5"),
    ("time", True),
    ("time", [5]),
    ("time", 1_000_000),
    ("invoiceableTime", "much"),
    ("invoiceableTime", -1),
    ("pricePerHour", "dear"),
    ("pricePerHour", 10**18),
    ("isInvoiceable", "perhaps"),
    ("isInvoiceable", 2),
    ("isAbsence", {}),
    ("supplementOrder", "both"),
    ("description", ["list"]),
    ("description", "x" * 10_001),
    ("description", "nul\0"),
    ("user", {"_id": "x"}),
    ("customer", ["a"]),
    ("customer", "x" * 65),
)


def whole(api: Api) -> dict[str, Any]:
    return {
        "createdByUser": api.firm.admin,
        "user": api.person("anna"),
        "timestamp": "2020-06-05 12:00",
        "time": "5",
    }


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {one: value for one, value in body.items() if one != name}


async def test_a_required_parameter_that_is_missing_or_empty_is_named(api: Api) -> None:
    for name in ("createdByUser", "user", "timestamp"):
        for body in (without(whole(api), name), whole(api) | {name: None}, whole(api) | {name: ""}):
            assert await api.refused("POST", "timeLogs", 400, json=body) == f"{name}: is required"
    assert await api.listed("timeLogs") == []


async def test_an_end_or_a_time_is_required(api: Api) -> None:
    body = without(whole(api), "time")
    assert (await api.refused("POST", "timeLogs", 400, json=body)).startswith("time:")


async def test_a_put_needs_its_key_and_both_persons(api: Api) -> None:
    row = await api.record()
    body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], "description": "nytt"}
    for name in ("_id", "modifiedByUser", "user"):
        assert await api.refused("PUT", "timeLogs", 400, json=without(body, name)) == f"{name}: is required"
    assert await api.listed("timeLogs") == [row]


async def test_a_delete_needs_its_key(api: Api) -> None:
    assert await api.refused("DELETE", "timeLogs", 400, json={}) == "_id: is required"
    assert await api.refused("DELETE", "timeLogs", 400) == "_id: is required"


async def test_a_reference_that_is_unknown_or_another_companys_is_refused_by_name(api: Api, other_api: Api) -> None:
    keys = other_api.firm.keys
    foreign = {
        "createdByUser": other_api.firm.admin,
        "user": other_api.person("anna"),
        "customer": keys["customer"],
        "project": keys["project"],
        "timeCategory": keys["cause TID"],
        "workOrder": keys["work_order"],
    }
    for name, key in foreign.items():
        for wrong in (key, NOBODY):
            assert await api.named("POST", "timeLogs", name, json=whole(api) | {name: wrong}) is None
    assert await api.listed("timeLogs") == []


async def test_an_unknown_key_and_another_companys_are_404_alike_st_30(api: Api, other_api: Api) -> None:
    row = await other_api.record()
    messages = set()
    for key in (NOBODY, row["_id"], "nonsense"):
        body = {"_id": key, "modifiedByUser": api.firm.admin, "user": api.person("anna")}
        messages |= {await api.refused(method, "timeLogs", 404, json=body) for method in ("PUT", "DELETE")}
        await api.refused("GET", f"timeLogs/{key}", 404)
    assert len(messages) == 1
    assert await other_api.listed("timeLogs") == [row]


async def test_a_value_that_makes_no_sense_is_refused_by_name(api: Api) -> None:
    answers = []
    for name, value in SENSELESS:
        body = without(whole(api), "time") if name == "endTimestamp" else whole(api)
        answers.append(await api.named("POST", "timeLogs", name, json=body | {name: value}))
    assert [one for one in answers if one] == []
    assert await api.listed("timeLogs") == []


async def test_a_price_may_be_below_zero_only_by_a_credit_that_somebody_typed(api: Api) -> None:
    row = await api.record(pricePerHour=-100)
    assert row["price"] == -800


async def test_an_end_and_a_time_that_contradict_each_other_are_refused(api: Api) -> None:
    body = whole(api) | {"endTimestamp": "2020-06-05 14:00"}
    assert (await api.refused("POST", "timeLogs", 400, json=body)).startswith("time:")
    assert (await api.record(**(body | {"time": 2})))["time"] == 2


async def test_a_work_order_of_another_project_is_refused_by_name_st_10(api: Api) -> None:
    def add(work: Any) -> str:
        row = {"number": "2", "name": "Projekt Två", "is_active": True, "customer_id": None}
        found = work.find("project", id=work.add("project", row))
        return str(found["key"])

    key = await api.world.store.write(operator(api.firm.company_id), add)
    body = whole(api) | {"project": key, "workOrder": api.firm.keys["work_order"]}
    assert (await api.refused("POST", "timeLogs", 400, json=body)).startswith("workOrder:")


async def test_an_invoiced_time_log_can_be_neither_changed_nor_deleted_st_10(api: Api) -> None:
    row = await api.record()

    def invoice(work: Any) -> None:
        work.change("time_entry", work.find("time_entry", key=row["_id"]), {"is_invoiced": True})

    await api.world.store.write(operator(api.firm.company_id), invoice)
    body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], "time": 1}
    for method in ("PUT", "DELETE"):
        assert (await api.refused(method, "timeLogs", 400, json=body)).startswith("_id:")
    assert (await api.listed("timeLogs"))[0] == row | {"isInvoiced": True}
