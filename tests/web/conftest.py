"""People of the first firm, signed in to its pages."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from lxml import html

from dagsverke.app.commands import companies
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.web import assets
from dagsverke.web.sessions import COOKIE, form_key
from tests.harness import BASE_URL, PASSWORD, Firm, World


@dataclass
class Person:
    """Somebody at a browser without scripts: a client with a cookie, and the key that forms carry."""

    client: httpx.AsyncClient

    @property
    def form_key(self) -> str:
        """What every form of the session carries."""
        return form_key(self.client.cookies.get(COOKIE) or "")

    async def get(self, path: str, **params: str) -> httpx.Response:
        """A page."""
        return await self.client.get(path, params=params or None)

    async def post(self, path: str, **fields: Any) -> httpx.Response:
        """A form, sent."""
        return await self.client.post(path, data={"form_key": self.form_key, **fields})

    async def upload(self, path: str, *files: tuple[str, tuple[str, bytes, str]], **fields: Any) -> httpx.Response:
        """A form with files, sent: each the name of its field, and its own name, bytes and what it is said to be."""
        return await self.client.post(path, data={"form_key": self.form_key, **fields}, files=list(files))


def found(page: str, path: str) -> list[Any]:
    """What an XPath finds in a page."""
    nodes = html.fromstring(page).xpath(path)
    assert isinstance(nodes, list)
    return nodes


async def enter(world: World, firm: Firm, user_name: str) -> Person:
    """Sign in as a person of a firm, by e-mail address; the pages then speak English."""

    def speak(unit: UnitOfWork) -> None:
        unit.change("person", existing(unit, "person", "id", id=firm.persons[user_name][0]), {"language": "EN"})

    await world.store.write(companies.operator(firm.company_id), speak)
    transport = world.client._transport  # noqa: SLF001  # the same application, with cookies of its own
    client = httpx.AsyncClient(transport=transport, base_url=BASE_URL)
    domain = firm.email.partition("@")[2]
    reply = await client.post("/sign-in", data={"name": f"{user_name}@{domain}", "password": PASSWORD})
    assert reply.status_code == 303, reply.text
    return Person(client)


async def hire(world: World, count: int) -> None:
    """Let so many more persons be in the first firm, all of them like Dag."""

    def work(unit: UnitOfWork) -> None:
        row = dict(existing(unit, "person", "id", user_name="doc"))
        plain = {name: value for name, value in row.items() if name not in {"id", "key", "company_id"}}
        own = ({"user_name": f"p{number}", "email": "", "employee_number": f"5{number:03}"} for number in range(count))
        unit.add_many("person", [plain | one for one in own])

    await world.store.write(companies.operator(world.ostra.company_id), work)


@pytest.fixture(autouse=True)
def _pages() -> None:
    """Without npm there are no pages to test."""
    if not assets.are_installed():
        pytest.skip("the pages are off: npm has not installed what they load")


@pytest.fixture
async def admin(world: World) -> Person:
    """The administrator of the first firm."""
    return await enter(world, world.ostra, "admin")


@pytest.fixture
async def anna(world: World) -> Person:
    """An employee of the first firm."""
    return await enter(world, world.ostra, "anna")
