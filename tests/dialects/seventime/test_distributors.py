import asyncio
from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Grid, Row
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_partners import DISTRIBUTOR, SELF_BILLING, SHOWN
from tests.dialects.seventime.trade import change, furnish_trade

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}
NOBODY = "5f48eb3e65d7ee4926574851"
EXAMPLE = {
    "name": "Distributor Test",
    "distributorNumber": "123456",
    "address": "test 1",
    "zipCode": "12345",
    "city": "Båstad",
    "country": "SE",
    "phone": "0412412412",
    "email": "132312kewkewa",
    "organizationNumber": "12345688",
    "vatNumber": "90",
    "bankgiro": "eeee",
    "plusgiro": "bbbbb",
    "notes": "testartestar testar",
    "purchaseOrderEmail": "test@testing.com",
    "ourCustomerNumber": "031239",
    "paymentDays": 45,
    "isSubContractor": True,
    "hasSelfBilling": True,
    "isActive": False,
}
SETTINGS = {
    "invoiceDeduction": 10,
    "deductionExpenseItem": None,
    "invoiceNumberSeries": "SE",
    "invoiceCounter": 12,
    "emailForSelfBilling": "llllllll",
}
WRONG: Grid = (
    ("name", {"a": 1}),
    ("name", "x" * 10_001),
    ("distributorNumber", "77"),
    ("paymentDays", 366),
    ("paymentDays", -1),
    ("isActive", "perhaps"),
    ("hasSelfBilling", 2),
    ("email", 1.5),
    ("selfBillingSettings", []),
    ("selfBillingSettings", "SE"),
)
WRONG_SETTINGS: Grid = (
    ("invoiceDeduction", 101),
    ("invoiceDeduction", "-1"),
    ("invoiceDeduction", "ten"),
    ("invoiceCounter", 0),
    ("invoiceCounter", "1.5"),
    ("deductionExpenseItem", NOBODY),
    ("invoiceNumberSeries", ["SE"]),
)


async def make(api: Api, **body: Any) -> Row:
    return await api.write("POST", "distributors", **({"name": "DistributorName"} | body))


def assert_distributor(row: Row) -> None:
    assert_is_whole(row, DISTRIBUTOR)
    assert_is_whole(row["selfBillingSettings"], SELF_BILLING)


async def test_the_sample_that_creates_a_distributor_works_st_09_st_14_st_41_st_42(api: Api) -> None:
    body = '{"name":"DistributorName"}'
    row = api.accepted(await api.send("POST", "distributors/", content=body, headers=JSON))
    assert_distributor(row)
    texts = {name: "" for name, kind in DISTRIBUTOR.items() if kind == "text"}
    flags = {"hasSelfBilling": False, "isActive": True, "isSubContractor": False}
    stamps = dict.fromkeys(("createdDate", "modifiedDate"), "2026-11-20T11:00:00.000Z")
    empty = {"invoiceDeduction": 0, "invoiceNumberSeries": "", "invoiceCounter": 1, "emailForSelfBilling": ""}
    own = {"_id": row["_id"], "name": "DistributorName", "distributorNumber": "1", "paymentDays": 30, "documents": []}
    settings = {"selfBillingSettings": empty | {"deductionExpenseItem": None}}
    assert row == texts | flags | stamps | own | settings
    assert await api.get(f"distributors/{row['_id']}") == {"data": row}


async def test_every_parameter_of_a_distributor_is_kept_in_its_proper_type_st_17_st_41(api: Api) -> None:
    keys = await furnish_trade(api)
    texts = SETTINGS | {"invoiceDeduction": "10", "invoiceCounter": "12", "deductionExpenseItem": keys["article"]}
    sent = EXAMPLE | {"paymentDays": "45", "isSubContractor": "true", "hasSelfBilling": "1", "isActive": "false"}
    row = await make(api, **sent, selfBillingSettings=texts)
    assert_distributor(row)
    assert {name: row[name] for name in EXAMPLE} == EXAMPLE
    assert row["selfBillingSettings"] == SETTINGS | {"deductionExpenseItem": keys["article"]}


async def test_the_curl_line_that_updates_a_distributor_works_without_saying_who_st_01_st_29_st_41(api: Api) -> None:
    made = await make(api, **EXAMPLE, selfBillingSettings=SETTINGS)
    api.world.clock.pass_s(60)
    row = await api.write("PUT", "distributors/", _id=made["_id"], name="New distributor name")
    assert row == made | {"name": "New distributor name", "modifiedDate": "2026-11-20T11:01:00.000Z"}


async def test_a_put_changes_what_it_names_and_leaves_the_rest(api: Api) -> None:
    keys = await furnish_trade(api)
    row = await make(api)
    for name, value in EXAMPLE.items():
        changed = await api.write("PUT", "distributors", _id=row["_id"], **{name: value})
        assert changed == row | {name: value}
        row = changed
    for name, value in (SETTINGS | {"deductionExpenseItem": keys["article"]}).items():
        changed = await api.write("PUT", "distributors", _id=row["_id"], selfBillingSettings={name: value})
        assert changed == row | {"selfBillingSettings": row["selfBillingSettings"] | {name: value}}
        row = changed


async def test_a_put_can_empty_what_is_not_required(api: Api) -> None:
    keys = await furnish_trade(api)
    fresh = await make(api)
    settings = SETTINGS | {"deductionExpenseItem": keys["article"]}
    row = await make(api, **EXAMPLE, selfBillingSettings=settings)
    gone: dict[str, Any] = {name: None for name in EXAMPLE if name not in ("name", "distributorNumber")}
    gone["selfBillingSettings"] = dict.fromkeys(settings)
    emptied = await api.write("PUT", "distributors", _id=row["_id"], **gone)
    assert emptied == fresh | {name: row[name] for name in ("_id", "name", "distributorNumber")}


async def test_a_distributor_that_was_read_can_be_sent_back_whole_st_27(api: Api) -> None:
    row = await make(api, **EXAMPLE, selfBillingSettings=SETTINGS)
    assert await api.write("PUT", "distributors", **row, __v=0) == row


async def test_a_name_is_required_and_cannot_be_emptied_nor_the_number(api: Api) -> None:
    for body in ({}, {"name": ""}, {"name": None}):
        assert await api.refused("POST", "distributors", 400, json=body) == "name: is required"
    row = await make(api)
    for name in ("name", "distributorNumber"):
        for empty in ("", None):
            body = {"_id": row["_id"], name: empty}
            assert await api.refused("PUT", "distributors", 400, json=body) == f"{name}: is required"
    assert await api.refused("PUT", "distributors", 400, json={"name": "Ny"}) == "_id: is required"


async def test_a_value_that_is_wrong_is_refused_by_name_and_nothing_is_kept_st_10(api: Api) -> None:
    await make(api, name="Har 77", distributorNumber="77")
    row = await make(api)
    before = await api.get("distributors")
    around: tuple[tuple[str, dict[str, Any]], ...] = (("POST", {"name": "Ny"}), ("PUT", {"_id": row["_id"]}))
    for method, body in around:
        answers = [await api.named(method, "distributors", name, json=body | {name: value}) for name, value in WRONG]
        for name, value in WRONG_SETTINGS:
            sent = body | {"selfBillingSettings": {name: value}}
            answers.append(await api.named(method, "distributors", f"selfBillingSettings.{name}", json=sent))
        assert [one for one in answers if one] == []
    assert await api.get("distributors") == before
    taken = {"name": "Ny", "distributorNumber": "77"}
    said = "distributorNumber: 77 is the number of Har 77"
    assert await api.refused("POST", "distributors", 400, json=taken) == said


async def test_numbers_that_are_not_given_come_from_a_series_of_their_own(api: Api, other_api: Api) -> None:
    rows = await asyncio.gather(*(make(api) for _ in range(4)))
    assert sorted(one["distributorNumber"] for one in rows) == ["1", "2", "3", "4"]
    assert (await make(other_api, distributorNumber="2"))["distributorNumber"] == "2"


async def test_another_companys_distributor_and_article_are_unknown_st_30(api: Api, other_api: Api) -> None:
    keys = await furnish_trade(other_api)
    for key in (NOBODY, keys["supplier"]):
        await api.refused("PUT", "distributors", 404, json={"_id": key, "name": "Min"})
        await api.refused("GET", f"distributors/{key}", 404)
    body = {"name": "Ny", "selfBillingSettings": {"deductionExpenseItem": keys["article"]}}
    name = "selfBillingSettings.deductionExpenseItem"
    assert await api.named("POST", "distributors", name, json=body) is None
    assert await api.listed("distributors") == []


async def test_distributors_are_found_by_a_part_of_the_name(api: Api) -> None:
    for name in ("Åhléns Bygg", "Bygg 100%", "El_Ett"):
        await make(api, name=name)
    for part, found in (
        ("BYGG", ["Bygg 100%", "Åhléns Bygg"]),
        ("åHLÉ", ["Åhléns Bygg"]),
        ("%", ["Bygg 100%"]),
        ("_", ["El_Ett"]),
        ("*", []),
        (".", []),
    ):
        rows = await api.listed("distributors", name=part, sortBy="name")
        assert (part, [one["name"] for one in rows]) == (part, found)


async def test_distributors_sort_by_members_of_their_settings(api: Api) -> None:
    keys = await furnish_trade(api)
    first = await make(api, selfBillingSettings={"deductionExpenseItem": keys["article"], "invoiceCounter": 9})
    for name in SELF_BILLING:
        for direction in ("ascending", "descending"):
            params = {"sortBy": f"selfBillingSettings.{name}", "sortDirection": direction}
            assert len(await api.listed("distributors", **params)) == 2
    by_counter = {"sortBy": "selfBillingSettings.invoiceCounter", "sortDirection": "descending"}
    assert (await api.listed("distributors", **by_counter))[0] == first
    assert (await api.listed("distributors", sortBy="selfBillingSettings.deductionExpenseItem"))[0] == first


async def test_distributors_cannot_be_deleted(api: Api) -> None:
    row = await make(api)
    await api.refused("DELETE", "distributors", 405, json={"_id": row["_id"]})


async def test_the_distributor_must_be_named_to_list_its_contact_persons(api: Api) -> None:
    for params in ({}, {"distributor": ""}, {"customerId": NOBODY}):
        said = await api.refused("GET", "distributorContactPersons", 400, params=params)
        assert said == "distributor: is required"


async def test_contact_persons_of_a_distributor_are_data_alone_st_06(api: Api, other_api: Api) -> None:
    keys, foreign = await furnish_trade(api), await furnish_trade(other_api)
    document = await api.get("distributorContactPersons/", distributor=keys["supplier"])
    (row,) = document["data"]
    assert list(document) == ["data"]
    assert_is_whole(row, SHOWN["distributorContactPersons"])
    assert row | {"createdDate": "", "modifiedDate": ""} == {
        "_id": keys["supplier_contact"],
        "name": "Kontaktperson 1",
        **dict.fromkeys(("title", "workPhone", "cellPhone", "email", "createdDate", "modifiedDate"), ""),
        "distributor": keys["supplier"],
        "distributorName": "UE lev 20200923",
        "mainContact": False,
        "isActive": True,
    }
    for key in (foreign["supplier"], NOBODY, api.firm.keys["customer"]):
        assert await api.get("distributorContactPersons", distributor=key) == {"data": []}
    await change(api, "supplier", keys["supplier"], name="Nytt namn")
    (again,) = await api.listed("distributorContactPersons", distributor=keys["supplier"])
    assert again["distributorName"] == "Nytt namn"


async def test_contact_persons_of_a_distributor_sort_and_page_like_any_list_st_06(api: Api) -> None:
    keys = await furnish_trade(api)
    asked = {"distributor": keys["supplier"]}
    (row,) = await api.listed("distributorContactPersons", **asked)
    for name in SHOWN["distributorContactPersons"]:
        for direction in ("ascending", "descending"):
            params = asked | {"sortBy": name, "sortDirection": direction}
            assert await api.listed("distributorContactPersons", **params) == [row]
    assert await api.listed("distributorContactPersons", **asked, limit=1, page=2) == []
    for name, value in (("sortBy", "shoeSize"), ("limit", "0"), ("page", "x")):
        assert await api.named("GET", "distributorContactPersons", name, params=asked | {name: value}) is None
