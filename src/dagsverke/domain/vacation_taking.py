"""What vacation is taken: how much of a day, on which days, and from which account.

Sweden: semesterlagen 1977:480 §§ 3 a and 20. Finland: vuosilomalaki 162/2005 § 4.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dagsverke.domain.calendars import day_of, ordinal
from dagsverke.domain.units import E6, quotient
from dagsverke.domain.vacation_facts import REST_MAX, Absence, Facts
from dagsverke.domain.vacation_rules import Parts, VacationRules

ORDER = ("overdue", "paid", "saved5", "saved4", "saved3", "saved2", "saved1", "unpaid", "advance")
"""From which account a day is taken first: saved days after the year's own, the oldest of them first (§ 20)."""
SUNDAY = 6
SATURDAY = 5
_HALF = E6 // 2


@dataclass(frozen=True, slots=True)
class Taken:
    """Vacation of a day, of scale e6, and the keys of the entries by which it was taken."""

    days: int
    source: str


def taken_days(facts: Facts) -> dict[str, Taken]:
    """The vacation of each day: the absent part of the hours that the schedule has on it, holidays not taken off.

    So the working half of half a holiday is half a day. Several entries add up, to the day at most. A day on which
    nothing is expected takes no vacation, but in Finland days off within a holiday do.
    """
    taken: dict[str, Taken] = {}
    whole: dict[str, str] = {}
    for day, some in facts.absences_by_day.items():
        mine = [one for one in some if one.cause.is_vacation]
        duty, rules = facts.duty(day), facts.rules_on(day)
        if not mine or not duty.expected_ms:
            continue
        absent_ms = min(sum(one.duration_ms for one in mine), duty.expected_ms)
        if rules.law == "FI" and absent_ms == duty.expected_ms:
            whole[day] = _keys(mine)
        if absent_ms > 0 and (rules.law != "FI" or counts_in_finland(facts, day)):
            taken[day] = Taken(_part(absent_ms, duty.schedule_ms, rules.parts), _keys(mine))
    taken |= {day: Taken(E6, key) for day, key in _days_off(facts, whole)}
    return dict(sorted(taken.items()))


def take(held: Mapping[str, int], days: int, rules: VacationRules) -> dict[str, int]:
    """Of which accounts so many days are taken, in order. Beyond all of them a debt of advance, where there is any.

    Where the agreement knows no days in advance, paid days fall below nil.
    """
    used: dict[str, int] = {}
    for sort in ORDER:
        if (some := min(max(held[sort], 0), days)) > 0:
            used[sort] = some
            days -= some
    if days:
        beyond = "advance" if rules.has_advance else "paid"
        used[beyond] = used.get(beyond, 0) + days
    return used


def counts_in_finland(facts: Facts, day: str) -> bool:
    """Whether a Finnish vacation counts the day: no Sunday, no public holiday, not the Saturday of Easter (§ 4)."""
    this = date.fromisoformat(day)
    if this.weekday() == SUNDAY or facts.is_holiday(this):
        return False
    number = this.toordinal()
    return not (
        this.weekday() == SATURDAY
        and facts.is_holiday(date.fromordinal(number - 1))
        and facts.is_holiday(date.fromordinal(number + 1))
    )


def _part(absent_ms: int, schedule_ms: int, parts: Parts) -> int:
    part = min(quotient(absent_ms * E6, schedule_ms), E6)
    if parts == "half":
        return -(-part // _HALF) * _HALF
    return E6 if parts == "whole" else part


def _days_off(facts: Facts, whole: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Days off that a Finnish holiday covers: it takes the week's every scheduled day, or the days on both sides."""
    for day, key in whole.items():
        number = ordinal(day)
        monday = number - date.fromordinal(number).weekday()
        week = [day_of(one) for one in range(monday, monday + SUNDAY)]
        if all(one in whole for one in week if facts.duty(one).expected_ms):
            yield from ((one, key) for one in week if _is_off(facts, one))
        after = [day_of(one) for one in range(number + 1, number + REST_MAX + 2)]
        next_at = next((at for at, one in enumerate(after) if facts.duty(one).expected_ms), None)
        if next_at is not None and after[next_at] in whole:
            yield from ((one, key) for one in after[:next_at] if _is_off(facts, one))


def _is_off(facts: Facts, day: str) -> bool:
    """Whether the day would count, and nothing is expected on it of who has a schedule."""
    duty = facts.duty(day)
    return duty.has_schedule and not duty.expected_ms and counts_in_finland(facts, day)


def _keys(some: Sequence[Absence]) -> str:
    return " ".join(one.key for one in some)
