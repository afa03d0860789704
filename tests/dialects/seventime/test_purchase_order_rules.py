"""Purchase orders: how far they can come, what belongs together, and what is refused."""

import pytest

from tests.dialects.seventime.calls import Api, Grid
from tests.dialects.seventime.purchases import furnish_purchasing, order
from tests.dialects.seventime.trade import change

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"
NOW = "2026-11-20T11:00:00.000Z"
WRONG: Grid = (
    ("distributor", NOBODY),
    ("contactPersonDistributor", NOBODY),
    ("project", NOBODY),
    ("workOrder", NOBODY),
    ("ourReference", NOBODY),
    ("approvedBy", NOBODY),
    ("language", "DE"),
    ("language", "svenska"),
    ("purchaseOrderStatus", 5),
    ("purchaseOrderStatus", "Support"),
    ("purchaseOrderDate", "2026-13-01"),
    ("desiredDeliveryDate", "imorgon"),
    ("paymentDays", -1),
    ("paymentDays", 366),
    ("paymentDays", "1.5"),
    ("headerText", {"a": 1}),
    ("invoiceItems", "rows"),
    ("invoiceItems", {}),
    ("deliveryAddress", []),
)


async def test_a_row_that_is_wrong_is_refused_by_its_place_and_nothing_is_kept(api: Api) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys)
    wrong = []
    for item, name in (
        ({}, "itemType"),
        ({"itemType": "stone"}, "itemType"),
        ({"itemType": "expense"}, "expenseItem"),
        ({"itemType": "expense", "expenseItem": NOBODY}, "expenseItem"),
        ({"itemType": "timelog"}, "timeCategory"),
        ({"itemType": "general", "numberOfItems": "many"}, "numberOfItems"),
        ({"itemType": "general", "discountPercent": 101}, "discountPercent"),
        ({"itemType": "general", "supplementChargePercent": 1001}, "supplementChargePercent"),
    ):
        items = [{"itemType": "blank"}, item]
        around = (
            ("POST", {"createdByUser": api.firm.admin, "distributor": keys["supplier"], "invoiceItems": items}),
            ("PUT", {"_id": row["_id"], "modifiedByUser": api.firm.admin, "invoiceItems": items, "marking": "y"}),
        )
        for method, body in around:
            wrong.append(await api.named(method, "purchaseOrders", f"invoiceItems[1].{name}", json=body))
    assert [one for one in wrong if one] == []
    assert await api.listed("purchaseOrders") == [row]


async def test_an_order_goes_forward_and_never_back_st_83(api: Api) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys)
    said = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    assert [row["sentDate"], row["confirmationDate"]] == [None, None]
    times = []
    for status in (2, 4):
        api.world.clock.pass_s(60)
        row = await api.write("PUT", "purchaseOrders", **said, purchaseOrderStatus=str(status))
        times.append([row["purchaseOrderStatus"], row["sentDate"], row["confirmationDate"]])
        back = await api.refused("PUT", "purchaseOrders", 400, json={**said, "purchaseOrderStatus": 1})
        assert back == f"purchaseOrderStatus: cannot become 1 once it is {status}"
    sent, confirmed = "2026-11-20T11:01:00.000Z", "2026-11-20T11:02:00.000Z"
    assert times == [[2, sent, None], [4, sent, confirmed]]
    row = await api.write("PUT", "purchaseOrders", **said, purchaseOrderStatus=10)
    entries = [(one["logType"], one["logDate"], one["user"]) for one in row["purchaseOrderLogEntries"]]
    assert entries == [(5, at, api.firm.admin) for at in (NOW, sent, confirmed, confirmed)]


@pytest.mark.parametrize(
    ("status", "sent", "confirmed"),
    [(1, None, None), (2, NOW, None), (3, None, None), (4, NOW, NOW), (10, NOW, None)],
)
async def test_an_order_can_be_made_in_any_status_st_83(
    api: Api, status: int, sent: str | None, confirmed: str | None
) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys, purchaseOrderStatus=status)
    assert [row[name] for name in ("purchaseOrderStatus", "sentDate", "confirmationDate")] == [status, sent, confirmed]
    assert len(row["purchaseOrderLogEntries"]) == 1


@pytest.mark.parametrize(("status", "how"), [(3, "obliterated"), (10, "delivered")])
async def test_what_is_delivered_or_obliterated_stays_as_it_is_st_83(api: Api, status: int, how: str) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys, purchaseOrderStatus=status)
    body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "marking": "x"}
    for method in ("PUT", "DELETE"):
        said = await api.refused(method, "purchaseOrders", 400, json=body)
        assert said == f"_id: is {how} and can no longer be changed"
    assert await api.get(f"purchaseOrders/{row['_id']}") == {"data": row}


async def test_a_deleted_order_is_answered_with_its_name_and_number_and_is_gone_st_83(api: Api) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys, purchaseOrderName="Skruv")
    unknown = {"_id": row["_id"], "deletedByUser": NOBODY}
    assert await api.named("DELETE", "purchaseOrders", "deletedByUser", json=unknown) is None
    body = {"_id": row["_id"], "deletedByUser": api.firm.admin}
    gone = await api.write("DELETE", "purchaseOrders/", **body)
    assert gone == {"_id": row["_id"], "purchaseOrderName": "Skruv", "purchaseOrderNumber": "1"}
    await api.refused("GET", f"purchaseOrders/{row['_id']}", 404)
    await api.refused("DELETE", "purchaseOrders", 404, json=body)
    assert await api.refused("DELETE", "purchaseOrders", 400, json={}) == "_id: is required"
    again = await order(api, keys)
    assert again["purchaseOrderNumber"] == "2"
    assert (await api.write("DELETE", "purchaseOrders", _id=again["_id"]))["_id"] == again["_id"]


async def test_another_distributor_brings_its_days_and_leaves_the_contact_person_behind(api: Api) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys, contactPersonDistributor=keys["contact"])
    said = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    stranger = {**said, "contactPersonDistributor": keys["stranger"]}
    assert await api.named("PUT", "purchaseOrders", "contactPersonDistributor", json=stranger) is None
    moved = await api.write("PUT", "purchaseOrders", **said, distributor=keys["other"])
    assert [moved[name] for name in ("distributorName", "contactPersonDistributor", "paymentDays")] == [
        "Annan",
        None,
        30,
    ]
    assert (moved["distributorAddress"], moved["distributorVAT"]) == ("", "")
    await change(api, "supplier", keys["other"], name="Nytt", city="Lund", payment_days=5)
    shown = (await api.get(f"purchaseOrders/{row['_id']}"))["data"]
    assert [shown[name] for name in ("distributorName", "distributorAddress", "paymentDays")] == ["Nytt", "Lund", 30]


async def test_a_work_order_brings_its_project_and_must_belong_to_the_one_that_is_said(api: Api) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys, workOrder=keys["work_order"])
    assert row["project"] == keys["project"]
    body = {"createdByUser": api.firm.admin, "distributor": keys["supplier"], "project": keys["lone"]}
    wrong = body | {"workOrder": keys["work_order"]}
    said = await api.refused("POST", "purchaseOrders", 400, json=wrong)
    assert said == "workOrder: belongs to another project"


async def test_what_is_wrong_or_missing_is_named_and_nothing_is_kept(api: Api) -> None:
    keys = await furnish_purchasing(api)
    row = await order(api, keys)
    start = {"createdByUser": api.firm.admin, "distributor": keys["supplier"]}
    put = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    answers = []
    for name, value in WRONG:
        for method, body in (("POST", start), ("PUT", put)):
            answers.append(await api.named(method, "purchaseOrders", name, json=body | {name: value}))
    needed = {"POST": (start, ("createdByUser", "distributor")), "PUT": (put, ("_id", "modifiedByUser"))}
    for method, body, name in ((method, body, name) for method, (body, names) in needed.items() for name in names):
        for empty in ({}, {name: ""}, {name: None}):
            left = {other: value for other, value in body.items() if other != name}
            answers.append(await api.named(method, "purchaseOrders", name, json=left | empty))
    for whose in ("deliveryAddress", "invoiceAddress"):
        for country in ("Sverige", "S1"):
            body = start | {whose: {"country": country}}
            answers.append(await api.named("POST", "purchaseOrders", f"{whose}.country", json=body))
    answers.append(await api.named("PUT", "purchaseOrders", "distributor", json=put | {"distributor": ""}))
    assert [one for one in answers if one] == []
    assert await api.listed("purchaseOrders") == [row]
    await api.refused("PUT", "purchaseOrders", 404, json=put | {"_id": NOBODY})


async def test_rows_that_come_to_too_much_are_refused_and_not_a_fault_of_the_server(api: Api) -> None:
    keys = await furnish_purchasing(api)
    start = {"createdByUser": api.firm.admin, "distributor": keys["supplier"]}
    dear = {"itemType": "general", "numberOfItems": 10**5, "unitPrice": 10**8}
    for items, name in (
        ([dear | {"numberOfItems": 10**6}], "invoiceItems[0].unitPrice"),
        ([{"itemType": "general", "numberOfItems": 10**7, "unitCost": 10**8}], "invoiceItems[0].unitCost"),
        ([dear] * 200, "invoiceItems"),
        ([{"itemType": "blank"}] * 1001, "invoiceItems"),
    ):
        assert await api.named("POST", "purchaseOrders", name, json=start | {"invoiceItems": items}) is None
    assert await api.listed("purchaseOrders") == []
