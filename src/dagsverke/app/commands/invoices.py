"""Invoices: record and correct, and with that send, settle and obliterate; credit (decision 0019)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app import issuing
from dagsverke.app.changes import plain
from dagsverke.app.extras import merged
from dagsverke.app.house_deductions import COLUMNS, home
from dagsverke.app.invoice_rows import are_same, replace
from dagsverke.app.invoices import (
    CHANGED,
    DRAFT,
    NAMES,
    OBLITERATED,
    PAID,
    SENT,
    STATUSES,
    checked,
    due_on,
    identity_of,
    new_draft,
    rows_of,
    sums,
    taxed_anew,
    terms_of,
)
from dagsverke.app.owners import owners
from dagsverke.app.papers import TAX_DEFAULT_E4, note, priced_rows
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.references import contact_of, existing, refer, refer_by_key, require
from dagsverke.domain.calendars import local_day
from dagsverke.domain.errors import Conflict, Locked, Malformed
from dagsverke.domain.units import E6

Given = Mapping[str, Any]
PLACE = ("name", "address", "address2", "zip_code", "city", "country", "phone")
EMPTY: Given = {
    **dict.fromkeys(("marking", "your_order_number", "notes", "footer_text"), ""),
    **dict.fromkeys([f"delivery_{part}" for part in PLACE], ""),
    **dict.fromkeys(("has_own_footer", "has_row_taxes"), False),
    "kind": 0,
    "tax_e4": TAX_DEFAULT_E4,
    "currency_rate_e6": E6,
}
"""Columns that are kept as they come, and what they are when they are emptied."""
REFERENCES = {"reference": "person", "price_list": "price_list"}
"""References and the tables that they lead to."""
OPEN = frozenset({"status", "tags", "notes", "extras"})
"""What may change of an invoice that is sent, its payment apart."""
OPEN_OF_CREDIT = OPEN | {
    *("name", "marking", "your_order_number", "invoiced_on", "due_on"),
    *("has_own_footer", "footer_text"),
}
"""What may change of the draft of a credit, whose money is that of the original."""
_TAXING = ("has_row_taxes", "tax_e4", "kind")
_NOT_KEPT = frozenset({"created_by_key", "modified_by_key", "deleted_by_key"})
_CLEARED: Given = {**EMPTY, "tags": "[]", "name": "", "deductions": "[]"}


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record an invoice (Seven Time, Create an Invoice): a draft, sent at once where the status says so."""
    require(change, "created_by_key", "customer_key", "language")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    status = _status(change.get("status", DRAFT))
    if status not in (DRAFT, SENT):
        raise Conflict("status", "status", "must be 1 or 2 for a new invoice")
    head = _columns(work, change, None) | {
        name: change[name] for name in (*COLUMNS[:4], "deductions") if name in change
    }
    invoice_id = new_draft(work, head, change.get("rows") or (), creator["id"])
    if status == SENT:
        issuing.issue(work, existing(work, "invoice", "key", id=invoice_id), creator["id"])
    return {"id": invoice_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct an invoice (Seven Time, Update an Invoice); what is not given stays, the rows too (readings 22)."""
    require(change, "modified_by_key")
    invoice = existing(work, "invoice", "key", key=target["key"])
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    for name in ("customer_key", "language", "name", "invoiced_on"):
        if name in change:
            require(change, name)
    if change.get("has_row_taxes") is False:
        require(change, "tax_e4")
    status = _status(change["status"]) if change.get("status") is not None else invoice["status"]
    _check_turn(invoice["status"], status)
    if invoice["status"] != DRAFT or invoice["is_credit"]:
        _refuse_closed(work, invoice, change)
        _correct_closed(work, invoice, change, modifier["id"])
    else:
        _correct_draft(work, invoice, change, modifier["id"])
    if status != invoice["status"]:
        _turn(work, existing(work, "invoice", "key", key=target["key"]), status, modifier["id"])
    return {"id": invoice["id"]}


def refuse_closed(reader: Reader, target: Given) -> None:
    """Refuse an invoice of which most cannot be changed: one that is sent, and the draft of a credit."""
    invoice = existing(reader, "invoice", "key", **target)
    if invoice["status"] != DRAFT:
        number = str(invoice["number"])
        raise Locked("issued", "key", f"invoice {number} is sent and can no longer be changed", number)
    if invoice["is_credit"]:
        raise Locked("credit", "key", "is the draft of a credit, whose rows are those of the invoice that it credits")


def send(work: UnitOfWork, invoice_id: int, person_id: int | None) -> None:
    """Send a draft: it gets its number, and is frozen."""
    invoice = existing(work, "invoice", "key", id=invoice_id)
    if invoice["status"] != DRAFT:
        raise Conflict("status", "status", f"invoice {invoice['number']} is no draft any more")
    issuing.issue(work, invoice, person_id)


def settle(
    work: UnitOfWork, invoice_id: int, amount_e4: int | None, paid_on: str, person_id: int | None = None
) -> None:
    """Note a payment on a sent invoice, all that is left where no amount is said: it is paid once all is."""
    issuing.settle(work, existing(work, "invoice", "key", id=invoice_id), amount_e4, paid_on, person_id)


def credit(work: UnitOfWork, invoice_id: int, person_id: int | None) -> int:
    """Draft the credit of an invoice, which frees what the invoice bills; returns its id."""
    return issuing.credit(work, invoice_id, person_id)


def _turn(work: UnitOfWork, invoice: Record, status: int, person_id: int) -> None:
    """Give an invoice another status, with all that follows."""
    if status == SENT:
        issuing.issue(work, invoice, person_id)
    elif status == PAID:
        issuing.settle(work, invoice, None, local_day(work.now, work.company.zone), person_id)
    else:
        issuing.obliterate(work, invoice, person_id)


def _status(given: int) -> int:
    if given not in STATUSES:
        raise Malformed("range", "status", "must be 1, 2, 3 or 4")
    return given


def _check_turn(before: int, after: int) -> None:
    """From draft to sent, from sent to paid or obliterated, and no other way."""
    if after == before or (before, after) in {(DRAFT, SENT), (SENT, PAID), (SENT, OBLITERATED)}:
        return
    if before == DRAFT:
        raise Conflict("status", "status", "must be 1 or 2, for only a sent invoice can be paid or obliterated")
    raise Conflict("status", "status", f"is {before} and cannot become {after}")


def _correct_draft(work: UnitOfWork, invoice: Record, change: Given, modifier_id: int) -> None:
    values = _columns(work, change, invoice)
    after: dict[str, Any] = {**invoice, **values}
    customer = refer(work, "customer", "customer_key", id=after["customer_id"])
    values |= checked(after) | identity_of(customer)
    after |= values
    values["due_on"] = after["due_on"] = due_on(work, after, customer)
    house = home(after, change, customer, is_new_kind=after["kind"] != invoice["kind"])
    values |= house
    after |= house
    before = rows_of(work, invoice["id"])
    rows: Sequence[Given] = before
    if "rows" in change:
        rows = priced_rows(work, change["rows"] or (), terms_of(after, customer))
        replace(work, invoice["id"], before, change["rows"] or (), rows)
    elif any(after[name] != invoice[name] for name in _TAXING):
        rows = taxed_anew(before, invoice, after)
        for old, new in zip(before, rows, strict=True):
            work.change("paper_row", old, {name: new[name] for name in ("tax_e4", "tax_amount_e4")})
    values |= sums(work, after, rows)
    work.change("invoice", invoice, values | {"modified_by_id": modifier_id})
    note(work, "invoice", invoice["id"], CHANGED, modifier_id)


def _correct_closed(work: UnitOfWork, invoice: Record, change: Given, modifier_id: int) -> None:
    may = OPEN_OF_CREDIT if invoice["status"] == DRAFT else OPEN
    values = _columns(work, {name: change[name] for name in may & change.keys()}, invoice)
    if any(invoice[name] != value for name, value in values.items()):
        checked({**invoice, **values})
        work.change("invoice", invoice, values | {"modified_by_id": modifier_id})
        note(work, "invoice", invoice["id"], CHANGED, modifier_id)


def _refuse_closed(work: UnitOfWork, invoice: Record, change: Given) -> None:
    """Refuse what would change of an invoice that is sent, or of the draft of a credit."""
    may = OPEN_OF_CREDIT if invoice["status"] == DRAFT else OPEN
    what = f"invoice {invoice['number']} is sent" if invoice["number"] else "it is the draft of a credit"
    for name in change.keys() - may - _NOT_KEPT:
        if not _is_as_before(work, invoice, name, change[name]):
            raise Locked("sent", name, f"can no longer be changed, for {what}", str(invoice["number"] or ""))


def _is_as_before(work: UnitOfWork, invoice: Record, name: str, value: Any) -> bool:
    if name == "rows":
        return are_same(work, rows_of(work, invoice["id"]), value or ())
    if name == "deductions":
        kept = [{part: one[part] for part in _SHARE} for one in json.loads(invoice["deductions"])]
        return kept == [{part: one.get(part) for part in _SHARE} for one in value or ()]
    if name.endswith("_key"):
        column = name.removesuffix("_key")
        table = _TABLES[column]
        found = work.find(table, key=value) if value else None
        return (found["id"] if found else None) == invoice[f"{column}_id"] and bool(found) == bool(value)
    if value is None:
        value = _CLEARED.get(name, "")
    if name in ("language", "currency_code"):
        value = value.upper()
    return bool(invoice[name] == value)


_SHARE = ("name", "personal_number", "percent_e4")
_TABLES = {
    **{name: name for name in ("customer", "project", "work_order", "contact", "price_list")},
    "reference": "person",
    "result_unit": "register_item",
}


def _columns(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """The columns that a change sets, those of the home and the money apart."""
    values = plain(change, EMPTY)
    placed = owners(work, change, before)
    if before is None or any(f"{name}_key" in change for name in ("customer", "project", "work_order")):
        values |= placed
    if values.get("customer_id", 0) is None:
        raise Malformed("required", "customer_key", "is required")
    customer_id = placed["customer_id"]
    _check_owners(work, change, placed)
    if before is not None and customer_id != before["customer_id"]:
        values["contact_id"] = None
    if "contact_key" in change:
        values["contact_id"] = contact_of(work, "contact_key", change["contact_key"], customer_id)
    for name, table in REFERENCES.items():
        if f"{name}_key" in change:
            values[f"{name}_id"] = refer_by_key(work, table, f"{name}_key", change[f"{name}_key"])
    if "result_unit_key" in change:
        key = change["result_unit_key"]
        values["result_unit_id"] = refer_by_key(work, "register_item", "result_unit_key", key, kind="result_unit")
    return values | _said(work, change, before)


def _check_owners(work: UnitOfWork, change: Given, placed: Given) -> None:
    """Refuse a work order or a project of another customer than the one who is to pay."""
    if change.get("customer_key"):
        customer = refer(work, "customer", "customer_key", key=change["customer_key"])
        if placed["customer_id"] != customer["id"]:
            raise Conflict("reference", "work_order_key", "belongs to another customer")
    project = work.find("project", id=placed["project_id"]) if placed["project_id"] else None
    if project is not None and project["customer_id"] not in (None, placed["customer_id"]):
        raise Conflict("reference", "project_key", "belongs to another customer")


def _said(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """Name, language, days, currency, tags and what only one vendor cares about."""
    values = {name: change[name] for name in ("language", "name", "invoiced_on") if change.get(name)}
    if before is not None and "language" in values and "name" not in values:
        values["name"] = _renamed(before, values["language"])
    if "due_on" in change:
        values |= {"due_on": change["due_on"], "has_own_due": change["due_on"] is not None}
    if change.get("currency_code"):
        values["currency_code"] = change["currency_code"]
    if "tags" in change:
        keys = list(
            dict.fromkeys(json.loads(change["tags"]) if isinstance(change["tags"], str) else change["tags"] or ())
        )
        found = {one["key"] for one in work.find_all("register_item", key=keys, kind="invoice_tag")} if keys else set()
        if not found.issuperset(keys):
            raise Malformed("reference", "tags", "names something that is not in this company")
        values["tags"] = json.dumps(keys, separators=(",", ":"))
    if "extras" in change:
        values["extras"] = merged(before["extras"] if before is not None else None, change["extras"])
    return values


def _renamed(before: Record, language: str) -> str:
    """The name in another language, where it is the usual one of its own."""
    if before["name"] != NAMES.get(before["language"], NAMES["EN"]):
        return str(before["name"])
    return NAMES.get(language.upper(), NAMES["EN"])
