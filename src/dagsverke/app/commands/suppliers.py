"""Suppliers: from whom is bought, and who may bill themselves on the company's behalf."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.changes import plain
from dagsverke.app.numbering import numbered
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer_by_key, require
from dagsverke.domain.terms import agreed

Given = Mapping[str, Any]
EMPTY: Given = {
    **dict.fromkeys(("name", "organization_number", "vat_number", "bankgiro", "plusgiro", "notes"), ""),
    **dict.fromkeys(("address", "zip_code", "city", "country", "phone", "email"), ""),
    **dict.fromkeys(("order_email", "our_customer_number", "self_billing_series", "self_billing_email"), ""),
    "self_billing_deduction_e4": 0,
    "self_billing_counter": 1,
    "is_sub_contractor": False,
    "has_self_billing": False,
    "is_active": True,
}
"""Columns that are kept as they come, and what they are when they are emptied."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a supplier (Seven Time, Create a Distributor); without a number it gets the next of the series."""
    require(change, "name")
    values = {"payment_days": work.company.payment_days} | _values(work, change, None)
    return {"id": work.add("supplier", values)}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a supplier (Seven Time, Update a Distributor); what is not given stays."""
    supplier = existing(work, "supplier", "key", key=target["key"])
    if "name" in change:
        require(change, "name")
    work.change("supplier", supplier, _values(work, change, supplier))
    return {"id": supplier["id"]}


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """The columns that the change sets."""
    values = plain(change, {**EMPTY, "payment_days": work.company.payment_days})
    agreed(values)
    values["number"] = numbered(work, "supplier", change, before)
    if "self_billing_article_key" in change:
        key = change["self_billing_article_key"]
        values["self_billing_article_id"] = refer_by_key(work, "article", "self_billing_article_key", key)
    return values
