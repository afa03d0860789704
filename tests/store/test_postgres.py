"""What only PostgreSQL can do wrong."""

import asyncio
import threading
from itertools import count

import psycopg
import pytest

from dagsverke.app.access import Principal
from dagsverke.app.ports import UnitOfWork
from dagsverke.store.connection import Unavailable
from dagsverke.store.engine import open_store
from dagsverke.store.migrate import is_current
from tests.harness import StillClock
from tests.store.house import Counted, House, Ticking, entry

NOWHERE = "postgresql://nobody@127.0.0.1:9/nothing?connect_timeout=1"


def test_a_server_that_is_not_there_is_said_to_be_unavailable() -> None:
    with pytest.raises(Unavailable):
        is_current(NOWHERE)


def test_a_connection_that_was_lost_is_replaced(postgresql_house: House) -> None:
    person = postgresql_house.add("person", first_name="P")

    def kill(work: UnitOfWork) -> None:
        work._connection.rows("SELECT pg_terminate_backend(pg_backend_pid())", {})  # type: ignore[attr-defined]  # noqa: SLF001  # on purpose

    with pytest.raises(Unavailable):
        postgresql_house.write(kill)
    assert postgresql_house.ids("person") == [person]


def test_connections_that_the_server_closed_while_nobody_used_them_are_replaced(
    postgresql_house: House, migrated_postgresql_url: str
) -> None:
    person = postgresql_house.add("person", first_name="P")
    assert postgresql_house.ids("person") == [person]
    others = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'dagsverke'"
    with psycopg.connect(migrated_postgresql_url, autocommit=True) as other:
        ended = other.execute(f"{others} AND datname = current_database()").fetchall()
    assert ended
    assert set(ended) == {(True,)}
    assert postgresql_house.ids("person") == [person]
    postgresql_house.add("person", first_name="Q")
    assert len(postgresql_house.ids("person")) == 2


def test_every_connection_is_told_what_reading_costs(postgresql_house: House) -> None:
    def told(work: UnitOfWork) -> str:
        return str(work._connection.rows("SHOW random_page_cost", {})[0][0])  # type: ignore[attr-defined]  # noqa: SLF001  # no port tells

    assert postgresql_house.write(told) == "1.1"


def test_who_holds_a_persons_ledger_keeps_others_waiting_and_both_are_counted(postgresql_house: House) -> None:
    person = postgresql_house.add("person", first_name="P")
    held, order = threading.Event(), []

    def first(work: UnitOfWork) -> None:
        work.ledger.hold([person])
        held.set()
        order.append("first begins")
        work.add("time_entry", entry(person, "2026-03-01"))
        order.append("first ends")

    def second(work: UnitOfWork) -> None:
        held.wait(5)
        work.ledger.hold([person])
        order.append("second")
        work.add("time_entry", entry(person, "2026-03-01", 9))

    async def both() -> None:
        store, ours = postgresql_house.store, postgresql_house.ours
        await asyncio.gather(store.write(ours, second), store.write(ours, first))

    asyncio.run(both())
    assert order == ["first begins", "first ends", "second"]
    assert postgresql_house.select("time_entry", "id", page=(0, 1)).total == 2


def test_work_on_a_row_that_somebody_changed_meanwhile_is_run_again(postgresql_house: House) -> None:
    person = postgresql_house.add("person", first_name="P")
    tries = []

    def change(work: UnitOfWork) -> None:
        row = work.find("person", id=person)
        assert row is not None
        tries.append(row["first_name"])
        if len(tries) == 1:
            threading.Thread(target=lambda: postgresql_house.write(elsewhere)).run()
        work.change("person", row, {"last_name": f"after {row['first_name']}"})

    def elsewhere(work: UnitOfWork) -> None:
        row = work.find("person", id=person)
        assert row is not None
        work.change("person", row, {"first_name": "Q"})

    async def run() -> None:
        await postgresql_house.store.write(postgresql_house.ours, change)

    other = threading.Thread(target=lambda: asyncio.run(run()))
    other.start()
    other.join()
    assert tries == ["P", "Q"]
    row = postgresql_house.find("person", id=person)
    assert row is not None
    assert (row["first_name"], row["last_name"]) == ("Q", "after Q")


CHANGED_BY_MANY = [
    ("quote", {"public_link": "a" * 20}, "kind", 0),  # has an instant of its last change
    ("session", {"kind": "web", "token_hash": "t", "credential_id": 1, "scopes": "0"}, "scopes", "0"),  # has none
]


@pytest.mark.parametrize(("table", "values", "column", "beginning"), CHANGED_BY_MANY)
def test_of_many_who_change_what_they_found_each_found_what_the_last_one_left(
    postgresql_house: House, table: str, values: dict[str, object], column: str, beginning: str | int
) -> None:
    row_id = postgresql_house.add(table, **values)
    still = StillClock(Ticking().now())
    stores = [open_store(postgresql_house.url, clock=still, keys=Counted()) for _ in range(2)]

    def count_up(work: UnitOfWork) -> int:
        row = work.find(table, id=row_id)
        assert row is not None
        work.change(table, row, {column: type(beginning)(int(row[column]) + 1)})
        return int(row[column])

    async def all_at_once() -> list[int]:
        try:
            several = (store.write(postgresql_house.ours, count_up) for _ in range(10) for store in stores)
            return await asyncio.gather(*several)
        finally:
            for store in stores:
                await store.close()

    assert sorted(asyncio.run(all_at_once())) == list(range(20))


def test_two_stores_on_one_database_give_no_id_twice(postgresql_house: House) -> None:
    other = open_store(postgresql_house.url, clock=Ticking(), keys=Counted())
    tokens = count()
    ours = Principal(postgresql_house.ours.company_id, 1, "test")

    async def both() -> list[int]:
        def add(work: UnitOfWork) -> int:
            return work.add("session", {"kind": "web", "token_hash": str(next(tokens)), "credential_id": 1})

        try:
            return [await store.write(ours, add) for store in (other, postgresql_house.store) for _ in range(5)]
        finally:
            await other.close()

    assert len(set(asyncio.run(both()))) == 10
