"""What an agreement may say of vacation, and what it may not."""

from typing import Any

import msgspec
import pytest

from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E6
from dagsverke.domain.vacation_rules import LAW, VacationRules, is_day_of_year


def test_what_is_not_said_is_what_the_law_says() -> None:
    assert msgspec.json.decode(b'{"law": "SE"}', type=VacationRules) == LAW
    assert (LAW.kept_e6, LAW.right(None), LAW.right(30)) == (20 * E6, 25, 30)
    finnish = VacationRules(law="FI")
    assert (finnish.kept_e6, finnish.right(None)) == (18 * E6, 30)
    assert VacationRules(save_above=10).kept_e6 == 10 * E6


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("law", "NO"),
        ("parts", "third"),
        ("days", -1),
        ("days", 367),
        ("late_days", -1),
        ("late_after", "08-32"),
        ("late_after", "02-29"),
        ("late_after", "august"),
        ("save_above", -1),
        ("saved_years", 6),
        ("advance_years", 0),
        ("break_days", -1),
        ("first_rate_e6", -1),
        ("rate_e6", 32 * E6),
        ("first_max", 367),
        ("max_days", -1),
        ("month_days", 0),
        ("month_hours", 745),
        ("leave_rate_e6", -1),
        ("leave_max", 367),
        ("lasting_codes", ("SJK",) * 51),
    ],
)
def test_what_no_agreement_can_say_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(Malformed) as refusal:
        VacationRules(**{name: value})
    assert (refusal.value.field, refusal.value.rule) == (f"vacation.{name}", "range")
    with pytest.raises((Malformed, msgspec.ValidationError)):
        msgspec.json.decode(msgspec.json.encode({name: value}), type=VacationRules)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("04-01", True), ("02-28", True), ("12-31", True), ("02-29", False), ("04-31", False), ("13-01", False),
     ("00-10", False), ("4-1", False), ("0401", False), ("04-00", False), ("a4-01", False), ("", False)],
)  # fmt: skip
def test_a_day_of_the_year_is_one_that_every_year_has(text: str, is_one: bool) -> None:
    assert is_day_of_year(text) is is_one
