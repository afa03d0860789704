"""Supplement orders: what is shown of them, project by project."""

from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Refusal
from dagsverke.domain.units import E4
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_purchases import LOG_ENTRY, SUPPLEMENT_ORDER
from tests.dialects.seventime.purchases import furnish_purchasing, order, supplement
from tests.dialects.seventime.trade import change

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"
NOW = "2026-11-20T11:00:00.000Z"
LATER = "2026-11-20T11:01:00.000Z"


async def add_invoice(api: Api, row: Row) -> str:
    """An invoice of the supplement order; its key."""

    def work_it(work: UnitOfWork) -> str:
        found = work.find("supplement_order", key=row["_id"])
        assert found is not None
        made = work.find("invoice", id=work.add("invoice", {"supplement_order_id": found["id"]}))
        assert made is not None
        return str(made["key"])

    return await api.world.store.write(operator(api.firm.company_id), work_it)


EXAMPLE = {
    "title": "Discount",
    "description": "",
    "headerText": "",
    "footerText": "<table>",
    "supplementOrderNumber": 1,
    "supplementOrderType": 1,
    "status": 60,
    "contractedAmount": 0,
    "projectName": "Blåsippan",
    "totalAmount": 75,
    "totalTaxAmount": 18.75,
    "totalAmountInclTax": 94,
    "taxPercent": 25,
    "priceList": None,
    "priceListName": "",
    "billingMethod": "FIXED_PRICE",
    "acceptedDate": None,
    "acceptedWithSignature": False,
    "signaturePath": "",
    "deviation": None,
    "deviationNumber": 0,
    "deviations": [],
    "documents": [],
    "invoiceIds": [],
    "createDate": NOW,
    "modifiedDate": None,
}


async def test_the_order_of_the_example_is_shown_with_its_sums_st_85(api: Api) -> None:
    keys = await furnish_purchasing(api)
    row = await supplement(
        api, keys, work_order_key=keys["work_order"], status=60, billing_method="FIXED_PRICE", footer_text="<table>"
    )
    assert_is_whole(row, SUPPLEMENT_ORDER)
    (item,) = row["invoiceItems"]
    (entry,) = row["supplementOrderLogEntries"]
    assert_is_whole(entry, LOG_ENTRY)
    assert [entry[name] for name in ("logType", "user", "logDate")] == [1, api.firm.admin, NOW]
    assert {name: row[name] for name in EXAMPLE} == EXAMPLE
    assert (row["createdByUser"], row["createdByUserName"]) == (api.firm.admin, entry["userName"])
    assert (row["customer"], row["project"]) == (api.firm.keys["customer"], keys["project"])
    assert row["workOrderIds"] == [keys["work_order"]]
    names = ("unitPrice", "supplementChargePercent", "discountPercent", "totalAmount", "totalTaxAmount", "itemOrder")
    assert [item[name] for name in names] == [100, -25, 0, 75, 18.75, 1024]
    assert (item["expenseItem"], item["articleNumber"], item["unit"]) == (keys["article"], "203", "Styck")
    assert len(row["publicLink"]) == 20


async def test_a_charge_comes_upon_the_price_before_the_discount(api: Api) -> None:
    keys = await furnish_purchasing(api)
    item = {"kind": "general", "unit_price_e4": 200 * E4, "quantity_e6": 3_000_000}
    items = [item | {"charge_e4": 10 * E4, "discount_e4": 50 * E4}, item | {"charge_e4": -100 * E4}]
    row = await supplement(api, keys, rows=items, price_list_key=keys["price_list"], accepted_on="2026-11-19")
    assert [one["totalAmount"] for one in row["invoiceItems"]] == [330, 0]
    assert (row["priceList"], row["priceListName"]) == (keys["price_list"], "Grosslistan")
    assert row["acceptedDate"] == "2026-11-19T00:00:00.000Z"


async def test_the_project_must_be_named_and_both_spellings_answer_st_85(api: Api, other_api: Api) -> None:
    keys, theirs = await furnish_purchasing(api), await furnish_purchasing(other_api)
    first, second = [await supplement(api, keys) for _ in range(2)]
    third = await supplement(api, keys, project_key=keys["lone"])
    numbers = [one["supplementOrderNumber"] for one in (first, second, third)]
    assert numbers == [1, 2, 1]
    for path in ("supplementOrders", "supplementOrder/"):
        document = await api.get(path, project=keys["project"])
        assert document == {
            "meta": {"totalResources": 2, "totalPages": 1, "currentPage": 1},
            "data": [first, second],
        }
        for params in ({}, {"project": ""}, {"sortBy": "title"}):
            assert await api.refused("GET", path, 400, params=params) == "project: is required"
        for key in (NOBODY, theirs["project"]):
            assert await api.listed(path, project=key) == []
        assert await api.get(f"{path.strip('/')}/{third['_id']}") == {"data": third}
        await other_api.refused("GET", f"{path.strip('/')}/{third['_id']}", 404)
        for method in ("POST", "PUT", "DELETE"):
            await api.refused(method, path, 405, json={})


async def test_supplement_orders_sort_by_whatever_they_show_and_are_paged(api: Api) -> None:
    keys = await furnish_purchasing(api)
    rows = [await supplement(api, keys, title=title) for title in ("Ö", "a")]
    params = {"project": keys["project"]}
    for name in SUPPLEMENT_ORDER:
        for direction in ("ascending", "descending"):
            found = await api.listed("supplementOrders", **params, sortBy=name, sortDirection=direction)
            assert len(found) == 2, name
    assert await api.listed("supplementOrders", **params, sortBy="title") == rows[::-1]
    assert await api.listed("supplementOrders", **params, limit=1, page=2) == rows[1:]


async def test_an_order_names_its_invoices_and_when_it_was_changed(api: Api) -> None:
    keys = await furnish_purchasing(api)
    row = await supplement(api, keys)
    invoices = [await add_invoice(api, row) for _ in range(2)]
    api.world.clock.pass_s(60)
    await change(api, "supplement_order", row["_id"], title="Rabatt")
    shown = (await api.get(f"supplementOrder/{row['_id']}"))["data"]
    assert shown == row | {"invoiceIds": invoices, "title": "Rabatt", "modifiedDate": LATER}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"project_key": None}, "project_key"),
        ({"project_key": NOBODY}, "project_key"),
        ({"work_order_key": NOBODY}, "work_order_key"),
        ({"price_list_key": NOBODY}, "price_list_key"),
        ({"status": 11}, "status"),
        ({"billing_method": "BARTER"}, "billing_method"),
        ({"contracted_e4": -1}, "contracted_e4"),
        ({"rows": [{"kind": "general", "charge_e4": 1001 * E4}]}, "rows[0].charge_e4"),
    ],
)
async def test_a_supplement_order_that_cannot_be_is_refused(api: Api, given: dict[str, Any], field: str) -> None:
    keys = await furnish_purchasing(api)
    with pytest.raises(Refusal) as caught:
        await supplement(api, keys, **given)
    assert caught.value.field == field
    assert await api.listed("supplementOrders", project=keys["project"]) == []


async def test_files_are_put_on_both_kinds_of_order(api: Api) -> None:
    keys = await furnish_purchasing(api)
    bought, added = await order(api, keys), await supplement(api, keys)
    for path, key, code in (("purchaseOrders", bought["_id"], 2300), ("supplementOrders", added["_id"], 1800)):
        body = {"uploadedBy": api.firm.admin, "entityId": key, "entityType": code, "folderId": None}
        file = {"fileContent": "aGVq", "options": {"fileName": "plan.txt", "contentType": "text/plain"}}
        await api.write("POST", "documents", **body, file=file)
        shown = (await api.get(f"{path}/{key}"))["data"]
        assert len(shown["documents"]) == 1
