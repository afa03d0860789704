"""A person's vacation from day to day, of facts and nothing else.

On a day a new vacation year comes first, then what is granted, corrected and taken, then what is written off, and marks
at the end.
"""

from collections.abc import Iterable

from dagsverke.domain.calendars import DAY_MIN, next_day, years_after
from dagsverke.domain.vacation_course import NOTHING, Course, State
from dagsverke.domain.vacation_earning import lowered
from dagsverke.domain.vacation_facts import Facts, year_of
from dagsverke.domain.vacation_taking import taken_days
from dagsverke.domain.vacation_walk import Walk


def run(facts: Facts, until: str, since: str = DAY_MIN, opening: State = NOTHING) -> Course:
    """The course from day ``since``, before which the state is the opening one, to the end of day ``until``.

    Facts must reach back two qualifying years before the vacation year of ``since``; of the days before it they say
    what is earned and nothing else.
    """
    walk = Walk(facts, since, opening)
    taken = taken_days(facts)
    less = [one for year in _years(facts, taken, since, until) for one in lowered(facts, year)]
    decreed = sorted(facts.adjustments, key=lambda one: (one.on_day, one.id))
    marks = sorted(facts.marks, key=lambda one: (one.on_day, one.id))
    turns = [year for year in _years(facts, taken, since, until) if year >= since]
    days = {*turns, *taken, *(one[0] for one in less)}
    days |= {one.on_day for one in decreed} | {one.on_day for one in marks}
    for spell in facts.spells:
        days |= {spell.starts_on, spell.ends_on or spell.starts_on}
    for day in sorted(one for one in days if since <= one <= until):
        walk.write_off_before(day)
        if day in turns:
            walk.turn(day)
        walk.grant(day)
        walk.lower(one for one in less if one[0] == day)
        walk.adjust(one for one in decreed if one.on_day == day)
        if day in taken:
            walk.take(day, taken[day])
        walk.write_off(day)
        walk.end(day)
        walk.mark(one for one in marks if one.on_day == day)
        walk.keep(day)
    walk.write_off_before(next_day(until))
    return walk.course


def _years(facts: Facts, taken: Iterable[str], since: str, until: str) -> list[str]:
    """The first days of the vacation years from that of ``since`` on, or from the first of which anything is known."""
    known = [*taken, *(one.on_day for one in facts.marks), *(one.on_day for one in facts.adjustments)]
    first = min([*known, *(spell.starts_on for spell in facts.spells)], default=until)
    year = year_of(facts.begins, first if since == DAY_MIN else since)
    years = []
    while year <= until:
        years.append(year)
        year = years_after(year, 1)
    return years
