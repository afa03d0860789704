"""Where a balance stands, by a grid."""

from dataclasses import replace
from typing import Any

import pytest

from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Malformed
from dagsverke.domain.limits import STATES, check_limits, has_limits, state_of

FULL = Account(1, "Flex", "", value_min=-10, warning_min=-8, warning_max=30, value_max=40)
BARE = Account(1, "Flex", "", value_min=-10, value_max=40)
WARNED = Account(1, "Flex", "", warning_max=30)
NONE = Account(1, "Flex", "")

GRID = [
    (FULL, -11, "below"),
    (FULL, -10, "near below"),
    (FULL, -8, "near below"),
    (FULL, -7, "within"),
    (FULL, 0, "within"),
    (FULL, 29, "within"),
    (FULL, 30, "near above"),
    (FULL, 40, "near above"),
    (FULL, 41, "above"),
    (BARE, -11, "below"),
    (BARE, -10, "within"),
    (BARE, 40, "within"),
    (BARE, 41, "above"),
    (WARNED, 29, "within"),
    (WARNED, 10**9, "near above"),
    (WARNED, -(10**9), "within"),
    (NONE, 10**9, "within"),
]


@pytest.mark.parametrize(("account", "value", "state"), GRID)
def test_a_balance_stands_where_its_limits_say(account: Account, value: int, state: str) -> None:
    assert state_of(value, account) == state


def test_from_the_least_to_the_most_a_balance_goes_through_all_states_once() -> None:
    seen = [state_of(value, FULL) for value in range(-20, 50)]
    assert list(dict.fromkeys(seen)) == list(STATES)
    assert seen == sorted(seen, key=STATES.index)


def test_an_account_without_any_limit_has_none() -> None:
    assert [has_limits(one) for one in (FULL, BARE, WARNED, NONE)] == [True, True, True, False]
    assert has_limits(replace(NONE, value_min=0))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"warning_min": -11}, "warning_min"),
        ({"warning_max": -9}, "warning_max"),
        ({"value_max": 29}, "value_max"),
        ({"warning_max": None, "value_max": -9}, "value_max"),
        ({"value_min": 41, "warning_min": None, "warning_max": None}, "value_max"),
    ],
)
def test_limits_out_of_order_are_refused_by_name(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        check_limits(replace(FULL, **changed))
    assert refused.value.field == field
    check_limits(FULL)
    check_limits(NONE)
