"""Money that goes in through one API comes out of it, and of another, as it went in: to the last documented decimal."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.harness import World
from tests.stories.ledger_client import softone_token

pytestmark = pytest.mark.anyio

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FILTER = "/Economy/CustomerInvoices/Filter"


def numbers(least: int, most: int, places: int) -> st.SearchStrategy[Decimal]:
    """Decimal numbers with so many places at the most."""
    return st.integers(least * 10**places, most * 10**places).map(lambda one: Decimal(one).scaleb(-places))


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "unitPrice": numbers(-1_000_000, 1_000_000, 4),
            "numberOfItems": numbers(0, 1_000, 6),
            "discountPercent": numbers(0, 100, 2),
            "taxPercent": st.sampled_from([Decimal(one) for one in (0, 6, 12, 25)]),
        }
    ),
    min_size=1,
    max_size=4,
)
CURRENCIES = st.sampled_from([{}, {"currencyCode": "EUR", "currencyRate": "11.2345"}])


def read(text: str) -> Any:
    """JSON with its numbers as they stand."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


@pytest.fixture
async def signed_in(world: World) -> dict[str, str]:
    """The first firm's parameters for the second API."""
    return await softone_token(world, world.ostra)


@FEW
@given(rows=ROWS, currency=CURRENCIES)
async def test_what_an_invoice_says_is_said_alike_wherever_it_is_read(
    world: World, signed_in: dict[str, str], rows: list[dict[str, Decimal]], currency: dict[str, str]
) -> None:
    firm = world.ostra
    items = [{"itemType": "general", "name": "Arbete", **{name: str(one) for name, one in row.items()}} for row in rows]
    sent = {"customer": firm.keys["customer"], "createdByUser": firm.admin, "language": "SV", "invoiceStatus": 2}
    reply = await world.client.post(
        "/api/2/invoices",
        headers=firm.seventime,
        json={**sent, **currency, "multipleTaxesOnRows": True, "invoiceItems": items},
    )
    assert reply.status_code == 200, reply.text
    made = read(reply.text)
    shown = read((await world.client.get(f"/api/2/invoices/{made['_id']}", headers=firm.seventime)).text)["data"]
    assert shown == made
    assert [{name: one[name] for name in row} for one, row in zip(shown["invoiceItems"], rows, strict=True)] == rows

    (sold,) = read((await world.client.post(FILTER, params=signed_in, json={"Number": shown["invoiceNumber"]})).text)
    names = {"UnitPriceCurrency": "unitPrice", "Quantity": "numberOfItems", "SumAmountCurrency": "totalAmount"}
    names |= {"VatAmountCurrency": "totalTaxAmount"}
    for told, one in zip(sold["InvoiceRows"], shown["invoiceItems"], strict=True):
        assert {name: told[name] for name in names} == {name: one[wire] for name, wire in names.items()}
    assert sold["TotalAmountCurrency"] == shown["totalAmountInclTax"]
    assert sold["VATAmountCurrency"] == shown["totalTaxAmount"]
    parts = [shown["totalAmount"], shown["totalTaxAmount"], shown["totalAmountRounding"]]
    assert sum(parts) == shown["totalAmountInclTax"]
    assert sum(one["totalAmount"] for one in shown["invoiceItems"]) == shown["totalAmount"]
