"""Exact quantities."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.units import MS_PER_HOUR, hours_to_ms, price_of, quotient, round_half_up, scaled, times


def test_the_documents_own_hours_are_exactly_its_milliseconds() -> None:
    assert hours_to_ms(Decimal("41.18577972222222")) == 148_268_807
    assert 148_268_807 / MS_PER_HOUR == 41.18577972222222


@given(st.integers(-(10**12), 10**12))
def test_any_milliseconds_come_back_from_the_number_of_hours_that_a_client_sees(duration_ms: int) -> None:
    assert hours_to_ms(Decimal(repr(duration_ms / MS_PER_HOUR))) == duration_ms


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.5", 1), ("-0.5", -1), ("1.4999", 1), ("2.5", 3), ("-2.5", -3), ("-2.4", -2), ("0", 0)],
)
def test_halves_go_away_from_zero(value: str, rounded: int) -> None:
    assert round_half_up(Decimal(value)) == rounded
    fraction = Fraction(value)
    assert quotient(fraction.numerator, fraction.denominator) == rounded


def test_factors_and_prices_are_exact() -> None:
    assert times(3, 15_000) == 5
    assert times(-3, 15_000) == -5
    assert price_of(7_770_000, 5 * MS_PER_HOUR) == 38_850_000
    assert scaled(Decimal("426.66"), 10_000) == 4_266_600
