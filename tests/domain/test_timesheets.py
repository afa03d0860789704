"""How a week goes from hand to hand, how it is named, and what is remarkable about its days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.errors import Malformed
from dagsverke.domain.timesheets import (
    CHANGED,
    LONG_DAY,
    MISSING,
    OVERLAP,
    STATUSES,
    Clocked,
    Step,
    WorkedDay,
    day_flags,
    days_of,
    is_of_the_person,
    monday_of,
    mondays,
    overlaps,
    status_after,
    week_name,
)
from dagsverke.domain.units import MS_PER_HOUR

H = MS_PER_HOUR
STEPS: tuple[Step, ...] = ("submit", "approve", "return", "reopen")
GRID = """
open      submit:submitted/person approve:-                 return:-                 reopen:-
submitted submit:-                approve:approved/approver return:returned/approver reopen:open/person
approved  submit:-                approve:approved/approver return:-                 reopen:open/approver
returned  submit:submitted/person approve:-                 return:-                 reopen:-
"""


@pytest.mark.parametrize("line", GRID.strip().splitlines(), ids=lambda line: line.split()[0])
def test_from_each_status_a_step_leads_somewhere_or_nowhere_and_is_for_one_or_the_other(line: str) -> None:
    status, *cells = line.split()
    told = dict(cell.split(":") for cell in cells)
    assert set(told) == set(STEPS)
    for step in STEPS:
        after = status_after(status, step)
        whose = "person" if is_of_the_person(status, step) else "approver"
        assert told[step] == ("-" if after is None else f"{after}/{whose}"), step


def test_every_status_is_in_the_grid() -> None:
    assert [line.split()[0] for line in GRID.strip().splitlines()] == list(STATUSES)


@pytest.mark.parametrize(
    ("named", "monday"),
    [
        ("2026-W12", "2026-03-16"),
        ("2026-03-16", "2026-03-16"),
        ("2026-W01", "2025-12-29"),
        ("2026-W53", "2026-12-28"),
        ("1900-01-01", "1900-01-01"),
        ("2199-12-30", "2199-12-30"),
    ],
)
def test_a_week_is_named_by_its_monday_or_its_number(named: str, monday: str) -> None:
    assert monday_of(named) == monday


@pytest.mark.parametrize(
    "named",
    ["", "2026-W54", "2026-W00", "2025-W53", "2026-03-17", "2026-02-30", "W12", "2026-W1", "1899-W52", "2200-01-06"],
)
def test_what_names_no_week_of_the_ledger_is_refused(named: str) -> None:
    with pytest.raises(Malformed) as refusal:
        monday_of(named)
    assert refusal.value.field == "week"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 22)))
def test_a_week_has_seven_days_and_its_name_leads_back_to_it(day: date) -> None:
    days = days_of(str(day))
    assert str(day) in days
    assert len(set(days)) == 7
    assert monday_of(week_name(days[0])) == days[0]


@pytest.mark.parametrize(
    ("worked_h", "expected_h", "is_over", "has_overlap", "found"),
    [
        (8, 8, True, False, []),
        (0, 8, True, False, [MISSING]),
        (0, 8, False, False, []),  # the day is not over yet
        (0, 0, True, False, []),  # a free day, or all of it absence
        (1, 8, True, False, []),  # short, but not forgotten
        (10, 8, True, False, []),
        (10.5, 8, True, False, [LONG_DAY]),
        (11, 0, False, False, [LONG_DAY]),
        (9, 8, True, True, [OVERLAP]),
        (12, 8, True, True, [OVERLAP, LONG_DAY]),
    ],
)
def test_a_day_is_remarkable_where_something_is_missing_doubled_or_too_long(
    worked_h: float, expected_h: int, is_over: bool, has_overlap: bool, found: list[str]
) -> None:
    day = WorkedDay("2026-03-16", int(worked_h * H), expected_h * H, is_over, has_overlap)
    flags = list(day_flags(day))
    assert [one.what for one in flags] == found
    assert {one.on_day for one in flags} <= {"2026-03-16"}


def test_a_day_that_changed_after_the_approval_is_remarkable() -> None:
    day = WorkedDay("2026-03-16", 8 * H, 8 * H, is_over=True, is_changed=True)
    assert [one.what for one in day_flags(day)] == [CHANGED]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-03-16", "2026-03-16", ["2026-03-16"]),
        ("2026-03-22", "2026-03-23", ["2026-03-16", "2026-03-23"]),
        ("2025-12-31", "2026-01-05", ["2025-12-29", "2026-01-05"]),
    ],
)
def test_a_period_has_the_weeks_that_lie_in_it_in_part(first: str, last: str, found: list[str]) -> None:
    assert mondays(first, last) == found


@pytest.mark.parametrize(("first", "last"), [("2026-03-16", "2026-03-15"), ("2025-01-01", "2026-03-01")])
def test_a_period_that_is_none_or_longer_than_a_year_is_refused(first: str, last: str) -> None:
    with pytest.raises(Malformed) as refusal:
        mondays(first, last)
    assert refusal.value.field == "last_on"


def clocked(day: int, begin: str, end: str, until: int | None = None) -> Clocked:
    return Clocked(f"2026-03-{day}", f"2026-03-{day}T{begin}", f"2026-03-{until or day}T{end}")


@pytest.mark.parametrize(
    ("stretches", "days"),
    [
        ([], []),
        ([clocked(16, "07:00", "12:00"), clocked(16, "12:00", "16:00")], []),
        ([clocked(16, "07:00", "12:01"), clocked(16, "12:00", "16:00")], [16]),
        ([clocked(16, "12:00", "16:00"), clocked(16, "07:00", "12:01")], [16]),
        ([clocked(16, "07:00", "16:00"), clocked(16, "08:00", "09:00"), clocked(16, "10:00", "11:00")], [16]),
        ([clocked(16, "22:00", "06:00", 17), clocked(17, "05:00", "09:00")], [17]),
        ([clocked(16, "07:00", "07:00"), clocked(16, "07:00", "08:00")], []),
    ],
)
def test_a_stretch_that_begins_while_another_runs_overlaps(stretches: list[Clocked], days: list[int]) -> None:
    assert overlaps(stretches) == {f"2026-03-{day}" for day in days}
