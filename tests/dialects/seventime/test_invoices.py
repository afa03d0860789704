import pytest

from tests.dialects.seventime.calls import Api

pytestmark = pytest.mark.anyio


async def test_a_bare_invoice_that_is_sent_answers_as_the_example_does(api: Api) -> None:
    row = await api.write(
        "POST",
        "invoices",
        invoiceStatus="2",
        customer=api.firm.keys["customer"],
        createdByUser=api.firm.admin,
        language="EN",
    )
    print(row)
    assert row["invoiceNumber"] == "1"
