"""Fields that search: what they offer, what stands in them, and who may ask."""

import pytest

from dagsverke.app.commands import companies
from dagsverke.app.ports import UnitOfWork
from tests.harness import World
from tests.web.conftest import Person, found

pytestmark = pytest.mark.anyio


async def _many(world: World, count: int) -> str:
    """More customers than a list of choices holds; returns the key of the last."""

    def work(unit: UnitOfWork) -> str:
        rows = [{"number": f"9{at:04d}", "name": f"Många {at:04d}", "is_active": True} for at in range(count)]
        unit.add_many("customer", rows)
        (last,) = unit.find_all("customer", number=rows[-1]["number"])
        return str(last["key"])

    return await world.store.write(companies.operator(world.ostra.company_id), work)


async def _named(person: Person, collection: str, q: str = "", **more: str) -> list[str]:
    page = (await person.get(f"/pick/{collection}", q=q, **more)).text
    return [str(one) for one in found(page, "//li/@data-name")] if "<li" in page else []


async def test_any_customer_of_very_many_is_found_by_name_and_by_number(world: World, admin: Person) -> None:
    last = await _many(world, 600)
    assert await _named(admin, "customer", "många 0599") == ["Många 0599"]
    assert await _named(admin, "customer", "90599") == ["Många 0599"]
    assert len(await _named(admin, "customer")) == 20
    page = (await admin.get("/invoices", customer=last)).text
    assert found(page, "//*[@data-picker]/input/@value") == [last, "Många 0599"]


async def test_what_is_picked_may_be_named_by_key_or_by_id(world: World, admin: Person) -> None:
    person_id, key = world.ostra.persons["anna"]
    by_key = (await admin.get("/pick/person", q="andersson")).text
    by_id = (await admin.get("/pick/person", q="1001", by="id")).text
    assert found(by_key, "//li/@data-value") == [key]
    assert found(by_id, "//li/@data-value") == [str(person_id)]
    assert await _named(admin, "work_order", "7") == await _named(admin, "work_order", "sju") == ["Arbetsorder Sju"]
    assert await _named(admin, "project", "ett") == ["Projekt Ett"]


async def test_nothing_found_is_said_and_cannot_be_picked(admin: Person) -> None:
    page = (await admin.get("/pick/customer", q="ingen heter så")).text
    assert found(page, "//li[@aria-disabled]")[0].text_content() == "Nothing is called that"


async def test_employees_search_no_suppliers_and_find_only_themselves(world: World, anna: Person) -> None:
    assert (await anna.get("/pick/supplier")).status_code == 404
    assert (await anna.get("/pick/session")).status_code == 404
    assert (await anna.get("/pick/person", by="password_hash")).status_code == 404
    assert await _named(anna, "person") == ["Anna Andersson"]


async def test_a_form_offers_only_what_is_active_a_list_all(world: World, admin: Person) -> None:
    def work(unit: UnitOfWork) -> str:
        row = unit.find("project", id=unit.add("project", {"number": "77", "name": "Projekt Gammalt"}))
        assert row is not None
        unit.change("project", row, {"is_active": False})
        return str(row["key"])

    key = await world.store.write(companies.operator(world.ostra.company_id), work)
    assert await _named(admin, "project", "projekt") == ["Projekt Gammalt", "Projekt Ett"], "the newest first"
    assert await _named(admin, "project", "projekt", active="1") == ["Projekt Ett"]
    for path, asks in (("/work-orders/new", "active"), ("/work-orders", "at")):
        page = (await admin.get(path, project_key=key, project=key)).text
        assert found(page, "//*[@data-picker]/input[@hx-get='/pick/project']/@value") == ["Projekt Gammalt"]
        assert asks in found(page, "//*[@data-picker]/input[@hx-get='/pick/project']/@hx-vals")[0]
        assert ("active" in found(page, "//input[@hx-get='/pick/project']/@hx-vals")[0]) is (asks == "active")


async def test_another_firms_rows_are_never_offered(world: World, admin: Person) -> None:
    def work(unit: UnitOfWork) -> None:
        unit.add("customer", {"number": "5", "name": "Grannens kund", "is_active": True})

    await world.store.write(companies.operator(world.norra.company_id), work)
    assert await _named(admin, "customer", "grannens") == []
