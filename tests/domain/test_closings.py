"""What a closing carries, pays and lets lapse, by a grid and by a law."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.causes import Account
from dagsverke.domain.closings import DEDUCTION, LAPSE, PAYOUT, Kind, Settlement, check_rules, last_day, settle
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import MS_PER_HOUR

H = MS_PER_HOUR
FLEX = Account(1, "Flex", "Flextid", closes="flex", carry_min=-10 * H, carry_max=10 * H, surplus="lapse")
PAID = replace(FLEX, surplus="pay")
ONLY_MAX = replace(FLEX, carry_min=None)
ONLY_MIN = replace(FLEX, carry_max=None, surplus="")
FREE = Account(2, "Restid", "Restid", closes="year")
NOTHING = replace(PAID, carry_min=0, carry_max=0)

GRID = [  # account, value; carried, paid out, deducted, lapsed
    (FLEX, 12, 10, 0, 0, 2),
    (FLEX, 10, 10, 0, 0, 0),
    (FLEX, 0, 0, 0, 0, 0),
    (FLEX, -10, -10, 0, 0, 0),
    (FLEX, -13, -10, 0, 3, 0),
    (PAID, 12, 10, 2, 0, 0),
    (PAID, -13, -10, 0, 3, 0),
    (ONLY_MAX, -13, -13, 0, 0, 0),
    (ONLY_MAX, 12, 10, 0, 0, 2),
    (ONLY_MIN, 500, 500, 0, 0, 0),
    (ONLY_MIN, -13, -10, 0, 3, 0),
    (FREE, 500, 500, 0, 0, 0),
    (FREE, -500, -500, 0, 0, 0),
    (NOTHING, 7, 0, 7, 0, 0),
    (NOTHING, -7, 0, 0, 7, 0),
]


@pytest.mark.parametrize(("account", "value", "carried", "paid_out", "deducted", "lapsed"), GRID)
def test_what_becomes_of_a_balance(
    account: Account, value: int, carried: int, paid_out: int, deducted: int, lapsed: int
) -> None:
    made = settle(value * H, account)
    assert made == Settlement(value * H, paid_out * H, deducted * H, lapsed * H)
    assert made.carried == carried * H
    assert made.capped == (value - carried) * H


def test_the_adjustments_say_what_each_is_for() -> None:
    assert settle(12 * H, FLEX).amounts() == [(LAPSE, -2 * H)]
    assert settle(12 * H, PAID).amounts() == [(PAYOUT, -2 * H)]
    assert settle(-12 * H, PAID).amounts() == [(DEDUCTION, 2 * H)]
    assert settle(5 * H, PAID).amounts() == []


@given(
    st.integers(-(10**9), 10**9),
    st.none() | st.integers(-(10**9), 0),
    st.none() | st.integers(0, 10**9),
    st.sampled_from(["lapse", "pay"]),
)
def test_the_adjustments_of_a_balance_leave_what_is_carried_within_its_bounds(
    value: int, least: int | None, most: int | None, surplus: str
) -> None:
    made = settle(value, replace(FLEX, carry_min=least, carry_max=most, surplus=surplus))
    assert value + sum(amount for _, amount in made.amounts()) == made.carried
    assert least is None or made.carried >= least
    assert most is None or made.carried <= most
    assert settle(made.carried, replace(FLEX, carry_min=least, carry_max=most, surplus=surplus)).amounts() == []
    assert (made + made).carried == 2 * made.carried


@pytest.mark.parametrize("account", [FLEX, PAID, ONLY_MIN, FREE, NOTHING, Account(3, "Komp", "")])
def test_rules_that_hold_together_are_let_be(account: Account) -> None:
    check_rules(account)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"closes": "month"}, "closes"),
        ({"surplus": "burn"}, "surplus"),
        ({"closes": ""}, "closes"),
        ({"kind": "paid"}, "closes"),
        ({"carry_min": 1}, "carry_min"),
        ({"carry_max": -1}, "carry_max"),
        ({"carry_max": None}, "surplus"),
        ({"surplus": ""}, "surplus"),
    ],
)
def test_rules_that_contradict_each_other_are_refused_by_name(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        check_rules(replace(FLEX, **changed))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("kind", "begins", "day"),
    [
        ("year", "04-01", "2026-12-31"),
        ("flex", "04-01", "2026-12-31"),
        ("vacation-year", "04-01", "2026-03-31"),
        ("vacation-year", "01-01", "2026-12-31"),
        ("vacation-year", "03-01", "2026-02-28"),
    ],
)
def test_what_closes_in_a_year_has_a_last_day_in_it(kind: Kind, begins: str, day: str) -> None:
    assert last_day(kind, 2026, begins) == day
