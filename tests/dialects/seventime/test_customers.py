import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Grid, Row
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_partners import BILLING_SETTINGS, CUSTOMER, DELIVERY_ADDRESS
from tests.dialects.seventime.trade import furnish_trade

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}
NOBODY = "5f48eb3e65d7ee4926574851"
SAMPLE = {
    "name": "Anna Andersson",
    "address": "Östra Gatan 129",
    "zipCode": "123 45",
    "city": "Stockholm",
    "phone": "1234-123456",
    "email": "email@company.com",
    "organizationNumber": "555555-5555",
}
PLAIN = {
    "customerNumber": "733352",
    "vatNumber": "SE555708197354",
    "address2": "Box 1",
    "country": "SE",
    "billingMethod": "HOURLY",
    "pricePerHour": 777.5,
    "paymentDays": 20,
    "notes": "Ring först",
    "isActive": False,
}
DELIVERY = {
    "name": "Lagret",
    "address": "Hamngatan 7",
    "address2": "Port 3",
    "zipCode": "261 31",
    "city": "Landskrona",
    "country": "SE",
    "phone": "0418-100200",
}
BILLING = {
    "useSeparateBillingAddress": True,
    "address": "Fakturagatan 1",
    "address2": "c/o Ek",
    "zipCode": "111 11",
    "city": "Umeå",
    "useSeparateBillingEmail": True,
    "invoiceEmail": "faktura@company.com",
    "invoiceDeliveryType": 10,
    "defaultEmailSubject": "Faktura från oss",
    "isConstructionCompany": True,
    "isROTCustomer": True,
    "isRUTCustomer": True,
    "typeOfProperty": 2,
    "propertyDescription": "Kuggen 1:1",
    "housingSocietyNumber": "769600-0000",
    "apartmentNumber": "1101",
    "personalNumber": "19121212-1212",
    "expenseDiscount": 10.5,
    "expenseCustomProfitMargin": 12.25,
    "markupPercentSupplierInvoice": 0,
}
WRONG: Grid = (
    ("createdByUser", NOBODY),
    ("name", ["Anna"]),
    ("name", "nul\0"),
    ("name", "x" * 10_001),
    ("customerNumber", "100"),
    ("customerNumber", 1.5),
    ("paymentDays", -1),
    ("paymentDays", 366),
    ("paymentDays", "soon"),
    ("paymentDays", 10.5),
    ("pricePerHour", -1),
    ("pricePerHour", "dear"),
    ("billingMethod", "hourly"),
    ("billingMethod", "ACCORDING_TO_CUSTOMER"),
    ("isActive", "perhaps"),
    ("billingSettings", "none"),
    ("billingSettings", [1]),
    ("deliveryAddress", 17),
)
WRONG_SETTINGS: Grid = (
    ("invoiceDeliveryType", 5),
    ("typeOfProperty", 3),
    ("isROTCustomer", 2),
    ("expenseDiscount", -1),
    ("expenseDiscount", 100.01),
    ("expenseCustomProfitMargin", -100.5),
    ("markupPercentSupplierInvoice", -999),
    ("priceList", NOBODY),
    ("city", {"name": "Umeå"}),
    ("deductionDistribution", "Anna"),
)


async def make(api: Api, **body: Any) -> Row:
    return await api.write("POST", "customers", **({"createdByUser": api.firm.admin, "name": "Kund"} | body))


async def correct(api: Api, row: Row, **body: Any) -> Row:
    return await api.write("PUT", "customers", _id=row["_id"], modifiedByUser=api.firm.admin, **body)


def assert_customer(row: Row) -> None:
    assert_is_whole(row, CUSTOMER)
    assert_is_whole(row["billingSettings"], BILLING_SETTINGS)
    assert_is_whole(row["deliveryAddress"], DELIVERY_ADDRESS)


async def test_the_sample_that_creates_a_customer_works_st_09_st_14_st_39_st_42(api: Api) -> None:
    row = await api.write("POST", "customers/", createdByUser=api.firm.admin, **SAMPLE)
    assert_customer(row)
    stamps = dict.fromkeys(("createdDate", "modifiedDate"), "2026-11-20T11:00:00.000Z")
    kept = {"_id": row["_id"], "customerNumber": "1", "documents": [], "isActive": True, "paymentDays": 30}
    empty = {"vatNumber": "", "address2": "", "country": "", "billingMethod": "", "pricePerHour": 0, "notes": ""}
    inner = ("billingSettings", "deliveryAddress")
    assert {name: value for name, value in row.items() if name not in inner} == SAMPLE | stamps | kept | empty
    unset: dict[str, Any] = {"text": "", "number": 0, "truth": False, "list": [], "key or null": None}
    settings = {name: unset[kind] for name, kind in BILLING_SETTINGS.items()}
    assert row["billingSettings"] == settings | {"markupPercentSupplierInvoice": -1000}
    assert row["deliveryAddress"] == dict.fromkeys(DELIVERY_ADDRESS, "")
    assert await api.get(f"customers/{row['_id']}") == {"data": row}


async def test_the_curl_line_that_updates_a_customer_works_st_01_st_29(api: Api) -> None:
    made = await api.write("POST", "customers", createdByUser=api.firm.admin, customerNumber="733352", **SAMPLE)
    api.world.clock.pass_s(3600)
    body = (
        f'{{"_id":"{made["_id"]}","modifiedByUser":"{api.person("anna")}",'
        '"name":"Company AB","customerNumber":"733352"}'
    )
    row = api.accepted(await api.send("PUT", "customers/", content=body, headers=JSON))
    assert row == made | {"name": "Company AB", "modifiedDate": "2026-11-20T12:00:00.000Z"}


async def test_every_parameter_of_a_customer_is_kept_st_39(api: Api) -> None:
    keys = await furnish_trade(api)
    settings = BILLING | {"priceList": keys["price_list"]}
    row = await make(api, **SAMPLE, **PLAIN, deliveryAddress=DELIVERY, billingSettings=settings)
    assert_customer(row)
    assert {name: row[name] for name in SAMPLE | PLAIN} == SAMPLE | PLAIN
    assert row["deliveryAddress"] == DELIVERY
    shown = settings | {"priceListName": "Grosslistan", "deductionDistribution": []}
    assert row["billingSettings"] == {name: shown[name] for name in BILLING_SETTINGS}
    (listed,) = await api.listed("customers", customerNumber="733352")
    assert listed == row


async def test_numbers_and_truths_are_read_from_text_st_17(api: Api) -> None:
    settings = {"invoiceDeliveryType": "20", "typeOfProperty": "1", "isROTCustomer": "true", "expenseDiscount": "7.5"}
    row = await make(api, paymentDays="14", pricePerHour="600", isActive="0", billingSettings=settings)
    assert (row["paymentDays"], row["pricePerHour"], row["isActive"]) == (14, 600, False)
    shown = {"invoiceDeliveryType": 20, "typeOfProperty": 1, "isROTCustomer": True, "expenseDiscount": 7.5}
    assert {name: row["billingSettings"][name] for name in settings} == shown


async def test_every_billing_method_can_be_agreed(api: Api) -> None:
    for method in ("HOURLY", "PERUSER", "HOURLY_PER_TIMECATEGORY", "FIXED_PRICE", "PRICELIST", ""):
        assert (await make(api, billingMethod=method))["billingMethod"] == method


def spread(row: Mapping[str, Any]) -> dict[str, Any]:
    inner = ("billingSettings", "deliveryAddress")
    return {name: value for name, value in row.items() if name not in inner} | {
        f"{head}.{name}": value for head in inner for name, value in row[head].items()
    }


async def test_a_put_changes_what_it_names_and_leaves_the_rest_within_objects_too_st_01(api: Api) -> None:
    row = await make(api)
    parts = [("", name, value) for name, value in (SAMPLE | PLAIN | {"name": "Ny"}).items()]
    parts += [("deliveryAddress", name, value) for name, value in DELIVERY.items()]
    parts += [("billingSettings", name, value) for name, value in (BILLING | {"isROTCustomer": False}).items()]
    for head, name, value in parts:
        part = {name: value}
        changed = await correct(api, row, **({head: part} if head else part))
        assert spread(changed) == spread(row) | {f"{head}.{name}" if head else name: value}
        row = changed


async def test_a_put_can_empty_what_is_not_required_st_42(api: Api) -> None:
    keys = await furnish_trade(api)
    fresh = await make(api)
    settings = BILLING | {"priceList": keys["price_list"]}
    row = await make(api, **SAMPLE, **PLAIN, deliveryAddress=DELIVERY, billingSettings=settings)
    kept = ("_id", "name", "customerNumber", "documents", "modifiedDate", "createdDate", "billingSettings")
    gone: dict[str, Any] = {name: None for name in CUSTOMER if name not in (*kept, "deliveryAddress")}
    gone |= {"deliveryAddress": dict.fromkeys(DELIVERY_ADDRESS), "billingSettings": dict.fromkeys(BILLING_SETTINGS)}
    emptied = await correct(api, row, **gone)
    assert emptied == fresh | {name: row[name] for name in ("_id", "name", "customerNumber")}
    marked = await correct(api, row, billingSettings={"markupPercentSupplierInvoice": 5})
    assert marked["billingSettings"]["markupPercentSupplierInvoice"] == 5
    assert await correct(api, row, billingSettings={"markupPercentSupplierInvoice": -1000}) == emptied


async def test_a_customer_that_was_read_can_be_sent_back_whole_st_27(api: Api) -> None:
    share = {"userName": "Anna", "personalNumber": "19121212-1212", "distributionPercent": 100}
    made = await make(api, **SAMPLE, **PLAIN, billingSettings=BILLING | {"deductionDistribution": [share]})
    assert await correct(api, made, **{name: one for name, one in made.items() if name != "_id"}, __v=7) == made
    seeded = (await api.get(f"customers/{api.firm.keys['customer']}"))["data"]
    assert_customer(seeded)
    assert await correct(api, seeded, **{name: one for name, one in seeded.items() if name != "_id"}) == seeded


async def test_parameters_of_a_put_may_stand_in_the_query_st_01(api: Api) -> None:
    row = await make(api)
    params = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "billingSettings": json.dumps({"city": "Umeå"})}
    changed = api.accepted(await api.send("PUT", "customers", params=params))
    assert changed["billingSettings"]["city"] == "Umeå"


async def test_a_required_parameter_that_is_missing_or_empty_is_named(api: Api) -> None:
    whole = {"createdByUser": api.firm.admin, "name": "Kund"}
    for name in whole:
        missing = {one: value for one, value in whole.items() if one != name}
        for body in (missing, missing | {name: None}, missing | {name: ""}):
            assert await api.refused("POST", "customers", 400, json=body) == f"{name}: is required"
    row = await make(api)
    needed = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    for name in needed:
        missing = {one: value for one, value in needed.items() if one != name}
        assert await api.refused("PUT", "customers", 400, json=missing) == f"{name}: is required"
    for name in ("name", "customerNumber"):
        for empty in (None, ""):
            body = needed | {name: empty}
            assert await api.refused("PUT", "customers", 400, json=body) == f"{name}: is required"


async def test_a_value_that_is_wrong_is_refused_by_name_and_nothing_is_kept_st_10(api: Api) -> None:
    row = await make(api)
    before = await api.get("customers")
    cases = [*WRONG, *((f"billingSettings.{name}", value) for name, value in WRONG_SETTINGS)]
    for method, around in (
        ("POST", {"createdByUser": api.firm.admin, "name": "Ny"}),
        ("PUT", {"_id": row["_id"], "modifiedByUser": api.firm.admin, "notes": "ny"}),
    ):
        answers = []
        for name, value in cases:
            if method == "PUT" and name == "createdByUser":
                continue
            head, dot, inner = name.partition(".")
            body = around | {head: {inner: value} if dot else value}
            answers.append(await api.named(method, "customers", name, json=body))
        assert [one for one in answers if one] == []
    assert await api.get("customers") == before


async def test_a_number_that_is_taken_is_refused_and_the_holder_named_st_10(api: Api) -> None:
    row = await make(api, name="Först AB", customerNumber="733352")
    body = {"createdByUser": api.firm.admin, "name": "Sen AB", "customerNumber": "733352"}
    said = "customerNumber: 733352 is the number of Först AB"
    assert await api.refused("POST", "customers", 400, json=body) == said
    late = await make(api, name="Sen AB")
    change = {"_id": late["_id"], "modifiedByUser": api.firm.admin, "customerNumber": "733352"}
    assert await api.refused("PUT", "customers", 400, json=change) == said
    assert (await correct(api, row, customerNumber="733352"))["customerNumber"] == "733352"
    assert (await correct(api, row, customerNumber="A-1"))["customerNumber"] == "A-1"
    assert (await correct(api, late, customerNumber="733352"))["customerNumber"] == "733352"


async def test_numbers_that_are_not_given_come_from_the_series_and_two_at_once_get_two(
    api: Api, other_api: Api
) -> None:
    await make(api, customerNumber="2")
    rows = await asyncio.gather(*(make(api) for _ in range(6)))
    assert sorted(int(one["customerNumber"]) for one in rows) == [1, 3, 4, 5, 6, 7]
    assert (await make(other_api))["customerNumber"] == "1"
    assert (await make(api, customerNumber=""))["customerNumber"] == "8"
    assert (await make(api, customerNumber=900))["customerNumber"] == "900"


async def test_an_unknown_customer_and_another_companys_are_404_in_a_put_st_30(api: Api, other_api: Api) -> None:
    foreign = await make(other_api)
    for key in (NOBODY, foreign["_id"]):
        body = {"_id": key, "modifiedByUser": api.firm.admin, "name": "Min"}
        await api.refused("PUT", "customers", 404, json=body)
    assert (await other_api.get(f"customers/{foreign['_id']}"))["data"] == foreign


async def test_who_writes_and_the_price_list_must_be_the_companys_own(api: Api, other_api: Api) -> None:
    keys = await furnish_trade(other_api)
    row = await make(api)
    own = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    for body in (own | {"modifiedByUser": other_api.firm.admin}, own | {"modifiedByUser": NOBODY}):
        assert await api.named("PUT", "customers", "modifiedByUser", json=body) is None
    body = own | {"billingSettings": {"priceList": keys["price_list"]}}
    assert await api.named("PUT", "customers", "billingSettings.priceList", json=body) is None
    made = {"createdByUser": other_api.firm.admin, "name": "Kund"}
    assert await api.named("POST", "customers", "createdByUser", json=made) is None


async def test_customers_cannot_be_deleted(api: Api) -> None:
    await api.refused("DELETE", "customers", 405, json={"_id": api.firm.keys["customer"]})
