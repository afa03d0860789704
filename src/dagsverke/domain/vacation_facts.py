"""What a person's vacation follows from: employments, absence, the schedule's days, marks, adjustments."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dagsverke.domain.calendars import next_day
from dagsverke.domain.causes import Cause
from dagsverke.domain.vacation_rules import LAW, VacationRules

SORTS = ("paid", "unpaid", "advance", "saved1", "saved2", "saved3", "saved4", "saved5", "overdue")
"""The accounts of vacation, by their kind."""
TOTAL = "vacation"
"""The kind of the account that is the sum of them all."""
REST_MAX = 31
"""So many days without scheduled work may lie between two days of one absence; after more it is another."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What the schedule asks of a day: with the company's calendar (holidays are free), and by itself."""

    expected_ms: int
    schedule_ms: int
    has_schedule: bool


@dataclass(frozen=True, slots=True)
class Employed:
    """An employment from a first to a last day (None: until further notice), under the rules of its agreement."""

    key: str
    starts_on: str
    ends_on: str | None = None
    end_reason: str = ""
    vacation_days: int | None = None
    rules: VacationRules = LAW

    def is_on(self, day: str) -> bool:
        """Whether it is in force on the day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Absence:
    """An entry of absence on its day."""

    key: str
    on_day: str
    cause: Cause
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark on an account of vacation or on the total; a closing's own tells what was there, and nothing new."""

    id: int
    on_day: str
    kind: str
    value: int
    is_closing: bool = False


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A signed change of an account by decree; of the total it is a change of the paid days."""

    id: int
    key: str
    on_day: str
    kind: str
    amount: int
    what: str = "correction"
    reason: str = ""


def _no_duty(_day: str) -> Duty:
    return Duty(0, 0, has_schedule=False)


def _never(_day: date) -> bool:
    return False


@dataclass(frozen=True)
class Facts:
    """Everything known of one person. Order is of no account.

    ``rules`` are those of who is not employed; ``begins`` is the month and day of a vacation year's first day;
    ``worked_ms`` is time worked by day, of who has no schedule under the Finnish law.
    """

    rules: VacationRules = LAW
    begins: str = "04-01"
    duty: Callable[[str], Duty] = _no_duty
    is_holiday: Callable[[date], bool] = _never
    employments: Sequence[Employed] = ()
    absences: Sequence[Absence] = ()
    marks: Sequence[Marked] = ()
    adjustments: Sequence[Adjusted] = ()
    worked_ms: Mapping[str, int] = field(default_factory=dict)
    is_sole_parent: bool = False

    @cached_property
    def spells(self) -> tuple["Spell", ...]:
        """Employments that follow on each other without a day between them, together."""
        made: list[Spell] = []
        for one in sorted(self.employments, key=lambda one: (one.starts_on, one.ends_on or "~", one.key)):
            if made and (made[-1].ends_on is None or one.starts_on <= next_day(made[-1].ends_on)):
                made[-1] = made[-1].joined(one)
            else:
                made.append(Spell(one.starts_on, one.ends_on, (one,)))
        return tuple(made)

    @cached_property
    def absences_by_day(self) -> Mapping[str, Sequence[Absence]]:
        """Absences by their day, in order of their keys."""
        days: dict[str, list[Absence]] = {}
        for one in sorted(self.absences, key=lambda one: (one.on_day, one.key)):
            days.setdefault(one.on_day, []).append(one)
        return days

    def spell_on(self, day: str) -> "Spell | None":
        """The spell in which the day lies."""
        return next((one for one in self.spells if one.is_on(day)), None)

    def rules_on(self, day: str) -> VacationRules:
        """The rules of the last employment that began until the day, those of nobody in particular before the first."""
        begun = [one for one in self.spells if one.starts_on <= day]
        return begun[-1].employment_on(day).rules if begun else self.rules

    def last_day(self) -> str:
        """The last day of which anything is known."""
        told = [one.on_day for one in self.absences]
        told += [one.on_day for one in self.marks] + [one.on_day for one in self.adjustments]
        return max([*told, *(one.ends_on or one.starts_on for one in self.employments)], default="")


@dataclass(frozen=True, slots=True)
class Spell:
    """Employments without a gap, from their first to their last day. Earning begins anew after a gap.

    What was earned before it is paid when the employment ends (semesterlagen § 28).
    """

    starts_on: str
    ends_on: str | None
    employments: tuple[Employed, ...]

    def joined(self, one: Employed) -> "Spell":
        """With one more employment, which begins no later than the day after."""
        ends_on = None if None in (self.ends_on, one.ends_on) else max(str(self.ends_on), str(one.ends_on))
        return Spell(self.starts_on, ends_on, (*self.employments, one))

    def is_on(self, day: str) -> bool:
        """Whether the day lies in it."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def employment_on(self, day: str) -> Employed:
        """The employment in force on the day, else the last that began before it."""
        begun = [one for one in self.employments if one.starts_on <= day] or [self.employments[0]]
        return next((one for one in reversed(begun) if one.is_on(day)), begun[-1])

    def within(self, first: str, last: str) -> tuple[str, str] | None:
        """Its first and last day within a stretch of days; None where it has none there."""
        begin, end = max(first, self.starts_on), last if self.ends_on is None else min(last, self.ends_on)
        return (begin, end) if begin <= end else None


def year_of(begins: str, day: str) -> str:
    """The first day of the vacation year in which the day lies."""
    first = f"{day[:4]}-{begins}"
    return first if first <= day else f"{int(day[:4]) - 1:04d}-{begins}"
