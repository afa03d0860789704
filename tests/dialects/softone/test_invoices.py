"""CustomerInvoices: the document's request and invoice, every property of the body, and who may ask."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime import calls as seventime
from tests.dialects.softone.selling import ITEMS, PATHS, PER, Api, numbers_of, signed_in
from tests.dialects.softone.test_balances import sentence
from tests.harness import World

pytestmark = pytest.mark.anyio
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


@pytest.fixture
async def api(world: World) -> Api:
    return await signed_in(world, world.ostra)


ARTICLES = (
    ("7881005", "PROPENSITS MED LOCK GBG BUT.FP", 310.4, 0),
    ("7889746", "VENTILBOLL NC-5,NT-5/NP-4 B-FP", 84.96, 10),
    ("8239741", "TVÅLKOPP Ø18-20 MM", 115.2, 0),
)
"""Number, name, price and discount of what it bills: 84.96 less a tenth is 76.46."""


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


async def test_the_documents_invoice_entered_through_seven_time_comes_out_as_printed_so_09(
    world: World, api: Api
) -> None:
    other = seventime.Api(world, world.ostra)
    customer = await other.write(
        "POST", "customers", createdByUser=other.firm.admin, customerNumber="11357", name="Per Persson"
    )
    operate = operator(api.firm.company_id)
    await world.store.write(operate, lambda work: work.next_number("invoice", at_least=99232))
    articles = {number: await stocked(api, number, name) for number, name, _, _ in ARTICLES}
    items = [
        {"itemType": "expense", "expenseItem": articles[number], "unitPrice": price, "discountPercent": discount}
        for number, _, price, discount in ARTICLES
    ]
    row = await other.write(
        *("POST", "invoices"),
        customer=customer["_id"],
        createdByUser=other.firm.admin,
        language="SV",
        invoiceStatus=2,
        invoiceDate="2026-02-23",
        dueDate="2026-02-23",
        invoiceItems=items,
    )
    assert (row["invoiceNumber"], row["totalAmountRounding"]) == ("99233", 0.42)
    paid = {"_id": row["_id"], "modifiedByUser": other.firm.admin, "invoiceStatus": 3}
    await other.write("PUT", "invoices", **paid)
    text = (await api.post(BODY)).text
    assert text == compact(PRINTED).replace("<id>", str(json.loads(text)[0]["InvoiceId"]))


async def stocked(api: Api, number: str, name: str) -> str:
    """The key of an article of the firm."""

    def add(work: UnitOfWork) -> str:
        found = work.find("article", id=work.add("article", {"number": number, "name": name}))
        assert found is not None
        return str(found["key"])

    return await api.world.store.write(operator(api.firm.company_id), add)


@pytest.mark.parametrize("path", [*map(str.lower, PATHS), *map(str.upper, PATHS), *(f"{one}/" for one in PATHS)])
async def test_so_03_paths_and_names_are_read_in_any_letter_case(api: Api, path: str) -> None:
    await api.sell("1", "2026-02-23")
    await api.sell(None, "2026-02-24")
    body = {"INVOICEDATEFROM": "2026-02-24", "includepreliminary": "true", "pagenrofrecords": 5, "Unknown": [1]}
    assert numbers_of(await api.post(body, path)) == [None]


async def test_it_is_posted_and_nothing_else(api: Api) -> None:
    query = {**api.firm.softone, "token": api.token}
    for method in ("GET", "PUT", "DELETE"):
        reply = await api.world.client.request(method, PATHS[0], params=query)
        sentence(reply, 405)


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
    assert await api.numbers(IncludePreliminary=True) == ["1001", None, "9", "999", "1000"]
    assert await api.numbers(InvoiceDateFrom="2026-02-02") == ["9", "999", "1000"]


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
    draft = await api.sell(None, "2026-02-24", customer_name="Utkast AB")
    for body in ({}, {"IncludePreliminary": False}, {"IncludePreliminary": None}, {"InvoiceId": draft}):
        assert None not in await api.numbers(**body)
    found = await api.invoices(IncludePreliminary=True, InvoiceId=draft)
    assert [(one["InvoiceNr"], one["OriginStatus"]) for one in found] == [(None, 1)]
    assert (found[0]["CustomerNr"], found[0]["CustomerName"], found[0]["CustomerOrgNr"]) == ("11357", "Utkast AB", None)


async def test_so_07_pages_count_from_one_and_nought_is_the_first(api: Api) -> None:
    for number in range(1, 8):
        await api.sell(str(number), "2026-02-23", [])
    assert await api.numbers(PageNrOfRecords=3) == ["1", "2", "3"]
    assert await api.numbers(PageNumber=0, PageNrOfRecords="3") == ["1", "2", "3"]
    assert await api.numbers(PageNumber=3, PageNrOfRecords=3) == ["7"]
    assert await api.numbers(PageNumber=4, PageNrOfRecords=3) == []
    assert await api.numbers(PageNumber=2) == []
    assert numbers_of(await api.post({}, maxNrRows=2)) == ["1", "2"]
    assert numbers_of(await api.post({"PageNumber": 2, "PageNrOfRecords": 5}, MAXNRROWS=2)) == ["6", "7"]
    assert await api.numbers(PageNrOfRecords=5000) == [str(number) for number in range(1, 8)]


async def test_so_07_a_page_has_a_hundred_unless_said_and_a_thousand_at_most(api: Api) -> None:
    def add(work: UnitOfWork) -> None:
        first = date(2020, 1, 1)
        plain: dict[str, Any] = {**PER, "status": 2}
        days = [(first + timedelta(days=number)).isoformat() for number in range(1010)]
        rows = [{"number": str(at), "invoiced_on": on, "due_on": on} | plain for at, on in enumerate(days)]
        work.add_many("invoice", rows)

    await api.world.store.write(operator(api.firm.company_id), add)
    assert await api.numbers() == [str(number) for number in range(100)]
    assert len(await api.numbers(PageNrOfRecords=5000)) == 1000
    assert await api.numbers(PageNrOfRecords=1000, PageNumber=2) == [str(number) for number in range(1000, 1010)]


MALFORMED: dict[str, list[Any]] = {
    "InvoiceId": ["abc", 1.5, True, [1], 10**30, "1" * 30],
    "Number": [True, 1.5, ["1"], "a\0b", "1" * 65],
    "InvoiceDateFrom": ["soon", "2026-13-01", 20260223, {}, True],
    "InvoiceDateTo": ["soon", "2026-02-30"],
    "IncludePreliminary": ["yes", 2, []],
    "IncludeVoucher": ["yes"],
    "IncludeRowAccountInfo": [{}],
    "PageNumber": [-1, "x", 1.5, True, 10**30],
    "PageNrOfRecords": [0, -1, "x", 1.5, False],
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_so_05_what_is_malformed_is_400_and_named(api: Api, name: str) -> None:
    for value in MALFORMED[name]:
        assert sentence(await api.post({name: value}), 400).startswith(f"{name} ")


async def test_so_05_a_body_that_is_no_object_is_400(api: Api) -> None:
    for body in ("{", "[]", '"text"', '{"Number": "1",, }', '{"Number": ",}', "not json"):
        sentence(await api.post(body), 400)
    assert sentence(await api.post({}, maxNrRows="x"), 400).startswith("maxNrRows ")


async def test_so_07_only_a_comma_after_the_last_member_is_passed_over(api: Api) -> None:
    number = 'A,} "\\,]'
    await api.sell(number, "2026-02-23")
    assert (await api.post(f'{{"Number": {json.dumps(number)} , \n }}')).json()[0]["InvoiceNr"] == number
    for body in ("", "null", "{}", '{"Unknown": [1, {"a": 2,},],}'):
        assert len((await api.post(body)).json()) == 1


async def test_wrong_keys_or_a_wrong_token_are_refused(world: World, api: Api) -> None:
    sentence(await api.post(BODY, token="wrong"), 401)
    sentence(await api.post(BODY, **world.norra.softone), 401)
    assert "connectApiKey" in sentence(await api.post(BODY, connectApiKey="key"), 400)


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
