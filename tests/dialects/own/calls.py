"""Calling our own API: a key in the bearer header."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from tests.harness import Firm, World

Row = dict[str, Any]


@dataclass(frozen=True)
class Api:
    """The API as the holder of one firm's key sees it."""

    world: World
    firm: Firm
    headers: Mapping[str, str]

    async def send(self, path: str, **params: Any) -> httpx.Response:
        """A GET below the prefix."""
        return await self.world.client.get(f"/api/{path}", headers=self.headers, params=params)

    async def get(self, path: str, **params: Any) -> Row:
        """The document of a successful GET."""
        reply = await self.send(path, **params)
        assert reply.status_code == 200, reply.text
        document: Row = reply.json()
        return document

    async def items(self, path: str, **params: Any) -> list[Row]:
        """The items of a successful GET."""
        found: list[Row] = (await self.get(path, **params))["items"]
        return found

    async def refused(self, status: int, path: str, **params: Any) -> Row:
        """The document of a GET that fails with this status."""
        reply = await self.send(path, **params)
        assert reply.status_code == status, reply.text
        document: Row = reply.json()
        assert list(document) == ["error", "field", "rule"]
        assert document["error"]
        return document

    async def record(self, number: str, code: str, hours: float, on: str) -> None:
        """Register an amount through the payroll system's door."""
        row = {"EmployeeId": number, "CauseCode": code, "Date": on, "Hours": hours}
        reply = await self.world.client.post(
            "/3/attendancetransactions", headers=self.firm.fortnox, json={"AttendanceTransaction": row}
        )
        assert reply.status_code == 201, reply.text
