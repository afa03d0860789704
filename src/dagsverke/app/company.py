"""A company's own data that every rule needs: zone, causes, accounts, schedules. Read once, kept until it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from dagsverke.app.holidays import Calendar
from dagsverke.domain.agreements import Agreement
from dagsverke.domain.calendars import CalendarRule, Schedule, Timetable
from dagsverke.domain.causes import Account, Cause
from dagsverke.domain.hours import Hours
from dagsverke.domain.locks import PeriodLock
from dagsverke.domain.windows import Kind


@dataclass(frozen=True)
class Company:
    """One tenant. ``version`` changes with what is here, and with nothing else.

    ``vacation_begins`` is the month and day of each vacation year's first day (``04-01``). ``locks`` are the live ones.
    """

    id: int
    name: str
    country: str
    zone_name: str
    version: int
    link_secret: str = field(default="", repr=False)
    has_free_text: bool = True
    payment_days: int = 30
    causes: Mapping[int, Cause] = field(default_factory=dict)
    accounts: Mapping[int, Account] = field(default_factory=dict)
    schedules: Mapping[int, Schedule] = field(default_factory=dict)
    vacation_begins: str = "04-01"
    calendar: Sequence[CalendarRule] = ()
    agreements: Mapping[int, Agreement] = field(default_factory=dict)
    locks: Sequence[PeriodLock] = ()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which its days begin and end."""
        return ZoneInfo(self.zone_name)

    @cached_property
    def days(self) -> Calendar:
        """Which days are not as others: the country's public holidays, and what the company's calendar says."""
        return Calendar(self.country, self.calendar)

    @cached_property
    def timetable(self) -> Timetable:
        """Expected time by schedule, each day the share of it that the calendar leaves."""
        return Timetable(self.schedules, self.days.share_e4)

    @cached_property
    def causes_by_key(self) -> Mapping[str, Cause]:
        """Causes by key."""
        return {one.key: one for one in self.causes.values()}

    @cached_property
    def causes_by_code(self) -> Mapping[str, Cause]:
        """Causes by cause code; of two with one code the older stands."""
        return {one.code: one for one in reversed(list(self.causes.values())) if one.code}

    @cached_property
    def accounts_by_code(self) -> Mapping[str, Account]:
        """Accounts by code."""
        return {one.code: one for one in self.accounts.values()}

    @cached_property
    def agreement(self) -> Agreement:
        """The default agreement; the law alone where there is none."""
        none = Agreement(0, "", "", is_default=True)
        return next((one for one in self.agreements.values() if one.is_default), none)

    def agreement_of(self, agreement_id: int | None) -> Agreement:
        """The agreement of an employment that names one, else the default one."""
        return self.agreement if agreement_id is None else self.agreements.get(agreement_id, self.agreement)

    @cached_property
    def window_kinds(self) -> frozenset[Kind]:
        """The kinds of windows that any agreement has: where there are none, nobody's agreement is looked for."""
        return frozenset(window.kind for one in self.agreements.values() for window in one.windows)

    def hours(self, agreement: Agreement, kind: Kind) -> Hours:
        """An agreement's windows of a kind on the days of the company."""
        if (agreement.id, kind) not in self._hours:
            windows = [one for one in agreement.windows if one.kind == kind]
            self._hours[agreement.id, kind] = Hours(windows, self.zone, self.days.kinds)
        return self._hours[agreement.id, kind]

    @cached_property
    def _hours(self) -> dict[tuple[int, Kind], Hours]:
        return {}
