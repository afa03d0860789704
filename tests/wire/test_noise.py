import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wire.conftest import Served

pytestmark = pytest.mark.anyio

METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "FOO"])
PATHS = st.sampled_from(
    ["things", "things/x", "things/coded/x", "things/first", "wrapped", "wrapped/search", "echo", "echo/known", ""]
)
MEDIA = st.sampled_from(
    [
        "application/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=X",
        "",
        "x",
    ]
)
NAMES = st.sampled_from(
    [
        "id",
        "code",
        "name",
        "price",
        "active",
        "since",
        "sort",
        "order",
        "page",
        "size",
        "skip",
        "codes",
        "thing",
        "colour",
    ]
)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8),
    st.lists(st.text(max_size=2), max_size=2), st.dictionaries(NAMES, st.text(max_size=3), max_size=2),
)  # fmt: skip
BODIES = st.one_of(st.binary(max_size=60), st.dictionaries(NAMES, VALUES, max_size=5))
HEADERS = st.dictionaries(
    st.sampled_from([b"probe-key", b"authorization", b"accept", b"host", b"idempotency-key", b"content-length"]),
    st.binary(max_size=20),
    max_size=3,
)


async def _sent(served: Served, scope: dict[str, object], body: bytes) -> int:
    statuses: list[int] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))

    await served.app(scope, receive, send)  # type: ignore[arg-type]  # a server's messages are plain dicts
    return statuses[0]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(METHODS, PATHS, st.tuples(st.binary(max_size=12), st.binary(max_size=30)), MEDIA, BODIES, HEADERS)
async def test_no_bytes_at_all_make_a_server_error(
    alone: Served,
    method: str,
    path: str,
    tail_and_query: tuple[bytes, bytes],
    media: str,
    body: bytes | dict[str, object],
    headers: dict[bytes, bytes],
) -> None:
    tail, query = tail_and_query
    data = body if isinstance(body, bytes) else _json(body)
    scope: dict[str, object] = {
        "type": "http",
        "method": method,
        "path": f"/probe/1/{path}",
        "raw_path": f"/probe/1/{path}".encode() + tail,
        "query_string": query,
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "headers": list(({b"probe-key": b"first", b"content-type": media.encode()} | headers).items()),
    }
    status = await _sent(alone, scope, data)
    assert status < 500, alone.log[-2:]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["POST", "PUT"]),
    st.dictionaries(NAMES, VALUES, max_size=6),
    st.dictionaries(NAMES, st.text(max_size=6)),
)
async def test_no_values_at_all_make_a_server_error(
    served: Served, method: str, sent: dict[str, object], query: dict[str, str]
) -> None:
    for path in ("things", "wrapped", "wrapped/search"):
        body = {"thing": sent, **sent} if path != "things" else sent
        reply = await served.client.request(method, f"/probe/1/{path}", params=query, content=_json(body))
        assert reply.status_code < 500, served.log[-2:]
        reply = await served.client.get(f"/probe/1/{path}", params=query)
        assert reply.status_code < 500, served.log[-2:]


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
