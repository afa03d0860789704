"""Values of lists as they go into files."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.web.lists.cells import plain
from dagsverke.web.lists.model import Column, Kind
from dagsverke.web.translations import language

HOUR = 3_600_000


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("amount", ("ms", HOUR // 3), "0.33"),
        ("amount", ("ms", -25 * HOUR // 3), "-8.33"),
        ("amount", ("ms", 45 * HOUR // 2), "22.5"),
        ("amount", ("days", 12_345_678), "12.345678"),
        ("clock", 2 * HOUR // 3, "0.67"),
        ("clock", -HOUR // 200, "-0.01"),
        ("clock", 0, "0"),
        ("km", 1_234, "1.234"),
        ("money", 12_345, "1.2345"),
    ],
)
def test_a_number_goes_into_a_file_with_the_decimals_that_are_its_own(kind: Kind, value: Any, told: str) -> None:
    assert plain(Column("x", "X", "x", kind), value, language("en")) == Decimal(told)


@given(st.integers(-(10**12), 10**12))
def test_hours_in_a_file_are_the_nearest_of_two_decimals(amount_ms: int) -> None:
    hours = plain(Column("x", "X", "x", "clock"), amount_ms, language("en"))
    assert isinstance(hours, Decimal)
    assert hours == round(hours, 2)
    assert abs(hours * HOUR - amount_ms) <= HOUR // 200
