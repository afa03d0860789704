from collections.abc import Sequence

import pytest

from tests.dialects.seventime.buying import PATH, bill, rebill, supplier
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expenses import alter

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"

FOUND: Sequence[tuple[dict[str, str], list[int]]] = (
    ({"supplierInvoiceNumber": "9316"}, [0]),
    ({"supplierInvoiceNumber": "931"}, []),
    ({"supplierInvoiceNumber": "F-1"}, [2]),
    ({"supplierInvoiceStatus": "5"}, [1]),
    ({"supplierInvoiceStatus": "1"}, [0, 2]),
    ({"supplierInvoiceStatus": "99"}, []),
    ({"project": "project"}, [0, 1]),
    ({"project": NOBODY}, []),
    ({"customer": "customer"}, [0, 2]),
    ({"workOrder": "work_order"}, [0]),
    ({"workOrderNumber": "7"}, [0]),
    ({"workOrderNumber": "8"}, []),
    ({"distributor": "first"}, [0, 1]),
    ({"distributor": "second"}, [2]),
    ({"fromInvoiceDate": "2026-11-02"}, [1, 2]),
    ({"toInvoiceDate": "2026-11-02"}, [0, 1]),
    ({"fromInvoiceDate": "2026-11-02", "toInvoiceDate": "2026-11-02"}, [1]),
    ({"fromInvoiceDate": "2026-11-04"}, []),
    ({"isInvoiceable": "true"}, [0, 2]),
    ({"isInvoiceable": "false"}, [1]),
    ({"isSelfBillingInvoice": "true"}, [2]),
    ({"isSelfBillingInvoice": "0"}, [0, 1]),
    ({"exportedToEconomy": "true"}, [0]),
    ({"exportedToEconomy": "false"}, [1, 2]),
    ({"lastModified": "2026-11-20 12:01"}, [1, 2]),
    ({"lastModified": "2026-11-20T12:02:00"}, [2]),
    ({"distributor": "first", "fromInvoiceDate": "2026-11-02"}, [1]),
    ({"unheard": "of"}, [0, 1, 2]),
)
"""What is asked for, keys by their names, and which of the supplier invoices it finds."""
ORDERS = {
    "invoiceNumber": [0, 1, 2],
    "supplierInvoiceNumber": [0, 1, 2],
    "invoiceDate": [0, 1, 2],
    "totalAmountInclTax": [2, 0, 1],
    "distributorName": [2, 0, 1],
    "supplierInvoiceStatus": [0, 2, 1],
    "workOrderNumber": [0, 1, 2],
    "selfBillingInvoice": [2, 0, 1],
    "createDate": [0, 1, 2],
}


async def month(api: Api) -> tuple[list[Row], dict[str, str]]:
    """Three supplier invoices that differ in all that can be asked for, a minute apart."""
    keys = dict(api.firm.keys)
    keys["first"] = await supplier(api, name="Ölands Bygg")
    keys["second"] = await supplier(api, name="Bygg AB")
    made = []
    for body in (
        {
            "supplierInvoiceNumber": "9316",
            "distributor": keys["first"],
            "workOrder": keys["work_order"],
            "invoiceDate": "2026-11-01",
            "exportedToEconomy": True,
        },
        {
            "supplierInvoiceNumber": 9317,
            "distributor": keys["first"],
            "project": keys["project"],
            "invoiceDate": "2026-11-02",
            "supplierInvoiceStatus": 5,
            "isInvoiceable": False,
        },
        {
            "supplierInvoiceNumber": "F-1",
            "distributor": keys["second"],
            "customer": keys["customer"],
            "invoiceDate": "2026-11-03",
            "totalAmountInclTax": 5,
        },
    ):
        made.append(await bill(api, **body))
        api.world.clock.pass_s(60)
    return made, keys


async def self_billed(api: Api, row: Row) -> None:
    """Make it one that the company wrote itself."""
    before = api.world.clock.at
    api.world.clock.pass_s(-60)
    await alter(api, "supplier_invoice", row["_id"], is_self_billing=True)
    api.world.clock.at = before


async def test_a_filter_finds_what_it_names_and_both_ends_count_st_05_st_86(api: Api) -> None:
    made, keys = await month(api)
    await self_billed(api, made[2])
    order = [one["_id"] for one in made]
    for params, found in FOUND:
        document = await api.get(PATH, **{name: keys.get(value, value) for name, value in params.items()})
        assert (params, [order.index(one["_id"]) for one in document["data"]]) == (params, found)
        assert document["meta"]["totalResources"] == len(found)


async def test_a_filter_that_cannot_be_read_is_refused_by_name_st_05(api: Api) -> None:
    await month(api)
    wrong = [(name, value) for name in ("fromInvoiceDate", "toInvoiceDate") for value in ("soon", "2026-02-30")]
    wrong += [(name, "perhaps") for name in ("isInvoiceable", "isSelfBillingInvoice", "exportedToEconomy")]
    wrong += [("supplierInvoiceStatus", "sent"), ("workOrderNumber", "x"), ("lastModified", "2026-13-01 10:00")]
    wrong += [("distributor", "x" * 65), ("supplierInvoiceNumber", "\0")]
    answers = [await api.named("GET", PATH, name, params={name: value}) for name, value in wrong]
    assert [one for one in answers if one] == []


async def test_supplier_invoices_sort_by_what_they_show_and_empty_values_come_last_st_03(api: Api) -> None:
    made, _ = await month(api)
    await self_billed(api, made[2])
    order = [one["_id"] for one in made]
    for name, expected in ORDERS.items():
        rows = await api.listed(PATH, sortBy=name)
        assert (name, [order.index(one["_id"]) for one in rows]) == (name, expected)
    rows = await api.listed(PATH, sortBy="invoiceDate", sortDirection="descending")
    assert [order.index(one["_id"]) for one in rows] == [2, 1, 0]
    assert await api.named("GET", PATH, "sortBy", params={"sortBy": "createdByUser"}) is None


async def test_a_filtered_list_is_paged_with_true_totals_st_31(api: Api) -> None:
    made, _ = await month(api)
    document = await api.get(PATH, limit=1, page=2, fromInvoiceDate="2026-11-02")
    assert document["meta"] == {"totalResources": 2, "totalPages": 2, "currentPage": 2}
    assert [one["_id"] for one in document["data"]] == [made[2]["_id"]]


async def test_a_change_is_found_by_last_modified_and_so_is_one_of_rows_alone(api: Api) -> None:
    made, _ = await month(api)
    since = api.world.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    row = await rebill(api, made[0], invoiceItems=[{"itemType": "text", "description": "nytt"}])
    assert await api.listed(PATH, lastModified=since) == [row]


async def test_what_another_company_was_billed_is_not_found(api: Api, other_api: Api) -> None:
    row = await bill(other_api, customer=other_api.firm.keys["customer"])
    for params in ({}, {"supplierInvoiceNumber": "9162"}, {"customer": row["customer"]}):
        assert await api.listed(PATH, **params) == []
    await api.refused("GET", f"{PATH}/{row['_id']}", 404)
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "notes": "vår"}
    for method in ("PUT", "POST", "DELETE"):
        await api.refused(method, PATH, 404, json=sent)
    assert await other_api.listed(PATH) == [row]
