"""Quotes: how far one can have come, which of its rows count, and what its elements and the whole sum to.

A quote is not rounded to whole kronor: nothing is paid by it, and the invoice that follows is rounded once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dagsverke.domain.calendars import DAY_MAX
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.house_deduction import Kind, Share, basis_e4, granted_e4, terms_on
from dagsverke.domain.invoicing import PERCENT_E4

DRAFT, SENT, ACCEPTED, DECLINED, OPPORTUNITY = 1, 2, 3, 4, 10
"""How far a quote has come (Seven Time, Quote statuses); an opportunity is not a draft yet."""
OPEN = frozenset({DRAFT, OPPORTUNITY})
DECIDED: Mapping[int, str] = {ACCEPTED: "accepted", DECLINED: "declined"}
NORMAL, ROT, RUT, CONSTRUCTION = 0, 1, 2, 3
"""Kinds of quotes, numbered as those of invoices."""
HOUSE_KINDS: Mapping[int, Kind] = {ROT: "rot", RUT: "rut"}
TEXT, ROWS = 1000, 1200
"""Kinds of elements that hold text and rows; of other kinds is kept what is given."""
VALID_DAYS = 30
"""How long a quote holds where nothing is said: as long as that of the example (Seven Time, Get Quotes)."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What rows come to, tax apart, and the deduction for work in a home."""

    net_e4: int = 0
    tax_amount_e4: int = 0
    cost_e4: int = 0
    house_basis_e4: int = 0
    house_deduction_e4: int = 0


@dataclass(frozen=True, slots=True)
class Deducting:
    """On what terms work in a home is deducted: the kind, the day that decides the rates, and who shares it."""

    kind: Kind
    on: str
    shares: Sequence[Share]


def kind_of(given: int | None) -> int:
    """A kind of quote; normal unless said."""
    kind = given or NORMAL
    if not NORMAL <= kind <= CONSTRUCTION:
        raise Malformed("range", "kind", "must be 0, 1, 2 or 3")
    return kind


def status_of(given: int | None, before: int | None) -> int:
    """The status after a correction: a draft or an opportunity, or a sent quote taken back to be a draft."""
    status = given or (DRAFT if before is None else before)
    if status != before and status not in OPEN:
        raise Malformed("range", "status", "must be 1 or 10; a quote is sent, accepted and declined by itself")
    return status


def valid_until(quoted_on: str, given: str | None) -> str:
    """The last day on which it can be accepted."""
    if given is not None and given < quoted_on:
        raise Malformed("range", "valid_until", "must not be before the day of the quote")
    return given or min(DAY_MAX, (date.fromisoformat(quoted_on) + timedelta(days=VALID_DAYS)).isoformat())


def undecided(status: int, decided_on: str | None) -> None:
    """Refuse a quote that is decided, by what was decided and when."""
    if status in DECIDED:
        raise Conflict("decided", "status", f"was {DECIDED[status]} on {decided_on} and cannot be decided again")


def deciding(kind: int, on: str, shares_e4: Sequence[int], most_e4: int) -> Deducting | None:
    """On what terms is deducted; None for quotes without deduction. One person has all of it unless shares are said.

    ``most_e4`` is the most that each may get where it is less than the law's cap.
    """
    house = HOUSE_KINDS.get(kind)
    if house is None:
        return None
    cap_e4 = terms_on(on).cap_e4(house)
    left_e4 = min(cap_e4, most_e4) if most_e4 else cap_e4
    return Deducting(house, on, [Share(one, left_e4) for one in shares_e4 or (PERCENT_E4,)])


def sums_of(elements: Iterable[Sequence[Mapping[str, Any]]], deducting: Deducting | None) -> list[Sums]:
    """What the rows that count of each element come to.

    What is granted is granted on all of them together; an element has what its rows add to it, so that the elements
    add up to the quote and none of them begins anew with roundings and caps.
    """
    found, gone, basis, granted = [], list[tuple[int, int]](), 0, 0
    for rows in elements:
        gone += [(row["house_work"], row["net_e4"] + row["tax_amount_e4"]) for row in rows]
        upto_basis, upto_granted = _granted(gone, deducting)
        found.append(
            Sums(
                sum(row["net_e4"] for row in rows),
                sum(row["tax_amount_e4"] for row in rows),
                sum(row["cost_e4"] for row in rows),
                upto_basis - basis,
                upto_granted - granted,
            )
        )
        basis, granted = upto_basis, upto_granted
    return found


def total_of(sums: Sequence[Sums]) -> Sums:
    """What the elements come to together."""
    return Sums(
        sum(one.net_e4 for one in sums),
        sum(one.tax_amount_e4 for one in sums),
        sum(one.cost_e4 for one in sums),
        sum(one.house_basis_e4 for one in sums),
        sum(one.house_deduction_e4 for one in sums),
    )


def _granted(rows: Sequence[tuple[int, int]], deducting: Deducting | None) -> tuple[int, int]:
    if deducting is None:
        return 0, 0
    basis = basis_e4(deducting.kind, rows)
    return basis, sum(granted_e4(deducting.kind, deducting.on, basis, deducting.shares))
