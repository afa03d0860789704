"""How each database looks for a part of a text among many rows."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from dagsverke.app.ports import UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.store.plans import Plans
from dagsverke.store.postgres.grammar import PostgresGrammar
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.grammar import SqliteGrammar
from tests.store.house import House, entry


def add_all(work: UnitOfWork, rows: Sequence[Mapping[str, Any]]) -> None:
    work.add_many("time_entry", rows)


def steps(url: str, *where: Condition, order: tuple[tuple[str, bool], ...] = ()) -> tuple[list[str], list[str]]:
    """What SQLite does to find the keys of a page, and to count."""
    plan = Plans(SqliteGrammar()).of(Query("time_entry", ("key",), where, order, Page(0, 100), with_total=True))
    values = {
        "company": 1,
        "size": 1,
        "offset": 0,
        **{f"p{at}": one.value for at, one in enumerate(where)},
        "p1_end": "",
    }
    with closing(open_file(Path(url.removeprefix("sqlite:///")))) as raw:
        asked = [raw.execute(f"EXPLAIN QUERY PLAN {sql}", values) for sql in (plan.keys[0], plan.totals.count)]
        return tuple([row[3] for row in rows] for rows in asked)  # type: ignore[return-value]  # two of them


NOTE = Condition("note", "contains", "trapphus")


@pytest.mark.parametrize("order", [(), (("begins_at", True),), (("person_key", False),), (("note", False),)])
@pytest.mark.parametrize(
    "also",
    [
        (),
        (Condition("begins_at", "ge", "2026-01-01T00:00:00.000Z"),),
        (Condition("cause_key", "eq", "x"),),
        (Condition("is_absence", "eq", value=False),),
    ],
)
def test_sqlite_is_led_by_the_pieces_whatever_the_order(
    migrated_sqlite_url: str, order: tuple[tuple[str, bool], ...], also: tuple[Condition, ...]
) -> None:
    for found in steps(migrated_sqlite_url, NOTE, *also, order=order):
        assert "SEARCH time_entry USING INDEX time_entry_id (company_id=? AND id=?)" in found, found
        assert any(step.startswith("SCAN time_entry_gram VIRTUAL TABLE INDEX") for step in found)
        assert not [step for step in found if step.startswith("SCAN time_entry ") or step == "SCAN time_entry"]


@pytest.mark.parametrize("part", ["björk", "bj"])
def test_sqlite_is_led_by_the_customers_that_have_the_name(migrated_sqlite_url: str, part: str) -> None:
    for found in steps(migrated_sqlite_url, Condition("customer_name", "contains", part), order=(("begins_at", True),)):
        assert any("time_entry_customer_id_id (company_id=? AND customer_id=?)" in step for step in found), found
        assert any("customer_gram VIRTUAL" in step for step in found) is (part == "björk")


def test_where_few_rows_are_left_anyway_they_are_looked_at_one_by_one(migrated_sqlite_url: str) -> None:
    found, _ = steps(migrated_sqlite_url, NOTE, Condition("person_key", "eq", "x"))
    assert any("time_entry_person_id_begins_at_id" in step for step in found)
    assert not [step for step in found if "gram" in step]


@pytest.mark.parametrize("order", [(), (("begins_at", True),)])
def test_postgresql_is_led_by_the_pieces_whatever_the_order(
    postgresql_house: House, order: tuple[tuple[str, bool], ...]
) -> None:
    person = postgresql_house.add("person", first_name="Åsa")
    for start in range(0, 20_000, 5_000):
        rows = [
            entry(person, "2026-03-02", note=f"besök {at % 997}, hus {at % 13}") for at in range(start, start + 5_000)
        ]
        postgresql_house.write(partial(add_all, rows=rows))
    where = (Condition("note", "contains", "besök 99"),)
    plan = Plans(PostgresGrammar()).of(Query("time_entry", ("key",), where, order, Page(0, 100), with_total=True))
    values = {"company": postgresql_house.ours.company_id, "size": 100, "offset": 0, "p0": "besök 99"}
    with psycopg.connect(postgresql_house.url) as raw:
        raw.execute("ANALYZE time_entry")
        for mode in ("force_custom_plan", "force_generic_plan"):
            raw.execute(f"SET plan_cache_mode = {mode}".encode())
            for sql in (plan.keys[0], plan.totals.count):
                explained = raw.execute(f"EXPLAIN {sql}".encode(), values, prepare=True).fetchall()
                said = "\n".join(str(row[0]) for row in explained)
                assert "Bitmap Index Scan on time_entry_note_grams" in said, said
