"""The console: calls as they come in, each with its reply, for the company's administrators alone."""

import base64
import shlex
from collections.abc import AsyncIterator

import pytest

from dagsverke.wire.recording import Console
from tests.harness import World, served
from tests.web.conftest import Person, enter, found

pytestmark = pytest.mark.anyio
IGNORED = "//dt[.='Not known, and ignored']/following-sibling::dd[1]/code"


@pytest.fixture
async def world(world_url: str) -> AsyncIterator[World]:
    """The two firms, with a console; one key is known to everybody."""
    async with served(world_url, console=Console({"demo-own"})) as made:
        yield made


async def call_some(world: World) -> None:
    """One call answered, one refused, one of nowhere; and one of the other firm."""
    await world.client.get("/3/attendancetransactions?limit=1", headers=world.ostra.fortnox)
    await world.client.post("/api/2/timeLogs", headers=world.ostra.seventime, json={"time": 1, "comment": "<b>"})
    await world.client.get("/api/nowhere", headers=world.ostra.own)
    await world.client.get("/api/2/customers", headers=world.norra.seventime)


def paths(page: str) -> list[str]:
    return [one.text_content() for one in found(page, "//table[contains(@class, 'calls')]//code")]


async def test_calls_stand_newest_first_and_other_firms_never(world: World, admin: Person) -> None:
    await call_some(world)
    page = (await admin.get("/console")).text
    assert paths(page) == ["/api/nowhere", "/api/2/timeLogs", "/3/attendancetransactions"]
    assert [one.text_content() for one in found(page, "//td//span[contains(@class, 'badge')]")] == ["404", "400", "200"]
    norra = await enter(world, world.norra, "admin")
    assert paths((await norra.get("/console")).text) == ["/api/2/customers"]
    assert (await norra.get("/console/calls/3")).status_code == 404


async def test_calls_with_a_revoked_key_stand_here_under_its_name_and_so_do_those_before(
    world: World, admin: Person
) -> None:
    calls = (("/api/changes", world.ostra.own), ("/3/attendancetransactions", world.ostra.fortnox))
    for path, headers in calls:
        assert (await world.client.get(path, headers=headers)).status_code == 200
    basic = base64.b64encode(b"demo-fortnox-client:demo-fortnox-secret").decode()
    for href in found((await admin.get("/keys")).text, "//tbody//a/@href"):
        assert (await admin.post(f"{href}/revoke")).status_code == 303
    for path, headers in calls:
        assert (await world.client.get(path, headers=headers)).status_code == 401
    assert paths((await admin.get("/console", status="4")).text) == [calls[1][0], calls[0][0]]
    for number in (1, 2, 3, 4):
        page = (await admin.get(f"/console/calls/{number}")).text
        key = found(page, "//dt[.='Key']/following-sibling::dd[1]")[0].text_content()
        assert key.split()[:2] == ["test", "Revoked"]
        assert ("the key is revoked" in page) == (number > 2)
    await world.client.post("/Login/Token", params=world.ostra.softone, json={"loginName": "admin", "password": "x"})
    await world.client.post("/oauth-v1/token", headers={"Authorization": f"Basic {basic}"}, data={"grant_type": "x"})
    assert paths((await admin.get("/console")).text)[:2] == ["/oauth-v1/token", "/Login/Token"]


async def test_parameters_of_which_nothing_is_known_are_said_to_be_ignored(world: World, admin: Person) -> None:
    known = {"page": "1", "limit": "2", "sortBy": "name", "sortDirection": "asc", "customerNumber": "1"}
    await world.client.get("/api/2/customers", headers=world.ostra.seventime, params=known)
    await world.client.get("/api/2/customers", headers=world.ostra.seventime, params=known | {"colour": "red"})
    sent = {"colour": "red", "time": "1"}
    await world.client.post("/api/2/timeLogs", headers=world.ostra.seventime, params=sent, json={"shape": 1})
    told = [
        [one.text_content() for one in found((await admin.get(f"/console/calls/{number}")).text, IGNORED)]
        for number in (1, 2, 3)
    ]
    assert told == [[], ["colour"], ["shape", "colour", "time"]]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"dialect": "own"}, ["/api/nowhere"]),
        ({"status": "4"}, ["/api/nowhere", "/api/2/timeLogs"]),
        ({"status": "404"}, ["/api/nowhere"]),
        ({"q": "TIMELOGS"}, ["/api/2/timeLogs"]),
        ({"q": "timelogs", "status": "2"}, []),
    ],
)
async def test_calls_are_narrowed_by_the_address(
    world: World, admin: Person, asked: dict[str, str], shown: list[str]
) -> None:
    await call_some(world)
    assert paths((await admin.get("/console", **asked)).text) == shown


async def test_the_page_asks_again_and_is_answered_only_when_there_is_news(world: World, admin: Person) -> None:
    await call_some(world)
    (region,) = found((await admin.get("/console", status="4")).text, "//*[@id='calls']")
    again, headers = region.get("hx-get"), {"HX-Request": "true", "HX-Target": "calls"}
    assert (await admin.client.get(again, headers=headers)).status_code == 204
    await world.client.get("/api/elsewhere", headers=world.ostra.own)
    news = await admin.client.get(again, headers=headers)
    assert (news.status_code, paths(news.text)[0]) == (200, "/api/elsewhere")
    assert "<html" not in news.text
    (paused,) = found((await admin.get("/console", paused="1")).text, "//*[@id='calls']")
    assert paused.get("hx-get") is None


async def test_a_call_shows_request_and_reply_and_the_rule_that_it_broke(world: World, admin: Person) -> None:
    await call_some(world)
    page = (await admin.get("/console/calls/2")).text
    request, reply = (
        "".join(found(page, f"//section[@aria-labelledby='{name}']//text()")) for name in ("request", "reply")
    )
    assert '"comment": "<b>"' in request
    assert "errorMessage" in reply
    assert "demo-seventime" not in page
    met = "".join(found(page, "//section[@aria-labelledby='met']//text()"))
    assert "POST /api/2/timeLogs" in met
    assert "Create a Time Log" in met
    assert ("required" in met, "createdByUser" in met) == (True, True)
    (link,) = found(page, "//a[contains(@href, '/console/apis/seventime/timeLogs#')]/@href")
    manual = await admin.get(str(link))
    assert found(manual.text, f"//section[@id='{link.partition('#')[2]}']")
    assert "no longer" in (await admin.get("/console/calls/99")).text


async def test_a_call_is_copied_as_curl_with_a_variable_for_its_secret(world: World, admin: Person) -> None:
    await call_some(world)
    (command,) = found((await admin.get("/console/calls/2")).text, "//*[@id='command']")
    words = shlex.split(command.text_content().replace("\\\n", ""))
    assert words[:3] == ["curl", "-i", "http://dagsverke.test/api/2/timeLogs"]
    assert "client-secret: $CLIENT_SECRET" in words
    assert words[words.index("--data-raw") + 1] == '{"time":1,"comment":"<b>"}'
    (open_one,) = found((await admin.get("/console/calls/3")).text, "//*[@id='command']")
    assert "Bearer demo-own" in open_one.text_content()


async def test_every_api_tells_what_it_serves_and_what_proves_it(world: World, admin: Person) -> None:
    page = (await admin.get("/console")).text
    for href in found(page, "//section[@aria-labelledby='apis']//a/@href"):
        api = await admin.get(str(href))
        assert api.status_code == 200
        parts = found(api.text, "//section[@aria-labelledby='resources']//a/@href")
        assert parts
        assert (await admin.get(str(parts[0]))).status_code == 200
    time_logs = (await admin.get("/console/apis/seventime/timeLogs")).text
    assert found(time_logs, "//section[@id='coverage']//tr[contains(., 'Create a Time Log')]")
    for missing in ("/console/apis/nobody", "/console/apis/seventime/nothing"):
        assert (await admin.get(missing)).status_code == 404


async def test_the_keys_say_when_they_were_last_used(world: World, admin: Person) -> None:
    await call_some(world)
    keys = found((await admin.get("/console")).text, "//section[@aria-labelledby='keys']//li")
    told = {one.xpath("string(.//span/small)"): one.xpath("string(./small)") for one in keys}
    assert "never" in told["SoftOne GO"]
    assert "2026" in next(text for title, text in told.items() if "Fortnox" in title)


async def test_only_administrators_enter(world: World, anna: Person) -> None:
    chef = await enter(world, world.ostra, "chef")
    for person in (anna, chef):
        for path in ("/console", "/console/calls/1", "/console/apis/own", "/console/apis/own/balances"):
            assert (await person.get(path)).status_code == 403


async def test_without_a_console_the_page_says_how_to_get_one(world_url: str) -> None:
    async with served(world_url) as world:
        page = (await (await enter(world, world.ostra, "admin")).get("/console")).text
        assert "DAGSVERKE_CONSOLE=true" in page
