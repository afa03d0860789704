"""What SQLite does to answer lists of invoices: an index finds the rows, never a walk over all of them."""

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


@pytest.fixture
def database(migrated_sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """An empty database: there are no statistics to go by."""
    connection = open_file(Path(migrated_sqlite_url.removeprefix("sqlite:///")))
    yield connection
    connection.close()


def asked(*where: Condition, order: tuple[str, bool] | None = None) -> Query:
    return Query("invoice", ("key", "name"), where, (order,) if order else (), Page(0, 100), with_total=True)


def steps(database: sqlite3.Connection, query: Query) -> list[str]:
    """The steps that find the keys of a page, and that count."""
    plan = Plans(SqliteGrammar()).of(query)
    found = []
    for sql in (*plan.keys, plan.totals.count):
        values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
        found += [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    return found


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize("name", ["key", "invoiced_on", "due_on", "customer_key"])
def test_an_order_with_an_index_needs_no_sorting(database: sqlite3.Connection, name: str, is_descending: bool) -> None:
    query = asked(order=(name, is_descending))
    slow = [step for step in steps(database, query) if "TEMP B-TREE" in step or step.startswith("SCAN")]
    is_tied = is_descending and name.endswith("_on")  # those of one day are put in the order of their ids
    assert slow == (["USE TEMP B-TREE FOR RIGHT PART OF ORDER BY"] if is_tied else [])
    assert not is_long(query)


@pytest.mark.parametrize(
    ("where", "index"),
    [
        (Condition("number", "eq", "7"), "invoice_number"),
        (Condition("ocr", "eq", "733"), "invoice_ocr_id"),
        (Condition("customer_number", "eq", "100"), "invoice_customer_number_id"),
        (Condition("customer_key", "eq", "x"), "invoice_customer_id_id"),
        (Condition("invoiced_on", "ge", "2026-01-01"), "invoice_invoiced_on_id"),
        (Condition("due_on", "le", "2026-01-31"), "invoice_due_on_id"),
    ],
)
def test_a_filter_is_answered_by_its_index(database: sqlite3.Connection, where: Condition, index: str) -> None:
    query = asked(where, order=(where.attribute, False) if where.attribute.endswith("_on") else None)
    assert any(index in step for step in steps(database, query))
    assert not is_long(query)
