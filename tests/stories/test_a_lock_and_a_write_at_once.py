"""Once a period is locked no change of its days is ever committed, whatever was under way."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from dagsverke.app.commands import companies, people
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.errors import Locked
from tests.app.firms import one_id
from tests.app.locked import changes, department_id, furnish, key_of, lock_it, write
from tests.harness import World

pytestmark = pytest.mark.anyio
only_postgresql = pytest.mark.parametrize("world_url", ["postgresql"], indirect=True)
"""What has to wait for another unit of work: on SQLite there is one writer, and nobody waits in a unit of work."""

TABLES = ("time_entry", "expense", "drive", "machine_entry", "mark", "assignment")
STEPS = ("time: record", "time: note", "ledger: mark", "expense: record", "drive: record", "machine_entry: record")
PERSONS = ("anna", "bo", "chef")
WRITES_BEFORE, WRITES_MAX = 30, 2_000
"""So many writes are let through before the period is locked; so many in all if it never closed anything."""
LOOKS_MAX = 20_000


def all_of(reader: Reader) -> list[dict[str, Any]]:
    """Every row of the period and beside it, as it is committed."""
    return [dict(row) for table in TABLES for row in reader.find_all(table)]


class Hands:
    """Persons who write as fast as they can, until they are refused."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.written = 0
        self.enough = asyncio.Event()

    async def write_until_locked(self, step: Callable[[UnitOfWork], object]) -> None:
        """Write the same again and again; only a lock ends it."""
        while self.written < WRITES_MAX:
            try:
                await write(self.world, step)
            except Locked:
                return
            self.written += 1
            if self.written >= WRITES_BEFORE:
                self.enough.set()
        raise AssertionError("nothing was ever refused")

    async def lock_and_look(self) -> list[dict[str, Any]]:
        """Lock in the midst of it, and say what there was when that was done."""
        await self.enough.wait()
        await write(self.world, lock_it)
        return await self.world.store.read(self.world.ostra.company_id, all_of)


async def test_what_is_there_when_the_lock_is_set_is_there_when_the_last_writer_has_given_up(world: World) -> None:
    hands = Hands(world)
    steps = []
    for person in PERSONS:
        rows = await write(world, lambda work, person=person: furnish(work, person))  # type: ignore[misc]  # mypy infers no default of a lambda
        every = changes(rows, person)
        steps += [every[name] for name in STEPS]
    writers = [asyncio.create_task(hands.write_until_locked(step)) for step in steps]
    seen = await hands.lock_and_look()
    await asyncio.gather(*writers)
    assert hands.written >= WRITES_BEFORE
    assert await world.store.read(world.ostra.company_id, all_of) == seen


@only_postgresql
@pytest.mark.parametrize("name", STEPS)
async def test_who_began_before_the_lock_but_wrote_nothing_yet_is_refused(world: World, name: str) -> None:
    rows = await write(world, furnish)
    began, locked = threading.Event(), threading.Event()

    def late(work: UnitOfWork) -> None:
        assert work.company.locks == ()
        began.set()
        assert locked.wait(10)
        changes(rows)[name](work)

    async def lock_meanwhile() -> None:
        await asyncio.to_thread(began.wait, 10)
        await write(world, lock_it)
        locked.set()

    told, _ = await asyncio.gather(write(world, late), lock_meanwhile(), return_exceptions=True)
    assert isinstance(told, Locked)


@only_postgresql
async def test_who_holds_everybody_sees_what_was_locked_since_it_began(world: World) -> None:
    began, locked = threading.Event(), threading.Event()

    def late(work: UnitOfWork) -> int:
        assert work.company.locks == ()
        began.set()
        assert locked.wait(10)
        work.ledger.hold_everybody()
        return len(work.company.locks)

    async def lock_meanwhile() -> None:
        await asyncio.to_thread(began.wait, 10)
        await write(world, lock_it)
        locked.set()

    seen, _ = await asyncio.gather(write(world, late), lock_meanwhile())
    assert seen == 1


def is_anybody_waiting(work: UnitOfWork) -> bool:
    """Whether a transaction waits for an advisory lock."""
    asked = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    rows = work._connection.rows(asked, {})  # type: ignore[attr-defined]  # noqa: SLF001  # only the server knows
    return bool(rows[0][0])


@only_postgresql
async def test_the_lock_waits_for_who_has_written_already_even_for_a_person_that_is_new(world: World) -> None:
    rows = await write(world, furnish)
    order: list[str] = []
    wrote = threading.Event()

    def early(work: UnitOfWork) -> None:
        admin = key_of(work, "person", one_id(work, "person", user_name="admin"))
        told = {"first_name": "Ny", "last_name": "Här", "email": "ny@ostra.example", "user_name": "ny", "role_code": 30}
        people.record(work, {}, told | {"created_by_key": admin, "employee_number": "1099"})
        changes(rows, "ny")["time: record"](work)
        wrote.set()
        looks = (is_anybody_waiting(work) or bool(order) for _ in range(LOOKS_MAX))
        assert any(looks)
        order.append("written")

    async def lock_meanwhile() -> None:
        await asyncio.to_thread(wrote.wait, 10)
        await write(world, lock_it)
        order.append("locked")

    await asyncio.gather(write(world, early), lock_meanwhile())
    assert order == ["written", "locked"]


@only_postgresql
async def test_locking_waits_for_nobody_in_another_company(world: World) -> None:
    wrote, locked = threading.Event(), threading.Event()

    def elsewhere(work: UnitOfWork) -> None:
        work.ledger.hold([row["id"] for row in work.find_all("person")])
        wrote.set()
        assert locked.wait(10)

    async def lock_meanwhile() -> None:
        await asyncio.to_thread(wrote.wait, 10)
        await write(world, lambda work: lock_it(work, of=department_id(work)))
        locked.set()

    norra = companies.operator(world.norra.company_id)
    await asyncio.gather(world.store.write(norra, elsewhere), lock_meanwhile())
