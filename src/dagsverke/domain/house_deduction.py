"""The tax deduction for work in homes (ROT and RUT, IL 67 kap.): which work, at what rate, up to what.

The rate and the caps are those of the day on which the customer pays (IL 67 kap. 19 §); they are dated data.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dagsverke.domain.invoicing import PERCENT_E4
from dagsverke.domain.units import E4, quotient

Kind = Literal["rot", "rut"]

ROT_CODES = frozenset({1, 2, 3, 4, 5, 6, 7, 20, 21})
"""Construction, electricity, glass and sheet metal, ground, brick, painting, plumbing; heat pumps (Seven Time)."""
RUT_CODES = frozenset({9, 10, 12, 13, 14, 15, 18, 19, 22})
"""Cleaning, textiles, snow, gardening, child care, care, moving, IT, repair of appliances (Seven Time)."""
CODES: Mapping[Kind, frozenset[int]] = {"rot": ROT_CODES, "rut": RUT_CODES}
LABOUR_SHARES_E4: Mapping[int, int] = {20: 30 * E4, 21: 35 * E4}
"""Part of the whole price that counts as labour where a heat pump is put in (Skatteverket, dnr 131 183266-14/111)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Rates (percent, e4) and caps for one person and calendar year (e4), for payments in a span of days."""

    starts_on: str
    rot_rate_e4: int
    rut_rate_e4: int
    rot_cap_e4: int
    rut_cap_e4: int
    total_cap_e4: int

    def rate_e4(self, kind: Kind) -> int:
        """The part of the labour that is deducted."""
        return self.rot_rate_e4 if kind == "rot" else self.rut_rate_e4

    def cap_e4(self, kind: Kind) -> int:
        """The most that one person is granted for this kind in a year."""
        return self.rot_cap_e4 if kind == "rot" else self.rut_cap_e4


def _terms(starts_on: str, rot: int, rut: int, *caps: int) -> Terms:
    return Terms(starts_on, rot * E4, rut * E4, *(cap * E4 for cap in caps))


TERMS: Sequence[Terms] = (
    _terms("2019-01-01", 30, 50, 50_000, 50_000, 50_000),
    _terms("2021-01-01", 30, 50, 50_000, 75_000, 75_000),
    _terms("2024-01-01", 30, 50, 50_000, 75_000, 75_000),
    _terms("2024-07-01", 30, 50, 75_000, 75_000, 150_000),
    _terms("2025-01-01", 30, 50, 50_000, 75_000, 75_000),
    _terms("2025-05-12", 50, 50, 50_000, 75_000, 75_000),
    _terms("2026-01-01", 30, 50, 50_000, 75_000, 75_000),
)
"""Prop. 2023/24:86 (the second half of 2024: two caps of their own), prop. 2024/25:156 (half from 12 May 2025)."""


@dataclass(frozen=True, slots=True)
class Share:
    """A person's part, in percent (e4), and what the person may still get this year (e4)."""

    percent_e4: int
    remaining_e4: int


def terms_on(paid_on: str) -> Terms:
    """The terms for a payment on a day; before the first that are known, those."""
    return next((one for one in reversed(TERMS) if one.starts_on <= paid_on), TERMS[0])


def remaining_e4(terms: Terms, kind: Kind, used_kind_e4: int, used_total_e4: int) -> int:
    """What a person may still get of a kind, when so much was granted this year, of the kind and in all."""
    return max(0, min(terms.cap_e4(kind) - used_kind_e4, terms.total_cap_e4 - used_total_e4))


def labour_e4(code: int, gross_e4: int) -> int:
    """What of a row, tax included, is labour: all of it, or for a heat pump its share."""
    return quotient(gross_e4 * LABOUR_SHARES_E4.get(code, PERCENT_E4), PERCENT_E4)


def basis_e4(kind: Kind, rows: Iterable[tuple[int, int]]) -> int:
    """The labour, tax included, of the rows (work code, gross) that count for the kind; never below nil."""
    return max(0, sum(labour_e4(code, gross) for code, gross in rows if code in CODES[kind]))


def granted_e4(kind: Kind, paid_on: str, basis: int, shares: Sequence[Share]) -> list[int]:
    """What each person is granted, in whole kronor: the rate of the basis, rounded down, by the largest remainder.

    Nobody gets more than what remains of the person's cap; what one cannot get is not given to another.
    """
    whole = basis * terms_on(paid_on).rate_e4(kind) // (PERCENT_E4 * E4)
    return [
        min(part, share.remaining_e4 // E4) * E4
        for part, share in zip(_split(whole, [one.percent_e4 for one in shares]), shares, strict=True)
    ]


def _split(whole: int, percents_e4: Sequence[int]) -> list[int]:
    """Whole kronor by percent; kronor that are left go to the largest remainders, the first of equal ones first."""
    total = min(sum(percents_e4), PERCENT_E4)
    to_share = whole * total // PERCENT_E4
    parts = [whole * percent // PERCENT_E4 for percent in percents_e4]
    rests = [whole * percent % PERCENT_E4 for percent in percents_e4]
    order = sorted(range(len(parts)), key=lambda at: (-rests[at], at))
    for at in order[: max(0, to_share - sum(parts))]:
        parts[at] += 1
    return parts
