"""A person's vacation on one card: what the year gave, what of it is used, what remains, and what is owed."""

from collections.abc import Sequence
from dataclasses import dataclass

from dagsverke.app.ports import Reader
from dagsverke.app.vacation import course_of
from dagsverke.domain.calendars import days_after, years_after
from dagsverke.domain.vacation_course import Change, Debt
from dagsverke.domain.vacation_facts import SORTS, TOTAL, year_of


@dataclass(frozen=True, slots=True)
class Counted:
    """The days on one account, of scale e6: what it had or got in the vacation year, used of that, and what remains.

    What was used before the last mark in the year is in neither: the mark says what there was after it.
    """

    kind: str
    earned: int
    used: int
    remaining: int


@dataclass(frozen=True, slots=True)
class Card:
    """A person's vacation at the end of day ``on``. Days of scale e6.

    ``preliminary`` is leave of the days after, until the vacation year ends: it is registered and not yet used.
    ``debts`` are days taken in advance, each until the day on which it is written off.
    """

    on: str
    first_on: str
    last_on: str
    counted: Sequence[Counted]
    debts: Sequence[Debt]
    preliminary: int
    remaining: int


def card(reader: Reader, person_id: int, on: str) -> Card:
    """The card of a person (SoftOne GO, the screen of section 6.1): remaining in all is without what is preliminary."""
    course = course_of(reader, person_id)
    first_on = year_of(reader.company.vacation_begins, on)
    last_on = days_after(years_after(first_on, 1), -1)
    state = course.on(on)
    past = [one for one in course.changes if first_on <= one.on_day <= on]
    counted = []
    for at, kind in enumerate(SORTS):
        used = _used(past, kind)
        counted.append(Counted(kind, state.held[at] + used, used, state.held[at]))
    ahead = [one.amount for one in course.changes if one.what == "taken" and on < one.on_day <= last_on]
    return Card(on, first_on, last_on, counted, state.debts, -sum(ahead), state.of(TOTAL) + sum(ahead))


def _used(changes: Sequence[Change], kind: str) -> int:
    used = 0
    for one in changes:
        if one.kind != kind:
            continue
        if one.is_mark:
            used = 0
        elif one.what == "taken" and not one.is_decreed:
            used -= one.amount
    return used
