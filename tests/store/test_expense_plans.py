"""What SQLite does to answer lists of expenses and articles: an index finds the rows, never a walk over all of them."""

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

SINCE = Condition("on_day", "ge", "2026-01-01")
UNTIL = Condition("on_day", "le", "2026-01-31")
CUSTOMER = Condition("customer_key", "eq", "a" * 24)
BY_TIME = ("happened_at", False)
EXPENSE_SORTS = ("happened_at", *(f"{name}_key" for name in ("article", "customer", "project")))
EXPENSE_SORTS += ("work_order_key", "supplier_key", "key")


@pytest.fixture
def database(migrated_sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """An empty database: there are no statistics to go by."""
    connection = open_file(Path(migrated_sqlite_url.removeprefix("sqlite:///")))
    yield connection
    connection.close()


def asked(collection: str, *where: Condition, order: tuple[str, bool] | None = None) -> Query:
    attributes = ("key", "name", "supplier_name")
    return Query(collection, attributes, where, (order,) if order else (), Page(0, 100), with_total=True)


def steps(database: sqlite3.Connection, query: Query) -> list[str]:
    """The steps that find the keys of a page, and that count."""
    plan = Plans(SqliteGrammar()).of(query)
    found = []
    for sql in (*plan.keys, plan.totals.count):
        values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
        found += [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    return found


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize(
    ("collection", "name"),
    [
        *(("expense", name) for name in EXPENSE_SORTS),
        *(("article", name) for name in ("key", "supplier_key", "parent_key")),
    ],
)
def test_an_order_with_an_index_needs_no_sorting(
    database: sqlite3.Connection, collection: str, name: str, is_descending: bool
) -> None:
    query = asked(collection, order=(name, is_descending))
    assert not [step for step in steps(database, query) if "TEMP B-TREE" in step or step.startswith("SCAN")]
    assert not is_long(query)


@pytest.mark.parametrize(
    ("collection", "where", "index"),
    [
        ("expense", (CUSTOMER,), "expense_customer_id_id"),
        ("expense", (CUSTOMER, SINCE, UNTIL), "expense_customer_id_id"),
        ("expense", (Condition("project_key", "eq", "x"), CUSTOMER), "expense_project_id_id"),
        ("expense", (Condition("work_order_key", "eq", "x"),), "expense_work_order_id_id"),
        ("expense", (Condition("supplier_key", "eq", "x"),), "expense_supplier_id_id"),
        ("expense", (Condition("article_key", "eq", "x"),), "expense_article_id_id"),
        ("expense", (Condition("article_number", "eq", "x"),), "expense_article_number_id"),
        ("expense", (SINCE, UNTIL), "expense_happened_at_"),
        ("article", (Condition("number", "eq", "x"),), "article_number_id"),
        ("article", (Condition("supplier_key", "eq", "x"),), "article_supplier_id_id"),
        ("article", (Condition("parent_key", "eq", "x"),), "article_parent_id_id"),
    ],
)
def test_a_filter_with_an_index_is_answered_by_it(
    database: sqlite3.Connection, collection: str, where: tuple[Condition, ...], index: str
) -> None:
    own = where[0].attribute
    query = asked(collection, *where, order=BY_TIME if own == "on_day" else None)
    found = steps(database, query)
    assert not [step for step in found if step.startswith("SCAN")]
    assert any(index in step for step in found), found
    assert not is_long(query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (asked("expense", order=BY_TIME), False),
        (asked("expense", order=("name", False)), True),
        (asked("expense", CUSTOMER, order=("name", False)), False),
        (asked("expense", Condition("name", "contains", "x"), order=BY_TIME), True),
        (asked("expense", SINCE, order=("modified_at", False)), True),
        (asked("article"), False),
        (asked("article", Condition("supplier_name", "contains", "x")), True),
        (asked("article", Condition("is_favorite", "eq", value=True)), True),
    ],
)
def test_a_list_is_long_where_no_index_answers_it(query: Query, expected: bool) -> None:
    assert is_long(query) is expected
