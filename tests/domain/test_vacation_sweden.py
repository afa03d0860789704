"""Vacation by Swedish law, day by day against years made by hand. The arithmetic stands in the rows."""

import pytest

from dagsverke.domain.units import E6
from dagsverke.domain.vacation import run
from dagsverke.domain.vacation_facts import Facts, Marked
from dagsverke.domain.vacation_rules import VacationRules
from tests.domain.leave import (
    FPE,
    PEM,
    SEM,
    SJK,
    TJL,
    absent,
    employed,
    grid,
    held,
    swedish,
    workdays,
)


def paid_on(facts: Facts, day: str) -> float:
    """The paid days that a day leaves."""
    return run(facts, day).on(day).of("paid") / E6


def test_who_starts_in_mid_year_earns_the_part_of_the_next_years_days() -> None:
    leave = absent(SEM, workdays("2025-07-07", "2025-08-01"))  # four weeks, 20 days
    grid(
        swedish(employed("2024-07-01"), absences=leave),
        {
            "2024-06-30": {},
            "2024-07-01": {"unpaid": 25},  # a right to 25 days, of which 25 × 0 / 365 = 0 are paid (§§ 4, 7)
            "2025-03-31": {"unpaid": 25},
            # employed 184 days until the end of December and 90 after: 25 × 274 / 365 = 18.77, rounded up 19
            "2025-04-01": {"paid": 19, "unpaid": 6},
            "2025-07-07": {"paid": 18, "unpaid": 6},
            "2025-08-01": {"unpaid": 5},  # 19 paid and one of the 6 unpaid
            "2026-04-01": {"paid": 25},  # 25 × 365 / 365; the 5 unpaid days lapse
        },
    )


@pytest.mark.parametrize(
    ("starts_on", "right", "paid"),
    [
        ("2024-08-31", 25, 15),  # 213 days: 25 × 213 / 365 = 14.59
        ("2024-09-01", 5, 15),  # 212 days: 25 × 212 / 365 = 14.52
        ("2025-03-31", 5, 1),  # one day: 25 × 1 / 365 = 0.07
        ("2025-04-01", 25, 0),  # the first day of a vacation year is not after any 31 August
    ],
)
def test_who_starts_after_the_end_of_august_has_a_right_to_five_days(starts_on: str, right: float, paid: float) -> None:
    facts = swedish(employed(starts_on))
    assert held(run(facts, starts_on).on(starts_on)) == {"unpaid": right}
    assert paid_on(facts, "2025-04-01") == paid


def test_days_are_saved_for_five_years_and_the_oldest_are_overdue_in_the_sixth() -> None:
    some = [day for year in range(2019, 2025) for day in workdays(f"{year}-07-01", f"{year}-07-31")[:20]]
    later = workdays("2025-06-30", "2025-08-15")[:32]
    grid(
        swedish(employed("2018-04-01"), absences=absent(SEM, [*some, *later])),
        {
            "2019-04-01": {"paid": 25},
            "2020-03-31": {"paid": 5},  # 25 - 20 taken
            "2020-04-01": {"paid": 25, "saved1": 5},  # above the 20 that must be taken (§ 18)
            "2021-04-01": {"paid": 25, "saved1": 5, "saved2": 5},
            "2022-04-01": {"paid": 25, "saved1": 5, "saved2": 5, "saved3": 5},
            "2023-04-01": {"paid": 25, "saved1": 5, "saved2": 5, "saved3": 5, "saved4": 5},
            "2024-04-01": {"paid": 25, "saved1": 5, "saved2": 5, "saved3": 5, "saved4": 5, "saved5": 5},
            # those of the year that ended on 31 March 2020 were to be taken within five years from then (§ 20)
            "2025-04-01": {"paid": 25, "saved1": 5, "saved2": 5, "saved3": 5, "saved4": 5, "saved5": 5, "overdue": 5},
            "2025-06-30": {"paid": 25, "saved1": 5, "saved2": 5, "saved3": 5, "saved4": 5, "saved5": 5, "overdue": 4},
            # 32 days: 5 overdue, 25 paid, 2 of the oldest saved
            later[-1]: {"saved1": 5, "saved2": 5, "saved3": 5, "saved4": 5, "saved5": 3},
        },
    )


def test_what_is_left_of_the_twenty_days_cannot_be_saved() -> None:
    leave = absent(SEM, workdays("2025-07-07", "2025-07-18"))  # 10 days
    grid(
        swedish(employed("2018-04-01", vacation_days=30), absences=leave),
        {
            "2025-04-01": {"paid": 30, **dict.fromkeys(("saved1", "saved2", "saved3", "saved4", "saved5"), 10),
                           "overdue": 10 + 6 * 20},  # 6 years in which nothing was taken: 10 saved and 20 overdue each
        },
    )  # fmt: skip
    marked = [Marked(1, "2025-03-31", "vacation", 0)]
    grid(
        swedish(employed("2018-04-01", vacation_days=30), absences=leave, marks=marked),
        {
            "2025-04-01": {"paid": 30},
            "2026-03-31": {"paid": 20},
            "2026-04-01": {"paid": 30, "saved1": 10, "overdue": 10},  # 30 - 20 may be saved
        },
    )


def test_few_earned_days_leave_none_to_be_saved() -> None:
    grid(
        swedish(employed("2024-07-01")),
        {"2026-03-31": {"paid": 19, "unpaid": 6}, "2026-04-01": {"paid": 25, "overdue": 19}},
    )


@pytest.mark.parametrize(
    ("is_alone", "paid"),
    [
        (False, 19),  # 211 calendar days, 120 count as worked, 91 are lost: 25 × (365 - 91) / 365 = 18.77
        (True, 23),  # 180 count: 25 × (365 - 31) / 365 = 22.88
    ],
)
def test_parental_leave_beyond_its_limit_earns_nothing(*, is_alone: bool, paid: float) -> None:
    leave = absent(FPE, workdays("2024-09-02", "2025-03-31"))
    facts = swedish(employed("2018-04-01"), absences=leave, is_sole_parent=is_alone)
    assert paid_on(facts, "2025-04-01") == paid


@pytest.mark.parametrize(
    ("leave", "lost", "paid"),
    [
        (absent(TJL, workdays("2024-05-02", "2024-06-05")), 35, 23),  # Thursday to Wednesday five weeks later: 22.6
        (absent(TJL, workdays("2024-05-02", "2024-06-07")), 37, 23),  # the Saturday and Sunday after are not in it
        (absent(TJL, workdays("2024-05-02", "2024-06-05"), hours=7), 0, 25),  # an hour's work a day is no absence
        (absent(TJL, ["2024-05-03", "2024-05-07"]), 2, 25),  # the Monday between was worked: 24.9
        (absent(TJL, ["2024-05-03", "2024-05-06"]), 4, 25),  # the days off between are absent too: 24.7
        (absent(TJL, ["2024-05-08", "2024-05-10"]), 3, 25),  # so is Ascension Day
        (absent(TJL, ["2024-05-04"]), 0, 25),  # nothing was expected on a Saturday
        (absent(PEM, workdays("2024-05-02", "2025-03-31")), 0, 25),  # leave with pay counts as worked
        (absent(SEM, workdays("2024-05-02", "2025-03-31")), 0, 25),  # and so does vacation
        (absent(SJK, workdays("2024-04-01", "2024-09-27")), 0, 25),  # 180 days
        (absent(SJK, workdays("2024-04-01", "2025-03-31")), 184, 13),  # from Tuesday 2 April 364 days less 180: 12.4
    ],
)  # fmt: skip
def test_absence_is_lost_by_its_cause_when_it_takes_whole_days(leave: list[object], lost: int, paid: float) -> None:
    facts = swedish(employed("2018-04-01"), absences=leave)
    course = run(facts, "2025-04-01")
    granted = next(one for one in course.changes if (one.on_day, one.what, one.kind) == ("2025-04-01", "grant", "paid"))
    assert granted.amount == paid * E6
    assert paid == -(-25 * (365 - lost) // 365)


@pytest.mark.parametrize(
    ("back_on", "sick_again_on", "granted"),
    [
        ("2024-07-01", None, 19),  # 1 April to 28 June: 89 days, all lost: 25 × (365 - 89) / 365 = 18.9
        ("2024-02-26", "2024-03-08", 19),  # back for 13 days after Friday 23 February: still the same absence
        ("2024-02-26", "2024-03-11", 25),  # for 16 days: a new one, within its 180 days
    ],
)
def test_sickness_that_lasted_a_whole_qualifying_year_earns_nothing_after(
    back_on: str, sick_again_on: str | None, granted: float
) -> None:
    sick = [day for day in workdays("2023-03-01", "2024-06-28") if day < back_on or day >= (sick_again_on or "9")]
    facts = swedish(employed("2018-04-01"), absences=absent(SJK, sick))
    given = [one.amount for one in run(facts, "2025-04-01").changes if (one.what, one.kind) == ("grant", "paid")]
    assert given[-1] == granted * E6


def test_what_is_taken_beyond_everything_is_made_good_by_the_next_year() -> None:
    leave = absent(SEM, workdays("2025-07-07", "2025-08-12"))  # 27 days
    grid(
        swedish(employed("2024-04-01"), absences=leave),
        {"2025-08-12": {"paid": -2}, "2026-03-31": {"paid": -2}, "2026-04-01": {"paid": 23}},
    )


def test_a_qualifying_year_that_is_the_vacation_year_gives_its_days_at_once_and_loses_them_by_the_day() -> None:
    rules = VacationRules(is_concurrent=True)
    leave = absent(TJL, workdays("2025-05-05", "2025-06-05"))
    grid(
        swedish(employed("2025-03-01", rules=rules), begins="01-01", absences=leave),
        {
            "2025-03-01": {"paid": 21, "unpaid": 4},  # 306 days until the end of December: 25 × 306 / 365 = 20.96
            "2025-05-17": {"paid": 21, "unpaid": 4},
            "2025-05-18": {"paid": 20, "unpaid": 5},  # 14 days lost: 25 × 292 / 365 = 20 exactly
            "2025-06-01": {"paid": 20, "unpaid": 5},
            "2025-06-02": {"paid": 19, "unpaid": 6},  # 29 days lost: 25 × 277 / 365 = 18.97
            "2025-12-31": {"paid": 19, "unpaid": 6},
            "2026-01-01": {"paid": 25, "overdue": 19},
        },
    )
    grid(
        swedish(employed("2025-01-01", "2025-06-30", rules=rules), begins="01-01"),
        {"2025-01-01": {"paid": 13, "unpaid": 12}, "2026-01-01": {"overdue": 13}},  # 181 days: 12.4
    )


def test_after_an_employment_has_ended_nothing_is_granted() -> None:
    grid(
        swedish(employed("2018-04-01", "2025-05-31"), marks=[Marked(1, "2025-03-31", "vacation", 0)]),
        {"2025-04-01": {"paid": 25}, "2026-04-01": {"saved1": 5, "overdue": 20}, "2027-04-01": {"saved2": 5,
                                                                                                "overdue": 20}},
    )  # fmt: skip


def test_a_gap_between_employments_begins_earning_anew() -> None:
    first, second = employed("2023-04-01", "2024-06-30"), employed("2024-07-01")
    after_a_gap = employed("2024-07-02")
    grid(swedish(first, second), {"2024-07-01": {"paid": 25}, "2025-04-01": {"paid": 25, "saved1": 5, "overdue": 20}})
    grid(
        swedish(first, after_a_gap),
        {
            "2024-07-02": {"paid": 25},  # a right of the year that the first employment gave already
            "2025-04-01": {"paid": 19, "unpaid": 6, "saved1": 5, "overdue": 20},  # 273 days: 25 × 273 / 365 = 18.7
        },
    )


def test_a_second_employment_in_a_year_gives_no_second_right_to_its_days() -> None:
    spring, autumn = employed("2024-05-01", "2024-06-30"), employed("2024-10-01")
    grid(
        swedish(spring, autumn, absences=absent(SEM, workdays("2024-06-03", "2024-06-05"))),
        {"2024-05-01": {"unpaid": 25}, "2024-06-05": {"unpaid": 22}, "2024-10-01": {"unpaid": 22}},
    )
    late = [employed("2024-09-15", "2024-10-15"), employed("2024-12-01", vacation_days=30)]
    grid(swedish(*late), {"2024-09-15": {"unpaid": 5}, "2024-12-01": {"unpaid": 5}})


def test_who_has_no_employment_has_what_was_marked_less_what_was_taken() -> None:
    grid(
        swedish(
            absences=absent(SEM, workdays("2025-07-07", "2025-07-08")), marks=[Marked(1, "2025-06-30", "paid", E6)]
        ),
        {"2025-06-29": {}, "2025-06-30": {"paid": 1}, "2025-07-08": {"paid": -1}, "2026-04-01": {"paid": -1}},
    )


def test_four_days_marked_at_the_end_of_the_year_are_saved_on_the_first_day_of_the_next() -> None:
    grid(
        swedish(employed("2020-04-01"), marks=[Marked(1, "2025-03-31", "vacation", 4 * E6)]),
        {"2025-03-31": {"paid": 4}, "2025-04-01": {"paid": 25, "saved1": 4}},
    )


def test_a_mark_on_one_account_leaves_the_others() -> None:
    marks = [Marked(1, "2025-06-30", "saved3", 2 * E6), Marked(2, "2025-06-30", "unpaid", E6)]
    grid(
        swedish(employed("2024-07-01"), marks=marks),
        {
            "2025-06-29": {"paid": 19, "unpaid": 6},
            "2025-06-30": {"paid": 19, "unpaid": 1, "saved3": 2},
            "2026-04-01": {"paid": 25, "overdue": 19, "saved4": 2},
        },
    )
