"""Who may call: tokens with secrets, bearers, TenantId, scopes, and the endpoint that gives tokens out."""

import asyncio

import httpx
import pytest

from dagsverke.app.commands import credentials
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.fortnox.calls import BEARER, PATH, Api, single
from tests.harness import World

pytestmark = pytest.mark.anyio
CLIENT = ("demo-fortnox-client", "demo-fortnox-secret")


async def get(world: World, headers: dict[str, str] | dict[bytes, bytes]) -> httpx.Response:
    return await world.client.get(PATH, headers=headers)


async def token(
    world: World, form: dict[str, str], auth: tuple[str, str] = CLIENT, headers: dict[str, str] | None = None
) -> httpx.Response:
    return await world.client.post("/oauth-v1/token", data=form, auth=auth, headers=headers)


async def refresh(world: World, refresh_token: str) -> httpx.Response:
    return await token(world, {"grant_type": "refresh_token", "refresh_token": refresh_token})


def bearer(access_token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {access_token}"}


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, 2000311),
        ({"Access-Token": "demo-fortnox-token"}, 2000311),
        ({"Client-Secret": "demo-fortnox-secret"}, 2000311),
        ({"Access-Token": "wrong", "Client-Secret": "demo-fortnox-secret"}, 2000310),
        ({"Access-Token": "demo-fortnox-token", "Client-Secret": "wrong"}, 2000310),
        ({"Access-Token": "demo-fortnox-token", "Client-Secret": "demo2-fortnox-secret"}, 2000310),
        ({"Access-Token": "demo-fortnox-refresh", "Client-Secret": "demo-fortnox-secret"}, 2000310),
    ],
)
async def test_fx_05_a_login_that_is_missing_or_wrong_is_401(world: World, headers: dict[str, str], code: int) -> None:
    reply = await get(world, headers)
    assert reply.status_code == 401
    assert reply.json()["ErrorInformation"]["code"] == code


async def test_a_bearer_token_opens_what_the_pair_opens(world: World) -> None:
    await Api(world, world.ostra).record()
    for headers in (BEARER, {"authorization": "bearer demo-fortnox-token"}, world.ostra.fortnox):
        reply = await get(world, headers)
        assert len(reply.json()["AttendanceTransactions"]) == 1


@pytest.mark.parametrize("wrong", ["wrong", "demo-fortnox-refresh", "å"])
async def test_fx_06_a_bad_bearer_is_unauthorized(world: World, wrong: str) -> None:
    reply = await get(world, {b"Authorization": f"Bearer {wrong}".encode()})
    assert (reply.status_code, reply.content) == (401, b'{"message":"unauthorized"}')
    assert reply.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize("form", ["bearer", "pair"])
async def test_fx_07_a_tenant_that_is_another_company_is_refused(world: World, form: str) -> None:
    headers = BEARER if form == "bearer" else world.ostra.fortnox
    assert (await get(world, headers | {"TenantId": str(world.ostra.company_id)})).status_code == 200
    for other in (str(world.norra.company_id), "0", "x"):
        reply = await get(world, headers | {"TenantId": other})
        assert (reply.status_code, reply.json()["ErrorInformation"]["code"]) == (403, 2000310)


async def test_one_company_never_sees_the_others_rows(world: World) -> None:
    ostra, norra = Api(world, world.ostra), Api(world, world.norra)
    made = await ostra.record()
    path = made["@url"].removeprefix(f"http://dagsverke.test{PATH}")
    assert await norra.listed() == []
    for where in (path, f"/{made['id']}"):
        await norra.refused(404, 2001304, "GET", where)
        await norra.refused(404, 2001304, "DELETE", where)
        await norra.refused(404, 2001304, "PUT", where, json={"AttendanceTransaction": {"Hours": 1}})
    assert single(await ostra.send("GET", path))["Hours"] == "2"


async def test_a_key_without_the_scope_is_refused(world: World) -> None:
    made = await world.store.write(
        operator(world.ostra.company_id),
        lambda work: credentials.issue(work, "fortnox", "client", "invoices only", scopes="invoice"),
    )
    headers = {"Access-Token": made["access_token"], "Client-Secret": made["client_secret"]}
    reply = await get(world, headers)
    assert (reply.status_code, reply.json()["ErrorInformation"]["code"]) == (403, 2000663)


async def test_fx_09_a_refresh_token_is_used_once(world: World) -> None:
    reply = await refresh(world, "demo-fortnox-refresh")
    assert reply.status_code == 200, reply.text
    found = reply.json()
    assert list(found) == ["access_token", "expires_in", "token_type", "scope", "refresh_token"]
    assert (found["expires_in"], found["token_type"], found["scope"]) == (3600, "bearer", "salary")
    assert (await get(world, bearer(found["access_token"]))).status_code == 200
    again = await refresh(world, "demo-fortnox-refresh")
    assert again.status_code == 400
    assert again.json() == {"error": "invalid_grant", "error_description": "Invalid refresh token"}
    assert (await refresh(world, found["refresh_token"])).status_code == 200


async def test_fx_09_of_two_who_refresh_at_once_one_gets_tokens(world: World) -> None:
    both = await asyncio.gather(*[refresh(world, "demo-fortnox-refresh") for _ in range(2)])
    assert sorted(reply.status_code for reply in both) == [200, 400]


async def test_a_key_that_is_revoked_opens_nothing(world: World) -> None:
    def revoke(work: UnitOfWork) -> None:
        row = work.find("credential", kind="fortnox")
        assert row is not None
        credentials.revoke(work, row["id"])

    await world.store.write(operator(world.ostra.company_id), revoke)
    for headers in (BEARER, world.ostra.fortnox):
        assert (await get(world, headers)).status_code == 401
    assert (await refresh(world, "demo-fortnox-refresh")).status_code == 401


async def test_fx_09_an_access_token_lives_an_hour(world: World) -> None:
    found = (await refresh(world, "demo-fortnox-refresh")).json()
    world.clock.pass_s(3599)
    assert (await get(world, bearer(found["access_token"]))).status_code == 200
    world.clock.pass_s(2)
    reply = await get(world, bearer(found["access_token"]))
    assert (reply.status_code, reply.content) == (401, b'{"message":"unauthorized"}')
    assert (await get(world, BEARER)).status_code == 200


async def test_fx_09_an_authorization_code_is_used_once(world: World) -> None:
    form = {"grant_type": "authorization_code", "code": "demo-fortnox-code", "redirect_uri": "https://here.example/"}
    assert (await token(world, form)).status_code == 200
    again = await token(world, form)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


async def test_fx_09_a_client_gets_tokens_for_its_own_tenant(world: World) -> None:
    form = {"grant_type": "client_credentials"}
    tenant = {"TenantId": str(world.ostra.company_id)}
    reply = await token(world, form, headers=tenant)
    assert reply.status_code == 200, reply.text
    assert (await get(world, bearer(reply.json()["access_token"]) | tenant)).status_code == 200
    missing = await token(world, form)
    assert (missing.status_code, missing.json()["error"]) == (400, "invalid_request")
    other = {"TenantId": str(world.norra.company_id)}
    refused = await token(world, form, headers=other)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    "auth",
    [
        ("demo-fortnox-client", "wrong"),
        ("wrong", "demo-fortnox-secret"),
        ("demo2-fortnox-client", CLIENT[1]),
        ("a\0", "b"),
        ("", ""),
    ],
)
async def test_fx_09_a_client_that_is_not_known_is_401(world: World, auth: tuple[str, str]) -> None:
    reply = await token(world, {"grant_type": "refresh_token", "refresh_token": "demo-fortnox-refresh"}, auth)
    assert (reply.status_code, reply.json()["error"]) == (401, "invalid_client")
    assert (await refresh(world, "demo-fortnox-refresh")).status_code == 200


@pytest.mark.parametrize("header", [None, "Basic", "Basic !!!", "Bearer demo-fortnox-token"])
async def test_fx_09_without_a_client_there_is_no_token(world: World, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    reply = await world.client.post("/oauth-v1/token", data={"grant_type": "refresh_token"}, headers=headers)
    assert (reply.status_code, reply.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "wrong"}, "invalid_grant"),
        ({"grant_type": "refresh_token", "refresh_token": "demo2-fortnox-refresh"}, "invalid_grant"),
        ({"grant_type": "refresh_token", "refresh_token": "demo-fortnox-token"}, "invalid_grant"),
        ({"grant_type": "authorization_code", "code": "demo-fortnox-refresh"}, "invalid_grant"),
    ],
)
async def test_fx_09_a_grant_that_is_wrong_is_refused(world: World, form: dict[str, str], error: str) -> None:
    reply = await token(world, form)
    assert (reply.status_code, reply.json()["error"]) == (400, error)
    assert "no-store" in reply.headers["cache-control"]
