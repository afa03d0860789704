"""Every operation of every API, as its own OpenAPI document lists it, and a way in for each firm."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.harness import Firm, World
from tests.stories.ledger_client import bezala_token, softone_token

DOORS = ("fortnox", "bezala", "softone", "seventime", "own")
SIGN_IN_PATHS = ("/oauth-v1/token", "/api/auth/token", "/Login/Token")
"""Operations that take a secret instead of a credential; each has tests of its own."""


@dataclass(frozen=True)
class Door:
    """One firm's credentials for one API."""

    headers: Mapping[str, str]
    params: Mapping[str, str]


@dataclass(frozen=True)
class Way:
    """One operation."""

    door: str
    method: str
    path: str
    names: tuple[str, ...]  # parameters of the query
    properties: tuple[str, ...] = ()  # of a JSON body, or of the object that is its one member
    wrapper: str | None = None  # the name of that member

    def __str__(self) -> str:
        return f"{self.door} {self.method} {self.path}"


async def doors(world: World, firm: Firm) -> dict[str, Door]:
    """A firm's way into each API."""
    return {
        "fortnox": Door(firm.fortnox, {}),
        "bezala": Door(await bezala_token(world, firm), {}),
        "softone": Door({}, await softone_token(world, firm)),
        "seventime": Door(firm.seventime, {}),
        "own": Door(firm.own, {}),
    }


async def ways(world: World) -> list[Way]:
    """Every operation that needs a credential."""
    return [way for door in DOORS for way in _of(door, (await world.client.get(f"/openapi/{door}.json")).json())]


def _of(door: str, document: Mapping[str, Any]) -> Iterator[Way]:
    for path, methods in document["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            if method == "parameters" or path in SIGN_IN_PATHS:
                continue
            parameters = [*shared, *operation.get("parameters", [])]
            names = tuple(one["name"] for one in parameters if one.get("in") == "query")
            yield Way(door, method.upper(), path, names, *_body(operation))


def _body(operation: Mapping[str, Any]) -> tuple[tuple[str, ...], str | None]:
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    properties = schema.get("properties", {})
    if len(properties) == 1:
        ((wrapper, inner),) = properties.items()
        if "properties" in inner:
            return tuple(inner["properties"]), wrapper
    return tuple(properties), None
