"""Customers, contacts, machines and vehicles in pages."""

from functools import partial

import pytest

from dagsverke.app.commands import machine_time
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from tests.app.firms import write
from tests.harness import World
from tests.web.conftest import Person, found
from tests.web.jobs import facts, fault, made, row_of, sent_by, table_under

pytestmark = pytest.mark.anyio


async def test_a_customer_is_made_and_changed_and_shows_what_is_done_for_it(world: World, admin: Person) -> None:
    reply = await admin.post("/customers/new", name="Brf Måsen", city="Västervik", is_active="1", payment_days="20")
    assert reply.status_code == 303, fault(reply.text)
    path = reply.headers["location"]
    key = path.rpartition("/")[2]
    await admin.post("/projects/new", name="Altan", customer_key=key, is_active="1")
    await admin.post("/work-orders/new", title="Räcke", customer_key=key)
    customer_id = (await row_of(world, world.ostra, "customer", key=key))["id"]
    await made(world, world.ostra, "contact", name="Siv", customer_id=customer_id)
    page = (await admin.get(path)).text
    assert [row[1] for row in table_under(page, "projects")] == ["Altan"]
    assert [row[1] for row in table_under(page, "orders")] == ["Räcke"]
    assert [row[0] for row in table_under(page, "contacts")] == ["Siv"]
    assert facts(page)["Days to pay"] == "20"
    sent = sent_by((await admin.get(f"{path}/edit")).text) | {"name": "Brf Fiskmåsen"}
    assert (await admin.post(f"{path}/edit", **sent)).headers["location"] == path
    row = await row_of(world, world.ostra, "customer", key=key)
    assert (row["name"], row["payment_days"], row["is_active"]) == ("Brf Fiskmåsen", 20, 1)
    refused = await admin.post(f"{path}/edit", **{**sent, "number": "100"})
    assert fault(refused.text) == "Number 100 is the number of Kund Ett AB"


async def test_the_main_contact_of_a_customer_is_one_alone(world: World, admin: Person) -> None:
    customer = world.ostra.keys["customer"]
    for name in ("Siv", "Åke"):
        told = {"customer_key": customer, "name": name, "is_main": "1", "is_active": "1"}
        reply = await admin.post("/contacts/new", **told)
        assert reply.headers["location"] == f"/customers/{customer}"
    siv, ake = [await row_of(world, world.ostra, "contact", name=name) for name in ("Siv", "Åke")]
    assert (siv["is_main"], ake["is_main"]) == (0, 1)
    page = (await admin.get(f"/contacts/{siv['key']}/edit")).text
    assert found(page, "//input[@id='field-customer_key']/@disabled")
    reply = await admin.post(f"/contacts/{siv['key']}/edit", **sent_by(page) | {"is_main": "1", "cell_phone": "070-1"})
    assert reply.headers["location"] == f"/customers/{customer}"
    siv, ake = [await row_of(world, world.ostra, "contact", name=name) for name in ("Siv", "Åke")]
    assert (siv["is_main"], siv["cell_phone"], ake["is_main"]) == (1, "070-1", 0)
    shown = table_under((await admin.get(f"/customers/{customer}")).text, "contacts")
    assert shown[0][0] == "Siv Main contact"
    assert "Siv" in (await admin.get("/contacts", q="siv")).text
    for told, said in (({"name": ""}, "Name is required"), ({"customer_key": ""}, "Customer is required")):
        refused = await admin.post("/contacts/new", **{"customer_key": customer, "name": "Bo", **told})
        assert fault(refused.text) == said


async def test_machines_are_numbered_made_and_changed(world: World, admin: Person) -> None:
    reply = await admin.post("/machines/new", name="Lift", unit_price_e4="180", takes_hours="1", is_active="1")
    assert reply.status_code == 303, fault(reply.text)
    path = reply.headers["location"]
    row = await row_of(world, world.ostra, "machine", name="Lift")
    assert (row["number"], row["unit_price_e4"], row["takes_hours"], row["is_billable"]) == ("1", 1_800_000, 1, 0)
    sent = sent_by((await admin.get(f"{path}/edit")).text) | {"serviced_on": "2026-11-01"}
    assert (await admin.post(f"{path}/edit", **sent)).headers["location"] == path
    assert facts((await admin.get(path)).text)["Serviced on"] == "01/11/2026"
    assert fault((await admin.post("/machines/new", name="Sax", number="1")).text) == "Number 1 is the number of Lift"
    wrong = await admin.post("/machines/new", name="Sax", unit_price_e4="-1")
    assert fault(wrong.text) == "Price per hour must not be negative"


async def test_a_machine_says_the_day_it_was_used_last_and_not_when_that_was_written(
    world: World, admin: Person
) -> None:
    key = await made(world, world.ostra, "machine", name="Lift", number="7", takes_hours=True)
    anna = world.ostra.persons["anna"][1]
    given = {"machine_key": key, "person_key": anna, "created_by_key": anna, "duration_ms": 3_600_000}

    def use(unit: UnitOfWork, on_day: str) -> int:
        return int(machine_time.record(unit, {}, given | {"happened_at": f"{on_day}T08:00:00.000Z"})["id"])

    async def shown() -> dict[str, str]:
        return facts((await admin.get(f"/machines/{key}")).text)

    assert "Used last" not in await shown()
    await write(world, partial(use, on_day="2026-10-05"))
    last = await write(world, partial(use, on_day="2026-10-14"))
    await write(world, partial(use, on_day="2026-09-30"))
    assert (await shown())["Used last"] == "14/10/2026"

    def withdraw(unit: UnitOfWork) -> None:
        machine_time.withdraw(unit, {"key": existing(unit, "machine_entry", "id", id=last)["key"]}, {})

    await write(world, withdraw)
    told = await shown()
    assert (told["Used last"], told["Hours used"]) == ("05/10/2026", "2:00")


async def test_no_two_vehicles_have_one_registration_number(world: World, admin: Person) -> None:
    reply = await admin.post("/vehicles/new", code="xyz 789", name="Skåpbil", is_active="1")
    path = reply.headers["location"]
    assert "XYZ 789" in (await admin.get("/vehicles")).text
    sent = sent_by((await admin.get(f"{path}/edit")).text) | {"description": "Blå"}
    assert (await admin.post(f"{path}/edit", **sent)).headers["location"] == path
    assert "Blå" in (await admin.get(path)).text
    taken = await admin.post(f"{path}/edit", **{**sent, "code": "abc123"})
    assert fault(taken.text) == "Registration number ABC123 is the number of Audi Q8"


async def test_staff_look_and_change_nothing_and_see_no_terms(world: World, anna: Person) -> None:
    await made(world, world.ostra, "machine", name="Lift", number="7", unit_price_e4=1_800_000)
    customer, machine = world.ostra.keys["customer"], await row_of(world, world.ostra, "machine", number="7")

    def invoiced(unit: UnitOfWork) -> None:
        row = unit.find("customer", number="100")
        assert row is not None
        unit.add("invoice", {"name": "Faktura", "customer_id": row["id"], "customer_name": "Kund Ett AB", "number": 77})

    await write(world, invoiced)
    page = (await anna.get(f"/customers/{customer}")).text
    assert "Days to pay" not in facts(page)
    assert table_under(page, "invoices") == []
    assert "Price per hour" not in facts((await anna.get(f"/machines/{machine['key']}")).text)
    for path in ("/customers", "/contacts", "/machines", "/vehicles"):
        assert (await anna.get(path)).status_code == 200
        assert not found((await anna.get(path)).text, "//a[contains(@href, '/new')]")
        for one in (f"{path}/new", f"{path}/{customer}/edit"):
            assert (await anna.get(one)).status_code == 403
            assert (await anna.post(one, name="x")).status_code == 403


async def test_another_firms_customers_machines_and_vehicles_are_not_there(world: World, admin: Person) -> None:
    norra = world.norra
    keys = {"customers": norra.keys["customer"], "vehicles": norra.keys["vehicle"]}
    keys["machines"] = await made(world, norra, "machine", name="Deras lift", number="7")
    for family, key in keys.items():
        assert (await admin.get(f"/{family}/{key}")).status_code == 404
        assert (await admin.get(f"/{family}/{key}/edit")).status_code == 404
        assert (await admin.post(f"/{family}/{key}/edit", name="x", code="x")).status_code == 404
    contact = await made(world, norra, "contact", name="Deras", customer_id=1)
    assert (await admin.post(f"/contacts/{contact}/edit", name="x")).status_code == 404
    assert "Deras" not in (await admin.get("/contacts")).text
