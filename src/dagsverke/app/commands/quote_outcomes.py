"""What follows from an accepted quote: an invoice with its rows, or a project at its price."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands import projects, quotes
from dagsverke.app.invoices import new_draft
from dagsverke.app.paper_items import items_of
from dagsverke.app.papers import note
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.quote_elements import chosen
from dagsverke.app.references import existing, refer, require
from dagsverke.domain import quoting as rules
from dagsverke.domain.calendars import local_day
from dagsverke.domain.errors import Conflict
from dagsverke.domain.pricing import FIXED_PRICE

Given = Mapping[str, Any]
HEAD = (
    *("customer_id", "project_id", "work_order_id", "contact_id", "reference_id", "price_list_id", "kind"),
    *("language", "currency_code", "currency_rate_e6", "has_row_taxes", "tax_e4", "shows_gross", "marking"),
    *("property_type", "property_designation", "housing_society_number", "apartment_number", "personal_number"),
    *("deductions", *(f"delivery_{part}" for part in quotes.PLACE)),
)
"""What an invoice takes over from its quote; its name and its texts are its own."""


def to_invoice(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Draft an invoice from an accepted quote: the rows that count, at the prices that were accepted, once."""
    require(change, "created_by_key")
    quote = _accepted(work, target)
    if quote["invoice_id"] is not None and (made := work.find("invoice", id=quote["invoice_id"])) is not None:
        raise Conflict("invoiced", "key", f"is on invoice {made['number'] or made['key']} already")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    head = {name: quote[name] for name in HEAD} | {"quote_id": quote["id"]}
    invoice_id = new_draft(work, head, items_of(work, chosen(work, quote)), creator["id"])
    today = local_day(work.now, work.company.zone)
    work.change(quotes.TABLE, quote, {"invoice_id": invoice_id, "invoiced_on": today, "modified_by_id": creator["id"]})
    note(work, quotes.TABLE, quote["id"], quotes.FOLLOWED, creator["id"])
    return {"id": invoice_id}


def to_project(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Make a project of an accepted quote, at a fixed price: its own value where it has one, else its net sum."""
    require(change, "created_by_key")
    quote = _accepted(work, target)
    if quote["project_id"] is not None and (made := work.find("project", id=quote["project_id"])) is not None:
        raise Conflict("taken", "key", f"belongs to project {made['number']} already")
    customer = refer(work, "customer", "customer_key", id=quote["customer_id"])
    contact = work.find("contact", id=quote["contact_id"]) if quote["contact_id"] is not None else None
    given = {
        "created_by_key": change["created_by_key"],
        "name": change.get("name") or quote["info_name"] or f"{quote['name']} {quote['number']}",
        "customer_key": customer["key"],
        "contact_key": contact["key"] if contact is not None else None,
        "billing_method": FIXED_PRICE,
        "fixed_price_e4": quote["own_value_e4"] if quote["has_own_value"] else quote["net_e4"],
        "marking": quote["marking"],
        **{f"delivery_{part}": quote[f"delivery_{part}"] for part in quotes.PLACE},
    }
    project_id = projects.record(work, {}, given)["id"]
    work.change(quotes.TABLE, quote, {"project_id": project_id})
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    note(work, quotes.TABLE, quote["id"], quotes.FOLLOWED, creator["id"])
    return {"id": project_id}


def _accepted(work: UnitOfWork, target: Given) -> Record:
    quote = work.held(quotes.TABLE, existing(work, quotes.TABLE, "key", **target))
    if quote["status"] != rules.ACCEPTED:
        raise Conflict("order", "status", "must be accepted first")
    return quote
