"""Whatever is sent, the answer is a refusal in the vendor's own form, at once, with nothing half-written."""

import json
import random
import time
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import pytest

from dagsverke.app.ports import Reader
from dagsverke.app.queries import Page, Query
from tests.harness import World
from tests.stories.doors import SIGN_IN_PATHS, Door, Way, doors, ways

pytestmark = pytest.mark.anyio
SLOWEST_S = 1.0
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(f'<!ENTITY {chr(98 + one)} "{f"&{chr(97 + one)};" * 10}">'.encode() for one in range(9))
    + b"]><AttendanceTransaction><Hours>&j;</Hours></AttendanceTransaction>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b"<AttendanceTransaction><Hours>&x;</Hours></AttendanceTransaction>"
)
DEEP = 100_000
JSON, XML, FORM = "application/json", "application/xml", "application/x-www-form-urlencoded"
RAW_BODIES = [
    (JSON, b""),
    (JSON, b"\x00\xff\xfe{"),
    (JSON, b"[" * DEEP),
    (JSON, b'{"a":' * DEEP),
    (JSON, b"null"),
    (JSON, b"17"),
    (JSON, b'"text"'),
    (JSON, b"[]"),
    (JSON, b'{"time_balance":[]}'),
    (JSON, b'{"AttendanceTransaction":[]}'),
    (JSON, b'{"AttendanceTransaction":null}'),
    (JSON, b'{"_id":{"$ne":null}}'),
    (JSON, b'{"a":1e400}'),
    (JSON, b'{"a":NaN}'),
    (JSON, b'{"\\ud800":1}'),
    (XML, b"<a>"),
    (XML, b"\x00"),
    (XML, b"<a>" * DEEP),
    (XML, BOMB),
    (XML, OUTSIDE),
    (FORM, b"a[b][c][d]=1&a=2&%ff=%00&[]=1&a[]=3&=x"),
    (FORM, b"a" + b"[b]" * 10_000 + b"=1"),
    ("text/plain", b"hello"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
    ("\u00e9", b"{}"),
]
VALUES: list[Any] = [
    None, True, False, -1, 0, 10**400, 1.5, "", " ", "\x00", "x" * 100_000, "\ud800", [], [1], {}, {"a": 1},
    "0000-00-00", "9999-99-99", "2026-02-30", "0001-01-01 00:00", "9999-12-31 23:59", "275760-09-13",
    "2026-13-01 25:61",
    "NaN", "1e400", "Infinity", "-0", "%00", "'; DROP TABLE time_entry; --", "../../etc", "\u202e", "12:00",
]  # fmt: skip
TRIED = 5
"""So many of the values are tried on each property, the next ones on the next: there are many properties."""


def is_in_the_vendors_form(door: str, status: int, media: str, text: str) -> bool:
    """Whether a refusal is phrased as this vendor's errors are."""
    if door == "fortnox" and media.startswith(XML):
        return text.startswith("<?xml") and "<ErrorInformation><Error>1</Error><Message>" in text.replace("\n", "")
    said = json.loads(text)
    if door == "fortnox":
        return said == {"message": "unauthorized"} or set(said) == {"ErrorInformation"}
    if door == "bezala":
        return isinstance(said, dict) and isinstance(said.get("error"), str)
    if door == "own":
        return set(said) == {"error", "field", "rule"} and bool(said["error"])
    if door == "softone":
        return isinstance(said, str) and bool(said)
    return status >= 400 and set(said) == {"errorMessage"} and bool(said["errorMessage"])


class Prober:
    """Sends what should be refused, and checks how it is."""

    def __init__(self, world: World, ins: dict[str, Door]) -> None:
        self.world = world
        self.ins = ins
        self.refused = 0

    async def send(self, way: Way, path: str, **given: Any) -> int:
        """One request; its status."""
        door = self.ins[way.door]
        headers = {**door.headers, **given.pop("headers", {})}
        query = {**door.params, **given.pop("params", {})}
        began = time.perf_counter()
        reply = await self.world.client.request(way.method, path, headers=headers, params=query, **given)
        took = time.perf_counter() - began
        what = f"{way} {path} {str(given)[:300]}: {reply.status_code} {reply.text[:300]}"
        assert reply.status_code < 500, what
        assert took < SLOWEST_S, f"{what} took {took} s"
        if reply.status_code >= 400:
            self.refused += 1
            media = reply.headers["content-type"]
            assert is_in_the_vendors_form(way.door, reply.status_code, media, reply.text), what
        return reply.status_code


@pytest.fixture
async def prober(world: World) -> Prober:
    """A prober with a way into each API of the first firm."""
    return Prober(world, await doors(world, world.ostra))


def concrete(way: Way, world: World) -> str:
    """The path with variables that read well."""
    values = {"EmployeeId": "1001", "Date": "2026-11-18", "CauseCode": "TID", "_id": world.ostra.admin, "id": "1"}
    values |= {"name": "plan.pdf", "publicLink": "nobody-has-this-link", "employee": "1001"}
    values["user_id"] = str(world.ostra.persons["anna"][0])
    return way.path.format(**values)


async def event_count(world: World) -> int:
    """How many changes were ever made to the first firm's rows that can be seen."""

    def read(reader: Reader) -> int:
        one = Page(0, 1)
        asked = (Query(name, ("id",), page=one, with_total=True) for name in ("time_entry", "person", "mark"))
        return sum(reader.select(query).total for query in asked)

    return await world.store.read(world.ostra.company_id, read)


async def test_bodies_that_are_no_bodies_are_refused_in_the_vendors_form(prober: Prober) -> None:
    before = await event_count(prober.world)
    for way in await ways(prober.world):
        for media, body in RAW_BODIES:
            if way.method == "GET" and len(body) > 1000:
                continue
            headers = {"content-type": media.encode()}
            status = await prober.send(way, concrete(way, prober.world), headers=headers, content=body)
            is_read = way.method == "GET" or way.door == "softone"
            assert status >= 400 or is_read or way.method in {"DELETE", "PUT"}, (way, media, body[:40])
    assert prober.refused > 100
    assert await event_count(prober.world) <= before


async def test_values_that_fit_nowhere_are_refused_and_nothing_is_half_written(prober: Prober) -> None:
    values = cycle(VALUES)
    for way in await ways(prober.world):
        for name in way.properties:
            for value in islice(values, TRIED):
                body: dict[str, Any] = _around(way.door, prober.world) | {name: value}
                content = json.dumps({way.wrapper: body} if way.wrapper else body).encode()
                before = await event_count(prober.world)
                status = await prober.send(
                    way, concrete(way, prober.world), headers={"content-type": JSON}, content=content
                )
                assert status < 400 or await event_count(prober.world) == before, (way, name, value)
    assert prober.refused > 500


def _around(door: str, world: World) -> dict[str, Any]:
    """A body that would do, but for the one property that is tried."""
    firm = world.ostra
    if door == "seventime":
        who = {"createdByUser": firm.admin, "modifiedByUser": firm.admin, "user": firm.persons["anna"][1]}
        return {**who, "timestamp": "2026-11-18 07:00", "time": "1"}
    if door == "fortnox":
        return {"EmployeeId": "1001", "CauseCode": "TID", "Date": "2026-11-18", "Hours": 1}
    if door == "softone":
        return {}
    return {"balance_type": "work_time", "date": "2026-11-18", "value": 1}


async def test_parameters_of_every_list_stand_any_value(prober: Prober) -> None:
    for way in await ways(prober.world):
        if way.method != "GET":
            continue
        for name in way.names:
            for value in VALUES:
                text = json.dumps(value) if isinstance(value, list | dict) else str(value)
                shown = text.encode("utf-8", "replace").decode()[:2000]
                await prober.send(way, concrete(way, prober.world), params={name: shown})
    assert prober.refused > 100


def random_bytes(seed: int) -> Iterator[bytes]:
    """Bytes of no meaning, the same each time."""
    chance = random.Random(seed)
    for _ in range(30):
        yield chance.randbytes(chance.randrange(1, 300))


async def test_random_bytes_in_paths_and_bodies_are_survived(prober: Prober) -> None:
    for way in await ways(prober.world):
        for noise in random_bytes(7):
            await prober.send(way, concrete(way, prober.world), content=noise)
    for way in (
        Way(door, "GET", path, ())
        for door, path in (
            ("fortnox", "/3/"),
            ("bezala", "/api/users/"),
            ("seventime", "/api/2/"),
            ("softone", "/Personell/"),
            ("own", "/api/"),
        )
    ):
        for noise in random_bytes(8):
            path = way.path + "".join(f"%{byte:02x}" for byte in noise[:60])
            reply = await prober.world.client.get(path, headers=prober.ins[way.door].headers)
            assert reply.status_code < 500, path


@pytest.mark.parametrize("path", SIGN_IN_PATHS)
async def test_signing_in_with_anything_is_refused_without_a_stumble(world: World, path: str) -> None:
    for media, body in RAW_BODIES:
        headers = [(b"content-type", media.encode())]
        reply = await world.client.post(path, content=body, headers=headers, params=world.ostra.softone)
        assert 400 <= reply.status_code < 500, (path, media, body[:60], reply.text)


async def test_a_body_over_the_limit_is_413_in_the_vendors_form(prober: Prober) -> None:
    huge = b'{"description":"' + b"x" * (10 * 1024 * 1024) + b'"}'
    paths = {"fortnox": "/3/attendancetransactions", "seventime": "/api/2/timeLogs"}
    paths["bezala"] = f"/api/users/{prober.world.ostra.persons['anna'][0]}/time_balances"
    for door, path in paths.items():
        way = Way(door, "POST", path, ())
        assert await prober.send(way, path, headers={"content-type": JSON}, content=huge) == 413
