"""Locked periods: days on which nothing changes any more, of a company or of one of its departments."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dagsverke.domain.calendars import DAY_MAX, days_after

Span = tuple[int, str, str]
"""A person's id, and a first and a last local ISO day, both included."""
Days = tuple[str, str | None]
"""A first and a last day, None where there is no last one."""


@dataclass(frozen=True, slots=True)
class PeriodLock:
    """Days ``first_on`` to ``last_on``, both included. ``department_id`` None: of the whole company.

    A department's lock closes the days of who belonged to it when it was locked (``person_ids``), wherever they went
    since, and of who belongs to it now.
    """

    id: int
    key: str
    department_id: int | None
    first_on: str
    last_on: str
    reason: str = ""
    locked_by_id: int | None = None
    person_ids: Collection[int] = frozenset()

    def covers(self, first_on: str, last_on: str) -> bool:
        """Whether any of the days from a first to a last one is locked."""
        return self.first_on <= last_on and first_on <= self.last_on

    def binds(self, person_id: int, department_id: int | None) -> bool:
        """Whether the days of a person, who belongs to a department now or to none, are among those locked."""
        if self.department_id is None or person_id in self.person_ids:
            return True
        return department_id == self.department_id


def touched(before: Days | None, after: Days | None, *, is_same: bool = False) -> tuple[str, str] | None:
    """The days, from a first to a last, on which what holds on some days holds no more, or holds from now on.

    None: it is not there. ``is_same``: nothing about it but its days is another, so those that it keeps are not among
    them. None is the answer where no day is.
    """
    ends = [(one[0], one[1] or DAY_MAX) for one in (before, after) if one is not None]
    if len(ends) == 1 or not is_same:
        return (min(one[0] for one in ends), max(one[1] for one in ends)) if ends else None
    (first, last), (new_first, new_last) = ends
    days = []
    if first != new_first:
        days += [min(first, new_first), days_after(max(first, new_first), -1)]
    if last != new_last:
        days += [days_after(min(last, new_last), 1), max(last, new_last)]
    return (min(days), max(days)) if days else None


def lock_on(locks: Iterable[PeriodLock], span: Span, department_id: int | None) -> PeriodLock | None:
    """The first of the locks that closes any of the days to a person of a department."""
    person_id, first_on, last_on = span
    found = (one for one in locks if one.covers(first_on, last_on) and one.binds(person_id, department_id))
    return next(found, None)
