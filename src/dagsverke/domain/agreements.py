"""Agreements: what an employer and its people agreed on vacation, hours of the day, too much work, and employment.

All of it is data of the company. What is not said is what the law says.
"""

from dataclasses import dataclass, field

from dagsverke.domain.las_rules import LasRules
from dagsverke.domain.vacation_rules import VacationRules
from dagsverke.domain.windows import Window
from dagsverke.domain.working_hours import HourLimits


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement of a company. Whose employment names none is under the company's default one."""

    id: int
    key: str
    name: str
    is_default: bool = False
    vacation: VacationRules = field(default_factory=VacationRules)
    windows: tuple[Window, ...] = ()
    limits: HourLimits = field(default_factory=HourLimits)
    las: LasRules = field(default_factory=LasRules)
