"""What a project or work order is made of is found by index on SQLite, whatever stands beside it."""

import sqlite3

import pytest

from dagsverke.app.billing import SOURCES
from dagsverke.app.job_sheets import ROWS
from dagsverke.app.queries import Condition, Page, Query, Sums
from dagsverke.store.plans import Plans
from dagsverke.store.sqlite.grammar import SqliteGrammar
from tests.store.test_plans import database, finding, steps

__all__ = ["database"]
USE = ("is_billable", "is_invoiced", "is_whole")


def _summing(database: sqlite3.Connection, query: Sums) -> list[str]:
    return steps(database, Plans(SqliteGrammar()).of_sums(query).rows)


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("owner", ["project_id", "work_order_id"])
def test_what_was_used_on_a_job_is_summed_by_the_jobs_index(
    database: sqlite3.Connection, kind: str, owner: str
) -> None:
    query = Sums(f"{kind}_source", ("quantity", "cost_e4", "amount_e4"), USE, (Condition(owner, "eq", 1),))
    assert f"(company_id=? AND {owner}=?)" in _summing(database, query)[0]


@pytest.mark.parametrize("owner", ["project", "work_order"])
def test_hours_on_a_job_are_summed_by_the_jobs_index(database: sqlite3.Connection, owner: str) -> None:
    where = (Condition(f"{owner}_key", "eq", "k"), Condition("is_work_time", "eq", value=True))
    query = Sums("time_entry", ("duration_ms",), ("person_name",), where)
    assert f"(company_id=? AND {owner}_id=?)" in _summing(database, query)[0]


@pytest.mark.parametrize("kind", ROWS)
def test_the_last_rows_of_a_work_order_are_found_by_its_index(database: sqlite3.Connection, kind: str) -> None:
    order = "begins_at" if kind == "time_entry" else "happened_at"
    where = (Condition("work_order_key", "eq", "k"),)
    query = Query(kind, ROWS[kind], where, ((order, True),), Page(0, 50), with_total=True)
    assert "(company_id=? AND work_order_id=?)" in finding(database, query)[0]


def test_open_orders_are_found_by_their_statuses_and_closed_ones_by_when_they_were_changed(
    database: sqlite3.Connection,
) -> None:
    order = (("modified_at", True),)
    for name, index in (("status_id", "work_order_status_id_id"), ("status_key", "work_order_modified_at_id")):
        where = (Condition("is_active", "eq", value=True), Condition(name, "in", [1] if name == "status_id" else ["k"]))
        query = Query("work_order", ("key", "title"), where, order, Page(0, 30))
        assert index in finding(database, query)[0]
