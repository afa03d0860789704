"""Time of machines in pages: for which job it was, who sees it, and what it costs for whom."""

from typing import Any

import pytest

from dagsverke.app.access import MANAGER
from dagsverke.app.commands import locks
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.units import E4, MS_PER_HOUR
from tests.app.firms import add_machine_time, one_id, write
from tests.harness import World
from tests.web.conftest import Person, enter, found
from tests.web.jobs import facts, fault, made, row_of, sent_by, shown_in, table_under

pytestmark = pytest.mark.anyio
PRICE = "//*[@name='unit_price_e4']"


async def _lift(world: World, **more: Any) -> str:
    """A lift at 180 kronor an hour, which costs 100; returns its key."""
    money = {"unit_price_e4": 180 * E4, "unit_cost_e4": 100 * E4}
    return await made(world, world.ostra, "machine", **{"name": "Lift", "number": "7", **money, **more})


def _told(machine: str, **more: Any) -> dict[str, Any]:
    return {"machine_key": machine, "happened_at": "2026-11-18", "duration_ms": "2,5", **more}


async def _added(world: World, **more: Any) -> str:
    """Two hours of the lift of Anna's as they stand; returns the path of their page."""

    def work(unit: UnitOfWork) -> str:
        return str(existing(unit, "machine_entry", "id", id=add_machine_time(unit, **more))["key"])

    return f"/machine-time/{await write(world, work)}"


async def test_time_of_a_machine_is_seen_on_it_on_its_order_and_through_seven_time(world: World, anna: Person) -> None:
    lift, order = await _lift(world), world.ostra.keys["work_order"]
    form = (await anna.get("/machine-time/new", machine_key=lift, work_order_key=order)).text
    assert (sent_by(form)["machine_key"], sent_by(form)["work_order_key"]) == (lift, order)
    assert found(form, "//input[@name='happened_at']/@value") == ["2026-11-20"]
    assert not found(form, "//*[@name='person_key']"), "who sees only itself is it"
    reply = await anna.post("/machine-time/new", **_told(lift, work_order_key=order, note="Byte av lampor"))
    assert reply.status_code == 303, fault(reply.text)
    path = reply.headers["location"]
    known = facts((await anna.get(path)).text)
    assert (known["Machine"], known["Hours"], known["Billable hours"]) == ("Lift", "2:30", "2:30")
    assert (known["Work order"], known["Description"]) == ("7 Arbetsorder Sju", "Byte av lampor")
    on_order = (await anna.get(f"/work-orders/{order}")).text
    assert table_under(on_order, "machine-time") == [["18/11/2026", "Lift", "Anna Andersson", "2:30"]]
    assert found(on_order, f"//section[@aria-labelledby='machine-time']//a[@href='{path}']")
    machine = (await anna.get(f"/machines/{lift}")).text
    assert table_under(machine, "machine-time")[0][2:] == ["Arbetsorder Sju", "Byte av lampor", "2:30"]
    assert facts(machine)["Hours used"] == "2:30"
    assert len(found((await anna.get("/machine-time", machine=lift)).text, "//tbody/tr")) == 1
    row = await row_of(world, world.ostra, "machine_entry", key=path.rpartition("/")[2])
    assert (row["happened_at"], row["unit_price_e4"], row["is_billable"]) == (
        "2026-11-18T11:00:00.000Z",
        180 * E4,
        1,
    )
    logs = await world.client.get(f"/api/2/machineTimeLogs/{row['key']}", headers=world.ostra.seventime)
    assert logs.json()["data"]["description"] == "Byte av lampor"


async def test_machine_time_is_corrected_and_what_stands_stays(world: World, admin: Person) -> None:
    lift, crane = await _lift(world), await _lift(world, name="Kran", number="8", unit_price_e4=500 * E4)
    bo = world.ostra.persons["bo"][1]
    told = _told(lift, person_key=bo, happened_at="2026-11-20", billable_ms="2", unit_price_e4="150")
    path = (await admin.post("/machine-time/new", **told)).headers["location"]
    known = facts((await admin.get(path)).text)
    assert (known["Person"], known["Price per hour"], known["Amount"], known["Cost"]) == (
        *("Bo Öberg", "150.00", "300.00", "250.00"),
    )
    key = path.rpartition("/")[2]
    before = await row_of(world, world.ostra, "machine_entry", key=key)
    assert before["happened_at"] == "2026-11-20T11:00:00.000Z", "today is now"
    kept = sent_by((await admin.get(f"{path}/edit")).text)
    assert (await admin.post(f"{path}/edit", **kept | {"duration_ms": "4"})).headers["location"] == path
    row = await row_of(world, world.ostra, "machine_entry", key=key)
    assert (row["duration_ms"], row["billable_ms"]) == (4 * MS_PER_HOUR, 2 * MS_PER_HOUR)
    assert (row["unit_price_e4"], row["happened_at"]) == (150 * E4, before["happened_at"])
    changed = kept | {"machine_key": crane, "happened_at": "2026-11-19", "billable_ms": "", "unit_price_e4": ""}
    assert (await admin.post(f"{path}/edit", **changed)).headers["location"] == path
    row = await row_of(world, world.ostra, "machine_entry", key=key)
    assert (row["on_day"], row["billable_ms"], row["unit_price_e4"]) == ("2026-11-19", 9_000_000, 500 * E4)
    assert (await row_of(world, world.ostra, "machine", key=lift))["used_ms"] == 0
    assert (await row_of(world, world.ostra, "machine", key=crane))["used_ms"] == 9_000_000


async def test_what_is_wrong_with_machine_time_is_said_at_its_field(world: World, admin: Person) -> None:
    lift, desk = await _lift(world), await _lift(world, name="Bord", number="9", takes_hours=False)
    told = _told(lift, person_key=world.ostra.admin)
    form = (await admin.get("/machine-time/new")).text
    assert found(form, "//select[@name='machine_key']/option/@value") == ["", lift], "what takes hours is offered"
    for more, said in (
        ({"machine_key": ""}, "Machine is required"),
        ({"machine_key": "nothing"}, "Machine names nothing in this company"),
        ({"machine_key": desk}, "Machine Bord takes no hours"),
        ({"person_key": ""}, "Person is required"),
        ({"duration_ms": ""}, "Hours is required"),
        ({"duration_ms": "-1"}, "Hours must be hours such as 2, 2,5, 1:30 or 90min"),
        ({"duration_ms": "9000"}, "Hours must be from 0 to 8784 hours"),
        ({"billable_ms": "many"}, "Billable hours must be hours such as 2, 2,5, 1:30 or 90min"),
        ({"happened_at": "someday"}, "Day is not a date of the form YYYY-MM-DD"),
        ({"unit_price_e4": "-1"}, "Price per hour must not be negative"),
        ({"unit_price_e4": "999999999999"}, "Hours makes an amount beyond 100000000000"),
        ({"work_order_key": world.norra.keys["work_order"]}, "Work order names nothing in this company"),
    ):
        refused = await admin.post("/machine-time/new", **{**told, **more})
        assert (refused.status_code, fault(refused.text)) == (422, said)
    dear = await _lift(world, name="Skepp", number="10", unit_cost_e4=10**16)
    refused = await admin.post("/machine-time/new", **{**told, "machine_key": dear})
    assert fault(refused.text) == "Hours makes an amount beyond 100000000000"
    assert not found((await admin.get("/machine-time")).text, "//tbody/tr")


async def test_who_sees_no_prices_gives_none_and_gets_none(world: World, admin: Person, anna: Person) -> None:
    lift, order = await _lift(world), world.ostra.keys["work_order"]
    assert found((await admin.get("/machine-time/new")).text, PRICE)
    assert not found((await anna.get("/machine-time/new")).text, PRICE)
    told = _told(lift, work_order_key=order, unit_price_e4="1")
    path = (await anna.post("/machine-time/new", **told)).headers["location"]
    key = path.rpartition("/")[2]
    assert (await row_of(world, world.ostra, "machine_entry", key=key))["unit_price_e4"] == 180 * E4
    kept = sent_by((await anna.get(f"{path}/edit")).text)
    assert "unit_price_e4" not in kept
    assert (await anna.post(f"{path}/edit", **kept | {"unit_price_e4": "1", "note": "Nytt"})).status_code == 303
    row = await row_of(world, world.ostra, "machine_entry", key=key)
    assert (row["unit_price_e4"], row["note"]) == (180 * E4, "Nytt")
    for address in (path, f"{path}/edit", "/machine-time?columns=hours,amount,cost&sort=amount", "/machine-time.csv"):
        reply = await anna.get(address)
        shown = reply.text if address.endswith(".csv") else shown_in(reply.text)
        assert ("2,5" if address.endswith(".csv") else "2:30") in shown, address
        for amount in ("180", "450", "250"):
            assert amount not in shown, address
    seen = (await admin.get("/machine-time", columns="hours,amount,cost")).text
    assert [one.text_content() for one in found(seen, "//tfoot/tr[1]/td")][-2:] == ["450.00", "250.00"]


async def test_staff_see_change_and_withdraw_their_own_machine_time_alone(
    world: World, admin: Person, anna: Person
) -> None:
    bo = world.ostra.persons["bo"]
    mine, theirs = await _added(world), await _added(world, person_id=bo[0], note="Bos lyft")
    assert found((await anna.get("/machine-time")).text, "//tr/@data-path") == [mine]
    assert "Bo" not in (await anna.get("/machine-time.csv")).text
    assert (await anna.get("/machine-time.xlsx")).status_code == 200
    lift = (await row_of(world, world.ostra, "machine", name="Lift"))["key"]
    assert "Bos lyft" not in (await anna.get(f"/machines/{lift}")).text
    assert "Bos lyft" in (await admin.get(f"/machines/{lift}")).text
    for reply in (
        *(await anna.get(theirs), await anna.get(f"{theirs}/edit"), await anna.post(f"{theirs}/edit", note="x")),
        await anna.post(f"{theirs}/withdraw"),
    ):
        assert reply.status_code == 404
    assert (await admin.get(theirs)).status_code == 200
    page = (await admin.get("/machine-time")).text
    assert [one.text_content() for one in found(page, "//tfoot/tr[1]/td")][-3:] == ["4:00", "4:00", "720.00"]
    assert (await anna.post(f"{mine}/withdraw")).headers["location"] == "/machine-time"
    assert (await anna.get(mine)).status_code == 404
    told = _told(lift, person_key=bo[1])
    path = (await anna.post("/machine-time/new", **told)).headers["location"]
    row = await row_of(world, world.ostra, "machine_entry", key=path.rpartition("/")[2])
    assert row["person_id"] == world.ostra.persons["anna"][0]


async def test_a_manager_records_and_withdraws_for_others(world: World) -> None:
    def appoint(unit: UnitOfWork) -> None:
        unit.change("person", existing(unit, "person", "id", user_name="chef"), {"role_code": MANAGER})

    await write(world, appoint)
    lift, chef = await _lift(world), await enter(world, world.ostra, "chef")
    reply = await chef.post("/machine-time/new", **_told(lift, person_key=world.ostra.persons["anna"][1]))
    path = reply.headers["location"]
    assert facts((await chef.get(path)).text)["Person"] == "Anna Andersson"
    assert (await chef.post(f"{path}/withdraw")).headers["location"] == "/machine-time"
    assert (await row_of(world, world.ostra, "machine", key=lift))["used_ms"] == 0


async def test_the_list_of_machine_time_is_narrowed(world: World, admin: Person) -> None:
    await _added(world)
    await _added(world, is_billable=False, work_order_id=await write(world, _order), on_day="2026-10-01")
    lift = (await row_of(world, world.ostra, "machine", name="Lift"))["key"]
    for narrowing, number in (
        ({"machine": lift}, 2),
        ({"machine": await _lift(world, name="Kran")}, 0),
        ({"show": "due"}, 1),
        ({"show": "invoiced"}, 0),
        ({"from": "2026-11-01"}, 1),
        ({"to": "2026-10-31"}, 1),
        ({"order": world.ostra.keys["work_order"]}, 1),
        ({"project": world.ostra.keys["project"]}, 0),
        ({"person": world.ostra.admin}, 0),
    ):
        assert len(found((await admin.get("/machine-time", **narrowing)).text, "//tbody/tr")) == number, narrowing


def _order(unit: UnitOfWork) -> int:
    return one_id(unit, "work_order", number=7)


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ({"is_invoiced": True}, "is invoiced and can no longer be changed"),
        ({"attested_at": "2026-11-19T08:00:00.000Z"}, "is attested and can no longer be changed"),
    ],
)
async def test_closed_machine_time_says_why_and_has_no_form(
    world: World, admin: Person, closed: dict[str, Any], said: str
) -> None:
    path = await _added(world, **closed)
    page = (await admin.get(path)).text
    assert not found(page, f"//a[@href='{path}/edit']")
    for reply in (
        *(await admin.get(f"{path}/edit"), await admin.post(f"{path}/edit", note="x")),
        await admin.post(f"{path}/withdraw"),
    ):
        assert (reply.status_code, fault(reply.text)) == (423, f"Closed to change: {said}")
        assert not found(reply.text, "//main//form")


async def test_machine_time_on_a_locked_day_says_who_opens_it(world: World, admin: Person, anna: Person) -> None:
    path, lift = await _added(world), await _lift(world)

    def lock(unit: UnitOfWork) -> None:
        locks.lock(unit, "2026-11-18", "lön", first_on="2026-11-01")

    await write(world, lock)
    for reply in (await admin.get(f"{path}/edit"), await admin.post(f"{path}/withdraw")):
        assert reply.status_code == 423
        assert "Administratör or Ekonomi can open it" in fault(reply.text)
    refused = await anna.post("/machine-time/new", **_told(lift))
    assert refused.status_code == 422
    assert fault(refused.text).startswith("Day 2026-11-18 is in the period 2026-11-01 to 2026-11-18")


async def test_another_firms_machine_time_is_not_there(world: World, admin: Person) -> None:
    norra = world.norra
    machine = await made(world, norra, "machine", name="Deras lift", number="7")
    values = {"machine_id": (await row_of(world, norra, "machine", key=machine))["id"], "note": "Deras"}
    person = next(iter(norra.persons.values()))[0]
    day = {"on_day": "2026-11-10", "happened_at": "2026-11-10T11:00:00.000Z"}
    key = await made(world, norra, "machine_entry", person_id=person, **values, **day)
    assert "Deras" not in (await admin.get("/machine-time")).text
    for one in ("", "/edit"):
        assert (await admin.get(f"/machine-time/{key}{one}")).status_code == 404
    for one in ("/edit", "/withdraw"):
        assert (await admin.post(f"/machine-time/{key}{one}", note="x")).status_code == 404
    refused = await admin.post("/machine-time/new", **_told(machine, person_key=world.ostra.admin))
    assert fault(refused.text) == "Machine names nothing in this company"
    assert (await row_of(world, norra, "machine_entry", key=key))["note"] == "Deras"
