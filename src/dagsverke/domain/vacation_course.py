"""What vacation comes to: states at the end of days, and the changes between them. Days are of scale e6."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dagsverke.domain.vacation_facts import SORTS, TOTAL


@dataclass(frozen=True, slots=True)
class Debt:
    """Days taken in advance, owed until a day; so many of them as were taken beyond all that was granted."""

    until_on: str
    days: int
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """What a person has at the end of a day, in the order of ``SORTS``, and what the days after depend on besides.

    ``granted`` and ``earned`` are the days and the paid days that this vacation year gave; ``adjusted_on`` is the last
    day on which anything but leave changed an account.
    """

    held: tuple[int, ...] = (0,) * len(SORTS)
    adjusted_on: str | None = None
    granted: int = 0
    earned: int = 0
    debts: tuple[Debt, ...] = ()

    def of(self, kind: str) -> int:
        """The days on one account, or on all of them."""
        return sum(self.held) if kind == TOTAL else self.held[SORTS.index(kind)]


NOTHING = State()
"""The state of who never had anything."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one account; ``held`` is what it has afterwards.

    ``what`` is grant, taken, saved, moved, overdue, lapsed, written off, mark, or what a decree calls itself.
    """

    on_day: str
    kind: str
    what: str
    amount: int
    held: int
    source: str = ""
    reason: str = ""
    is_decreed: bool = False

    @property
    def is_inward(self) -> bool:
        """Whether it moves days from one account to another, so that there are as many as before."""
        return self.what in ("saved", "moved", "overdue") and not self.is_decreed

    @property
    def is_mark(self) -> bool:
        """Whether it says what there is, whatever was before."""
        return self.what == "mark" and not self.is_decreed


@dataclass(slots=True)
class Course:
    """How it went: the state from each day on which it changed, and every change."""

    states: list[tuple[str, State]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def on(self, day: str) -> State:
        """The state at the end of a day."""
        return next((state for since, state in reversed(self.states) if since <= day), NOTHING)


def explain(changes: Sequence[Change], kind: str, on: str) -> list[Change]:
    """The changes that make an account, or the total, at the end of a day: since its last mark, which comes first.

    Its amount is then what it marked, so that the amounts add up to the balance exactly.
    """
    made: list[Change] = []
    for one in changes:
        if one.on_day > on:
            break
        if one.kind == kind and one.is_mark:
            made = [replace(one, amount=one.held)]
        elif one.kind == kind or (kind == TOTAL and one.amount and not one.is_inward):
            made.append(one)
    return made
