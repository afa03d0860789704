"""Who works too much, or nearly: the limits on working hours held against what was recorded, for many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cache

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
    average_edges,
    average_periods,
    averages,
    cap_edges,
    caps,
)

DAYS_AROUND = 8
"""So many days before and after a period are looked at for rest: a week, and the day on which a shift began."""
DAYS_MAX = 366
ByDay = dict[str, int]
_BY_CAUSE = ("person_id", "cause_id")
_WORK = Condition("is_absence", "eq", value=False)


@dataclass(frozen=True, slots=True)
class Warned:
    """A person, and a rule that is broken or nearly so."""

    person: Listed
    warning: HourWarning


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The causes whose time is work, none at all among them; and of which class time is limited, by its cause."""

    works: frozenset[int | None]
    classes: Mapping[int | None, LimitClass]


@dataclass(slots=True)
class _Worked:
    """What is known of one person's hours: by class, all of them (with what absence counts as), by the clock."""

    limited: dict[LimitClass, ByDay] = field(default_factory=dict)
    total: ByDay = field(default_factory=dict)
    stretches: list[Work] = field(default_factory=list)

    def add(self, kinds: _Kinds, cause_id: int | None, on_day: str, amount: int) -> None:
        """Time of a day, or of a piece on its first day."""
        if cause_id in kinds.works:
            _add(self.total, on_day, amount)
        self.add_limited(kinds, cause_id, on_day, amount)

    def add_limited(self, kinds: _Kinds, cause_id: int | None, on_day: str, amount: int) -> None:
        """The same, where only what is limited is wanted."""
        if (limit_class := kinds.classes.get(cause_id)) is not None:
            _add(self.limited.setdefault(limit_class, {}), on_day, amount)


Everybody = defaultdict[int, _Worked]
"""By the person's id; whoever is asked for is in it."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a person's hours are held against, and since when it is employed.

    ``is_by_day``: its average goes from a day of its own, which no piece begins with.
    """

    limits: HourLimits
    employed_from: str | None
    is_by_day: bool


def hour_warnings(
    reader: Reader, first: str, last: str, where: tuple[Condition, ...] = (), person_id: int | None = None
) -> list[Warned]:
    """What the rules on working hours have to say of the days ``first`` to ``last``, both included, by person and day.

    Each rule looks as far back as its period does. ``where`` are conditions on the persons; ``person_id`` names one
    of them. So many statements as there are months to sum, whatever the number of persons.
    """
    _check_period(first, last)
    persons = listed(reader, (*where, Condition("id", "eq", person_id)) if person_id else where)
    employments = employments_of_all(reader)
    terms = {one.id: _terms(reader.company, employments.get(one.id, ()), first, last) for one in persons}
    worked = _worked(reader, first, last, (Condition("person_id", "eq", person_id),) if person_id else (), terms)
    found = []
    for person in persons:
        if (known := worked.get(person.id)) is not None:
            warnings = _judge(known, terms[person.id], first, last, reader.company.zone)
            found += [Warned(person, one) for one in sorted(warnings, key=lambda one: (one.last_on, one.rule))]
    return found


def _check_period(first: str, last: str) -> None:
    if last < first:
        raise Malformed("range", "last_on", "must not be before the first day")
    if last > days_after(first, DAYS_MAX):
        raise Malformed("range", "last_on", f"must be at most {DAYS_MAX} days after the first day")


def _judge(known: _Worked, terms: _Terms, first: str, last: str, zone: tzinfo) -> Iterator[HourWarning]:
    limits = terms.limits
    limited = {limit_class: DaySums(by_day) for limit_class, by_day in known.limited.items()}
    yield from caps(limits, limited, first, last)
    yield from averages(limits, DaySums(known.total), first, last, terms.employed_from)
    work = merged(known.stretches)
    yield from daily_rest(work, limits, first, last, zone)
    yield from weekly_rest(work, limits, first, last, zone)


def _terms(company: Company, employments: Sequence[Employment], first: str, last: str) -> _Terms:
    limits = _limits(company, employments, last)
    since = _employed_from(employments, limits, first)
    begins = [begins for begins, _ in average_periods(limits, first, last)]
    return _Terms(limits, since, is_by_day=bool(begins) and (since is None or since > min(begins)))


def _limits(company: Company, employments: Sequence[Employment], last: str) -> HourLimits:
    """The limits of the employment that began last, which are the company's where it names no agreement."""
    begun = [one for one in employments if one.starts_on <= last]
    return company.agreement_of(begun[-1].agreement_id if begun else None).limits


def _employed_from(employments: Sequence[Employment], limits: HourLimits, first: str) -> str | None:
    """The first day of the employments that reach into the months of an average that ends on ``first`` or later."""
    since = plus_months(first, -limits.average_months)
    return min((one.starts_on for one in employments if one.ends_on is None or one.ends_on > since), default=None)


def _worked(
    reader: Reader, first: str, last: str, whose: tuple[Condition, ...], terms: Mapping[int, _Terms]
) -> Everybody:
    """The hours of everybody who has any, each kind as far back as its rules look."""
    worked: Everybody = defaultdict(_Worked)
    kinds = _kinds(reader.company)
    agreements = (reader.company.agreement, *reader.company.agreements.values())
    limits = [one.limits for one in agreements]
    edges = set().union(*(cap_edges(one, first, last) for one in limits))
    averaged = set().union(*(average_edges(one, first, last) for one in limits))
    january, since = _since_january(first), min(averaged, default=days_after(last, 1))
    if january < since:
        _add_limited(reader, worked, whose, kinds, _pieces(january, days_after(since, -1), edges))
    if averaged:
        _add_worked(reader, worked, whose, kinds, _pieces(since, last, averaged | edges), terms)
        _add_absence(reader, worked, whose, since, last)
    _add_stretches(reader, worked, whose, days_after(first, -DAYS_AROUND), days_after(last, DAYS_AROUND))
    return worked


def _add_worked(
    reader: Reader,
    worked: Everybody,
    whose: tuple[Condition, ...],
    kinds: _Kinds,
    pieces: Sequence[tuple[str, str]],
    terms: Mapping[int, _Terms],
) -> None:
    """All that counts in averages, what is limited included."""
    by_day = [person_id for person_id, one in terms.items() if one.is_by_day]
    if len(by_day) < len(terms):
        others = [person_id for person_id, one in terms.items() if not one.is_by_day]
        _add_total(reader, worked, others, kinds, pieces)
    if by_day:
        whose = whose if len(by_day) == len(terms) else (*whose, Condition("person_id", "in", by_day))
        _add_days(reader, worked, whose, kinds, pieces[0][0], pieces[-1][1])


def _pieces(first: str, last: str, edges: Collection[str]) -> list[tuple[str, str]]:
    """The days from a first to a last one in pieces that begin at edges."""
    begins = [first, *sorted(one for one in edges if first < one <= last)]
    return list(zip(begins, [*(days_after(one, -1) for one in begins[1:]), last], strict=True))


def _since_january(first: str) -> str:
    """The first day of the year, and of four weeks that end in it."""
    return min(f"{first[:4]}-01-01", days_after(first, -DAYS_OF_FOUR_WEEKS))


def _add_limited(
    reader: Reader,
    worked: Everybody,
    whose: tuple[Condition, ...],
    kinds: _Kinds,
    pieces: Iterable[tuple[str, str]],
) -> None:
    """Limited time, the sum of each piece on its first day: limits are held against whole pieces."""
    where = (*whose, _WORK, Condition("cause_id", "in", list(kinds.classes)))
    for begins, ends in pieces:
        for person_id, cause_id, _, amount in reader.sums(_summed(_BY_CAUSE, *where, *_within(begins, ends))):
            worked[person_id].add_limited(kinds, cause_id, begins, amount)


def _add_total(
    reader: Reader,
    worked: Everybody,
    person_ids: Sequence[int],
    kinds: _Kinds,
    pieces: Iterable[tuple[str, str]],
) -> None:
    """All work of persons, the sum of each piece on its first day. Who they are is said, for they have an index."""
    theirs = Condition("person_id", "in", person_ids)
    for begins, ends in pieces:
        for person_id, cause_id, _, amount in reader.sums(_summed(_BY_CAUSE, theirs, _WORK, *_within(begins, ends))):
            worked[person_id].add(kinds, cause_id, begins, amount)


def _add_days(
    reader: Reader, worked: Everybody, whose: tuple[Condition, ...], kinds: _Kinds, first: str, last: str
) -> None:
    """All work by day, of those whose average is reckoned from a day of their own."""
    by = ("person_id", "on_day", "cause_id")
    for person_id, on_day, cause_id, _, amount in reader.sums(_summed(by, *whose, _WORK, *_within(first, last))):
        worked[person_id].add(kinds, cause_id, on_day, amount)


def _add_absence(reader: Reader, worked: Everybody, whose: tuple[Condition, ...], first: str, last: str) -> None:
    """Vacation and sickness count as the work that would have been done: what the schedule has on the day at most."""
    causes = [one.id for one in reader.company.causes.values() if one.limit_class == AS_WORKED]
    where = (*whose, Condition("is_absence", "eq", value=True), Condition("cause_id", "in", causes))
    found = reader.sums(_summed(("person_id", "on_day"), *where, *_within(first, last)))
    assignments = reader.ledger.assignments(sorted({row[0] for row in found})) if found else {}
    for person_id, on_day, _, amount in found:
        due = reader.company.timetable.expected_ms(assignments[person_id], on_day, on_day)
        _add(worked[person_id].total, on_day, min(amount, due))


def _kinds(company: Company) -> _Kinds:
    causes = company.causes.values()
    classes: dict[int | None, LimitClass] = {
        one.id: name for one in causes for name in LIMIT_CLASSES if one.limit_class == name
    }
    return _Kinds(frozenset(one for one in (None, *company.causes) if is_worked(company, one)), classes)


def _summed(by: tuple[str, ...], *where: Condition) -> Sums:
    return Sums("time_entry", ("duration_ms",), by, where)


def _add_stretches(reader: Reader, worked: Everybody, whose: tuple[Condition, ...], first: str, last: str) -> None:
    clocked = (Condition("is_clocked", "eq", value=True), _WORK)
    works = _kinds(reader.company).works
    attributes = ("person_id", "cause_id", "begins_at", "ends_at")
    where = (*whose, *_within(first, last), *clocked)
    at = cache(parse_instant)  # many begin and end at the same moments
    for person_id, cause_id, begins_at, ends_at in reader.select(
        Query("time_entry", attributes, where, (("begins_at", False),))
    ).rows:
        if ends_at and cause_id in works:
            worked[person_id].stretches.append((at(begins_at), at(ends_at)))


def _within(first: str, last: str) -> tuple[Condition, ...]:
    return Condition("on_day", "ge", first), Condition("on_day", "le", last)


def _add(by_day: ByDay, on_day: str, amount: int) -> None:
    by_day[on_day] = by_day.get(on_day, 0) + amount
