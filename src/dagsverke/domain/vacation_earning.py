"""What vacation is earned: the days that a vacation year gives, and on which day (semesterlagen 1977:480 §§ 3-7)."""

from collections.abc import Iterator
from dataclasses import dataclass

from dagsverke.domain.calendars import days_after, ordinal, years_after
from dagsverke.domain.units import E6
from dagsverke.domain.vacation_absence import lost_days
from dagsverke.domain.vacation_facts import Employed, Facts, Spell, year_of
from dagsverke.domain.vacation_finland import finnish_grant


@dataclass(frozen=True, slots=True)
class Grant:
    """Days given on a day: paid ones, and those to which there is a right besides (unpaid, or in advance). Scale e6.

    ``right`` is how many there are in all, where that is a right of the year; a second employment in it adds none.
    """

    paid: int
    right: int
    source: str


def grant_on(facts: Facts, day: str) -> Grant | None:
    """What is granted on a vacation year's first day, or on the first day of a spell of employments; None: nothing.

    Paid days are the days of a whole year, times the days employed in the qualifying year less those lost, divided by
    the days of that year, rounded up (§ 7). The qualifying year is the one before, or the same where the agreement
    says so: then the days until its end, or the end of the employment if that is known, count as worked already.
    """
    spell = facts.spell_on(day)
    if spell is None:
        return None
    first = year_of(facts.begins, day)
    one = spell.employment_on(day)
    if one.rules.law == "FI":
        if day != first:
            return None
        paid, leave = finnish_grant(facts, one, spell, years_after(first, -1), days_after(first, -1))
        return Grant(paid, paid + leave, one.key)
    start = first if one.rules.is_concurrent else years_after(first, -1)
    stop = days_after(years_after(start, 1), -1)
    lost = 0 if one.rules.is_concurrent else len(_lost(facts, one, spell, start, stop))
    right = one.rules.right(one.vacation_days)
    paid = earned_days(right, _employed(spell, start, stop) - lost, ordinal(stop) - ordinal(start) + 1)
    if day != first and day > _late(one, first):
        right = min(right, one.rules.late_days)
    return Grant(paid * E6, max(paid, right) * E6, one.key)


def lowered(facts: Facts, first: str) -> Iterator[tuple[str, int, str]]:
    """How much less is earned in a vacation year that is its own qualifying year: day, paid days (e6), the entry's key.

    Told on the day of the absence, so that balances before it stay as they were.
    """
    last = days_after(years_after(first, 1), -1)
    days = ordinal(last) - ordinal(first) + 1
    for spell in facts.spells:
        within = spell.within(first, last)
        if within is None:
            continue
        one = spell.employment_on(within[0])
        if one.rules.law != "SE" or not one.rules.is_concurrent:
            continue
        employed, right = _employed(spell, first, last), one.rules.right(one.vacation_days)
        before = earned_days(right, employed, days)
        for count, (day, key) in enumerate(_lost(facts, one, spell, first, last).items(), start=1):
            after = earned_days(right, employed - count, days)
            if after != before:
                yield day, (before - after) * E6, key
            before = after


def earned_days(right: int, employed: int, days: int) -> int:
    """The part of the year's days that was earned, rounded up (§ 7)."""
    return -(-right * max(employed, 0) // days)


def _lost(facts: Facts, one: Employed, spell: Spell, first: str, last: str) -> dict[str, str]:
    return {day: key for day, key in lost_days(facts, one.rules, first, last).items() if spell.is_on(day)}


def _employed(spell: Spell, first: str, last: str) -> int:
    within = spell.within(first, last)
    return ordinal(within[1]) - ordinal(within[0]) + 1 if within else 0


def _late(one: Employed, first: str) -> str:
    """The day of a vacation year after which who is employed has a right to few days (§ 4)."""
    late = year_of(one.rules.late_after, first)
    return late if late == first else years_after(late, 1)
