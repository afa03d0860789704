"""Absence and what is earned: which days of a qualifying year do not count as worked.

Sweden: semesterlagen 1977:480 §§ 7 and 17-17 b. Finland: vuosilomalaki 162/2005 § 7.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from dagsverke.domain.calendars import day_of, ordinal, years_after
from dagsverke.domain.causes import Cause
from dagsverke.domain.vacation_facts import REST_MAX, Facts
from dagsverke.domain.vacation_rules import VacationRules


def lost_days(facts: Facts, rules: VacationRules, first: str, last: str) -> dict[str, str]:
    """The days of a qualifying year, ``first`` to ``last``, that do not count as worked, each with an entry's key.

    Only days of which the whole scheduled time was absence for one cause are considered; a day shared by two causes,
    or worked in part, counts as worked. Of each cause so many days count as worked as the cause says, the first of the
    year. Sweden counts calendar days, so that days off between two absent ones are absent too (§ 17), Finland days of
    work.
    """
    lost: dict[str, str] = {}
    for cause, full in _full_days(facts, rules):
        days = full if rules.law == "FI" else dict(_with_rest(facts, full))
        within = {day: key for day, key in sorted(days.items()) if first <= day <= last}
        limit = limit_of(cause, is_sole_parent=facts.is_sole_parent)
        if limit is not None:
            lost |= dict(list(within.items())[limit:])
        if rules.law == "SE" and cause.code in rules.lasting_codes:
            lost |= {day: within[day] for day in _lasting(rules, days, first) if day in within}
    return dict(sorted(lost.items()))


def limit_of(cause: Cause, *, is_sole_parent: bool) -> int | None:
    """So many days of absence for the cause count as worked in a qualifying year; None: all of them."""
    if is_sole_parent and cause.sole_parent_days is not None:
        return cause.sole_parent_days
    return cause.qualifying_days


def _full_days(facts: Facts, rules: VacationRules) -> Iterator[tuple[Cause, dict[str, str]]]:
    """Of each cause that may lose days those that it took whole, by day with the key of the first entry."""
    causes = {one.cause.id: one.cause for one in facts.absences}
    for cause in causes.values():
        if limit_of(cause, is_sole_parent=facts.is_sole_parent) is None and cause.code not in rules.lasting_codes:
            continue
        full: dict[str, str] = {}
        for day, some in facts.absences_by_day.items():
            mine = [one for one in some if one.cause.id == cause.id]
            if mine and _is_full(facts, day, sum(one.duration_ms for one in mine)):
                full[day] = mine[0].key
        yield cause, full


def _is_full(facts: Facts, day: str, absent_ms: int) -> bool:
    """Whether absence took all of the scheduled time; without a schedule in force any absence does."""
    duty = facts.duty(day)
    return absent_ms >= duty.expected_ms > 0 or not duty.has_schedule


def _with_rest(facts: Facts, full: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The days and the days off between two of them."""
    yield from full.items()
    for before, after in pairwise(sorted(full)):
        begin, end = ordinal(before) + 1, ordinal(after)
        if 0 < end - begin <= REST_MAX:
            between = [day_of(number) for number in range(begin, end)]
            if not any(facts.duty(day).expected_ms for day in between):
                yield from ((day, full[before]) for day in between)


def _lasting(rules: VacationRules, days: Mapping[str, str], first: str) -> Iterator[str]:
    """The days of an absence that has gone on since before the qualifying year before this one began (§ 17 b)."""
    before, begun_on, previous = years_after(first, -1), "", None
    for day in sorted(days):
        number = ordinal(day)
        if previous is None or number - previous - 1 > rules.break_days:
            begun_on = day
        previous = number
        if begun_on <= before and day >= first:
            yield day
