"""The rows of quotes in a furnished firm, in the form of ``furnished_rows``."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.dialects.seventime.furnished_rows import DAY, E4, LAST_DAY, LATER, THEN

_FRAME = {"item_key": "0.17", "top_margin": 20, "bottom_margin": 20, "background": "FAFAFA"}
_SUMS = {"net_e4": 500 * E4, "tax_amount_e4": 125 * E4, "gross_e4": 625 * E4, "cost_e4": 300 * E4, "tax_e4": 25 * E4}
_TABLE = {
    **_SUMS,
    "house_basis_e4": 625 * E4,
    "house_deduction_e4": 187 * E4,
    "is_selectable": False,
    "shows_total_only": False,
    "hidden_columns": ["articleNumber"],
    "rows": [{"position": 1024, "is_selected": False, "stock_location_key": "5bbd3a49dda6579841241"}],
}
_WORDS = {"text": "Hej!", "confirmation_text": "Tack!"}
_ELEMENTS = [
    {"key": "5b7ada8548975216aaaa0001", "kind": 1000, "content": _WORDS, **_FRAME},
    {"key": "5b7ada8548975216aaaa0002", "kind": 1200, "content": _TABLE, **_FRAME},
]
_BUDGET = {"invoiceItems": [], "totalBenefitAmount": 900, "totalCostAmount": 300}
_SHARE = {"key": "5bb2683d3a0f154899aa0002", "item": "1", "name": "Stina Ek", "percent_e4": 100 * E4}
_LOGO = {
    "_id": "5f6b5b15468263005f547932",
    "createDate": THEN,
    "modifiedDate": THEN,
    "name": "logo.png",
    "contentType": "image/png",
    "size": 6765,
    "user": "5f48eb3e65d7ee4687485125",
    "userName": "Anna Andersson",
}
TEMPLATE: Mapping[str, Any] = {
    "name": "Standard utan sektioner",
    "language": "SV",
    "footer_text": "Sidfot",
    "elements": json.dumps([{"key": "5b7a808bc41cb2a778985478", "kind": 1400, "content": None, **_FRAME}]),
    "extras": json.dumps(
        {
            "seventime": {
                "columnContents": ["Sidfot"],
                "logo": [_LOGO],
                "logotypeWidth": 200,
                "quoteAddress": "<b>Företaget</b>",
                "overrideFooter": True,
            }
        }
    ),
}
QUOTE: Mapping[str, Any] = {
    **{name: amount for name, amount in _SUMS.items() if name != "gross_e4"},
    "payable_e4": 625 * E4,
    "number": "1054",
    "name": "Prisindikation Åby",
    "info_name": "Badrum",
    "public_link": "ObLBZZ0wDWcjlzxUwLnD",
    "kind": 1,
    "status": 3,
    "quoted_on": DAY,
    "valid_until": LAST_DAY,
    "delivers_on": DAY,
    "delivers_until": LAST_DAY,
    "sent_at": LATER,
    "accepted_on": DAY,
    "declined_on": DAY,
    "invoiced_on": LAST_DAY,
    "confirmed_at": LATER,
    "archived_at": LATER,
    "language": "SV",
    "header_text": "Hej",
    "footer_text": "Sidfot",
    "footer_info": "Tack",
    "marking": "M-5",
    "notes": "Ring före sju.",
    "description": "Nytt badrum",
    "conditions": "Netto",
    "has_conditions": True,
    "confirmation_title": "Orderbekräftelse",
    "confirmation_header": "Härmed bekräftar vi",
    "confirmation_footer": "Tack",
    "has_own_value": True,
    "own_value_e4": 900 * E4,
    "has_own_cost": True,
    "own_cost_e4": 300 * E4,
    "property_type": 1,
    "property_designation": "Ekorren 7",
    "housing_society_number": "716400-0001",
    "apartment_number": "1001",
    "personal_number": "19900101-0017",
    "max_deduction_e4": 50_000 * E4,
    "house_basis_e4": 625 * E4,
    "house_deduction_e4": 187 * E4,
    "deductions": json.dumps([_SHARE | {"personal_number": "19900101-0017"}]),
    "delivery_name": "Lagret",
    "delivery_address": "Hamngatan 7",
    "delivery_address2": "Port 3",
    "delivery_zip_code": "261 31",
    "delivery_city": "Landskrona",
    "delivery_country": "SE",
    "delivery_phone": "0418-100200",
    "elements": json.dumps(_ELEMENTS),
    "extras": json.dumps({"seventime": {"useBudgetCalculation": True, "budgetCalculation": _BUDGET}}),
}
_ROW: Mapping[str, Any] = {
    "owner_kind": "quote",
    "position": 1024,
    "kind": "article",
    "name": "Licens",
    "quantity_e6": 5_000_000,
    "unit_price_e4": 100 * E4,
    "tax_e4": 25 * E4,
    "net_e4": 500 * E4,
    "tax_amount_e4": 125 * E4,
    "house_work": 2,
    "created_at": THEN,
}
_LOG: Mapping[str, Any] = {"owner_kind": "quote", "kind": 1, "at": THEN, "description": "Skapad"}
_REFERRED = (
    *("category quote_category", "template quote_template", "customer", "contact", "project", "work_order"),
    *("price_list", "invoice", "accept_reason quote_accept_reason", "decline_reason quote_decline_reason"),
    *("reference person", "agent chief", "created_by admin"),
)
ROWS: Sequence[tuple[str, str, Mapping[str, Any], Sequence[str]]] = (
    ("quote_template", "quote_template", TEMPLATE, ("created_by admin",)),
    ("quote", "quote", QUOTE, _REFERRED),
    ("row of quote", "paper_row", _ROW, ("owner quote", "article")),
    ("log of quote", "paper_log", _LOG, ("owner quote", "person")),
)
