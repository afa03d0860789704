"""How much of a day is taken, by what the agreement says of parts of days."""

import pytest

from dagsverke.domain.units import E6
from dagsverke.domain.vacation import run
from dagsverke.domain.vacation_rules import VacationRules
from tests.domain.leave import SEM, absent, days, duty_of, held, swedish


@pytest.mark.parametrize(
    ("parts", "hours", "percent", "taken"),
    [
        ("part", 8, 100, 1),
        ("part", 2, 100, 0.25),
        ("part", 12, 100, 1),  # at the most the day
        ("part", 4, 50, 0.5),  # half a holiday: the working half is half a day
        ("part", 8, 50, 0.5),
        ("part", 2, 50, 0.25),
        ("part", 8, 0, 0),
        ("half", 2, 100, 0.5),
        ("half", 5, 100, 1),
        ("half", 4, 50, 0.5),
        ("whole", 1, 100, 1),
        ("whole", 4, 50, 1),
        ("whole", 8, 0, 0),
    ],
)
def test_a_part_of_a_day_counts_as_the_agreement_says(parts: str, hours: float, percent: int, taken: float) -> None:
    facts = swedish(
        rules=VacationRules(parts=parts),  # type: ignore[arg-type]  # a row of the grid is text
        duty=duty_of(shares={"2026-01-05": percent}),
        absences=absent(SEM, ["2026-01-05"], hours),
    )
    assert -run(facts, "2026-01-05").on("2026-01-05").of("vacation") == taken * E6


def test_several_entries_of_a_day_add_up_and_tell_all_of_them() -> None:
    morning, afternoon, more = (absent(SEM, ["2026-01-05"], hours)[0] for hours in (3, 3, 4))
    course = run(swedish(absences=[morning, afternoon]), "2026-01-05")
    assert [(one.amount / E6, one.source) for one in course.changes] == [(-0.75, "sem 2026-01-05 sem 2026-01-05")]
    assert held(run(swedish(absences=[morning, afternoon, more]), "2026-01-05").on("2026-01-05")) == {"paid": -1}


def test_leave_on_a_day_off_takes_nothing() -> None:
    assert (
        held(run(swedish(absences=absent(SEM, days("2026-01-03", "2026-01-04"))), "2026-01-05").on("2026-01-05")) == {}
    )
