"""Quotes: record, correct and send. ``quote_answers`` has what the customer says, ``quote_outcomes`` what follows."""

import json
from collections.abc import Mapping
from typing import Any

from dagsverke.app.changes import plain
from dagsverke.app.extras import merged
from dagsverke.app.house_deductions import check_rows
from dagsverke.app.invoices import CURRENCIES, checked, taxed_anew, terms_of
from dagsverke.app.numbering import numbered
from dagsverke.app.owners import OWNERS, owners
from dagsverke.app.papers import TAX_DEFAULT_E4, note, replace_rows
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.quote_elements import Laid, kept_rows, laid_out, planned, summed
from dagsverke.app.references import contact_of, existing, refer, refer_by_key, require
from dagsverke.app.secrets import new_public_link
from dagsverke.domain import quoting as rules
from dagsverke.domain.calendars import local_day
from dagsverke.domain.errors import Locked, Malformed
from dagsverke.domain.house_deduction import terms_on
from dagsverke.domain.housework import shares
from dagsverke.domain.invoicing import KRONA
from dagsverke.domain.units import E6

Given = Mapping[str, Any]
TABLE = "quote"
MADE, CHANGED, ISSUED, ACCEPTED, DECLINED, FOLLOWED = 1, 2, 5, 6, 7, 8
"""What the log of a quote says happened to it; the document shows 1 only."""
PLACE = ("name", "address", "address2", "zip_code", "city", "country", "phone")
EMPTY: Given = {
    **dict.fromkeys(("info_name", "header_text", "footer_text", "footer_info", "marking", "notes", "description"), ""),
    **dict.fromkeys(("conditions", "confirmation_title", "confirmation_header", "confirmation_footer"), ""),
    **dict.fromkeys(("property_designation", "housing_society_number", "apartment_number", "personal_number"), ""),
    **{f"delivery_{part}": "" for part in PLACE},
    **dict.fromkeys(("has_own_value", "has_own_cost", "has_conditions", "has_row_taxes", "shows_gross"), False),
    **dict.fromkeys(("own_value_e4", "own_cost_e4", "property_type", "max_deduction_e4"), 0),
    **dict.fromkeys(("delivers_on", "delivers_until")),
}
"""Columns that are kept as they come, and what they are when they are emptied."""
NEVER_EMPTY = ("quoted_on", "tax_e4", "currency_code", "currency_rate_e6", "language")
"""Columns that stay as they are where they are given empty."""
NAMES: Mapping[str, str] = {"SV": "Offert", "EN": "Quote", "FI": "Tarjous"}
LANGUAGES: Mapping[str, str] = {"FI": "FI"}
REFERENCES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "category": ("register_item", {"kind": "quote_category"}),
    "reference": ("person", {}),
    "agent": ("person", {}),
    "price_list": ("price_list", {}),
}
ALWAYS = frozenset({"modified_by_key", "notes", "is_archived"})
"""What can be changed of a quote that was sent or decided: what its customer is not shown."""
_OF_TEMPLATE = ("kind", "language", "footer_text")


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a quote (Seven Time, Quotes): a draft or an opportunity, with a public link from the beginning."""
    require(change, "created_by_key", "customer_key")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    given = {**_of_template(work, change), **change}
    values = _unsaid(work) | {"reference_id": creator["id"]} | _values(work, given, None)
    values["name"] = change.get("name") or NAMES.get(values["language"], NAMES["EN"])
    values |= {"number": numbered(work, TABLE, change, None), "public_link": new_public_link()}
    values |= {"created_by_id": creator["id"], "modified_by_id": creator["id"]}
    laid = _laid(work, given, None, values)
    quote_id = work.add(TABLE, values | _sums(laid))
    replace_rows(work, TABLE, quote_id, laid.rows)
    note(work, TABLE, quote_id, MADE, creator["id"])
    return {"id": quote_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a quote; what is not given stays. One that was sent must be made a draft again first, or with it."""
    require(change, "modified_by_key")
    quote = _open(work.held(TABLE, existing(work, TABLE, "key", **target)), change)
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    for name in ("name", "customer_key"):
        if name in change:
            require(change, name)
    values = {**_values(work, change, quote), "modified_by_id": modifier["id"]}
    values |= {"name": change.get("name") or quote["name"], "number": numbered(work, TABLE, change, quote)}
    if not change.keys() <= ALWAYS:
        laid = _laid(work, change, quote, {**quote, **values})
        values |= _sums(laid)
        _replace(work, quote, change, laid)
        note(work, TABLE, quote["id"], CHANGED, modifier["id"])
    work.change(TABLE, quote, values)
    return {"id": quote["id"]}


def send(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Send a quote to its customer: from now on its link shows it. Sending it again changes when it was sent."""
    require(change, "modified_by_key")
    quote = work.held(TABLE, existing(work, TABLE, "key", **target))
    rules.undecided(quote["status"], decided_on(quote))
    sender = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    if quote["valid_until"] < local_day(work.now, work.company.zone):
        raise Malformed("range", "valid_until", "has passed")
    work.change(TABLE, quote, {"status": rules.SENT, "sent_at": work.now, "modified_by_id": sender["id"]})
    note(work, TABLE, quote["id"], ISSUED, sender["id"])
    return {"id": quote["id"]}


def record_template(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # as every command
    """Record what quotes can be made of (Seven Time, Get Quote Templates)."""
    require(change, "created_by_key", "name")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    elements = planned(change.get("elements") or (), f"{change['name']} {work.now}")
    values = {
        "name": change["name"],
        "language": change.get("language") or "",
        "footer_text": change.get("footer_text") or "",
        "kind": rules.kind_of(change.get("kind")),
        "elements": json.dumps(elements, ensure_ascii=False),
        "extras": merged(None, change.get("extras") or {}),
    }
    by = {"created_by_id": creator["id"], "modified_by_id": creator["id"]}
    return {"id": work.add("quote_template", values | by)}


def decided_on(quote: Record) -> str | None:
    """The day on which a quote was accepted or declined."""
    found: str | None = quote["accepted_on"] if quote["status"] == rules.ACCEPTED else quote["declined_on"]
    return found


def refuse_closed(reader: Reader, target: Given) -> None:
    """Refuse a quote of which what it offers cannot be changed as it stands."""
    _open(existing(reader, TABLE, "key", **target), {"elements": ()})


def _open(quote: Record, change: Given) -> Record:
    """The quote, refused where its customer has it before them or has decided."""
    if change.keys() <= ALWAYS:
        return quote
    if quote["status"] in rules.DECIDED:
        raise Locked("decided", "key", f"was {rules.DECIDED[quote['status']]} and can no longer be changed")
    if quote["status"] == rules.SENT and change.get("status") not in rules.OPEN:
        raise Locked("sent", "key", "is sent, and must be made a draft to be changed")
    return quote


def _of_template(work: UnitOfWork, change: Given) -> dict[str, Any]:
    """What the quote takes of its template, where it does not say it itself."""
    if not change.get("template_key"):
        return {}
    template = refer(work, "quote_template", "template_key", key=change["template_key"])
    elements = [{**one, "key": None} for one in json.loads(template["elements"])]
    return {**{name: template[name] for name in _OF_TEMPLATE if template[name]}, "elements": elements}


def _unsaid(work: UnitOfWork) -> dict[str, Any]:
    """What a new quote is where nothing is said."""
    return {
        "quoted_on": local_day(work.now, work.company.zone),
        "currency_code": CURRENCIES.get(work.company.country, KRONA),
        "currency_rate_e6": E6,
        "language": LANGUAGES.get(work.company.country, "SV"),
        "tax_e4": TAX_DEFAULT_E4,
        "deductions": "[]",
        "has_row_taxes": False,
        "price_list_id": None,
        "max_deduction_e4": 0,
        "valid_until": None,
        "kind": rules.NORMAL,
    }


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """The columns that the change sets, name, number, rows and sums apart."""
    values = plain(change, EMPTY) | {name: change[name] for name in NEVER_EMPTY if change.get(name) is not None}
    status = rules.status_of(change.get("status"), before["status"] if before is not None else None)
    values |= {"status": status} | ({"sent_at": None} if status in rules.OPEN else {})
    if change.get("is_archived") is not None:
        values["archived_at"] = work.now if change["is_archived"] else None
    if "kind" in change:
        values["kind"] = rules.kind_of(change["kind"])
    if "deductions" in change:
        given = change["deductions"] or ()
        fresh = (one["key"] for one in planned([{"kind": 0}] * len(given), f"{change} {work.now}"))
        values["deductions"] = json.dumps(shares(given, fresh), ensure_ascii=False)
    values |= _parties(work, change, before) | _references(work, change)
    if "extras" in change:
        values["extras"] = merged(before["extras"] if before is not None else None, change["extras"])
    after = (_unsaid(work) if before is None else dict(before)) | values
    return values | _spelled(after) | _spans(after, change)


def _spelled(after: Given) -> dict[str, Any]:
    """Language and currency as an invoice spells them, which a quote may become; and the cap of a deduction."""
    found = checked({**after, "invoiced_on": after["quoted_on"], "due_on": None, "has_own_due": False})
    house = rules.HOUSE_KINDS.get(after["kind"])
    if house is not None:
        if found["currency_code"] != KRONA:
            raise Malformed("range", "currency_code", "must be SEK where there is a deduction")
        found["max_deduction_e4"] = after["max_deduction_e4"] or terms_on(after["quoted_on"]).cap_e4(house)
    return found


def _spans(after: Given, change: Given) -> dict[str, Any]:
    """Until when it holds, and that a delivery does not end before it begins."""
    delivers_on, delivers_until = after.get("delivers_on"), after.get("delivers_until")
    if delivers_on and delivers_until and delivers_until < delivers_on:
        name = "delivers_until" if "delivers_until" in change else "delivers_on"
        raise Malformed("range", name, "must not part the delivery from its end")
    given = change["valid_until"] if "valid_until" in change else after["valid_until"]
    return {"valid_until": rules.valid_until(after["quoted_on"], given)}


def _parties(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """Customer, project and work order, which belong together, the contact person, and the customer's price list."""
    found = owners(work, change, before) if any(f"{name}_key" in change for name in OWNERS) else {}
    known = before["customer_id"] if before is not None else None
    customer_id = found.get("customer_id", known)
    if customer_id != known:
        customer = refer(work, "customer", "customer_key", id=customer_id)
        found |= {"contact_id": None, "price_list_id": customer["price_list_id"]}
    if "contact_key" in change:
        found["contact_id"] = contact_of(work, "contact_key", change["contact_key"], customer_id)
    return found


def _references(work: UnitOfWork, change: Given) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (table, also) in REFERENCES.items():
        field = f"{name}_key"
        if field in change:
            found[f"{name}_id"] = refer_by_key(work, table, field, change[field], **also)
    if "template_key" in change:
        found["template_id"] = refer_by_key(work, "quote_template", "template_key", change["template_key"])
    return found


def _laid(work: UnitOfWork, change: Given, before: Record | None, after: Given) -> Laid:
    """The elements as they are after a change, their rows priced anew where they are given, else taxed anew."""
    if before is None or "elements" in change:
        customer = refer(work, "customer", "customer_key", id=after["customer_id"])
        plan = planned(change.get("elements") or (), f"{after['number']} {work.now}")
        elements, rows = laid_out(work, plan, terms_of(after, customer))
    else:
        elements, rows = json.loads(before["elements"]), taxed_anew(kept_rows(work, before), before, after)
    check_rows(after["kind"], rows)
    percents = [one["percent_e4"] for one in json.loads(after["deductions"])]
    deducting = rules.deciding(after["kind"], after["quoted_on"], percents, after["max_deduction_e4"])
    return summed(elements, rows, 0 if after["kind"] == rules.CONSTRUCTION else after["tax_e4"], deducting)


def _sums(laid: Laid) -> dict[str, Any]:
    sums = laid.sums
    return {
        "elements": json.dumps(laid.elements, ensure_ascii=False),
        "net_e4": sums.net_e4,
        "tax_amount_e4": sums.tax_amount_e4,
        "rounding_e4": 0,
        "payable_e4": sums.net_e4 + sums.tax_amount_e4,
        "cost_e4": sums.cost_e4,
        "house_basis_e4": sums.house_basis_e4,
        "house_deduction_e4": sums.house_deduction_e4,
    }


def _replace(work: UnitOfWork, quote: Record, change: Given, laid: Laid) -> None:
    """New rows where elements are given; else the rows stay, with the tax that they have now."""
    if "elements" in change:
        replace_rows(work, TABLE, quote["id"], laid.rows)
        return
    for old, new in zip(kept_rows(work, quote), laid.rows, strict=True):
        work.change("paper_row", old, {name: new[name] for name in ("tax_e4", "tax_amount_e4")})
