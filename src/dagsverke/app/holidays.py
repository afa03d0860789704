"""Days that are not as other days: a country's public holidays, and what a company says of days over them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dateutil.easter import easter
from holidays import country_holidays
from holidays.constants import DE_FACTO, PUBLIC

from dagsverke.domain.calendars import HOLIDAY, WEEKDAYS, CalendarRule
from dagsverke.domain.units import E4

_CATEGORIES = {"SE": (PUBLIC, DE_FACTO)}
"""Sweden keeps Midsummer Eve, Christmas Eve and New Year's Eve as Sundays (semesterlagen 1977:480 § 3 a)."""


class SpecialDay(NamedTuple):
    """The share of a schedule that is expected on a day, and the class that agreements know the day by."""

    share_e4: int
    day_class: str


_PLAIN = SpecialDay(E4, "")


@lru_cache(maxsize=1024)
def holidays_of(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (ISO 3166 two letters) in one year, Sundays not among them as such."""
    return frozenset(country_holidays(country, years=year, categories=_CATEGORIES.get(country, (PUBLIC,))))


def dates_of(rule: CalendarRule, first_year: int, last_year: int) -> Iterator[date]:
    """The dates of a rule in the years from a first to a last one."""
    for year in range(first_year, last_year + 1):
        if (day := rule.date_in(easter(year))) is not None:
            yield day


class Calendar:
    """The days of one company: nothing is expected on public holidays; of rules for one day the last made holds.

    Safe to share: each year is worked out when it is first asked for, and stays.
    """

    def __init__(self, country: str, rules: Sequence[CalendarRule]) -> None:
        self._country = country
        self._rules = rules
        self._years: dict[int, Mapping[date, SpecialDay]] = {}
        self._kinds: dict[str, frozenset[str]] = {}

    def share_e4(self, day: date) -> int:
        """The share of a schedule that is expected on a day."""
        return self._special(day).share_e4

    def day_class(self, day: str) -> str:
        """What agreements know a day as: ``holiday``, what the company's calendar calls it, or nothing."""
        return self._special(date.fromisoformat(day)).day_class

    def kinds(self, day: str) -> frozenset[str]:
        """What an agreement may call a day: its weekday, and its class where it has one."""
        if day not in self._kinds:
            at = date.fromisoformat(day)
            self._kinds[day] = frozenset({WEEKDAYS[at.weekday()], self._special(at).day_class} - {""})
        return self._kinds[day]

    def _special(self, day: date) -> SpecialDay:
        if day.year not in self._years:
            self._years[day.year] = self._of_year(day.year)
        return self._years[day.year].get(day, _PLAIN)

    def _of_year(self, year: int) -> Mapping[date, SpecialDay]:
        public = holidays_of(self._country, year)
        found = {day: SpecialDay(0, HOLIDAY) for day in public}
        sunday = easter(year)
        for rule in self._rules:
            if (day := rule.date_in(sunday)) is not None:
                found[day] = SpecialDay(rule.share_e4, rule.day_class or (HOLIDAY if day in public else ""))
        return found
