"""Who works too much, or nearly: the limits on working hours held against what was recorded, for many at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dagsverke.app.company import Company
from dagsverke.app.employments import Listed, employments_of_all, is_worked, listed
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Query, Sums
from dagsverke.domain.calendars import days_after, parse_instant, plus_months
from dagsverke.domain.employment import Employment
from dagsverke.domain.errors import Malformed
from dagsverke.domain.rest import Work, daily_rest, merged, weekly_rest
from dagsverke.domain.working_hours import (
    AS_WORKED,
    DAYS_OF_FOUR_WEEKS,
    LIMIT_CLASSES,
    DaySums,
    HourLimits,
    HourWarning,
    LimitClass,
    averages,
    caps,
)

DAYS_AROUND = 8
"""So many days before and after a period are looked at for rest: a week, and the day on which a shift began."""
DAYS_MAX = 366
ByDay = dict[str, int]
_BY = ("person_id", "on_day", "cause_id", "is_absence")
_AMOUNT = ("duration_ms",)


@dataclass(frozen=True, slots=True)
class Warned:
    """A person, and a rule that is broken or nearly so."""

    person: Listed
    warning: HourWarning


@dataclass(slots=True)
class _Worked:
    """What is known of one person's hours: by class, all of them, what absence counts as, and by the clock."""

    limited: dict[LimitClass, ByDay] = field(default_factory=dict)
    total: ByDay = field(default_factory=dict)
    absent: ByDay = field(default_factory=dict)
    stretches: list[Work] = field(default_factory=list)


def hour_warnings(
    reader: Reader, first: str, last: str, where: tuple[Condition, ...] = (), person_id: int | None = None
) -> list[Warned]:
    """What the rules on working hours have to say of the days ``first`` to ``last``, both included, by person and day.

    Each rule looks as far back as its period does. ``where`` are conditions on the persons; ``person_id`` names one
    of them. A fixed number of statements, whatever the number of persons.
    """
    _check_period(first, last)
    persons = listed(reader, (*where, Condition("id", "eq", person_id)) if person_id else where)
    employments = employments_of_all(reader)
    worked = _worked(reader, first, last, (Condition("person_id", "eq", person_id),) if person_id else ())
    found = []
    for person in persons:
        if (known := worked.get(person.id)) is not None:
            own = employments.get(person.id, ())
            warnings = _judge(reader.company, known, own, first, last)
            found += [Warned(person, one) for one in sorted(warnings, key=lambda one: (one.last_on, one.rule))]
    return found


def _check_period(first: str, last: str) -> None:
    if last < first:
        raise Malformed("range", "last_on", "must not be before the first day")
    if last > days_after(first, DAYS_MAX):
        raise Malformed("range", "last_on", f"must be at most {DAYS_MAX} days after the first day")


def _judge(
    company: Company, known: _Worked, employments: Sequence[Employment], first: str, last: str
) -> Iterator[HourWarning]:
    limits = _limits(company, employments, last)
    limited = {limit_class: DaySums(by_day) for limit_class, by_day in known.limited.items()}
    yield from caps(limits, limited, first, last)
    yield from averages(limits, DaySums(known.total), first, last, _employed_from(employments, limits, first))
    work = merged(known.stretches)
    yield from daily_rest(work, limits, first, last, company.zone)
    yield from weekly_rest(work, limits, first, last, company.zone)


def _limits(company: Company, employments: Sequence[Employment], last: str) -> HourLimits:
    """The limits of the employment that began last, which are the company's where it names no agreement."""
    begun = [one for one in employments if one.starts_on <= last]
    return company.agreement_of(begun[-1].agreement_id if begun else None).limits


def _employed_from(employments: Sequence[Employment], limits: HourLimits, first: str) -> str | None:
    """The first day of the employments that reach into the months of an average that ends on ``first`` or later."""
    since = plus_months(first, -limits.average_months)
    return min((one.starts_on for one in employments if one.ends_on is None or one.ends_on > since), default=None)


def _worked(reader: Reader, first: str, last: str, whose: tuple[Condition, ...]) -> dict[int, _Worked]:
    """The hours of everybody who has any, each kind as far back as its rules look: three statements."""
    worked: dict[int, _Worked] = {}
    _add_limited(reader, worked, whose, _since_january(first), last)
    agreements = (reader.company.agreement, *reader.company.agreements.values())
    months = max(one.limits.average_months for one in agreements)
    _add_total(reader, worked, whose, plus_months(first, -months), last)
    _add_stretches(reader, worked, whose, days_after(first, -DAYS_AROUND), days_after(last, DAYS_AROUND))
    return worked


def _since_january(first: str) -> str:
    """The first day of the year, and of four weeks that end in it."""
    return min(f"{first[:4]}-01-01", days_after(first, -DAYS_OF_FOUR_WEEKS))


def _add_limited(
    reader: Reader, worked: dict[int, _Worked], whose: tuple[Condition, ...], first: str, last: str
) -> None:
    causes = reader.company.causes.values()
    classes = {one.id: name for one in causes for name in LIMIT_CLASSES if one.limit_class == name}
    where = (*whose, *_within(first, last), Condition("cause_id", "in", list(classes)))
    for person_id, on_day, cause_id, is_absence, _, amount in reader.sums(Sums("time_entry", _AMOUNT, _BY, where)):
        if not is_absence:
            one = worked.setdefault(person_id, _Worked())
            _add(one.limited.setdefault(classes[cause_id], {}), on_day, amount)


def _add_total(reader: Reader, worked: dict[int, _Worked], whose: tuple[Condition, ...], first: str, last: str) -> None:
    company = reader.company
    where = (*whose, *_within(first, last))
    for person_id, on_day, cause_id, is_absence, _, amount in reader.sums(Sums("time_entry", _AMOUNT, _BY, where)):
        one = worked.setdefault(person_id, _Worked())
        cause = company.causes.get(cause_id)
        if is_absence and cause is not None and cause.limit_class == AS_WORKED:
            _add(one.absent, on_day, amount)
        elif not is_absence and is_worked(company, cause_id):
            _add(one.total, on_day, amount)
    _add_absence(reader, {person_id: one for person_id, one in worked.items() if one.absent})


def _add_absence(reader: Reader, absent: Mapping[int, _Worked]) -> None:
    """Vacation and sickness count as the work that would have been done: what the schedule has on the day at most."""
    assignments = reader.ledger.assignments(list(absent)) if absent else {}
    for person_id, one in absent.items():
        for on_day, amount in one.absent.items():
            due = reader.company.timetable.expected_ms(assignments[person_id], on_day, on_day)
            _add(one.total, on_day, min(amount, due))


def _add_stretches(
    reader: Reader, worked: dict[int, _Worked], whose: tuple[Condition, ...], first: str, last: str
) -> None:
    clocked = (Condition("is_clocked", "eq", value=True), Condition("is_absence", "eq", value=False))
    attributes = ("person_id", "cause_id", "begins_at", "ends_at")
    for person_id, cause_id, begins_at, ends_at in reader.select(
        Query("time_entry", attributes, (*whose, *_within(first, last), *clocked))
    ).rows:
        if ends_at and is_worked(reader.company, cause_id):
            stretch = parse_instant(begins_at), parse_instant(ends_at)
            worked.setdefault(person_id, _Worked()).stretches.append(stretch)


def _within(first: str, last: str) -> tuple[Condition, ...]:
    """The days; the instants, a day wider either way for whatever zone, only help to find them."""
    instants = Condition("begins_at", "ge", days_after(first, -1)), Condition("begins_at", "lt", days_after(last, 2))
    return Condition("on_day", "ge", first), Condition("on_day", "le", last), *instants


def _add(by_day: ByDay, on_day: str, amount: int) -> None:
    by_day[on_day] = by_day.get(on_day, 0) + amount
