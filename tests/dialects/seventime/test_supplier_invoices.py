from typing import Any

import pytest

from tests.dialects.seventime.buying import PATH, bill, rebill, supplier
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_supplier_invoices import SUPPLIER_INVOICE
from tests.dialects.seventime.expenses import alter, article, row_id, seed

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}
TODAY = "2026-11-20T00:00:00.000Z"


async def test_the_example_that_creates_works_and_answers_the_documents_amounts_st_09_st_86_st_87(api: Api) -> None:
    distributor = await supplier(api)
    body = (
        f'{{"supplierInvoiceNumber":"9162","createdByUser":"{api.person("anna")}",'
        f'"distributor":"{distributor}","totalAmountInclTax":"100000"}}'
    )
    row = api.accepted(await api.send("POST", f"{PATH}/", content=body, headers=JSON))
    assert_is_whole(row, SUPPLIER_INVOICE)
    (entry,) = row.pop("supplierInvoiceLogEntries")
    assert len(entry.pop("_id")) == 24
    assert entry == {
        "logType": 1,
        "description": "",
        "user": api.person("anna"),
        "userName": "Anna Andersson",
        "logDate": "2026-11-20T11:00:00.000Z",
    }
    shown = {
        "isInvoiceable": True,
        "selfBillingTimeLogIds": [],
        "selfBillingExpenseIds": [],
        "invoiceItems": [],
        "documents": [],
        "markupPercent": 0,
        "distributor": distributor,
        "distributorName": "Company AB",
        "supplierInvoiceNumber": "9162",
        "invoiceDate": TODAY,
        "dueDate": TODAY,
        "totalAmountInclTax": 100_000,
        "taxPercent": 25,
        "totalAmount": 80_000,
        "totalTaxAmount": 20_000,
        "totalAmountToInvoice": 80_000,
        "supplierInvoiceStatus": 1,
        "createDate": "2026-11-20T11:00:00.000Z",
    }
    assert {name: row[name] for name in shown} == shown


async def test_a_new_supplier_invoice_shows_the_blanks_of_the_example_st_86_st_88(api: Api) -> None:
    row = await bill(api)
    unset = ("paymentDate", "workOrder", "project", "projectName", "supplementOrderId", "supplementOrderNumber")
    unset_too = ("customer", "department", "invoice", "selfBillingInvoice")
    empty = ("yourReference", "OCR", "notes", "creditForInvoiceNumber", "economySystemRef", "importedFrom")
    empty_too = ("workOrderTitle", "customerName", "departmentName", "selfBillingInvoiceNumber", "footerText")
    false = ("isInvoiced", "expensesCreatedFromInvoiceItems", "isCreditInvoice", "isBooked", "supplementOrder")
    false_too = ("isSelfBillingInvoice", "exportedToEconomy")
    blanks: Row = dict.fromkeys((*unset, *unset_too)) | dict.fromkeys((*empty, *empty_too), "")
    blanks |= dict.fromkeys((*false, *false_too), False)
    blanks |= {"taxType": 1, "currencyCode": "SEK", "currencyRate": 1, "invoiceNumber": "9162"}
    blanks |= dict.fromkeys(("economySystemStatus", "workOrderNumber", "selfBillingInvoiceStatus"), 0)
    assert {name: row[name] for name in blanks} == blanks
    assert (await api.get(f"{PATH}/{row['_id']}"))["data"] == row


async def test_the_sample_that_updates_sends_post_and_put_does_the_same_st_86(api: Api) -> None:
    made = await bill(api)
    body = f'{{"_id":"{made["_id"]}","modifiedByUser":"{api.firm.admin}","supplierInvoiceStatus":"7"}}'
    row = api.accepted(await api.send("POST", f"{PATH}/", content=body, headers=JSON))
    assert row == made | {"supplierInvoiceStatus": 7}
    sent = {"_id": made["_id"], "modifiedByUser": api.firm.admin, "supplierInvoiceStatus": 10}
    assert await api.write("PUT", PATH, **sent) == made | {"supplierInvoiceStatus": 10}
    assert len(await api.listed(PATH)) == 1
    assert await api.refused("POST", PATH, 400, json={"_id": made["_id"]}) == "modifiedByUser: is required"
    await api.refused("POST", PATH, 404, json=sent | {"_id": "5fd0619c739154975825"})


async def test_the_sample_that_deletes_answers_key_and_number_st_01_st_29(api: Api) -> None:
    made = await bill(api)
    body = f'{{"_id":"{made["_id"]}","deletedByUser":"{api.person("chef")}"}}'
    gone = {"_id": made["_id"], "supplierInvoiceNumber": "9162"}
    assert api.accepted(await api.send("DELETE", f"{PATH}/", content=body, headers=JSON)) == gone
    await api.refused("GET", f"{PATH}/{made['_id']}", 404)
    await api.refused("DELETE", PATH, 404, content=body, headers=JSON)
    again = await bill(api, distributor=made["distributor"])
    reply = await api.send("DELETE", PATH, params={"_id": again["_id"]})
    assert api.accepted(reply) == gone | {"_id": again["_id"]}
    assert await api.listed(PATH) == []


async def test_the_amounts_follow_sum_tax_and_mark_up_st_88(api: Api) -> None:
    cases: list[tuple[Row, tuple[float, ...]]] = [
        ({"totalAmountInclTax": 112, "taxPercent": 12}, (100, 12, 100)),
        ({"totalAmountInclTax": 106, "taxPercent": "6", "markupPercent": 10}, (100, 6, 110)),
        ({"totalAmountInclTax": 99.5, "taxPercent": 0, "markupPercent": "12.5"}, (99.5, 0, 111.94)),
        ({"totalAmountInclTax": -125, "markupPercent": 10}, (-100, -25, -110)),
        ({"totalAmountInclTax": 9533.925}, (7627.14, 1906.785, 7627.14)),
    ]
    for sent, shown in cases:
        row = await bill(api, **sent)
        assert (row["totalAmount"], row["totalTaxAmount"], row["totalAmountToInvoice"]) == shown
        assert row["totalAmountInclTax"] == float(sent["totalAmountInclTax"])
        assert row["isCreditInvoice"] == (shown[0] < 0)
    row = await rebill(api, row, taxPercent=6, totalAmountInclTax=212)
    assert (row["totalAmount"], row["totalTaxAmount"], row["totalAmountToInvoice"]) == (200, 12, 200)
    assert (await rebill(api, row, taxPercent=None))["totalAmount"] == 169.6


async def test_the_mark_up_is_the_customers_until_it_is_another_st_87(api: Api) -> None:
    customer = await seed(api, "customer", number="101", name="Kund Två AB", supplier_markup_e4=100_000)
    none = await seed(api, "customer", number="102", name="Kund Tre AB")
    row = await bill(api, customer=customer)
    assert (row["markupPercent"], row["totalAmountToInvoice"]) == (10, 88_000)
    row = await rebill(api, row, customer=none)
    assert (row["markupPercent"], row["totalAmountToInvoice"], row["customerName"]) == (0, 80_000, "Kund Tre AB")
    row = await rebill(api, row, markupPercent=5)
    row = await rebill(api, row, customer=customer)
    assert (row["markupPercent"], row["totalAmountToInvoice"]) == (5, 84_000)
    assert (await rebill(api, row, markupPercent=None))["markupPercent"] == 10
    assert (await bill(api, customer=customer, markupPercent=0))["markupPercent"] == 0


async def test_the_due_date_is_what_the_payment_days_make_it_until_it_is_another_st_32_st_87(api: Api) -> None:
    slow = await supplier(api, name="Långsam", payment_days=45)
    row = await bill(api, distributor=slow, invoiceDate="2026-11-02")
    assert (row["invoiceDate"], row["dueDate"]) == ("2026-11-02T00:00:00.000Z", "2026-12-17T00:00:00.000Z")
    row = await rebill(api, row, invoiceDate="2026-11-03")
    assert row["dueDate"] == "2026-12-18T00:00:00.000Z"
    row = await rebill(api, row, dueDate="2026-12-24", invoiceDate="2026-11-04T00:00:00.000Z")
    row = await rebill(api, row, invoiceDate="2026-11-05")
    assert (row["invoiceDate"], row["dueDate"]) == ("2026-11-05T00:00:00.000Z", "2026-12-24T00:00:00.000Z")
    assert (await rebill(api, row, dueDate=None))["dueDate"] == "2026-12-20T00:00:00.000Z"
    unsaid = await supplier(api, name="Osagd", payment_days=None)
    assert (await bill(api, distributor=unsaid))["dueDate"] == "2026-12-20T00:00:00.000Z"
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "dueDate": "2026-11-01"}
    assert (await api.refused("PUT", PATH, 400, json=sent)).startswith("dueDate: ")


async def test_a_currency_has_its_rate_and_kronor_have_one(api: Api) -> None:
    row = await bill(api, currencyCode="eur", currencyRate="11.25")
    assert (row["currencyCode"], row["currencyRate"]) == ("EUR", 11.25)
    assert (await rebill(api, row, notes="kurs"))["currencyRate"] == 11.25
    row = await rebill(api, row, currencyCode="SEK")
    assert (row["currencyCode"], row["currencyRate"]) == ("SEK", 1)
    assert (await bill(api, currencyRate=9))["currencyRate"] == 1
    sent: Row = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "currencyCode": "EUR"}
    assert (await api.refused("PUT", PATH, 400, json=sent)).startswith("currencyRate: is required")
    for wrong in (0, -1, "dyr", 1_000_001):
        assert await api.named("PUT", PATH, "currencyRate", json=sent | {"currencyRate": wrong}) is None


async def test_every_kind_of_row_is_kept_at_cost_and_changes_no_total_st_88(api: Api) -> None:
    item = await article(api, cost_e4=600_000, price_e4=1_000_000)
    cause = (await api.listed("timeCategories"))[0]
    machine = await seed(api, "machine", name="Lift", unit_price_e4=1_800_000, unit_cost_e4=500_000)
    drive = await seed(api, "drive_type", name="Bil", price_e4=60_000, cost_e4=30_000)
    items = [
        {"itemType": "expense", "expenseItem": item, "numberOfItems": 2},
        {"itemType": "timelog", "timeCategory": cause["_id"], "pricePerHour": 500},
        {"itemType": "general", "description": "Frakt", "unitPrice": 99, "discountPercent": 10},
        {"itemType": "blank"},
        {"itemType": "text", "description": "Tack"},
        {"itemType": "onlyamount", "totalAmount": 12.5},
        {"itemType": "machineTimeLog", "machine": machine},
        {"itemType": "driverJournal", "driverJournalItemType": drive, "numberOfItems": 10},
    ]
    row = await bill(api, invoiceItems=items, taxPercent=12)
    assert [one["totalAmount"] for one in row["invoiceItems"]] == [120, 500, 89.1, 0, 0, 12.5, 180, 60]
    assert [one["taxPercent"] for one in row["invoiceItems"]] == [12, 12, 12, 0, 0, 12, 12, 12]
    assert [one["itemOrder"] for one in row["invoiceItems"]] == [1024 * place for place in range(1, 9)]
    first = row["invoiceItems"][0]
    assert (first["totalTaxAmount"], first["totalAmountInclTax"], first["totalCost"]) == (14.4, 134.4, 120)
    assert (row["totalAmountInclTax"], row["totalAmount"]) == (100_000, 89_285.71)
    assert await rebill(api, row, notes="raderna är kvar") == row | {"notes": "raderna är kvar"}
    assert (await rebill(api, row, invoiceItems=[{"itemType": "blank"}]))["invoiceItems"][0]["itemType"] == "blank"
    assert (await rebill(api, row, invoiceItems=[]))["invoiceItems"] == []


async def test_a_row_at_fault_is_named_and_nothing_is_written_st_10(api: Api) -> None:
    given = {
        "createdByUser": api.firm.admin,
        "supplierInvoiceNumber": 1,
        "distributor": await supplier(api),
        "totalAmountInclTax": 1,
    }
    for item, name in (
        ({}, "itemType"),
        ({"itemType": "tid"}, "itemType"),
        ({"itemType": "expense"}, "expenseItem"),
        ({"itemType": "timeLog", "timeCategory": "x"}, "timeCategory"),
        ({"itemType": "machineTimeLog", "machine": api.firm.admin}, "machine"),
        ({"itemType": "driverJournal"}, "driverJournalItemType"),
        ({"itemType": "general", "discountPercent": 101}, "discountPercent"),
        ({"itemType": "general", "numberOfItems": "tio"}, "numberOfItems"),
    ):
        items = [{"itemType": "blank"}, item]
        assert await api.named("POST", PATH, f"invoiceItems[1].{name}", json=given | {"invoiceItems": items}) is None
    assert await api.named("POST", PATH, "invoiceItems", json=given | {"invoiceItems": "none"}) is None
    assert await api.listed(PATH) == []


async def test_what_bookkeeping_shows_can_be_sent_and_what_is_sent_is_shown_st_88(api: Api) -> None:
    keys = {name: await seed(api, "register_item", kind=name, name=name) for name in ("department", "result_unit")}
    books: dict[str, Any] = {
        "paymentDate": "2026-11-19T00:00:00.000Z",
        "isBooked": True,
        "economySystemStatus": 2,
        "economySystemRef": "B 17",
        "importedFrom": "E-post",
        "expensesCreatedFromInvoiceItems": True,
        "creditForInvoiceNumber": "9100",
        "department": keys["department"],
        "resultUnit": keys["result_unit"],
        "ourReference": "Ada",
        "footerText": "<b>Sida</b>",
        "footerInfoText": "Tack",
    }
    row = await bill(api, **books)
    assert {name: row[name] for name in books} == books
    assert row["departmentName"] == "department"
    assert await rebill(api, row, notes=None) == row
    empty = await rebill(api, row, **dict.fromkeys(books))
    assert (empty["paymentDate"], empty["isBooked"], empty["economySystemRef"]) == (None, False, "")
    assert (empty["department"], empty["resultUnit"], empty["footerText"]) == (None, None, "")


async def test_a_row_that_was_read_can_be_sent_back_whole_st_17_st_27(api: Api) -> None:
    keys = api.firm.keys
    made = await bill(api, workOrder=keys["work_order"], OCR=2448173, totalAmountInclTax=9533.925, notes="Bråttom")
    assert (made["OCR"], made["project"], made["customer"]) == ("2448173", keys["project"], keys["customer"])
    assert (made["workOrderNumber"], made["workOrderTitle"]) == (7, "Arbetsorder Sju")
    sent = made | {"modifiedByUser": api.firm.admin, "__v": 3}
    assert await api.write("PUT", PATH, **sent) == made
    assert await rebill(api, made, OCR="007", isInvoiceable="false") == made | {"OCR": "007", "isInvoiceable": False}


async def test_what_the_customer_is_invoiced_for_is_closed_but_for_the_books_st_88(api: Api) -> None:
    row = await bill(api)
    await seed(api, "invoice", number="24481")
    invoice = await row_id(api, "invoice", await seed(api, "invoice", number="24482"))
    await alter(api, "supplier_invoice", row["_id"], is_invoiced=True, invoice_id=invoice)
    row = (await api.get(f"{PATH}/{row['_id']}"))["data"]
    assert (row["isInvoiced"], row["supplierInvoiceStatus"]) == (True, 10)
    sent: Row = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    changes: list[Row] = [{"totalAmountInclTax": 1}, {"supplierInvoiceStatus": 7}, {"OCR": 1}, {"invoiceItems": []}]
    for change in changes:
        message = await api.refused("PUT", PATH, 400, json=sent | change)
        assert message == "_id: is invoiced on invoice 24482 and can no longer be changed"
    await api.refused("DELETE", PATH, 400, json={"_id": row["_id"]})
    books = {
        "exportedToEconomy": True,
        "isBooked": True,
        "notes": "bokförd",
        "economySystemRef": "B 18",
        "supplierInvoiceStatus": 10,
    }
    assert await rebill(api, row, **books, supplierInvoiceNumber="9162") == row | books
    assert await rebill(api, row, paymentDate="2026-11-20") == row | books | {"paymentDate": TODAY}
    assert len(await api.listed(PATH, supplierInvoiceStatus=10)) == 1
    await alter(api, "supplier_invoice", row["_id"], is_invoiced=False, invoice_id=None)
    assert [one["supplierInvoiceStatus"] for one in await api.listed(PATH)] == [1]


async def test_a_document_of_a_supplier_invoice_is_shown_with_it(api: Api) -> None:
    row = await bill(api)
    body = {
        "uploadedBy": api.firm.admin,
        "entityId": row["_id"],
        "entityType": 3300,
        "file": {"fileContent": "JVBERg==", "options": {"fileName": "faktura.pdf", "contentType": "application/pdf"}},
    }
    await api.write("POST", "documents", **body)
    ((document,),) = [one["documents"] for one in await api.listed(PATH)]
    assert document["name"] == "faktura.pdf"
