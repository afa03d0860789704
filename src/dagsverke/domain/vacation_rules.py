"""What an agreement may say of vacation; what it does not say is what the law says.

Sweden: semesterlagen 1977:480. Finland: vuosilomalaki 162/2005.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E6

Law = Literal["SE", "FI"]
Parts = Literal["part", "half", "whole"]
"""How a part of a day counts: as that part, as the half days begun, or as the whole day."""

LAWS: tuple[Law, ...] = ("SE", "FI")
PARTS: tuple[Parts, ...] = ("part", "half", "whole")
WRITES_OFF = frozenset({"illness", "redundancy", "breach"})
"""Ends of an employment that leave no debt for vacation in advance (semesterlagen § 29 a)."""

_SAVE_ABOVE: Mapping[Law, int] = {"SE": 20, "FI": 18}
"""Days of a year that must be taken in it (semesterlagen § 18; vuosilomalaki § 27)."""
_RANGES: Mapping[str, tuple[int, int]] = {
    "days": (0, 366),
    "late_days": (0, 366),
    "save_above": (0, 366),
    "saved_years": (0, 5),
    "advance_years": (1, 50),
    "break_days": (0, 366),
    "first_rate_e6": (0, 31 * E6),
    "rate_e6": (0, 31 * E6),
    "first_max": (0, 366),
    "max_days": (0, 366),
    "month_days": (1, 31),
    "month_hours": (1, 744),
    "leave_rate_e6": (0, 31 * E6),
    "leave_max": (0, 366),
}
_CODES_MAX = 50


@dataclass(frozen=True, slots=True)
class VacationRules:
    """The rules of one agreement. The company says on which day of the year its vacation years begin.

    Of Sweden: ``days`` in a year (§ 4), or ``late_days`` for who is employed after the day ``late_after`` (month and
    day) of it. ``is_concurrent``: days are earned in the vacation year itself, not in the one before (§ 3). What is
    not paid ``has_unpaid`` days in its place, or days in advance where it ``has_advance``; the debt for those is
    written off after ``advance_years`` (§ 29 a). Absence for the causes ``lasting_codes`` that lasted all of a
    qualifying year, no break longer than ``break_days``, earns nothing when it goes on (§§ 17-17 b).

    Of Finland: ``rate_e6`` days for each full month, ``first_rate_e6`` in the first year, at most ``max_days`` and
    ``first_max`` (§ 5). A month is full with ``month_days`` at work, or where the contract gives fewer with
    ``month_hours`` (§ 6); whose contract gives neither has a right to ``leave_rate_e6`` days off for each month, at
    most ``leave_max`` (§ 8).

    Of both: paid days above ``save_above`` may be saved (None: the law's 20 or 18), for ``saved_years`` at most.
    """

    law: Law = "SE"
    days: int = 25
    late_days: int = 5
    late_after: str = "08-31"
    is_concurrent: bool = False
    save_above: int | None = None
    saved_years: int = 5
    parts: Parts = "part"
    has_unpaid: bool = True
    has_advance: bool = False
    advance_years: int = 5
    lasting_codes: tuple[str, ...] = ("SJK",)
    break_days: int = 14
    first_rate_e6: int = 2 * E6
    rate_e6: int = 5 * E6 // 2
    first_max: int = 24
    max_days: int = 30
    month_days: int = 14
    month_hours: int = 35
    leave_rate_e6: int = 2 * E6
    leave_max: int = 24

    def __post_init__(self) -> None:
        """Refuse by name what no agreement can say."""
        _one_of("law", self.law, LAWS)
        _one_of("parts", self.parts, PARTS)
        for name, (least, most) in _RANGES.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                raise _refused(name, f"must be from {least} to {most}")
        if not is_day_of_year(self.late_after):
            raise _refused("late_after", "must be a month and a day, as 08-31")
        if len(self.lasting_codes) > _CODES_MAX:
            raise _refused("lasting_codes", f"must be at most {_CODES_MAX} codes")

    @property
    def kept_e6(self) -> int:
        """Days of a year that cannot be saved, of scale e6."""
        return (_SAVE_ABOVE[self.law] if self.save_above is None else self.save_above) * E6

    def right(self, of_person: int | None) -> int:
        """Days in a whole year: the person's own number where there is one."""
        if of_person is not None:
            return of_person
        return self.max_days if self.law == "FI" else self.days


def is_day_of_year(text: str) -> bool:
    """Whether it is a month and day that every year has, as ``04-01``."""
    month, _, day = text.partition("-")
    if not (len(month) == len(day) == 2 and month.isdecimal() and day.isdecimal()):  # noqa: PLR2004  # digits
        return False
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(int(month), 31)
    return 1 <= int(month) <= 12 and 1 <= int(day) <= last  # noqa: PLR2004  # months


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise _refused(name, f"must be one of {', '.join(known)}")


def _refused(name: str, detail: str) -> Malformed:
    return Malformed("range", f"vacation.{name}", detail)


LAW = VacationRules()
"""Swedish law, and nothing else agreed."""
