"""Amounts in an account's unit, as people write them."""

import pytest

from dagsverke.domain.account_amounts import read_amount
from dagsverke.domain.causes import Unit
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E6, MS_PER_HOUR, MS_PER_MINUTE


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("7:30", "ms", 7 * MS_PER_HOUR + 30 * MS_PER_MINUTE),
        ("-0:30", "ms", -30 * MS_PER_MINUTE),
        ("−1:30", "ms", -90 * MS_PER_MINUTE),
        ("+1", "ms", MS_PER_HOUR),
        (" 7,5 ", "ms", 7 * MS_PER_HOUR + 30 * MS_PER_MINUTE),
        ("1\u00a0200", "ms", 1200 * MS_PER_HOUR),
        ("2.5", "days", 5 * E6 // 2),
        ("−2,5", "days", -5 * E6 // 2),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, unit: Unit, amount: int) -> None:
    assert read_amount(text, unit, "value") == amount


@pytest.mark.parametrize(
    ("text", "unit"),
    [("", "ms"), ("x", "ms"), ("7:60", "ms"), ("1:30", "days"), ("1e3", "days"), ("٧", "ms"), ("1234567", "ms")],
)
def test_what_is_no_amount_is_refused_at_its_field(text: str, unit: Unit) -> None:
    with pytest.raises(Malformed) as refused:
        read_amount(text, unit, "value")
    assert refused.value.field == "value"
