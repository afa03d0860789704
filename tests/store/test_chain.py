"""Events are a chain: gapless in the order of the commits, each hashed over the last, and no change to it is unseen."""

import asyncio
import hashlib
import json
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.app.access import Principal
from dagsverke.app.audit import Break, Verdict, verify
from dagsverke.app.chain import link
from dagsverke.app.keys import RandomKeys
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.queries import Query
from dagsverke.domain.errors import Conflict
from dagsverke.store.engine import open_store
from tests.store.house import House, Ticking, entry
from tests.store.tampering import altering, events_of, moving, removing, tamper

NAMES = ("Åsa", "Bo", "Cilla", "Dag", "Eva", "Flora")


def by_hand(previous: str, content: list[Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((previous + text).encode()).hexdigest()


def proof(house: House, principal: Principal | None = None, expected: str | None = None) -> Verdict:
    return house.read(lambda reader: verify(reader, expected), principal)


@pytest.fixture
def told(house: House) -> House:
    """A house with seven events of ours: its founding, and six persons."""
    for name in NAMES:
        house.add("person", first_name=name)
    return house


@given(st.text(), st.lists(st.one_of(st.none(), st.integers(-(2**53), 2**53), st.text()), max_size=12))
def test_anybody_can_make_the_hash_with_json_and_sha_256(previous: str, content: list[Any]) -> None:
    assert link(previous, content) == by_hand(previous, content)


def test_each_company_has_a_chain_of_its_own_that_anybody_can_check(told: House) -> None:
    told.write(lambda work: work.add("person", {"first_name": "Norra"}), told.theirs)
    for principal, count in ((told.ours, 7), (told.theirs, 2)):
        previous, events = "", events_of(told.url, principal.company_id)
        assert [event[1] for event in events] == list(range(1, count + 1))
        for *content, kept in events:
            assert kept == by_hand(previous, content)
            previous = kept
        assert proof(told, principal) == Verdict(count, previous)


def test_what_is_refused_leaves_nothing_in_the_chain(told: House) -> None:
    def refused(work: UnitOfWork) -> None:
        work.add("person", {"first_name": "Gun"})
        work.select(Query("person", ("id",)))
        raise Conflict("taken")

    def tried(work: UnitOfWork) -> None:
        work.add("person", {"first_name": "Hugo"})
        with pytest.raises(Conflict):
            work.attempt(lambda: refused(work))
        work.add("person", {"first_name": "Ida"})

    before = proof(told)
    with pytest.raises(Conflict):
        told.write(refused)
    assert proof(told) == before
    told.write(tried)
    events = events_of(told.url, told.ours.company_id)
    assert [json.loads(event[10])["first_name"] for event in events[-2:]] == ["Hugo", "Ida"]
    assert (proof(told).count, proof(told).broken) == (9, None)


def test_a_unit_writes_its_events_when_all_is_done_in_the_order_of_its_changes(told: House) -> None:
    def work(unit: UnitOfWork) -> None:
        person = unit.add("person", {"first_name": "Gun"})
        owned = unit.add("time_entry", entry(person, "2026-03-01"))
        assert unit.select(Query("time_entry", ("id",))).rows == [(owned,)]
        row = unit.find("time_entry", id=owned)
        assert row is not None
        unit.change("time_entry", row, {"note": "x"})
        assert len(unit.find_all("event")) == 7

    told.write(work)
    kinds = [event[6] for event in events_of(told.url, told.ours.company_id)[7:]]
    assert kinds == ["person.added", "time_entry.added", "time_entry.changed"]


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        ("company_id", "2", Break(4, "removed")),
        ("place", "40", Break(4, "removed")),
        ("place", "-4", Break(-4, "inserted")),
        ("at", "'2020-01-01T00:00:00.000Z'", Break(4, "altered")),
        ("credential_id", "2", Break(4, "altered")),
        ("person_id", "1", Break(4, "altered")),
        ("door", "'web'", Break(4, "altered")),
        ("kind", "'person.changed'", Break(4, "altered")),
        ("subject", "'customer'", Break(4, "altered")),
        ("subject_id", "NULL", Break(4, "altered")),
        ("before", "'{}'", Break(4, "altered")),
        ("after", "replace(after, 'Cilla', 'Cecilia')", Break(4, "altered")),
        ("after", "NULL", Break(4, "altered")),
        ("hash", "'" + "0" * 64 + "'", Break(4, "altered")),
    ],
)
def test_an_altered_column_of_any_event_is_found(told: House, column: str, value: str, found: Break) -> None:
    tamper(told.url, altering(told.ours.company_id, 4, column, value))
    verdict = proof(told)
    assert verdict.broken == found
    assert verdict.count == (0 if found.place < 0 else 3)


@pytest.mark.parametrize("place", range(1, 7))
def test_a_removed_event_is_found(told: House, place: int) -> None:
    tamper(told.url, removing(told.ours.company_id, place))
    assert proof(told).broken == Break(place, "removed")


def test_a_removed_event_is_found_also_where_the_others_moved_up(told: House) -> None:
    ours = told.ours.company_id
    tamper(told.url, removing(ours, 4), *moving(ours, [(at, at - 1) for at in range(5, 8)]))
    assert proof(told).broken == Break(4, "inserted")


@pytest.mark.parametrize(("one", "other"), [(2, 3), (1, 7), (3, 6)])
def test_two_swapped_events_are_found(told: House, one: int, other: int) -> None:
    tamper(told.url, *moving(told.ours.company_id, [(one, 99), (other, one), (99, other)]))
    assert proof(told).broken == Break(one, "inserted")


def test_an_inserted_event_is_found_also_with_a_hash_that_fits(told: House) -> None:
    ours = told.ours.company_id
    events = events_of(told.url, ours)
    content = [ours, 4, *events[3][2:11]]
    digest = by_hand(events[2][11], content)
    moves = moving(ours, [(at, at + 1) for at in range(7, 3, -1)])
    columns = "at, credential_id, person_id, door, kind, subject, subject_id, before, after"
    tamper(
        told.url,
        *moves,
        f"INSERT INTO event (company_id, place, {columns}, hash) "  # noqa: S608  # words of ours
        f"SELECT company_id, 4, {columns}, '{digest}' FROM event WHERE company_id = {ours} AND place = 5",
    )
    assert proof(told).broken == Break(5, "inserted")


def test_what_was_taken_off_the_end_is_found_by_the_hash_that_somebody_wrote_down(told: House) -> None:
    head = proof(told).head
    told.add("person", first_name="Gun")
    assert proof(told, expected=head).anchor == 7
    assert proof(told, expected=proof(told).head).anchor == 8
    tamper(told.url, removing(told.ours.company_id, 7), removing(told.ours.company_id, 8))
    verdict = proof(told, expected=head)
    assert (verdict.count, verdict.broken, verdict.anchor) == (6, None, None)


def test_a_long_chain_is_read_some_at_a_time(told: House, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = proof(told)
    for size in (1, 3, 7, 8):
        monkeypatch.setattr("dagsverke.app.events.BATCH", size)
        assert proof(told) == whole


def test_many_events_of_one_unit_and_many_units_of_one_commit_are_one_chain(house: House) -> None:
    async def all_at_once() -> None:
        rows = [{"first_name": str(number)} for number in range(20)]
        one_by_one = [house.store.write(house.ours, lambda work: work.add("person", {})) for _ in range(30)]
        await asyncio.gather(*one_by_one, house.store.write(house.ours, lambda work: work.add_many("person", rows)))

    asyncio.run(all_at_once())
    assert (proof(house).count, proof(house).broken) == (51, None)


def test_fifty_writers_in_two_processes_of_a_server_make_one_gapless_chain(house: House) -> None:
    """Two stores on one database do not know of each other, as two processes would not."""

    async def write(store: Any, number: int) -> None:
        for at in range(4):
            try:
                await store.write(house.ours, partial(change, number=number, at=at))
            except Conflict:
                continue

    def change(work: UnitOfWork, number: int, at: int) -> None:
        work.add("person", {"first_name": f"{number}/{at}"})
        if at == 2:
            raise Conflict("taken")
        work.add("customer", {"name": f"{number}/{at}"})

    async def all_at_once() -> None:
        other = open_store(house.url, clock=Ticking(), keys=RandomKeys())
        try:
            await asyncio.gather(*(write(other if number % 2 else house.store, number) for number in range(50)))
        finally:
            await other.close()

    asyncio.run(all_at_once())
    verdict = proof(house)
    assert (verdict.count, verdict.broken) == (1 + 50 * 3 * 2, None)
    told = [(event[6], json.loads(event[10])) for event in events_of(house.url, house.ours.company_id)[1:]]
    pairs = [(told[at], told[at + 1]) for at in range(0, len(told), 2)]
    assert all(one[1]["first_name"] == other[1]["name"] for one, other in pairs), "a unit's events stand together"
