"""Purchase orders: what is kept, what is filled in, and how rows are priced."""

from typing import Any

import pytest

from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_purchases import LOG_ENTRY, PURCHASE_ORDER
from tests.dialects.seventime.purchases import furnish_purchasing, order

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"
NOW = "2026-11-20T11:00:00.000Z"
PLACE = {
    "name": "namn",
    "address": "Östra Gatan 129",
    "address2": "Västra Gatan 921",
    "zipCode": "12345",
    "city": "Stockholm",
    "country": "SE",
    "phone": "08-1",
}
TEXTS = {
    "purchaseOrderName": "purchase Order 123",
    "purchaseOrderInfoName": "purchase order info 123",
    "deliveryAttention": "Anna",
    "deliveryPhone": "123947513",
    "marking": "mark",
    "headerText": "header text",
    "footerText": "footer text",
    "footerInfoText": "footer info text",
    "language": "EN",
}


async def test_the_sample_that_creates_an_order_is_filled_in_from_who_makes_it_and_the_distributor_st_82_st_84(
    api: Api,
) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys)
    assert_is_whole(row, PURCHASE_ORDER)
    for entry in row["purchaseOrderLogEntries"]:
        assert_is_whole(entry, LOG_ENTRY)
    assert row | {"_id": "", "publicLink": "", "purchaseOrderLogEntries": []} == {
        **{name: "" for name, kind in PURCHASE_ORDER.items() if kind == "text"},
        **{name: None for name, kind in PURCHASE_ORDER.items() if "null" in kind},
        **{name: 0 for name, kind in PURCHASE_ORDER.items() if kind == "number"},
        **{name: [] for name, kind in PURCHASE_ORDER.items() if kind == "list"},
        "_id": "",
        "purchaseOrderNumber": "1",
        "purchaseOrderName": "Beställning",
        "language": "SV",
        "createdByUser": api.firm.admin,
        "createdByUserName": row["createdByUserName"],
        "ourReference": api.firm.admin,
        "ourReferenceName": row["createdByUserName"],
        "distributor": keys["supplier"],
        "distributorName": "UE lev 20200923",
        "distributorAddress": "Östra Gatan 129<br>123 45 Stockholm",
        "distributorVAT": "SE556036079301",
        "ourCustomerNumber": "123456",
        "workOrderNumber": "0",
        "purchaseOrderDate": "2026-11-20T00:00:00.000Z",
        "createDate": NOW,
        "purchaseOrderStatus": 1,
        "taxPercent": 25,
        "currencyCode": "SEK",
        "currencyRate": 1,
        "paymentDays": 45,
        "archived": False,
        "invoiceAddress": {"email": "", **dict.fromkeys(PLACE, "")},
        "deliveryAddress": dict.fromkeys(PLACE, ""),
    }
    assert await api.get(f"purchaseOrders/{row['_id']}") == {"data": row}


async def test_the_link_of_an_order_is_long_random_and_its_own(api: Api) -> None:
    keys = await furnish_purchasing(api)
    links = {(await order(api, keys))["publicLink"] for _ in range(3)}
    assert {len(one) for one in links} == {20}
    assert len(links) == 3


@pytest.mark.parametrize(("language", "name"), [("SV", "Beställning"), ("en", "Purchase order"), ("FI", "Tilaus")])
async def test_an_order_without_a_name_is_called_what_its_language_calls_it_st_82(
    api: Api, language: str, name: str
) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys, language=language)
    assert (row["language"], row["purchaseOrderName"]) == (language.upper(), name)
    changed = await api.write(
        "PUT", "purchaseOrders", _id=row["_id"], modifiedByUser=api.firm.admin, language="FI", purchaseOrderName=""
    )
    assert (changed["language"], changed["purchaseOrderName"]) == ("FI", "Tilaus")


async def test_every_parameter_is_kept_and_a_put_changes_what_it_names_alone_st_84(api: Api) -> None:
    keys = await furnish_purchasing(api)
    sent: dict[str, Any] = {
        **TEXTS,
        "contactPersonDistributor": keys["contact"],
        "project": keys["project"],
        "workOrder": keys["work_order"],
        "ourReference": api.person("anna"),
        "approvedBy": api.person("chef"),
        "purchaseOrderDate": "2020-12-05",
        "desiredDeliveryDate": "2020-12-20",
        "expectedDeliveryDate": "2020-12-21",
        "paymentDays": "10",
        "deliveryAddress": PLACE,
        "invoiceAddress": PLACE | {"email": "email@company.com"},
    }
    shown = sent | {
        **{name: f"{sent[name]}T00:00:00.000Z" for name in sent if name.endswith("Date")},
        "paymentDays": 10,
    }
    row = await order(api, keys, **sent)
    assert {name: row[name] for name in shown} == shown
    assert (row["workOrderName"], row["workOrderNumber"]) == ("API", "1")
    assert (row["projectName"], row["contactPersonDistributorName"]) == ("Blåsippan", "dwd21")
    bare = await order(api, keys)
    for name, value in sent.items():
        body = {"_id": bare["_id"], "modifiedByUser": api.firm.admin, name: value}
        bare = await api.write("PUT", "purchaseOrders", **body)
        assert bare[name] == shown[name]
    same = await api.write("PUT", "purchaseOrders", **row, modifiedByUser=api.firm.admin)
    assert same == row


async def test_what_is_not_required_can_be_emptied_and_goes_back_to_what_it_is_unsaid(api: Api) -> None:
    keys = await furnish_purchasing(api)
    fresh = await order(api, keys)
    sent: dict[str, Any] = {
        **TEXTS,
        "contactPersonDistributor": keys["contact"],
        "workOrder": keys["work_order"],
        "paymentDays": 3,
        "desiredDeliveryDate": "2026-12-20",
        "invoiceItems": [{"itemType": "blank"}],
    }
    row = await order(api, keys, **sent, deliveryAddress=PLACE)
    gone: dict[str, Any] = dict.fromkeys((*sent, "project"))
    gone["deliveryAddress"] = dict.fromkeys(PLACE)
    emptied = await api.write("PUT", "purchaseOrders", _id=row["_id"], modifiedByUser=api.firm.admin, **gone)
    own = ("_id", "purchaseOrderNumber", "publicLink", "purchaseOrderLogEntries")
    assert emptied == fresh | {name: row[name] for name in own}


async def test_rows_are_priced_at_cost_and_taxed_at_25_percent_st_84(api: Api) -> None:
    keys = await furnish_purchasing(api)
    cause = api.firm.keys["cause TID"]
    items = [
        {"itemType": "expense", "expenseItem": keys["article"], "numberOfItems": 3},
        {
            "itemType": "timeLog",
            "timeCategory": cause,
            "pricePerHour": 500,
            "numberOfItems": "1.5",
        },
        {"itemType": "general", "name": "Frakt", "unitPrice": 100.5, "discountPercent": 10, "unit": "st"},
        {"itemType": "onlyamount", "name": "Pant", "totalAmount": 20},
        {"itemType": "text", "name": "Tack"},
        {"itemType": "blank"},
    ]
    row = await order(api, keys, invoiceItems=items)
    shown = [(one["unitPrice"], one["totalAmount"], one["totalTaxAmount"]) for one in row["invoiceItems"]]
    assert shown == [(60, 180, 45), (500, 750, 187.5), (100.5, 90.45, 22.61), (0, 20, 5), (0, 0, 0), (0, 0, 0)]
    sums = ("totalAmount", "totalTaxAmount", "totalAmountInclTax", "totalCost")
    assert [row[name] for name in sums] == [1040.45, 260.11, 1301, 180]
    kept = await api.write("PUT", "purchaseOrders", _id=row["_id"], modifiedByUser=api.firm.admin, marking="x")
    assert kept == row | {"marking": "x"}
    fewer = await api.write(
        "PUT", "purchaseOrders", _id=row["_id"], modifiedByUser=api.firm.admin, invoiceItems=items[3:4]
    )
    assert ([one["name"] for one in fewer["invoiceItems"]], fewer["totalAmountInclTax"]) == (["Pant"], 25)
