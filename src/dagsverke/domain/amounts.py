"""What a number of things costs, is sold for and is taxed with: integers, each result rounded half up to e4.

Percent are of scale e4, as amounts are: 25 % is 250,000.
"""

from dataclasses import dataclass

from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4, E6, quotient

WHOLE_E4 = 100 * E4
"""A hundred percent."""
TAX_RATES_E4 = frozenset({0, 6 * E4, 12 * E4, 25 * E4})
"""The rates of value added tax (Seven Time, Create an Invoice: 0, 6, 12 or 25 %)."""
UNIT_MAX_E4 = 10**8 * E4
QUANTITY_MAX_E6 = 10**6 * E6
AMOUNT_MAX_E4 = 10**11 * E4
"""Every amount up to here is told apart from its neighbours by a JSON number, and has room in 64 bits."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How many things are bought at what cost, and sold at what price, less what discount, with what tax."""

    quantity_e6: int
    unit_cost_e4: int
    unit_price_e4: int
    discount_e4: int
    tax_e4: int


@dataclass(frozen=True, slots=True)
class Amounts:
    """What follows from terms. ``amount`` is before discount, ``net`` after it, ``tax`` is that on the net amount."""

    net_unit_price_e4: int
    unit_tax_e4: int
    amount_e4: int
    net_amount_e4: int
    tax_amount_e4: int
    cost_e4: int


def amounts_of(terms: Terms) -> Amounts:
    """The amounts of one row (Seven Time, Create an Expense; readings 21). Refuses terms that are out of range.

    The discount lowers the unit price, on which the unit's tax is reckoned; totals are units times quantity.
    """
    _within(terms.quantity_e6, QUANTITY_MAX_E6, "quantity_e6", E6)
    _within(terms.unit_cost_e4, UNIT_MAX_E4, "unit_cost_e4", E4)
    _within(terms.unit_price_e4, UNIT_MAX_E4, "unit_price_e4", E4)
    if not 0 <= terms.discount_e4 <= WHOLE_E4:
        raise Malformed("range", "discount_e4", "must be from 0 to 100")
    if terms.tax_e4 not in TAX_RATES_E4:
        raise Malformed("range", "tax_e4", "must be 0, 6, 12 or 25")
    net_unit_price = percent_of(terms.unit_price_e4, WHOLE_E4 - terms.discount_e4)
    unit_tax = percent_of(net_unit_price, terms.tax_e4)
    made = Amounts(
        net_unit_price_e4=net_unit_price,
        unit_tax_e4=unit_tax,
        amount_e4=_of_all(terms.unit_price_e4, terms.quantity_e6),
        net_amount_e4=_of_all(net_unit_price, terms.quantity_e6),
        tax_amount_e4=_of_all(unit_tax, terms.quantity_e6),
        cost_e4=_of_all(terms.unit_cost_e4, terms.quantity_e6),
    )
    for total in (made.amount_e4, made.net_amount_e4 + made.tax_amount_e4, made.cost_e4):
        if abs(total) > AMOUNT_MAX_E4:
            raise Malformed("range", "quantity_e6", f"makes an amount beyond {AMOUNT_MAX_E4 // E4}")
    return made


def unit_price(listed_e4: int | None, cost_e4: int, markup_e4: int, article_e4: int) -> int:
    """The price of a unit for which none is given (Seven Time, Create an Expense).

    That of the customer's price list, else the unit's cost with the mark-up laid on it, else that of the article; a
    mark-up of nil percent is none.
    """
    if listed_e4 is not None:
        return listed_e4
    return percent_of(cost_e4, WHOLE_E4 + markup_e4) if markup_e4 else article_e4


def percent_of(value: int, percent_e4: int) -> int:
    """So many percent of a value, halves away from zero."""
    return quotient(value * percent_e4, WHOLE_E4)


def _of_all(unit_e4: int, quantity_e6: int) -> int:
    return quotient(unit_e4 * quantity_e6, E6)


def _within(value: int, limit: int, field: str, scale: int) -> None:
    if abs(value) > limit:
        raise Malformed("range", field, f"must be within {limit // scale}")
