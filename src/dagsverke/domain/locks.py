"""Locked periods: days on which nothing changes any more, of a company or of one of its departments."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeriodLock:
    """Days ``first_on`` to ``last_on``, both included. ``department_id`` None: of the whole company."""

    id: int
    key: str
    department_id: int | None
    first_on: str
    last_on: str
    reason: str = ""
    locked_by_id: int | None = None
