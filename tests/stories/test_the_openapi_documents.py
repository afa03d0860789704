"""Each API's OpenAPI document is valid, and nothing that can be made from it brings the server down."""

import json
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.core.result import Ok

from tests.harness import World
from tests.serving import serving
from tests.stories.doors import DOORS

EXAMPLES = 12
BEFORE_IT_IS_A_HANG_S = 10.0


@pytest.mark.anyio
@pytest.mark.parametrize("door", DOORS)
async def test_the_document_is_valid_openapi(world: World, door: str) -> None:
    reply = await world.client.get(f"/openapi/{door}.json")
    document = reply.raise_for_status().json()
    assert document["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert document["paths"]


@pytest.mark.anyio
async def test_the_pages_show_every_operation_of_every_api(world: World) -> None:
    index = await world.client.get("/docs")
    assert index.headers["content-type"].startswith("text/html")
    for door in DOORS:
        assert f"/docs/{door}" in index.text
        page = (await world.client.get(f"/docs/{door}")).raise_for_status().text
        document = (await world.client.get(f"/openapi/{door}.json")).json()
        for path in document["paths"]:
            assert path.replace("&", "&amp;") in page, path


def _credentials(base: str, door: str) -> tuple[dict[str, str], dict[str, str]]:
    """Headers and parameters of a signed-in client."""
    if door == "seventime":
        return {"Client-Secret": "demo-seventime"}, {}
    if door == "own":
        return {"Authorization": "Bearer demo-own"}, {}
    if door == "fortnox":
        return {"Access-Token": "demo-fortnox-token", "Client-Secret": "demo-fortnox-secret"}, {}
    with httpx.Client(base_url=base) as client:
        if door == "bezala":
            body = {"email": "admin@ostra.example", "password": "demo"}
            return {"Authorization": f"Bearer {client.post('/api/auth/token', json=body).json()['token']}"}, {}
        keys = {
            "companyApiKey": "11111111-1111-4111-8111-111111111111",
            "connectApiKey": "22222222-2222-4222-8222-222222222222",
        }
        sign_in = {"loginName": "admin", "password": "demo"}
        return {}, keys | {"token": client.post("/Login/Token", params=keys, json=sign_in).json()["Token"]}


@pytest.mark.parametrize("door", DOORS)
def test_nothing_made_from_the_document_brings_the_server_down(world_url: str, door: str) -> None:
    with serving(world_url) as base:
        headers, params = _credentials(base, door)
        schema = schemathesis.openapi.from_url(f"{base}/openapi/{door}.json")
        operations = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
        assert operations
        for operation in operations:
            _try(operation, headers, params)


def _try(operation: Any, headers: dict[str, str], params: dict[str, str]) -> None:
    """Send some requests made from an operation's schema, good ones and bad ones."""

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        reply = case.call(headers=headers, params=params, timeout=BEFORE_IT_IS_A_HANG_S)
        assert reply.status_code < 500, f"{case.as_curl_command()}\n{reply.text}"
        if reply.status_code >= 400 and reply.headers.get("content-type", ["json"])[0] == "application/json":
            json.loads(reply.content)

    send()
