"""What follows from an accepted quote: an invoice with its rows, or a project at its price."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.commands import projects, quotes
from dagsverke.app.invoices import new_draft
from dagsverke.app.papers import KINDS, note
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
ITEM = (
    *("kind", "name", "description", "article_number", "unit", "item_key", "quantity_e6", "unit_cost_e4"),
    *("unit_price_e4", "discount_e4", "charge_e4", "tax_e4", "net_e4", "house_work"),
)


def to_invoice(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Draft an invoice from an accepted quote: the rows that count, at the prices that were accepted, once."""
    require(change, "created_by_key")
    quote = _accepted(work, target)
    if quote["invoice_id"] is not None and (made := work.find("invoice", id=quote["invoice_id"])) is not None:
        raise Conflict("invoiced", "key", f"is on invoice {made['number'] or made['key']} already")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    head = {name: quote[name] for name in HEAD} | {"quote_id": quote["id"]}
    invoice_id = new_draft(work, head, _items(work, chosen(work, quote)), creator["id"])
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


def _items(work: UnitOfWork, rows: Sequence[Record]) -> list[dict[str, Any]]:
    """Rows as they are given to be priced, every price said. What they referred to may be gone; then they are free."""
    keys = _keys(work, rows)
    found = []
    for row in rows:
        item = {name: row[name] for name in ITEM}
        needed = KINDS[row["kind"]]
        if needed is not None:
            table, name = needed
            key = keys.get((table, row[f"{table}_id"]))
            item |= {name: key} if key is not None else {"kind": "general"}
        found.append(item)
    return found


def _keys(work: UnitOfWork, rows: Sequence[Record]) -> dict[tuple[str, int], str]:
    found = {}
    for table, _ in (one for one in KINDS.values() if one is not None):
        ids = sorted({row[f"{table}_id"] for row in rows if row[f"{table}_id"] is not None})
        for one in work.find_all(table, id=ids) if ids else ():
            found[table, one["id"]] = one["key"]
    return found
