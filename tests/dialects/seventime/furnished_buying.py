"""A self-billing invoice that is filled in whole, and what it refers to (see ``furnished``)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.domain.units import E4
from tests.dialects.seventime.furnished_rows import DAY, LAST_DAY

_BOOKED = {"economySystemStatus": 1, "economySystemRef": "B 17", "importedFrom": "E-post"}
SUPPLIER_INVOICE: Mapping[str, Any] = {
    "extras": json.dumps({"seventime": _BOOKED}),
    "number": "9316",
    "self_billing_number": "24272",
    "ocr": "2427273",
    "your_reference": "Anna Andersson",
    "our_reference": "Ada Admin",
    "credit_of_number": "9300",
    "notes": "Självfaktura",
    "footer_text": "Bankgiro 991-2346",
    "footer_info": "Tack",
    "invoiced_on": DAY,
    "due_on": LAST_DAY,
    "paid_on": DAY,
    "status": 5,
    "self_billing_status": 1,
    "tax_kind": 1,
    "tax_e4": 25 * E4,
    "net_e4": 2_090 * E4,
    "tax_amount_e4": 5_225_000,
    "payable_e4": 26_125_000,
    "to_invoice_e4": 2_090 * E4,
    "is_self_billing": True,
    "is_exported": True,
    "is_supplement": True,
}
ON_CALL: Mapping[str, Any] = {
    "kind": "time",
    "position": 1024,
    "name": "Beredskap normal",
    "description": "Beredskap normal",
    "unit": "st",
    "item_key": "0.949579694947744",
    "unit_cost_e4": 550 * E4,
    "unit_price_e4": 550 * E4,
    "quantity_e6": 4_000_000,
    "tax_e4": 25 * E4,
    "net_e4": 2_200 * E4,
    "tax_amount_e4": 550 * E4,
    "cost_e4": 2_090 * E4,
}
"""The row of the document's own self-billing invoice."""

ROWS: Sequence[tuple[str, str, Mapping[str, Any], Sequence[str]]] = (
    (
        "supplier_invoice",
        "supplier_invoice",
        SUPPLIER_INVOICE,
        (
            *("supplier", "customer", "project", "work_order", "department", "result_unit", "supplement_order"),
            *("invoice", "created_by admin"),
        ),
    ),
)
"""As those of ``furnished_rows``."""
