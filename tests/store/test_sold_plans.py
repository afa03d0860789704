"""What SQLite does to find sold invoices and their rows: the index of days gives the page, and rows come by owner."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dagsverke.app.queries import Condition, Page, Query
from dagsverke.store.plans import Plan, Plans
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.grammar import SqliteGrammar

ISSUED = Condition("status", "ne", 1)
SINCE, UNTIL = Condition("invoiced_on", "ge", "2026-01-01"), Condition("invoiced_on", "le", "2026-01-31")
BY_DAY = (("invoiced_on", False), ("number_length", False), ("number", False))


@pytest.fixture
def database(migrated_sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """An empty database: there are no statistics to go by."""
    connection = open_file(Path(migrated_sqlite_url.removeprefix("sqlite:///")))
    yield connection
    connection.close()


def page_of(*where: Condition) -> Plan:
    return Plans(SqliteGrammar()).of(Query("sold_invoice", ("id", "number"), where, BY_DAY, Page(0, 100)))


def steps(database: sqlite3.Connection, sql: str) -> list[str]:
    values = dict.fromkeys(re.findall(r":(\w+)", sql), "[1]")
    return [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


@pytest.mark.parametrize("where", [(), (ISSUED,), (SINCE, ISSUED), (SINCE, UNTIL, ISSUED), (SINCE, UNTIL)])
def test_days_are_found_and_ordered_by_their_index(database: sqlite3.Connection, where: tuple[Condition, ...]) -> None:
    found = steps(database, page_of(*where).keys[0])
    assert any("USING INDEX invoice_invoiced_on_id" in step for step in found)
    assert [step for step in found if "TEMP B-TREE" in step] == ["USE TEMP B-TREE FOR RIGHT PART OF ORDER BY"]


@pytest.mark.parametrize(("name", "index"), [("number", "invoice_number"), ("id", "sqlite_autoindex_invoice_1")])
def test_one_invoice_is_found_by_its_own_index(database: sqlite3.Connection, name: str, index: str) -> None:
    found = steps(database, page_of(Condition(name, "eq", "1"), ISSUED).keys[0])
    assert index in found[0]


def test_the_rows_of_a_page_come_by_their_invoices(database: sqlite3.Connection) -> None:
    where = (Condition("owner_id", "in", [1, 2]),)
    plan = Plans(SqliteGrammar()).of(Query("sold_row", ("owner_id", "name"), where, (("position", False),)))
    assert "USING INDEX paper_row_owner" in steps(database, plan.rows)[0]
