import pytest

from dagsverke.app.commands.companies import operator
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_work_orders import RUNNING_INVOICE_SETTINGS, WORK_ORDER
from tests.dialects.seventime.orders import HOME, Keys, correct, furnish_orders, make, set_columns

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}
NOON = "2026-11-20T11:00:00.000Z"
CUSTOMERS_ADDRESS = {
    "useOtherAddress": False,
    "address": HOME["address"],
    "zipCode": HOME["zip_code"],
    "city": HOME["city"],
    "name": "Kund Ett AB",
    "address2": HOME["address2"],
    "country": HOME["country"],
    "phone": HOME["phone"],
}
LISTS = (
    "customFields",
    "workOrderUserWorkTypes",
    "workOrderUserSkills",
    "invoiceRows",
    "todoItems",
    "checkLists",
    "locationCoordinates",
    "comments",
    "partTimeResources",
    "relations",
)


def sample(api: Api, row: Row, keys: Keys) -> Row:
    """What the sample of the document makes."""
    return {
        "_id": row["_id"],
        "workOrderNumber": row["workOrderNumber"],
        "createdByUserName": "Ada Admin",
        "createdByUser": api.firm.admin,
        "statusRef": keys["unplanned"],
        "status": 100,
        "customerNumber": "100",
        "customerName": "Kund Ett AB",
        "customer": api.firm.keys["customer"],
        "estimatedTime": 0,
        "endDate": None,
        "startDate": None,
        "description": "",
        "title": "Support",
        "tags": [],
        **{name: [] for name in (*LISTS, "reminders", "documents", "machines", "users")},
        "budgetCalculation": {"invoiceItems": []},
        "workAddress": CUSTOMERS_ADDRESS,
        "createDate": NOON,
        **dict.fromkeys(("marking", "yourOrderNumber", "billingMethod"), ""),
        "color": "FF5722",
        "runningInvoiceSettings": RUNNING_INVOICE_SETTINGS,
        **dict.fromkeys(("completedByUser", "completedDate", "inProgressByUser", "inProgressDate")),
        **dict.fromkeys(("completedByUserName", "inProgressByUserName"), ""),
        "modifiedByUser": api.firm.admin,
        "modifiedByUserName": "Ada Admin",
        "modifiedDate": NOON,
        **dict.fromkeys(("project", "currentOwner", "contactPerson", "workOrderType", "department", "workLeader")),
        **dict.fromkeys(("invoiceStatus", "fixedPrice"), 0),
        "isSupplementOrder": False,
        "enablePortalAccess": False,
        "allowRegistrationOfTimes": True,
        "allowRegistrationOfExpenses": True,
    }


def full(api: Api, keys: Keys) -> Row:
    """Every documented parameter but those that the sample sends."""
    return {
        "statusRef": keys["planned"],
        "Project": api.firm.keys["project"],
        "startDate": "2026-11-23 07:00",
        "endDate": "2026-11-27 16:00",
        "currentOwner": api.person("chef"),
        "users": [api.person("bo"), api.person("anna")],
        "machines": [keys["digger"]],
        "estimatedTime": "40.5",
        "contactPerson": keys["contact"],
        "workOrderType": keys["type"],
        "department": api.firm.keys["department"],
        "workLeader": api.person("anna"),
        "description": "Byt ut fönster, våning 2",
        "color": "9c27b0",
        "invoiceStatus": 10,
        "billingMethod": "FIXED_PRICE",
        "fixedPrice": "12500.5",
        "isSupplementOrder": "true",
        "workAddress": {
            "useOtherAddress": True,
            "name": "Lagret",
            "address": "Hamngatan 2",
            "address2": "Port C",
            "zipCode": "41107",
            "city": "Göteborg",
            "country": "se",
            "phone": "031-2",
        },
        "enablePortalAccess": True,
        "allowRegistrationOfTimes": False,
        "allowRegistrationOfExpenses": "false",
        "marking": "Littera 7",
        "yourOrderNumber": "PO-1",
    }


async def test_the_example_that_creates_a_work_order_works_st_09_st_50(api: Api) -> None:
    keys = await furnish_orders(api)
    sent = f'{{"title":"Support","customer":"{api.firm.keys["customer"]}","createdByUser":"{api.firm.admin}"}}'
    row = api.accepted(await api.send("POST", "workOrders/", content=sent, headers=JSON))
    assert_is_whole(row, WORK_ORDER)
    assert row == sample(api, row, keys)
    assert await api.get(f"workOrders/{row['_id']}") == {"data": row}
    assert (await api.listed("workOrders"))[-1] == row


async def test_the_example_that_updates_a_work_order_works_st_01_st_29(api: Api) -> None:
    await furnish_orders(api)
    made = await make(api)
    api.world.clock.pass_s(3600)
    sent = f'{{"_id":"{made["_id"]}","modifiedByUser":"{api.person("anna")}","title":"Construction work"}}'
    row = api.accepted(await api.send("PUT", "workOrders/", content=sent, headers=JSON))
    assert_is_whole(row, WORK_ORDER)
    changed = {"title": "Construction work", "modifiedDate": "2026-11-20T12:00:00.000Z"}
    assert row == made | changed | {"modifiedByUser": api.person("anna"), "modifiedByUserName": "Anna Andersson"}
    by_query = {"_id": made["_id"], "modifiedByUser": api.person("anna"), "title": "By query"}
    assert api.accepted(await api.send("PUT", "workOrders", params=by_query))["title"] == "By query"


async def test_every_parameter_is_kept_and_shown_st_49_st_50(api: Api) -> None:
    keys = await furnish_orders(api)
    sent = full(api, keys)
    row = await make(api, **sent)
    assert_is_whole(row, WORK_ORDER)
    shown = sent | {
        "startDate": "2026-11-23T06:00:00.000Z",
        "endDate": "2026-11-27T15:00:00.000Z",
        "estimatedTime": 40.5,
        "fixedPrice": 12500.5,
        "isSupplementOrder": True,
        "allowRegistrationOfExpenses": False,
        "workAddress": sent["workAddress"] | {"country": "SE"},
        "project": sent["Project"],
        "status": 200,
    }
    del shown["Project"]
    assert {name: row[name] for name in shown} == shown
    assert await api.get(f"workOrders/{row['_id']}") == {"data": row}


async def test_a_put_sets_every_parameter_and_leaves_the_rest_st_49(api: Api) -> None:
    keys = await furnish_orders(api)
    whole = await make(api, **full(api, keys))
    row = await make(api)
    changes = full(api, keys)
    del changes["fixedPrice"]  # goes with the billing method
    for name, value in changes.items():
        more = {"fixedPrice": 12500.5} if name == "billingMethod" else {}
        before, row = row, await correct(api, row, **{name: value}, **more)
        assert_is_whole(row, WORK_ORDER)
        beside = {"status", "color"} if name == "statusRef" else {"project"} if name == "Project" else set(more)
        beside |= {name, "modifiedByUser", "modifiedByUserName"}
        assert {one: row[one] for one in row if one not in beside} == {
            one: before[one] for one in before if one not in beside
        }
    apart = {"_id", "workOrderNumber", "modifiedByUser", "modifiedByUserName"}
    assert {one: row[one] for one in row if one not in apart} == {one: whole[one] for one in whole if one not in apart}


async def test_an_explicit_null_clears_what_is_not_required(api: Api) -> None:
    keys = await furnish_orders(api)
    plain = await make(api)
    row = await make(api, **full(api, keys))
    nothing = dict.fromkeys(full(api, keys)) | {"fixedPrice": None, "workAddress": {"useOtherAddress": False}}
    cleared = await correct(api, row, **nothing)
    apart = {"_id", "workOrderNumber", "modifiedByUser", "modifiedByUserName"}
    assert cleared == plain | {name: cleared[name] for name in apart}


async def test_a_row_that_was_read_can_be_sent_back_whole_st_50_st_52(api: Api) -> None:
    keys = await furnish_orders(api)
    for row in (await make(api), await make(api, **full(api, keys))):
        assert await api.write("PUT", "workOrders", **row, __v=7) == row
    plain = await make(api)
    await api.write("PUT", "workOrders", **plain)
    assert (await correct(api, plain, statusRef=keys["done"]))["color"] == "4CAF50"


async def test_lists_and_settings_that_no_table_names_are_kept_as_they_were_sent_st_50(api: Api) -> None:
    keys = await furnish_orders(api)
    things = [{"_id": "1", "name": "Å", "deep": [1, 2.5, None, True]}, "text", 7]
    reminders = [{"reminderTimeType": 4, "reminderTimeValue": 10, "reminderType": 1, "itemId": "0.28"}, {"_id": "x"}]
    kept = dict.fromkeys(LISTS, things) | {"budgetCalculation": {"invoiceItems": things}, "reminders": reminders}
    kept["tags"] = [keys["tag2"], keys["tag1"]]
    row = await make(api, **kept)
    assert {name: row[name] for name in kept} == kept
    one = await correct(api, row, runningInvoiceSettings={"includeTask": "true", "oneRowText": ""}, comments=[])
    settings = RUNNING_INVOICE_SETTINGS | {"includeTask": True, "oneRowText": ""}
    assert (one["runningInvoiceSettings"], one["comments"]) == (settings, [])
    assert {name: one[name] for name in kept if name != "comments"} == {
        name: value for name, value in kept.items() if name != "comments"
    }
    bare = await correct(api, row, tags=[keys["tag1"], keys["tag1"]], todoItems=None)
    assert (bare["tags"], bare["todoItems"]) == ([keys["tag1"]], [])


async def test_numbers_are_the_next_of_the_series_and_cannot_be_chosen_st_54(api: Api, other_api: Api) -> None:
    await furnish_orders(api)
    numbers = [(await make(api, workOrderNumber=7))["workOrderNumber"] for _ in range(8)]
    assert numbers == [1, 2, 3, 4, 5, 6, 8, 9]
    row = await make(api)
    assert (await correct(api, row, workOrderNumber=1))["workOrderNumber"] == 10
    assert (await make(other_api))["workOrderNumber"] == 1


async def test_names_are_what_the_other_rows_are_called_now(api: Api) -> None:
    await furnish_orders(api)
    row = await make(api)
    await set_columns(api, "customer", row["customer"], name="Nya Namnet AB", number="9", city="Mora")
    await set_columns(api, "person", api.firm.admin, last_name="Ek")
    found = (await api.get(f"workOrders/{row['_id']}"))["data"]
    assert (found["customerName"], found["customerNumber"], found["createdByUserName"]) == (
        "Nya Namnet AB",
        "9",
        "Ada Ek",
    )
    assert found["workAddress"]["name"] == "Nya Namnet AB"
    assert found["workAddress"]["city"] == "Mora"


async def test_persons_and_machines_keep_their_order_and_are_replaced_st_54(api: Api) -> None:
    keys = await furnish_orders(api)
    anna, bo, chef = (api.person(name) for name in ("anna", "bo", "chef"))
    row = await make(api, users=[bo, anna, bo], machines=[keys["crane"], keys["digger"]])
    assert (row["users"], row["machines"]) == ([bo, anna], [keys["crane"], keys["digger"]])
    api.world.clock.pass_s(60)
    turned = await correct(api, row, users=[anna, chef, bo])
    assert (turned["users"], turned["machines"]) == ([anna, chef, bo], row["machines"])
    assert turned["modifiedDate"] == "2026-11-20T11:01:00.000Z"
    api.world.clock.pass_s(60)
    assert (await correct(api, row, users=[chef]))["modifiedDate"] == "2026-11-20T11:02:00.000Z"
    api.world.clock.pass_s(60)
    assert (await correct(api, row, users=[chef]))["modifiedDate"] == "2026-11-20T11:02:00.000Z"
    cleared = await correct(api, row, users=[], machines=None)
    assert (cleared["users"], cleared["machines"]) == ([], [])
    assert await api.listed("workOrders", user=bo) == []


async def test_documents_of_a_work_order_are_shown_with_it(api: Api) -> None:
    await furnish_orders(api)
    row = await make(api)
    order = await api.world.store.read(
        api.firm.company_id, lambda reader: (reader.find("work_order", key=row["_id"]) or {})["id"]
    )
    values = {"owner_kind": "work_order", "owner_id": order, "name": "ritning.pdf", "content_type": "application/pdf"}
    await api.world.store.write(operator(api.firm.company_id), lambda work: work.add("document", values))
    (shown,) = (await api.get(f"workOrders/{row['_id']}"))["data"]["documents"]
    assert shown["name"] == "ritning.pdf"
    assert [one["documents"] for one in await api.listed("workOrders") if one["_id"] != row["_id"]] == [[]]
