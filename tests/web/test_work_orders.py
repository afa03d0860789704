"""Work orders in pages: the list, the board, one with what was used on it, and the form."""

from typing import Any

import pytest

from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.units import E4
from tests.app.firms import add_drive, add_expense, add_machine_time, add_time, one_id, write
from tests.harness import World
from tests.web.conftest import Person, found
from tests.web.jobs import facts, fault, figures, row_of, sent_by, table_under

pytestmark = pytest.mark.anyio


async def _use(world: World) -> str:
    """What Anna and Bo used on the work order; returns its path."""

    def work(unit: UnitOfWork) -> None:
        on: dict[str, Any] = {"work_order_id": one_id(unit, "work_order", number=7)}
        for add in (add_time, add_expense, add_drive, add_machine_time):
            add(unit, **on)
        bo = one_id(unit, "person", user_name="bo")
        add_time(unit, person_id=bo, note="Bos", **on)
        add_expense(unit, person_id=bo, name="Bos spik", **on)

    await write(world, work)
    return f"/work-orders/{world.ostra.keys['work_order']}"


async def _statuses(world: World) -> dict[str, str]:
    """The keys of the statuses by name."""
    found_all = await world.store.read(
        world.ostra.company_id, lambda reader: reader.find_all("status", kind="work_order", is_active=True)
    )
    return {one["name"]: one["key"] for one in found_all}


async def test_a_work_order_shows_its_time_expenses_drives_and_sums(world: World, admin: Person) -> None:
    page = (await admin.get(await _use(world))).text
    assert figures(page)["Hours"] == "3:00"
    assert figures(page)["Brings in"] == "2,280.00"
    assert [row[1] for row in table_under(page, "expenses")] == ["Skruv", "Bos spik"]
    assert table_under(page, "drives") == [["10/11/2026", "Leverans", "Anna Andersson", "", "10"]]
    assert [row[1] for row in table_under(page, "time")] == ["Anna Andersson", "Bo Öberg"]
    assert [row[1] for row in table_under(page, "machine-time")] == ["Lift"]
    assert facts(page)["Anna Andersson"] == "1:30"
    assert found(page, "//a[starts-with(@href, '/expenses/new?work_order_key=')]")


async def test_staff_see_their_own_on_a_work_order_and_no_money_of_it(world: World, anna: Person) -> None:
    path = await _use(world)
    page = (await anna.get(path)).text
    assert figures(page) == {}
    assert [row[1] for row in table_under(page, "expenses")] == ["Skruv"]
    assert [row[1] for row in table_under(page, "time")] == ["Anna Andersson"]
    assert "Bo" not in found(page, "//main")[0].text_content()
    assert (await anna.get(f"{path}/edit")).status_code == 403
    assert (await anna.get("/work-orders/new")).status_code == 403


async def test_an_order_that_a_price_as_a_whole_covers_tells_its_cost_and_no_margin(
    world: World, admin: Person
) -> None:
    path = await _use(world)

    def agree(unit: UnitOfWork) -> None:
        order = unit.find("work_order", number=7)
        assert order is not None
        unit.change("work_order", order, {"billing_method": "ACCORDING_TO_QUOTE"})

    await write(world, agree)
    page = (await admin.get(path)).text
    assert "A price as a whole covers it" in page
    assert "Margin" not in figures(page)


async def test_a_work_order_is_made_with_its_people_and_moments_and_changed(world: World, admin: Person) -> None:
    people = [world.ostra.persons[name][1] for name in ("bo", "anna")]
    told: dict[str, Any] = {
        "title": "Byta dörr",
        "customer_key": world.ostra.keys["customer"],
        "project_key": world.ostra.keys["project"],
        "starts_at": "2026-11-23T07:00",
        "ends_at": "2026-11-23T16:00",
        "estimated_ms": "8",
        "person_keys": people,
        "takes_time": "1",
        "takes_expenses": "1",
    }
    reply = await admin.post("/work-orders/new", **told)
    assert reply.status_code == 303, fault(reply.text)
    path = reply.headers["location"]
    page = (await admin.get(path)).text
    known = facts(page)
    assert known["Starts"] == "2026-11-23 07:00"
    assert sorted(known["Works on it"].split(", ")) == ["Anna Andersson", "Bo Öberg"]
    row = await row_of(world, world.ostra, "work_order", key=path.rpartition("/")[2])
    assert (row["starts_at"], row["estimated_ms"]) == ("2026-11-23T06:00:00.000Z", 8 * 3_600_000)
    form = (await admin.get(f"{path}/edit")).text
    assert found(form, "//input[@name='starts_at']/@value") == ["2026-11-23T07:00"]
    assert sorted(found(form, "//select[@name='person_keys']/option[@selected]/@value")) == sorted(people)

    def leave(unit: UnitOfWork) -> None:
        unit.change("person", existing(unit, "person", "key", user_name="bo"), {"is_active": False})

    await write(world, leave)
    form = (await admin.get(f"{path}/edit")).text
    assert sorted(sent_by(form)["person_keys"]) == sorted(people), "who is picked stays picked, active or not"
    status = found(form, "//select[@name='status_key']/option[@selected]/@value")[0]
    again = {**told, "status_key": status, "person_keys": people[:1], "starts_at": ""}
    assert (await admin.post(f"{path}/edit", **again)).status_code == 303
    known = facts((await admin.get(path)).text)
    assert known["Works on it"] == "Bo Öberg"
    assert "Starts" not in known


async def test_what_is_wrong_with_a_work_order_is_said_at_its_field(world: World, admin: Person) -> None:
    given = {"title": "Byta dörr", "customer_key": world.ostra.keys["customer"]}
    for told, said in (
        ({"title": ""}, "Title is required"),
        ({"customer_key": ""}, "Customer is required"),
        ({"starts_at": "tomorrow"}, "Starts must be a day and a time such as 2026-03-29T07:00"),
        ({"starts_at": "2026-11-23T07:00", "ends_at": "2026-11-23T06:00"}, "Ends must not be before the start"),
        ({"billing_method": "FIXED_PRICE"}, "Fixed price is required by the billing method FIXED_PRICE"),
        ({"customer_key": world.norra.keys["customer"]}, "Customer names nothing in this company"),
    ):
        refused = await admin.post("/work-orders/new", **{**given, **told})
        assert (refused.status_code, fault(refused.text)) == (422, said)


async def test_a_price_that_is_shown_rounded_is_kept_whole_when_something_else_changes(
    world: World, admin: Person
) -> None:
    path = f"/work-orders/{world.ostra.keys['work_order']}"
    exact = 100 * E4 + 1234

    def agree(unit: UnitOfWork) -> None:
        order = unit.find("work_order", number=7)
        assert order is not None
        unit.change("work_order", order, {"billing_method": "FIXED_PRICE", "fixed_price_e4": exact})

    await write(world, agree)
    form = (await admin.get(f"{path}/edit")).text
    kept = sent_by(form)
    assert kept["fixed_price_e4"] == "100.12"
    kept |= {"title": "Något annat"}
    assert (await admin.post(f"{path}/edit", **kept)).status_code == 303
    row = await row_of(world, world.ostra, "work_order", number=7)
    assert (row["title"], row["fixed_price_e4"]) == ("Något annat", exact)


async def test_the_board_has_a_column_for_each_status_and_a_card_moves(world: World, anna: Person) -> None:
    statuses, key = await _statuses(world), world.ostra.keys["work_order"]
    path = f"/work-orders/{key}"
    first, *_, last = statuses
    assert (await anna.post(f"{path}/status", status_key=statuses[first])).headers["location"] == path
    page = (await anna.get("/work-orders/board")).text
    assert found(page, "//*[@id='board']/section/@data-status") == list(statuses.values())
    card = "//section[@data-status='{}']//a[@href='" + path + "']"
    assert found(page, card.format(statuses[first]))
    headers = {"hx-request": "true", "x-form-key": anna.form_key}
    moved = await anna.client.post(f"{path}/status", data={"status_key": statuses[last]}, headers=headers)
    assert moved.text.lstrip().startswith('<div id="board"')
    assert found(moved.text, card.format(statuses[last]))
    assert not found(moved.text, card.format(statuses[first]))
    row = await row_of(world, world.ostra, "work_order", key=key)
    assert row["modified_by_id"] == world.ostra.persons["anna"][0]
    assert (await anna.post(f"{path}/status", status_key="nothing")).status_code == 400
    assert (await anna.post(f"/work-orders/{world.norra.keys['work_order']}/status", status_key="x")).status_code == 404


async def test_the_list_is_narrowed_by_status_customer_and_who_works_on_it(world: World, admin: Person) -> None:
    statuses, anna = await _statuses(world), world.ostra.persons["anna"][1]
    told = {"title": "Byta dörr", "customer_key": world.ostra.keys["customer"], "person_keys": [anna]}
    path = (await admin.post("/work-orders/new", **told)).headers["location"]
    first = next(iter(statuses.values()))
    for narrowing, is_there in (
        ({"status": first}, True),
        ({"status": list(statuses.values())[-1]}, False),
        ({"worker": anna}, True),
        ({"worker": world.ostra.admin}, False),
        ({"customer": world.ostra.keys["customer"]}, True),
        ({"project": world.ostra.keys["project"]}, False),
    ):
        page = (await admin.get("/work-orders", **narrowing)).text
        assert bool(found(page, f"//tr[@data-path='{path}']")) == is_there, narrowing
    assert "Byta dörr" in (await admin.get("/work-orders.csv")).text


async def test_another_firms_work_order_is_not_there(world: World, admin: Person) -> None:
    path = f"/work-orders/{world.norra.keys['work_order']}"
    for one in (path, f"{path}/edit"):
        assert (await admin.get(one)).status_code == 404
    assert (await admin.post(f"{path}/edit", title="x")).status_code == 404
    assert world.norra.keys["work_order"] not in (await admin.get("/work-orders/board")).text
