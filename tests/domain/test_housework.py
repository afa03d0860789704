"""Who shares a deduction for housework."""

from itertools import count
from typing import Any

import pytest

from dagsverke.domain.errors import Malformed
from dagsverke.domain.housework import shares

ANNA: dict[str, Any] = {"name": "Anna", "personal_number": "19121212-1212", "percent_e4": 600_000}
BO: dict[str, Any] = {"name": "Bo", "personal_number": "19131313-1313", "percent_e4": 400_000}


def keys() -> Any:
    return (f"k{number}" for number in count(1))


def test_a_share_without_a_key_is_given_one_and_called_by_it() -> None:
    assert shares([ANNA, BO], keys()) == [{"key": "k1", "item": "k1", **ANNA}, {"key": "k2", "item": "k2", **BO}]
    assert shares([], keys()) == []


def test_keys_and_items_that_are_given_stay_and_no_new_key_is_one_of_them() -> None:
    kept = [BO | {"key": "k1", "item": "0.4"}, ANNA | {"item": "0.5"}]
    assert shares(kept, keys()) == [{"key": "k1", "item": "0.4", **BO}, {"key": "k2", "item": "0.5", **ANNA}]
    assert [one["key"] for one in shares([ANNA, BO | {"key": "k1"}], keys())] == ["k2", "k1"]


@pytest.mark.parametrize("percent_e4", [10_000, 335_000, 1_000_000])
def test_a_share_is_from_one_percent_to_all(percent_e4: int) -> None:
    assert shares([ANNA | {"percent_e4": percent_e4}], keys())[0]["percent_e4"] == percent_e4


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([ANNA | {"name": ""}], "share 1 lacks the name of a person"),
        ([ANNA, {"name": "Bo", "percent_e4": 10_000}], "share 2 lacks a personal number"),
        ([{"name": "Bo", "personal_number": "1"}], "share 1 must be from 1 to 100 percent"),
        ([ANNA | {"percent_e4": 9_999}], "share 1 must be from 1 to 100 percent"),
        ([ANNA | {"percent_e4": 1_000_001}], "share 1 must be from 1 to 100 percent"),
        ([ANNA, BO | {"percent_e4": 400_001}], "must not add up to more than 100 percent"),
        ([ANNA | {"key": "a"}, BO | {"key": "a"}], "must not hold one share twice"),
    ],
)
def test_what_cannot_be_shared_is_said(given: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(Malformed) as refusal:
        shares(given, keys())
    assert (refusal.value.field, refusal.value.detail) == ("deductions", said)
