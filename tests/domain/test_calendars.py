"""Local days, changes of the clock, and the time that schedules expect."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.app.holidays import Calendar
from dagsverke.domain.calendars import (
    Assignment,
    Schedule,
    Timetable,
    elapsed_ms,
    local_day,
    local_to_instant,
    midnight,
    next_month,
    plus_ms,
)
from dagsverke.domain.units import MS_PER_HOUR

STOCKHOLM = ZoneInfo("Europe/Stockholm")
H = MS_PER_HOUR
FULL_TIME = Schedule(1, ((8 * H,) * 5 + (0, 0),))
TWO_WEEKS = Schedule(2, ((8 * H,) * 5 + (0, 0), (6 * H,) * 3 + (0,) * 4))


def swedish(*schedules: Schedule) -> Timetable:
    return Timetable({one.id: one for one in schedules}, Calendar("SE", ()).share_e4)


@pytest.mark.parametrize(
    ("local", "instant"),
    [
        ("2020-10-07 07:00", "2020-10-07T05:00:00.000Z"),
        ("2020-06-05 12:00", "2020-06-05T10:00:00.000Z"),
        ("2020-11-19 12:00", "2020-11-19T11:00:00.000Z"),
        ("2026-03-29 01:59", "2026-03-29T00:59:00.000Z"),
        ("2026-03-29 02:30", "2026-03-29T01:30:00.000Z"),  # does not exist: moved forward by the gap, 03:30
        ("2026-03-29 03:30", "2026-03-29T01:30:00.000Z"),
        ("2026-10-25 02:30", "2026-10-25T00:30:00.000Z"),  # exists twice: the first
        ("2026-10-25 03:00", "2026-10-25T02:00:00.000Z"),
    ],
)
def test_a_local_time_is_the_instant_that_the_clock_on_the_wall_showed(local: str, instant: str) -> None:
    assert local_to_instant(datetime.fromisoformat(local), STOCKHOLM) == instant


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_a_day_has_the_hours_that_the_change_of_the_clock_leaves_it(day: str, hours: int) -> None:
    after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    assert elapsed_ms(midnight(day, STOCKHOLM), midnight(after, STOCKHOLM)) == hours * H


def test_a_shift_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    begins_at = local_to_instant(datetime.fromisoformat("2026-03-28 22:00"), STOCKHOLM)
    ends_at = plus_ms(begins_at, 8 * H)
    assert local_day(begins_at, STOCKHOLM) == "2026-03-28"
    assert ends_at == local_to_instant(datetime.fromisoformat("2026-03-29 07:00"), STOCKHOLM)


@pytest.mark.parametrize(("month", "after"), [("2026-03", "2026-04"), ("2026-12", "2027-01"), ("2026-09", "2026-10")])
def test_months_follow_each_other(month: str, after: str) -> None:
    assert next_month(month) == after


GRID = [
    # first, last, hours: Swedish public holidays and the three eves expect nothing
    ("2026-11-16", "2026-11-16", 8),  # a Monday
    ("2026-11-16", "2026-11-22", 40),
    ("2026-03-30", "2026-04-05", 32),  # Good Friday
    ("2026-04-06", "2026-04-12", 32),  # Easter Monday
    ("2026-06-15", "2026-06-21", 32),  # Midsummer Eve
    ("2026-12-21", "2026-12-27", 24),  # Christmas Eve and Day are Thursday and Friday
    ("2026-12-28", "2027-01-03", 24),  # New Year's Eve and Day
    ("2026-11-21", "2026-11-20", 0),
]


@pytest.mark.parametrize(("first", "last", "hours"), GRID)
def test_expected_time_leaves_out_weekends_and_holidays(first: str, last: str, hours: int) -> None:
    assert swedish(FULL_TIME).expected_ms([Assignment(1, "2024-01-01")], first, last) == hours * H


def test_a_rotating_schedule_counts_its_weeks_from_the_monday_of_the_week_in_which_it_was_assigned() -> None:
    table = swedish(TWO_WEEKS)
    assigned = [Assignment(2, "2026-09-09")]  # a Wednesday; its week began on 7 September
    assert table.expected_ms(assigned, "2026-09-07", "2026-09-08") == 0
    assert table.expected_ms(assigned, "2026-09-09", "2026-09-13") == 24 * H
    assert table.expected_ms(assigned, "2026-09-14", "2026-09-20") == 18 * H
    assert table.expected_ms(assigned, "2026-09-21", "2026-09-27") == 40 * H


def test_one_assignment_follows_another_and_the_last_day_is_in_it() -> None:
    table = swedish(FULL_TIME, TWO_WEEKS)
    assigned = [Assignment(1, "2026-09-01", "2026-09-13"), Assignment(2, "2026-09-14")]
    assert table.has_schedule(assigned, "2026-09-13")
    assert not table.has_schedule(assigned, "2026-08-31")
    assert table.expected_ms(assigned, "2026-09-07", "2026-09-27") == (40 + 40 + 18) * H


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_expected_time_of_a_span_is_the_sum_of_its_parts(first: date, left: int, right: int) -> None:
    table, assigned = swedish(TWO_WEEKS), [Assignment(2, "2021-02-03", "2029-05-06")]
    middle, last = first + timedelta(days=left), first + timedelta(days=left + right)
    whole = table.expected_ms(assigned, first.isoformat(), last.isoformat())
    parts = table.expected_ms(assigned, first.isoformat(), middle.isoformat())
    after = (middle + timedelta(days=1)).isoformat()
    assert whole == parts + table.expected_ms(assigned, after, last.isoformat())
