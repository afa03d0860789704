"""The orders of a furnished firm as data (see ``furnished_rows``)."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.domain.units import E4

_THEN, _LATER = "2026-11-16T07:00:00.000Z", "2026-11-16T15:00:00.000Z"
_DAY, _LAST_DAY = "2026-11-16", "2026-12-18"
_OF = ("purchase_order", "supplement_order")
_ORDER: Mapping[str, Any] = {
    "number": "1009",
    "name": "Beställning",
    "info_name": "Till lagret",
    "language": "SV",
    "status": 4,
    "public_link": "l0qMb5V9L1uVMBUyhND1",
    "ordered_on": _DAY,
    "expected_on": _LAST_DAY,
    "sent_at": _THEN,
    "confirmed_at": _LATER,
    "invoice_email": "faktura@firma.example",
    "payment_days": 30,
    "tax_e4": 25 * E4,
}
_SUPPLEMENT: Mapping[str, Any] = {
    "title": "Rabatt",
    "number": 1,
    "kind": 1,
    "status": 60,
    "public_link": "B2R8LWK5bakdBtTuWv71",
    "billing_method": "FIXED_PRICE",
    "accepted_on": _DAY,
    "tax_e4": 25 * E4,
}
_ROW: Mapping[str, Any] = {
    "kind": "article",
    "position": 1024,
    "quantity_e6": 1_000_000,
    "unit_price_e4": 100 * E4,
    "charge_e4": -25 * E4,
    "tax_e4": 25 * E4,
    "net_e4": 75 * E4,
    "tax_amount_e4": 187_500,
}
ROWS: Sequence[tuple[str, str, Mapping[str, Any], Sequence[str]]] = (
    (
        *("purchase_order", "purchase_order", _ORDER),
        (
            *("supplier", "contact supplier_contact", "project", "work_order", "reference person"),
            *("approved_by chief", "created_by admin"),
        ),
    ),
    (
        *("supplement_order", "supplement_order", _SUPPLEMENT),
        ("customer", "project", "work_order", "price_list", "created_by admin"),
    ),
    *(
        (
            f"row of {of}",
            "paper_row",
            {**_ROW, "owner_kind": of},
            (f"owner {of}", "article", "cause", "machine", "drive_type"),
        )
        for of in _OF
    ),
    *(
        (f"log of {of}", "paper_log", {"owner_kind": of, "kind": 5, "at": _THEN}, (f"owner {of}", "person"))
        for of in _OF
    ),
)
"""As ``furnished_rows.ROWS``, to be added after them."""
