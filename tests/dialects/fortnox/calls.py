"""Calling Fortnox as its clients do: a token and a secret in headers, JSON in the body."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

from tests.harness import Firm, World

Row = dict[str, Any]
PATH = "/3/attendancetransactions"
BEARER = {"Authorization": "Bearer demo-fortnox-token"}


@dataclass(frozen=True)
class Api:
    """The dialect as one firm sees it."""

    world: World
    firm: Firm

    async def send(self, method: str, path: str = "", **options: Any) -> httpx.Response:
        """Any request below the list's path, with the firm's token and secret."""
        headers = {**self.firm.fortnox, **options.pop("headers", {})}
        return await self.world.client.request(method, PATH + path, headers=headers, **options)

    async def record(
        self, code: str = "TID", hours: Any = 2, on: str = "2016-12-08", employee: Any = "9978", **more: Any
    ) -> Row:
        """Register an amount and return the transaction that is answered."""
        row = {"EmployeeId": employee, "CauseCode": code, "Date": on, "Hours": hours, **more}
        return single(await self.send("POST", json={"AttendanceTransaction": row}), 201)

    async def listed(self, **params: Any) -> list[Row]:
        """The rows of a list."""
        reply = await self.send("GET", params=params)
        assert reply.status_code == 200, reply.text
        rows: list[Row] = reply.json()["AttendanceTransactions"]
        return rows

    async def refused(self, status: int, code: int, method: str, path: str = "", **options: Any) -> str:
        """The message of a request that fails with this status and code, in the one form of JSON failures."""
        reply = await self.send(method, path, **options)
        assert reply.status_code == status, reply.text
        assert reply.headers["content-type"].startswith("application/json")
        document = reply.json()
        assert list(document) == ["ErrorInformation"]
        said = document["ErrorInformation"]
        assert list(said) == ["error", "message", "code"]
        assert (said["error"], said["code"]) == (1, code), said
        return str(said["message"])

    async def refuse_row(self, code: int, **row: Any) -> str:
        """The message with which a POST of a row is refused, and proof that it left nothing behind."""
        whole = {"EmployeeId": "9978", "CauseCode": "TID", "Date": "2016-12-08", "Hours": 2} | row
        told = await self.refused(400, code, "POST", json={"AttendanceTransaction": whole})
        assert await self.listed(employeeid="9978") == []
        return told


def by_key(employee: str, on: str, code: str) -> str:
    """The rest of the path of a transaction."""
    return "/" + "/".join(quote(part, safe="") for part in (employee, on, code))


def single(reply: httpx.Response, status: int = 200) -> Row:
    """The transaction in a reply with this status, the only member of its body."""
    assert reply.status_code == status, reply.text
    document = reply.json()
    assert list(document) == ["AttendanceTransaction"]
    row: Row = document["AttendanceTransaction"]
    assert list(row) == ["EmployeeId", "CauseCode", "Date", "Hours", "id", "CostCenter", "Project", "@url"]
    return row


def shown(row: Row) -> tuple[Any, ...]:
    """The documented properties of a row."""
    return tuple(row[name] for name in ("EmployeeId", "CauseCode", "Date", "Hours"))
