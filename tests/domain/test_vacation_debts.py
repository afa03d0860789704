"""Days in advance: what is owed for them, and until when (semesterlagen 1977:480 § 29 a)."""

import pytest

from dagsverke.domain.units import E6
from dagsverke.domain.vacation import run
from dagsverke.domain.vacation_facts import Marked
from dagsverke.domain.vacation_rules import VacationRules
from tests.domain.leave import SEM, absent, employed, grid, held, swedish, workdays

ADVANCE = VacationRules(has_advance=True)


def test_days_in_advance_are_a_debt_that_is_written_off_after_five_years() -> None:
    leave = absent(SEM, workdays("2020-07-06", "2020-07-17"))  # 10 days
    course = grid(
        swedish(employed("2020-06-01", rules=ADVANCE), absences=leave),
        {
            "2020-06-01": {"advance": 25},
            "2020-07-17": {"advance": 15},
            "2021-03-31": {"advance": 15},
            "2021-04-01": {"paid": 21, "advance": 4},  # 304 days: 25 × 304 / 365 = 20.8; the 15 lapse
        },
    )
    debts = {day: sum(one.days for one in course.on(day).debts) / E6 for day in ("2020-07-05", "2020-07-10")}
    assert debts == {"2020-07-05": 0, "2020-07-10": 5}
    assert sum(one.days for one in course.on("2025-07-05").debts) == 10 * E6
    assert sum(one.days for one in course.on("2025-07-06").debts) == 9 * E6  # taken on 6 July 2020 (§ 29 a)
    assert course.on("2025-07-17").debts == ()


def test_days_beyond_all_that_was_granted_are_advance_below_nil_until_they_are_written_off() -> None:
    leave = absent(SEM, workdays("2020-07-06", "2020-08-11"))  # 27 days
    course = grid(
        swedish(employed("2020-06-01", rules=ADVANCE), absences=leave),
        {
            "2020-08-07": {},  # 25 days
            "2020-08-11": {"advance": -2},
            "2021-04-01": {"paid": 21, "advance": 2},  # four new ones make good for two
        },
    )
    assert sum(one.beyond for one in course.on("2020-08-11").debts) == 2 * E6
    grid(
        swedish(employed("2020-06-01", "2020-12-31", rules=ADVANCE), absences=leave),
        {
            "2025-08-09": {"advance": -2},
            "2025-08-10": {"advance": -1},  # five years after Monday 10 August 2020
            "2025-08-11": {},
        },
    )


@pytest.mark.parametrize(
    ("reason", "owed", "left"),
    [("redundancy", 0, {}), ("illness", 0, {}), ("breach", 0, {}), ("own_wish", 27, {"advance": -2})],
)
def test_an_end_that_is_not_of_the_persons_making_leaves_no_debt(
    reason: str, owed: int, left: dict[str, float]
) -> None:
    leave = absent(SEM, workdays("2020-07-06", "2020-08-11"))
    facts = swedish(employed("2020-06-01", "2021-03-15", end_reason=reason, rules=ADVANCE), absences=leave)
    course = grid(facts, {"2021-03-14": {"advance": -2}, "2021-03-15": left})
    assert sum(one.days for one in course.on("2021-03-15").debts) == owed * E6
    ended = [one for one in course.changes if one.what == "written off" and one.on_day < "2025"]
    told = [(one.on_day, one.amount / E6, one.source) for one in ended]
    assert told == ([] if left else [("2021-03-15", 2, "from 2020-06-01")])


def test_the_marks_of_a_closing_change_nothing_of_what_comes_after() -> None:
    facts = swedish(employed("2024-07-01", rules=ADVANCE), absences=absent(SEM, workdays("2024-08-05", "2024-08-09")))
    plain = run(facts, "2031-03-31")
    found = plain.on("2026-03-31")
    marks = [Marked(at, "2026-03-31", sort, found.of(sort), is_closing=True) for at, sort in enumerate(held(found))]
    closed = run(swedish(*facts.employments, absences=facts.absences, marks=marks), "2031-03-31")
    for day in ("2026-03-31", "2026-04-01", "2029-08-04", "2029-08-07", "2030-04-01"):
        assert (closed.on(day).held, closed.on(day).debts) == (plain.on(day).held, plain.on(day).debts)
