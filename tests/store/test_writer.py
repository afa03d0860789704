"""Group commit on SQLite."""

import asyncio
import sqlite3
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Conflict
from dagsverke.store.sqlite.lock import FileLock
from dagsverke.store.sqlite.store import SqliteStore
from tests.store.house import House, move_in


def store_of(house: House) -> SqliteStore:
    assert isinstance(house.store, SqliteStore)
    return house.store


def write(house: House, **values: object) -> Coroutine[Any, Any, int]:
    """A request that adds a person."""
    return house.store.write(house.ours, lambda work: work.add("person", values))


async def turns() -> None:
    """Let everything run that can without waiting for anybody."""
    for _ in range(20):
        await asyncio.sleep(0)


def path_of(house: House) -> Path:
    return Path(house.url.removeprefix("sqlite:///"))


def test_writes_that_wait_share_a_commit_and_a_refusal_undoes_only_its_own(sqlite_house: House) -> None:
    store = store_of(sqlite_house)
    before = store.commit_count

    async def all_at_once() -> list[object]:
        numbers = [str(number % 18) for number in range(20)]
        asked = (write(sqlite_house, employee_number=one) for one in numbers)
        return [*await asyncio.gather(*asked, return_exceptions=True)]

    answers = asyncio.run(all_at_once())
    assert [type(one) for one in answers[-2:]] == [Conflict, Conflict]
    assert len({one for one in answers[:-2] if isinstance(one, int)}) == 18
    assert store.commit_count - before < 5
    assert len(sqlite_house.ids("person")) == 18


def test_what_is_answered_is_in_the_file(sqlite_house: House) -> None:
    person = sqlite_house.add("person", first_name="Åsa")
    other = sqlite3.connect(path_of(sqlite_house))
    assert other.execute("SELECT first_name FROM person WHERE id = ?", (person,)).fetchone() == ("Åsa",)
    other.close()


def test_a_request_that_is_given_up_harms_no_other(sqlite_house: House) -> None:
    async def one_is_cancelled() -> None:
        first, second, third = (asyncio.create_task(write(sqlite_house, first_name=name)) for name in "ABC")
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(first, second, third, return_exceptions=True)
        await write(sqlite_house, first_name="D")

    asyncio.run(one_is_cancelled())
    names = {row[0] for row in sqlite_house.select("person", "first_name").rows}
    assert names >= {"A", "C", "D"}


def test_a_commit_that_fails_fails_its_requests_and_the_next_ones_go_on(sqlite_house: House) -> None:
    def spoil(work: UnitOfWork) -> None:
        work.add("customer", {"name": "lost"})
        store_of(sqlite_house)._writer._connection.run("PRAGMA defer_foreign_keys = ON", {})  # noqa: SLF001  # the only way to make a COMMIT fail
        work.add("time_entry", {"person_id": -1, "on_day": "2026-03-01", "begins_at": "2026-03-01T00:00:00.000Z"})

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        sqlite_house.write(spoil)
    assert sqlite_house.ids("customer") == []
    assert sqlite_house.add("customer", name="kept") > 0


def test_a_write_waits_for_the_lock_of_another_process_while_reads_go_on(sqlite_house: House) -> None:
    lock = FileLock(path_of(sqlite_house))
    lock.take()

    async def write_behind_the_lock() -> int:
        task = asyncio.create_task(write(sqlite_house))
        await turns()
        assert not task.done()
        company_id = sqlite_house.ours.company_id
        assert await sqlite_house.store.read(company_id, lambda reader: reader.find_all("person")) == []
        lock.release()
        return await task

    assert asyncio.run(write_behind_the_lock()) > 0
    lock.close()


def test_a_program_without_the_lock_is_waited_for_too(sqlite_house: House) -> None:
    other = sqlite3.connect(path_of(sqlite_house), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def write_behind() -> int:
        task = asyncio.create_task(write(sqlite_house))
        await turns()
        assert not task.done()
        other.execute("COMMIT")
        return await task

    assert asyncio.run(write_behind()) > 0
    other.close()


def test_a_long_read_runs_in_a_thread_and_sees_the_same(sqlite_house: House) -> None:
    person = sqlite_house.add("person")
    assert [row["id"] for row in sqlite_house.read(lambda reader: reader.find_all("person"), is_long=True)] == [person]


def test_a_reader_cannot_write(sqlite_house: House) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        sqlite_house.read(lambda reader: reader._connection.run("DELETE FROM person", {}))  # type: ignore[attr-defined]  # noqa: SLF001  # on purpose


def test_closing_finishes_what_waits_and_leaves_one_file_without_a_log(migrated_sqlite_url: str) -> None:
    house = move_in(migrated_sqlite_url)

    async def write_and_close() -> int:
        task = asyncio.create_task(write(house))
        await asyncio.sleep(0)
        await house.store.close()
        return await task

    assert asyncio.run(write_and_close()) > 0
    assert {one.name for one in path_of(house).parent.glob("*.db*")} == {"dagsverke.db", "dagsverke.db.lock"}
