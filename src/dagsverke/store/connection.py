"""What the store asks of a driver: to run a text with named values. And what all statements share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Executable

from dagsverke.app.company import Company
from dagsverke.app.ports import Clock, KeyMaker
from dagsverke.store.grammar import Grammar
from dagsverke.store.plans import Plans

Values = Mapping[str, Any]
Rows = list[tuple[Any, ...]]


class Unavailable(ConnectionError):
    """The database cannot be reached or did not answer in time. Nothing was written, or it is not known whether."""


class Connection(Protocol):
    """One connection to the database. A unique index that objects is a Conflict ``taken``."""

    def rows(self, sql: str, values: Values) -> Rows:
        """Every row of a query."""

    def run(self, sql: str, values: Values) -> int:
        """Run a statement and return how many rows it touched."""

    def run_many(self, sql: str, values: Sequence[Values]) -> int:
        """Run a statement for each set of values and return how many rows it touched in all."""

    def next_ids(self, count: int) -> Sequence[int]:
        """So many new ids, ascending."""

    def hold(self, company_id: int, person_ids: Sequence[int]) -> bool:
        """Let no other transaction change these persons' ledgers, nor lock a period of the company.

        Returns whether another may have changed the company since this one began.
        """

    def hold_everybody(self, company_id: int) -> bool:
        """Wait for who holds a person of the company, and keep others from it. Returns what ``hold`` does."""


class Statements:
    """The statements for one kind of database, each written once."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.plans = Plans(grammar)
        self.texts: dict[object, str] = {}


@cache
def statements_for(kind: Callable[[], Grammar]) -> Statements:
    """Those that all stores of a kind share in a process: no statement depends on which database it is run on."""
    return Statements(kind())


@dataclass(slots=True)
class Common:
    """What everything on one database shares: statements written once, companies read once."""

    kind: InitVar[Callable[[], Grammar]]
    clock: Clock
    keys: KeyMaker
    grammar: Grammar = field(init=False)
    plans: Plans = field(init=False)
    companies: dict[int, Company] = field(default_factory=dict)
    _texts: dict[object, str] = field(init=False)

    def __post_init__(self, kind: Callable[[], Grammar]) -> None:
        shared = statements_for(kind)
        self.grammar, self.plans, self._texts = shared.grammar, shared.plans, shared.texts

    def text(self, name: object, write: Callable[[Grammar], Executable]) -> str:
        """The text of a statement, written when it is first asked for. The name says which, shape included."""
        text = self._texts.get(name)
        if text is None:
            text = self._texts[name] = self.grammar.text(write(self.grammar))
        return text


@dataclass(slots=True)
class Transaction:
    """One transaction, which several units of work may share."""

    connection: Connection
    changed: set[int] = field(default_factory=set)  # companies whose rules are not as committed
    ends: dict[int, tuple[int, str]] = field(default_factory=dict)  # of chains that it has written to: place and hash


def single(rows: Rows) -> Any:
    """The one value of a query that always answers one row."""
    return rows[0][0]
