"""What is agreed with a customer or a supplier: how it is billed, by when it is paid, at what discount."""

from collections.abc import Mapping
from typing import Any

from dagsverke.domain.errors import Malformed
from dagsverke.domain.pricing import CUSTOMER_METHODS
from dagsverke.domain.units import E4

CHOICES: Mapping[str, tuple[Any, ...]] = {
    "billing_method": ("", *sorted(CUSTOMER_METHODS)),
    "invoice_delivery": (0, 10, 20),
    "property_type": (0, 1, 2),
}
"""The values of which one is chosen; empty text or nil is none.

Invoices go by e-mail (0), letter (10) or as e-invoices (20); a property is detached (1) or a condominium (2). Seven
Time, Create a Customer; the methods are those of Create a Project.
"""

_UNBOUNDED = 10**9
_BOUNDS: Mapping[str, tuple[int, int, int]] = {
    "payment_days": (0, 365, 1),
    "price_per_hour_e4": (0, _UNBOUNDED, E4),
    "expense_discount_e4": (0, 100, E4),
    "expense_markup_e4": (-100, _UNBOUNDED, E4),
    "supplier_markup_e4": (-100, _UNBOUNDED, E4),
    "self_billing_deduction_e4": (0, 100, E4),
    "self_billing_counter": (1, _UNBOUNDED, 1),
}
"""Least, most and scale. A discount takes away all of a price at the most, and so does a negative mark-up."""


def agreed(values: Mapping[str, Any]) -> None:
    """Refuse the first term that cannot be agreed; None is no term."""
    for name, choices in CHOICES.items():
        if values.get(name) is not None and values[name] not in choices:
            raise Malformed("range", name, f"must be one of {', '.join(str(one) for one in choices if one != '')}")
    for name, (least, most, scale) in _BOUNDS.items():
        value = values.get(name)
        if value is not None and not least * scale <= value <= most * scale:
            upper = f"from {least} to {most}" if most < _UNBOUNDED else f"at least {least}"
            raise Malformed("range", name, f"must be {upper}")
