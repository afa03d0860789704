"""Purchase orders: what is bought of a supplier, from draft to delivery."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.changes import plain
from dagsverke.app.extras import merged
from dagsverke.app.numbering import next_number
from dagsverke.app.owners import owners
from dagsverke.app.papers import TAX_DEFAULT_E4, Terms, money_of, note, priced_rows, replace_rows, sums_of
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.references import existing, refer, refer_by_key, require
from dagsverke.app.secrets import new_public_link
from dagsverke.domain import purchasing
from dagsverke.domain.calendars import local_day
from dagsverke.domain.errors import Locked, Malformed
from dagsverke.domain.invoicing import KRONA
from dagsverke.domain.terms import agreed

Given = Mapping[str, Any]
TABLE = "purchase_order"
LOGGED = 5
"""What the log calls an entry about an order (Seven Time, purchaseOrderLogEntries)."""
TERMS = Terms(is_purchase=True, tax_e4=TAX_DEFAULT_E4)
PLACE = ("name", "address", "address2", "zip_code", "city", "country", "phone")
COUNTRY_LENGTH = 2
EMPTY: Given = {
    **dict.fromkeys(("info_name", "header_text", "footer_text", "footer_info", "marking"), ""),
    **dict.fromkeys(("delivery_attention", "delivery_contact_phone", "invoice_email"), ""),
    **{f"{whose}_{part}": "" for whose in ("delivery", "invoice") for part in PLACE},
    **dict.fromkeys(("wanted_on", "expected_on")),
}
"""Columns that are kept as they come, and what they are when they are emptied."""
PERSONS = ("reference", "approved_by")


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a purchase order (Seven Time, Create a Purchase Order); its number is the next of the series."""
    require(change, "created_by_key", "supplier_key")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    rows = priced_rows(work, change.get("rows") or (), TERMS)
    values = {
        "reference_id": creator["id"],
        **_values(work, change, None),
        **money_of(sums_of(rows, KRONA)),
        "tax_e4": TERMS.tax_e4,
        "number": str(next_number(work, TABLE)),
        "public_link": new_public_link(),
        "created_by_id": creator["id"],
        "modified_by_id": creator["id"],
    }
    order_id = work.add(TABLE, values)
    replace_rows(work, TABLE, order_id, rows)
    note(work, TABLE, order_id, LOGGED, creator["id"])
    return {"id": order_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a purchase order (Seven Time, Update a Purchase Order); what is not given stays, the rows too."""
    require(change, "modified_by_key")
    order = _open(existing(work, TABLE, "key", key=target["key"]))
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    if "supplier_key" in change:
        require(change, "supplier_key")
    values = _values(work, change, order) | {"modified_by_id": modifier["id"]}
    if "rows" in change:
        rows = priced_rows(work, change["rows"] or (), TERMS)
        values |= {**money_of(sums_of(rows, order["currency_code"])), "modified_at": work.now}
        replace_rows(work, TABLE, order["id"], rows)
    work.change(TABLE, order, values)
    if values["status"] != order["status"]:
        note(work, TABLE, order["id"], LOGGED, modifier["id"])
    return {"id": order["id"]}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Withdraw a purchase order (Seven Time, Delete a Purchase Order), and say which it was."""
    order = _open(existing(work, TABLE, "key", key=target["key"]))
    key = change.get("deleted_by_key")
    work.withdraw(TABLE, order, refer_by_key(work, "person", "deleted_by_key", key))
    return {"id": order["id"], "name": order["name"], "number": order["number"]}


def refuse_closed(reader: Reader, target: Given) -> None:
    """Refuse an order that cannot be changed any more."""
    _open(existing(reader, TABLE, "key", **target))


def _open(order: Record) -> Record:
    """The order, refused where it is delivered or obliterated."""
    if order["status"] in purchasing.FINAL:
        how = "delivered" if order["status"] == purchasing.DELIVERED else "obliterated"
        raise Locked(how, "key", f"is {how} and can no longer be changed")
    return order


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """The columns that the change sets, rows and sums apart."""
    values = plain(change, EMPTY)
    for whose in ("delivery", "invoice"):
        if country := values.get(f"{whose}_country"):
            values[f"{whose}_country"] = _country(f"{whose}_country", country)
    values |= _supplier(work, change, before) | _owners(work, change, before)
    for name in PERSONS:
        if f"{name}_key" in change:
            values[f"{name}_id"] = refer_by_key(work, "person", f"{name}_key", change[f"{name}_key"])
    values |= _naming(change, before) | _progress(work, change, before)
    if before is None or "ordered_on" in change:
        values["ordered_on"] = change.get("ordered_on") or local_day(work.now, work.company.zone)
    if "extras" in change:
        values["extras"] = merged(before["extras"] if before is not None else None, change["extras"])
    return values


def _supplier(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """Of whom it is bought and whom to speak to there, by when it is paid.

    The days are the supplier's, else the company's, unless they are said. With another supplier the contact person of
    before is gone.
    """
    found: dict[str, Any] = {}
    supplier_id = before["supplier_id"] if before is not None else None
    if "supplier_key" in change:
        supplier = refer(work, "supplier", "supplier_key", key=change["supplier_key"])
        if supplier["id"] != supplier_id:
            found = {"supplier_id": supplier["id"], "contact_id": None, "payment_days": _days(work, supplier)}
        supplier_id = supplier["id"]
    if "contact_key" in change:
        found["contact_id"] = _contact(work, change["contact_key"], supplier_id)
    if "payment_days" in change:
        days = change["payment_days"]
        found["payment_days"] = _days(work, work.find("supplier", id=supplier_id)) if days is None else days
        agreed(found)
    return found


def _days(work: UnitOfWork, supplier: Record | None) -> int:
    days = supplier["payment_days"] if supplier is not None else None
    return int(work.company.payment_days if days is None else days)


def _contact(work: UnitOfWork, key: str | None, supplier_id: int | None) -> int | None:
    if not key:
        return None
    contact = refer(work, "contact", "contact_key", key=key)
    if contact["supplier_id"] is None or contact["supplier_id"] != supplier_id:
        raise Malformed("reference", "contact_key", "is no contact person of the supplier")
    return int(contact["id"])


def _owners(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """The project and work order for which it is bought, which belong together; an order has no customer."""
    kept = {**before, "customer_id": None} if before is not None else None
    own = {name: change[name] for name in ("project_key", "work_order_key") if name in change}
    found = owners(work, own, kept)
    return {name: found[name] for name in ("project_id", "work_order_id")}


def _naming(change: Given, before: Record | None) -> dict[str, Any]:
    """Language and name; the name is the usual one of the language where none is said."""
    found = {}
    language = before["language"] if before is not None else purchasing.LANGUAGE
    if before is None or "language" in change:
        language = found["language"] = purchasing.language_of(change.get("language"))
    if before is None or "name" in change:
        found["name"] = change.get("name") or purchasing.TITLES[language]
    return found


def _progress(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """The status, and since when it is sent and confirmed; a draft unless said."""
    kept = before["status"] if before is not None else None
    given = change.get("status")
    status = kept or purchasing.DRAFT if given is None else purchasing.check_status(given, kept)
    reached = {
        "is_sent": before is not None and before["sent_at"] is not None,
        "is_confirmed": before is not None and before["confirmed_at"] is not None,
    }
    return {"status": status, **purchasing.milestones(status, work.now, **reached)}


def _country(field: str, country: str) -> str:
    if len(country) != COUNTRY_LENGTH or not (country.isascii() and country.isalpha()):
        raise Malformed("range", field, "must be a country code of two letters")
    return country.upper()
