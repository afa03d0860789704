"""The vocabulary in which a list is declared. Data, no behaviour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dagsverke.app.queries import Condition, Op

Kind = Literal["text", "day", "instant", "clock", "days", "money", "percent", "quantity", "count", "flag", "choice"]
NUMERIC = frozenset({"clock", "days", "money", "percent", "quantity", "count"})
"""Kinds that stand to the right, and that can be summed."""
Tone = Literal["", "good", "warn", "bad", "accent"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a column that has few: what it is called (an English message), and the colour of its badge."""

    label: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``core`` is an attribute of the collection; ``is_summed`` ones have a total below the list."""

    name: str  # in the address
    label: str  # an English message
    core: str
    kind: Kind = "text"
    is_shown: bool = True  # unless the person chose columns
    is_summed: bool = False
    choices: Mapping[Any, Choice] | None = None


@dataclass(frozen=True, slots=True)
class Sieve:
    """One way to narrow a list: a field above it whose value is compared with an attribute.

    ``of`` names the collection whose rows (by key and name) may be picked; ``choices`` the values that may be.
    """

    name: str
    label: str
    core: str
    op: Op = "contains"
    kind: Literal["text", "day", "count", "choice", "row"] = "text"
    of: tuple[str, str] | None = None  # collection and the attribute that names its rows
    choices: Mapping[Any, Choice] | None = None

    @property
    def by(self) -> str:
        """By what a picked row is named: its key, or its id."""
        return "key" if self.core.endswith("_key") else "id"


@dataclass(frozen=True, slots=True)
class Chip:
    """A ready-made narrowing. ``where`` is told today's day."""

    name: str
    label: str
    where: Callable[[str], tuple[Condition, ...]]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list. ``row_path`` has the attributes of a row in braces; ``where`` holds for all of it.

    ``own`` is the attribute that is the id of the person whose row it is: who sees only itself sees only such rows.
    """

    path: str
    label: str
    area: str
    collection: str
    columns: tuple[Column, ...]
    sieves: tuple[Sieve, ...] = ()
    chips: tuple[Chip, ...] = ()
    order: tuple[tuple[str, bool], ...] = ()
    row_path: str | None = None
    new_path: str | None = None
    new_label: str = ""
    hint: str = ""  # what to do where there is nothing yet
    where: tuple[Condition, ...] = ()
    own: str | None = None
