import pytest

from dagsverke.web.sessions import ATTEMPTS, COOKIE
from tests.harness import World
from tests.web.conftest import Person, enter

pytestmark = pytest.mark.anyio
LIST = "/customers"


async def test_who_is_not_signed_in_is_sent_to_sign_in_and_comes_back(world: World) -> None:
    reply = await world.client.get(LIST, params={"q": "kund"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/sign-in?next=/customers%3Fq%3Dkund")
    entrance = await world.client.get(reply.headers["location"])
    assert 'name="next" value="/customers?q=kund"' in entrance.text
    form = {"name": "anna@ostra.example", "password": "demo", "next": "/customers?q=kund"}
    back = await world.client.post("/sign-in", data=form)
    assert (back.status_code, back.headers["location"]) == (303, "/customers?q=kund")


@pytest.mark.parametrize("place", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:1"])
async def test_signing_in_leads_to_no_other_site(world: World, place: str) -> None:
    form = {"name": "anna@ostra.example", "password": "demo", "next": place}
    reply = await world.client.post("/sign-in", data=form)
    assert reply.headers["location"] == "/week"


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    reply = await world.client.post("/sign-in", data={"name": "anna@ostra.example", "password": "demo"})
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


@pytest.mark.parametrize(("name", "password"), [("anna@ostra.example", "wrong"), ("nobody", "demo"), ("", "")])
async def test_a_wrong_name_and_a_wrong_password_say_the_same(world: World, name: str, password: str) -> None:
    reply = await world.client.post("/sign-in", data={"name": name, "password": password})
    assert reply.status_code == 401
    assert "Namnet eller lösenordet är fel." in reply.text
    assert COOKIE not in reply.cookies


@pytest.mark.parametrize(
    ("accepted", "said"),
    [("", "Logga in"), ("fi-FI,fi;q=0.9", "Kirjaudu sisään"), ("de,en;q=0.5", "Sign in"), ("xx", "Logga in")],
)
async def test_who_is_not_known_yet_is_spoken_to_as_the_browser_asks(world: World, accepted: str, said: str) -> None:
    assert said in (await world.client.get("/sign-in", headers={"accept-language": accepted})).text


async def test_attempts_to_sign_in_are_throttled(world: World) -> None:
    form = {"name": "anna@ostra.example", "password": "wrong"}
    for _ in range(ATTEMPTS.requests):
        assert (await world.client.post("/sign-in", data=form)).status_code == 401
    assert (await world.client.post("/sign-in", data=form | {"password": "demo"})).status_code == 429
    world.clock.pass_s(ATTEMPTS.window_s + 1)
    assert (await world.client.post("/sign-in", data=form | {"password": "demo"})).status_code == 303


async def test_signing_out_ends_the_session(world: World, anna: Person) -> None:
    token = anna.client.cookies[COOKIE]
    assert (await anna.get(LIST)).status_code == 200
    assert (await anna.post("/sign-out")).status_code == 303
    again = await world.client.get(LIST, headers={"cookie": f"{COOKIE}={token}"})
    assert again.status_code == 303


async def test_a_session_ends_by_itself(world: World, anna: Person) -> None:
    world.clock.pass_s(12 * 3600)
    assert (await anna.get(LIST)).status_code == 303


async def test_a_form_without_the_key_of_its_session_is_refused(world: World, anna: Person) -> None:
    other = await enter(world, world.ostra, "bo")
    for key in ("", "0" * 32, other.form_key):
        reply = await anna.client.post("/sign-out", data={"form_key": key})
        assert reply.status_code == 403
    assert (await anna.get(LIST)).status_code == 200


async def test_pages_say_who_may_frame_and_script_them(anna: Person) -> None:
    reply = await anna.get(LIST)
    policy = reply.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


async def test_a_page_that_is_not_there_says_so_as_a_page(world: World, anna: Person) -> None:
    assert (await anna.get("/nowhere")).status_code == 404
    outside = await world.client.get("/nowhere", headers={"Accept-Language": "en"})
    assert "there is no such page" in outside.text


async def test_the_apis_and_their_documentation_stand_beside_the_pages(world: World) -> None:
    assert (await world.client.get("/health")).json() == {"status": "ok"}
    assert (await world.client.get("/docs")).status_code == 200
    assert (await world.client.get("/api/2/nothing")).status_code in {401, 404}
