"""The end of a vacation year, by a grid: what of each account is carried, paid out, or gone."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.closings import Settlement
from dagsverke.domain.units import E6
from dagsverke.domain.vacation import run
from dagsverke.domain.vacation_closing import settle_year
from dagsverke.domain.vacation_course import State
from dagsverke.domain.vacation_facts import SORTS, Adjusted, Employed, Facts
from dagsverke.domain.vacation_rules import VacationRules

ON, FIRST_ON = "2026-03-31", "2026-04-01"
LAW = Facts(employments=[Employed("e", "2010-01-01")])
THREE_YEARS = Facts(employments=[Employed("e", "2010-01-01", rules=VacationRules(saved_years=3))])
NO_SAVING = Facts(employments=[Employed("e", "2010-01-01", rules=VacationRules(saved_years=0))])

GRID: list[tuple[Facts, dict[str, int], int, dict[str, int], dict[str, int]]] = [
    # what is held, of which the year gave so many paid; what is paid out, and what expires
    (LAW, {"paid": 3}, 25, {}, {}),
    (LAW, {"paid": 8}, 25, {"paid": 3}, {}),
    (LAW, {"paid": 8}, 20, {"paid": 8}, {}),
    (LAW, {"paid": -2}, 25, {}, {}),
    (LAW, {"saved1": 5, "saved4": 3}, 25, {}, {}),
    (LAW, {"saved5": 4}, 25, {"saved5": 4}, {}),
    (LAW, {"overdue": 2}, 25, {"overdue": 2}, {}),
    (LAW, {"unpaid": 6}, 25, {}, {"unpaid": 6}),
    (LAW, {"advance": 4}, 25, {}, {"advance": 4}),
    (LAW, {"advance": -4}, 25, {}, {}),
    (LAW, {"overdue": -1, "saved5": 3}, 25, {"overdue": -1, "saved5": 3}, {}),
    (LAW, {"overdue": -5, "saved5": 3}, 25, {"overdue": -3, "saved5": 3}, {}),
    (LAW, {"overdue": -5}, 25, {}, {}),
    (THREE_YEARS, {"saved2": 2, "saved3": 4}, 25, {"saved3": 4}, {}),
    (NO_SAVING, {"paid": 3}, 25, {"paid": 3}, {}),
]


def state(held: Mapping[str, int], earned: int = 25) -> State:
    return State(tuple(held.get(sort, 0) * E6 for sort in SORTS), ON, earned * E6, earned * E6)


@pytest.mark.parametrize(("facts", "held", "earned", "paid_out", "expires"), GRID)
def test_what_becomes_of_the_days_of_a_year(
    facts: Facts, held: dict[str, int], earned: int, paid_out: dict[str, int], expires: dict[str, int]
) -> None:
    made = settle_year(facts, FIRST_ON, state(held, earned))
    assert made == {
        sort: Settlement(held.get(sort, 0) * E6, paid_out=paid_out.get(sort, 0) * E6, expires=expires.get(sort, 0) * E6)
        for sort in SORTS
    }


helds = st.dictionaries(st.sampled_from(SORTS), st.integers(-5, 30))


@given(helds, st.integers(0, 30), st.sampled_from([LAW, THREE_YEARS, NO_SAVING]))
def test_when_it_is_paid_out_the_new_year_begins_with_what_is_carried(
    held: dict[str, int], earned: int, facts: Facts
) -> None:
    before = state(held, earned)
    made = settle_year(facts, FIRST_ON, before)
    payout = sum(one.paid_out for one in made.values())
    decree = [Adjusted(1, "a", FIRST_ON, "overdue", -payout, "payout")]
    paid = Facts(employments=facts.employments, adjustments=decree)
    after = run(paid, FIRST_ON, FIRST_ON, before)
    granted = sum(one.amount for one in after.changes if one.what == "grant")
    assert payout >= 0
    assert after.on(FIRST_ON).of("vacation") - granted == sum(one.carried for one in made.values())
    assert after.on(FIRST_ON).of("overdue") <= 0
