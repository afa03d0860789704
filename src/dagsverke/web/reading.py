"""What people type into cells: hours in the ways in which hours are said."""

import re
from decimal import Decimal

from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, scaled

_DECIMAL = re.compile(r"(\d{1,6})?(?:[.,](\d{0,6}))?\s*h?", re.IGNORECASE | re.ASCII)
_CLOCK = re.compile(r"(\d{1,6}):([0-5]\d)", re.ASCII)
_MINUTES = re.compile(r"(\d{1,5})\s*(?:m|min|minuter|minuuttia)", re.IGNORECASE | re.ASCII)
_BOTH = re.compile(r"(\d{1,6})\s*h\s*(\d{1,2})\s*(?:m|min)?", re.IGNORECASE | re.ASCII)


def read_hours(text: str, field: str, most_ms: int = MS_PER_DAY) -> int:
    """Milliseconds of ``2``, ``2,5``, ``2.5``, ``1:30``, ``1 h 30``, ``90min``; nothing at all is nil.

    Refused: anything else, and more than ``most_ms``, a day unless said.
    """
    told = text.strip()
    if not told:
        return 0
    amount_ms = _read(told)
    if amount_ms is None:
        raise Malformed("type", field, "must be hours such as 2, 2,5, 1:30 or 90min")
    if amount_ms > most_ms:
        raise Malformed("range", field, f"must be at most {most_ms // MS_PER_HOUR} hours")
    return amount_ms


def _read(told: str) -> int | None:
    if found := _CLOCK.fullmatch(told):
        return int(found[1]) * MS_PER_HOUR + int(found[2]) * MS_PER_MINUTE
    if found := _MINUTES.fullmatch(told):
        return int(found[1]) * MS_PER_MINUTE
    if found := _BOTH.fullmatch(told):
        return int(found[1]) * MS_PER_HOUR + int(found[2]) * MS_PER_MINUTE
    found = _DECIMAL.fullmatch(told)
    if found is None or not (found[1] or found[2]):
        return None
    return scaled(Decimal(f"{found[1] or 0}.{found[2] or 0}"), MS_PER_HOUR)
