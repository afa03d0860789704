"""What contains a part of a text: found by the index of pieces, and no other than what looking at each row finds."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, bindparam, select

from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.store.conditions import containing
from dagsverke.store.engine import open_store
from dagsverke.store.grammar import Grammar
from dagsverke.store.migrate import migrate
from dagsverke.store.migrations.upgrade import upgrade
from dagsverke.store.postgres.grammar import PostgresGrammar
from dagsverke.store.searching import is_short
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.grammar import SqliteGrammar
from dagsverke.store.sqlite.search import WAITING_MAX
from dagsverke.store.tables import METADATA
from dagsverke.store.tables.search import SEARCHED
from dagsverke.store.transfer import Place, transfer
from dagsverke.store.views.kinds import COMPANY
from tests.store.house import Counted, House, Ticking, entry

LAW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LETTERS = "aAbBåÅäÄöÖßİıΣσς€😀éÉ%_*.\\ '\"-+:(){}^\t\n1"
TEXTS = st.one_of(
    st.text(st.sampled_from(LETTERS), max_size=12),
    st.sampled_from(
        ("Städning, trapphus", "STÄDNING", "NEAR(städning)", "städ AND ning", "note:städ", "Straße", "100 %")
    ),
)
JOINED = ("customer_name", "project_name", "work_order_title", "person_name")


def holds(text: str, part: str, url: str) -> bool:
    """Whether a text contains a part, as the database folds letter case."""
    if url.startswith("sqlite"):
        return part.lower() in text.lower()
    with psycopg.connect(url) as raw:
        found = raw.execute("SELECT strpos(fold_case(%s), fold_case(%s)) > 0", (text, part)).fetchone()
    return bool(found and found[0])


def a_person(house: House) -> int:
    return house.add("person", first_name="Åsa", last_name="Öberg")


def a_note(house: House, person: int, note: str, **values: Any) -> int:
    return house.write(lambda work: work.add("time_entry", entry(person, "2026-03-02", note=note, **values)))


def with_note(house: House, part: str, **asked: Any) -> list[int]:
    return house.ids("time_entry", where=[("note", "contains", part)], **asked)


def add_all(work: UnitOfWork, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    work.add_many(table, rows)


def change(house: House, table: str, row_id: int, **values: Any) -> None:
    """Change columns of a row, or withdraw it where there are none."""

    def work(unit: UnitOfWork) -> None:
        row = unit.find(table, id=row_id)
        assert row is not None
        if values:
            unit.change(table, row, values)
        else:
            unit.withdraw(table, row)

    house.write(work)


@given(texts=st.lists(TEXTS, min_size=1, max_size=6), part=TEXTS, cut=st.tuples(st.integers(0, 6), st.integers(1, 8)))
@LAW
def test_the_index_finds_what_looking_at_every_row_finds(
    house: House, texts: list[str], part: str, cut: tuple[int, int]
) -> None:
    person = a_person(house)
    rows = [entry(person, "2026-03-02", note=text) for text in texts]
    ids = house.write(lambda work: work.add_many("time_entry", rows))
    for one in (part, texts[0][cut[0] : cut[0] + cut[1]]):
        expected = [row_id for row_id, text in zip(ids, texts, strict=True) if holds(text, one, house.url)]
        assert [row_id for row_id in with_note(house, one) if row_id in ids] == expected
        page = house.select("time_entry", "id", where=[("note", "contains", one)], page=(0, 1_000))
        assert [row[0] for row in page.rows if row[0] in ids] == expected


@pytest.mark.parametrize("table", SEARCHED)
def test_every_searched_column_is_found_before_and_after_it_is_taken_into_the_index(house: House, table: str) -> None:
    others = {"person_id": a_person(house), "on_day": "2026-03-02", "type_id": 1}
    others |= {"happened_at": "2026-03-02T08:00:00.000Z", "begins_at": "2026-03-02T08:00:00.000Z"}
    columns = METADATA.tables[table].c
    needed = {name: value for name, value in others.items() if name in columns and not columns[name].nullable}
    for column in SEARCHED[table]:
        row_id = house.add(table, **needed, **{column: f"Nyckeln till {column}"})
        assert found(house, table, column, "KELN TILL") == [row_id]
        rows = [{**needed, column: "fyller på"} for _ in range(WAITING_MAX)]
        house.write(partial(add_all, table=table, rows=rows))
        assert found(house, table, column, "keln till") == [row_id]
        change(house, table, row_id, **{column: "något annat"})
        assert found(house, table, column, "keln till") == []
        assert found(house, table, column, "NÅGOT") == [row_id]


def found(house: House, table: str, column: str, part: str) -> list[int]:
    """By the index of the column, each find looked at again."""
    text = METADATA.tables[table].c[column]
    grammar: Grammar = SqliteGrammar() if house.url.startswith("sqlite") else PostgresGrammar()
    bound = bindparam("part", type_=Text)
    clauses = (text.table.c.company_id == COMPANY, grammar.may_contain(text, bound), containing(text, bound, grammar))
    sql = grammar.text(select(text.table.c.id).where(*clauses).order_by(text.table.c.id))

    def rows(reader: Reader) -> list[int]:
        values = {"company": house.ours.company_id, "part": part}
        return [row[0] for row in reader._connection.rows(sql, values)]  # type: ignore[attr-defined]  # noqa: SLF001  # the statement itself is meant

    return house.read(rows)


def test_many_rows_written_at_once_are_found_and_nothing_waits_for_long(sqlite_house: House) -> None:
    person = a_person(sqlite_house)
    rows = [entry(person, "2026-03-02", note=f"rad {at}") for at in range(3 * WAITING_MAX)]
    sqlite_house.write(lambda work: work.add_many("time_entry", rows))
    assert waiting(sqlite_house, "time_entry") == 0
    for _ in range(WAITING_MAX // 2):
        a_note(sqlite_house, person, "enstaka rad")
    assert waiting(sqlite_house, "time_entry") == WAITING_MAX // 2
    assert len(with_note(sqlite_house, "rad")) == 3 * WAITING_MAX + WAITING_MAX // 2


def waiting(house: House, table: str) -> int:
    with closing(sqlite3.connect(house.url.removeprefix("sqlite:///"))) as raw:
        return int(raw.execute(f"SELECT count(*) FROM {table}_gram_new").fetchone()[0])  # noqa: S608  # a name of ours


def test_what_is_changed_and_withdrawn_is_found_as_it_is_now(house: House) -> None:
    person = a_person(house)
    rows = [entry(person, "2026-03-02", note="trapphus, Storgatan") for _ in range(2 * WAITING_MAX)]
    ids = house.write(lambda work: work.add_many("time_entry", rows))
    change(house, "time_entry", ids[0], note="källare, Storgatan")
    change(house, "time_entry", ids[1])
    assert with_note(house, "TRAPPHUS") == list(ids[2:])
    assert with_note(house, "KÄLLARE") == [ids[0]]
    assert with_note(house, "storgatan") == [ids[0], *ids[2:]]


def test_what_a_unit_of_work_wrote_it_finds_before_anybody_else(house: House) -> None:
    person = a_person(house)
    asked = Query("time_entry", ("note",), (Condition("note", "contains", "nyss"),), (), Page(0, 10))

    def work(unit: UnitOfWork) -> None:
        unit.add("time_entry", entry(person, "2026-03-02", note="skriven NYSS"))
        assert [row[0] for row in unit.select(asked).rows] == ["skriven NYSS"]
        raise InterruptedError

    with pytest.raises(InterruptedError):
        house.write(work)
    assert house.read(lambda reader: reader.select(asked)).rows == []


def test_a_search_finds_nothing_of_another_company(house: House) -> None:
    mine = a_note(house, a_person(house), "portkod 1234")
    theirs = house.write(lambda work: work.add("person", {"first_name": "Bo"}), house.theirs)
    house.write(lambda work: work.add("time_entry", entry(theirs, "2026-03-02", note="portkod 1234")), house.theirs)
    assert with_note(house, "portkod") == [mine]
    assert mine not in with_note(house, "portkod", principal=house.theirs)
    assert len(with_note(house, "portkod", principal=house.theirs)) == 1
    assert house.select("time_entry", "id", where=[("note", "contains", "port")], page=(0, 1)).total == 1


def test_pages_of_a_search_are_whole_in_any_order_with_the_exact_total(house: House) -> None:
    person = a_person(house)
    rows = [
        entry(person, f"2026-03-{at % 28 + 1:02d}", note=f"rum {at % 7}" if at % 3 else "inget") for at in range(90)
    ]
    house.write(lambda work: work.add_many("time_entry", rows))
    where: list[tuple[str, Any, Any]] = [("note", "contains", "rum "), ("on_day", "ge", "2026-03-08")]
    for order in ((), (("begins_at", True),), (("note", False), ("begins_at", True)), (("person_key", True),)):
        everything = house.ids("time_entry", where=where, order=order)
        assert len(everything) == sum(at % 3 > 0 and at % 28 >= 7 for at in range(90))
        pages = [house.select("time_entry", "id", where=where, order=order, page=(at, 20)) for at in range(0, 80, 20)]
        assert [row[0] for page in pages for row in page.rows] == everything
        assert {page.total for page in pages} == {len(everything)}


def test_names_of_what_a_row_refers_to_are_found_by_way_of_it(house: House) -> None:
    person = a_person(house)
    customer = house.add("customer", name="Björkqvists Bygg AB")
    project = house.add("project", name="Ombyggnad, Ekgränd")
    order = house.add("work_order", title="Byte av lås")
    on_it = a_note(house, person, "", customer_id=customer, project_id=project, work_order_id=order)
    a_note(house, person, "")
    for name, parts in zip(JOINED, (("BJÖRKQ", "AB"), ("ekgr", "Å"), ("av LÅS", "å"), ("åsa ö", "Ö")), strict=True):
        for part in parts:
            hits = house.ids("time_entry", where=[(name, "contains", part)], page=(0, 10))
            assert (on_it in hits) is (part != "Å")
            assert len(hits) == (2 if name == "person_name" else part != "Å")
    change(house, "customer", customer)
    assert house.ids("time_entry", where=[("customer_name", "contains", "björk")]) == [on_it]
    assert house.ids("time_entry", where=[("customer_name", "contains", "björk")], principal=house.theirs) == []


def test_a_copy_is_searched_as_the_original_is(house: House, tmp_path: Path) -> None:
    kept = a_note(house, a_person(house), "Snöröjning, parkering")
    url = f"sqlite:///{tmp_path / 'copy.db'}"
    migrate(url)
    transfer(Place(house.url, tmp_path / "a"), Place(url, tmp_path / "b"))
    store = open_store(url, clock=Ticking(), keys=Counted())
    copy = House(url, store, house.ours, house.theirs)
    try:
        assert with_note(copy, "snöröj") == [kept]
        assert waiting(copy, "time_entry") == 0
    finally:
        asyncio.run(store.close())


def test_what_was_there_before_the_index_is_in_it(sqlite_url: str) -> None:
    upgrade(sqlite_url, "0002")
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with closing(open_file(path)) as raw:
        raw.execute(
            "INSERT INTO customer (company_id, id, key, name, city, created_at, modified_at)"
            " VALUES (1, 7, 'k', 'Östra Golv', 'ÖREBRO', '', '')"
        )
    migrate(sqlite_url)
    with closing(open_file(path)) as raw:
        for part in ("östra", "golv", "örebro"):
            assert raw.execute("SELECT rowid FROM customer_gram WHERE customer_gram MATCH grams(?)", (part,)).fetchall()


def test_a_part_without_a_piece_is_short() -> None:
    assert [is_short(part) for part in ("", "ab", "åäö", "ab ", "a\0bc")] == [True, True, False, False, True]
