"""Projects in pages: the list and its chips, budget against actual, and the form."""

import pytest

from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import E4, MS_PER_HOUR
from tests.app.firms import add_all, add_expense, add_time, one_id, write
from tests.harness import World
from tests.web.conftest import Person, enter, found
from tests.web.jobs import facts, fault, figures, sent_by, table_under

pytestmark = pytest.mark.anyio


async def _use(world: World, **terms: object) -> str:
    """One of every kind on the project; returns the project's path."""

    def work(unit: UnitOfWork) -> None:
        project = unit.find("project", number="1")
        assert project is not None
        unit.change("project", project, {"estimated_ms": 3 * MS_PER_HOUR, **terms})
        for kind, row_id in add_all(unit).items():
            row = unit.find(kind, id=row_id)
            assert row is not None
            unit.change(kind, row, {"project_id": project["id"]})
        add_expense(unit, project_id=project["id"], is_billable=False)
        add_time(unit)

    await write(world, work)
    return f"/projects/{world.ostra.keys['project']}"


async def test_a_project_shows_what_was_used_against_its_budget(world: World, admin: Person) -> None:
    page = (await admin.get(await _use(world))).text
    assert figures(page) == {
        "Hours": "1:30",
        "Brings in": "2,450.00",
        "Margin": "880.00",
        "Cost": "1,570.00",
    }
    rows = {row[0]: row[1:] for row in table_under(page, "spent")}
    assert rows["Time"] == ["1", "1:30 h", "300.00", "750.00", "0.00"]
    assert rows["Expenses"] == ["2", "", "240.00", "180.00", "0.00"]
    assert rows["Drives"] == ["1", "10 km", "30.00", "60.00", "0.00"]
    assert rows["Machine time"] == ["1", "2:00 h", "0.00", "360.00", "0.00"]
    assert rows["Supplier invoices"] == ["1", "", "1,000.00", "1,100.00", "0.00"]
    assert found(page, "//meter/@value")[0] == str(MS_PER_HOUR * 3 // 2)
    assert facts(page)["Anna Andersson"] == "1:30"
    assert "Arbetsorder Sju" in page


async def test_a_fixed_price_is_what_a_project_brings_in_whatever_was_used(world: World, admin: Person) -> None:
    page = (await admin.get(await _use(world, billing_method="FIXED_PRICE", fixed_price_e4=2000 * E4))).text
    assert figures(page) == {
        "Hours": "1:30",
        "Brings in": "2,000.00",
        "Margin": "430.00",
        "Cost": "1,570.00",
    }
    assert "fixed price 2,000.00" in page


async def test_staff_see_a_project_without_its_money_and_their_own_hours_alone(
    world: World, admin: Person, anna: Person
) -> None:
    path = await _use(world)

    def of_bo(unit: UnitOfWork) -> None:
        add_time(unit, person_id=one_id(unit, "person", user_name="bo"), project_id=one_id(unit, "project", number="1"))

    await write(world, of_bo)
    page = (await anna.get(path)).text
    assert figures(page) == {}
    assert table_under(page, "spent") == []
    told = facts(page)
    assert told["Anna Andersson"] == "1:30"
    assert "Bo Öberg" not in page
    assert "Bo Öberg" in (await admin.get(path)).text
    for closed in (f"{path}/edit", "/projects/new"):
        assert (await anna.get(closed)).status_code == 403
        assert (await anna.post(closed, name="x")).status_code == 403
    assert "/projects/new" not in (await anna.get("/projects")).text


async def test_a_project_is_made_narrowed_to_by_its_status_and_changed(world: World, admin: Person) -> None:
    customer = world.ostra.keys["customer"]
    reply = await admin.post("/projects/new", name="Altan", customer_key=customer, estimated_ms="120", is_active="1")
    assert reply.status_code == 303, fault(reply.text)
    path = reply.headers["location"]
    page = (await admin.get(path)).text
    assert found(page, "//h1")[0].text_content().split()[-1] == "Altan"
    assert [one.text_content() for one in found(page, "//main//span[contains(@class, 'badge')]")] == ["Pågående"]
    assert "of 120:00 planned" in page
    chips = {
        one.text_content(): one.get("href")
        for one in found((await admin.get("/projects")).text, "//nav[contains(@class, 'chips')]/a")
    }
    assert list(chips) == ["All", "Pågående", "Avslutad"]
    assert "Altan" in (await admin.get(chips["Pågående"])).text
    assert "Altan" not in found((await admin.get(chips["Avslutad"])).text, "//main")[0].text_content()
    form = (await admin.get(f"{path}/edit")).text
    assert found(form, "//input[@name='estimated_ms']/@value") == ["120:00"]
    kept = sent_by(form) | {"name": "Altan mot söder"}
    assert (await admin.post(f"{path}/edit", **kept)).headers["location"] == path
    assert "Altan mot söder" in (await admin.get(path)).text


async def test_what_is_wrong_is_said_at_its_field(world: World, admin: Person) -> None:
    refused = await admin.post("/projects/new", name="", number="1")
    assert refused.status_code == 422
    assert fault(refused.text) == "Name is required"
    for told, said in (
        ({"number": "1"}, "Number 1 is the number of Projekt Ett"),
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "Ends on must not be before the start"),
        ({"billing_method": "HOURLY"}, "Price per hour is required where the billing method is HOURLY"),
        ({"estimated_ms": "many"}, "Planned hours must be hours such as 2, 2,5, 1:30 or 90min"),
    ):
        assert fault((await admin.post("/projects/new", name="Altan", **told)).text) == said
    del world


async def test_another_firms_project_is_not_there(world: World, admin: Person) -> None:
    key = world.norra.keys["project"]
    assert (await admin.get(f"/projects/{key}")).status_code == 404
    assert (await admin.get(f"/projects/{key}/edit")).status_code == 404
    assert (await admin.post(f"/projects/{key}/edit", name="x")).status_code == 404
    theirs = await enter(world, world.norra, "admin")
    assert (await theirs.get(f"/projects/{key}")).status_code == 200
    assert key not in (await admin.get("/projects")).text
