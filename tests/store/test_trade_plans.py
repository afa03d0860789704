"""What SQLite does to answer lists of drives and of machine time: never a walk over all of them."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dagsverke.app.queries import Condition, Page, Query
from dagsverke.store.plans import Plans
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.grammar import SqliteGrammar
from dagsverke.store.swiftness import is_long
from dagsverke.store.views import COLLECTIONS

SINCE = Condition("happened_at", "ge", "2026-01-01T00:00:00.000Z")
UNTIL = Condition("happened_at", "lt", "2026-02-01T00:00:00.000Z")
BILLABLE = Condition("is_billable", "eq", value=True)
BIG = ("drive", "machine_entry")


@pytest.fixture
def database(migrated_sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """An empty database: there are no statistics to go by."""
    connection = open_file(Path(migrated_sqlite_url.removeprefix("sqlite:///")))
    yield connection
    connection.close()


def asked(table: str, *where: Condition, order: tuple[tuple[str, bool], ...] = ()) -> Query:
    return Query(table, ("key", "person_name"), where, order, Page(0, 100), with_total=True)


def steps(database: sqlite3.Connection, query: Query) -> list[str]:
    """The steps that find the keys of a page and count the rows."""
    plan = Plans(SqliteGrammar()).of(query)
    found = []
    for sql in (*plan.keys, plan.totals.count):
        values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
        found += [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    return found


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize(
    ("table", "name"),
    [(table, name) for table in BIG for name in sorted(COLLECTIONS[table].sorts - {""})],
)
def test_an_order_with_an_index_sorts_at_most_what_is_equal(
    database: sqlite3.Connection, table: str, name: str, is_descending: bool
) -> None:
    query = asked(table, order=((name, is_descending),))
    found = steps(database, query)
    whole = [step for step in found if "TEMP B-TREE FOR ORDER BY" in step or step.startswith("SCAN")]
    assert whole == []
    column = name.removesuffix("_key") + "_id" if name.endswith("_key") else name
    assert any(f"INDEX {table}_{column}" in step for step in found), found
    assert not is_long(query)


@pytest.mark.parametrize("table", BIG)
@pytest.mark.parametrize("name", ["person_key", "customer_key", "project_key", "work_order_key", "work_order_number"])
def test_what_a_row_belongs_to_finds_it(database: sqlite3.Connection, table: str, name: str) -> None:
    query = asked(table, Condition(name, "eq", 7), SINCE, order=(("happened_at", True),))
    column = name.rpartition("_")[0] + "_id"
    found = steps(database, query)
    assert any(f"{table}_{column}_id (company_id=? AND {column}=?)" in step for step in found), found
    assert not is_long(query)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (asked("drive", Condition("registration_number", "eq", "ABC123")), "drive_registration_number_id"),
        (asked("drive", BILLABLE, order=(("happened_at", False),)), "drive_is_billable_happened_at_id"),
        (asked("drive", BILLABLE, SINCE, UNTIL, order=(("happened_at", False),)), "drive_is_billable_happened_at_id"),
        (asked("drive", SINCE, UNTIL, order=(("happened_at", False),)), "drive_happened_at_"),
        (asked("drive", SINCE, UNTIL, order=(("happened_at", True),)), "drive_happened_at_down"),
        (asked("machine_entry", Condition("machine_key", "eq", "x")), "machine_entry_machine_id_id"),
        (asked("machine_entry", SINCE, UNTIL, order=(("happened_at", False),)), "machine_entry_happened_at_"),
    ],
)
def test_a_filter_with_an_index_is_answered_by_it(database: sqlite3.Connection, query: Query, index: str) -> None:
    found = steps(database, query)
    assert not [step for step in found if step.startswith("SCAN")], found
    assert all(index in step for step in found if step.startswith(f"SEARCH {query.collection} ")), found
    assert not is_long(query)


@pytest.mark.parametrize("table", BIG)
def test_every_index_that_is_named_exists(database: sqlite3.Connection, table: str) -> None:
    names = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert set(COLLECTIONS[table].indexes.values()) <= names
