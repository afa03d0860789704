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


def readings(start_m: int | None, end_m: int | None, distance_m: int | None, kept_m: int | None) -> tuple[int, int]:
    """Both readings of the odometer, of what is said of them and of the distance.

    ``kept_m`` is what it showed before, where that is known: a drive begins there unless said, one of a known distance
    else at nil. Refused: a distance that is not what two readings say, and too little said.
    """
    if distance_m is not None and distance_m < 0:
        raise Malformed("range", "distance_m", "must not be negative")
    if end_m is None:
        if distance_m is None:
            raise Malformed("required", "distance_m", "is required where the odometer is not read at the end")
        first_m = start_m if start_m is not None else kept_m or 0
        return first_m, first_m + distance_m
    if start_m is None:
        if distance_m is None and kept_m is None:
            raise Malformed("required", "start_odometer_m", "is required where no distance is given")
        return (kept_m or 0) if distance_m is None else end_m - distance_m, end_m
    if distance_m is not None and distance_m != end_m - start_m:
        raise Malformed("range", "distance_m", "is not what the odometer says")
    return start_m, end_m
