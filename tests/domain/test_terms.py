"""What can be agreed with a customer or a supplier, and what cannot."""

from typing import Any

import pytest

from dagsverke.domain.errors import Malformed
from dagsverke.domain.terms import agreed

FINE: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("billing_method", ("", "HOURLY", "PERUSER", "HOURLY_PER_CAUSE", "FIXED_PRICE", "PRICELIST", None)),
    ("invoice_delivery", (0, 10, 20)),
    ("property_type", (0, 1, 2)),
    ("payment_days", (0, 30, 365)),
    ("price_per_hour_e4", (0, 1, 7_770_000)),
    ("expense_discount_e4", (0, 5_000, 1_000_000)),
    ("expense_markup_e4", (-1_000_000, 0, 5_000_000)),
    ("supplier_markup_e4", (-1_000_000, 0, None)),
    ("self_billing_deduction_e4", (0, 1_000_000)),
    ("self_billing_counter", (1, 10**9)),
)
WRONG: tuple[tuple[str, tuple[Any, ...], str], ...] = (
    ("billing_method", ("hourly", "ACCORDING_TO_CUSTOMER"), "must be one of FIXED_PRICE, HOURLY, "),
    ("invoice_delivery", (1, 30), "must be one of 0, 10, 20"),
    ("property_type", (3, -1), "must be one of 0, 1, 2"),
    ("payment_days", (-1, 366), "must be from 0 to 365"),
    ("price_per_hour_e4", (-1,), "must be at least 0"),
    ("expense_discount_e4", (-1, 1_000_001), "must be from 0 to 100"),
    ("expense_markup_e4", (-1_000_001,), "must be at least -100"),
    ("supplier_markup_e4", (-10_000_000,), "must be at least -100"),
    ("self_billing_deduction_e4", (-1, 1_000_001), "must be from 0 to 100"),
    ("self_billing_counter", (0, -1), "must be at least 1"),
)


@pytest.mark.parametrize(("name", "values"), FINE)
def test_terms_that_can_be_agreed(name: str, values: tuple[Any, ...]) -> None:
    for value in values:
        agreed({name: value})


@pytest.mark.parametrize(("name", "values", "said"), WRONG)
def test_terms_that_cannot_be_agreed_are_named(name: str, values: tuple[Any, ...], said: str) -> None:
    for value in values:
        with pytest.raises(Malformed) as refusal:
            agreed({"payment_days": 30, name: value})
        assert refusal.value.field == name
        assert refusal.value.detail.startswith(said)


def test_what_is_no_term_is_nobodys_business() -> None:
    agreed({"name": "Anna", "number": -1})
