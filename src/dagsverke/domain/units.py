"""Exact quantities: time is integer milliseconds, money and counts are scaled integers. No float."""

from decimal import ROUND_HALF_UP, Decimal

MS_PER_MINUTE = 60_000
MS_PER_HOUR = 3_600_000
MS_PER_DAY = 86_400_000
E4 = 10_000
"""Scale of amounts, unit prices and factors: 1 krona is 10,000."""
E6 = 1_000_000
"""Scale of quantities, days of leave among them: one day is 1,000,000."""


def round_half_up(value: Decimal) -> int:
    """The nearest integer, halves away from zero (the custom for money, lag 1970:1029)."""
    return int(value.to_integral_value(rounding=ROUND_HALF_UP))


def quotient(value: int, by: int) -> int:
    """The integer nearest to ``value / by`` (``by`` above zero), halves away from zero."""
    nearest = (2 * abs(value) + by) // (2 * by)
    return -nearest if value < 0 else nearest


def scaled(value: Decimal, scale: int) -> int:
    """A decimal number as an integer of the given scale, halves away from zero."""
    return round_half_up(value * scale)


def hours_to_ms(hours: Decimal) -> int:
    """Hours as milliseconds; 41.18577972222222 hours is exactly 148,268,807 ms."""
    return scaled(hours, MS_PER_HOUR)


def times(value: int, factor_e4: int) -> int:
    """An integer quantity times a factor of scale e4, halves away from zero."""
    return quotient(value * factor_e4, E4)


def price_of(unit_price_e4: int, duration_ms: int) -> int:
    """Amount (e4) of a duration at a price per hour (e4)."""
    return quotient(unit_price_e4 * duration_ms, MS_PER_HOUR)
