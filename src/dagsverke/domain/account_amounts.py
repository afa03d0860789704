"""Amounts in an account's unit, as people write them: hours as 7:30 or 7.5, days as 2.5; the sign comes first."""

import re
from decimal import Decimal

from dagsverke.domain.causes import Unit
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E6, MS_PER_HOUR, MS_PER_MINUTE, scaled

_CLOCK = re.compile(r"([+-]?)([0-9]{1,6}):([0-5][0-9])")
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(\.[0-9]{1,9})?")
_SPELLED = str.maketrans({",": ".", "−": "-", "\u00a0": None, "\u202f": None})
"""A comma is a point, a minus is a minus, and a blank that keeps thousands apart is nothing."""


def read_amount(text: str, unit: Unit, field: str) -> int:
    """Milliseconds, or days of scale e6. Anything else is Malformed, as the fault of a field."""
    number = text.strip().translate(_SPELLED)
    clock = _CLOCK.fullmatch(number) if unit == "ms" else None
    if clock is not None:
        sign, hours, minutes = clock.groups()
        amount = int(hours) * MS_PER_HOUR + int(minutes) * MS_PER_MINUTE
        return -amount if sign == "-" else amount
    if not _NUMBER.fullmatch(number):
        how = "hours such as 7:30 or 7.5" if unit == "ms" else "days such as 2.5"
        raise Malformed("type", field, f"must be {how}")
    return scaled(Decimal(number), MS_PER_HOUR if unit == "ms" else E6)
