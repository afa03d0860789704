"""Calling Bezala as its clients do: sign in, then carry the token."""

from dataclasses import dataclass
from typing import Any

import httpx

from dagsverke.app.access import Principal
from dagsverke.app.sign_in import SIGN_IN, open_session
from dagsverke.dialects.bezala.sign_in import DOOR, LIFETIME_S, TOKEN
from tests.harness import Firm, World

Row = dict[str, Any]


@dataclass(frozen=True)
class Api:
    """The dialect as one signed-in person sees it."""

    world: World
    firm: Firm
    token: str

    async def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any request below the prefix, with the person's token."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        return await self.world.client.request(method, f"/api/{path}", headers=headers, **options)

    async def get(self, path: str, **params: Any) -> Any:
        """The document of a successful GET."""
        reply = await self.send("GET", path, params=params)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def balances(self, user_name: str = "anna") -> str:
        """The path of a person's balances."""
        return f"users/{self.firm.persons[user_name][0]}/time_balances"

    async def put(self, kind: str, on: str, value: Any, user_name: str = "anna") -> Row:
        """Import a balance and return the row that is answered."""
        body = {"time_balance": {"balance_type": kind, "date": on, "value": value}}
        reply = await self.send("POST", self.balances(user_name), json=body)
        assert reply.status_code == 201, reply.text
        row: Row = reply.json()
        return row

    async def refused(self, status: int, method: str, path: str, **options: Any) -> Row:
        """The document of a request that fails with this status."""
        reply = await self.send(method, path, **options)
        assert reply.status_code == status, reply.text
        assert reply.headers["content-type"].startswith("application/json")
        document: Row = reply.json()
        assert isinstance(document["error"], str)
        assert document["error"]
        return document


async def signed_in(world: World, firm: Firm, user_name: str = "admin") -> Api:
    """The dialect as this person of the firm sees it, without the slow hash that a password costs."""
    door = await world.store.read(firm.company_id, lambda reader: reader.find("credential", kind=SIGN_IN))
    assert door is not None
    principal = Principal(firm.company_id, door["id"], DOOR, person_id=firm.persons[user_name][0])
    opened = await open_session(world.store, world.clock, principal=principal, kind=TOKEN, lifetime_s=LIFETIME_S)
    return Api(world, firm, opened[0])
