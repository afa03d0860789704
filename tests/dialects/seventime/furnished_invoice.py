"""The invoice of a furnished firm, filled in whole, though no invoice can credit another and be credited."""

import json
from typing import Any

from tests.dialects.seventime.furnished_rows import DAY, E4, LATER

DUE = "2026-12-16"
_PLACE = {"name": "Lagret", "address": "Hamngatan 7", "address2": "Port 3", "zip_code": "261 31"}
_PLACE |= {"city": "Landskrona", "country": "SE", "phone": "0418-100200"}
_SHARE = {"key": "5bb2683d3a0f154899aa0001", "item": "1", "name": "Stina Ek", "percent_e4": 100 * E4}
INVOICE: dict[str, Any] = {
    **{f"delivery_{name}": value for name, value in _PLACE.items()},
    "name": "Faktura",
    "ocr": "133",
    "kind": 1,
    "status": 3,
    "language": "SV",
    "marking": "M-3",
    "notes": "Avtalat pris",
    "your_order_number": "1060",
    "footer_text": "Godkänd för F-skatt",
    "customer_number": "733352",
    "customer_name": "Byggkund Åberg AB",
    "customer_address": "Box 1\n261 20 Svalöv",
    "customer_email": "faktura@kund.example",
    "customer_organization_number": "556016-0680",
    "customer_vat_number": "SE556016068001",
    "invoiced_on": DAY,
    "due_on": DUE,
    "sent_at": LATER,
    "paid_on": DUE,
    "reminded_on": DUE,
    "archived_at": LATER,
    "has_row_taxes": True,
    "tax_e4": 25 * E4,
    "net_e4": 5_024_000,
    "tax_amount_e4": 1_256_000,
    "payable_e4": 628 * E4,
    "cost_e4": 319 * E4,
    "paid_e4": 628 * E4,
    "property_type": 1,
    "property_designation": "Ekorren 7",
    "max_deduction_e4": 50_000 * E4,
    "deductions": json.dumps([_SHARE | {"personal_number": "19900101-0017"}]),
    "extras": json.dumps({"seventime": {"checkLists": [{"name": "Skyddsrond"}], "customFields": [{"value": "1"}]}}),
}
ROW: dict[str, Any] = {
    "owner_kind": "invoice",
    "position": 1024,
    "kind": "article",
    "name": "10-pack LED-lampor",
    "description": "Varmvita",
    "article_number": "601310",
    "unit": "St",
    "item_key": "0.92",
    "quantity_e6": 1_000_000,
    "unit_price_e4": 5_024_000,
    "unit_cost_e4": 319 * E4,
    "tax_e4": 25 * E4,
    "net_e4": 5_024_000,
    "tax_amount_e4": 1_256_000,
    "cost_e4": 319 * E4,
    "house_work": 2,
}
REFERENCES = ("customer", "project", "work_order", "contact", "result_unit", "price_list", "quote", "supplement_order")


def furnish_invoice(house: Any) -> None:
    """Fill in the invoice on which everything stands, its row and log, and what it is paid and credited by."""
    ids, work = house.ids, house.work
    whose = {"customer_id": ids["customer"], "created_by_id": ids["admin"], "customer_number": "2"}
    house.add("credit", "invoice", number="2", invoiced_on=LATER[:10], due_on=DUE, **whose)
    people = {"reference_id": ids["person"], "created_by_id": ids["admin"]}
    credits_ = dict.fromkeys(("credit_of_id", "credited_by_id"), ids["credit"])
    references = {f"{name}_id": ids[name] for name in REFERENCES} | people | credits_
    tags = json.dumps([house.keys["invoice_tag"]])
    house.change("invoice", "invoice", **INVOICE, **references, tags=tags)
    row_id = work.add("paper_row", {**ROW, "owner_id": ids["invoice"], "article_id": ids["article"]})
    log = {"owner_kind": "invoice", "owner_id": ids["invoice"], "kind": 1, "at": LATER, "person_id": ids["admin"]}
    work.add("paper_log", log)
    work.add("payment", {"invoice_id": ids["invoice"], "amount_e4": 628 * E4, "paid_on": DUE})
    for kind in ("expense", "drive", "machine_entry"):
        bill = {"source_kind": kind, "source_id": ids[kind], "invoice_id": ids["invoice"], "row_id": row_id}
        work.add("billing", bill)
