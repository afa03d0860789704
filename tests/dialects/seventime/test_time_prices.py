"""What an hour costs where a time log does not say it: the rules of ``domain.pricing``, through the interface."""

from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.project_examples import correct, make
from tests.dialects.seventime.project_seeds import add, change, id_of, list_price, withdraw_all

pytestmark = pytest.mark.anyio

WORK_TYPE = 555
"""What Anna's work type costs, in kronor."""


async def price(api: Api, **body: Any) -> float:
    """The price per hour of a new time log."""
    row = await api.record(**body)
    assert row["price"] == row["pricePerHour"] * row["invoiceableTime"]
    found: float = row["pricePerHour"]
    return found


async def agree(api: Api, table: str, method: str, **values: Any) -> None:
    """Set the billing method of the firm's customer, project or work order."""
    await change(api, table, api.firm.keys[table], billing_method=method, **values)


async def train(api: Api) -> None:
    """Give Anna a work type."""
    work_type_id = await id_of(api, "register_item", api.firm.keys["work_type"])
    await change(api, "person", api.person("anna"), work_type_id=work_type_id)


async def price_cause(api: Api, code: str, kronor: int) -> str:
    """Give a cause a price; answers its key."""
    key = api.firm.keys[f"cause {code}"]
    await change(api, "cause", key, price_per_hour_e4=kronor * 10_000)
    return key


async def test_without_an_agreement_the_category_decides_then_the_work_type_then_nothing(api: Api) -> None:
    tid = await price_cause(api, "TID", 700)
    assert await price(api) == 0
    assert await price(api, timeCategory=tid) == 700
    await train(api)
    assert await price(api) == WORK_TYPE
    assert await price(api, timeCategory=api.firm.keys["cause OT1"]) == WORK_TYPE
    assert await price(api, timeCategory=tid) == 700
    assert await price(api, timeCategory=tid, pricePerHour=1.25) == 1.25
    assert await price(api, timeCategory=tid, pricePerHour=0) == 0


async def test_a_customer_decides_by_its_billing_method(api: Api) -> None:
    customer = {"customer": api.firm.keys["customer"]}
    tid = await price_cause(api, "TID", 700)
    await train(api)
    await agree(api, "customer", "HOURLY", price_per_hour_e4=9_005_000)
    assert await price(api, timeCategory=tid, **customer) == 900.5
    assert await price(api, timeCategory=tid) == 700
    await agree(api, "customer", "PERUSER")
    assert await price(api, timeCategory=tid, **customer) == WORK_TYPE
    await agree(api, "customer", "HOURLY_PER_CAUSE")
    assert await price(api, timeCategory=tid, **customer) == 700
    await agree(api, "customer", "FIXED_PRICE")
    assert await price(api, timeCategory=tid, **customer) == 0


async def test_a_price_list_has_the_price_of_a_category_or_the_next_one_decides(api: Api) -> None:
    keys = api.firm.keys
    lists = [await add(api, "price_list", name=name) for name in ("Projektlista", "Kundlista")]
    ids = [await id_of(api, "price_list", key) for key in lists]
    await agree(api, "customer", "PRICELIST", price_list_id=ids[1])
    project = await make(api, customer=keys["customer"], billingMethod="PRICELIST", timeCategoryPriceList=lists[0])
    await list_price(api, lists[0], keys["cause TID"], 6_400_000)
    await list_price(api, lists[1], keys["cause OT1"], 9_600_000)
    tid, overtime = keys["cause TID"], keys["cause OT1"]
    assert await price(api, project=project["_id"], timeCategory=tid) == 640
    assert await price(api, project=project["_id"], timeCategory=overtime) == 960
    assert await price(api, customer=keys["customer"], timeCategory=tid) == 0
    assert await price(api, project=project["_id"]) == 0
    await list_price(api, lists[0], keys["cause OT1"], 0)
    assert await price(api, project=project["_id"], timeCategory=overtime) == 0
    await list_price(api, lists[0], keys["cause OT1"], None)
    assert await price(api, project=project["_id"], timeCategory=overtime) == 960


async def test_a_project_decides_before_its_customer(api: Api) -> None:
    keys = api.firm.keys
    await agree(api, "customer", "HOURLY", price_per_hour_e4=8_000_000)
    project = await make(api, customer=keys["customer"])
    assert await price(api, project=project["_id"]) == 800
    await correct(api, project, billingMethod="HOURLY", pricePerHour="950")
    assert await price(api, project=project["_id"], customer=keys["customer"]) == 950
    await correct(api, project, billingMethod="ACCORDING_TO_CUSTOMER")
    assert await price(api, project=project["_id"]) == 800
    await correct(api, project, billingMethod="FIXED_PRICE", fixedPrice=10_000)
    assert await price(api, project=project["_id"]) == 0
    other = await add(api, "customer", number="200", name="K", billing_method="HOURLY", price_per_hour_e4=7_000_000)
    await correct(api, project, billingMethod="")
    assert await price(api, project=project["_id"], customer=other) == 700


async def test_a_work_order_decides_before_its_project(api: Api) -> None:
    keys = api.firm.keys
    await agree(api, "project", "HOURLY", price_per_hour_e4=9_000_000)
    order = {"workOrder": keys["work_order"]}
    seen = {}
    for method in ("", "RUNNING", "FIXED_PRICE", "ACCORDING_TO_QUOTE"):
        await agree(api, "work_order", method)
        seen[method] = await price(api, **order)
    assert seen == {"": 900, "RUNNING": 900, "FIXED_PRICE": 0, "ACCORDING_TO_QUOTE": 0}
    await agree(api, "work_order", "RUNNING")
    await agree(api, "project", "")
    await agree(api, "customer", "HOURLY", price_per_hour_e4=8_000_000)
    assert await price(api, **order) == 800


async def test_what_is_recorded_keeps_its_price_until_what_it_follows_changes(api: Api) -> None:
    keys = api.firm.keys
    tid = await price_cause(api, "TID", 700)
    await agree(api, "project", "HOURLY", price_per_hour_e4=9_000_000)
    row = await api.record(project=keys["project"], timeCategory=tid)
    await agree(api, "project", "HOURLY", price_per_hour_e4=9_500_000)
    same = ({"description": "Ändrad"}, {"time": 2}, {"timestamp": "2026-11-17 08:00"}, {"project": keys["project"]})
    for sent in (*same, {"timeCategory": tid}):
        row = await api.correct(row, **sent)
        assert (row["pricePerHour"], row["price"]) == (900, 900 * row["time"])
    await train(api)
    moves: tuple[tuple[Row, float], ...] = (
        ({"timeCategory": keys["cause OT1"]}, 950),
        ({"project": None}, WORK_TYPE),
        ({"timeCategory": tid}, 700),
        ({"timeCategory": None}, WORK_TYPE),
        ({"user": api.person("bo")}, 0),
        ({"workOrder": keys["work_order"]}, 950),
        ({"workOrder": None, "project": None}, 0),
    )
    for sent, expected in moves:
        row = await api.correct(row, **({"user": row["user"]} | sent))
        assert (sent, row["pricePerHour"]) == (sent, expected)
    await agree(api, "customer", "HOURLY", price_per_hour_e4=8_000_000)
    other = await add(api, "customer", number="200", name="K")
    assert [(await api.correct(row, customer=key))["pricePerHour"] for key in (other, keys["customer"])] == [0, 800]


async def test_a_price_of_its_own_stays_whatever_changes(api: Api) -> None:
    keys = api.firm.keys
    await agree(api, "project", "HOURLY", price_per_hour_e4=9_000_000)
    row = await api.record(pricePerHour=42)
    row = await api.correct(row, project=keys["project"], timeCategory=keys["cause OT1"])
    assert row["pricePerHour"] == 42
    follower = await api.correct(await api.record(project=keys["project"]), pricePerHour="43.5")
    assert follower["pricePerHour"] == 43.5
    assert (await api.correct(follower, project=None))["pricePerHour"] == 43.5


async def test_time_on_what_was_withdrawn_since_goes_on_to_the_next(api: Api) -> None:
    keys = api.firm.keys
    tid = await price_cause(api, "TID", 700)
    await agree(api, "project", "HOURLY", price_per_hour_e4=9_000_000)
    row = await api.record(project=keys["project"])
    await withdraw_all(api, "project")
    assert (await api.correct(row, timeCategory=tid))["pricePerHour"] == 700


async def test_an_amount_that_payroll_writes_has_the_price_of_the_cause_or_the_work_type(api: Api) -> None:
    await train(api)
    body = {"EmployeeId": "1001", "CauseCode": "TID", "Date": "2026-11-16", "Hours": 8}
    reply = await api.world.client.post(
        "/3/attendancetransactions",
        headers=api.firm.fortnox,
        json={"AttendanceTransaction": body},
    )
    assert reply.status_code < 300, reply.text  # whatever success is called there
    assert [row["pricePerHour"] for row in await api.listed("timeLogs")] == [WORK_TYPE]


async def test_a_price_that_was_never_reckoned_is_reckoned_with_the_next_change(api: Api) -> None:
    await train(api)
    row = await api.record()

    def forget(work: Any) -> None:
        work.change("time_entry", work.find("time_entry", key=row["_id"]), {"unit_price_e4": None})

    await api.world.store.write(operator(api.firm.company_id), forget)
    assert (await api.correct(row, description="Ändrad"))["pricePerHour"] == WORK_TYPE
