"""Purchase orders: numbers, companies, filters and sorting."""

import asyncio

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.expected_purchases import PURCHASE_ORDER
from tests.dialects.seventime.purchases import furnish_purchasing, order

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"
NOW = "2026-11-20T11:00:00.000Z"


async def test_numbers_are_in_a_series_of_each_company_and_two_at_once_get_two(api: Api, other_api: Api) -> None:
    keys, theirs = await furnish_purchasing(api), await furnish_purchasing(other_api)
    rows = await asyncio.gather(*(order(api, keys) for _ in range(4)))
    assert sorted(one["purchaseOrderNumber"] for one in rows) == ["1", "2", "3", "4"]
    assert (await order(other_api, theirs))["purchaseOrderNumber"] == "1"


async def test_companies_are_sealed_from_one_another(api: Api, other_api: Api) -> None:
    keys, theirs = await furnish_purchasing(api), await furnish_purchasing(other_api)
    row = await order(api, keys)
    put = {"_id": row["_id"], "modifiedByUser": other_api.firm.admin}
    await other_api.refused("GET", f"purchaseOrders/{row['_id']}", 404)
    await other_api.refused("PUT", "purchaseOrders", 404, json=put)
    await other_api.refused("DELETE", "purchaseOrders", 404, json={"_id": row["_id"]})
    assert await other_api.listed("purchaseOrders") == []
    start = {"createdByUser": api.firm.admin, "distributor": keys["supplier"]}
    for name, key in (
        ("distributor", theirs["supplier"]),
        ("contactPersonDistributor", theirs["contact"]),
        ("project", theirs["project"]),
        ("workOrder", theirs["work_order"]),
        ("createdByUser", other_api.firm.admin),
    ):
        assert await api.named("POST", "purchaseOrders", name, json=start | {name: key}) is None


async def test_orders_are_found_by_each_documented_filter(api: Api) -> None:
    keys = await furnish_purchasing(api)
    first = await order(
        api, keys, purchaseOrderName="Åkes 100% skruv", purchaseOrderInfoName="Lager_Öst", workOrder=keys["work_order"]
    )
    second = await order(api, keys, distributor=keys["other"], project=keys["lone"], purchaseOrderStatus=2)
    names = {first["_id"]: "first", second["_id"]: "second"}
    for params, found in (
        ({"purchaseOrderName": "åKES"}, ["first"]),
        ({"purchaseOrderName": "%"}, ["first"]),
        ({"purchaseOrderName": "beställ"}, ["second"]),
        ({"purchaseOrderInfoName": "_ÖST"}, ["first"]),
        ({"purchaseOrderInfoName": "*"}, []),
        ({"purchaseOrderNumber": "1"}, ["first"]),
        ({"purchaseOrderNumber": "11"}, []),
        ({"purchaseOrderStatus": "2"}, ["second"]),
        ({"purchaseOrderStatus": 4}, []),
        ({"distributor": keys["other"]}, ["second"]),
        ({"distributor": NOBODY}, []),
        ({"project": keys["lone"]}, ["second"]),
        ({"workOrder": keys["work_order"]}, ["first"]),
        ({"workOrderNumber": "1"}, ["first"]),
        ({"workOrderNumber": 0}, []),
        ({"workOrderNumber": 1, "project": keys["lone"]}, []),
        ({"sortBy": "purchaseOrderNumber", "sortDirection": "descending"}, ["second", "first"]),
    ):
        rows = await api.listed("purchaseOrders", **params)
        assert (params, [names[one["_id"]] for one in rows]) == (params, found)
    for name in ("purchaseOrderStatus", "workOrderNumber"):
        assert await api.named("GET", "purchaseOrders", name, params={name: "x"}) is None
    assert (await api.get("purchaseOrders", limit=1, page=2))["meta"] == {
        "totalResources": 2,
        "totalPages": 2,
        "currentPage": 2,
    }


async def test_orders_sort_by_whatever_they_show(api: Api) -> None:
    keys = await furnish_purchasing(api)
    for status in (1, 2):
        await order(api, keys, purchaseOrderStatus=status, invoiceAddress={"city": "Lund"})
    for name in (*PURCHASE_ORDER, "invoiceAddress.city"):
        for direction in ("ascending", "descending"):
            params = {"sortBy": name, "sortDirection": direction}
            reply = await api.send("GET", "purchaseOrders", params=params)
            assert reply.status_code == 200, name
    assert await api.named("GET", "purchaseOrders", "sortBy", params={"sortBy": "shoeSize"}) is None


async def test_an_order_that_was_archived_says_since_when(api: Api) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys)

    def archive(work: UnitOfWork) -> None:
        kept = work.find("purchase_order", key=row["_id"])
        assert kept is not None
        work.change("purchase_order", kept, {"archived_at": NOW})

    await api.world.store.write(operator(api.firm.company_id), archive)
    (shown,) = await api.listed("purchaseOrders")
    assert (shown["archived"], shown["archivedDate"]) == (True, NOW)
