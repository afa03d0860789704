from collections.abc import Sequence
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected_partners import BILLING_SETTINGS, CUSTOMER, DELIVERY_ADDRESS
from tests.dialects.seventime.trade import change, furnish_trade

pytestmark = pytest.mark.anyio

CUSTOMERS: Sequence[dict[str, Any]] = (
    {"name": "Åkes Åkeri AB", "customerNumber": "20", "organizationNumber": "556677-8899", "city": "Malmö"},
    {"name": "Öbergs 100%_Städ", "customerNumber": "201", "organizationNumber": "5566778899", "city": "Östersund"},
    {"name": "Anna Ahl", "customerNumber": "A-20", "organizationNumber": "19121212-1212", "city": "malmö"},
    {"name": "Brf Solen", "customerNumber": "7", "organizationNumber": "HRB 123-4", "city": ""},
)
FOUND: Sequence[tuple[dict[str, str], list[str]]] = (
    ({"name": "åKE"}, ["20"]),
    ({"name": "ö"}, ["201"]),
    ({"name": "ÅKES ÅKERI AB"}, ["20"]),
    ({"name": "a"}, ["100", "20", "A-20"]),
    ({"name": "%"}, ["201"]),
    ({"name": "_"}, ["201"]),
    ({"name": "%s"}, []),
    ({"name": "*"}, []),
    ({"name": "."}, []),
    ({"customerNumber": "20"}, ["20"]),
    ({"customerNumber": "a-20"}, []),
    ({"customerNumber": "2"}, []),
    ({"customerNumber": "%"}, []),
    ({"organizationNumber": "556677-8899"}, ["20", "201"]),
    ({"organizationNumber": "5566778899"}, ["20", "201"]),
    ({"organizationNumber": "55-66778899"}, ["20", "201"]),
    ({"organizationNumber": "191212121212"}, ["A-20"]),
    ({"organizationNumber": "121212-1212"}, []),
    ({"organizationNumber": "556677"}, []),
    ({"organizationNumber": "HRB 123-4"}, ["7"]),
    ({"organizationNumber": "HRB 1234"}, []),
    ({"city": "MALMÖ"}, ["20", "A-20"]),
    ({"city": "alm"}, ["20", "A-20"]),
    ({"city": "sund"}, ["201"]),
    ({"city": "malmö", "name": "anna"}, ["A-20"]),
    ({"city": "malmö", "customerNumber": "201"}, []),
    ({"city": ""}, ["100", "20", "201", "7", "A-20"]),
)


async def furnish(api: Api) -> None:
    """Four customers, one a minute; the firm has one already."""
    for one in CUSTOMERS:
        api.world.clock.pass_s(60)
        await api.write("POST", "customers", createdByUser=api.firm.admin, **one)


def numbers(rows: list[Row]) -> list[str]:
    return [one["customerNumber"] for one in rows]


async def test_customers_are_found_by_what_the_parameter_names_st_38(api: Api, other_api: Api) -> None:
    await furnish(api)
    await other_api.write("POST", "customers", createdByUser=other_api.firm.admin, **CUSTOMERS[0])
    for params, found in FOUND:
        assert (params, sorted(numbers(await api.listed("customers", **params)))) == (params, found)
    for params, found in FOUND:
        total = (await api.get("customers", **params, limit=1))["meta"]["totalResources"]
        assert (params, total) == (params, len(found))


async def test_customers_are_found_by_when_they_were_changed_st_05(api: Api) -> None:
    await furnish(api)
    for moment, found in (
        ("2026-11-20 12:02", ["201", "A-20", "7"]),
        ("2026-11-20 12:02:00", ["201", "A-20", "7"]),
        ("2026-11-20T12:02:01", ["A-20", "7"]),
        ("2026-11-20T11:04:00.000Z", ["7"]),
        ("2026-11-20", ["100", "20", "201", "A-20", "7"]),
        ("2026-11-21", []),
    ):
        assert numbers(await api.listed("customers", lastModified=moment)) == found
    assert await api.named("GET", "customers", "lastModified", params={"lastModified": "2026-13-01"}) is None


async def test_customers_sort_by_every_property_and_member_of_what_they_show_st_14(api: Api) -> None:
    await furnish(api)
    keys = await furnish_trade(api)
    await api.write(
        "PUT",
        "customers",
        _id=api.firm.keys["customer"],
        modifiedByUser=api.firm.admin,
        billingSettings={"priceList": keys["price_list"], "city": "Åre", "defaultEmailSubject": "x"},
        deliveryAddress={"city": "Åre"},
        paymentDays=5,
    )
    members = [*(f"billingSettings.{one}" for one in BILLING_SETTINGS)]
    members += [f"deliveryAddress.{one}" for one in DELIVERY_ADDRESS]
    rows = await api.listed("customers")
    for name in (*CUSTOMER, *members):
        for direction in ("ascending", "descending"):
            found = await api.listed("customers", sortBy=name, sortDirection=direction)
            assert sorted(numbers(found)) == sorted(numbers(rows))
    for name in ("paymentDays", "billingSettings.priceList", "deliveryAddress.city", "billingSettings.priceListName"):
        assert numbers(await api.listed("customers", sortBy=name))[0] == "100"
    assert numbers(await api.listed("customers", sortBy="name")) == ["A-20", "7", "100", "20", "201"]
    assert numbers(await api.listed("customers", sortBy="name", limit=2, page=2)) == ["100", "20"]
    descending = await api.listed("customers", sortBy="city", sortDirection="descending")
    assert numbers(descending) == ["201", "20", "A-20", "100", "7"]
    for hidden in ("billingSettings.shoeSize", "createdByUser", "city.name"):
        assert await api.named("GET", "customers", "sortBy", params={"sortBy": hidden}) is None


async def test_a_row_without_terms_of_its_own_shows_the_companys_st_42(api: Api) -> None:
    def work_it(work: Any) -> None:
        work.add("customer", {"number": "31", "name": "Importerad"})
        work.add("supplier", {"number": "32", "name": "Importerad"})

    await api.world.store.write(operator(api.firm.company_id), work_it)
    (row,) = await api.listed("customers", customerNumber="31")
    (supplier,) = await api.listed("distributors", name="importerad")
    assert row["paymentDays"] == supplier["paymentDays"] == 30


async def test_the_price_list_is_shown_by_what_it_is_called_now(api: Api) -> None:
    keys = await furnish_trade(api)
    body = {"createdByUser": api.firm.admin, "name": "Kund", "billingSettings": {"priceList": keys["price_list"]}}
    row = await api.write("POST", "customers", **body)
    await change(api, "price_list", keys["price_list"], name="ÅF-prislista")
    shown = (await api.get(f"customers/{row['_id']}"))["data"]["billingSettings"]
    assert (shown["priceList"], shown["priceListName"]) == (keys["price_list"], "ÅF-prislista")


async def test_contact_persons_are_found_by_customer(api: Api, other_api: Api) -> None:
    keys = await furnish_trade(api)
    await furnish_trade(other_api)
    (row,) = await api.listed("contactPersons")
    stamp = "2026-11-20T11:00:00.000Z"
    assert row == {
        "_id": keys["contact"],
        "name": "Anna",
        "title": "Utvecklare",
        "workPhone": "",
        "cellPhone": "",
        "email": "",
        "customer": api.firm.keys["customer"],
        "customerName": "Kund Ett AB",
        "mainContact": True,
        "isActive": True,
        "createdDate": stamp,
        "modifiedDate": stamp,
    }
    assert await api.listed("contactPersons", customerId=api.firm.keys["customer"]) == [row]
    for key in (other_api.firm.keys["customer"], keys["supplier"], "5bb26376c4nj551167"):
        assert (await api.get("contactPersons", customerId=key))["data"] == []
    await change(api, "customer", api.firm.keys["customer"], name="Kund Två AB")
    assert (await api.get(f"contactPersons/{row['_id']}"))["data"]["customerName"] == "Kund Två AB"
    await api.refused("GET", f"contactPersons/{keys['supplier_contact']}", 404)


async def test_price_lists_are_shown_and_cannot_be_written(api: Api) -> None:
    keys = await furnish_trade(api)
    row = {"_id": keys["price_list"], "name": "Grosslistan", "isActive": True}
    meta = {"totalResources": 1, "totalPages": 1, "currentPage": 1}
    assert await api.get("priceLists/", limit=10, page=1) == {"meta": meta, "data": [row]}
    assert await api.get(f"priceLists/{keys['price_list']}") == {"data": row}
    for path in ("priceLists", "contactPersons", "distributorContactPersons"):
        for method in ("POST", "PUT", "DELETE"):
            await api.refused(method, path, 405, json={"_id": keys["price_list"], "name": "Min"})
