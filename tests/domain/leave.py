"""Facts of vacation made by hand: schedules by weekday, causes, stretches of absence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dagsverke.app.holidays import holidays_of
from dagsverke.domain.causes import Cause
from dagsverke.domain.units import E6, MS_PER_HOUR
from dagsverke.domain.vacation import run
from dagsverke.domain.vacation_course import Course, State
from dagsverke.domain.vacation_facts import SORTS, TOTAL, Absence, Duty, Employed, Facts
from dagsverke.domain.vacation_rules import VacationRules

H = MS_PER_HOUR
FULL_TIME = (8, 8, 8, 8, 8, 0, 0)
"""Hours of a week, Monday first."""

SEM = Cause(1, "sem", "Semester", "SEM", is_absence=True, is_vacation=True)
SJK = Cause(2, "sjk", "Sjukdom", "SJK", is_absence=True, qualifying_days=180, sole_parent_days=180)
FPE = Cause(3, "fpe", "Föräldraledig", "FPE", is_absence=True, qualifying_days=120, sole_parent_days=180)
TJL = Cause(4, "tjl", "Tjänstledig", "TJL", is_absence=True, qualifying_days=0, sole_parent_days=0)
PEM = Cause(5, "pem", "Permission", "PEM", is_absence=True)
SAIRAUS = Cause(6, "sairaus", "Sairaus", "SJK", is_absence=True, qualifying_days=75, sole_parent_days=75)


def duty_of(week: Sequence[float] = FULL_TIME, country: str = "SE", shares: Mapping[str, int] | None = None) -> Any:
    """A schedule that is the same each week; ``shares`` is the percentage of it that some days ask for."""

    def duty(day: str) -> Duty:
        this = date.fromisoformat(day)
        full = int(week[this.weekday()] * H)
        percent = (shares or {}).get(day, 0 if this in holidays_of(country, this.year) else 100)
        return Duty(full * percent // 100, full, has_schedule=True)

    return duty


def days(first: str, last: str | None = None) -> list[str]:
    """Every day from the first to the last."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return [(begin + timedelta(days=at)).isoformat() for at in range((end - begin).days + 1)]


def workdays(first: str, last: str | None = None, country: str = "SE") -> list[str]:
    """Those of the days that are Mondays to Fridays and no holidays."""
    every = [date.fromisoformat(day) for day in days(first, last)]
    return [day.isoformat() for day in every if day.weekday() < 5 and day not in holidays_of(country, day.year)]


def absent(cause: Cause, on: Iterable[str], hours: float = 8) -> list[Absence]:
    """Absence of so many hours on each of the days."""
    return [Absence(f"{cause.key} {day}", day, cause, int(hours * H)) for day in on]


def employed(starts_on: str, ends_on: str | None = None, **more: Any) -> Employed:
    """An employment, known by its first day."""
    return Employed(f"from {starts_on}", starts_on, ends_on, **more)


def swedish(*employments: Employed, **more: Any) -> Facts:
    """Facts of who works full time by Swedish law."""
    return Facts(**{"duty": duty_of(), "employments": employments, **more})


FINNISH = VacationRules(law="FI")


def finnish(*employments: Employed, week: Sequence[float] = FULL_TIME, **more: Any) -> Facts:
    """Facts of who works by Finnish law."""
    known: dict[str, Any] = {
        "rules": FINNISH,
        "duty": duty_of(week, "FI"),
        "is_holiday": lambda day: day in holidays_of("FI", day.year),
        "employments": employments,
    }
    return Facts(**(known | more))


def held(state: State) -> dict[str, float]:
    """The days on each account that has any."""
    return {sort: state.of(sort) / E6 for sort in SORTS if state.of(sort)}


def grid(facts: Facts, rows: Mapping[str, Mapping[str, float]], until: str = "2032-03-31") -> Course:
    """Check what is held at the end of each day against a row made by hand; returns the course."""
    course = run(facts, until)
    assert {day: held(course.on(day)) for day in rows} == dict(rows)
    return course


def total(course: Course, day: str) -> float:
    """All days at the end of a day."""
    return course.on(day).of(TOTAL) / E6
