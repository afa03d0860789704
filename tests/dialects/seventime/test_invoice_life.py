import anyio
import pytest

from dagsverke.app.commands import invoices
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.invoicing import changed_customer, corrected, invoiced, turned_down, work

pytestmark = pytest.mark.anyio


async def shown(api: Api, key: str) -> Row:
    row: Row = (await api.get(f"invoices/{key}"))["data"]
    return row


async def settled(api: Api, row: Row, amount: int, day: str = "2026-11-20") -> Row:
    """Note a payment, as no request can."""

    def work_it(unit: UnitOfWork) -> None:
        invoice = unit.find("invoice", key=row["_id"])
        assert invoice is not None
        invoices.settle(unit, invoice["id"], amount * 10_000, day)

    await api.world.store.write(operator(api.firm.company_id), work_it)
    return await shown(api, row["_id"])


async def credited(api: Api, row: Row) -> Row:
    """Credit an invoice, as no request can."""

    def work_it(unit: UnitOfWork) -> str:
        invoice = unit.find("invoice", key=row["_id"])
        assert invoice is not None
        made = unit.find("invoice", id=invoices.credit(unit, invoice["id"], None))
        assert made is not None
        return str(made["key"])

    return await shown(api, await api.world.store.write(operator(api.firm.company_id), work_it))


async def test_a_draft_follows_its_customer_and_what_is_sent_is_frozen_st_79(api: Api) -> None:
    await changed_customer(api, address="Östra Gatan 129", zipCode="12345", city="Stockholm", email="a@kund.example")
    draft, sent = await invoiced(api), await invoiced(api, invoiceStatus=2)
    assert (draft["invoiceNumber"], draft["OCRNumber"], draft["sentDate"]) == ("", "", None)
    assert sent["customerAddress"] == "Östra Gatan 129<br>123 45 Stockholm"
    billing = {"useSeparateBillingAddress": True, "address": "Box 1 <A>", "city": "Åre"}
    billing |= {"useSeparateBillingEmail": True, "invoiceEmail": "faktura@kund.example"}
    await changed_customer(api, name="Nya Namnet AB", customerNumber="200", billingSettings=billing)
    followed = await shown(api, draft["_id"])
    assert (followed["customerName"], followed["customerNumber"]) == ("Nya Namnet AB", "200")
    assert followed["customerAddress"] == "Box 1 &lt;A&gt;<br>Åre"
    assert followed["customerEmail"] == "faktura@kund.example"
    assert (await shown(api, sent["_id"])) == sent
    assert [one["_id"] for one in await api.listed("invoices", customerNumber="200")] == [draft["_id"]]


async def test_what_is_sent_changes_in_tags_notes_and_status_alone_st_79(api: Api) -> None:
    row = await invoiced(api, invoiceStatus=2, invoiceItems=[work(100)], dueDate="2026-12-24")
    same = {name: value for name, value in row.items() if name not in ("_id", "notes")}
    again = await corrected(api, row, **same, notes="Påmind")
    assert again["notes"] == "Påmind"
    assert again["invoiceItems"] == row["invoiceItems"]
    for name, value in (
        ("dueDate", "2026-12-25"),
        ("invoiceItems", [work(101)]),
        ("invoiceItems", []),
        ("customer", ""),
        ("invoiceType", 3),
        ("marking", "M"),
        ("taxPercent", 12),
        ("ourReference", api.firm.admin),
        ("currencyCode", "EUR"),
    ):
        said = await turned_down(api, row, **{name: value})
        assert said.startswith(f"{name}: "), said
        assert name == "customer" or "invoice 1 is sent" in said
    assert await shown(api, row["_id"]) == again


async def test_a_status_follows_the_one_before_and_no_other_st_79(api: Api) -> None:
    draft = await invoiced(api, invoiceItems=[work(100)])
    for status in (3, 4, 7, "Support"):
        assert (await turned_down(api, draft, invoiceStatus=status)).startswith("invoiceStatus: ")
    sent = await corrected(api, draft, invoiceStatus=2)
    assert await corrected(api, sent, invoiceStatus="2") == sent
    assert (await turned_down(api, sent, invoiceStatus=1)).startswith("invoiceStatus: ")
    paid = await corrected(api, sent, invoiceStatus=3)
    assert (paid["invoiceStatus"], paid["paymentDate"]) == (3, "2026-11-19T23:00:00.000Z")
    other = await corrected(api, await invoiced(api, invoiceStatus=2), invoiceStatus=4)
    for row in (paid, other):
        for status in {1, 2, 3, 4} - {row["invoiceStatus"]}:
            assert (await turned_down(api, row, invoiceStatus=status)).startswith("invoiceStatus: ")
    assert (await invoiced(api, invoiceStatus=2))["invoiceNumber"] == "3"


async def test_payments_are_listed_and_an_invoice_is_paid_once_all_is_st_76(api: Api) -> None:
    row = await invoiced(api, invoiceStatus=2, invoiceItems=[work(100)])
    part = await settled(api, row, 25)
    assert (part["invoiceStatus"], part["partiallyPaid"]) == (2, True)
    paid = await corrected(api, row, invoiceStatus=3)
    assert (paid["invoiceStatus"], paid["partiallyPaid"]) == (3, False)
    assert [(one["amount"], one["paymentDate"]) for one in paid["partialPayments"]] == [
        (25, "2026-11-20"),
        (100, "2026-11-20"),
    ]
    assert paid["partialPayments"][1]["userName"] == "Cecilia Chef"
    assert [one["logType"] for one in paid["invoiceLogEntries"]] == [1, 5, 6]


async def test_a_credit_and_what_it_credits_make_nil_and_name_each_other_st_79(api: Api) -> None:
    row = await invoiced(api, invoiceStatus=2, invoiceItems=[work(100.33), work(7.77, numberOfItems=-2)])
    credit = await credited(api, row)
    original = await shown(api, row["_id"])
    assert (credit["creditForInvoice"], credit["creditForInvoiceNumber"]) == (row["_id"], "1")
    assert (original["creditInvoice"], original["isCredited"], credit["isCreditInvoice"]) == (credit["_id"], True, True)
    for name in ("totalAmount", "totalTaxAmount", "totalAmountInclTax", "totalAmountRounding", "totalCost"):
        assert row[name] + credit[name] == 0
    assert (credit["invoiceName"], credit["invoiceNumber"]) == ("Kreditfaktura", "")
    assert (await turned_down(api, credit, invoiceItems=[work(1)])).startswith("invoiceItems: ")
    sent = await corrected(api, credit, invoiceStatus=2, notes="Fel pris")
    assert (sent["invoiceNumber"], sent["notes"]) == ("2", "Fel pris")
    assert (await shown(api, row["_id"]))["creditInvoiceNumber"] == "2"
    assert (await corrected(api, sent, invoiceStatus=3))["partialPayments"][0]["amount"] == credit["totalAmountInclTax"]


async def test_fifty_sent_at_once_get_fifty_numbers_in_a_row(api: Api) -> None:
    drafts = [await invoiced(api) for _ in range(50)]
    numbers = []

    async def send(row: Row) -> None:
        numbers.append(int((await corrected(api, row, invoiceStatus=2))["invoiceNumber"]))

    async with anyio.create_task_group() as group:
        for row in drafts:
            group.start_soon(send, row)
    assert sorted(numbers) == list(range(1, 51))
