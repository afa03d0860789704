"""Vacation by Finnish law against years made by hand. The arithmetic stands in the rows."""

import pytest

from dagsverke.domain.units import E6
from dagsverke.domain.vacation import run
from dagsverke.domain.vacation_facts import Duty, Facts, Marked
from tests.domain.leave import (
    FINNISH,
    SAIRAUS,
    SEM,
    TJL,
    H,
    absent,
    days,
    employed,
    finnish,
    grid,
    held,
    workdays,
)

LONG = employed("2020-01-01", rules=FINNISH)


def granted(facts: Facts, day: str = "2025-04-01") -> dict[str, float]:
    """What a day grants, by account."""
    changes = run(facts, day).changes
    return {one.kind: one.amount / E6 for one in changes if (one.on_day, one.what) == (day, "grant")}


def test_a_year_from_two_days_a_month_to_two_and_a_half() -> None:
    leave = absent(SEM, workdays("2025-07-07", "2025-08-03", "FI"))  # four weeks of five days
    grid(
        finnish(employed("2024-08-19", rules=FINNISH), absences=leave),
        {
            "2024-08-19": {},  # what is earned is given when the holiday credit year is over
            "2025-03-31": {},
            # ten days of August make no full month, September to March are 7 × 2 = 14
            "2025-04-01": {"paid": 14},
            "2025-07-13": {"paid": 8},  # a week is six days
            "2025-08-02": {"paid": -10},  # 4 × 6 = 24 days
            "2026-04-01": {"paid": 20},  # employed for a year by the end of March: 12 × 2.5 = 30, less 10
        },
    )


@pytest.mark.parametrize(
    ("starts_on", "paid"),
    [
        ("2024-04-01", 30),  # a whole year by 31 March
        ("2024-04-02", 24),  # a day short of it: 12 × 2, and no more than 24
        ("2024-05-14", 22),  # 14 days of work in the rest of May: 11 months × 2
        ("2024-05-15", 20),
        ("2024-12-01", 8),  # four months × 2
    ],
)
def test_full_months_earn_by_how_long_somebody_has_been_employed(starts_on: str, paid: float) -> None:
    assert granted(finnish(employed(starts_on, rules=FINNISH))) == {"paid": paid}


def test_a_month_is_full_with_fourteen_days_of_work() -> None:
    for starts_on, months in (("2025-01-13", 3), ("2025-01-14", 3), ("2025-01-15", 2)):
        work = len(workdays(starts_on, "2025-01-31", "FI"))
        assert (work >= 14) == (months == 3)
        assert granted(finnish(employed(starts_on, rules=FINNISH))) == {"paid": months * 2}


@pytest.mark.parametrize(
    ("week", "given"),
    [
        ((8, 8, 8, 0, 0, 0, 0), {"paid": 30}),  # 12 to 15 days a month, so by hours in all of them
        ((8, 8, 0, 0, 0, 0, 0), {"paid": 30}),  # 8 or 9 days: the rule of 35 hours
        ((8, 0, 0, 0, 0, 0, 0), {"paid": 10}),  # five Mondays, 40 hours, in July, September, December, March: 4 × 2.5
        ((4, 0, 0, 0, 0, 0, 0), {"unpaid": 24}),  # neither: two days off for each of 12 months
    ],
)
def test_who_works_few_days_earns_by_hours_or_has_a_right_to_leave(
    week: tuple[float, ...], given: dict[str, float]
) -> None:
    assert granted(finnish(LONG, week=week)) == given


def test_the_right_to_leave_counts_the_months_of_the_employment() -> None:
    short = employed("2024-11-20", rules=FINNISH)
    assert granted(finnish(short, week=(4, 0, 0, 0, 0, 0, 0))) == {"unpaid": 10}  # November to March: 5 × 2


@pytest.mark.parametrize(
    ("leave", "paid"),
    [
        (absent(TJL, workdays("2024-09-01", "2025-03-31", "FI")), 13),  # April to August: 5 × 2.5 = 12.5, rounded up
        (absent(SAIRAUS, workdays("2024-09-02", "2024-12-16", "FI")), 30),  # 75 days of work count as such
        (absent(SAIRAUS, workdays("2024-09-02", "2024-12-31", "FI")), 28),  # December has 11 days of them: 27.5
        (absent(SAIRAUS, workdays("2024-09-02", "2024-12-31", "FI"), hours=7), 30),  # an hour a day is a day at work
        (absent(SEM, workdays("2024-09-02", "2024-12-31", "FI")), 30),
    ],
)
def test_absence_beyond_what_counts_as_work_makes_months_less_than_full(leave: list[object], paid: float) -> None:
    assert granted(finnish(LONG, absences=leave)) == {"paid": paid}


def test_a_year_may_begin_on_any_day_of_a_month() -> None:
    facts = finnish(employed("2024-05-31", rules=FINNISH), begins="05-31")
    assert granted(facts, "2025-05-31") == {"paid": 30}  # from the last day of each month to the last but one


def test_an_own_number_of_days_is_earned_by_the_month() -> None:
    assert granted(finnish(employed("2024-11-01", rules=FINNISH, vacation_days=36))) == {"paid": 15}  # 5 × 36 / 12


def test_who_has_no_schedule_earns_by_days_or_hours_worked() -> None:
    def none(_day: str) -> Duty:
        return Duty(0, 0, has_schedule=False)

    worked = dict.fromkeys(days("2025-01-01", "2025-01-14"), 2 * H)  # 14 days
    worked |= dict.fromkeys(days("2025-02-01", "2025-02-05"), 7 * H)  # 35 hours
    worked |= dict.fromkeys(days("2025-03-01", "2025-03-04"), 8 * H)  # neither
    facts = finnish(employed("2025-01-01", rules=FINNISH), duty=none, worked_ms=worked)
    assert granted(facts) == {"paid": 4}
    ill = finnish(
        employed("2025-01-01", rules=FINNISH),
        duty=none,
        worked_ms=worked,
        absences=absent(SAIRAUS, ["2025-03-05"], hours=3),
    )
    assert granted(ill) == {"paid": 6}  # 32 + 3 hours in March


@pytest.mark.parametrize(
    ("leave", "taken"),
    [
        (["2025-06-06"], 1),  # a Friday
        (["2025-06-06", "2025-06-09"], 3),  # Friday and Monday: the Saturday between is within the leave
        (["2025-06-05", "2025-06-06", "2025-06-09", "2025-06-10"], 5),
        (workdays("2025-06-02", "2025-06-06", "FI"), 6),  # a week: Monday to Saturday
        (workdays("2025-06-04", "2025-06-06", "FI"), 3),  # from Wednesday, back on Monday
        (workdays("2025-06-04", "2025-06-13", "FI"), 10),  # Wednesday to Saturday, and a week
        (workdays("2025-06-16", "2025-06-19", "FI"), 4),  # Midsummer: neither Friday nor Saturday counts
        (workdays("2025-05-26", "2025-05-30", "FI"), 5),  # Ascension Day is no day of leave, the Saturday is
        (workdays("2025-04-14", "2025-04-17", "FI"), 4),  # nor is the Saturday of Easter
        (workdays("2025-04-14", "2025-04-22", "FI"), 5),
        (workdays("2025-07-07", "2025-08-01", "FI"), 24),
    ],
)
def test_saturdays_count_where_the_leave_covers_the_week_or_goes_on_after_it(leave: list[str], taken: float) -> None:
    facts = finnish(absences=absent(SEM, leave))
    assert -run(facts, "2025-12-31").on("2025-12-31").of("vacation") == taken * E6


def test_days_off_of_who_works_few_days_count_within_the_leave() -> None:
    week = (8, 8, 8, 0, 0, 0, 0)
    for leave, taken in ((["2025-06-02", "2025-06-03"], 2), (["2025-06-02", "2025-06-03", "2025-06-04"], 6)):
        facts = finnish(week=week, absences=absent(SEM, leave))
        assert -run(facts, "2025-12-31").on("2025-12-31").of("vacation") == taken * E6


def test_half_a_day_covers_no_saturday() -> None:
    facts = finnish(absences=[*absent(SEM, ["2025-06-06"], hours=4), *absent(SEM, ["2025-06-09"])])
    assert held(run(facts, "2025-06-30").on("2025-06-30")) == {"paid": -1.5}


def test_days_above_eighteen_may_be_saved() -> None:
    marks = [Marked(1, "2025-03-31", "vacation", 0)]
    grid(
        finnish(LONG, marks=marks),
        {"2025-04-01": {"paid": 30}, "2026-04-01": {"paid": 30, "saved1": 12, "overdue": 18}},
    )
    four = [Marked(1, "2025-03-31", "vacation", 4 * E6)]
    grid(finnish(LONG, marks=four), {"2025-03-31": {"paid": 4}, "2025-04-01": {"paid": 30, "saved1": 4}})
