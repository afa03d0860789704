"""Calling Seven Time as its clients do: a key in a header, JSON in the body."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from tests.harness import Firm, World

Row = dict[str, Any]
Grid = Sequence[tuple[str, Any]]
"""Parameters and values that are all to be refused."""
PREFIX = "/api/2"


@dataclass(frozen=True)
class Api:
    """The dialect as one firm sees it."""

    world: World
    firm: Firm

    async def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any request below the prefix, with the firm's key."""
        headers = {**self.firm.seventime, **options.pop("headers", {})}
        return await self.world.client.request(method, f"{PREFIX}/{path}", headers=headers, **options)

    async def get(self, path: str, **params: Any) -> Any:
        """The document of a successful GET."""
        return self.accepted(await self.send("GET", path, params=params))

    async def write(self, method: str, path: str, **body: Any) -> Row:
        """The row that a successful write answers."""
        row: Row = self.accepted(await self.send(method, path, json=body))
        return row

    async def refused(self, method: str, path: str, status: int, **options: Any) -> str:
        """The ``errorMessage`` of a request that fails with this status, in the one form of every failure."""
        reply = await self.send(method, path, **options)
        assert reply.status_code == status, reply.text
        document = reply.json()
        assert list(document) == ["errorMessage"]
        assert reply.headers["content-type"].startswith("application/json")
        return str(document["errorMessage"])

    async def record(self, **body: Any) -> Row:
        """Record a time log of Anna's on a Monday morning, or as the body says."""
        given = {"createdByUser": self.firm.admin, "user": self.person("anna"), "timestamp": "2026-11-16 08:00"}
        if "endTimestamp" not in body:
            given["time"] = "8"
        return await self.write("POST", "timeLogs", **(given | body))

    async def correct(self, row: Row, **body: Any) -> Row:
        """Correct a time log."""
        given = {"_id": row["_id"], "modifiedByUser": self.firm.admin, "user": row["user"]}
        return await self.write("PUT", "timeLogs", **(given | body))

    async def listed(self, path: str, **params: Any) -> list[Row]:
        """The rows of a list."""
        rows: list[Row] = (await self.get(path, **params))["data"]
        return rows

    async def named(self, method: str, path: str, name: str, **options: Any) -> str | None:
        """What is wrong with a refusal that should be 400 and begin with a parameter's name; None where nothing is."""
        reply = await self.send(method, path, **options)
        if reply.status_code == 400 and reply.json()["errorMessage"].startswith(f"{name}: "):
            return None
        return f"{name}: {options} was answered {reply.status_code} {reply.text[:200]}"

    def person(self, user_name: str) -> str:
        """The key of a person of the firm."""
        return self.firm.persons[user_name][1]

    @staticmethod
    def accepted(reply: httpx.Response) -> Any:
        """The document of a reply that is 200."""
        assert reply.status_code == 200, reply.text
        assert reply.headers["content-type"].startswith("application/json")
        return reply.json()
