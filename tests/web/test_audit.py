"""Audit: the trail, an event, and the proof."""

import pytest

from tests.harness import World
from tests.store.tampering import altering, tamper
from tests.web.conftest import Person, enter, found
from tests.web.test_registers import fields

pytestmark = pytest.mark.anyio


def rows(page: str) -> list[list[str]]:
    return [[cell.text_content().strip() for cell in row] for row in found(page, "//tbody/tr")]


async def made(admin: Person) -> None:
    """Something done through the pages: a key is made."""
    assert (await admin.post("/keys/new", door="own", name="Revisorn")).status_code == 200


async def test_what_was_done_stands_first_with_who_did_it(world: World, admin: Person) -> None:
    await made(admin)
    (first, *_) = rows((await admin.get("/audit")).text)
    assert first[1:5] == [first[1], "Added", "Ada Admin", "web"]
    assert first[1].startswith("credential")
    theirs = await enter(world, world.norra, "admin")
    assert "Revisorn" not in (await theirs.get(f"/audit/{first[5]}")).text


async def test_the_trail_is_narrowed_by_the_address(world: World, admin: Person) -> None:
    await made(admin)
    ada = str(world.ostra.persons["admin"][0])
    for params, count in (({"who": ada}, 1), ({"door": "web"}, 1), ({"what": "credential", "door": "web"}, 1)):
        found_rows = rows((await admin.get("/audit", **params)).text)
        assert len([one for one in found_rows if one[1].startswith("credential")]) == count, params
    assert rows((await admin.get("/audit", **{"from": "2026-11-21"})).text) == []
    assert len(rows((await admin.get("/audit", **{"from": "2026-11-20", "to": "2026-11-20"})).text)) == 50
    for wrong in ({"from": "yesterday"}, {"who": "x"}, {"before": "-1"}):
        reply = await admin.get("/audit", **wrong)
        assert (reply.status_code, next(iter(wrong)) in reply.text) == (422, True)


async def test_pages_go_back_to_the_first_event(admin: Person) -> None:
    path, places = "/audit", []
    while path:
        page = (await admin.get(path)).text
        places += [int(one[5]) for one in rows(page)]
        path = next(iter(found(page, "//a[@rel='next']/@href")), "")
    assert places == list(range(places[0], 0, -1))


async def test_an_event_shows_what_was_and_what_became_of_it_and_no_secret(admin: Person) -> None:
    await made(admin)
    (first, *_) = rows((await admin.get("/audit", what="credential")).text)
    page = (await admin.get(f"/audit/{first[5]}")).text
    columns = {one[0].split()[-1]: one[1:] for one in rows(page)}
    assert columns["name"] == ["–", "Revisorn"]
    assert "secret_hash" not in columns
    assert (await admin.get("/audit/999999")).status_code == 404


async def test_the_proof_holds_and_finds_the_hash_that_was_written_down(admin: Person) -> None:
    page = (await admin.post("/audit/proof")).text
    assert "hold together" in page
    head = found(page, "//dd/code")[0].text_content()
    await made(admin)
    assert "that you wrote down." in (await admin.post("/audit/proof", expected=head)).text
    assert "taken off the end" in (await admin.post("/audit/proof", expected="0" * 64)).text


async def test_a_broken_chain_is_said_and_the_trail_is_shown_all_the_same(world: World, admin: Person) -> None:
    tamper(world.url, altering(world.ostra.company_id, 3, "door", "'x'"))
    assert "event 3 is not what was written" in (await admin.post("/audit/proof")).text
    assert (await admin.get("/audit", **{"from": "2026-11-20"})).status_code == 200


async def test_an_event_shows_labels_and_names_beside_columns_and_ids(world: World, admin: Person) -> None:
    bo = f"/persons/{world.ostra.persons['bo'][1]}/edit"
    sent = fields((await admin.get(bo)).text)
    department = str(world.ostra.keys["department"])
    assert (await admin.post(bo, **sent | {"department_key": department, "work_phone": "040-1"})).status_code == 303
    (path, *_) = found((await admin.get("/audit", what="person")).text, "//tbody//a/@href")
    told = {row[0].split()[-1]: row for row in rows((await admin.get(str(path))).text)}
    assert told["work_phone"] == ["Phone at work work_phone", "", "040-1"]
    assert told["department_id"][0] == "Department department_id"
    assert told["department_id"][2].endswith("Utveckling")
    assert told["modified_by_id"][2].endswith("Ada Admin")


async def test_only_administrators_enter(world: World, anna: Person) -> None:
    chef = await enter(world, world.ostra, "chef")
    for person in (anna, chef):
        for path in ("/audit", "/audit/1", "/audit/proof"):
            assert (await person.get(path)).status_code == 403
        assert (await person.post("/audit/proof")).status_code == 403
