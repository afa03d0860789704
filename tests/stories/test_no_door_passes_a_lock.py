"""Whatever is sent to whichever API or page, a locked period stays as it was; and whoever is refused is told why."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from dagsverke.app import balances
from dagsverke.app.commands import accounts, locks
from dagsverke.app.commands.registry import COMMANDS
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.calendars import DAY_MIN
from dagsverke.domain.units import MS_PER_HOUR
from dagsverke.main import DIALECTS
from dagsverke.web import assets
from dagsverke.wire.router import whole_path
from tests.app.firms import add_time, one_id
from tests.app.locked import INSIDE, LAST, REASON, write
from tests.dialects.seventime.calls import Api
from tests.harness import World
from tests.stories.doors import Door, doors, ways
from tests.stories.locked_requests import Asked, aims_of, requests
from tests.stories.pages import Form, forms, routes, told
from tests.web.conftest import Person, enter

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 12, 11, tzinfo=UTC)
"""A moment in the locked period: what says no day is of it too."""
CLOSING = ("time.", "attendance.", "balance.", "expense.", "drive.", "machine_time.")
"""How the commands are called that change what has a day."""
TOLD = (DAY_MIN, LAST, "Ada Admin", REASON, "Administratör", "Ekonomi")
DATED = ("time_entry", "expense", "drive", "machine_entry", "mark", "adjustment", "posting", "attendance")
BESIDE = frozenset(
    {"is_invoiced", "invoice_id", "invoiced_at", "attested_at", "attested_by_id", "status", "modified_at"}
    | {"modified_by_id"}
)
"""What attesting and invoicing say on a row."""


def period(reader: Reader, person_ids: list[int]) -> dict[str, Any]:
    """All that is known of the days until the last locked one."""
    found: dict[str, Any] = {
        table: [_bare(row) for row in reader.find_all(table) if row["on_day"] <= LAST] for table in DATED
    }
    found["assignment"] = [dict(row) for row in reader.find_all("assignment", person_id=person_ids)]
    accounts = list(reader.company.accounts.values())
    for on in (INSIDE, LAST):
        found[f"balances {on}"] = balances.balances(reader, person_ids, accounts, on)
    return found


def _bare(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in BESIDE}


class Prober:
    """Sends requests, and looks at the period in between."""

    def __init__(self, world: World, ins: Mapping[str, Door]) -> None:
        self.world = world
        self.ins = ins
        self.person_ids = [row_id for row_id, _ in world.ostra.persons.values()]

    async def look(self) -> dict[str, Any]:
        """The period as it is."""
        return await self.world.store.read(self.world.ostra.company_id, lambda reader: period(reader, self.person_ids))

    async def send(self, asked: Asked) -> httpx.Response:
        """One request."""
        door = self.ins[asked.door]
        text = asked.body if isinstance(asked.body, str) else json.dumps(asked.body or {})
        headers = {"content-type": "application/json", **asked.headers, **door.headers}
        reply = await self.world.client.request(
            asked.method, asked.path, headers=headers, params=door.params, content=text.encode()
        )
        assert reply.status_code < 500, f"{asked}: {reply.text}"
        return reply


def is_locked(reply: httpx.Response) -> bool:
    """Whether a request was refused for the lock, and told all that there is to tell."""
    if reply.status_code < 400:
        return False
    text = reply.text if reply.text.startswith("<") else json.dumps(reply.json(), ensure_ascii=False)
    found = [word for word in TOLD if word in text]
    assert len(found) in {0, len(TOLD)}, text
    return bool(found)


def closing_operations() -> set[tuple[str, str, str]]:
    """Every operation of every API that changes what has a day."""
    return {
        (dialect.name, operation.method, whole_path(dialect, operation))
        for dialect in DIALECTS
        for resource in dialect.resources
        for operation in resource.operations
        if operation.command is not None and operation.command.startswith(CLOSING)
    }


async def test_no_operation_changes_a_locked_period_and_each_that_would_says_why(world: World) -> None:
    world.clock.at = NOW
    aims = await aims_of(Api(world, world.ostra))
    lock_id = await write(world, lambda work: locks.lock(work, LAST, REASON), "admin")
    prober = Prober(world, await doors(world, world.ostra))
    every = list(requests(aims, await ways(world)))
    before = await prober.look()
    refused: list[Asked] = []
    for place, asked in enumerate(every):
        if is_locked(await prober.send(asked)):
            refused.append(asked)
        if place + 1 == len(every) or every[place + 1].operation != asked.operation:
            assert await prober.look() == before, asked.operation
    assert {one.operation for one in refused} == closing_operations()
    assert {one.operation for one in every} >= {
        (way.door, way.method, way.path) for way in await ways(world) if way.method != "GET"
    }

    await write(world, lambda work: locks.open_(work, lock_id, "för jämförelsen"), "admin")
    replies = [(asked, await prober.send(asked)) for asked in refused]
    assert not [asked for asked, reply in replies if is_locked(reply)]
    taken = {asked.operation for asked, reply in replies if reply.status_code < 400}
    assert taken == closing_operations()
    assert await prober.look() != before


def test_the_commands_that_close_are_known_by_their_names() -> None:
    assert {name for name in COMMANDS if name.startswith(CLOSING)} == {
        *(f"{kind}.{verb}" for kind in ("attendance", "drive", "expense", "time") for verb in VERBS),
        *(f"machine_time.{verb}" for verb in VERBS),
        *("balance.mark", "balance.unmark"),
    }


VERBS = ("record", "correct", "withdraw")


BY_SCRIPT = {
    "/week/cell": {"day": INSIDE, "hours": "3"},
    "/payroll/import": {"text": f"Number;Account;Day;Balance\n1001;Komp;{INSIDE};1\n", "confirmed": "1"},
    "/payroll/closings": {"kind": "flex", "on": INSIDE, "confirmed": "1"},
}
"""Forms that a script sends, or that come after another one."""
PAGES = {
    *("/week/cell", "/day", "/day/entries/{key}"),
    *(f"/{things}/{step}" for things in ("drives", "expenses") for step in ("new", "{key}/edit", "{key}/withdraw")),
    *("/balances/correct", "/balances/mark", "/balances/take-back", "/payroll/import", "/payroll/closings"),
}
"""The pages that change what has a day. What copies or fills a week passes over the days that are locked."""


def prepare_pages(work: UnitOfWork) -> None:
    """Something in the week before, which could be copied, and a flex period that could be closed."""
    anna = one_id(work, "person", user_name="anna")
    moment = {"on_day": "2026-11-03", "begins_at": "2026-11-03T08:00:00.000Z", "duration_ms": MS_PER_HOUR}
    add_time(work, person_id=anna, **moment)
    accounts.rule(work, {"code": "Flex"}, {"closes": "flex", "carry_max": 0, "carry_min": 0, "surplus": "lapse"})


def is_locked_page(reply: httpx.Response) -> bool:
    """Whether a form was refused for the lock, and the page told all that there is to tell."""
    assert reply.status_code < 500, reply.text
    text = told(reply.text)
    found = [word for word in TOLD if word in text]
    assert len(found) in {0, len(TOLD)}, text
    return bool(found)


async def test_no_page_changes_a_locked_period_and_each_that_would_says_why(world: World) -> None:
    if not assets.are_installed():
        pytest.skip("the pages are off: npm has not installed what they load")
    world.clock.at = NOW
    await aims_of(Api(world, world.ostra))
    await write(world, prepare_pages)
    admin = await enter(world, world.ostra, "admin")
    every = await every_form(world, admin)
    prober = Prober(world, {})

    lock_id = await write(world, lambda work: locks.lock(work, LAST, REASON), "admin")
    near = [one for one in every if one.route in PAGES]
    refused = await refused_of(near, admin, prober)
    assert {form.route for form in refused} >= PAGES
    before = await prober.look()
    await write(world, lambda work: locks.open_(work, lock_id, "för jämförelsen"), "admin")
    replies = [(form, await admin.post(form.path, **form.fields)) for form in refused]
    assert not [form for form, reply in replies if is_locked_page(reply)]
    assert {form.route for form, reply in replies if reply.status_code < 400} >= PAGES
    assert await prober.look() != before

    await write(world, lambda work: locks.lock(work, LAST, REASON), "admin")
    rules = [one for one in every if one.route not in PAGES]
    assert await refused_of(rules, admin, prober)  # last, for those that are taken change what the others need


async def every_form(world: World, admin: Person) -> list[Form]:
    """What the pages show, what their scripts send, and of every other address something; those of one together."""
    anna = world.ostra.persons["anna"][1]
    aims = {"person": anna, "week": INSIDE, "day": INSIDE, "on": INSIDE, "account": "Flex"}
    line = f"{world.ostra.keys['cause TID']}..."
    every = await forms(admin, aims)
    every += [Form(path, {"person": anna, "line": line} | fields) for path, fields in BY_SCRIPT.items()]
    left = {one.path for one in routes("POST")} - {one.route for one in every}
    every += [Form(re.sub("{[^}]*}", "f" * 24, path), aims | {"on_day": INSIDE}) for path in sorted(left)]
    return sorted(every, key=lambda one: (one.withdraws, one.route))


async def refused_of(some: Sequence[Form], admin: Person, prober: Prober) -> list[Form]:
    """Send forms; those that are refused for the lock. After each address the period is as it was before all."""
    before, refused = await prober.look(), []
    for place, form in enumerate(some):
        if is_locked_page(await admin.post(form.path, **form.fields)):
            refused.append(form)
        if place + 1 == len(some) or some[place + 1].route != form.route:
            assert await prober.look() == before, form.route
    return refused
