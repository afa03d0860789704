"""What an agreement may say of vacation; the defaults are the law's."""

from dataclasses import dataclass
from typing import Literal

Law = Literal["SE", "FI"]


@dataclass(frozen=True, slots=True)
class VacationRules:
    """Which law holds. Days of the year begin where the company says (``Company.vacation_begins``)."""

    law: Law = "SE"
