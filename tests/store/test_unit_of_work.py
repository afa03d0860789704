import asyncio
import contextlib
import json
import sqlite3
from functools import partial

import psycopg
import pytest

from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.queries import Page, Query
from dagsverke.domain.errors import Absent, Conflict
from tests.store.house import House, entry
from tests.store.tampering import run


def events(house: House) -> list[Record]:
    return [one for one in house.read(lambda reader: reader.find_all("event")) if one["kind"] != "company.added"]


def must_find(work: UnitOfWork, table: str, row_id: int) -> Record:
    row = work.find(table, id=row_id)
    assert row is not None
    return row


def test_a_new_row_gets_id_key_and_instants_unless_it_brings_them(house: House) -> None:
    row = house.find("person", id=house.add("person", first_name="Åsa"))
    assert row is not None
    assert row["created_at"] == row["modified_at"] > "2026-11-20"
    assert len(row["key"]) == 24
    brought = {"key": "f" * 24, "created_at": "2020-01-01T00:00:00.000Z"}
    other = house.find("person", id=house.add("person", **brought))
    assert other is not None
    assert {name: other[name] for name in brought} == brought


def test_ids_ascend_over_all_tables_and_companies(house: House) -> None:
    ids = [house.add("person"), house.add("customer")]
    many = house.write(lambda work: work.add_many("person", [{"first_name": "A"}, {"first_name": "B"}]), house.theirs)
    assert sorted({*ids, *many}) == [*ids, *many]


def test_what_is_held_is_the_row_as_it_is_and_of_many_at_once_each_sees_what_the_last_one_did(house: House) -> None:
    quote = house.add("quote", public_link="a" * 20)

    def count_up(work: UnitOfWork) -> int:
        row = work.held("quote", must_find(work, "quote", quote))
        work.change("quote", row, {"kind": row["kind"] + 1})
        return int(row["kind"])

    async def all_at_once() -> list[int]:
        return list(await asyncio.gather(*(house.store.write(house.ours, count_up) for _ in range(20))))

    assert sorted(asyncio.run(all_at_once())) == list(range(20))
    with pytest.raises(ValueError, match="another company"):
        house.write(lambda work: work.held("quote", {"company_id": house.theirs.company_id, "id": quote}))


def test_each_change_is_an_event_with_before_and_after_and_no_difference_is_none(house: House) -> None:
    person = house.add("person", first_name="Åsa", password_hash="geheim")

    def change(work: UnitOfWork, **values: object) -> None:
        work.change("person", must_find(work, "person", person), values)

    house.write(lambda work: change(work, first_name="Åsa"))
    house.write(lambda work: change(work, first_name="Eva", password_hash="other"))
    house.write(lambda work: work.withdraw("person", must_find(work, "person", person)))
    told = events(house)
    assert [one["kind"] for one in told] == ["person.added", "person.changed", "person.withdrawn"]
    assert [(one["door"], one["credential_id"], one["subject_id"]) for one in told] == [("test", 1, person)] * 3
    assert (json.loads(told[1]["before"]), json.loads(told[1]["after"])) == (
        {"first_name": "Åsa"},
        {"first_name": "Eva"},
    )
    assert "geheim" not in str(told)
    assert "other" not in str(told)


def test_a_change_is_by_whom_it_says_also_where_that_is_who_changed_it_last(house: House) -> None:
    editor, person = house.add("person"), house.add("person", first_name="Åsa")

    def rename(work: UnitOfWork, name: str) -> None:
        row = must_find(work, "person", person)
        work.change("person", row, {"first_name": name, "modified_by_id": editor})

    for name in ("Eva", "Ebba"):
        house.write(partial(rename, name=name))
        assert (house.find("person", id=person) or {})["modified_by_id"] == editor


def test_sessions_and_kept_replies_write_no_events(house: House) -> None:
    house.add("session", kind="web", token_hash="t", credential_id=1)
    house.add("idempotency", credential_id=1, person_id=0, key="k", fingerprint="f", status=200, body=b"\x00\xff")
    assert events(house) == []
    kept = house.find("idempotency", key="k")
    assert kept is not None
    assert kept["body"] == b"\x00\xff"
    house.write(lambda work: work.forget("session", "created_at", "2026-11-21"))
    assert house.find("session", kind="web") is None
    with pytest.raises(ValueError, match="is kept"):
        house.write(lambda work: work.forget("person", "created_at", "2027"))


def test_events_can_be_neither_changed_nor_deleted(house: House) -> None:
    house.add("person")
    for statement in ("UPDATE event SET door = 'x'", "DELETE FROM event"):
        with pytest.raises((sqlite3.Error, psycopg.Error), match="only ever added"):
            run(house.url, statement)


def test_a_withdrawn_row_is_seen_by_nobody_and_its_number_is_free_again(house: House) -> None:
    person = house.add("person", employee_number="1001", user_name="Asa")
    owned = house.write(lambda work: work.add("time_entry", entry(person, "2026-03-01")))
    house.write(lambda work: work.withdraw("time_entry", must_find(work, "time_entry", owned)))
    assert house.find("time_entry", id=owned) is None
    assert house.ids("time_entry") == []
    assert house.select("time_entry", "id", page=(0, 1)).total == 0
    assert house.read(lambda reader: reader.ledger.entries_between(person, "2026-01-01", "2026-12-31")) == []
    with pytest.raises(Conflict) as taken:
        house.add("person", employee_number="1001")
    assert (taken.value.rule, taken.value.field) == ("taken", "employee_number")
    with pytest.raises(Conflict) as named:
        house.add("person", user_name="aSA")
    assert named.value.field == "user_name"
    house.write(lambda work: work.withdraw("person", must_find(work, "person", person)))
    assert house.add("person", employee_number="1001", user_name="asa") > person


@pytest.mark.parametrize("by_id", [None, 77])
def test_a_tombstone_says_who_withdrew_the_row_where_somebody_is_named(house: House, by_id: int | None) -> None:
    customer = house.add("customer", name="Kund")
    house.write(lambda work: work.withdraw("customer", must_find(work, "customer", customer), by_id))
    assert fetched(house.url, "SELECT deleted_by_id FROM customer WHERE deleted_at IS NOT NULL") == [(by_id,)]


def fetched(url: str, query: str) -> list[tuple[object, ...]]:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()
    with psycopg.connect(url) as server:
        return server.execute(query.encode()).fetchall()


def test_what_is_refused_leaves_nothing_and_an_attempt_undoes_only_itself(house: House) -> None:
    person = house.add("person", first_name="P", employee_number="1")

    def half(work: UnitOfWork) -> None:
        work.add("time_entry", entry(person, "2026-03-01"))
        raise Conflict("taken", "x")

    def whole(work: UnitOfWork) -> None:
        work.add("time_entry", entry(person, "2026-03-02"))
        for _ in range(2):
            with pytest.raises(Conflict):
                work.attempt(lambda: half(work))
        with pytest.raises(Conflict):
            work.attempt(lambda: work.add("person", {"employee_number": "1"}))
        work.attempt(lambda: work.add("time_entry", entry(person, "2026-03-03")))

    with pytest.raises(Conflict):
        house.write(half)
    assert house.ids("time_entry") == []
    house.write(whole)
    found = house.select("time_entry", "on_day", order=[("on_day", False)], page=(0, 1))
    assert (found.rows, found.total) == ([("2026-03-02",)], 2)


def test_totals_follow_every_change_also_before_it_is_committed(house: House) -> None:
    person, cause = house.add("person", first_name="P"), house.add("cause", name="Sjuk")
    rows = [entry(person, f"2026-03-0{day}") for day in range(1, 6)]
    ids = house.write(lambda work: work.add_many("time_entry", rows))

    def total(**where: object) -> int:
        asked = [(name, "eq", value) for name, value in where.items()]
        return house.select("time_entry", "id", where=asked, page=(0, 1)).total  # type: ignore[arg-type]  # all eq

    assert total() == total(is_absence=False) == total(cause_id=None) == 5
    change = {"cause_id": cause, "is_absence": True, "on_day": "2026-04-01", "begins_at": "2026-04-01T07:00:00.000Z"}
    house.write(lambda work: work.change("time_entry", must_find(work, "time_entry", ids[0]), change))
    house.write(lambda work: work.withdraw("time_entry", must_find(work, "time_entry", ids[1])))
    assert (total(), total(is_absence=True), total(cause_id=cause), total(cause_id=None)) == (4, 1, 1, 3)
    assert total(on_day="2026-04-01") == 1


def test_the_company_is_read_again_when_its_rules_change_and_not_otherwise(house: House) -> None:
    before = house.read(lambda reader: reader.company)
    house.add("person")
    assert house.read(lambda reader: reader.company) is before

    def refused(work: UnitOfWork) -> None:
        work.add("cause", {"name": "Never"})
        assert len(work.company.causes) == 1
        raise Conflict("taken")

    with pytest.raises(Conflict):
        house.write(refused)
    assert house.read(lambda reader: reader.company) is before
    cause = house.write(lambda work: (work.add("cause", {"name": "Möte", "is_work_time": True}), work.company)[0])
    after = house.read(lambda reader: reader.company)
    assert [one.name for one in after.causes.values()] == ["Möte"]
    assert after.version == before.version + 1
    house.write(lambda work: work.withdraw("cause", must_find(work, "cause", cause)))
    assert house.read(lambda reader: reader.company).causes == {}


def test_an_unknown_company_is_absent(house: House) -> None:
    with pytest.raises(Absent):
        asyncio.run(house.store.read(999_999, lambda reader: reader.company))


def test_neither_company_sees_the_others_rows(house: House) -> None:
    ours = house.add("person", employee_number="1001", user_name="asa", key="a" * 24)
    values = {"employee_number": "1001", "user_name": "asa", "key": "a" * 24}
    theirs = house.write(lambda work: work.add("person", values), house.theirs)
    assert house.ids("person") == [ours]
    assert house.ids("person", principal=house.theirs) == [theirs]
    assert house.find("person", id=theirs) is None
    with pytest.raises(ValueError, match="another company"):
        house.add("person", company_id=house.theirs.company_id)
    row = house.read(lambda reader: reader.find("person", id=theirs), house.theirs)
    assert row is not None
    with pytest.raises(ValueError, match="another company"):
        house.write(lambda work: work.change("person", row, {"first_name": "Stolen"}))
    with pytest.raises(ValueError, match="another company"):
        house.write(lambda work: work.withdraw("person", row))


def test_many_rows_are_withdrawn_at_once_each_with_its_event_or_none_of_them(house: House) -> None:
    ids = house.write(lambda work: work.add_many("customer", [{"name": f"Kund {number}"} for number in range(4)]))
    before = len(events(house))

    def gone(work: UnitOfWork) -> None:
        rows = work.find_all("customer", id=list(ids[:3]))
        work.change("customer", rows[1], {"name": "Changed"})
        work.withdraw_many("customer", rows)

    house.write(gone)
    assert house.ids("customer") == [ids[3]]
    assert [one["kind"] for one in events(house)[before:]] == ["customer.changed", *["customer.withdrawn"] * 3]
    asked = Query("customer", ("id",), (), (), Page(0, 9), with_total=True)
    assert house.read(lambda reader: reader.select(asked)).total == 1
    with pytest.raises(ValueError, match="another company"):
        house.write(lambda work: work.withdraw_many("customer", [{"company_id": house.theirs.company_id, "id": 1}]))


def test_the_counter_of_a_table_says_what_a_scan_would_and_a_list_without_a_filter_asks_it(house: House) -> None:
    def work(unit: UnitOfWork) -> None:
        for number in range(7):
            unit.add("customer", {"name": f"Kund {number}"})
        for row in unit.find_all("customer")[:3]:
            unit.withdraw("customer", row)
        with contextlib.suppress(ZeroDivisionError):
            unit.attempt(lambda: (unit.add("customer", {"name": "never"}), 1 // 0))

    house.write(work)
    query = Query("customer", ("id",), (), (), Page(1, 2), with_total=True)
    assert house.read(lambda reader: reader.select(query)).total == 4
    assert len(house.select("customer", "id").rows) == 4
