import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.invoicing import changed_customer, corrected, invoiced, turned_down, work

pytestmark = pytest.mark.anyio

STINA = {"userName": "Stina Ek", "personalNumber": "880320-0016", "distributionPercent": "60"}
OLLE = {"userName": "Olle Ek", "personalNumber": "701063-2391", "distributionPercent": 40}
HOME = {"typeOfProperty": 1, "propertyDescription": "Ekorren 7", "deductionDistribution": [STINA, OLLE]}
ITEMS = [work(10_000, houseWorkTypeOfWork=1), work(4_000)]


async def refused(api: Api, name: str, **body: object) -> str | None:
    given = {"customer": api.firm.keys["customer"], "createdByUser": api.firm.admin, "language": "SV"}
    return await api.named("POST", "invoices", name, json=given | body)


async def test_a_rot_invoice_says_what_the_state_pays_and_is_paid_by_the_rest_st_80(api: Api) -> None:
    row = await invoiced(api, invoiceType=1, houseProperties=HOME, invoiceItems=ITEMS)
    assert (row["houseDeductionBasisAmount"], row["houseDeductionAmount"]) == (12_500, 3_750)
    assert row["totalAmountInclTax"] == 17_500
    assert row["houseProperties"]["maxDeductionAmount"] == 50_000
    shares: list[Row] = row["houseProperties"]["deductionDistribution"]
    assert [(one["userName"], one["distributionPercent"]) for one in shares] == [("Stina Ek", 60), ("Olle Ek", 40)]
    assert [one["houseWorkFlag"] for one in row["invoiceItems"]] == [True, False]
    sent = await corrected(api, row, invoiceStatus=2)
    again = await corrected(api, sent, houseProperties=sent["houseProperties"], invoiceItems=sent["invoiceItems"])
    assert again == sent
    paid = await corrected(api, row, invoiceStatus=3)
    assert [one["amount"] for one in paid["partialPayments"]] == [13_750]
    other = {**HOME, "deductionDistribution": [STINA]}
    assert "houseProperties.deductionDistribution: can no longer" in await turned_down(api, sent, houseProperties=other)


async def test_the_customers_home_is_taken_where_none_is_sent_st_80(api: Api) -> None:
    assert await refused(api, "houseProperties.typeOfProperty", invoiceType=1) is None
    settings = {"isROTCustomer": True, "typeOfProperty": 1, "propertyDescription": "Ekorren 8"}
    await changed_customer(api, billingSettings=settings | {"personalNumber": "880320-0016"})
    row = await invoiced(api, invoiceType=1, invoiceItems=ITEMS)
    home = row["houseProperties"]
    assert (home["propertyDescription"], home["personalNumber"]) == ("Ekorren 8", "880320-0016")
    assert [one["distributionPercent"] for one in home["deductionDistribution"]] == [100]
    assert row["houseDeductionAmount"] == 3_750
    await changed_customer(api, billingSettings={"deductionDistribution": [OLLE]})
    assert (await invoiced(api, invoiceType=1, invoiceItems=ITEMS))["houseDeductionAmount"] == 1_500
    plain = await invoiced(api, invoiceItems=ITEMS)
    assert (plain["houseDeductionAmount"], plain["houseProperties"]["typeOfProperty"]) == (0, 0)
    assert (await corrected(api, plain, invoiceType=1))["houseDeductionAmount"] == 1_500
    assert (await corrected(api, plain, invoiceType=0))["houseDeductionAmount"] == 0


async def test_a_home_needs_what_its_type_needs_and_right_numbers_st_80(api: Api) -> None:
    flat = {"typeOfProperty": 2, "housingSocietyNumber": "769612-3459", "apartmentNumber": "1102"}
    assert (await invoiced(api, invoiceType=2, houseProperties=flat))["houseProperties"]["apartmentNumber"] == "1102"
    for home, name in (
        ({"typeOfProperty": 1}, "propertyDescription"),
        ({**flat, "housingSocietyNumber": ""}, "housingSocietyNumber"),
        ({**flat, "housingSocietyNumber": "769612-3458"}, "housingSocietyNumber"),
        ({**flat, "apartmentNumber": None}, "apartmentNumber"),
        ({**flat, "typeOfProperty": 3}, "typeOfProperty"),
        ({**HOME, "deductionDistribution": [{**STINA, "personalNumber": "12345"}]}, "deductionDistribution"),
        ({**HOME, "deductionDistribution": [STINA, {**OLLE, "distributionPercent": 41}]}, "deductionDistribution"),
    ):
        assert await refused(api, f"houseProperties.{name}", invoiceType=2, houseProperties=home) is None
    item = work(100, houseWorkTypeOfWork=9)
    wrong = {"invoiceType": 1, "houseProperties": HOME, "invoiceItems": [item]}
    assert await refused(api, "invoiceItems[0].houseWorkTypeOfWork", **wrong) is None
    wrong = {"invoiceType": 1, "houseProperties": HOME, "currencyCode": "EUR"}
    assert await refused(api, "currencyCode", **wrong) is None
