"""Every page × role × company: nothing shows or does what it must not."""

import itertools
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from dagsverke.app.access import AREAS, MANAGER, PAYROLL, STAFF
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.references import existing
from tests import harness
from tests.app.firms import add_drive, add_expense, add_machine_time, add_time
from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.furnished import furnish
from tests.harness import Firm, World
from tests.web.conftest import Person, enter
from tests.web.crawling import PAGES, READ, WRITTEN, Opened, addresses_of, crawl

pytestmark = pytest.mark.anyio
THEIRS = "NORRASHEMLIGHET"
BOS = "BOSHEMLIGHET"
NAMED = {
    **dict.fromkeys(("customer", "project", "expense", "machine", "supplier", "article"), "name"),
    "work_order": "title",
    "quote": "name",
    "contact": "name",
    "drive": "start_address",
    "machine_entry": "note",
    "document": "name",
}
"""Tables, and the column that names a row of each."""
OWN_NUMBERS = frozenset({"place", "number", "dialect", "part", "collection"})
"""Variables that are no keys of rows: what stands there is the caller's own, or everybody's."""
NEVER_LINKED = frozenset(
    {
        "/documents/{key}/picture",  # no row of the tests has the bytes of one
        "/console/calls/{number:int}",  # nobody called
        *(f"/payroll/closings/plan{kind}" for kind in ("", ".csv", ".xlsx")),  # a form leads there
        *(
            f"/{what}/{{key}}/edit" for what in ("expenses", "drives", "machine-time", "invoices", "quotes")
        ),  # those here are settled
        "/registers/calendar/{key}/edit",  # there is no such rule
    }
)
"""Pages that no link leads to in the firms of the tests."""
ROLES = {"chef": MANAGER, "doc": PAYROLL, "anna": STAFF}


ABSURD = ("x", "9999-99-99", "-1", "9" * 40, "\0", "0000-00-00", "2026-03-29", "'\"<")
"""What nobody means, in any field."""
ASKED = frozenset({"page", "sort", "columns", "show", "on", "week", "day", "person"})
"""What addresses say beside the fields of a page."""


@dataclass(frozen=True)
class Firms:
    """Two furnished firms, and what the administrator of each opened."""

    world: World
    admin: Person
    ours: Opened
    theirs: Opened


@pytest.fixture(scope="module")
async def firms(shared_url: str) -> AsyncIterator[Firms]:
    """Both firms with rows of every kind. Those of the other one, and of Bo in ours, say whose they are."""
    async with harness.served(shared_url) as world:
        for firm in (world.ostra, world.norra):
            await furnish(Api(world, firm))
        await world.store.write(operator(world.ostra.company_id), _appoint)
        await world.store.write(operator(world.norra.company_id), _say_whose)
        admin = await enter(world, world.ostra, "admin")
        theirs = await crawl(await enter(world, world.norra, "admin"))
        yield Firms(world, admin, await crawl(admin), theirs)


def _appoint(unit: UnitOfWork) -> None:
    for who, role_code in ROLES.items():
        unit.change("person", existing(unit, "person", "id", user_name=who), {"role_code": role_code})
    bos = {"person_id": existing(unit, "person", "id", user_name="bo")["id"]}
    add_time(unit, note=BOS, **bos)
    add_expense(unit, **bos | {"name": BOS})
    add_drive(unit, start_address=BOS, **bos)
    add_machine_time(unit, note=BOS, **bos)


def _say_whose(unit: UnitOfWork) -> None:
    for table, name in NAMED.items():
        for row in unit.find_all(table):
            unit.change(table, row, {name: THEIRS})
    for person in unit.find_all("person"):
        unit.change("person", person, {"last_name": THEIRS})


async def _everything(world: World, firm: Firm) -> list[dict[str, Any]]:
    """The rows of a firm that the pages can write to."""
    tables = (*NAMED, "person", "time_entry", "invoice", "purchase_order", "supplier_invoice", "cause", "account")

    def read(reader: Reader) -> list[dict[str, Any]]:
        return [dict(row) for table in tables for row in reader.find_all(table)]

    return await world.store.read(firm.company_id, read)


def _telling(opened: Opened, secret: str) -> list[str]:
    """The addresses of the pages that tell a secret."""
    return [address for pages in opened.values() for address, page in pages if secret in page]


async def test_every_page_is_reached_by_links(firms: Firms) -> None:
    assert {one.path for one in READ} - firms.ours.keys() <= NEVER_LINKED


@pytest.mark.parametrize("who", list(ROLES))
async def test_a_page_opens_for_the_roles_of_its_area_and_for_no_others(firms: Firms, who: str) -> None:
    person = await enter(firms.world, firms.world.ostra, who)
    before, opened, refused = await _everything(firms.world, firms.world.ostra), 0, 0
    for route in PAGES:
        may_enter = ROLES[who] in AREAS[route.area]
        for address in addresses_of(route, firms.ours):
            if route in READ:
                reply = await person.get(address)
                assert (reply.status_code < 500) if may_enter else (reply.status_code == 403), address
                opened += reply.status_code == 200
            elif not may_enter:
                assert (await person.post(address)).status_code == 403, address
                refused += 1
    assert opened > len(AREAS)
    assert refused
    assert await _everything(firms.world, firms.world.ostra) == before


async def test_an_employee_sees_nothing_of_anothers(firms: Firms) -> None:
    assert _telling(firms.ours, BOS), "there is a secret to be kept"
    seen = await crawl(await enter(firms.world, firms.world.ostra, "anna"))
    assert {"/expenses", "/drives", "/machine-time", "/work-orders/{key}", "/day"} <= seen.keys()
    assert _telling(seen, BOS) == []


async def test_no_form_is_taken_without_the_key_of_its_session(firms: Firms) -> None:
    before = await _everything(firms.world, firms.world.ostra)
    for route in WRITTEN:
        for address in addresses_of(route, firms.ours):
            reply = await firms.admin.client.post(address, data={"name": "x"})
            assert reply.status_code == 403, f"{address}: {reply.status_code}"
    assert await _everything(firms.world, firms.world.ostra) == before


async def test_no_page_shows_or_touches_a_row_of_the_other_company(firms: Firms) -> None:
    assert _telling(firms.theirs, THEIRS), "there is a secret to be kept"
    assert _telling(firms.ours, THEIRS) == []
    before = await _everything(firms.world, firms.world.norra)
    for route in PAGES:
        variables = set(re.findall(r"{(\w+)", route.path))
        if not variables or variables & OWN_NUMBERS:
            continue
        for address in addresses_of(route, firms.theirs):
            reply = await (firms.admin.get(address) if route in READ else firms.admin.post(address))
            assert THEIRS not in reply.text, address
            assert 400 <= reply.status_code < 500, f"{address}: {reply.status_code}"
    assert await _everything(firms.world, firms.world.norra) == before


async def test_no_page_fails_on_what_nobody_means(firms: Firms) -> None:
    absurd = itertools.cycle(ABSURD)
    for pages in firms.ours.values():
        for address, page in pages:
            forms = html.fromstring(page).iter("form") if page else ()
            fields = {
                str(one.get("name"))
                for form in forms
                if form.get("method", "get") == "get"
                for one in form.iter()
                if one.get("name")
            }
            for name in sorted(ASKED | fields):
                reply = await firms.admin.get(urlsplit(address).path, **{name: next(absurd)})
                assert reply.status_code < 500, f"{reply.request.url}"


async def test_a_character_that_cannot_be_kept_is_refused_wherever_it_is_sent(firms: Firms) -> None:
    admin = firms.admin
    assert (await admin.get("/week", person="a\0b")).status_code == 400
    assert (await admin.get("/customers/a%00b")).status_code == 400
    assert (await admin.post("/customers/new", name="a\0b")).status_code == 400
    outside = firms.world.client
    assert (await outside.get("/link/quote/a%00b")).status_code == 400
    assert (await outside.post("/sign-in", data={"name": "a\0b", "password": "a\0b"})).status_code < 500
