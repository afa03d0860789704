"""What SQLite does to find customers: never a walk over all of them, where a number or a day is asked for."""

import sqlite3

import pytest
from sqlalchemy import bindparam, literal_column, select

from dagsverke.app.queries import Condition, Page, Query
from dagsverke.store.sqlite.grammar import SqliteGrammar
from dagsverke.store.swiftness import is_long
from dagsverke.store.tables import SHEETS
from tests.store.test_plans import database, finding, steps

__all__ = ["database"]
BY_NUMBER = Condition("number", "eq", "7")
BY_ORGANIZATION = Condition("organization_number", "in", ["5566778899", "556677-8899"])
SINCE = Condition("modified_at", "ge", "2026-01-01T00:00:00.000Z")


def customers(*where: Condition, order: tuple[tuple[str, bool], ...] = ()) -> Query:
    return Query("customer", ("key", "name", "documents"), where, order, Page(0, 100), with_total=True)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (customers(), "customer_id (company_id=?)"),
        (customers(BY_NUMBER), "customer_number_id (company_id=? AND number=?)"),
        (customers(BY_NUMBER, order=(("name", False),)), "customer_number_id (company_id=? AND number=?)"),
        (customers(BY_ORGANIZATION), "customer_organization_number_id (company_id=? AND organization_number=?)"),
        (customers(SINCE, order=(("modified_at", False),)), "customer_modified_at_id (company_id=? AND modified_at>?)"),
        (customers(order=(("modified_at", False),)), "customer_modified_at_id (company_id=?)"),
    ],
)
def test_a_list_of_customers_goes_by_its_index_and_holds_nobody_up(
    database: sqlite3.Connection, query: Query, index: str
) -> None:
    assert any(index in step for step in finding(database, query))
    assert not is_long(query)


@pytest.mark.parametrize("table", ["customer", "project", "supplier", "work_order"])
def test_a_number_is_found_by_an_index(database: sqlite3.Connection, table: str) -> None:
    one = SHEETS[table].table
    found = select(one.c.id).where(
        one.c.company_id == bindparam("company", type_=one.c.company_id.type),
        one.c.number == bindparam("number", type_=one.c.number.type),
        literal_column("deleted_at IS NULL"),
    )
    sql = SqliteGrammar().text(found)
    (step,) = steps(database, sql)
    assert f"{table}_number_id (company_id=? AND number=?)" in step
