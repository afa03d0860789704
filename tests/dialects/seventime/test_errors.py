import pytest

from tests.dialects.seventime.calls import Api
from tests.harness import World, served

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}
UNREADABLE = (
    b"",
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b"7",
    b"\xff\xfe\x00",
    b'{"time": NaN}',
    b'{"time": 1e400}',
    b'{"user": "\\ud800"}',
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"createdByUser=a&user=b",
    b'{"createdByUser":"a",}',
)


async def test_no_key_and_a_wrong_key_are_401_st_30(api: Api) -> None:
    for secret in (None, "", "nyckel", "å"):
        headers = [] if secret is None else [(b"Client-Secret", secret.encode())]
        for method, path in (("GET", "users"), ("POST", "timeLogs"), ("DELETE", "timeLogs"), ("GET", "users/x")):
            reply = await api.world.client.request(method, f"/api/2/{path}", headers=headers)
            assert reply.status_code == 401
            assert list(reply.json()) == ["errorMessage"]


async def test_another_vendors_secret_is_no_key_st_30(api: Api) -> None:
    secret = {"Client-Secret": api.firm.fortnox["Client-Secret"]}
    reply = await api.world.client.get("/api/2/users", headers=secret)
    assert (reply.status_code, list(reply.json())) == (401, ["errorMessage"])


async def test_a_path_that_is_not_served_is_404_and_a_method_405_with_what_is_allowed_st_11(api: Api) -> None:
    for path in ("", "nothing", "users/a/b", "timelogs", "userroles", "departments/x/y"):
        await api.refused("GET", path, 404)
    for method, path, allowed in (
        ("POST", "departments", {"GET"}),
        ("PUT", "departments/59d05abdc471b72e49791359", {"GET"}),
        ("DELETE", "users", {"GET", "POST", "PUT"}),
        ("PATCH", "timeLogs", {"GET", "POST", "PUT", "DELETE"}),
    ):
        reply = await api.send(method, path, json={})
        assert reply.status_code == 405
        assert list(reply.json()) == ["errorMessage"]
        assert {one.strip() for one in reply.headers["allow"].split(",")} - {"HEAD", "OPTIONS"} == allowed


async def test_a_body_that_cannot_be_read_is_400(api: Api) -> None:
    for content in UNREADABLE:
        await api.refused("POST", "timeLogs", 400, content=content, headers=JSON)
        await api.refused("PUT", "users", 400, content=content, headers=JSON)
    assert await api.listed("timeLogs") == []


async def test_a_body_that_is_too_long_is_413_st_11(api: Api) -> None:
    content = b'{"description":"' + b"x" * 11_000_000 + b'"}'
    await api.refused("POST", "timeLogs", 413, content=content, headers=JSON)


async def test_neither_accept_nor_content_type_is_needed_st_26(api: Api) -> None:
    body = (
        f'{{"createdByUser":"{api.firm.admin}","user":"{api.person("anna")}",'
        '"timestamp":"2020-06-05 12:00","time":"5"}'
    )
    request = api.world.client.build_request("POST", "/api/2/timeLogs", content=body, headers=api.firm.seventime)
    for name in ("accept", "content-type", "user-agent"):
        request.headers.pop(name, None)
    row = api.accepted(await api.world.client.send(request))
    assert row["time"] == 5
    for accept in ("*/*", "application/json", "text/html, */*;q=0.1"):
        assert await api.get("timeLogs") == api.accepted(
            await api.send("GET", "timeLogs", headers={"Accept": accept, "Content-type": "application/json"})
        )


async def test_another_media_type_is_415_st_11(api: Api) -> None:
    await api.refused("POST", "timeLogs", 415, content=b"<a/>", headers={"Content-Type": "application/xml"})


async def test_the_fifth_request_in_a_second_is_429_and_the_next_second_is_free_st_24(world_url: str) -> None:
    async with served(world_url, has_limit=True) as world:
        await exhaust(world)


async def exhaust(world: World) -> None:
    api, other = Api(world, world.ostra), Api(world, world.norra)
    for _ in range(4):
        await api.get("userRoles")
    reply = await api.send("GET", "userRoles")
    assert reply.status_code == 429
    assert list(reply.json()) == ["errorMessage"]
    assert reply.headers["retry-after"] == "1"
    await other.get("userRoles")
    world.clock.pass_s(0.9)
    await api.refused("GET", "userRoles", 429)
    world.clock.pass_s(0.2)
    await api.get("userRoles")


async def test_one_companys_key_never_reaches_anothers_rows_st_30(api: Api, other_api: Api) -> None:
    mine, theirs = await api.record(description="min"), await other_api.record(description="deras")
    assert [one["_id"] for one in await api.listed("timeLogs")] == [mine["_id"]]
    assert [one["_id"] for one in await other_api.listed("timeLogs")] == [theirs["_id"]]
    for params in ({"user": theirs["user"]}, {"category": other_api.firm.keys["cause TID"]}):
        assert await api.listed("timeLogs", **params) == []
    keys = {one["_id"] for one in await api.listed("users")}
    assert not keys & {one["_id"] for one in await other_api.listed("users")}
