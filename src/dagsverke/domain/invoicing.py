"""The arithmetic of invoices: rows, value-added tax, rounding, numbers that payers quote. Amounts are integers, e4.

A row's amount and its tax are whole öre (scale e4: multiples of 100), each rounded half away from zero, so that a
credit sums to zero with what it credits. The sum to pay of an invoice in kronor is rounded to whole kronor
(lag 1970:1029), tax untouched (Skatteverket, rättslig vägledning 2021.1/321578); the difference is kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4, E6, quotient

OERE_E4 = 100
"""One öre in scale e4."""
PERCENT_E4 = 100 * E4
"""A hundred percent in scale e4."""
TAXES_E4 = (0, 6 * E4, 12 * E4, 25 * E4)
"""The rates of value-added tax (ML 1994:200, 7 kap. 1 §; Seven Time, Create an Invoice)."""
KRONA = "SEK"
AMOUNT_MAX_E4 = 10**13 * E4
"""More than any invoice; everything reckoned from it still is a 64-bit integer."""

RowKind = Literal["article", "time", "general", "blank", "text", "amount", "machine_time", "drive"]
WORDLESS: frozenset[str] = frozenset({"blank", "text"})
"""Rows without money."""


@dataclass(frozen=True, slots=True)
class Pricing:
    """What a row's money is made of. ``amount_e4`` is the amount itself where a row has no quantity and price.

    ``charge_e4`` is what a supplement adds to the price, in percent; less than nil where it takes from it.
    """

    kind: RowKind
    quantity_e6: int = E6
    unit_price_e4: int = 0
    discount_e4: int = 0
    tax_e4: int = 0
    unit_cost_e4: int = 0
    amount_e4: int | None = None
    charge_e4: int = 0


@dataclass(frozen=True, slots=True)
class RowSums:
    """The money of one row: net and tax in whole öre, cost."""

    net_e4: int = 0
    tax_amount_e4: int = 0
    cost_e4: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """The money of an invoice. ``payable_e4`` = net + tax + ``rounding_e4``."""

    net_e4: int
    tax_amount_e4: int
    rounding_e4: int
    payable_e4: int
    cost_e4: int


def to_oere(amount_e4: int) -> int:
    """An amount in whole öre, still in scale e4, halves away from zero."""
    return quotient(amount_e4, OERE_E4) * OERE_E4


def row_sums(row: Pricing) -> RowSums:
    """The money of a row: quantity × price with its charge, less discount, and the tax on it, each in whole öre."""
    if row.kind in WORDLESS:
        return RowSums()
    if row.tax_e4 not in TAXES_E4:
        raise Malformed("range", "tax_e4", "must be 0, 6, 12 or 25")
    if row.kind == "amount":
        net_e4 = to_oere(row.amount_e4 or 0)
    else:
        charged = row.quantity_e6 * row.unit_price_e4 * (PERCENT_E4 + row.charge_e4)
        net_e4 = quotient(charged * (PERCENT_E4 - row.discount_e4), E6 * PERCENT_E4**2 * OERE_E4) * OERE_E4
    cost_e4 = quotient(row.quantity_e6 * row.unit_cost_e4, E6)
    for name, amount_e4 in (("unit_price_e4", net_e4), ("unit_cost_e4", cost_e4)):
        if abs(amount_e4) > AMOUNT_MAX_E4:
            raise Malformed("range", name, "makes an amount that is too large")
    tax_amount_e4 = quotient(net_e4 * row.tax_e4, PERCENT_E4 * OERE_E4) * OERE_E4
    return RowSums(net_e4, tax_amount_e4, cost_e4)


def totals(rows: Iterable[RowSums], currency_code: str = KRONA) -> Totals:
    """The sums of an invoice; in kronor what is to be paid is rounded to whole kronor."""
    each = list(rows)
    net_e4 = sum(one.net_e4 for one in each)
    tax_amount_e4 = sum(one.tax_amount_e4 for one in each)
    exact_e4 = net_e4 + tax_amount_e4
    payable_e4 = quotient(exact_e4, E4) * E4 if currency_code == KRONA else exact_e4
    return Totals(net_e4, tax_amount_e4, payable_e4 - exact_e4, payable_e4, sum(one.cost_e4 for one in each))


def taxes_by_rate(rows: Iterable[tuple[int, RowSums]]) -> Mapping[int, tuple[int, int]]:
    """Net and tax by rate (e4), the highest first: what an invoice must show (ML 17 kap. 24 §)."""
    found: dict[int, tuple[int, int]] = {}
    for tax_e4, sums in rows:
        net_e4, amount_e4 = found.get(tax_e4, (0, 0))
        found[tax_e4] = (net_e4 + sums.net_e4, amount_e4 + sums.tax_amount_e4)
    return dict(sorted(found.items(), reverse=True))


def ocr_of(number: str) -> str:
    """The reference that a payer quotes: the number, a length digit and a check digit (Bankgirot, OCR-kontroll).

    The length digit counts itself and the check digit, tens dropped: 24481 → 2448173. Only digits of the number count.
    """
    digits = "".join(one for one in number if one.isascii() and one.isdigit())
    if not digits:
        return ""
    body = f"{digits}{(len(digits) + 2) % 10}"
    return body + str(luhn_digit(body))


def luhn_digit(digits: str) -> int:
    """The digit that makes the sum of the doubled places a multiple of ten (the Luhn algorithm, mod 10)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return -total % 10
