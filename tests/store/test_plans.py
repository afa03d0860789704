"""What SQLite does to answer a list: never a walk over all entries, never a sort where an index has the order."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Executable

from dagsverke.app.queries import Condition, Page, Query, Sums
from dagsverke.store import ledger_changes, ledger_statements, mark_statements, vacation_statements
from dagsverke.store.grammar import Grammar
from dagsverke.store.plans import Plans
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.grammar import SqliteGrammar
from dagsverke.store.swiftness import is_long

SINCE = Condition("begins_at", "ge", "2026-01-01T00:00:00.000Z")
UNTIL = Condition("begins_at", "lt", "2026-02-01T00:00:00.000Z")
PRESENT = Condition("is_absence", "eq", value=False)
ANNA = Condition("person_key", "eq", "a" * 24)
LISTS = frozenset({"page", "persons", "accounts", "days", "pairs", "spans", "ids"})
SORTED = (
    "begins_at",
    "modified_at",
    "created_at",
    "person_key",
    "cause_key",
    "customer_key",
    "project_key",
    "work_order_key",
)


@pytest.fixture
def database(migrated_sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """An empty database: there are no statistics to go by."""
    connection = open_file(Path(migrated_sqlite_url.removeprefix("sqlite:///")))
    yield connection
    connection.close()


def entries(*where: Condition, order: tuple[tuple[str, bool], ...] = (), offset: int = 0) -> Query:
    return Query("time_entry", ("key", "person_name"), where, order, Page(offset, 100), with_total=True)


def steps(database: sqlite3.Connection, sql: str) -> list[str]:
    values = {name: "[]" if name in LISTS else 1 for name in re.findall(r":(\w+)", sql)}
    return [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def finding(database: sqlite3.Connection, query: Query) -> list[str]:
    """The steps that find the keys of a page."""
    plan = Plans(SqliteGrammar()).of(query)
    return [step for sql in plan.keys for step in steps(database, sql)]


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize("name", SORTED)
def test_an_order_with_an_index_needs_no_sorting(database: sqlite3.Connection, name: str, is_descending: bool) -> None:
    query = entries(order=((name, is_descending),))
    found = finding(database, query)
    assert not [step for step in found if "TEMP B-TREE" in step or step.startswith("SCAN")]
    assert not is_long(query)


@pytest.mark.parametrize(
    ("where", "index"),
    [
        ((), "time_entry_id"),
        ((ANNA,), "time_entry_person_id_begins_at_id"),
        ((ANNA, SINCE, UNTIL), "time_entry_person_id_begins_at_id"),
        ((Condition("customer_key", "eq", "x"), SINCE), "time_entry_customer_id_begins_at_id"),
        ((Condition("project_key", "in", ["x"]), SINCE), "time_entry_project_id_begins_at_id"),
        ((Condition("work_order_number", "eq", 7), SINCE), "time_entry_work_order_id_begins_at_id"),
        ((Condition("cause_key", "eq", "x"), SINCE, UNTIL), "time_entry_cause_id_begins_at_id"),
        ((SINCE, UNTIL), "time_entry_begins_at_"),
        ((Condition("on_day", "ge", "2026-01-01"), Condition("on_day", "le", "2026-01-31")), "time_entry_begins_at_"),
        ((Condition("modified_at", "ge", "2026-01-01"),), "time_entry_modified_at_"),
        ((Condition("created_at", "ge", "2026-01-01"),), "time_entry_created_at_"),
    ],
)
def test_a_filter_with_an_index_is_answered_by_it(
    database: sqlite3.Connection, where: tuple[Condition, ...], index: str
) -> None:
    own = next(iter(where), SINCE).attribute
    for order in ((), (("begins_at", True),) if own not in {"modified_at", "created_at"} else ((own, True),)):
        found = finding(database, entries(*where, order=order))
        assert not [step for step in found if step.startswith("SCAN") and "VIRTUAL" not in step]
        if where or not order:
            assert any(index in step for step in found), found


@pytest.mark.parametrize("collection", ["time_entry", "attendance"])
def test_the_rows_of_a_page_are_fetched_by_their_keys(database: sqlite3.Connection, collection: str) -> None:
    plan = Plans(SqliteGrammar()).of(Query(collection, ("modified_at",), page=Page(0, 10)))
    found = steps(database, plan.rows)
    assert [step for step in found if step.startswith("SCAN")] == ["SCAN page_each VIRTUAL TABLE INDEX 1:"]


def test_counting_and_finding_by_key_scan_nothing(database: sqlite3.Connection) -> None:
    plans = Plans(SqliteGrammar())
    by_key = plans.of(Query("time_entry", ("key",), (Condition("key", "eq", "x"),)))
    totals = plans.of(entries(ANNA)).totals
    for sql in (by_key.rows, totals.count, plans.of(entries(SINCE)).totals.tally, plans.of(entries(SINCE)).totals.edge):
        assert sql is not None
        assert not [step for step in steps(database, sql) if step.startswith("SCAN")]


LEDGER = [
    *(getattr(ledger_statements, name) for name in ("assignments", "balances", "balances_of_months", "relief_after")),
    *(getattr(ledger_statements, name) for name in ("adjusted_on", "postings", "postings_after", "checkpoints")),
    *(getattr(mark_statements, name) for name in ("marks", "last_marks", "latest_marks", "marks_after")),
    *(getattr(ledger_statements, name) for name in ("entries_between", "entries_within", "entries_reaching")),
    *(getattr(ledger_statements, name) for name in ("postings_within", "attendance_on")),
    *(getattr(ledger_statements, name) for name in ("checkpoints_since", "checkpoints_beside")),
    *(getattr(ledger_changes, name) for name in ("shift_checkpoints", "set_checkpoint", "forget_checkpoints")),
    *(
        getattr(vacation_statements, name)
        for name in ("held", "kept", "absences", "marked", "decreed", "worked", "extend")
    ),
]


@pytest.mark.parametrize("statement", LEDGER, ids=lambda one: one.__name__)
def test_the_ledger_goes_straight_to_the_persons_it_is_asked_for(
    database: sqlite3.Connection, statement: Callable[[Grammar], Executable]
) -> None:
    grammar = SqliteGrammar()
    found = steps(database, grammar.text(statement(grammar)))
    assert not [step for step in found if step.startswith("SCAN") and "VIRTUAL" not in step]
    searched = [step for step in found if step.startswith("SEARCH") and "SEARCH account " not in step]
    assert not [step for step in searched if "person_id=?" not in step]


def test_absence_is_found_without_the_work_around_it(database: sqlite3.Connection) -> None:
    grammar = SqliteGrammar()
    found = steps(database, grammar.text(vacation_statements.absences(grammar)))
    assert any("time_entry_absence" in step for step in found), found


@pytest.mark.parametrize("name", ["person_id", "cause_id"])
def test_sums_of_persons_and_of_causes_time_are_made_without_its_rows(database: sqlite3.Connection, name: str) -> None:
    where = (Condition(name, "in", [1, 2]), PRESENT, SINCE, UNTIL)
    sql = Plans(SqliteGrammar()).of_sums(Sums("time_entry", ("duration_ms",), ("person_id", "cause_id"), where)).rows
    (root,) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'time_entry'").fetchone()
    operations = [row[1:4] for row in database.execute(f"EXPLAIN {sql}", dict.fromkeys(re.findall(r":(\w+)", sql), 1))]
    (rows,) = (cursor for name, cursor, page in operations if (name, page) == ("OpenRead", root))
    assert not [one for one in operations if one[:2] == ("Column", rows)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (entries(), False),
        (entries(order=(("note", False),)), True),
        (entries(ANNA, order=(("note", False),)), False),
        (entries(Condition("note", "contains", "x")), True),
        (entries(ANNA, Condition("note", "contains", "x")), False),
        (entries(Condition("person_key", "ne", "x")), True),
        (entries(SINCE, order=(("begins_at", True),)), False),
        (entries(SINCE, order=(("modified_at", True),)), True),
        (entries(PRESENT, order=(("begins_at", False),)), False),
        (entries(PRESENT, order=(("begins_at", False),), offset=50_000), True),
        (Query("time_entry", ("key",)), True),
        (Query("person", ("key",), (Condition("email", "contains", "x"),)), False),
    ],
)
def test_a_query_is_long_where_no_index_answers_it(query: Query, expected: bool) -> None:
    assert is_long(query) is expected


def test_one_shape_of_query_is_written_once_whatever_its_values() -> None:
    plans = Plans(SqliteGrammar())
    one, other = entries(ANNA), entries(Condition("person_key", "eq", "b" * 24), offset=100)
    assert plans.of(one) is plans.of(other)
    assert plans.of(one) is not plans.of(entries(Condition("person_key", "eq", None)))


@pytest.mark.parametrize("name", ["nothing", "extras.a'b", "extras."])
def test_an_unknown_attribute_is_an_error_of_the_caller(name: str) -> None:
    with pytest.raises(KeyError):
        Plans(SqliteGrammar()).of(entries(order=((name, False),)))
