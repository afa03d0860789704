"""Weeks of a person: how one goes from hand to hand until it is approved, and what is remarkable about its days."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, days_after
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import MS_PER_HOUR

OPEN, SUBMITTED, APPROVED, RETURNED = STATUSES = ("open", "submitted", "approved", "returned")
"""A week of which nobody said anything is open. A returned one has a note that says what to correct."""
Step = Literal["submit", "approve", "return", "reopen"]

_AFTER: Mapping[tuple[str, Step], str] = {
    (OPEN, "submit"): SUBMITTED,
    (RETURNED, "submit"): SUBMITTED,
    (SUBMITTED, "approve"): APPROVED,
    (APPROVED, "approve"): APPROVED,  # what came since is attested too
    (SUBMITTED, "return"): RETURNED,
    (SUBMITTED, "reopen"): OPEN,  # taken back
    (APPROVED, "reopen"): OPEN,
}
_OF_THE_PERSON = frozenset({(OPEN, "submit"), (RETURNED, "submit"), (SUBMITTED, "reopen")})
"""What whoever may submit for the person may do; the other steps are for whoever may approve."""
GOALS: Mapping[Step, str] = {step: goal for (_, step), goal in _AFTER.items()}
"""The status that each step leads to, wherever it is taken from."""

DAYS_PER_WEEK = 7
WEEKS_MAX = 53
"""A period may touch so many weeks: a year."""
LONG_DAY_MS = 10 * MS_PER_HOUR
"""A day with more than this is looked at twice: mostly somebody forgot to stamp out."""
_ISO_WEEK = re.compile(r"(?P<year>[0-9]{4})-W(?P<week>[0-9]{2})")

MISSING, OVERLAP, LONG_DAY, CHANGED = "missing", "overlap", "long_day", "changed"
"""Nothing on a day of work; two clocked stretches at once; a long day; changed after it was approved."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something remarkable about a day of a week."""

    what: str
    on_day: str


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """A day of a person: milliseconds worked, and expected when absence is taken off.

    ``is_over``: nothing more is to come. ``has_overlap``: a clocked stretch begins while another still runs.
    ``is_changed``: something of it changed after the week was approved.
    """

    on_day: str
    worked_ms: int
    expected_ms: int
    is_over: bool
    has_overlap: bool = False
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Clocked:
    """A clocked stretch and the day that it belongs to."""

    on_day: str
    begins_at: str
    ends_at: str


def status_after(status: str, step: Step) -> str | None:
    """The status that a step leads to, None where it cannot be taken from here."""
    return _AFTER.get((status, step))


def is_of_the_person(status: str, step: Step) -> bool:
    """Whether the step is for whoever may submit; else it is for whoever may approve."""
    return (status, step) in _OF_THE_PERSON


def is_a_step_of_the_person(step: Step) -> bool:
    """Whether there is a status in which whoever may submit takes the step."""
    return any(one == step for _, one in _OF_THE_PERSON)


def monday_of(week: str) -> str:
    """The Monday by which a week is named, from ``2026-W12`` or the Monday itself."""
    named = _ISO_WEEK.fullmatch(week)
    try:
        iso = (int(named["year"]), int(named["week"]), 1) if named else None
        monday = date.fromisocalendar(*iso) if iso else date.fromisoformat(week)
    except ValueError as error:
        raise Malformed(
            "type", "week", "is not a week of the form 2026-W12, nor a day of the form 2026-03-16"
        ) from error
    if monday.weekday():
        raise Malformed("range", "week", f"{week} is not a Monday")
    if not DAY_MIN <= monday.isoformat() <= DAY_MAX:
        raise Malformed("range", "week", f"must fall between {DAY_MIN} and {DAY_MAX}")
    return monday.isoformat()


def days_of(day: str) -> tuple[str, ...]:
    """The days of the week in which a day lies, Monday first."""
    this = date.fromisoformat(day)
    monday = this - timedelta(days=this.weekday())
    return tuple((monday + timedelta(days=ahead)).isoformat() for ahead in range(DAYS_PER_WEEK))


def mondays(first_on: str, last_on: str) -> list[str]:
    """The weeks that lie in the days from a first to a last one, or partly, each by its Monday."""
    if last_on < first_on:
        raise Malformed("range", "last_on", "must not be before the first day")
    found, monday = [], days_of(first_on)[0]
    while monday <= last_on:
        found.append(monday)
        monday = days_after(monday, DAYS_PER_WEEK)
        if len(found) > WEEKS_MAX:
            raise Malformed("range", "last_on", f"must be within {WEEKS_MAX} weeks of the first day")
    return found


def week_name(monday: str) -> str:
    """A week as people call it: ``2026-W12``."""
    year, week, _ = date.fromisoformat(monday).isocalendar()
    return f"{year:04d}-W{week:02d}"


def day_flags(day: WorkedDay) -> Iterator[Flag]:
    """What is remarkable about a day."""
    if day.is_over and day.expected_ms > 0 and day.worked_ms == 0:
        yield Flag(MISSING, day.on_day)
    if day.has_overlap:
        yield Flag(OVERLAP, day.on_day)
    if day.worked_ms > LONG_DAY_MS:
        yield Flag(LONG_DAY, day.on_day)
    if day.is_changed:
        yield Flag(CHANGED, day.on_day)


def overlaps(clocked: Iterable[Clocked]) -> frozenset[str]:
    """The days on which a stretch begins while another one of the same person still runs."""
    found: set[str] = set()
    until = ""
    for one in sorted(clocked, key=lambda one: (one.begins_at, one.ends_at)):
        if one.begins_at < until:
            found.add(one.on_day)
        until = max(until, one.ends_at)
    return frozenset(found)
