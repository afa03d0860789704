"""Approval: weeks of everybody, decided many at once; and locks."""

import pytest

from tests.harness import World
from tests.web.conftest import Person, enter, found, hire
from tests.web.test_week import MONDAY, hours_of, line_of, put

pytestmark = pytest.mark.anyio


@pytest.fixture
async def chef(world: World) -> Person:
    """The manager of Anna's department, and not of Bo, who has none."""
    return await enter(world, world.ostra, "chef")


def week_of(world: World, user: str) -> str:
    return f"{world.ostra.persons[user][1]}.{MONDAY}"


async def hand_in(world: World, anna: Person) -> None:
    """Anna works a day and submits her week."""
    await put(anna, MONDAY, line_of(world), "8")
    await anna.post("/week/submit", week=MONDAY, step="submit")


async def test_a_manager_sees_its_department_and_what_is_remarkable(world: World, anna: Person, chef: Person) -> None:
    await hand_in(world, anna)
    page = (await chef.get("/approval", week=MONDAY)).text
    names = [one.text_content() for one in found(page, "//tbody//a")]
    assert names == ["Anna Andersson", "Cecilia Chef"]
    assert "Nothing recorded" in page
    only = (await chef.get("/approval", week=MONDAY, show="submitted")).text
    assert [one.text_content() for one in found(only, "//tbody//a")] == ["Anna Andersson"]


async def test_an_approved_week_is_closed_and_can_be_reopened(world: World, anna: Person, chef: Person) -> None:
    await hand_in(world, anna)
    reply = await chef.post("/approval", week=MONDAY, step="approve", week_of=week_of(world, "anna"))
    assert reply.status_code == 303
    await put(anna, MONDAY, line_of(world), "4")
    assert await hours_of(world) == [(MONDAY, 8.0)]
    assert (await chef.post("/approval", week=MONDAY, step="reopen", week_of=week_of(world, "anna"))).status_code == 303
    await put(anna, MONDAY, line_of(world), "4")
    assert await hours_of(world) == [(MONDAY, 4.0)]


async def test_a_week_is_returned_with_a_note_that_its_person_reads(world: World, anna: Person, chef: Person) -> None:
    await hand_in(world, anna)
    fields = {"week": MONDAY, "step": "return", "week_of": week_of(world, "anna")}
    without = await chef.post("/approval", **fields, note=" ")
    assert (without.status_code, "note" in without.text) == (422, True)
    await chef.post("/approval", **fields, note="Tisdagen saknas")
    assert "Tisdagen saknas" in (await anna.get("/week", week=MONDAY)).text


@pytest.mark.parametrize(("user", "step"), [("anna", "approve"), ("chef", "approve"), ("bo", "approve")])
async def test_what_may_not_be_decided_is_refused_as_a_whole(
    world: World, anna: Person, chef: Person, user: str, step: str
) -> None:
    await hand_in(world, anna)
    weeks = [week_of(world, "anna"), week_of(world, user)] if user != "anna" else [f"{world.ostra.admin}.{MONDAY}"]
    reply = await chef.post("/approval", week=MONDAY, step=step, week_of=weeks)
    assert reply.status_code == 422
    await put(anna, MONDAY, line_of(world), "4")
    assert await hours_of(world) == [(MONDAY, 4.0)]


async def test_who_manages_nobody_does_not_enter(world: World, anna: Person) -> None:
    for path in ("/approval", "/locks"):
        assert (await anna.get(path)).status_code == 403
        assert (await anna.post(path, step="approve", week_of=week_of(world, "anna"))).status_code == 403


async def test_a_period_is_locked_and_opened_with_reasons(world: World, anna: Person, admin: Person) -> None:
    reply = await admin.post("/locks", first_on=MONDAY, last_on="2026-11-22", reason="lönekörning")
    assert reply.status_code == 303
    await put(anna, MONDAY, line_of(world), "8")
    assert await hours_of(world) == []
    page = (await admin.get("/locks")).text
    (form,) = found(page, "//form[contains(@action, '/open')]")
    assert (await admin.post(form.get("action"), reason="")).status_code == 422
    assert (await admin.post(form.get("action"), reason="Glömd timme")).status_code == 303
    assert "Glömd timme" in (await admin.get("/locks")).text
    await put(anna, MONDAY, line_of(world), "8")
    assert await hours_of(world) == [(MONDAY, 8.0)]


async def test_a_manager_locks_its_department_and_opens_nothing(world: World, chef: Person) -> None:
    department = world.ostra.keys["department"]
    told = {"first_on": MONDAY, "last_on": MONDAY, "reason": "Klart"}
    assert (await chef.post("/locks", **told)).status_code == 422
    assert (await chef.post("/locks", **told, department=department)).status_code == 303
    page = (await chef.get("/locks")).text
    assert found(page, "//form[contains(@action, '/open')]") == []


@pytest.mark.parametrize("told", [{"last_on": "soon"}, {"last_on": "2026-11-01", "first_on": "2026-11-02"}, {}])
async def test_a_lock_that_cannot_be_is_said_and_not_made(admin: Person, told: dict[str, str]) -> None:
    reply = await admin.post("/locks", reason="Lön", **told)
    assert reply.status_code == 422
    assert "Nothing is locked" in reply.text


async def test_all_that_wait_for_somebody_are_approved_at_once_and_not_its_own(
    world: World, anna: Person, chef: Person
) -> None:
    await hand_in(world, anna)
    await chef.post("/week/submit", week=MONDAY, step="submit")
    page = (await chef.get("/approval", week=MONDAY)).text
    assert "Approve the 1 that is submitted" in page
    assert (await chef.post("/approval", week="2026-11-02", step="approve all")).status_code == 422
    assert (await chef.post("/approval", week=MONDAY, step="approve all")).status_code == 303
    for status, name in (("approved", "Anna Andersson"), ("submitted", "Cecilia Chef")):
        only = (await chef.get("/approval", week=MONDAY, show=status)).text
        assert [one.text_content() for one in found(only, "//tbody//a")] == [name]


async def test_the_weeks_of_many_come_on_pages(world: World, admin: Person) -> None:
    await hire(world, 120)
    sizes = [len(found((await admin.get("/approval", page=page)).text, "//tbody/tr")) for page in ("1", "2", "3")]
    assert sizes == [100, 26, 0]
    assert (await admin.get("/approval", page="x")).status_code == 400
