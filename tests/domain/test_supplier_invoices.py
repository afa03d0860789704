"""The arithmetic of supplier invoices, by a grid and by laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.errors import Malformed
from dagsverke.domain.invoicing import AMOUNT_MAX_E4, OERE_E4, TAXES_E4
from dagsverke.domain.supplier_invoices import (
    STATUSES,
    currency,
    less_deduction,
    parts_of,
    status_of,
    to_invoice,
)
from dagsverke.domain.units import E4, E6

PERCENTS = st.integers(-100 * E4, 1000 * E4)
AMOUNTS = st.integers(-(10**9) * E4, 10**9 * E4)


@pytest.mark.parametrize(
    ("payable_e4", "tax", "net_e4", "tax_amount_e4"),
    [
        (100_000 * E4, 25, 80_000 * E4, 20_000 * E4),
        (100_000 * E4, 0, 100_000 * E4, 0),
        (112 * E4, 12, 100 * E4, 12 * E4),
        (106 * E4, 6, 100 * E4, 6 * E4),
        (100 * E4, 12, 892_900, 107_100),
        (100 * E4, 6, 943_400, 56_600),
        (-125 * E4, 25, -100 * E4, -25 * E4),
        (-100 * E4, 12, -892_900, -107_100),
        (0, 25, 0, 0),
        (100, 25, 100, 0),
        (62, 25, 0, 62),
        (63, 25, 100, -37),
        (95_339_250, 25, 76_271_400, 19_067_850),
    ],
)
def test_the_net_is_the_sum_less_its_tax_in_whole_oere_and_the_tax_is_the_rest(
    payable_e4: int, tax: int, net_e4: int, tax_amount_e4: int
) -> None:
    assert parts_of(payable_e4, tax * E4) == (net_e4, tax_amount_e4)


@given(AMOUNTS, st.sampled_from(TAXES_E4))
def test_net_and_tax_come_to_the_sum_and_a_credit_is_its_negative(payable_e4: int, tax_e4: int) -> None:
    net_e4, tax_amount_e4 = parts_of(payable_e4, tax_e4)
    assert net_e4 + tax_amount_e4 == payable_e4
    assert tax_e4 == 0 or net_e4 % OERE_E4 == 0
    assert parts_of(-payable_e4, tax_e4) == (-net_e4, -tax_amount_e4)


@pytest.mark.parametrize(
    ("net_e4", "markup_e4", "amount_e4"),
    [
        (80_000 * E4, 0, 80_000 * E4),
        (80_000 * E4, 10 * E4, 88_000 * E4),
        (100_100, 125_000, 112_600),
        (100 * E4, -100 * E4, 0),
        (-100 * E4, 10 * E4, -110 * E4),
        (33, 0, 33),
    ],
)
def test_the_customer_pays_the_net_with_its_mark_up(net_e4: int, markup_e4: int, amount_e4: int) -> None:
    assert to_invoice(net_e4, markup_e4) == amount_e4


@given(AMOUNTS, PERCENTS)
def test_a_credit_with_a_mark_up_sums_to_nil(net_e4: int, markup_e4: int) -> None:
    assert to_invoice(net_e4, markup_e4) + to_invoice(-net_e4, markup_e4) == 0


def test_five_percent_of_the_documents_row_leaves_2090() -> None:
    assert less_deduction(2_200 * E4, 5 * E4) == 2_090 * E4
    assert less_deduction(2_200 * E4, 0) == 2_200 * E4
    assert less_deduction(2_200 * E4, 100 * E4) == 0


def test_what_no_supplier_invoice_has_is_refused_by_name() -> None:
    for call, field in (
        (lambda: parts_of(E4, 24 * E4), "tax_e4"),
        (lambda: parts_of(AMOUNT_MAX_E4 + 1, 0), "payable_e4"),
        (lambda: to_invoice(E4, -100 * E4 - 1), "markup_e4"),
        (lambda: to_invoice(AMOUNT_MAX_E4, E4), "markup_e4"),
        (lambda: status_of(2), "status"),
        (lambda: currency("KRONA", None), "currency_code"),
        (lambda: currency("EUR", None), "currency_rate_e6"),
        (lambda: currency("EUR", 0), "currency_rate_e6"),
        (lambda: currency("EUR", 10**13), "currency_rate_e6"),
    ):
        with pytest.raises(Malformed) as refusal:
            call()
        assert refusal.value.field == field


def test_kronor_have_the_rate_one_whatever_is_said() -> None:
    assert currency("SEK", None) == currency("SEK", 11 * E6) == ("SEK", E6)
    assert currency("EUR", 11 * E6) == ("EUR", 11 * E6)
    assert [status_of(one) for one in STATUSES] == [1, 5, 7, 10, 15, 35, 50]
