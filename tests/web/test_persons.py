"""Persons: listed, made, changed, employed, put on schedules, given a password."""

from typing import Any

import pytest

from dagsverke.app.commands import people
from tests.harness import PASSWORD, World
from tests.web.conftest import Person, enter, found
from tests.web.test_registers import fields, row

pytestmark = pytest.mark.anyio
NEW = {
    "first_name": "Nils",
    "last_name": "Ny",
    "email": "nils@ostra.example",
    "user_name": "nils",
    "employee_number": "2001",
    "role_code": "30",
    "language": "SV",
    "is_active": "1",
    "is_activated": "1",
}


def path_of(world: World, user: str) -> str:
    return f"/persons/{world.ostra.persons[user][1]}"


def wrong(page: str) -> list[str]:
    return [str(one) for one in found(page, "//*[@aria-invalid='true']/@name")]


async def employed(world: World, user: str) -> list[Any]:
    person_id = world.ostra.persons[user][0]
    return list(
        await world.store.read(
            world.ostra.company_id, lambda reader: reader.find_all("employment", person_id=person_id)
        )
    )


async def test_the_list_names_everybody_with_role_and_department(world: World, admin: Person) -> None:
    page = (await admin.get("/persons")).text
    told = {
        cells[0]: cells[1:4]
        for cells in (
            [one.text_content().strip() for one in line.xpath("./td")[1:]] for line in found(page, "//tbody/tr")
        )
    }
    assert told["Anna Andersson"] == ["1001", "Utveckling", "Anställd"]
    assert len(told) == 6
    assert found((await admin.get("/persons", q="öberg")).text, "//tbody//a")[0].text_content() == "Bo Öberg"
    assert len(found((await admin.get("/persons", department=world.ostra.keys["department"])).text, "//tbody/tr")) == 2


async def test_a_person_is_made_and_signs_in_with_the_password_that_it_gets(world: World, admin: Person) -> None:
    reply = await admin.post("/persons/new", **NEW, cost_per_hour_e4="250,50")
    assert reply.status_code == 303
    made = await row(world, "person", user_name="nils")
    assert (made["cost_per_hour_e4"], made["role_code"], made["is_active"]) == (2_505_000, 30, True)
    page = (await admin.get(reply.headers["location"])).text
    assert "Has no password" in page
    for short in ("", "elva tecken"):
        refused = await admin.post(f"/persons/{made['key']}/password", password=short)
        assert (refused.status_code, wrong(refused.text)) == (422, ["password"])
        assert ("New password must be at least 12 characters long" in refused.text) == bool(short)
    assert (await admin.post(f"/persons/{made['key']}/password", password="ett nytt lösen")).status_code == 303
    sent = {"name": "nils", "password": "ett nytt lösen"}
    assert (await admin.client.post("/sign-in", data=sent)).headers["location"] == "/week"
    assert "ett nytt" not in (await admin.get("/audit", what="person")).text


@pytest.mark.parametrize("name", sorted({*people.REQUIRED} - {"role_code"}))
async def test_what_is_refused_when_it_is_missing_is_marked_as_required(admin: Person, name: str) -> None:
    page = (await admin.get("/persons/new")).text
    assert found(page, f"//*[@name='{name}']/@required")
    refused = await admin.post("/persons/new", **NEW | {name: ""})
    assert (refused.status_code, wrong(refused.text)) == (422, [name])


async def test_a_new_password_ends_the_open_sessions_of_the_pages_and_nobody_elses(
    world: World, admin: Person, anna: Person
) -> None:
    other = await enter(world, world.ostra, "bo")
    assert (await admin.post(f"{path_of(world, 'anna')}/password", password="ett nytt lösen")).status_code == 303
    again = await anna.get("/week")
    assert (again.status_code, again.headers["location"]) == (303, "/sign-in?next=/week")
    assert (await other.get("/week")).status_code == (await admin.get("/persons")).status_code == 200


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"first_name": ""}, "first_name"),
        ({"user_name": "anna"}, "user_name"),
        ({"employee_number": "1 2"}, "employee_number"),
        ({"role_code": "99"}, "role_code"),
        ({"cost_per_hour_e4": "dyr"}, "cost_per_hour_e4"),
    ],
)
async def test_what_cannot_be_is_said_at_its_field(admin: Person, change: dict[str, str], at: str) -> None:
    reply = await admin.post("/persons/new", **NEW | change)
    assert (reply.status_code, wrong(reply.text)) == (422, [at])


async def test_a_form_that_is_sent_as_it_stands_changes_nothing(world: World, admin: Person) -> None:
    for user in ("anna", "bo"):
        before = await row(world, "person", user_name=user)
        page = (await admin.get(f"{path_of(world, user)}/edit")).text
        assert (await admin.client.post(f"{path_of(world, user)}/edit", data=fields(page))).status_code == 303
        after = await row(world, "person", user_name=user)
        changed = {name for name, value in after.items() if before[name] != value}
        assert changed <= {"modified_at", "modified_by_id"}


async def test_who_is_no_longer_active_cannot_sign_in(world: World, admin: Person, anna: Person) -> None:
    page = (await admin.get(f"{path_of(world, 'anna')}/edit")).text
    sent = {name: value for name, value in fields(page).items() if name != "is_active"}
    assert (await admin.client.post(f"{path_of(world, 'anna')}/edit", data=sent)).status_code == 303
    assert (await anna.get("/week")).status_code == 303
    assert found((await admin.get("/persons", show="gone")).text, "//tbody//a")[0].text_content() == "Anna Andersson"


@pytest.mark.parametrize("flag", ["is_active", "is_activated"])
async def test_who_is_not_active_or_not_activated_is_signed_out_and_refused_like_a_wrong_password(
    world: World, admin: Person, anna: Person, flag: str
) -> None:
    sent = fields((await admin.get(f"{path_of(world, 'anna')}/edit")).text)
    without = {name: value for name, value in sent.items() if name != flag}
    assert (await admin.post(f"{path_of(world, 'anna')}/edit", **without)).status_code == 303
    assert (await anna.get("/week")).status_code == 303
    tried = [
        await world.client.post("/sign-in", data={"name": name, "password": password})
        for name, password in (("anna@ostra.example", PASSWORD), ("bo@ostra.example", "wrong"))
    ]
    assert {one.status_code for one in tried} == {401}
    assert tried[0].text == tried[1].text.replace("bo@ostra", "anna@ostra")
    assert (await admin.post(f"{path_of(world, 'anna')}/edit", **sent)).status_code == 303
    again = await world.client.post("/sign-in", data={"name": "anna@ostra.example", "password": PASSWORD})
    assert again.status_code == 303


@pytest.mark.parametrize("change", [{"is_active": ""}, {"is_activated": ""}, {"role_code": "30"}])
async def test_the_last_active_administrator_stays_one_until_there_is_another(
    world: World, admin: Person, change: dict[str, str]
) -> None:
    (at,) = change
    path = path_of(world, "admin")
    sent = fields((await admin.get(f"{path}/edit")).text) | change
    refused = await admin.post(f"{path}/edit", **sent)
    assert (refused.status_code, wrong(refused.text)) == (422, [at])
    assert "the last active administrator: make another one first" in refused.text
    other = fields((await admin.get(f"{path_of(world, 'chef')}/edit")).text)
    assert (await admin.post(f"{path_of(world, 'chef')}/edit", **other | {"role_code": "1"})).status_code == 303
    assert (await admin.post(f"{path}/edit", **sent)).status_code == 303


async def test_an_employment_begins_ends_and_never_was(world: World, admin: Person) -> None:
    path = path_of(world, "bo")
    assert wrong((await admin.post(f"{path}/employments", form="permanent")).text) == ["starts_on"]
    sent = {"form": "permanent", "starts_on": "2026-01-01", "vacation_days": "28"}
    assert (await admin.post(f"{path}/employments", **sent)).status_code == 303
    again = await admin.post(f"{path}/employments", **sent)
    assert (again.status_code, "overlaps" in again.text) == (422, True)
    (one,) = await employed(world, "bo")
    assert (one["form"], one["vacation_days"], one["ends_on"]) == ("permanent", 28, None)
    ending = f"{path}/employments/{one['key']}/end"
    early = await admin.post(ending, ends_on="2025-01-01", end_reason="own_wish")
    assert wrong(early.text) == ["ends_on"]
    assert (await admin.post(ending, ends_on="2026-12-31", end_reason="own_wish")).status_code == 303
    assert (await employed(world, "bo"))[0]["ends_on"] == "2026-12-31"
    assert "Own wish" in (await admin.get(path)).text
    assert (await admin.post(f"{path}/employments/{one['key']}/withdraw")).status_code == 303
    assert await employed(world, "bo") == []


async def test_a_schedule_is_assigned_at_a_share_and_taken_back(world: World, admin: Person) -> None:
    path, schedule = path_of(world, "bo"), world.ostra.keys["schedule"]
    assert wrong((await admin.post(f"{path}/schedules", starts_on="2026-11-01")).text) == ["schedule"]
    assert wrong((await admin.post(f"{path}/schedules", schedule=schedule)).text) == ["starts_on"]
    sent = {"schedule": schedule, "starts_on": "2026-11-01", "rate": "75"}
    assert (await admin.post(f"{path}/schedules", **sent)).status_code == 303
    made = await row(world, "assignment", person_id=world.ostra.persons["bo"][0])
    assert (made["rate_e4"], made["ends_on"]) == (7_500, None)
    assert "75 %" in (await admin.get(path)).text
    theirs = await admin.post(f"{path_of(world, 'anna')}/schedules/{made['key']}/withdraw")
    assert theirs.status_code == 404
    assert (await admin.post(f"{path}/schedules/{made['key']}/withdraw")).status_code == 303
    assert await row(world, "assignment", person_id=world.ostra.persons["bo"][0]) is None


async def test_other_firms_persons_and_other_roles_are_kept_out(world: World, admin: Person, anna: Person) -> None:
    theirs = f"/persons/{world.norra.persons['anna'][1]}"
    assert (await admin.get(theirs)).status_code == 404
    assert (await admin.get(f"{theirs}/edit")).status_code == 404
    assert (await admin.post(f"{theirs}/password", password="x")).status_code == 404
    assert len(found((await admin.get("/persons")).text, "//tbody/tr")) == 6
    chef = await enter(world, world.ostra, "chef")
    for person in (anna, chef):
        for path in ("/persons", "/persons/new", path_of(world, "anna")):
            assert (await person.get(path)).status_code == 403
        assert (await person.post(f"{path_of(world, 'anna')}/password", password="x")).status_code == 403
