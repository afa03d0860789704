import pytest

from dagsverke.cli.show import clock_hours, days, decimal_hours, factor, quantity

MINUTE = 60_000


@pytest.mark.parametrize(
    ("amount_ms", "by_the_clock", "as_a_number"),
    [
        (0, "0:00", "0"),
        (450 * MINUTE, "7:30", "7.5"),
        (-450 * MINUTE, "-7:30", "-7.5"),
        (-1 * MINUTE, "-0:01", "-0.0167"),
        (-1000, "0:00", "-0.0003"),
        (600 * 60 * MINUTE, "600:00", "600"),
        (148_268_807, "41:11", "41.1858"),
    ],
)
def test_hours_are_shown_by_the_clock_and_as_a_number(amount_ms: int, by_the_clock: str, as_a_number: str) -> None:
    assert clock_hours(amount_ms) == by_the_clock
    assert decimal_hours(amount_ms) == as_a_number


@pytest.mark.parametrize(
    ("amount_e6", "shown"),
    [(0, "0"), (25_000_000, "25"), (500_000, "0.5"), (-1_250_000, "-1.25"), (100_000_000, "100")],
)
def test_days_are_shown_without_superfluous_zeros(amount_e6: int, shown: str) -> None:
    assert days(amount_e6) == shown
    assert quantity("days", amount_e6) == (f"{shown} d", shown)


@pytest.mark.parametrize(("factor_e4", "shown"), [(15_000, "1.5"), (20_000, "2"), (-10_000, "-1"), (3_333, "0.3333")])
def test_factors_are_shown_without_superfluous_zeros(factor_e4: int, shown: str) -> None:
    assert factor(factor_e4) == shown
