"""What vacation is earned in Finland, month by month (vuosilomalaki 162/2005 §§ 5-8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dagsverke.domain.calendars import day_of, days_after, month_of, next_day, next_month, ordinal, years_after
from dagsverke.domain.units import E6, MS_PER_HOUR
from dagsverke.domain.vacation_absence import lost_days
from dagsverke.domain.vacation_facts import Employed, Facts, Spell
from dagsverke.domain.vacation_rules import VacationRules


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the holiday credit year: what the contract gives in it, and what was worked or counts as worked.

    The contract is known of ``in_force`` of its ``length`` days, those on which there is a schedule.
    """

    length: int
    in_force: int
    contract_days: int
    contract_ms: int
    worked_days: int
    worked_ms: int

    def has_days(self, rules: VacationRules) -> bool:
        """Whether the contract gives as many days of work as earn vacation, were it in force all month."""
        return self.contract_days * self.length >= rules.month_days * self.in_force > 0

    def has_hours(self, rules: VacationRules) -> bool:
        """Whether the contract gives as many hours."""
        return self.contract_ms * self.length >= rules.month_hours * MS_PER_HOUR * self.in_force > 0


def finnish_grant(facts: Facts, one: Employed, spell: Spell, first: str, last: str) -> tuple[int, int]:
    """Days that a holiday credit year gives when it is over, of scale e6: paid, and as leave without vacation pay.

    The higher rate is for who has been employed for a year by its end; a part of a day is rounded up (§ 5). Whose
    contract gives neither the days nor the hours that earn vacation has a right to leave (§ 8).
    """
    rules, months = one.rules, list(_months(facts, one, spell, first, last))
    full = _full_months(rules, months)
    if full == 0 and not any(month.has_days(rules) or month.has_hours(rules) for month in months):
        return 0, min(_rounded_up(len(months) * rules.leave_rate_e6), rules.leave_max) * E6
    if one.vacation_days is not None:
        return -(-full * one.vacation_days // 12) * E6, 0
    if years_after(spell.starts_on, 1) <= next_day(last):
        return min(_rounded_up(full * rules.rate_e6), rules.max_days) * E6, 0
    return min(_rounded_up(full * rules.first_rate_e6), rules.first_max) * E6, 0


def _full_months(rules: VacationRules, months: Sequence[Month]) -> int:
    """Months with enough days at work; or with enough hours, where the contract gives too few days in some (§ 6).

    Who has no schedule has no contract that tells; then either will do.
    """
    is_by_days = all(month.has_days(rules) for month in months)
    least_ms = rules.month_hours * MS_PER_HOUR
    return sum(
        month.worked_days >= rules.month_days or (not is_by_days and month.worked_ms >= least_ms) for month in months
    )


def _months(facts: Facts, one: Employed, spell: Spell, first: str, last: str) -> Iterator[Month]:
    """The months of the year in which there is an employment."""
    lost = lost_days(facts, one.rules, first, last)
    begin = first
    while begin <= last:
        after = _month_later(begin, first[8:])
        end = days_after(after, -1)
        within = spell.within(begin, end)
        if within is not None:
            yield _month(facts, lost, (begin, end), within)
        begin = after


def _month_later(day: str, of_month: str) -> str:
    """The same day of the next month, or its last day where it has no such day."""
    month = next_month(month_of(day))
    return min(f"{month}-{of_month}", days_after(f"{next_month(month)}-01", -1))


def _month(facts: Facts, lost: Mapping[str, str], whole: tuple[str, str], within: tuple[str, str]) -> Month:
    in_force = contract_days = contract_ms = worked_days = worked_ms = 0
    numbers = range(ordinal(whole[0]), ordinal(whole[1]) + 1)
    for day in map(day_of, numbers):
        duty = facts.duty(day)
        in_force += duty.has_schedule
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
    return Month(len(numbers), in_force, contract_days, contract_ms, worked_days, worked_ms)


def _rounded_up(days_e6: int) -> int:
    return -(-days_e6 // E6)
