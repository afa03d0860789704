"""Windows: hours of the day that an agreement pays for apart, as unsocial hours or as overtime of a kind."""

from dataclasses import dataclass
from typing import Literal

from dagsverke.domain.units import E4


@dataclass(frozen=True, slots=True)
class Window:
    """From one minute of the local day to another, on some kinds of day.

    ``days`` are weekdays (``mon`` … ``sun``) and classes of days (``holiday``, and what the company's calendar calls
    them). ``code`` is a cause's. ``factor_e4`` is what an hour of overtime in it counts; ``cost_per_hour_e4`` and the
    ``salary_type`` (its code in the register) are what an unsocial hour is paid by.
    """

    kind: Literal["unsocial", "overtime"]
    days: tuple[str, ...]
    begins_min: int
    ends_min: int
    code: str = ""
    factor_e4: int = E4
    cost_per_hour_e4: int = 0
    salary_type: str = ""
