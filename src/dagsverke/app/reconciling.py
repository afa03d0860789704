"""The proof that nothing is billed twice or forgotten: billed + unbilled + not invoiceable = total, kind by kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app.billing import SOURCES
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Query, Sums
from dagsverke.app.unbilled import Scope, conditions, period

Where = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things there are, and what they amount to."""

    count: int = 0
    amount_e4: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, self.amount_e4 + other.amount_e4)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of the things of one kind, each column counted by a question of its own.

    ``billed`` is what an invoice row claims, ``unbilled`` what does not say that it is invoiced and may be,
    ``barred`` what does not and may not: it is not billable, or part of a whole with a price.
    """

    kind: str
    total: Tally
    billed: Tally
    unbilled: Tally
    barred: Tally

    @property
    def is_even(self) -> bool:
        """Whether the parts make the whole."""
        return self.billed + self.unbilled + self.barred == self.total


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about which the claims and what is claimed disagree."""

    kind: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The lines of every kind, the sum of them, and where they disagree."""

    lines: Sequence[Line]
    differences: Sequence[Difference]

    @property
    def sum(self) -> Line:
        """All kinds together."""
        columns = ("total", "billed", "unbilled", "barred")
        return Line("", *(sum((getattr(one, name) for one in self.lines), Tally()) for name in columns))

    @property
    def is_even(self) -> bool:
        """Whether every part makes its whole and nothing disagrees."""
        return not self.differences and all(one.is_even for one in self.lines)


def reconcile(
    reader: Reader, scope: Scope | None = None, first_on: str | None = None, last_on: str | None = None
) -> Reconciliation:
    """Reconcile what is in a scope, or all of the company from one local day to another."""
    where: Where = tuple(conditions(scope) if scope is not None else period(first_on, last_on))
    lines = [_line(reader, kind, where) for kind in SOURCES]
    differences = [one for kind in SOURCES for one in _differences(reader, kind, where)]
    if not where:
        differences += _stray(reader, lines)
    return Reconciliation(lines, differences)


def _line(reader: Reader, kind: str, where: Where) -> Line:
    return Line(
        kind,
        total=_tally(reader, kind, where),
        billed=_tally(reader, kind, where, is_billed=True),
        unbilled=_tally(reader, kind, where, is_invoiced=False, is_due=True),
        barred=_tally(reader, kind, where, is_invoiced=False, is_due=False),
    )


def _tally(reader: Reader, kind: str, where: Where, **flags: bool) -> Tally:
    asked = (*where, *(Condition(name, "eq", value) for name, value in flags.items()))
    found = reader.sums(Sums(f"{kind}_source", ("amount_e4",), where=asked))
    return Tally(*found[0])


def _differences(reader: Reader, kind: str, where: Where) -> Iterator[Difference]:
    """What says that it is invoiced and stands on no row, and what stands on one and does not say so."""
    for is_invoiced, what in ((True, "says it is invoiced, but no row bills it"), (False, "is billed, but says not")):
        flags = (("is_invoiced", is_invoiced), ("is_billed", not is_invoiced))
        asked = (*where, *(Condition(name, "eq", value) for name, value in flags))
        for (key,) in reader.select(Query(f"{kind}_source", ("key",), asked)).rows:
            yield Difference(kind, str(key), what)


def _stray(reader: Reader, lines: Sequence[Line]) -> Iterator[Difference]:
    """Claims of invoices or rows that are gone, and claims on what is gone: they are in no line at all."""
    claim = ("source_kind", "source_id")
    fallen = Query("claim", claim, (Condition("is_standing", "eq", value=False),))
    for kind, source_id in reader.select(fallen).rows:
        yield Difference(kind, f"id {source_id}", "is billed by an invoice or row that is gone")
    claimed: dict[Any, int] = {row[0]: row[1] for row in reader.sums(Sums("claim", (), ("source_kind",)))}
    for line in lines:
        gone = claimed.get(line.kind, 0) - line.billed.count
        if gone:
            yield Difference(line.kind, f"{gone} in all", "billed, but gone")
