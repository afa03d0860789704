"""Employments as the use cases read them, and the days on which those by the day had work."""

from collections.abc import Mapping, Sequence
from datetime import date

from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Query, Sums
from dagsverke.domain.causes import NO_CAUSE
from dagsverke.domain.employment import Employment

FIELDS = (
    *("id", "key", "person_id", "form", "starts_on", "ends_on", "end_reason"),
    *("is_by_day", "agreement_id", "vacation_days"),
)


def employments_of(reader: Reader, person_ids: Sequence[int]) -> Mapping[int, Sequence[Employment]]:
    """The employments of each of these persons who has any, by first day. One statement."""
    return _employments(reader, (Condition("person_id", "in", list(person_ids)),))


def employments_of_all(reader: Reader) -> Mapping[int, Sequence[Employment]]:
    """The employments of everybody who has any, by first day. One statement."""
    return _employments(reader, ())


def _employments(reader: Reader, where: tuple[Condition, ...]) -> Mapping[int, Sequence[Employment]]:
    found: dict[int, list[Employment]] = {}
    for row in reader.select(Query("employment", FIELDS, where, (("starts_on", False),))).rows:
        found.setdefault(row[2], []).append(Employment(*(*row[:7], bool(row[7]), *row[8:])))
    return found


def as_employment(row: Record) -> Employment:
    """A row of the table as the rules know it."""
    return Employment(**{name: row[name] for name in FIELDS})


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
    causes = reader.company.causes
    found: dict[int, set[str]] = {}
    for person_id, on_day, cause_id, _ in reader.sums(
        Sums("time_entry", (), ("person_id", "on_day", "cause_id"), where)
    ):
        cause = causes.get(cause_id or NO_CAUSE)
        if cause_id is None or (cause is not None and cause.is_worked):
            found.setdefault(person_id, set()).add(on_day)
    return {person_id: sorted(date.fromisoformat(day).toordinal() for day in days) for person_id, days in found.items()}
