"""What the use cases of vacation need of the store, beside what they share with all others."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dagsverke.domain.vacation_course import State

Span = tuple[int, str]
"""A person's id, and the day from which something is asked of it."""
Holding = tuple[tuple[int, ...], str | None, str]
"""Days of scale e6 in the order of ``domain.vacation_facts.SORTS``, when they were last adjusted, and until when it is
known that they are so many."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept state: from ``on_day`` until the next one's, and not known after ``until_on``."""

    on_day: str
    until_on: str
    state: State


PersonKept = tuple[int, Kept]
"""A person's id and one of its states."""
AbsenceRow = tuple[int, str, str, int, int]
"""A person's id, the day, the entry's key, its cause's id and its duration in milliseconds."""


class VacationReader(Protocol):
    """Set-based reads; each is one statement, whatever the number of persons."""

    def held(self, person_ids: Sequence[int], on: str) -> Mapping[int, Holding]:
        """Of each person what is kept for the end of day ``on``.

        Left out is whom nothing is kept of.
        """

    def kept(self, spans: Sequence[Span]) -> Mapping[int, Sequence[Kept]]:
        """The kept states of each person on and after its day, and the last one before, by day."""

    def absences(self, spans: Sequence[Span]) -> Sequence[AbsenceRow]:
        """Live entries of absence with a cause, of each person on and after its day."""

    def decreed(self, spans: Sequence[Span], account_ids: Sequence[int]) -> Sequence[Mapping[str, Any]]:
        """Live adjustments of the accounts, of each person on and after its day."""

    def marked(self, spans: Sequence[Span], account_ids: Sequence[int]) -> Sequence[Mapping[str, Any]]:
        """Live marks on the accounts, of each person on and after its day."""

    def worked(self, spans: Sequence[Span], codes: Sequence[str]) -> Sequence[tuple[int, str, int]]:
        """Person, day and milliseconds of attendance under any of the codes, on and after each person's day."""


class VacationWriter(VacationReader, Protocol):
    """The same inside a unit of work, and the one write."""

    def keep(self, before: Collection[PersonKept], after: Collection[PersonKept]) -> None:
        """Put states of persons in the place of others; what is the same is left alone."""

    def extend(self, until_on: Mapping[int, str]) -> None:
        """Say of everything kept of the persons that it is known until a day."""
