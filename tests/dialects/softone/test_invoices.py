"""CustomerInvoices: the document's request and invoice, every property of the body, and who may ask."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.papers import Terms, money_of, priced_rows, replace_rows, sums_of
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import E4, E6
from tests.dialects.softone import test_balances
from tests.harness import World

pytestmark = pytest.mark.anyio
PATHS = (
    "/Economy/CustomerInvoices/Filter",
    "/Economy/Billing/CustomerInvoices/Filter",
    "/Economy/Billing/CustomerInvoices/Search",
    "/Billing/CustomerInvoices/Filter",
)
BODY = """{
  "InvoiceDateFrom": "2026-02-23",
  "InvoiceDateTo": "2026-03-01",
  "IncludeVoucher": true,
}"""
"""The request of the document, with its last comma."""
PRINTED = """[
  {
    "InvoiceRows": [
      {
        "ProductNr": "7881005",
        "Quantity": 1.000000,
        "Text": "PROPENSITS MED LOCK GBG BUT.FP",
        "UnitPrice": 310.4000,
        "UnitPriceCurrency": 310.4000,
        "VatAmount": 77.60,
        "VatAmountCurrency": 77.60,
        "SumAmount": 310.40,
        "SumAmountCurrency": 310.40,
        "Accounts": [],
        "AttestStateName": null,
        "AttestState": 0
      },
      {
        "ProductNr": "7889746",
        "Quantity": 1.000000,
        "Text": "VENTILBOLL NC-5,NT-5/NP-4 B-FP",
        "UnitPrice": 84.9600,
        "UnitPriceCurrency": 84.9600,
        "VatAmount": 19.12,
        "VatAmountCurrency": 19.12,
        "SumAmount": 76.46,
        "SumAmountCurrency": 76.46,
        "Accounts": [],
        "AttestStateName": null,
        "AttestState": 0
      },
      {
        "ProductNr": "8239741",
        "Quantity": 1.000000,
        "Text": "TVÅLKOPP Ø18-20 MM",
        "UnitPrice": 115.2000,
        "UnitPriceCurrency": 115.2000,
        "VatAmount": 28.80,
        "VatAmountCurrency": 28.80,
        "SumAmount": 115.20,
        "SumAmountCurrency": 115.20,
        "Accounts": [],
        "AttestStateName": null,
        "AttestState": 0
      }
    ],
    "InvoiceId": <id>,
    "InvoiceNr": "99233",
    "CustomerNr": "11357",
    "CustomerName": "Per Persson",
    "CustomerOrgNr": null,
    "InvoiceDate": "2026-02-23T00:00:00",
    "DueDate": "2026-02-23T00:00:00",
    "BillingType": 1,
    "Currency": "SEK",
    "OriginStatus": 3,
    "TotalAmount": 628.00,
    "TotalAmountCurrency": 628.00,
    "VATAmount": 125.52,
    "VATAmountCurrency": 125.52
  }
]"""
"""The invoice of the document; its id is ours."""
PER = {"customer_number": "11357", "customer_name": "Per Persson", "customer_organization_number": ""}
Row = dict[str, Any]


def item(number: str, name: str, price: float, **more: Any) -> Row:
    """A row of an article's number and name at a price."""
    plain = {"kind": "general", "article_number": number, "name": name, "unit_price_e4": round(price * E4)}
    return plain | more


ITEMS = (
    item("7881005", "PROPENSITS MED LOCK GBG BUT.FP", 310.4),
    item("7889746", "VENTILBOLL NC-5,NT-5/NP-4 B-FP", 84.96, discount_e4=10 * E4),
    item("8239741", "TVÅLKOPP Ø18-20 MM", 115.2),
)


@dataclass(frozen=True)
class Api(test_balances.Api):
    """The dialect as one firm sees it, with invoices to be asked for."""

    async def post(self, body: str | Row, path: str = PATHS[0], **params: Any) -> httpx.Response:
        """Ask with the firm's credentials; a dict is sent as JSON, text as it stands."""
        content = body if isinstance(body, str) else json.dumps(body)
        query = {**self.firm.softone, "token": self.token} | params
        heads = {"Content-Type": "application/json"}
        return await self.world.client.post(path, params=query, content=content.encode(), headers=heads)

    async def invoices(self, path: str = PATHS[0], params: Mapping[str, Any] | None = None, **body: Any) -> list[Row]:
        """The invoices of a successful answer."""
        reply = await self.post(body, path, **(params or {}))
        assert reply.status_code == 200, reply.text
        found: list[Row] = reply.json()
        return found

    async def numbers(self, **body: Any) -> list[str]:
        """The numbers of the invoices that are answered."""
        return [one["InvoiceNr"] for one in await self.invoices(**body)]

    async def sell(self, number: str | None, on: str, items: Sequence[Row] = ITEMS[:1], **head: Any) -> int:
        """Put an invoice of that number and date into the firm's books; returns its id."""

        def add(work: UnitOfWork) -> int:
            terms = Terms(has_row_taxes=True, is_reverse_charge=head.get("kind") == 3)
            rows = priced_rows(work, items, terms)
            plain = {"number": number, "status": 1 if number is None else 2, "invoiced_on": on, "due_on": on}
            currency = head.get("currency_code", "SEK")
            paper = work.add("invoice", PER | plain | money_of(sums_of(rows, currency)) | head)
            replace_rows(work, "invoice", paper, rows)
            return paper

        return await self.world.store.write(operator(self.firm.company_id), add)


async def signed_in(world: World, firm: Any) -> Api:
    """The dialect as a firm sees it."""
    opened = await test_balances.signed_in(world, firm)
    return Api(opened.world, opened.firm, opened.token)


@pytest.fixture
async def api(world: World) -> Api:
    return await signed_in(world, world.ostra)


def compact(printed: str) -> str:
    """JSON as the server writes it: no space but within text."""
    return "".join(line.strip() for line in printed.splitlines()).replace('": ', '":')


@pytest.mark.parametrize("path", PATHS)
async def test_the_documents_request_is_answered_with_its_invoice_digit_by_digit_so_07_so_09(
    api: Api, path: str
) -> None:
    key = await api.sell("99233", "2026-02-23", ITEMS, status=3)
    reply = await api.post(BODY, path, maxNrRows=20)
    assert reply.status_code == 200, reply.text
    assert reply.text == compact(PRINTED).replace("<id>", str(key))
    assert reply.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize("path", [*map(str.lower, PATHS), *map(str.upper, PATHS), *(f"{one}/" for one in PATHS)])
async def test_so_03_paths_and_names_are_read_in_any_letter_case(api: Api, path: str) -> None:
    await api.sell("1", "2026-02-23")
    await api.sell(None, "2026-02-24")
    body = {"INVOICEDATEFROM": "2026-02-24", "includepreliminary": "true", "pagenrofrecords": 5, "Unknown": [1]}
    assert [one["InvoiceNr"] for one in await api.invoices(path=path, **body)] == [None]


async def test_it_is_posted_and_nothing_else(api: Api) -> None:
    query = {**api.firm.softone, "token": api.token}
    for method in ("GET", "PUT", "DELETE"):
        reply = await api.world.client.request(method, PATHS[0], params=query)
        test_balances.sentence(reply, 405)


async def test_bounds_are_inclusive_and_only_their_dates_count(api: Api) -> None:
    for day in range(22, 29):
        await api.sell(str(day), f"2026-02-{day}")
    assert await api.numbers() == [str(day) for day in range(22, 29)]
    assert await api.numbers(InvoiceDateFrom="2026-02-27") == ["27", "28"]
    assert await api.numbers(InvoiceDateTo="2026-02-23T00:00:00Z") == ["22", "23"]
    assert await api.numbers(InvoiceDateFrom="2026-02-24T23:59:59", InvoiceDateTo="2026-02-25 00:00") == ["24", "25"]
    assert await api.numbers(InvoiceDateFrom="2026-02-26", InvoiceDateTo="2026-02-25") == []
    assert await api.numbers(InvoiceDateFrom=None, InvoiceDateTo="") == [str(day) for day in range(22, 29)]


async def test_invoices_come_by_date_and_then_as_their_numbers_count(api: Api) -> None:
    for number, on in (("1000", "2026-02-02"), ("1001", "2026-02-01"), ("999", "2026-02-02"), ("9", "2026-02-02")):
        await api.sell(number, on)
    await api.sell(None, "2026-02-02")
    await api.sell(None, "", invoiced_on=None, due_on=None)
    assert await api.numbers(IncludePreliminary=True) == ["1001", None, "9", "999", "1000", None]
    assert await api.numbers(IncludePreliminary=True, InvoiceDateFrom="2026-02-02") == [None, "9", "999", "1000"]
    undated = (await api.invoices(IncludePreliminary=True))[-1]
    assert (undated["InvoiceDate"], undated["DueDate"]) == (None, None)


async def test_one_invoice_is_found_by_its_id_or_its_number(api: Api) -> None:
    ids = {number: await api.sell(number, "2026-02-23") for number in ("1", "2", "A-3")}
    assert await api.numbers(InvoiceId=ids["2"]) == ["2"]
    assert await api.numbers(InvoiceId=str(ids["A-3"])) == ["A-3"]
    assert await api.numbers(Number="A-3") == ["A-3"]
    assert await api.numbers(Number=2) == ["2"]
    assert await api.numbers(Number="2", InvoiceId=ids["1"]) == []
    assert await api.numbers(Number="2", InvoiceDateFrom="2026-02-24") == []
    assert await api.numbers(InvoiceId=ids["2"], Number="", InvoiceDateFrom=None) == ["2"]


async def test_drafts_are_hidden_unless_they_are_asked_for(api: Api) -> None:
    await api.sell("1", "2026-02-23")
    draft = await api.sell(None, "2026-02-24", customer_id=await customer_of(api))
    for body in ({}, {"IncludePreliminary": False}, {"IncludePreliminary": None}, {"InvoiceId": draft}):
        assert None not in await api.numbers(**body)
    found = await api.invoices(IncludePreliminary=True, InvoiceId=draft)
    assert [(one["InvoiceNr"], one["OriginStatus"]) for one in found] == [(None, 1)]
    assert (found[0]["CustomerNr"], found[0]["CustomerName"], found[0]["CustomerOrgNr"]) == ("100", "Kund Ett AB", None)


async def customer_of(api: Api) -> int:
    """The firm's one customer."""
    row = await api.world.store.read(api.firm.company_id, lambda reader: reader.find("customer"))
    assert row is not None
    return int(row["id"])


async def test_an_issued_invoice_says_of_its_customer_what_it_said_then(api: Api) -> None:
    frozen = {"customer_id": await customer_of(api), "customer_organization_number": "556677-8899"}
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
    asked = {"IncludePreliminary": True}
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
    for body in ({}, {"IncludeRowAccountInfo": False}):
        told = await api.invoices(**body)
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


async def test_so_07_pages_count_from_one_and_nought_is_the_first(api: Api) -> None:
    for number in range(1, 8):
        await api.sell(str(number), "2026-02-23", [])
    assert await api.numbers(PageNrOfRecords=3) == ["1", "2", "3"]
    assert await api.numbers(PageNumber=0, PageNrOfRecords="3") == ["1", "2", "3"]
    assert await api.numbers(PageNumber=3, PageNrOfRecords=3) == ["7"]
    assert await api.numbers(PageNumber=4, PageNrOfRecords=3) == []
    assert await api.numbers(PageNumber=2) == []
    assert await api.numbers(params={"maxNrRows": 2}) == ["1", "2"]
    assert await api.numbers(params={"MAXNRROWS": 2}, PageNumber=2, PageNrOfRecords=5) == ["6", "7"]
    assert await api.numbers(PageNrOfRecords=5000) == [str(number) for number in range(1, 8)]


async def test_so_07_a_page_has_a_hundred_unless_said_and_a_thousand_at_most(api: Api) -> None:
    def add(work: UnitOfWork) -> None:
        first = date(2020, 1, 1)
        plain = PER | {"status": 2}
        days = [(first + timedelta(days=number)).isoformat() for number in range(1010)]
        rows = [{"number": str(at), "invoiced_on": on, "due_on": on} | plain for at, on in enumerate(days)]
        work.add_many("invoice", rows)

    await api.world.store.write(operator(api.firm.company_id), add)
    assert await api.numbers() == [str(number) for number in range(100)]
    assert len(await api.numbers(PageNrOfRecords=5000)) == 1000
    assert await api.numbers(PageNrOfRecords=1000, PageNumber=2) == [str(number) for number in range(1000, 1010)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("InvoiceId", one) for one in ("abc", 1.5, True, [1], 10**30, "1" * 30)),
        *(("Number", one) for one in (True, 1.5, ["1"], "a\0b", "1" * 65)),
        *((f"InvoiceDate{end}", one) for end in ("From", "To") for one in ("soon", "2026-13-01", 20260223, {}, True)),
        *((f"Include{what}", one) for what in ("Preliminary", "Voucher", "RowAccountInfo") for one in ("yes", 2, [])),
        *(("PageNumber", one) for one in (-1, "x", 1.5, True, 10**30)),
        *(("PageNrOfRecords", one) for one in (0, -1, "x", 1.5, False)),
    ],
)
async def test_so_05_what_is_malformed_is_400_and_named(api: Api, name: str, value: Any) -> None:
    assert test_balances.sentence(await api.post({name: value}), 400).startswith(f"{name} ")


async def test_so_05_a_body_that_is_no_object_is_400(api: Api) -> None:
    for body in ("{", "[]", '"text"', '{"Number": "1",, }', '{"Number": ",}', "not json"):
        test_balances.sentence(await api.post(body), 400)
    assert test_balances.sentence(await api.post({}, maxNrRows="x"), 400).startswith("maxNrRows ")


async def test_so_07_only_a_comma_after_the_last_member_is_passed_over(api: Api) -> None:
    number = 'A,} "\\,]'
    await api.sell(number, "2026-02-23")
    assert (await api.post(f'{{"Number": {json.dumps(number)} , \n }}')).json()[0]["InvoiceNr"] == number
    for body in ("", "null", "{}", '{"Unknown": [1, {"a": 2,},],}'):
        assert len((await api.post(body)).json()) == 1


async def test_wrong_keys_or_a_wrong_token_are_refused(world: World, api: Api) -> None:
    test_balances.sentence(await api.post(BODY, token="wrong"), 401)
    test_balances.sentence(await api.post(BODY, **world.norra.softone), 401)
    assert "connectApiKey" in test_balances.sentence(await api.post(BODY, connectApiKey="key"), 400)


async def test_two_companies_are_sealed_from_each_other(world: World, api: Api) -> None:
    other = await signed_in(world, world.norra)
    ours, theirs = await api.sell("1", "2026-02-23"), await other.sell("1", "2026-02-23", ITEMS[1:])
    for one, own, foreign, count in ((api, ours, theirs, 1), (other, theirs, ours, 2)):
        (found,) = await one.invoices()
        assert (found["InvoiceId"], len(found["InvoiceRows"])) == (own, count)
        if foreign != own:
            assert await one.invoices(InvoiceId=foreign) == []


async def test_a_repeated_request_gets_the_first_answer_again(api: Api) -> None:
    await api.sell("1", "2026-02-23")
    query = {**api.firm.softone, "token": api.token}
    heads = {"Content-Type": "application/json", "Idempotency-Key": "one"}
    first = await api.world.client.post(PATHS[0], params=query, content=BODY.encode(), headers=heads)
    await api.sell("2", "2026-02-23")
    again = await api.world.client.post(PATHS[0], params=query, content=BODY.encode(), headers=heads)
    assert first.status_code == 200, first.text
    assert again.text == first.text
