"""Customers: whom the work is for, and what is agreed with them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from dagsverke.app.changes import plain
from dagsverke.app.extras import merged
from dagsverke.app.invoices import follow
from dagsverke.app.numbering import numbered
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, refer_by_key, require
from dagsverke.domain.housework import shares
from dagsverke.domain.terms import agreed

Given = Mapping[str, Any]
PLACE = ("name", "address", "address2", "zip_code", "city", "country", "phone")
EMPTY: Given = {
    **dict.fromkeys(("name", "organization_number", "vat_number", "email", "phone", "notes"), ""),
    **dict.fromkeys(("address", "address2", "zip_code", "city", "country"), ""),
    **dict.fromkeys([f"delivery_{part}" for part in PLACE], ""),
    **dict.fromkeys([f"billing_{part}" for part in ("address", "address2", "zip_code", "city", "method")], ""),
    **dict.fromkeys(("has_billing_address", "has_billing_email", "is_construction", "is_rot", "is_rut"), False),
    **dict.fromkeys(("invoice_email", "property_designation", "housing_society_number"), ""),
    **dict.fromkeys(("apartment_number", "personal_number"), ""),
    **dict.fromkeys(("invoice_delivery", "property_type", "price_per_hour_e4"), 0),
    **dict.fromkeys(("expense_discount_e4", "expense_markup_e4"), 0),
    "supplier_markup_e4": None,
    "is_active": True,
}
"""Columns that are kept as they come, and what they are when they are emptied."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a customer (Seven Time, Create a Customer); without a number it gets the next of the series."""
    require(change, "created_by_key", "name")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    values = {"payment_days": work.company.payment_days} | _values(work, change, None)
    return {"id": work.add("customer", values | {"created_by_id": creator["id"], "modified_by_id": creator["id"]})}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a customer (Seven Time, Update a Customer); what is not given stays."""
    require(change, "modified_by_key")
    customer = existing(work, "customer", "key", key=target["key"])
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    if "name" in change:
        require(change, "name")
    work.change("customer", customer, _values(work, change, customer) | {"modified_by_id": modifier["id"]})
    follow(work, customer["id"])
    return {"id": customer["id"]}


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """The columns that the change sets."""
    values = plain(change, {**EMPTY, "payment_days": work.company.payment_days})
    agreed(values)
    values["number"] = numbered(work, "customer", change, before)
    if "price_list_key" in change:
        values["price_list_id"] = refer_by_key(work, "price_list", "price_list_key", change["price_list_key"])
    if "deductions" in change:
        kept = shares(change["deductions"] or [], _fresh_keys(f"{values['number']} {work.now}"))
        values["deductions"] = json.dumps(kept, ensure_ascii=False)
    if "extras" in change:
        values["extras"] = merged(before["extras"] if before is not None else None, change["extras"])
    return values


def _fresh_keys(of: str) -> Iterator[str]:
    """Keys for what a row holds, made of what no other row has at this moment."""
    return (hashlib.sha256(f"{of} {number}".encode()).hexdigest()[:24] for number in count(1))
