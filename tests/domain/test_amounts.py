"""What things cost and are sold for, by grids and by laws."""

from dataclasses import astuple, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.amounts import (
    AMOUNT_MAX_E4,
    QUANTITY_MAX_E6,
    TAX_RATES_E4,
    UNIT_MAX_E4,
    Amounts,
    Terms,
    amounts_of,
    percent_of,
    unit_price,
)
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4, E6

INT64_MAX = 2**63 - 1
PLAIN = Terms(quantity_e6=E6, unit_cost_e4=0, unit_price_e4=100 * E4, discount_e4=0, tax_e4=25 * E4)
TERMS = st.builds(
    Terms,
    quantity_e6=st.integers(-1000 * E6, 1000 * E6),
    unit_cost_e4=st.integers(-(10**6) * E4, 10**6 * E4),
    unit_price_e4=st.integers(-(10**6) * E4, 10**6 * E4),
    discount_e4=st.integers(0, 100 * E4),
    tax_e4=st.sampled_from(sorted(TAX_RATES_E4)),
)


@pytest.mark.parametrize(
    ("number", "cost", "price", "discount", "tax", "expected"),
    [
        # number, cost, price, discount %, tax %: price less discount, unit tax, amount, net amount, tax, cost
        ("1", "319", "426.66", "0", "25", "426.66 106.665 426.66 426.66 106.665 319"),
        ("1", "20", "20", "0", "25", "20 5 20 20 5 20"),
        ("1", "221", "295.59", "0", "25", "295.59 73.8975 295.59 295.59 73.8975 221"),
        ("3", "319", "426.66", "10", "25", "383.994 95.9985 1279.98 1151.982 287.9955 957"),
        ("2.5", "10", "12.5", "0", "12", "12.5 1.5 31.25 31.25 3.75 25"),
        ("-2", "10", "12.5", "0", "6", "12.5 0.75 -25 -25 -1.5 -20"),
        ("0", "10", "12.5", "0", "25", "12.5 3.125 0 0 0 0"),
        ("4", "10", "12.5", "100", "25", "0 0 50 0 0 40"),
        ("1", "0", "99.99", "33.3333", "25", "66.66 16.665 99.99 66.66 16.665 0"),
        ("1", "0", "0.0001", "50", "25", "0.0001 0 0.0001 0.0001 0 0"),
        ("1", "0", "-0.0001", "50", "25", "-0.0001 0 -0.0001 -0.0001 0 0"),
        ("0.333333", "0", "3", "0", "0", "3 0 1 1 0 0"),
        ("1000", "0", "0.0002", "0", "25", "0.0002 0.0001 0.2 0.2 0.1 0"),
    ],
)
def test_discount_lowers_the_price_on_which_tax_is_reckoned_and_totals_are_units_times_number(
    number: str, cost: str, price: str, discount: str, tax: str, expected: str
) -> None:
    made = amounts_of(
        Terms(
            quantity_e6=int(Fraction(number) * E6),
            unit_cost_e4=int(Fraction(cost) * E4),
            unit_price_e4=int(Fraction(price) * E4),
            discount_e4=int(Fraction(discount) * E4),
            tax_e4=int(Fraction(tax) * E4),
        )
    )
    assert made == Amounts(*(int(Fraction(one) * E4) for one in expected.split()))


def test_the_documents_own_expense_is_exact() -> None:
    made = amounts_of(replace(PLAIN, unit_price_e4=4_266_600))
    assert made.unit_tax_e4 == 1_066_650
    assert made.net_unit_price_e4 + made.unit_tax_e4 == 5_333_250


@pytest.mark.parametrize(
    ("listed", "cost", "markup", "article", "price"),
    [
        (None, 300, 0, 400, 400),
        (None, 300, 10, 400, 330),
        (None, 300, -10, 400, 270),
        (None, 0, 10, 400, 0),
        (350, 300, 0, 400, 350),
        (350, 300, 10, 400, 350),
        (0, 300, 10, 400, 0),
    ],
)
def test_a_price_comes_from_the_list_else_from_the_cost_with_its_mark_up_else_from_the_article(
    listed: int | None, cost: int, markup: int, article: int, price: int
) -> None:
    listed_e4 = None if listed is None else listed * E4
    assert unit_price(listed_e4, cost * E4, markup * E4, article * E4) == price * E4


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"discount_e4": -1}, "discount_e4"),
        ({"discount_e4": 100 * E4 + 1}, "discount_e4"),
        ({"tax_e4": 24 * E4}, "tax_e4"),
        ({"tax_e4": -25 * E4}, "tax_e4"),
        ({"quantity_e6": QUANTITY_MAX_E6 + 1}, "quantity_e6"),
        ({"quantity_e6": -QUANTITY_MAX_E6 - 1}, "quantity_e6"),
        ({"unit_cost_e4": UNIT_MAX_E4 + 1}, "unit_cost_e4"),
        ({"unit_price_e4": -UNIT_MAX_E4 - 1}, "unit_price_e4"),
        ({"quantity_e6": 1001 * E6, "unit_price_e4": UNIT_MAX_E4, "tax_e4": 0}, "quantity_e6"),
        ({"quantity_e6": 1000 * E6, "unit_price_e4": UNIT_MAX_E4}, "quantity_e6"),
        ({"quantity_e6": -1001 * E6, "unit_cost_e4": UNIT_MAX_E4}, "quantity_e6"),
    ],
)
def test_terms_out_of_range_are_refused_by_name(change: dict[str, int], field: str) -> None:
    with pytest.raises(Malformed) as refusal:
        amounts_of(replace(PLAIN, **change))
    assert refusal.value.field == field


def test_the_largest_amounts_have_room_in_64_bits_and_are_told_apart_as_json_numbers() -> None:
    largest = replace(PLAIN, quantity_e6=1000 * E6, unit_price_e4=UNIT_MAX_E4, unit_cost_e4=UNIT_MAX_E4, tax_e4=0)
    made = amounts_of(largest)
    assert made.amount_e4 == made.cost_e4 == AMOUNT_MAX_E4
    assert UNIT_MAX_E4 * max(TAX_RATES_E4) < INT64_MAX
    assert round((AMOUNT_MAX_E4 - 1) / E4 * E4) == AMOUNT_MAX_E4 - 1
    assert (AMOUNT_MAX_E4 - 1) / E4 != AMOUNT_MAX_E4 / E4


@given(TERMS)
def test_what_is_taken_back_takes_off_exactly_what_was_put_on(terms: Terms) -> None:
    returned = amounts_of(replace(terms, quantity_e6=-terms.quantity_e6))
    made = amounts_of(terms)
    assert astuple(returned)[:2] == astuple(made)[:2]
    assert [-one for one in astuple(returned)[2:]] == list(astuple(made)[2:])


@given(TERMS)
def test_every_amount_is_the_nearest_to_the_exact_one(terms: Terms) -> None:
    made = amounts_of(terms)
    half = Fraction(1, 2)
    net = Fraction(terms.unit_price_e4) * (100 * E4 - terms.discount_e4) / (100 * E4)
    number = Fraction(terms.quantity_e6, E6)
    for found, exact in (
        (made.net_unit_price_e4, net),
        (made.unit_tax_e4, Fraction(made.net_unit_price_e4 * terms.tax_e4, 100 * E4)),
        (made.amount_e4, terms.unit_price_e4 * number),
        (made.net_amount_e4, made.net_unit_price_e4 * number),
        (made.tax_amount_e4, made.unit_tax_e4 * number),
        (made.cost_e4, terms.unit_cost_e4 * number),
    ):
        assert abs(found - exact) <= half


@given(st.integers(-(10**12), 10**12), st.integers(-(10**6), 10**7))
def test_a_percentage_and_its_opposite_cancel_out(value: int, percent_e4: int) -> None:
    assert percent_of(value, -percent_e4) == -percent_of(value, percent_e4) == percent_of(-value, percent_e4)
