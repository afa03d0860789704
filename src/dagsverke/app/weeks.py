"""What is missing: of every person and week of a period its state, its hours, and what is remarkable about it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.app.balances import today
from dagsverke.app.changed import late_changes
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Query, Row, Slice
from dagsverke.app.reports import reachable
from dagsverke.domain.calendars import Assignment, days_after
from dagsverke.domain.timesheets import (
    MISSING,
    OPEN,
    RETURNED,
    Clocked,
    Flag,
    WorkedDay,
    day_flags,
    days_of,
    mondays,
    overlaps,
)

_PERSON = ("id", "key", "employee_number", "full_name", "is_active")
_ENTRY = ("person_id", "on_day", "begins_at", "ends_at", "duration_ms", "cause_id", "is_absence", "is_clocked")


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """One person's week, by its Monday; milliseconds worked, and expected when absence is taken off."""

    person_id: int
    person_key: str
    employee_number: str
    name: str
    week_on: str
    status: str
    note: str
    worked_ms: int
    expected_ms: int
    flags: tuple[Flag, ...]

    @property
    def is_flagged(self) -> bool:
        """Whether anything is remarkable about it."""
        return bool(self.flags)

    @property
    def missing_on(self) -> list[str]:
        """The days of work on which nothing is recorded."""
        return [one.on_day for one in self.flags if one.what == MISSING]

    @property
    def missing_days(self) -> int:
        """How many those are."""
        return len(self.missing_on)

    @property
    def difference_ms(self) -> int:
        """How much more was worked than is expected."""
        return self.worked_ms - self.expected_ms

    @property
    def is_incomplete(self) -> bool:
        """Whether it is not handed in, or a day of it is missing."""
        return self.status in (OPEN, RETURNED) or bool(self.missing_on)


@dataclass(slots=True)
class _Time:
    """What one person recorded: milliseconds by day, the clocked stretches, and days changed after approval."""

    worked_ms: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    absent_ms: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    clocked: list[Clocked] = field(default_factory=list)
    assigned: Sequence[Assignment] = ()
    overlapping: frozenset[str] = frozenset()
    changed: set[str] = field(default_factory=set)

    def is_on(self, days: Iterable[str]) -> bool:
        """Whether anything was recorded on any of the days."""
        return not (self.worked_ms.keys() | self.absent_ms.keys()).isdisjoint(days)


def weeks(
    reader: Reader, principal: Principal, first_on: str, last_on: str, whose: tuple[Condition, ...] = ()
) -> Sequence[PersonWeek]:
    """Every week that lies in the days from a first to a last one, or partly, of every person that may be seen.

    ``whose`` says of which of them.

    By week, then by employee number. Persons who are no longer active are there where they recorded something or handed
    a week in. A fixed number of statements, whatever the number of persons, and those of ``changed.late_changes``.
    """
    wanted = mondays(first_on, last_on)
    order = (("employee_number", False),)
    persons = reader.select(Query("person", _PERSON, (*reachable(reader, principal), *whose), order)).rows
    time = _time(reader, [row[0] for row in persons], wanted, is_everybody=principal.reach == "all")
    sheets = {
        (row["person_id"], row["week_on"]): (row["status"], row["note"])
        for row in reader.find_all("timesheet", week_on=wanted)
    }
    for one in late_changes(reader, principal, first_on, last_on):
        if one.person_id in time:
            time[one.person_id].changed.add(one.on_day)
    today_on = today(reader)
    found = []
    for days in map(days_of, wanted):
        for person in persons:
            sheet, own = sheets.get((person[0], days[0])), time[person[0]]
            if sheet or person[-1] or own.is_on(days):
                worked = [_worked(reader, own, day, is_over=day < today_on) for day in days]
                found.append(_week(person, days[0], sheet or (OPEN, ""), worked))
    return found


def _time(
    reader: Reader, person_ids: Sequence[int], mondays: Sequence[str], *, is_everybody: bool
) -> Mapping[int, _Time]:
    """What persons recorded in the weeks, and on the day before, which may reach into them."""
    assignments = reader.ledger.assignments(person_ids)
    found = {person_id: _Time(assigned=assignments[person_id]) for person_id in person_ids}
    where = [
        Condition("on_day", "ge", days_after(mondays[0], -1)),
        Condition("on_day", "le", days_of(mondays[-1])[-1]),
    ]
    if not is_everybody:
        where.append(Condition("person_id", "in", person_ids))
    causes = reader.company.causes
    for row in reader.select(Query("time_entry", _ENTRY, tuple(where))).rows:
        person_id, on_day, begins_at, ends_at, duration_ms, cause_id, is_absence, is_clocked = row
        own = found.setdefault(person_id, _Time())
        if is_absence:
            own.absent_ms[on_day] += duration_ms
        elif cause_id is None or (cause_id in causes and causes[cause_id].is_worked):
            own.worked_ms[on_day] += duration_ms
            if is_clocked and ends_at:
                own.clocked.append(Clocked(on_day, begins_at, ends_at))
    for own in found.values():
        own.overlapping = overlaps(own.clocked)
    return found


def _worked(reader: Reader, time: _Time, day: str, *, is_over: bool) -> WorkedDay:
    scheduled_ms = reader.company.timetable.expected_ms(time.assigned, day, day)
    expected_ms = max(0, scheduled_ms - time.absent_ms.get(day, 0))
    remarks = {"has_overlap": day in time.overlapping, "is_changed": day in time.changed}
    return WorkedDay(day, time.worked_ms.get(day, 0), expected_ms, is_over, **remarks)


def _week(person: Row, monday: str, sheet: tuple[str, str], days: Sequence[WorkedDay]) -> PersonWeek:
    person_id, key, number, name, _ = person
    return PersonWeek(
        person_id=person_id,
        person_key=key,
        employee_number=number or "",
        name=name,
        week_on=monday,
        status=sheet[0],
        note=sheet[1],
        worked_ms=sum(one.worked_ms for one in days),
        expected_ms=sum(one.expected_ms for one in days),
        flags=tuple(flag for day in days for flag in day_flags(day)),
    )


def of_period(reader: Reader, principal: Principal, given: Mapping[str, Any], attributes: Sequence[str]) -> Slice:
    """The weeks from ``first_on`` to ``last_on`` as a report, those of one ``employee_number`` or ``status`` if given.

    ``is_flagged`` leaves those about which something is remarkable, or nothing.
    """
    rows = [
        tuple([getattr(one, name) for name in attributes])
        for one in weeks(reader, principal, given["first_on"], given["last_on"])
        if given.get("employee_number") in (None, one.employee_number)
        and given.get("status") in (None, one.status)
        and given.get("is_flagged") in (None, one.is_flagged)
    ]
    return Slice(rows, len(rows))


def incomplete(reader: Reader, principal: Principal, given: Mapping[str, Any], attributes: Sequence[str]) -> Slice:
    """What is missing until now: the weeks from ``first_on`` to ``last_on`` that are not handed in or lack a day.

    Of active persons; ``name`` is a part of their names, ``department_key`` their department, ``is_unsaid`` leaves
    weeks that lack a day.
    """
    whose = [Condition("is_active", "eq", value=True)]
    if name := given.get("name"):
        whose.append(Condition("full_name", "contains", name))
    if department := given.get("department_key"):
        whose.append(Condition("department_key", "eq", department))
    last_on = max(min(given["last_on"], today(reader)), given["first_on"])
    rows = [
        tuple([getattr(one, name) for name in attributes])
        for one in weeks(reader, principal, given["first_on"], last_on, tuple(whose))
        if one.is_incomplete and (one.missing_on or not given.get("is_unsaid"))
    ]
    return Slice(rows, len(rows))
