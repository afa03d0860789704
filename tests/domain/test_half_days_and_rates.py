"""Days that expect a part of a schedule, and persons who work a part of it."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.app.holidays import Calendar
from dagsverke.domain.calendars import Assignment, CalendarRule, Schedule, Timetable, elapsed_ms, midnight, next_day
from dagsverke.domain.units import E4, MS_PER_HOUR

H = MS_PER_HOUR
STOCKHOLM = ZoneInfo("Europe/Stockholm")
FULL_TIME = Schedule(1, ((8 * H,) * 5 + (0, 0),))
TWO_WEEKS = Schedule(2, ((8 * H,) * 5 + (0, 0), (6 * H,) * 3 + (0,) * 4))
THREE_WEEKS = Schedule(3, ((5 * H,) * 7, (0,) * 7, (1 * H,) * 7))
HALF = E4 // 2

RULES = (
    CalendarRule("easter-3", "Skärtorsdagen", HALF),
    CalendarRule("04-30", "Valborg", HALF),
    CalendarRule("easter", "Påskdagen", 0, "great"),
    CalendarRule("01-06", "Trettondagen", E4),
    CalendarRule("02-29", "Skottdagen", 0, "odd"),
    CalendarRule("2026-05-15", "Klämdag", 0),
    CalendarRule("06-05", "Dag före nationaldagen", HALF, starts_on="2026-01-01", ends_on="2026-12-31"),
    CalendarRule("12-23", "Dag före julafton", HALF),
    CalendarRule("12-23", "Dag före julafton, hela", 0, "great"),
)


def table(*rules: CalendarRule) -> Timetable:
    schedules = {one.id: one for one in (FULL_TIME, TWO_WEEKS, THREE_WEEKS)}
    return Timetable(schedules, Calendar("SE", rules).share_e4)


@pytest.mark.parametrize(
    ("day", "hours", "kinds"),
    [
        ("2026-04-02", 4, {"thu"}),  # three days before Easter Sunday
        ("2027-03-25", 4, {"thu"}),
        ("2026-04-03", 0, {"fri", "holiday"}),
        ("2026-04-05", 0, {"sun", "great"}),  # Easter Sunday by another name
        ("2026-04-30", 4, {"thu"}),
        ("2026-01-06", 8, {"tue", "holiday"}),  # worked, and a public holiday all the same
        ("2028-02-29", 0, {"tue", "odd"}),
        ("2027-02-28", 0, {"sun"}),  # no 29 February, and no other day instead
        ("2027-03-01", 8, {"mon"}),
        ("2026-05-15", 0, {"fri"}),
        ("2027-05-14", 8, {"fri"}),  # the date was of one year
        ("2025-06-05", 8, {"thu"}),  # before the rule
        ("2026-06-05", 4, {"fri"}),
        ("2028-06-05", 8, {"mon"}),  # after it
        ("2026-12-23", 0, {"wed", "great"}),  # of two rules for a day the later one
        ("2026-12-22", 8, {"tue"}),
    ],
)
def test_a_day_is_what_the_company_says_of_it_and_else_what_the_country_says(
    day: str, hours: int, kinds: set[str]
) -> None:
    assert table(*RULES).expected_ms([Assignment(1, "2024-01-01")], day, day) == hours * H
    assert Calendar("SE", RULES).kinds(day) == kinds
    assert Calendar("SE", RULES).day_class(day) == "".join(kinds - {"mon", "tue", "wed", "thu", "fri", "sat", "sun"})


def test_whole_days_are_measured_by_the_schedule_without_its_holidays() -> None:
    assigned = [Assignment(1, "2024-01-01")]
    assert table(*RULES).full_ms(assigned, "2026-03-30", "2026-04-05") == 40 * H
    assert table(*RULES).expected_ms(assigned, "2026-03-30", "2026-04-05") == (8 + 8 + 8 + 4) * H


WEEK_GRID = [
    # a part-timer of 75 %: two weeks in turn from 7 September, other weeks from Wednesday 23 September
    ("2026-09-07", "2026-09-13", 5 * 6),
    ("2026-09-14", "2026-09-20", 3 * 4.5),
    ("2026-09-21", "2026-09-22", 2 * 6),  # the first week again, until the change
    ("2026-09-23", "2026-09-23", 2.5),  # half of the five hours of the new schedule's first week
    ("2026-09-23", "2026-09-27", 5 * 2.5),
    ("2026-09-28", "2026-10-04", 0),
    ("2026-10-05", "2026-10-11", 7 * 0.5),
    ("2026-10-12", "2026-10-18", 7 * 2.5),
    ("2026-09-07", "2026-10-11", 30 + 13.5 + 12 + 12.5 + 3.5),
]


@pytest.mark.parametrize(("first", "last", "hours"), WEEK_GRID)
def test_a_part_timer_with_rotating_weeks_changes_schedule_on_a_wednesday(first: str, last: str, hours: float) -> None:
    assigned = [Assignment(2, "2026-09-07", "2026-09-22", 7_500), Assignment(3, "2026-09-23", None, HALF)]
    assert table().expected_ms(assigned, first, last) == int(hours * H)


def test_another_rate_in_mid_week_goes_on_with_the_weeks_where_they_were() -> None:
    assigned = [Assignment(2, "2026-09-07", "2026-09-15"), Assignment(2, "2026-09-16", None, HALF)]
    assert table().expected_ms(assigned, "2026-09-14", "2026-09-20") == (6 + 6 + 3) * H  # the second week, to its end
    assert table().expected_ms(assigned, "2026-09-21", "2026-09-27") == 5 * 4 * H
    apart = [Assignment(2, "2026-09-07", "2026-09-13"), Assignment(2, "2026-09-15", None, HALF)]
    assert table().expected_ms(apart, "2026-09-14", "2026-09-20") == 4 * 4 * H  # after a gap they begin anew


def test_the_hours_between_which_somebody_works_rotate_with_the_weeks_and_are_none_on_free_days() -> None:
    early, late, free = (6 * H, 14 * H), (14 * H, 22 * H), (0, 0)
    turns = Schedule(5, ((8 * H,) * 5 + (0, 0), (8 * H,) * 7), ((early,) * 5 + (free, free), (late,) * 7))
    made = Timetable({5: turns, 1: FULL_TIME}, Calendar("SE", ()).share_e4)
    assigned = [Assignment(5, "2026-03-23", "2026-03-31"), Assignment(5, "2026-04-01", None, HALF)]
    days = ("03-22", "03-23", "03-28", "03-30", "04-01", "04-03", "04-04", "04-07")  # the third of April is a holiday
    found = [made.hours_on(assigned, f"2026-{day}") for day in days]
    assert found == [None, early, None, late, late, None, late, early]
    assert made.hours_on([Assignment(1, "2026-03-23")], "2026-03-23") is None  # of this one only the length is known


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_schedule_asks_for_its_hours_however_long_the_day_is(day: str, hours: int) -> None:
    assigned = [Assignment(3, "2026-03-23" if hours == 23 else "2026-10-19")]
    assert elapsed_ms(midnight(day, STOCKHOLM), midnight(next_day(day), STOCKHOLM)) == hours * H
    assert table().expected_ms(assigned, day, day) == 5 * H


def test_the_29_february_of_a_leap_year_is_a_day_as_any_other() -> None:
    assigned = [Assignment(1, "2020-01-01")]
    assert table().expected_ms(assigned, "2028-02-28", "2028-03-03") == 40 * H
    assert table().expected_ms(assigned, "2027-02-22", "2027-02-28") == 40 * H


def test_each_day_is_rounded_so_that_days_add_up() -> None:
    odd = Schedule(4, ((1, 1, 1, 1, 1, 1, 1),))
    half = Timetable({4: odd}, lambda _: HALF)
    assert half.expected_ms([Assignment(4, "2026-09-07")], "2026-09-07", "2026-09-13") == 7
    rare = Timetable({4: odd}, lambda _: E4)
    assert rare.expected_ms([Assignment(4, "2026-09-07", None, 4_999)], "2026-09-07", "2026-09-13") == 0


rules = st.lists(
    st.builds(
        CalendarRule,
        st.sampled_from(["12-23", "02-29", "easter-3", "easter+39", "2026-11-13", "01-06"]),
        st.just("x"),
        st.integers(0, E4),
        st.sampled_from(["", "great"]),
    ),
    max_size=4,
)


@given(rules, st.integers(1, E4), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 500))
def test_expected_time_of_a_span_is_the_sum_of_its_days(
    some: list[CalendarRule], rate_e4: int, first: date, length: int
) -> None:
    made, assigned = table(*some), [Assignment(2, "2021-02-03", "2024-02-29", rate_e4), Assignment(3, "2024-03-01")]
    days = [(first + timedelta(days=at)).isoformat() for at in range(length + 1)]
    assert made.expected_ms(assigned, days[0], days[-1]) == sum(made.expected_ms(assigned, day, day) for day in days)
    assert made.full_ms(assigned, days[0], days[-1]) == sum(made.full_ms(assigned, day, day) for day in days)
    assert made.expected_ms(assigned, days[0], days[-1]) <= made.full_ms(assigned, days[0], days[-1])


@given(st.integers(1, E4), st.integers(1, E4), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_change_of_rate_changes_nothing_before_it_and_all_after_it(before: int, after: int, on: date) -> None:
    day, last = on.isoformat(), (on - timedelta(days=1)).isoformat()
    changed = [Assignment(2, "2025-09-01", last, before), Assignment(2, day, None, after)]
    made = table(*RULES)
    plain = [Assignment(2, "2025-09-01", None, before)], [Assignment(2, "2025-09-01", None, after)]
    assert made.expected_ms(changed, "2025-09-01", last) == made.expected_ms(plain[0], "2025-09-01", last)
    assert made.expected_ms(changed, day, "2027-12-31") == made.expected_ms(plain[1], day, "2027-12-31")
