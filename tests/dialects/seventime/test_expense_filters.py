from collections.abc import Sequence
from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expenses import FREE_TEXT, alter, article, respend, row_id, seed, spend

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"

FOUND: Sequence[tuple[dict[str, str], list[int]]] = (
    ({"name": "reaktion"}, [0, 1]),
    ({"name": "BOLLAR"}, [0, 1]),
    ({"name": "ÅNGBÅT"}, [3]),
    ({"name": "%"}, []),
    ({"name": "_"}, []),
    ({"name": ""}, [0, 1, 2, 3]),
    ({"articleNumber": "575733"}, [0, 1]),
    ({"articleNumber": "57573"}, []),
    ({"articleNumber": "9000"}, [2]),
    ({"customer": "customer"}, [0, 2]),
    ({"customer": NOBODY}, []),
    ({"project": "project"}, [0, 1]),
    ({"distributor": "supplier"}, [1]),
    ({"distributor": NOBODY}, []),
    ({"fromDate": "2026-07-02"}, [1, 2, 3]),
    ({"fromDate": "2026-07-03"}, [2, 3]),
    ({"toDate": "2026-07-02"}, [0, 1]),
    ({"toDate": "2026-07-01"}, [0]),
    ({"fromDate": "2026-07-02", "toDate": "2026-07-02"}, [1]),
    ({"fromDate": "2026-7-3", "toDate": "2026-08-31"}, [2]),
    ({"fromDate": "2026-09-02"}, []),
    ({"lastModified": "2026-11-20 12:02"}, [2, 3]),
    ({"lastModified": "2026-11-20T12:02:00"}, [2, 3]),
    ({"lastModified": "2026-11-20 12:02:01"}, [3]),
    ({"customer": "customer", "name": "lift"}, [2]),
    ({"customer": "customer", "fromDate": "2026-07-02"}, [2]),
    ({"unheard": "of"}, [0, 1, 2, 3]),
)
"""What is asked for, keys by their names in the world, and which of the expenses it finds."""
ORDERS = {
    "timestamp": [0, 1, 2, 3],
    "createDate": [0, 1, 2, 3],
    "name": [0, 1, 2, 3],
    "totalAmount": [3, 0, 1, 2],
    "numberOfItems": [3, 0, 2, 1],
    "customer": [0, 2, 1, 3],
    "customerName": [0, 2, 1, 3],
    "workOrderNumber": [0, 1, 2, 3],
    "unitPriceInclTax": [0, 1, 3, 2],
    "isAttested": [0, 1, 2, 3],
    "documents": [0, 1, 2, 3],
    "salaryCompilation": [0, 1, 2, 3],
}


async def year(api: Api) -> tuple[list[Row], dict[str, str]]:
    """Four expenses that differ in everything that can be asked for, a minute apart in when they were recorded."""
    keys = dict(api.firm.keys)
    keys["supplier"] = await seed(api, "supplier", name="Järnhandeln")
    balls = await article(api)
    made = []
    for body in (
        {"expenseItem": balls, "workOrder": keys["work_order"], "timestamp": "2026-07-01 23:59"},
        {
            "expenseItem": balls,
            "project": keys["project"],
            "distributor": keys["supplier"],
            "timestamp": "2026-07-02 00:00",
            "numberOfItems": 2,
        },
        {**FREE_TEXT, "articleNumber": "9000", "customer": keys["customer"], "timestamp": "2026-08-31 12:00"},
        {**FREE_TEXT, "name": "Ångbåtsresa", "unitPrice": 700, "timestamp": "2026-09-01 00:00"},
    ):
        made.append(await spend(api, **body))
        api.world.clock.pass_s(60)
    return made, keys


async def test_a_filter_finds_what_it_names_and_both_ends_count_st_05(api: Api) -> None:
    made, keys = await year(api)
    order = [one["_id"] for one in made]
    for params, found in FOUND:
        document = await api.get("expenses", **{name: keys.get(value, value) for name, value in params.items()})
        assert (params, [order.index(one["_id"]) for one in document["data"]]) == (params, found)
        assert document["meta"]["totalResources"] == len(found)


async def test_a_filter_that_cannot_be_read_is_refused_by_name_st_05(api: Api) -> None:
    wrong = [(name, value) for name in ("fromDate", "toDate") for value in ("soon", "2026-02-30", "2026-07-01 10:00")]
    wrong += [("lastModified", "2026-13-01 10:00"), ("customer", "x" * 65), ("name", "\0"), ("name", "x" * 10_001)]
    answers = [await api.named("GET", "expenses", name, params={name: value}) for name, value in wrong]
    assert [one for one in answers if one] == []


async def test_a_change_is_found_by_last_modified(api: Api) -> None:
    made, _ = await year(api)
    since = api.world.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    row = await respend(api, made[0], description="rättad")
    assert await api.listed("expenses", lastModified=since) == [row]


async def test_expenses_sort_by_what_they_show_and_empty_values_come_last_st_03(api: Api) -> None:
    made, _ = await year(api)
    order = [one["_id"] for one in made]
    await respend(api, made[3], numberOfItems=0.5)
    for name, expected in ORDERS.items():
        rows = await api.listed("expenses", sortBy=name)
        assert (name, [order.index(one["_id"]) for one in rows]) == (name, expected)
    rows = await api.listed("expenses", sortBy="customer", sortDirection="descending")
    assert [order.index(one["_id"]) for one in rows] == [0, 2, 1, 3]
    rows = await api.listed("expenses", sortBy="totalAmount", sortDirection="descending")
    assert [order.index(one["_id"]) for one in rows] == [2, 1, 0, 3]


async def test_a_filtered_list_is_paged_with_true_totals_st_31(api: Api) -> None:
    made, _ = await year(api)
    document = await api.get("expenses", limit=2, page=2, fromDate="2026-07-02")
    assert document["meta"] == {"totalResources": 3, "totalPages": 2, "currentPage": 2}
    assert [one["_id"] for one in document["data"]] == [made[3]["_id"]]


async def test_what_another_company_spent_is_not_found(api: Api, other_api: Api) -> None:
    row = await spend(other_api, expenseItem=await article(other_api), customer=other_api.firm.keys["customer"])
    for params in ({}, {"name": "boll"}, {"customer": row["customer"]}, {"articleNumber": "575733"}):
        assert await api.listed("expenses", **params) == []
    assert await api.listed("expenseItems", name="boll") == []
    assert await other_api.listed("expenses", name="boll") == [row]


ITEMS: Sequence[tuple[dict[str, str], list[int]]] = (
    ({"name": "spik"}, [1, 2]),
    ({"name": "SPIKAR"}, [2]),
    ({"name": "0-p"}, [0]),
    ({"articleNumber": "100"}, [1]),
    ({"articleNumber": "10"}, []),
    ({"distributorName": "järn"}, [2]),
    ({"distributorName": "JÄRNHANDELN"}, [2]),
    ({"description": "av JÄRN"}, [0]),
    ({"parentExpenseItemName": "allsköns"}, [2]),
    ({"parentExpenseItemName": "spikar"}, []),
    ({"isInvoiceable": "true"}, [0, 2]),
    ({"isInvoiceable": "false"}, [1]),
    ({"isActive": "true"}, [0, 1]),
    ({"isActive": "0"}, [2]),
    ({"favorite": "true"}, [1]),
    ({"favorite": "false"}, [0, 2]),
    ({"name": "spik", "favorite": "true"}, [1]),
)


async def test_expense_items_are_found_by_what_the_parameter_names_st_55(api: Api) -> None:
    supplier_id = await row_id(api, "supplier", await seed(api, "supplier", name="Järnhandeln"))
    made = [await article(api)]
    made.append(
        await article(api, number="100", name="Allskönsspik", description="", is_billable=False, is_favorite=True)
    )
    parent_id = await row_id(api, "article", made[1])
    child: dict[str, Any] = {"parent_id": parent_id, "supplier_id": supplier_id, "is_active": False}
    made.append(await article(api, number="101", name="Spikar, runda", description="", **child))
    for params, found in ITEMS:
        document = await api.get("expenseItems", **params)
        assert (params, [made.index(one["_id"]) for one in document["data"]]) == (params, found)
        assert document["meta"]["totalResources"] == len(found)
    for name in ("isInvoiceable", "isActive", "favorite"):
        assert await api.named("GET", "expenseItems", name, params={name: "perhaps"}) is None
    rows = await api.listed("expenseItems", sortBy="name", sortDirection="descending")
    assert [made.index(one["_id"]) for one in rows] == [2, 1, 0]
    await alter(api, "article", made[1], name="Diverse")
    assert (await api.listed("expenseItems", articleNumber="101"))[0]["parentExpenseItemName"] == "Diverse"


async def test_expenses_are_not_expense_items_st_55(api: Api) -> None:
    item = await article(api)
    row = await spend(api, expenseItem=item)
    assert [one["_id"] for one in await api.listed("expenses")] == [row["_id"]]
    assert [one["_id"] for one in await api.listed("expenseItems")] == [item]
    await api.refused("GET", f"expenses/{item}", 404)
    await api.refused("GET", f"expenseItems/{row['_id']}", 404)
