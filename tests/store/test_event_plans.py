"""A page of events is found by their places, wherever it begins: nothing is scanned, nothing is sorted."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dagsverke.app.queries import Condition, Page, Query
from dagsverke.store.event_reader import approvals
from dagsverke.store.plans import Plans
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.grammar import SqliteGrammar
from tests.store.test_plans import steps

BY_PLACE = "SEARCH event USING INDEX sqlite_autoindex_event_1 (company_id=?"
AFTER, UNTIL = Condition("place", "gt", 1), Condition("place", "le", 2)
SHOWN = ("place", "hash", "at", "kind", "subject", "person_key", "before", "after")


@pytest.fixture
def database(migrated_sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """An empty database: there are no statistics to go by."""
    connection = open_file(Path(migrated_sqlite_url.removeprefix("sqlite:///")))
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("where", "is_descending", "bounds"),
    [
        ((AFTER, UNTIL, Condition("subject", "ne", "credential")), False, " AND place>? AND place<?)"),
        ((AFTER, UNTIL, Condition("subject", "eq", "person")), False, " AND place>? AND place<?)"),
        ((AFTER,), False, " AND place>?)"),
        ((Condition("place", "eq", 1),), False, " AND place=?)"),
        ((), True, ")"),
    ],
)
def test_events_are_found_by_place(
    database: sqlite3.Connection, where: tuple[Condition, ...], is_descending: bool, bounds: str
) -> None:
    query = Query("event", SHOWN, where, (("place", is_descending),), Page(0, 100))
    events, *joined = steps(database, Plans(SqliteGrammar()).of(query).rows)
    assert events == BY_PLACE + bounds
    assert [step for step in joined if not step.startswith("SEARCH person")] == []


def test_the_end_of_the_chain_is_one_step_down_the_index(database: sqlite3.Connection) -> None:
    grammar = SqliteGrammar()
    assert steps(database, grammar.text(grammar.chain_end())) == [f"{BY_PLACE})"]


def test_approvals_are_found_by_an_index_that_has_nothing_else(database: sqlite3.Connection) -> None:
    grammar = SqliteGrammar()
    first, *_ = steps(database, grammar.text(approvals(grammar)))
    assert first == "SEARCH event USING INDEX event_timesheet (company_id=? AND subject_id=?)"
