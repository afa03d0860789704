"""Employments as the use cases read them, and the days on which those by the day had work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from dagsverke.app.company import Company
from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Query, Sums
from dagsverke.domain.calendars import ordinal
from dagsverke.domain.employment import Employment

_LISTED = ("id", "key", "employee_number", "full_name", "personal_number")
FIELDS = Employment._fields


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as lists of employment and hours name it."""

    id: int
    key: str
    number: str | None
    name: str
    personal_number: str


def listed(reader: Reader, where: tuple[Condition, ...] = ()) -> list[Listed]:
    """The persons of the company, or those of some conditions, by employee number."""
    rows = reader.select(Query("person", _LISTED, where, (("employee_number", False),))).rows
    return [Listed(*(*row[:3], row[3] or "", row[4] or "")) for row in rows]


def employments_of(reader: Reader, person_ids: Sequence[int]) -> Mapping[int, Sequence[Employment]]:
    """The employments of each of these persons who has any, by first day. One statement."""
    return _employments(reader, (Condition("person_id", "in", list(person_ids)),))


def employments_of_all(reader: Reader) -> Mapping[int, Sequence[Employment]]:
    """The employments of everybody who has any, by first day. One statement."""
    return _employments(reader, ())


def _employments(reader: Reader, where: tuple[Condition, ...]) -> Mapping[int, Sequence[Employment]]:
    found: dict[int, list[Employment]] = {}
    for row in reader.select(Query("employment", FIELDS, where)).rows:
        found.setdefault(row[2], []).append(Employment._make(row))
    for some in found.values():
        if len(some) > 1:
            some.sort(key=attrgetter("starts_on", "id"))
    return found


def as_employment(row: Record) -> Employment:
    """A row of the table as the rules know it."""
    return Employment(**{name: row[name] for name in FIELDS})


def is_worked(company: Company, cause_id: int | None) -> bool:
    """Whether time of a cause is work to the law on working hours; time without a cause is."""
    cause = company.causes.get(cause_id) if cause_id else None
    return cause.is_worked if cause else not cause_id


def days_worked(
    reader: Reader, employments: Mapping[int, Sequence[Employment]], until: str
) -> Mapping[int, Sequence[int]]:
    """For whoever is employed by the day, the days with work not after ``until``, as ordinals. At most one statement.

    Work is what the law on working hours calls so; absence, supplements and standby make no day of work.
    """
    by_day = {one.person_id: one.starts_on for some in employments.values() for one in reversed(some) if one.is_by_day}
    if not by_day:
        return {}
    where = (
        Condition("person_id", "in", list(by_day)),
        Condition("on_day", "ge", min(by_day.values())),
        Condition("on_day", "le", until),
        Condition("is_absence", "eq", value=False),
    )
    found: dict[int, set[str]] = {}
    for person_id, on_day, cause_id, _ in reader.sums(
        Sums("time_entry", (), ("person_id", "on_day", "cause_id"), where)
    ):
        if is_worked(reader.company, cause_id):
            found.setdefault(person_id, set()).add(on_day)
    return {person_id: sorted(map(ordinal, days)) for person_id, days in found.items()}
