"""Windows: hours of the day that an agreement pays for apart, as unsocial hours or as overtime of a kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dagsverke.domain.calendars import days_after, next_day
from dagsverke.domain.causes import Cause
from dagsverke.domain.units import E4

MINUTES_OF_DAY = 1440
Kind = Literal["unsocial", "overtime"]


@dataclass(frozen=True, slots=True)
class Window:
    """From one minute of the local day to another, on some kinds of day; to one of the next day where that is earlier.

    ``days`` are weekdays (``mon`` … ``sun``) and classes of days (``holiday``, and what the company's calendar calls
    them); a holiday is its weekday too, so what is said of it must be listed first. ``code`` is a cause's: what an
    unsocial hour is, or which overtime is meant (empty: all). ``factor_e4`` is what an hour of overtime in it counts;
    ``cost_per_hour_e4`` and the ``salary_type`` (its code in the register) are what an unsocial hour is paid by, for
    worked time and for what else is of one of the ``classes`` (``Cause.limit_class``). With ``beside_min`` only what is
    so many minutes before or after the person's scheduled hours lies in it. It holds for time that begins on days from
    ``starts_on`` (empty: it always has) to ``ends_on``.
    """

    kind: Kind
    days: tuple[str, ...]
    begins_min: int
    ends_min: int
    code: str = ""
    factor_e4: int = E4
    cost_per_hour_e4: int = 0
    salary_type: str = ""
    classes: tuple[str, ...] = ()
    beside_min: int = 0
    starts_on: str = ""
    ends_on: str | None = None

    def fits(self, of: str) -> bool:
        """Whether it is for overtime with this cause code, or for time of this class (empty: worked time)."""
        return self.code in ("", of) if self.kind == "overtime" else of in ("", *self.classes)

    def is_in_force(self, day: str) -> bool:
        """Whether it holds for time that begins on a day (empty: before all)."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a stretch of time lies in one window on one local day."""

    on_day: str
    window: Window
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Unsocial:
    """A piece of work in unsocial hours as it is kept: the cause's code, the window, and what an hour was paid then.

    ``key`` is its own, and ``salary_type_key`` empty where the window names none.
    """

    key: str
    code: str
    on_day: str
    duration_ms: int
    begins_min: int
    ends_min: int
    cost_per_hour_e4: int
    salary_type_key: str
    salary_type_name: str


def unsocial_class(cause: Cause | None) -> str | None:
    """By what windows of unsocial hours go for time of a cause: empty for worked time (and for time without a cause).

    None where there are never any: absence, and what is not work at all.
    """
    if cause is None or (cause.is_work_time and not cause.is_absence):
        return ""
    return None if cause.is_absence else cause.limit_class or None


def changed_from(before: Sequence[Window], windows: Sequence[Window], since: str) -> tuple[Window, ...]:
    """The windows of an agreement that says otherwise from a day on: what held before it held until the day before."""
    last = days_after(since, -1)
    kept = (replace(one, ends_on=min(one.ends_on or last, last)) for one in before if one.starts_on < since)
    return (*kept, *(replace(one, starts_on=max(one.starts_on, since)) for one in windows))


def first_difference(before: Sequence[Window], after: Sequence[Window]) -> str | None:
    """The first day (empty: ever) on which one list says otherwise than the other, None where none does."""
    edges = ["", *edges_of((*before, *after))]
    return next((day for day in edges if _in_force(before, day) != _in_force(after, day)), None)


def edges_of(windows: Sequence[Window]) -> list[str]:
    """The days on which a window begins to hold or no longer does, in order."""
    first = {one.starts_on for one in windows}
    return sorted(first.union(next_day(one.ends_on) for one in windows if one.ends_on is not None) - {""})


def _in_force(windows: Sequence[Window], day: str) -> list[Window]:
    """The windows that hold on a day, without their dates."""
    return [replace(one, starts_on="", ends_on=None) for one in windows if one.is_in_force(day)]
