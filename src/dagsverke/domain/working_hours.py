"""How much work is too much: the limits of the working hours act, and of agreements that say otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HourLimits:
    """Limits in hours; the defaults are the law's (arbetstidslagen 1982:673)."""

    overtime_of_year_h: int = 200
