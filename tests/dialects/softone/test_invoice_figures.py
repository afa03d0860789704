"""CustomerInvoices: what an invoice says: its customer, its status, amounts to the öre, rows and their accounts."""

import json

import pytest

from dagsverke.domain.units import E4, E6
from tests.dialects.softone.selling import ITEMS, Api, Row, customer_of, item, signed_in
from tests.harness import World

pytestmark = pytest.mark.anyio


@pytest.fixture
async def api(world: World) -> Api:
    return await signed_in(world, world.ostra)


async def test_an_issued_invoice_says_of_its_customer_what_it_said_then(api: Api) -> None:
    frozen: Row = {"customer_id": await customer_of(api), "customer_organization_number": "556677-8899"}
    await api.sell("1", "2026-02-23", **frozen)
    (found,) = await api.invoices()
    assert (found["CustomerNr"], found["CustomerName"]) == ("11357", "Per Persson")
    assert found["CustomerOrgNr"] == "556677-8899"


async def test_so_10_the_status_tells_vouchers_to_those_who_ask(api: Api) -> None:
    heads: dict[str, Row] = {"1": {"status": 2}, "2": {"status": 2, "is_exported": True}, "3": {"status": 3}}
    heads |= {"4": {"status": 4}, "5": {"status": 4, "is_exported": True}, "6": {"status": 7}}
    for number, head in heads.items():
        await api.sell(number, "2026-02-23", **head)
    await api.sell(None, "2026-02-24")
    asked: Row = {"IncludePreliminary": True}
    told = [one["OriginStatus"] for one in await api.invoices(IncludeVoucher=True, **asked)]
    assert told == [2, 3, 3, 4, 4, 3, 1]
    assert [one["OriginStatus"] for one in await api.invoices(**asked)] == [2, 2, 2, 4, 4, 2, 1]


async def test_so_08_a_credit_invoice_is_negative_to_the_oere(api: Api) -> None:
    items = [one | {"quantity_e6": -E6} for one in ITEMS]
    await api.sell("1", "2026-02-23", items, is_credit=True)
    text = (await api.post({})).text
    for said in ('"BillingType":2', '"TotalAmount":-628.00', '"VATAmount":-125.52', '"Quantity":-1.000000'):
        assert said in text
    assert '"SumAmount":-76.46,"SumAmountCurrency":-76.46,' in text


async def test_so_08_other_currencies_are_told_in_kronor_beside(api: Api) -> None:
    items = [item("1", "Konsult", 99.995, quantity_e6=1_500_000)]
    await api.sell("1", "2026-02-23", items, currency_code="EUR", currency_rate_e6=11_234_500)
    text = (await api.post({})).text
    for said in (
        '"Quantity":1.500000,"Text":"Konsult","UnitPrice":1123.3938,"UnitPriceCurrency":99.9950,',
        '"VatAmount":421.29,"VatAmountCurrency":37.50,"SumAmount":1685.06,"SumAmountCurrency":149.99,',
        '"Currency":"EUR"',
        '"TotalAmount":2106.36,"TotalAmountCurrency":187.49,"VATAmount":421.29,"VATAmountCurrency":37.50}',
    ):
        assert said in text


async def test_rows_without_an_article_or_a_price_keep_their_scale_so_09(api: Api) -> None:
    items = [{"kind": "text", "description": 'Sagt "så"\n'}, item("", "Gratis", 0), {"kind": "blank"}]
    await api.sell("1", "2026-02-23", items)
    (found,) = await api.invoices(IncludeRowAccountInfo=True)
    assert [(one["ProductNr"], one["Text"]) for one in found["InvoiceRows"]] == [
        (None, 'Sagt "så"\n'),
        (None, "Gratis"),
        (None, ""),
    ]
    assert [one["Accounts"] for one in found["InvoiceRows"]] == [[], [], []]
    assert (await api.post({})).text.count('"UnitPrice":0.0000,"UnitPriceCurrency":0.0000,"VatAmount":0.00,') == 3


async def test_an_invoice_without_rows_has_an_empty_list(api: Api) -> None:
    await api.sell("1", "2026-02-23", [])
    (found,) = await api.invoices()
    assert found["InvoiceRows"] == []
    assert found["TotalAmount"] == 0


async def test_so_11_accounts_come_on_request_by_the_rate_of_the_tax(api: Api) -> None:
    items = [item(str(rate), "Vara", 100, tax_e4=rate * E4) for rate in (25, 12, 6, 0)]
    await api.sell("1", "2026-02-23", [*items, item("9", "Retur", -10)])
    await api.sell("2", "2026-02-24", items[:1], kind=3)
    await api.sell("3", "2026-02-25", items[:1], currency_code="EUR", currency_rate_e6=10 * E6)
    for said in (None, False):
        told = await api.invoices(IncludeRowAccountInfo=said)
        assert {json.dumps(row["Accounts"]) for one in told for row in one["InvoiceRows"]} == {"[]"}
    asked = await api.invoices(IncludeRowAccountInfo=True)
    booked = [[[tuple(one.values()) for one in row["Accounts"]] for row in paper["InvoiceRows"]] for paper in asked]
    assert booked[0] == [
        [("3001", 0, 100), ("2611", 0, 25)],
        [("3002", 0, 100), ("2621", 0, 12)],
        [("3003", 0, 100), ("2631", 0, 6)],
        [("3004", 0, 100)],
        [("3001", 10, 0), ("2611", 2.5, 0)],
    ]
    assert booked[1:] == [[[("3231", 0, 100)]], [[("3001", 0, 1000), ("2611", 0, 250)]]]
    assert (
        '"Accounts":[{"AccountNr":"3001","DebitAmount":0.00,"CreditAmount":100.00},'
        in (await api.post({"IncludeRowAccountInfo": True})).text
    )
