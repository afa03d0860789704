"""What vacation is earned in Finland, month by month (vuosilomalaki 162/2005 §§ 5-8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dagsverke.domain.calendars import days_after, month_of, next_month
from dagsverke.domain.units import E6, MS_PER_HOUR
from dagsverke.domain.vacation_absence import lost_days
from dagsverke.domain.vacation_facts import Employed, Facts, Spell, day_of, ordinal, years_after
from dagsverke.domain.vacation_rules import VacationRules


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the holiday credit year: what the contract gives in it, and what was worked or counts as worked."""

    contract_days: int
    contract_ms: int
    worked_days: int
    worked_ms: int

    def is_full(self, rules: VacationRules) -> bool:
        """Whether it earns vacation: by its days at work, or by its hours where the contract gives few days (§ 6).

        Who has no schedule has no contract that says either; then whichever is reached counts.
        """
        if self.worked_days >= rules.month_days:
            return True
        return self.contract_days < rules.month_days and self.worked_ms >= rules.month_hours * MS_PER_HOUR

    def is_outside(self, rules: VacationRules) -> bool:
        """Whether the contract gives neither the days nor the hours that earn vacation (§ 8)."""
        return self.contract_days < rules.month_days and self.contract_ms < rules.month_hours * MS_PER_HOUR


def finnish_grant(facts: Facts, one: Employed, spell: Spell, first: str, last: str) -> tuple[int, int]:
    """Days that a holiday credit year gives when it is over, of scale e6: paid, and as leave without vacation pay.

    The higher rate is for who has been employed for a year by its end; a part of a day is rounded up (§ 5).
    """
    rules, months = one.rules, list(_months(facts, one, spell, first, last))
    full = sum(month.is_full(rules) for month in months)
    if full == 0 and months and all(month.is_outside(rules) for month in months):
        return 0, min(_rounded_up(len(months) * rules.leave_rate_e6), rules.leave_max) * E6
    if one.vacation_days is not None:
        return -(-full * one.vacation_days // 12) * E6, 0
    if years_after(spell.starts_on, 1) <= days_after(last, 1):
        return min(_rounded_up(full * rules.rate_e6), rules.max_days) * E6, 0
    return min(_rounded_up(full * rules.first_rate_e6), rules.first_max) * E6, 0


def _months(facts: Facts, one: Employed, spell: Spell, first: str, last: str) -> Iterator[Month]:
    """The months of the year in which there is an employment."""
    lost = lost_days(facts, one.rules, first, last)
    begin = first
    while begin <= last:
        after = f"{next_month(month_of(begin))}{begin[7:]}"
        end = days_after(after, -1)
        within = spell.within(begin, end)
        if within is not None:
            yield _month(facts, lost, (begin, end), within)
        begin = after


def _month(facts: Facts, lost: Mapping[str, str], whole: tuple[str, str], within: tuple[str, str]) -> Month:
    contract_days = contract_ms = worked_days = worked_ms = 0
    for number in range(ordinal(whole[0]), ordinal(whole[1]) + 1):
        day = day_of(number)
        duty = facts.duty(day)
        contract_days += duty.schedule_ms > 0
        contract_ms += duty.schedule_ms
        if not within[0] <= day <= within[1] or day in lost:
            continue
        present_ms = duty.expected_ms
        if not duty.has_schedule:
            absent_ms = sum(one.duration_ms for one in facts.absences_by_day.get(day, ()))
            present_ms = facts.worked_ms.get(day, 0) + absent_ms
        worked_days += present_ms > 0
        worked_ms += present_ms
    return Month(contract_days, contract_ms, worked_days, worked_ms)


def _rounded_up(days_e6: int) -> int:
    return -(-days_e6 // E6)
