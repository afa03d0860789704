"""Keys: made and shown once, listed with their last use, revoked."""

from collections.abc import Awaitable

import pytest

from dagsverke.app.sign_in import SIGN_IN
from tests.harness import Firm, World
from tests.web.conftest import Person, enter, found

pytestmark = pytest.mark.anyio


def rows(page: str) -> list[list[str]]:
    return [[cell.text_content().strip() for cell in row.xpath("./td")[1:]] for row in found(page, "//tbody/tr")]


async def made(admin: Person, door: str, name: str) -> dict[str, str]:
    """Make a key: its parts by name."""
    page = await admin.post("/keys/new", door=door, name=name)
    assert page.status_code == 200
    names, parts = (found(page.text, f"//main//dl/{tag}") for tag in ("dt", "dd/code"))
    return {one.text_content(): part.text_content() for one, part in zip(names, parts, strict=True)}


async def test_a_key_is_shown_once_opens_its_api_and_says_when_it_was_used(world: World, admin: Person) -> None:
    parts = await made(admin, "seventime", "Integrationen")
    page = (await admin.get("/keys", q="Integrationen")).text
    assert parts["client_secret"] not in page
    assert [row[:2] + row[3:] for row in rows(page)] == [["Integrationen", "seventime", "", ""]]
    reply = await world.client.get("/api/2/customers", headers={"Client-Secret": parts["client_secret"]})
    assert reply.status_code == 200
    assert rows((await admin.get("/keys", q="Integrationen")).text)[0][3] == "20/11/2026"


@pytest.mark.parametrize(
    ("door", "parts"),
    [
        ("fortnox", {"client_id", "client_secret", "access_token", "refresh_token", "code", "tenant_id"}),
        ("softone", {"company_key", "connect_key"}),
        ("own", {"token"}),
    ],
)
async def test_a_key_has_the_parts_that_its_api_asks_for(admin: Person, door: str, parts: set[str]) -> None:
    assert set(await made(admin, door, "Något")) == parts


@pytest.mark.parametrize(
    ("door", "path", "lines"), [("own", "/api/changes", 1), ("seventime", "/api/2/customers", 1), ("softone", "", 0)]
)
async def test_the_header_lines_that_are_shown_with_a_key_open_its_api(
    world: World, admin: Person, door: str, path: str, lines: int
) -> None:
    page = (await admin.post("/keys/new", door=door, name="Något")).text
    told = [line for one in found(page, "//*[@id='header-lines']") for line in one.text_content().splitlines()]
    assert len(told) == lines
    if path:
        reply = await world.client.get(path, headers=dict(line.split(": ") for line in told))
        assert reply.status_code == 200


@pytest.mark.parametrize(("door", "name", "field"), [("seventime", " ", "name"), ("bezala", "Något", "door")])
async def test_what_cannot_be_a_key_is_refused_at_its_field(admin: Person, door: str, name: str, field: str) -> None:
    reply = await admin.post("/keys/new", door=door, name=name)
    assert reply.status_code == 422
    assert found(reply.text, f"//*[@name='{field}'][@aria-invalid='true']")


async def test_a_revoked_key_opens_nothing_and_stays_in_the_list(world: World, admin: Person) -> None:
    parts = await made(admin, "own", "Gammal")
    headers = {"Authorization": f"Bearer {parts['token']}"}
    assert (await world.client.get("/api/changes", headers=headers)).status_code == 200
    (path,) = found((await admin.get("/keys", q="Gammal")).text, "//tbody//a/@href")
    assert (await admin.post(f"{path}/revoke")).status_code == 303
    assert (await world.client.get("/api/changes", headers=headers)).status_code == 401
    assert len(rows((await admin.get("/keys", show="revoked")).text)) == 1
    assert "Gammal" not in (await admin.get("/keys", show="open")).text
    assert not found((await admin.get(str(path))).text, "//form[contains(@action, 'revoke')]")
    assert (await admin.post(f"{path}/revoke")).status_code == 404


async def test_the_door_of_people_and_other_firms_keys_cannot_be_reached(world: World, admin: Person) -> None:
    def ids(firm: Firm, **only: str) -> Awaitable[list[int]]:
        return world.store.read(
            firm.company_id, lambda reader: [one["id"] for one in reader.find_all("credential", **only)]
        )

    people, theirs = await ids(world.ostra, kind=SIGN_IN), await ids(world.norra)
    for key_id in (*people, *theirs):
        assert (await admin.get(f"/keys/{key_id}")).status_code == 404
        assert (await admin.post(f"/keys/{key_id}/revoke")).status_code == 404
    assert len(rows((await admin.get("/keys")).text)) == 4


async def test_only_administrators_enter(world: World, anna: Person) -> None:
    chef = await enter(world, world.ostra, "chef")
    for person in (anna, chef):
        assert (await person.get("/keys")).status_code == 403
        assert (await person.post("/keys/new", door="own", name="x")).status_code == 403
        assert (await person.post("/keys/1/revoke")).status_code == 403
