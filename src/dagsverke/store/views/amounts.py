"""Amounts that are derived for reading, exact in 64 bits."""

from sqlalchemy import BigInteger, ColumnElement, case, literal_column

from dagsverke.domain.units import MS_PER_HOUR
from dagsverke.store.grammar import ZERO

_HOUR = literal_column(str(MS_PER_HOUR), BigInteger)
_HALF_HOUR = literal_column(str(MS_PER_HOUR // 2), BigInteger)


def price_of_hours(price: ColumnElement[int], time: ColumnElement[int]) -> ColumnElement[int]:
    """Unit price × time, halves away from zero, as ``domain.units.price_of`` has it.

    Whole hours and the rest apart, so that nothing overflows 64 bits.
    """
    rest = price * (time % _HOUR)
    half = case((rest < ZERO, -_HALF_HOUR), else_=_HALF_HOUR)
    return price * _divided(time, _HOUR) + _divided(rest + half, _HOUR)


def _divided(value: ColumnElement[int], by: ColumnElement[int]) -> ColumnElement[int]:
    """The quotient without its fraction: both databases cut towards zero when both sides are integers."""
    return value.op("/", precedence=8, return_type=BigInteger())(by)
