import pytest

from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.expected import SHOWN, assert_is_whole
from tests.dialects.seventime.invoicing import changed_customer, corrected, invoiced, turned_down, work
from tests.dialects.seventime.trade import change, furnish_trade

pytestmark = pytest.mark.anyio
UNKNOWN = "59d05abdc471b72e49791359"


async def test_the_sample_is_answered_as_its_example_says(api: Api) -> None:
    row = await invoiced(api, invoiceStatus="2", language="EN")
    assert_is_whole(row, SHOWN["invoices"])
    assert row["invoiceName"] == "Invoice"
    assert (row["invoiceStatus"], row["invoiceNumber"], row["OCRNumber"]) == (2, "1", "133")
    assert row["sentDate"] == row["createDate"] == "2026-11-20T11:00:00.000Z"
    assert [one["logType"] for one in row["invoiceLogEntries"]] == [1, 5]
    assert row["invoiceLogEntries"][0]["userName"] == "Ada Admin"
    assert [row[name] for name in ("totalAmount", "totalTaxAmount", "totalAmountInclTax", "totalCost")] == [0, 0, 0, 0]
    assert (await api.get(f"invoices/{row['_id']}"))["data"] == row
    assert await api.listed("invoices") == [row]


@pytest.mark.parametrize(
    ("language", "name"), [("sv", "Faktura"), ("EN", "Invoice"), ("FI", "Lasku"), ("DE", "Invoice")]
)
async def test_an_invoice_is_named_in_its_language_unless_it_is_named_st_81(api: Api, language: str, name: str) -> None:
    row = await invoiced(api, language=language)
    assert (row["invoiceName"], row["language"]) == (name, language.upper())
    assert (await corrected(api, row, language="FI"))["invoiceName"] == "Lasku"
    named = await invoiced(api, language=language, name="Slutfaktura")
    assert (await corrected(api, named, language="FI"))["invoiceName"] == "Slutfaktura"


async def test_name_and_what_is_kept_as_it_was_sent_go_both_ways_st_73(api: Api) -> None:
    row = await invoiced(api, name="Ett", customFields=[{"fieldId": "1"}], checkLists=[{"name": "Rond"}])
    assert (row["invoiceName"], row["customFields"]) == ("Ett", [{"fieldId": "1"}])
    assert row["checkLists"] == [{"name": "Rond"}]
    assert (await corrected(api, row, name="Två", invoiceName="Tre"))["invoiceName"] == "Tre"
    again = await corrected(api, row, **{name: value for name, value in row.items() if name != "_id"})
    assert again | {"invoiceLogEntries": []} == row | {"invoiceLogEntries": []}


async def test_days_are_shown_as_local_midnight_and_can_be_sent_back_st_75(api: Api) -> None:
    row = await invoiced(api, invoiceDate="2026-07-01", dueDate="2026-12-05")
    assert (row["invoiceDate"], row["dueDate"]) == ("2026-06-30T22:00:00.000Z", "2026-12-04T23:00:00.000Z")
    assert (await corrected(api, row, dueDate=row["dueDate"]))["dueDate"] == row["dueDate"]
    late = await corrected(api, row, dueDate="2026-12-05T22:59:59.999Z")
    assert late["dueDate"] == "2026-12-04T23:00:00.000Z"
    assert "dueDate: must not be before" in await turned_down(api, row, dueDate="2026-06-30")
    for name in ("invoiceDate", "dueDate"):
        assert (await turned_down(api, row, **{name: "2026-13-01"})).startswith(f"{name}: ")


async def test_it_is_due_after_the_days_of_the_customer_else_of_the_company_unless_it_says_when(api: Api) -> None:
    row = await invoiced(api)
    assert row["dueDate"] == "2026-12-19T23:00:00.000Z"
    assert (await corrected(api, row, invoiceDate="2026-12-01"))["dueDate"] == "2026-12-30T23:00:00.000Z"
    await changed_customer(api, paymentDays=10)
    assert (await api.get(f"invoices/{row['_id']}"))["data"]["dueDate"] == "2026-12-10T23:00:00.000Z"
    own = await corrected(api, row, dueDate="2026-12-24")
    assert (await corrected(api, own, invoiceDate="2026-12-02"))["dueDate"] == "2026-12-23T23:00:00.000Z"


async def test_filters_find_by_number_and_by_day_both_ends_included(api: Api) -> None:
    one = await invoiced(api, invoiceStatus=2, invoiceDate="2026-11-05", dueDate="2026-11-25")
    two = await invoiced(api, invoiceStatus=2, invoiceDate="2026-11-06", dueDate="2026-11-26")
    draft = await invoiced(api, invoiceDate="2026-11-07", dueDate="2026-11-27")

    async def found(**params: str) -> list[str]:
        return [row["_id"] for row in await api.listed("invoices", **params)]

    assert await found(invoiceNumber="2") == [two["_id"]]
    assert await found(OCRNumber=one["OCRNumber"]) == [one["_id"]]
    assert await found(customerNumber="100") == [one["_id"], two["_id"], draft["_id"]]
    assert await found(customerNumber="10") == []
    assert await found(fromInvoiceDate="2026-11-06") == [two["_id"], draft["_id"]]
    assert await found(toInvoiceDate="2026-11-06") == [one["_id"], two["_id"]]
    assert await found(fromDueDate="2026-11-26", toDueDate="2026-11-26") == [two["_id"]]
    assert await found(sortBy="dueDate", sortDirection="descending") == [draft["_id"], two["_id"], one["_id"]]
    assert await found(limit="1", page="2") == [two["_id"]]
    for name in ("fromInvoiceDate", "toInvoiceDate", "fromDueDate", "toDueDate"):
        assert await api.named("GET", "invoices", name, params={name: "2026-11"}) is None


async def test_two_firms_see_and_number_their_own(api: Api, other_api: Api) -> None:
    row = await invoiced(api, invoiceStatus=2)
    assert (await invoiced(other_api, invoiceStatus=2))["invoiceNumber"] == "1"
    await other_api.refused("GET", f"invoices/{row['_id']}", 404)
    body = {"_id": row["_id"], "modifiedByUser": other_api.firm.admin}
    await other_api.refused("PUT", "invoices", 404, json=body)
    given = {"createdByUser": other_api.firm.admin, "language": "SV"}
    wrong = given | {"customer": api.firm.keys["customer"]}
    assert await other_api.named("POST", "invoices", "customer", json=wrong) is None


async def test_what_cannot_be_is_refused_by_name(api: Api) -> None:
    keys = await furnish_trade(api)
    given = {"customer": api.firm.keys["customer"], "createdByUser": api.firm.admin, "language": "SV"}
    for name, value in (
        *((name, UNKNOWN) for name in ("customer", "project", "workOrder", "contactPerson", "ourReference")),
        *(("resultUnit", UNKNOWN), ("priceList", UNKNOWN), ("tags", [UNKNOWN]), ("createdByUser", UNKNOWN)),
        *(("contactPerson", keys["supplier_contact"]), ("language", "SVE"), ("language", "")),
        *(("invoiceStatus", "Support"), ("invoiceStatus", 3), ("invoiceStatus", 9), ("invoiceType", 4)),
        *(("taxPercent", 10), ("currencyCode", "KRONA"), ("currencyRate", 0), ("invoiceItems", {"itemType": "text"})),
        *(("invoiceItems[0].itemType", None), ("invoiceDate", "i dag"), ("multipleTaxesOnRows", "kanske")),
    ):
        plain = name.partition("[")[0]
        body = given | {plain: [{"name": "x"}] if "[" in name else value}
        assert await api.named("POST", "invoices", name, json=body) is None
    huge = {"itemType": "onlyamount", "totalAmount": 10**13}
    costly = [work(0, unitCost=10**8, numberOfItems=10**7)]
    for items, name in (([huge, huge], "invoiceItems"), (costly, "invoiceItems[0].unitCost")):
        assert await api.named("POST", "invoices", name, json=given | {"invoiceItems": items}) is None
    assert await api.listed("invoices") == []


async def test_each_kind_of_row_needs_what_it_is_of_and_shows_every_property_st_74(api: Api) -> None:
    keys = await furnish_trade(api)
    await change(api, "article", keys["article"], price_e4=100_0000, cost_e4=60_0000)
    cause = api.firm.keys["cause TID"]
    row = await invoiced(
        api,
        invoiceItems=[
            {"itemType": "expense", "expenseItem": keys["article"], "numberOfItems": "2", "itemId": "0.9"},
            {"itemType": "timelog", "timeCategory": cause, "pricePerHour": 500},
            {"itemType": "onlyamount", "name": "Fast pris", "totalAmount": 99.5},
            {"itemType": "text", "name": "Tack", "unitPrice": 5},
            {"itemType": "blank"},
        ],
    )
    items = row["invoiceItems"]
    assert [one["itemType"] for one in items] == ["expense", "timeLog", "onlyamount", "text", "blank"]
    assert [one["totalAmount"] for one in items] == [200, 500, 99.5, 0, 0]
    assert [one["itemOrder"] for one in items] == [1024, 2048, 3072, 4096, 5120]
    assert (items[0]["expenseItemName"], items[0]["itemId"], items[0]["totalCost"]) == ("Skruv", "0.9", 120)
    assert {name: items[4][name] for name in ("priceList", "stockLocation", "selectedFlag", "machine")} == {
        **dict.fromkeys(("priceList", "stockLocation", "machine")),
        "selectedFlag": False,
    }
    for kind, name in (("expense", "expenseItem"), ("timeLog", "timeCategory"), ("machineTimeLog", "machine")):
        assert (await turned_down(api, row, invoiceItems=[{"itemType": kind}])).startswith(f"invoiceItems[0].{name}: ")
    kept = await corrected(api, row, invoiceItems=[{**items[2], "name": "Nytt"}, work(1)])
    assert [one["_id"] in {old["_id"] for old in items} for one in kept["invoiceItems"]] == [True, False]
    assert [one["name"] for one in kept["invoiceItems"]] == ["Nytt", "Arbete"]


async def test_the_customers_price_list_and_discount_hold_unless_others_are_said_st_77(api: Api) -> None:
    keys = await furnish_trade(api)
    await change(api, "article", keys["article"], price_e4=100_0000)
    await changed_customer(api, billingSettings={"priceList": keys["price_list"], "expenseDiscount": 10})
    article = {"itemType": "expense", "expenseItem": keys["article"]}
    row = await invoiced(api, invoiceItems=[article, {**article, "discountPercent": 0, "unitPrice": 50}])
    assert row["priceListName"] == "Grosslistan"
    assert [one["totalAmount"] for one in row["invoiceItems"]] == [90, 50]
    other = await api.write("POST", "customers", name="Annan", createdByUser=api.firm.admin)
    body = {"createdByUser": api.firm.admin, "language": "SV", "customer": other["_id"]}
    for name in ("project", "workOrder"):
        wrong = body | {name: api.firm.keys[{"workOrder": "work_order"}.get(name, name)]}
        assert await api.named("POST", "invoices", name, json=wrong) is None


async def test_a_footer_is_kept_and_none_is_made_up_st_78(api: Api) -> None:
    assert (await invoiced(api))["footerText"] == ""
    row = await invoiced(api, useFooterFromSettings="false", footerText="<b>Vår</b>")
    assert row["footerText"] == "<b>Vår</b>"


async def test_rows_have_one_tax_or_their_own_and_stay_when_they_are_not_sent_st_81(api: Api) -> None:
    row = await invoiced(api, invoiceItems=[work(100, taxPercent=6), work(200)])
    assert (row["totalTaxAmount"], row["totalAmountInclTax"]) == (75, 375)
    assert (await turned_down(api, row, multipleTaxesOnRows=False)).startswith("taxPercent: ")
    taxed = await corrected(api, row, multipleTaxesOnRows="false", taxPercent=12)
    assert (taxed["totalTaxAmount"], [one["taxPercent"] for one in taxed["invoiceItems"]]) == (36, [12, 12])
    assert [one["_id"] for one in taxed["invoiceItems"]] == [one["_id"] for one in row["invoiceItems"]]
    built = await corrected(api, row, invoiceType=3)
    assert (built["totalTaxAmount"], built["totalAmountInclTax"]) == (0, 300)
    own = await corrected(api, row, invoiceType=0, multipleTaxesOnRows=True, invoiceItems=[work(100, taxPercent=6)])
    assert (own["totalTaxAmount"], len(own["invoiceItems"])) == (6, 1)
    assert (await corrected(api, row, invoiceItems=[]))["totalAmount"] == 0
    euro = await invoiced(api, currencyCode="eur", currencyRate=11.25, invoiceItems=[work(9.99)])
    assert (euro["currencyCode"], euro["totalAmountInclTax"], euro["totalAmountRounding"]) == ("EUR", 12.49, 0)


async def test_tags_of_invoices_are_listed_whole(api: Api) -> None:
    assert await api.get("invoiceTags") == {"data": []}
