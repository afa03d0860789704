"""The rules of a drive: how far it was by the odometer, and what so many kilometres amount to. Metres and e4."""

from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import quotient

M_PER_KM = 1000
ODOMETER_MAX_KM = 5_000_000
"""No odometer shows more; times the highest price per kilometre it still is a 64-bit integer in scale e4."""


def distance(start_odometer_m: int, end_odometer_m: int) -> int:
    """The metres between two readings of one odometer, of which the later is not the lesser (readings 20)."""
    if start_odometer_m < 0:
        raise Malformed("range", "start_odometer_m", "must not be negative")
    if end_odometer_m < start_odometer_m:
        raise Malformed("range", "end_odometer_m", "must not be less than the start")
    if end_odometer_m > ODOMETER_MAX_KM * M_PER_KM:
        raise Malformed("range", "end_odometer_m", f"must be at most {ODOMETER_MAX_KM}")
    return end_odometer_m - start_odometer_m


def amount_of(price_per_km_e4: int, distance_m: int) -> int:
    """Amount (e4) of a distance at a price per kilometre (e4), halves away from zero."""
    return quotient(price_per_km_e4 * distance_m, M_PER_KM)
