"""The arithmetic of invoices, by grids and by laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.errors import Malformed
from dagsverke.domain.invoicing import (
    TAXES_E4,
    Pricing,
    RowSums,
    luhn_digit,
    ocr_of,
    row_sums,
    taxes_by_rate,
    totals,
)
from dagsverke.domain.units import E4, E6

KRONA = E4


def kr(text: str) -> int:
    """Kronor and öre as an amount in scale e4."""
    sign = -1 if text.startswith("-") else 1
    whole, _, rest = text.lstrip("-").partition(".")
    return sign * (int(whole) * E4 + int((rest + "0000")[:4]))


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "tax", "net", "tax_amount"),
    [
        ("1", "310.40", "0", 25, "310.40", "77.60"),
        ("1", "84.96", "10", 25, "76.46", "19.12"),
        ("1", "115.20", "0", 25, "115.20", "28.80"),
        ("44.5", "590", "0", 25, "26255", "6563.75"),
        ("2", "11.90", "-10", 12, "26.18", "3.14"),
        ("3", "217.60", "-10", 6, "718.08", "43.08"),
        ("-1", "100.01", "0", 25, "-100.01", "-25.00"),
        ("-1", "100.02", "0", 25, "-100.02", "-25.01"),
        ("0.333333", "0.03", "0", 25, "0.01", "0.00"),
        ("1", "0.005", "0", 0, "0.01", "0.00"),
        ("1", "12345", "0", 0, "12345", "0"),
        ("1", "99", "100", 25, "0", "0"),
    ],
)
def test_a_row_is_its_quantity_times_its_price_less_discount_in_whole_oere(
    quantity: str, price: str, discount: str, tax: int, net: str, tax_amount: str
) -> None:
    row = Pricing("article", kr(quantity) * (E6 // E4), kr(price), kr(discount), tax * E4)
    if quantity == "0.333333":
        row = Pricing("article", 333_333, kr(price), 0, tax * E4)
    assert row_sums(row) == RowSums(kr(net), kr(tax_amount), 0)


def test_rows_of_words_have_no_money_and_an_amount_needs_no_quantity() -> None:
    assert row_sums(Pricing("text", unit_price_e4=5 * E4)) == row_sums(Pricing("blank", tax_e4=99)) == RowSums()
    assert row_sums(Pricing("amount", amount_e4=kr("99.995"), tax_e4=25 * E4)) == RowSums(kr("100.00"), kr("25.00"), 0)


def test_the_cost_of_a_row_is_not_rounded_to_oere() -> None:
    assert row_sums(Pricing("article", 1_500_000, 0, 0, 0, 12_345)).cost_e4 == 18_518


def test_only_the_four_rates_are_rates() -> None:
    with pytest.raises(Malformed, match="tax_e4: must be 0, 6, 12 or 25"):
        row_sums(Pricing("article", tax_e4=20 * E4))


@pytest.mark.parametrize(
    ("rows", "currency", "net", "tax", "payable", "rounding"),
    [
        ([("310.40", "77.60"), ("76.46", "19.12"), ("115.20", "28.80")], "SEK", "502.06", "125.52", "628", "0.42"),
        ([("16549", "327.24")], "SEK", "16549", "327.24", "16876", "-0.24"),
        ([("0.40", "0.10")], "SEK", "0.40", "0.10", "1", "0.50"),
        ([("-0.40", "-0.10")], "SEK", "-0.40", "-0.10", "-1", "-0.50"),
        ([("0.39", "0.10")], "SEK", "0.39", "0.10", "0", "-0.49"),
        ([("502.06", "125.52")], "EUR", "502.06", "125.52", "627.58", "0"),
        ([], "SEK", "0", "0", "0", "0"),
    ],
)
def test_what_is_to_be_paid_is_rounded_to_kronor_and_the_tax_is_not(
    rows: list[tuple[str, str]], currency: str, net: str, tax: str, payable: str, rounding: str
) -> None:
    found = totals((RowSums(kr(a), kr(b)) for a, b in rows), currency)
    assert (found.net_e4, found.tax_amount_e4) == (kr(net), kr(tax))
    assert (found.payable_e4, found.rounding_e4) == (kr(payable), kr(rounding))


SUMS = st.builds(RowSums, *[st.integers(-(10**15), 10**15)] * 3)


@given(st.lists(SUMS))
def test_the_total_is_the_sum_of_the_rows_and_the_rounding_and_a_credit_is_its_opposite(rows: list[RowSums]) -> None:
    found = totals(rows)
    assert found.payable_e4 == sum(one.net_e4 + one.tax_amount_e4 for one in rows) + found.rounding_e4
    assert abs(found.rounding_e4) * 2 <= KRONA
    back = totals([RowSums(-one.net_e4, -one.tax_amount_e4, -one.cost_e4) for one in rows])
    assert (back.payable_e4, back.rounding_e4) == (-found.payable_e4, -found.rounding_e4)


@given(
    st.integers(-(10**9), 10**9),
    st.integers(-(10**11), 10**11),
    st.integers(-100 * E4, 100 * E4),
    st.sampled_from(TAXES_E4),
)
def test_a_negative_row_is_the_opposite_of_the_row(quantity: int, price: int, discount: int, tax: int) -> None:
    one = row_sums(Pricing("general", quantity, price, discount, tax))
    other = row_sums(Pricing("general", -quantity, price, discount, tax))
    assert (one.net_e4, one.tax_amount_e4) == (-other.net_e4, -other.tax_amount_e4)
    assert one.net_e4 % 100 == one.tax_amount_e4 % 100 == 0


def test_taxes_are_told_by_rate() -> None:
    rows = [(25 * E4, RowSums(100, 25)), (0, RowSums(7, 0)), (25 * E4, RowSums(10, 3)), (6 * E4, RowSums(50, 3))]
    assert list(taxes_by_rate(rows).items()) == [(25 * E4, (110, 28)), (6 * E4, (50, 3)), (0, (7, 0))]


@pytest.mark.parametrize(
    ("number", "ocr"),
    [("24481", "2448173"), ("24511", "2451177"), ("123", "12351"), ("A-24481", "2448173"), ("", ""), ("X", "")],
)
def test_a_payer_quotes_the_number_with_its_length_and_check_digit(number: str, ocr: str) -> None:
    assert ocr_of(number) == ocr


@given(st.integers(1, 10**20).map(str))
def test_a_reference_passes_the_check_that_banks_make(number: str) -> None:
    ocr = ocr_of(number)
    assert luhn_digit(ocr[:-1]) == int(ocr[-1])
    assert int(ocr[-2]) == len(ocr) % 10
