"""Calls kept for a console: no reply is other for it, no secret is in it, nobody sees another company's."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from dagsverke.wire.masking import MASK, Masker
from dagsverke.wire.recording import BODY_MAX, CALLS_MAX, Console, Recorded
from tests.harness import PASSWORD, World, served

pytestmark = pytest.mark.anyio

LOG = {"time": 2, "timestamp": "2026-11-19 08:00", "comment": "Målning"}


@pytest.fixture
def console() -> Console:
    return Console()


@pytest.fixture
async def world(world_url: str, console: Console) -> AsyncIterator[World]:
    """The two firms, with a console."""
    async with served(world_url, console=console) as made:
        yield made


def of(world: World, console: Console) -> list[Recorded]:
    """What is kept of the first firm's calls, newest first."""
    return console.calls(world.ostra.company_id)


def everything(one: Recorded) -> str:
    return repr(one)


async def some_calls(world: World) -> list[httpx.Response]:
    """Calls of every dialect: answered, refused, with keys, tokens and passwords in every place where they can be."""
    client, ostra = world.client, world.ostra
    basic = base64.b64encode(b"demo-fortnox-client:demo-fortnox-secret").decode()
    softone = {**ostra.softone, "loginName": "admin", "password": PASSWORD}
    person = {"firstName": "N", "lastName": "N", "email": "n@n.example", "userName": "nn", "password": "hemliga-ordet"}
    replies = [
        await client.get("/api/2/timeLogs?limit=2", headers=ostra.seventime),
        await client.post("/api/2/timeLogs", headers=ostra.seventime, json=LOG),
        await client.post("/api/2/users", headers=ostra.seventime, json={**person, "createdByUser": ostra.admin}),
        await client.get("/3/attendancetransactions", headers={**ostra.fortnox, "Accept": "application/xml"}),
        await client.get("/3/attendancetransactions", headers={**ostra.fortnox, "Client-Secret": "another-secret"}),
        await client.post(
            "/oauth-v1/token",
            data={"grant_type": "refresh_token", "refresh_token": "demo-fortnox-refresh"},
            headers={"Authorization": f"Basic {basic}"},
        ),
        await client.post("/Login/Token", params=softone),
        await client.post("/api/auth/token", data={"email": ostra.email, "password": PASSWORD}),
        await client.get("/api/changes", headers=ostra.own),
        await client.get("/api/2/nothing", headers=ostra.seventime),
        await client.get("/3/attendancetransactions", headers={"Authorization": "Bearer no-such-token"}),
    ]
    bearer = {"Authorization": f"Bearer {replies[7].json()['token']}"}
    replies.append(await client.get("/api/users", headers=bearer))
    return replies


async def test_a_reply_is_the_same_whether_it_is_kept_or_not(world_url: str) -> None:
    found: list[list[tuple[Any, ...]]] = []
    for console in (None, Console()):
        async with served(world_url, console=console) as world:
            path = "/api/2/timeLogs?limit=2"
            replies = [
                await world.client.get(path, headers=world.ostra.seventime),
                await world.client.get("/3/attendancetransactions", headers=world.ostra.fortnox),
                await world.client.post("/api/2/timeLogs", headers=world.ostra.seventime, json=LOG),
                await world.client.get("/api/2/nowhere", headers=world.ostra.seventime),
                await world.client.get("/api/2/timeLogs"),
                await world.client.head(path, headers=world.ostra.seventime),
            ]
            found.append([(one.status_code, sorted(one.headers.items()), one.content) for one in replies])
    assert found[0] == found[1]


async def test_no_key_token_or_password_is_kept_wherever_it_stands(world: World, console: Console) -> None:
    replies = await some_calls(world)
    tokens = [
        replies[5].json()["access_token"],
        replies[5].json()["refresh_token"],
        replies[6].json()["Token"],
        replies[7].json()["token"],
    ]
    secrets = [
        *world.ostra.seventime.values(),
        *world.ostra.fortnox.values(),
        *world.ostra.softone.values(),
        *("demo-own", "demo-fortnox-refresh", "another-secret", "hemliga-ordet", "no-such-token", *tokens),
        base64.b64encode(b"demo-fortnox-client:demo-fortnox-secret").decode(),
    ]
    kept = of(world, console)
    assert len(kept) == len(replies) - 1  # who calls with a token that nobody has is nobody's
    for one in kept:
        for secret in secrets:
            assert secret not in everything(one), (one.path, secret)
        assert f"'{PASSWORD}'" not in everything(one)
        assert f'"{PASSWORD}"' not in everything(one)


async def test_a_call_says_what_it_met_and_which_rule_it_broke(world: World, console: Console) -> None:
    await some_calls(world)
    by_path = {(one.method, one.path, one.status): one for one in of(world, console)}
    listed = by_path["GET", "/api/2/timeLogs", 200]
    assert (listed.dialect, listed.operation, listed.query) == ("seventime", "GET /api/2/timeLogs", (("limit", "2"),))
    refused = by_path["POST", "/api/2/timeLogs", 400]
    assert refused.broken is not None
    assert (refused.broken.rule, refused.broken.field) == ("required", "createdByUser")
    assert '"Målning"' in (refused.body.text or "")
    nowhere = by_path["GET", "/api/2/nothing", 404]
    assert nowhere.broken is not None
    assert (nowhere.operation, nowhere.broken.rule) == ("", "route")
    half = by_path["GET", "/3/attendancetransactions", 401]
    assert half.broken is not None
    assert half.broken.kind == "Unauthenticated"
    assert half.credential_id is None


async def test_a_refusal_that_is_remembered_for_its_key_is_kept_with_its_rule(world: World, console: Console) -> None:
    headers = {**world.ostra.seventime, "Idempotency-Key": "one"}
    for _ in range(2):
        await world.client.post("/api/2/timeLogs", headers=headers, json=LOG)
    again, first = of(world, console)
    assert first.broken is not None
    assert (first.broken.rule, again.broken, again.status) == ("required", None, first.status)


async def test_a_company_has_its_own_calls_and_nobodys_are_kept_nowhere(world: World, console: Console) -> None:
    await world.client.get("/api/2/timeLogs", headers=world.norra.seventime)
    await world.client.get("/api/2/timeLogs", headers={"Client-Secret": "guessed"})
    await world.client.get("/api/2/timeLogs")
    await world.client.get("/health")
    await world.client.get("/week")
    mixed = {"Access-Token": "demo2-fortnox-token", "Client-Secret": "demo-fortnox-secret"}
    await world.client.get("/3/attendancetransactions", headers=mixed)
    assert of(world, console) == []
    theirs = console.calls(world.norra.company_id)
    assert [(one.number, one.path, one.status) for one in theirs] == [
        (2, "/3/attendancetransactions", 401),
        (1, "/api/2/timeLogs", 200),
    ]


async def test_a_long_body_is_cut_and_one_that_may_hold_a_secret_is_not_kept(world: World, console: Console) -> None:
    url, headers = "/api/2/timeLogs", {**world.ostra.seventime, "Content-Type": "application/json"}
    await world.client.post(url, headers=headers, content=b'{"comment": "' + b"x" * BODY_MAX + b'"}')
    await world.client.post(url, headers=headers, content=b'{"password": "hemliga-ordet"')
    await world.client.post(url, headers=headers, content=b'{"comment": "half')
    half, withheld, long = of(world, console)
    assert (half.body.text, half.body.is_withheld) == ('{"comment": "half', False)
    assert (withheld.body.text, withheld.body.is_withheld, withheld.body.size) == (None, True, 28)
    assert (len(long.body.text or ""), long.body.is_cut, long.body.size) == (BODY_MAX, True, BODY_MAX + 15)


async def test_the_oldest_call_is_forgotten(world: World, console: Console) -> None:
    for _ in range(CALLS_MAX + 2):
        await world.client.get("/api/2/nothing", headers=world.ostra.seventime)
    kept = of(world, console)
    assert (len(kept), kept[0].number, kept[-1].number) == (CALLS_MAX, CALLS_MAX + 2, 3)
    assert console.call(world.ostra.company_id, 2) is None


@pytest.fixture
def masker() -> Masker:
    return Masker({"Probe-Key"}, {"open-sesame"})


@pytest.mark.parametrize(
    ("media", "text", "masked"),
    [
        (
            "application/json",
            '{"a":{"newPassword":"x","b":[{"api_key":7}]}}',
            '{"a":{"newPassword":"•••","b":[{"api_key":"•••"}]}}',
        ),
        ("application/json", '{"total": 41.18577972222222}', '{"total": 41.18577972222222}'),
        ("application/json", '{"token":null,"secret":""}', '{"token":null,"secret":""}'),
        ("application/json", '{"pass\\u0077ord":"x"}', '{"password":"•••"}'),
        ("application/json", '{"secret":"open-sesame"}', '{"secret":"open-sesame"}'),
        ("application/json", '{"code":"Flex"}', '{"code":"Flex"}'),
        ("application/x-www-form-urlencoded", "grant_type=code&code=abc", "grant_type=code&code=•••"),
        ("application/x-www-form-urlencoded", "user[password]=x&a=å", "user%5Bpassword%5D=•••&a=%C3%A5"),
        ("application/xml", "<a><Password>x</Password></a>", f"<a><Password>{MASK}</Password></a>"),
        ("application/xml", '<a xmlns="u"><b token="x"/></a>', f'<a xmlns="u"><b token="{MASK}"/></a>'),
        ("application/json", "my password is x", None),
        ("application/xml", "<a><secret>", None),
        ("text/plain", "nothing to hide", "nothing to hide"),
    ],
)
async def test_secrets_are_known_by_their_names(masker: Masker, media: str, text: str, masked: str | None) -> None:
    assert masker.text(media, text, is_whole=True) == masked


async def test_a_secret_that_is_echoed_is_found_again(masker: Masker) -> None:
    assert masker.pairs([("probe-key", "sesam-oppna"), ("accept", "*/*")]) == [("probe-key", MASK), ("accept", "*/*")]
    assert masker.pairs([("Authorization", "Bearer abcdefgh")]) == [("Authorization", f"Bearer {MASK}")]
    assert masker.pairs([("Authorization", "Bearer open-sesame")]) == [("Authorization", "Bearer open-sesame")]
    assert masker.scrubbed("no sesam-oppna, no abcdefgh") == f"no {MASK}, no {MASK}"
