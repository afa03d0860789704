from typing import Any

import pytest

from dagsverke.app.ports import Reader
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_expenses import EXPENSE
from tests.dialects.seventime.expenses import FREE_TEXT, alter, article, respend, row_id, seed, spend

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}
PLAIN: Row = {
    "name": "Bollar, röda",
    "unit": "påse",
    "unitCost": 300,
    "unitPrice": 410.5,
    "discountPercent": 12.5,
    "description": "till förskolan",
    "isInvoiceable": False,
    "doReimburse": True,
    "supplementOrder": True,
    "verificationNumber": "A 17",
    "bundledArticles": [{"articleNumber": "1", "numberOfItems": 2}],
    "customFields": [{"fieldId": "5f67af2796bce97845216892", "value": "röd"}],
}
"""Parameters that are shown as they were sent."""
RECKONED: Row = {
    "numberOfItems": 2.5,
    "unitTaxPercent": 12,
    "unitPriceAfterDiscount": 359.1875,
    "unitTax": 43.1025,
    "unitPriceInclTax": 402.29,
    "totalAmount": 1026.25,
    "totalAmountAfterDiscount": 897.9688,
    "totalTaxAmount": 107.7563,
    "totalAmountInclTax": 1005.7251,
    "totalCost": 750,
}
"""What follows from two and a half of them at 12 % tax."""


async def test_the_example_that_creates_works_and_answers_the_documents_amounts_st_09(api: Api) -> None:
    supplier = await seed(api, "supplier", name="Lev 4", number="4")
    item = await article(api, supplier_id=await row_id(api, "supplier", supplier))
    body = f'{{"createdByUser":"{api.firm.admin}","user":"{api.person("anna")}","expenseItem":"{item}"}}'
    row = api.accepted(await api.send("POST", "expenses/", content=body, headers=JSON))
    assert_is_whole(row, EXPENSE)
    shown = {
        "isInvoiceable": True,
        "timestamp": "2026-11-20T11:00:00.000Z",
        "documents": [],
        "createDate": "2026-11-20T11:00:00.000Z",
        "bundledArticles": [],
        "customFields": [],
        "numberOfItems": 1,
        "user": api.person("anna"),
        "userName": "Anna Andersson",
        "expenseItem": item,
        "articleNumber": "575733",
        "name": "10-pack Reaktionsbollar",
        "description": "Skivhantel av järn",
        "distributor": supplier,
        "distributorName": "Lev 4",
        "unit": "St",
        "unitCost": 319,
        "unitTaxPercent": 25,
        "unitPrice": 426.66,
        "unitPriceAfterDiscount": 426.66,
        "discountPercent": 0,
        "unitTax": 106.665,
        "unitPriceInclTax": 533.325,
        "totalTaxAmount": 106.665,
        "totalAmount": 426.66,
        "totalAmountAfterDiscount": 426.66,
        "totalCost": 319,
    }
    assert {name: row[name] for name in shown} == shown
    assert row["totalAmountInclTax"] == 533.325
    assert len(row["_id"]) == 24


async def test_an_expense_without_anything_beside_it_shows_the_blanks_of_the_example(api: Api) -> None:
    item = await article(api, name="Arbetsordermodul2", number="208", unit="st", cost_e4=200_000, price_e4=200_000)
    row = await spend(api, expenseItem=item, project=api.firm.keys["project"], timestamp="2014-06-27 02:00")
    await alter(api, "expense", row["_id"], note="")
    (row,) = await api.listed("expenses")
    blanks = {
        "attestedBy": None,
        "customer": None,
        "customerName": "",
        "description": "",
        "isAttested": False,
        "isInvoiced": False,
        "projectName": "Projekt Ett",
        "supplementOrder": False,
        "timestamp": "2014-06-27T00:00:00.000Z",
        "totalAmountInclTax": 25,
        "workOrder": None,
        "workOrderNumber": 0,
        "workOrderTitle": "",
        "doReimburse": False,
        "salaryCompilation": None,
        "verificationNumber": "",
        "distributor": None,
        "distributorName": "",
        "totalCost": 20,
    }
    assert {name: row[name] for name in blanks} == blanks


async def test_the_example_that_updates_works(api: Api) -> None:
    made = await spend(api, expenseItem=await article(api))
    body = f'{{"_id":"{made["_id"]}","modifiedByUser":"{api.firm.admin}","user":"{api.person("bo")}"}}'
    row = api.accepted(await api.send("PUT", "expenses/", content=body, headers=JSON))
    assert row == made | {"user": api.person("bo"), "userName": "Bo Öberg"}
    assert (await api.get(f"expenses/{made['_id']}"))["data"] == row


async def test_the_example_that_deletes_works_and_answers_the_key_alone_st_29(api: Api) -> None:
    made = await spend(api, expenseItem=await article(api))
    body = f'{{"_id":"{made["_id"]}","deletedByUser":"{api.person("chef")}"}}'
    reply = await api.send("DELETE", "expenses/", content=body, headers=JSON)
    assert api.accepted(reply) == {"_id": made["_id"]}
    await api.refused("GET", f"expenses/{made['_id']}", 404)
    await api.refused("DELETE", "expenses", 404, content=body, headers=JSON)
    assert await api.listed("expenses") == []


async def test_every_parameter_is_kept_st_04_st_58(api: Api) -> None:
    keys = api.firm.keys
    supplier = await seed(api, "supplier", name="Järnhandeln", number="9")
    await alter(api, "work_order", keys["work_order"], project_id=None)
    references = {"expenseItem": await article(api), "workOrder": keys["work_order"], "distributor": supplier}
    row = await spend(api, **PLAIN, **references, numberOfItems="2.5", taxPercent="12", timestamp="2026-07-01 08:30")
    assert_is_whole(row, EXPENSE)
    shown = {
        **PLAIN,
        **references,
        **RECKONED,
        "timestamp": "2026-07-01T06:30:00.000Z",
        "customer": keys["customer"],
        "customerName": "Kund Ett AB",
        "distributorName": "Järnhandeln",
        "project": None,
        "workOrderNumber": 7,
        "workOrderTitle": "Arbetsorder Sju",
        "articleNumber": "575733",
    }
    assert {name: row[name] for name in shown} == shown
    assert (await api.get(f"expenses/{row['_id']}"))["data"] == row


async def test_what_is_not_sent_stays_and_lists_are_replaced_or_cleared_st_58(api: Api) -> None:
    lists = {name: PLAIN[name] for name in ("bundledArticles", "customFields")}
    row = await spend(api, expenseItem=await article(api), **lists, timestamp="2026-07-01 08:30")
    assert await respend(api, row, timestamp=None, verificationNumber=None, supplementOrder=None) == row
    assert await respend(api, row, customFields=[]) == row | {"customFields": []}
    assert await respend(api, row, bundledArticles=None) == row | {"customFields": [], "bundledArticles": []}
    moved = await respend(api, row, timestamp="2026-07-02 00:00", description=None, unit="")
    assert (moved["timestamp"], moved["description"], moved["unit"]) == ("2026-07-01T22:00:00.000Z", "", "")
    assert await api.listed("expenses", fromDate="2026-07-02", toDate="2026-07-02") == [moved]


async def test_a_row_that_was_read_can_be_sent_back_whole_st_27_st_58(api: Api) -> None:
    free = FREE_TEXT | {"numberOfItems": 0.333333, "articleNumber": "A 1", "verificationNumber": "B 2"}
    for made in (await spend(api, expenseItem=await article(api)), await spend(api, **free)):
        sent = made | {"modifiedByUser": api.firm.admin, "__v": 3}
        assert await api.write("PUT", "expenses", **sent) == made
        changed = await api.write("PUT", "expenses", **(sent | {"description": "som det blev"}))
        assert changed == made | {"description": "som det blev"}


async def test_an_expense_can_be_changed_by_the_query_string_too_st_01(api: Api) -> None:
    made = await spend(api, expenseItem=await article(api))
    sent = {"_id": made["_id"], "modifiedByUser": api.firm.admin, "user": made["user"], "numberOfItems": "3"}
    assert api.accepted(await api.send("PUT", "expenses", params=sent))["totalAmount"] == 1279.98
    gone = {"_id": made["_id"], "deletedByUser": api.firm.admin}
    assert api.accepted(await api.send("DELETE", "expenses", params=gone)) == {"_id": made["_id"]}
    for method in ("PUT", "DELETE", "POST"):
        await api.refused(method, f"expenses/{made['_id']}", 405, json=sent)


async def test_a_number_of_items_may_be_text_a_part_or_below_nil_st_57(api: Api) -> None:
    item = await article(api, cost_e4=100_000, price_e4=125_000)
    for sent, number, total in (
        ("2", 2, 25),
        (0.5, 0.5, 6.25),
        ("0.000001", 0.000001, 0),
        (-3, -3, -37.5),
        (0, 0, 0),
        ("1e2", 100, 1250),
    ):
        row = await spend(api, expenseItem=item, numberOfItems=sent)
        assert (row["numberOfItems"], row["totalAmount"]) == (number, total)
        assert (await respend(api, row, numberOfItems=None))["numberOfItems"] == 1


async def test_the_work_orders_project_and_customer_are_used_and_what_takes_no_expenses_is_refused(api: Api) -> None:
    keys, item = api.firm.keys, await article(api)
    other = await seed(api, "customer", number="101", name="Kund Två AB")
    row = await spend(api, expenseItem=item, workOrder=keys["work_order"], customer=other)
    shown = (row["customer"], row["project"], row["workOrder"])
    assert shown == (keys["customer"], keys["project"], keys["work_order"])
    await alter(api, "work_order", keys["work_order"], takes_expenses=False)
    body = {"createdByUser": api.firm.admin, "user": row["user"], "expenseItem": item, "workOrder": keys["work_order"]}
    assert await api.refused("POST", "expenses", 400, json=body) == "workOrder: takes no expenses"
    assert (await respend(api, row, description="stod redan på den"))["workOrder"] == keys["work_order"]
    assert (await respend(api, row, workOrder=keys["work_order"]))["workOrder"] == keys["work_order"]
    row = await respend(api, row, workOrder=None)
    assert (row["workOrder"], row["workOrderNumber"], row["project"]) == (None, 0, keys["project"])
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], "workOrder": keys["work_order"]}
    assert (await api.refused("PUT", "expenses", 400, json=sent)).startswith("workOrder: ")


async def test_names_beside_a_reference_are_what_it_is_called_now(api: Api) -> None:
    keys = api.firm.keys
    row = await spend(api, expenseItem=await article(api), workOrder=keys["work_order"])
    await alter(api, "customer", keys["customer"], name="Kund Ett Holding AB")
    await alter(api, "work_order", keys["work_order"], title="Ny titel")
    found = (await api.get(f"expenses/{row['_id']}"))["data"]
    assert found == row | {"customerName": "Kund Ett Holding AB", "workOrderTitle": "Ny titel"}


async def test_an_attested_expense_says_so_and_by_whom(api: Api) -> None:
    row = await spend(api, expenseItem=await article(api))
    chef = api.firm.persons["chef"]
    await alter(api, "expense", row["_id"], attested_at="2026-11-20T11:00:00.000Z", attested_by_id=chef[0])
    assert (await api.listed("expenses")) == [row | {"isAttested": True, "attestedBy": chef[1]}]


async def test_a_document_of_an_expense_is_shown_with_it(api: Api) -> None:
    row = await spend(api, expenseItem=await article(api))
    owner_id = await row_id(api, "expense", row["_id"])
    plain = {"content_type": "image/jpeg", "size": 3, "created_by_id": None}
    key = await seed(api, "document", owner_kind="expense", owner_id=owner_id, name="kvitto.jpg", **plain)
    await seed(api, "document", owner_kind="customer", owner_id=owner_id, name="annat.jpg", **plain)
    (found,) = (await api.get(f"expenses/{row['_id']}"))["data"]["documents"]
    assert key in str(found)


async def test_the_days_of_expenses_are_local_days(api: Api) -> None:
    row = await spend(api, expenseItem=await article(api), timestamp="2026-07-01T22:30:00Z")

    def day(reader: Reader) -> Any:
        return (reader.find("expense", key=row["_id"]) or {})["on_day"]

    assert await api.world.store.read(api.firm.company_id, day) == "2026-07-02"
