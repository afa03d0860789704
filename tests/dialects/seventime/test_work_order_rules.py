from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Grid
from tests.dialects.seventime.orders import HOME, body, correct, furnish_orders, make, set_columns

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"

WRONG: Grid = (
    ("title", {"a": 1}),
    ("title", "nul\0"),
    ("title", "x" * 10_001),
    ("customer", NOBODY),
    ("createdByUser", NOBODY),
    ("createdByUser", 1.5),
    ("statusRef", NOBODY),
    ("statusRef", "project's"),
    ("Project", NOBODY),
    ("Project", "other project"),
    ("startDate", "tomorrow"),
    ("endDate", "2026-02-30 08:00"),
    ("currentOwner", NOBODY),
    ("workLeader", NOBODY),
    ("users", [NOBODY]),
    ("users", NOBODY),
    ("users", {"_id": NOBODY}),
    ("users", [["a"]]),
    ("users", [None]),
    ("users", [NOBODY] * 1001),
    ("users", ["digger"]),
    ("machines", [NOBODY]),
    ("machines", 5),
    ("tags", ["type"]),
    ("tags", [NOBODY]),
    ("estimatedTime", -1),
    ("estimatedTime", "long"),
    ("estimatedTime", 10**6),
    ("contactPerson", NOBODY),
    ("contactPerson", "other contact"),
    ("workOrderType", NOBODY),
    ("workOrderType", "tag1"),
    ("department", "type"),
    ("color", "123456"),
    ("color", "red"),
    ("color", 5),
    ("invoiceStatus", 1),
    ("invoiceStatus", "None"),
    ("invoiceStatus", True),
    ("billingMethod", "HOURLY"),
    ("billingMethod", 7),
    ("fixedPrice", 100),
    ("fixedPrice", "dear"),
    ("fixedPrice", 10**9),
    ("isSupplementOrder", "perhaps"),
    ("enablePortalAccess", 2),
    ("allowRegistrationOfTimes", []),
    ("allowRegistrationOfExpenses", "x"),
    ("workAddress", "Storgatan"),
    ("workAddress", []),
    ("reminders", ["soon"]),
    ("reminders", {}),
    ("todoItems", "all"),
    ("customFields", {"a": 1}),
    ("locationCoordinates", 5),
)


def named(keys: dict[str, str], value: Any) -> Any:
    """The value with names of furnished rows in place of their keys."""
    if isinstance(value, list):
        return [named(keys, one) for one in value]
    return keys.get(value, value) if isinstance(value, str) else value


async def test_a_value_that_is_wrong_is_refused_by_name_and_nothing_is_made_st_10(api: Api) -> None:
    keys = await furnish_orders(api)
    before = await api.get("workOrders")
    answers = [
        await api.named("POST", "workOrders", name, json=body(api, **{name: named(keys, value)}))
        for name, value in WRONG
    ]
    assert [one for one in answers if one] == []
    assert await api.get("workOrders") == before
    row = await make(api)
    for name, value in WRONG:
        if name != "createdByUser":
            sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, name: named(keys, value)}
            assert await api.named("PUT", "workOrders", name, json=sent) is None
    assert (await api.get(f"workOrders/{row['_id']}"))["data"] == row
    assert row["workOrderNumber"] == 1


async def test_a_required_parameter_that_is_missing_or_empty_is_named(api: Api) -> None:
    for name in body(api):
        missing = {one: value for one, value in body(api).items() if one != name}
        for sent in (missing, missing | {name: None}, missing | {name: ""}):
            assert await api.refused("POST", "workOrders", 400, json=sent) == f"{name}: is required"
    row = await make(api)
    whole = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    for name in whole:
        missing = {one: value for one, value in whole.items() if one != name}
        assert await api.refused("PUT", "workOrders", 400, json=missing) == f"{name}: is required"
    for name in ("title", "customer"):
        assert await api.refused("PUT", "workOrders", 400, json=whole | {name: ""}) == f"{name}: is required"
    assert (await api.refused("PUT", "workOrders", 400, json=whole | {"modifiedByUser": NOBODY})).startswith("modified")


async def test_two_companies_know_nothing_of_each_others_work_orders_st_30(api: Api, other_api: Api) -> None:
    keys = await furnish_orders(other_api)
    foreign = await make(other_api)
    for key in (NOBODY, foreign["_id"]):
        sent = {"_id": key, "modifiedByUser": api.firm.admin, "title": "Mine"}
        await api.refused("PUT", "workOrders", 404, json=sent)
        await api.refused("GET", f"workOrders/{key}", 404)
    references = {
        "customer": other_api.firm.keys["customer"],
        "createdByUser": other_api.firm.admin,
        "project": other_api.firm.keys["project"],
        "statusRef": keys["planned"],
        "contactPerson": keys["contact"],
        "workOrderType": keys["type"],
        "department": other_api.firm.keys["department"],
        "currentOwner": other_api.firm.admin,
        "workLeader": other_api.firm.admin,
        "users": [other_api.firm.admin],
        "machines": [keys["digger"]],
        "tags": [keys["tag1"]],
    }
    for name, value in references.items():
        refused = "Project" if name == "project" else name
        assert await api.named("POST", "workOrders", refused, json=body(api, **{name: value})) is None
    for name in ("customer", "project", "user"):
        value = references.get(name, other_api.firm.admin)
        assert await api.listed("workOrders", **{name: value}) == []
    assert (await other_api.get(f"workOrders/{foreign['_id']}"))["data"] == foreign


async def test_work_orders_cannot_be_deleted_nor_changed_below_their_list_st_01(api: Api) -> None:
    row = await make(api)
    await api.refused("DELETE", "workOrders", 405, json={"_id": row["_id"]})
    await api.refused("PUT", f"workOrders/{row['_id']}", 405, json={"title": "x"})
    for path in ("workOrderTypes", "workOrderTags", "workOrderStatuses"):
        await api.refused("POST", path, 405, json={})


async def test_the_project_is_the_customers_or_nobodys_and_project_is_its_other_spelling_st_49(api: Api) -> None:
    keys = await furnish_orders(api)
    own = api.firm.keys["project"]
    assert (await make(api, project=own))["project"] == own
    row = await make(api, project=own, Project=keys["free project"])
    assert row["project"] == keys["free project"]
    for name in ("project", "Project"):
        message = await api.refused("POST", "workOrders", 400, json=body(api, **{name: keys["other project"]}))
        assert message == "Project: belongs to another customer"
    other = {"customer": keys["other customer"]}
    assert (await correct(api, row, **other))["project"] == keys["free project"]


async def test_with_another_customer_the_contact_person_is_gone_and_the_project_must_not_stay_st_49(api: Api) -> None:
    keys = await furnish_orders(api)
    row = await make(api, Project=api.firm.keys["project"], contactPerson=keys["contact"])
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "customer": keys["other customer"]}
    stays = {"contactPerson": keys["contact"], "Project": None}
    for name, change in (("Project", {}), ("Project", {"contactPerson": None}), ("contactPerson", stays)):
        assert await api.named("PUT", "workOrders", name, json=sent | change) is None
    assert (await api.get(f"workOrders/{row['_id']}"))["data"] == row
    moved = await correct(api, row, customer=sent["customer"], Project=keys["other project"])
    assert (moved["customerName"], moved["contactPerson"]) == ("Kund Två AB", None)
    assert (await correct(api, moved, contactPerson=keys["other contact"]))["contactPerson"] == keys["other contact"]
    assert (await correct(api, moved, customer=sent["customer"]))["contactPerson"] == keys["other contact"]


async def test_an_end_before_the_start_is_refused_by_name(api: Api) -> None:
    span = {"startDate": "2026-11-20 08:00", "endDate": "2026-11-20 07:59"}
    assert await api.named("POST", "workOrders", "endDate", json=body(api, **span)) is None
    row = await make(api, startDate="2026-11-20 08:00", endDate="2026-11-20 08:00")
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    assert await api.named("PUT", "workOrders", "endDate", json=sent | {"endDate": span["endDate"]}) is None
    assert await api.named("PUT", "workOrders", "startDate", json=sent | {"startDate": "2026-11-20 08:01"}) is None
    assert (await correct(api, row, startDate="2026-11-20 09:00", endDate=None))["endDate"] is None


async def test_a_fixed_price_goes_with_its_billing_method(api: Api) -> None:
    fixed = body(api, billingMethod="FIXED_PRICE")
    assert await api.refused("POST", "workOrders", 400, json=fixed) == (
        "fixedPrice: is required by the billing method FIXED_PRICE"
    )
    row = await make(api, billingMethod="FIXED_PRICE", fixedPrice=500)
    assert (await correct(api, row, billingMethod="FIXED_PRICE"))["fixedPrice"] == 500
    assert (await correct(api, row, fixedPrice="750.25"))["fixedPrice"] == 750.25
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    for wrong in ({"fixedPrice": -1}, {"fixedPrice": None}, {"billingMethod": "RUNNING", "fixedPrice": 5}):
        assert await api.named("PUT", "workOrders", "fixedPrice", json=sent | wrong) is None
    running = await correct(api, row, billingMethod="RUNNING")
    assert (running["billingMethod"], running["fixedPrice"]) == ("RUNNING", 0)
    assert await api.named("PUT", "workOrders", "fixedPrice", json=sent | {"billingMethod": "FIXED_PRICE"}) is None


async def test_the_address_is_the_customers_unless_another_is_said_to_be_used_st_51(api: Api) -> None:
    await furnish_orders(api)
    home = {"useOtherAddress": False, "address": HOME["address"], "city": HOME["city"], "name": "Kund Ett AB"}
    row = await make(api, workAddress={"useOtherAddress": "false", "address": "Elsewhere", "country": "Norway"})
    assert {name: row["workAddress"][name] for name in home} == home
    away = await correct(api, row, workAddress={"useOtherAddress": True, "address": "Hamngatan 2", "country": "no"})
    assert (away["workAddress"]["address"], away["workAddress"]["country"]) == ("Hamngatan 2", "NO")
    assert {away["workAddress"][name] for name in ("name", "city", "zipCode", "phone")} == {""}
    moved = await correct(api, away, workAddress={"useOtherAddress": True, "city": "Oslo"})
    assert (moved["workAddress"]["address"], moved["workAddress"]["city"]) == ("Hamngatan 2", "Oslo")
    back = await correct(api, away, workAddress={"useOtherAddress": False})
    assert back["workAddress"] == row["workAddress"]
    for sent in ({"city": "Oslo"}, {"useOtherAddress": None, "city": "Oslo"}):
        refused = "workAddress.useOtherAddress: is required"
        assert await api.refused("POST", "workOrders", 400, json=body(api, workAddress=sent)) == refused
        change = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "workAddress": sent}
        assert await api.refused("PUT", "workOrders", 400, json=change) == refused
    for country in ("Norway", "N", "1x", "åå"):
        abroad = body(api, workAddress={"useOtherAddress": True, "country": country})
        assert await api.named("POST", "workOrders", "workAddress.country", json=abroad) is None
    assert await correct(api, back, workAddress=None) == back


async def test_a_time_log_is_refused_where_no_times_are_to_be_registered(api: Api) -> None:
    await furnish_orders(api)
    row = await make(api, Project=api.firm.keys["project"])
    entry = await api.record(workOrder=row["_id"])
    other = await api.record()
    await correct(api, row, allowRegistrationOfTimes=False)
    sent = {"createdByUser": api.firm.admin, "user": api.firm.admin, "timestamp": "2026-11-16 08:00", "time": 1}
    assert (
        await api.refused("POST", "timeLogs", 400, json=sent | {"workOrder": row["_id"]}) == "workOrder: takes no time"
    )
    moving = {"_id": other["_id"], "modifiedByUser": api.firm.admin, "user": other["user"], "workOrder": row["_id"]}
    assert await api.named("PUT", "timeLogs", "workOrder", json=moving) is None
    assert (await api.correct(entry, workOrder=row["_id"], time="4"))["time"] == 4
    await correct(api, row, allowRegistrationOfTimes=None)
    assert (await api.correct(other, workOrder=row["_id"]))["project"] == api.firm.keys["project"]


async def test_columns_that_another_door_set_are_shown_as_they_are(api: Api) -> None:
    keys = await furnish_orders(api)
    order = api.firm.keys["work_order"]
    await set_columns(api, "work_order", order, customer_id=None, project_id=None, extras='{"other": {"a": 1}}')
    row = (await api.get(f"workOrders/{order}"))["data"]
    assert (row["customer"], row["customerName"], row["workAddress"]["address"]) == (None, "", "")
    assert (row["createdByUser"], row["createdByUserName"], row["statusRef"], row["color"]) == (None, "", None, "")
    changed = await correct(api, row, customer=keys["other customer"], comments=["Ring först"])
    assert (changed["customerName"], changed["comments"]) == ("Kund Två AB", ["Ring först"])
