"""The vocabulary in which a list is declared: data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dagsverke.app.access import Principal
from dagsverke.app.company import Company
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Op, Slice
from dagsverke.web.navigation import Place

Kind = Literal[
    "text",
    "day",
    "instant",
    "clock",
    "days",
    "money",
    "percent",
    "quantity",
    "km",
    "count",
    "flag",
    "choice",
    "amount",
    "week",
    "dates",
]
"""``week`` is told by its Monday, ``dates`` are several days, and ``amount`` is a pair: an account's unit (``ms`` or
``days``) and an amount in it.
"""
NUMERIC = frozenset({"clock", "days", "money", "percent", "quantity", "km", "count", "amount"})
"""Kinds that stand to the right; all but ``amount`` can be summed."""
Tone = Literal["", "good", "warn", "bad", "accent"]
Report = Callable[[Reader, Principal, Mapping[str, Any], Sequence[str]], Slice]
"""Rows that are reckoned and in no collection; asked by what the address says, by attribute."""
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a column that has few: what it is called (an English message), and the colour of its badge."""

    label: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``core`` is an attribute of the collection; ``is_summed`` ones have a total below the list.

    ``leads`` is where its cells lead to, with attributes of the row in braces. ``judged`` is an attribute whose value
    is one of ``choices``: it colours the cell and says why. ``area`` is the area of who sees it, where that is not
    everybody who sees the list.
    """

    name: str  # in the address
    label: str  # an English message
    core: str
    kind: Kind = "text"
    is_shown: bool = True  # unless the person chose columns
    is_summed: bool = False
    choices: Mapping[Any, Choice] | None = None
    leads: str = ""
    judged: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Sieve:
    """One way to narrow a list: a field above it whose value is compared with an attribute.

    ``of`` names the collection whose rows (by key and name) may be picked; ``choices`` the values that may be.
    ``initial`` is told today's day and says what holds where the address says nothing.
    """

    name: str
    label: str
    core: str
    op: Op = "contains"
    kind: Literal["text", "day", "count", "choice", "row"] = "text"
    of: tuple[str, str] | None = None  # collection and the attribute that names its rows
    sorted_by: str = ""  # the attribute in whose order they are offered (downwards with a minus), by name unless said
    is_chips: bool = False  # offered side by side above the list, not in a field
    choices: Mapping[Any, Choice] | None = None
    initial: Callable[[str], str] | None = None

    @property
    def named_by(self) -> str:
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

    ``new_area`` is the area of who may make a new one, where that is not everybody who sees the list.

    ``own`` is the attribute that is the id of the person whose row it is: who sees only itself sees only such rows.
    With a ``report`` the rows are what that reckons, in its order, and who may see them is its affair; sieves and chips
    then say what it is asked, whatever their ``op``. ``more`` are the columns that are a company's own.
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
    new_area: str = ""
    hint: str = ""  # what to do where there is nothing yet
    where: tuple[Condition, ...] = ()
    own: str | None = None
    also: tuple[Place, ...] = ()  # other ways to look at the same
    report: Report | None = None
    more: Callable[[Company], Sequence[Column]] | None = None
    page_size: int = PAGE_SIZE
    is_wide: bool = False  # its first column stays in sight

    def of(self, company: Company) -> "ListPage":
        """The list with a company's own columns."""
        return self if self.more is None else replace(self, columns=(*self.columns, *self.more(company)), more=None)

    def seen_by(self, may_enter: Callable[[str], bool]) -> "ListPage":
        """The list without the columns that somebody does not see."""
        if not any(one.area for one in self.columns):
            return self
        return replace(self, columns=tuple(one for one in self.columns if not one.area or may_enter(one.area)))
