"""The invoices that a company writes for its sub-contractors, as Seven Time then shows them."""

from collections.abc import Sequence
from typing import Any

import pytest

from dagsverke.app import self_billing
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Conflict, Malformed, Refusal
from dagsverke.domain.units import E4
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expenses import row_id, seed, spend
from tests.harness import World

pytestmark = pytest.mark.anyio
PATH = "supplierInvoices"
CONTRACTOR: dict[str, Any] = {
    "name": "20200828",
    "payment_days": 30,
    "has_self_billing": True,
    "self_billing_deduction_e4": 5 * E4,
    "self_billing_series": "UE",
    "self_billing_counter": 3,
}
HOURS = {
    "description": "",
    "itemOrder": 1024,
    "unitCost": 550,
    "unitPrice": 550,
    "numberOfItems": 4,
    "totalAmount": 2200,
    "unit": "h",
    "taxPercent": 25,
    "totalAmountInclTax": 2750,
    "totalTaxAmount": 550,
    "totalCost": 2090,
    "categoryName": "Beredskapstid",
}
"""The amounts of the document's own row, at 5 %."""
DEDUCTION = {"name": "Avdrag UE", "articleNumber": "77", "totalAmount": -110, "totalCost": 0, "itemOrder": 2048}
DRAFTED = {
    "totalAmount": 2090,
    "totalTaxAmount": 522.5,
    "totalAmountInclTax": 2612.5,
    "totalAmountToInvoice": 2090,
    "notes": "Självfaktura",
    "supplierInvoiceNumber": "UE3",
    "invoiceNumber": "UE3",
    "selfBillingInvoiceNumber": "UE3",
    "isSelfBillingInvoice": True,
    "selfBillingInvoiceStatus": 1,
    "supplierInvoiceStatus": 5,
    "taxType": 1,
    "isInvoiceable": False,
    "invoiceDate": "2026-11-20T00:00:00.000Z",
    "dueDate": "2026-12-20T00:00:00.000Z",
    "distributorName": "20200828",
}


async def drafted(api: Api, supplier: str, times: Sequence[Row] = (), expenses: Sequence[Row] = ()) -> Row:
    """Draft a self-billing invoice; as Seven Time lists it."""
    supplier_id = await row_id(api, "supplier", supplier)
    sources = {
        "time_entry": [await row_id(api, "time_entry", one["_id"]) for one in times],
        "expense": [await row_id(api, "expense", one["_id"]) for one in expenses],
    }
    by_id = api.firm.persons["chef"][0]

    def work_it(work: UnitOfWork) -> str:
        paper = work.find("supplier_invoice", id=self_billing.draft(work, supplier_id, sources, by_id))
        assert paper is not None
        return str(paper["key"])

    key = await api.world.store.write(operator(api.firm.company_id), work_it)
    row: Row = (await api.get(f"{PATH}/{key}"))["data"]
    return row


async def on_call(api: Api, hours: int, day: int, **more: Any) -> Row:
    """Hours of one cause at 550 kronor."""
    cause = next(one for one in await api.listed("timeCategories") if one["presenceCode"] == "BER")
    when = {"timestamp": f"2026-11-{day} 08:00", "time": hours, "pricePerHour": 550, "isInvoiceable": True}
    return await api.record(timeCategory=cause["_id"], **when, **more)


async def test_hours_of_one_cause_and_price_make_the_documents_row_and_the_deduction_a_row_st_89(api: Api) -> None:
    article = await seed(api, "article", name="Avdrag UE", number="77", tax_e4=25 * E4)
    settings = {"self_billing_article_id": await row_id(api, "article", article)}
    contractor = await seed(api, "supplier", **CONTRACTOR, **settings)
    logs = [await on_call(api, 3, 16), await on_call(api, 1, 17)]
    row = await drafted(api, contractor, logs)
    hours, deduction = row["invoiceItems"]
    assert {name: hours[name] for name in HOURS} == HOURS
    assert hours["timeCategory"] == logs[0]["timeCategory"]
    assert {name: deduction[name] for name in DEDUCTION} == DEDUCTION
    distributor = (await api.get(f"distributors/{contractor}"))["data"]
    assert distributor["selfBillingSettings"]["invoiceCounter"] == 4


async def test_a_draft_is_the_suppliers_with_a_number_of_its_series_st_89(api: Api) -> None:
    contractor = await seed(api, "supplier", **CONTRACTOR)
    order = api.firm.keys["work_order"]
    logs = [await on_call(api, 3, 16, workOrder=order), await on_call(api, 1, 17, workOrder=order)]
    row = await drafted(api, contractor, logs)
    assert {name: row[name] for name in DRAFTED} == DRAFTED
    shown = {
        "workOrder": order,
        "customer": api.firm.keys["customer"],
        "distributor": contractor,
        "selfBillingTimeLogIds": [one["_id"] for one in logs],
        "selfBillingExpenseIds": [],
        "selfBillingInvoice": row["_id"],
    }
    assert {name: row[name] for name in shown} == shown
    assert row["supplierInvoiceLogEntries"][0]["user"] == api.person("chef")


async def test_expenses_have_a_row_each_and_each_rate_of_tax_its_deduction_st_89(api: Api) -> None:
    contractor = await seed(api, "supplier", **CONTRACTOR)
    terms = {"unitCost": 50, "numberOfItems": 2, "description": "till taket"}
    nails = await spend(api, name="Spik", unitPrice=100, discountPercent=10, taxPercent=25, **terms)
    books = await spend(api, name="Bok", unitPrice=50, discountPercent=0, taxPercent=6, **terms)
    row = await drafted(
        api, contractor, [await on_call(api, 1, 16, customer=api.firm.keys["customer"])], [nails, books]
    )
    found = [(one["name"], one["totalAmount"], one["taxPercent"], one["totalCost"]) for one in row["invoiceItems"]]
    assert found == [
        ("Beredskapstid", 550, 25, 522.5),
        ("Spik", 180, 25, 171),
        ("Bok", 100, 6, 95),
        ("Avdrag", -5, 6, 0),
        ("Avdrag", -36.5, 25, 0),
    ]
    assert (row["totalAmount"], row["totalTaxAmount"], row["totalAmountInclTax"]) == (788.5, 179.07, 967.57)
    assert row["totalAmount"] == sum(one["totalCost"] for one in row["invoiceItems"])
    assert row["selfBillingExpenseIds"] == [nails["_id"], books["_id"]]
    assert row["customer"] is None


async def test_without_a_deduction_the_rows_are_what_is_paid(api: Api) -> None:
    contractor = await seed(api, "supplier", **(CONTRACTOR | {"self_billing_deduction_e4": 0}))
    row = await drafted(api, contractor, [await on_call(api, 2, 16)])
    assert [one["totalAmount"] for one in row["invoiceItems"]] == [1100]
    assert (row["totalAmountInclTax"], row["totalAmountToInvoice"]) == (1375, 1100)


async def test_nothing_is_paid_for_twice_until_the_invoice_is_deleted_st_89(api: Api) -> None:
    contractor = await seed(api, "supplier", **CONTRACTOR)
    log = await on_call(api, 2, 16)
    first = await drafted(api, contractor, [log])
    with pytest.raises(Conflict) as refusal:
        await drafted(api, contractor, [log])
    assert "UE3" in refusal.value.detail
    assert (await api.get(f"distributors/{contractor}"))["data"]["selfBillingSettings"]["invoiceCounter"] == 4
    await api.write("DELETE", PATH, _id=first["_id"])
    again = await drafted(api, contractor, [log])
    assert (again["supplierInvoiceNumber"], again["selfBillingTimeLogIds"]) == ("UE4", [log["_id"]])


async def test_a_number_that_is_taken_is_passed_over(api: Api) -> None:
    contractor = await seed(api, "supplier", **CONTRACTOR)
    given = {"createdByUser": api.firm.admin, "distributor": contractor, "totalAmountInclTax": 1}
    await api.write("POST", PATH, supplierInvoiceNumber="UE3", **given)
    assert (await drafted(api, contractor, [await on_call(api, 2, 16)]))["invoiceNumber"] == "UE4"


async def test_only_who_bills_himself_is_drafted_for_and_only_for_what_is_there_st_89(api: Api, world: World) -> None:
    contractor = await seed(api, "supplier", **CONTRACTOR)
    plain = await seed(api, "supplier", name="Grossisten")
    log = await on_call(api, 2, 16)
    with pytest.raises(Conflict, match="sends its own invoices"):
        await drafted(api, plain, [log])
    with pytest.raises(Malformed, match="must name"):
        await drafted(api, contractor)
    other = Api(world, world.norra)
    theirs = await row_id(other, "time_entry", (await on_call(other, 1, 16))["_id"])
    supplier_id = await row_id(api, "supplier", contractor)

    def work_it(work: UnitOfWork) -> int:
        return self_billing.draft(work, supplier_id, {"time_entry": [theirs + 1000]}, api.firm.persons["chef"][0])

    with pytest.raises(Refusal, match="is not in this company"):
        await world.store.write(operator(api.firm.company_id), work_it)
    assert await api.listed(PATH) == []
