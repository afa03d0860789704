"""What SQLite does to answer a list of work orders: it goes by an index, whatever is asked for by key or number."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dagsverke.app.queries import Condition, Page, Query
from dagsverke.store.plans import Plans
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.grammar import SqliteGrammar
from dagsverke.store.swiftness import is_long
from tests.store.test_plans import finding, steps

SHOWN = ("key", "title", "customer_name", "work_address", "work_city", "person_keys", "machine_keys", "documents")


@pytest.fixture
def empty(migrated_sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """An empty database: there are no statistics to go by."""
    connection = open_file(Path(migrated_sqlite_url.removeprefix("sqlite:///")))
    yield connection
    connection.close()


def orders(*where: Condition, order: tuple[tuple[str, bool], ...] = ()) -> Query:
    return Query("work_order", SHOWN, where, order, Page(0, 100), with_total=True)


def walks(found: list[str]) -> list[str]:
    """The steps that read more rows than are asked for."""
    is_walk = [step for step in found if step.startswith("SCAN") and "VIRTUAL" not in step]
    return is_walk + [step for step in found if "INDEX work_order_id (company_id=?)" in step]


@pytest.mark.parametrize("order", [(), (("title", False),), (("modified_at", True),)])
@pytest.mark.parametrize(
    ("where", "index"),
    [
        ((Condition("customer_key", "eq", "x"),), "work_order_customer_id_id"),
        ((Condition("project_key", "eq", "x"),), "work_order_project_id_id"),
        ((Condition("number", "eq", 7),), "work_order_number_id"),
        ((Condition("member_key", "eq", "x"),), "work_order_person_person"),
        ((Condition("member_key", "eq", "x"), Condition("title", "contains", "x")), "work_order_person_person"),
        ((Condition("member_key", "eq", "x"), Condition("customer_key", "eq", "x")), "work_order"),
    ],
)
def test_a_filter_by_key_or_number_is_answered_by_its_index(
    empty: sqlite3.Connection, where: tuple[Condition, ...], index: str, order: tuple[tuple[str, bool], ...]
) -> None:
    query = orders(*where, order=order)
    for found in (finding(empty, query), steps(empty, Plans(SqliteGrammar()).of(query).totals.count)):
        assert walks(found) == []
        assert any(index in step for step in found), found
    assert not is_long(query)


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize("name", ["key", "number", "modified_at", "customer_key", "project_key"])
def test_an_order_with_an_index_reads_no_more_than_a_page(
    empty: sqlite3.Connection, name: str, is_descending: bool
) -> None:
    query = orders(order=((name, is_descending),))
    found = finding(empty, query)
    assert not [step for step in found if step.startswith("SCAN") or step == "USE TEMP B-TREE FOR ORDER BY"]
    assert not is_long(query)


def test_what_is_changed_lately_is_found_by_the_day_of_change(empty: sqlite3.Connection) -> None:
    query = orders(Condition("modified_at", "ge", "2026-01-01"), order=(("modified_at", False),))
    assert any("work_order_modified_at_id (company_id=? AND modified_at>?)" in step for step in finding(empty, query))
    assert not is_long(query)


def test_the_rows_of_a_page_are_fetched_by_their_keys_with_all_that_belongs_to_them(empty: sqlite3.Connection) -> None:
    found = steps(empty, Plans(SqliteGrammar()).of(orders()).rows)
    assert set(walks(found)) == {"SCAN person_members", "SCAN machine_members"}
    assert not [step for step in found if step.startswith("SEARCH") and "company_id=? AND" not in step]


def test_time_entries_are_found_by_the_number_of_a_work_order_without_reading_all_work_orders(
    empty: sqlite3.Connection,
) -> None:
    query = Query("time_entry", ("key",), (Condition("work_order_number", "eq", 7),), (), Page(0, 100))
    assert any("work_order_number" in step for step in finding(empty, query))
