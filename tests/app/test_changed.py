"""Changed after approval: every way in which time in an approved week can stop being what was approved."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from dagsverke.app.access import Principal
from dagsverke.app.changed import LateChange, late_changes
from dagsverke.app.commands import timesheets
from dagsverke.app.events import events
from dagsverke.app.ports import Reader, Record, UnitOfWork
from tests.store.house import House, entry

MONDAY, NEXT = "2026-03-16", "2026-03-23"
TUESDAY, SUNDAY = "2026-03-17", "2026-03-22"
Step = Callable[[UnitOfWork, int], object]


@pytest.fixture
def week(house: House) -> tuple[House, int, int]:
    """A house in which a person's week with one entry on Tuesday is approved; the person and the entry."""
    person = house.add("person", first_name="Åsa", last_name="Ek", employee_number="7")
    owned = house.write(lambda work: work.add("time_entry", entry(person, TUESDAY)))
    approve(house, person, MONDAY)
    return house, person, owned


def approve(house: House, person: int, monday: str) -> None:
    def work(unit: UnitOfWork) -> None:
        timesheets.submit(unit, [(person, monday)])

    house.write(work)
    house.write(lambda unit: timesheets.approve(unit, [(person, monday)]))


def must(work: Reader, table: str, row_id: int) -> Record:
    row = work.find(table, id=row_id)
    assert row is not None
    return row


def told(house: House, first_on: str = MONDAY, last_on: str = NEXT, **who: Any) -> Sequence[LateChange]:
    principal = Principal(house.ours.company_id, 1, "test", **who)
    return house.read(lambda reader: late_changes(reader, principal, first_on, last_on))


def set_columns(**values: Any) -> Step:
    return lambda work, owned: work.change("time_entry", must(work, "time_entry", owned), values)


def test_an_untouched_week_and_its_own_approval_are_no_change(week: tuple[House, int, int]) -> None:
    house, _, owned = week
    row = house.find("time_entry", id=owned)
    assert row is not None
    assert row["attested_at"] is not None
    assert told(house) == []


@pytest.mark.parametrize(
    ("what", "step"),
    [
        ("changed", set_columns(duration_ms=1)),
        ("changed", set_columns(note="x")),
        ("changed", set_columns(on_day=SUNDAY)),
        ("withdrawn", lambda work, owned: work.withdraw("time_entry", must(work, "time_entry", owned))),
        (None, set_columns(attested_at=None, attested_by_id=None, status=0)),
        (None, set_columns(is_invoiced=True, invoiced_at="2026-04-01T00:00:00.000Z")),
    ],
)
def test_what_changes_an_entry_is_told_and_what_is_noted_about_it_is_not(
    week: tuple[House, int, int], what: str | None, step: Step
) -> None:
    house, _, owned = week
    house.write(lambda work: step(work, owned))
    assert [one.change for one in told(house)] == ([what] if what else [])


def test_a_change_says_whose_which_when_and_by_whom(week: tuple[House, int, int]) -> None:
    house, person, owned = week
    boss = house.add("person", first_name="Bo", last_name="Chef")
    row = house.find("time_entry", id=owned)
    assert row is not None
    by_boss = Principal(house.ours.company_id, 1, "web", person_id=boss)
    house.write(lambda work: set_columns(duration_ms=1)(work, owned), by_boss)
    (one,) = told(house)
    sheet = house.find("timesheet", person_id=person)
    assert sheet is not None
    assert (one.week_on, one.on_day, one.entry_key, one.change) == (MONDAY, TUESDAY, row["key"], "changed")
    assert (one.employee_number, one.name, one.person_id) == ("7", "Åsa Ek", person)
    assert (one.approved_at, one.approved_by, one.door, one.by) == (sheet["decided_at"], "", "web", "Bo Chef")
    last = house.read(lambda reader: list(events(reader, ("place", "at")))[-1])
    assert (one.place, one.at) == last


def test_an_entry_that_comes_into_an_approved_week_or_leaves_it_is_told_there(week: tuple[House, int, int]) -> None:
    house, person, owned = week
    other = house.add("person", first_name="Bo")
    elsewhere = house.write(lambda work: work.add("time_entry", entry(other, NEXT)))
    house.write(lambda work: work.add("time_entry", entry(person, SUNDAY)))
    house.write(lambda work: set_columns(person_id=other)(work, owned))
    house.write(lambda work: set_columns(note="not any more in the week")(work, owned))
    house.write(lambda work: set_columns(person_id=person, on_day=MONDAY)(work, elsewhere))
    house.write(lambda work: set_columns(on_day=SUNDAY)(work, elsewhere))
    assert [(one.change, one.on_day, one.person_id) for one in told(house)] == [
        ("added", SUNDAY, person),
        ("changed", TUESDAY, person),
        ("changed", MONDAY, person),
        ("changed", SUNDAY, person),
    ]


def test_an_entry_between_two_approved_weeks_is_told_in_both(week: tuple[House, int, int]) -> None:
    house, person, owned = week
    approve(house, person, NEXT)
    house.write(lambda work: set_columns(on_day=NEXT)(work, owned))
    assert [(one.week_on, one.on_day) for one in told(house)] == [(MONDAY, TUESDAY), (NEXT, NEXT)]
    assert [one.week_on for one in told(house, NEXT, NEXT)] == [NEXT]
    house.write(lambda work: work.withdraw("time_entry", must(work, "time_entry", owned)))
    assert [(one.week_on, one.change) for one in told(house)][2:] == [(NEXT, "withdrawn")]


def test_an_entry_that_came_and_went_after_the_approval_is_told_twice(week: tuple[House, int, int]) -> None:
    house, person, _ = week
    passing = house.write(lambda work: work.add("time_entry", entry(person, SUNDAY)))
    house.write(lambda work: work.withdraw("time_entry", must(work, "time_entry", passing)))
    assert [(one.change, one.on_day) for one in told(house)] == [("added", SUNDAY), ("withdrawn", SUNDAY)]


def test_a_week_that_is_approved_anew_counts_from_then_and_an_open_one_is_not_looked_at(
    week: tuple[House, int, int],
) -> None:
    house, person, owned = week
    house.write(lambda work: set_columns(duration_ms=1)(work, owned))
    house.write(lambda work: timesheets.approve(work, [(person, MONDAY)]))
    assert told(house) == []
    house.write(lambda work: set_columns(duration_ms=2)(work, owned))
    assert len(told(house)) == 1
    house.write(lambda work: timesheets.reopen(work, [(person, MONDAY)], '"decided_at":"2026'))
    assert told(house) == []
    house.write(lambda work: set_columns(duration_ms=3)(work, owned))
    assert told(house) == []


def test_weeks_of_others_and_of_another_time_are_not_told(week: tuple[House, int, int]) -> None:
    house, person, owned = week
    boss = house.add("person", first_name="Bo")
    house.write(lambda work: set_columns(duration_ms=1)(work, owned))
    assert told(house, NEXT, NEXT) == []
    assert len(told(house, person_id=person, reach="own")) == 1
    assert told(house, person_id=boss, reach="own") == []
    principal = Principal(house.theirs.company_id, 1, "test")
    assert house.read(lambda reader: late_changes(reader, principal, MONDAY, NEXT), house.theirs) == []


def test_it_is_the_chain_that_says_what_came_after_not_the_clock(week: tuple[House, int, int]) -> None:
    house, person, owned = week
    sheet = {"decided_at": "2030-01-01T00:00:00.000Z"}
    house.write(lambda work: work.change("timesheet", must(work, "timesheet", _sheet(work, person)), sheet))
    house.write(lambda work: set_columns(duration_ms=1)(work, owned))
    assert [one.change for one in told(house)] == ["changed"]


def _sheet(work: Reader, person: int) -> int:
    row = work.find("timesheet", person_id=person)
    assert row is not None
    return int(row["id"])
