"""Work orders: record and correct. Who and what works on one is kept beside it, in the order given."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.extras import merged
from dagsverke.app.numbering import next_number
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import contact_of, existing, refer, refer_by_key, require
from dagsverke.app.statuses import first_status
from dagsverke.domain import jobs
from dagsverke.domain import work_orders as rules
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.pricing import FIXED_PRICE

Given = Mapping[str, Any]
REQUIRED = ("title", "customer_key")
TEXTS = ("title", "description", "marking", "your_order_number")
FLAGS = {"is_supplement": False, "has_portal": False, "takes_time": True, "takes_expenses": True}
"""Truths, and what they are unless said."""
PERSONS = ("owner", "leader")
REGISTERS = {"type": "work_order_type", "department": "department"}
"""References to items of registers, and the kind of each."""
PLACE = ("name", "address", "address2", "zip_code", "city", "country", "phone")
SPAN = ("starts_at", "ends_at")
MEMBERS = ("person", "machine")
COUNTRY_LENGTH = 2


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a work order (Seven Time, Create a Work order); its number is the next of the series."""
    require(change, "created_by_key", *REQUIRED)
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    values = _values(work, change, None, creator["id"])
    values |= {"number": next_number(work, "work_order"), "created_by_id": creator["id"]}
    order_id = work.add("work_order", values | {"modified_by_id": creator["id"]})
    _assign_all(work, order_id, change)
    return {"id": order_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a work order (Seven Time, Update a Work order); what is not given stays."""
    require(change, "modified_by_key")
    order = existing(work, "work_order", "key", key=target["key"])
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    for name in REQUIRED:
        if name in change:
            require(change, name)
    values = _values(work, change, order, modifier["id"]) | {"modified_by_id": modifier["id"]}
    if _assign_all(work, order["id"], change):
        values["modified_at"] = work.now
    work.change("work_order", order, values)
    return {"id": order["id"]}


def _values(work: UnitOfWork, change: Given, before: Record | None, by_id: int) -> dict[str, Any]:
    """The columns of the work order that the change sets."""
    values: dict[str, Any] = {name: change[name] or "" for name in TEXTS if name in change}
    for name, unsaid in FLAGS.items():
        if name in change:
            values[name] = unsaid if change[name] is None else change[name]
    values |= _owners(work, change, before) | _references(work, change)
    values |= _span(change, before) | _billing(change, before) | _address(change)
    values |= _progress(work, change, before, by_id)
    if "color" in change and not _is_color_of_status(work, change["color"], before):
        values["color"] = jobs.color(change["color"])
    if "tags" in change:
        keys = list(dict.fromkeys(change["tags"] or ()))
        _rows_of(work, "register_item", "tags", keys, kind="work_order_tag")
        values["tags"] = json.dumps(keys, separators=(",", ":"))
    if "extras" in change:
        values["extras"] = merged(before["extras"] if before is not None else None, change["extras"])
    return values


def _owners(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """Customer, project and contact person, which belong together.

    With another customer the contact person of before is gone, but a project that stays must be the new one's too.
    """
    found: dict[str, Any] = {}
    customer_id = before["customer_id"] if before is not None else None
    project_key = change.get("project_key")
    if "customer_key" in change:
        customer_id = found["customer_id"] = refer_by_key(work, "customer", "customer_key", change["customer_key"])
    if before is not None and customer_id != before["customer_id"]:
        found["contact_id"] = None
        if "project_key" not in change and before["project_id"]:
            project_key = refer(work, "project", "project_key", id=before["project_id"])["key"]
    if "project_key" in change or project_key:
        found["project_id"] = _project_of(work, "project_key", project_key, customer_id)
    if "contact_key" in change:
        found["contact_id"] = contact_of(work, "contact_key", change["contact_key"], customer_id)
    return found


def _project_of(work: UnitOfWork, field: str, key: str | None, customer_id: int | None) -> int | None:
    """The id of a project of the customer's, or of nobody's; None where there is no key."""
    if not key:
        return None
    project = refer(work, "project", field, key=key)
    if project["customer_id"] is not None and project["customer_id"] != customer_id:
        raise Conflict("reference", field, "belongs to another customer")
    return int(project["id"])


def _references(work: UnitOfWork, change: Given) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in PERSONS:
        if f"{name}_key" in change:
            found[f"{name}_id"] = refer_by_key(work, "person", f"{name}_key", change[f"{name}_key"])
    for name, kind in REGISTERS.items():
        field = f"{name}_key"
        if field in change:
            found[f"{name}_id"] = refer_by_key(work, "register_item", field, change[field], kind=kind)
    return found


def _span(change: Given, before: Record | None) -> dict[str, Any]:
    """When the work is to be done, and how long it is thought to take."""
    found: dict[str, Any] = {name: change[name] for name in ("starts_at", "ends_at") if name in change}
    if found:
        after = {**(before or {}), **found}
        jobs.check_span(after.get("starts_at"), after.get("ends_at"), SPAN, is_end_given="ends_at" in found)
    if "estimated_ms" in change:
        found["estimated_ms"] = change["estimated_ms"] or 0
        if found["estimated_ms"] < 0:
            raise Malformed("range", "estimated_ms", "must not be negative")
    return found


def _billing(change: Given, before: Record | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "invoice_status" in change:
        found["invoice_status"] = jobs.invoice_status(change["invoice_status"])
    if "billing_method" in change or "fixed_price_e4" in change:
        method_before = before["billing_method"] if before is not None else ""
        method = change.get("billing_method", method_before)
        has_kept = before is not None and method_before == FIXED_PRICE and "fixed_price_e4" not in change
        kept_e4 = before["fixed_price_e4"] if before is not None and has_kept else None
        found["billing_method"], found["fixed_price_e4"] = rules.billing(method, change.get("fixed_price_e4"), kept_e4)
    return found


def _address(change: Given) -> dict[str, Any]:
    """Where the work is done: the parts of an own address count only where it is said that there is one."""
    if "has_other_address" not in change and not any(f"work_{part}" in change for part in PLACE):
        return {}
    require(change, "has_other_address")
    found: dict[str, Any] = {"has_other_address": change["has_other_address"]}
    if not change["has_other_address"]:
        return found
    found |= {f"work_{part}": change[f"work_{part}"] or "" for part in PLACE if f"work_{part}" in change}
    if country := found.get("work_country"):
        if len(country) != COUNTRY_LENGTH or not (country.isascii() and country.isalpha()):
            raise Malformed("range", "work_country", "must be a country code of two letters")
        found["work_country"] = country.upper()
    return found


def _progress(work: UnitOfWork, change: Given, before: Record | None, by_id: int) -> dict[str, Any]:
    """The status, and who began or completed the work by it; the first of the statuses unless one is said."""
    if before is not None and "status_key" not in change:
        return {}
    if key := change.get("status_key"):
        status: Record | None = refer(work, "status", "status_key", key=key, kind="work_order")
    else:
        status = first_status(work, "work_order")
    earlier = _status_of(work, before)
    if status is None or (earlier is not None and earlier["id"] == status["id"]):
        return {}
    return {"status_id": status["id"]} | rules.milestones(_stage(earlier), _stage(status), by_id, work.now)


def _status_of(work: UnitOfWork, order: Record | None) -> Record | None:
    return work.find("status", id=order["status_id"]) if order is not None and order["status_id"] else None


def _stage(status: Record | None) -> rules.Stage:
    return rules.Stage(status["is_in_progress"], status["is_closed"]) if status is not None else rules.NOT_BEGUN


def _is_color_of_status(work: UnitOfWork, color: str | None, before: Record | None) -> bool:
    """Whether a colour that was sent back is merely the status's, which a work order without its own shows."""
    if not color or before is None or before["color"]:
        return False
    status = _status_of(work, before)
    return status is not None and status["color"] == color


def _assign_all(work: UnitOfWork, order_id: int, change: Given) -> bool:
    """Make persons and machines those that are given; whether that changes anything."""
    given = [name for name in MEMBERS if f"{name}_keys" in change]
    changed = [name for name in given if _assign(work, order_id, name, change[f"{name}_keys"] or ())]
    return bool(changed)


def _assign(work: UnitOfWork, order_id: int, name: str, keys: Sequence[str]) -> bool:
    rows = _rows_of(work, name, f"{name}_keys", list(dict.fromkeys(keys)))
    table, column = f"work_order_{name}", f"{name}_id"
    wanted = [one["id"] for one in rows]
    links = {one[column]: one for one in work.find_all(table, work_order_id=order_id)}
    if wanted == sorted(links, key=lambda one: int(links[one]["position"])):
        return False
    for one in links.keys() - set(wanted):
        work.withdraw(table, links[one])
    places = {one: place for place, one in enumerate(wanted)}
    for one in links.keys() & places.keys():
        work.change(table, links[one], {"position": places[one]})
    new = [{"work_order_id": order_id, column: one, "position": place} for one, place in places.items()]
    work.add_many(table, [row for row in new if row[column] not in links])
    return True


def _rows_of(work: UnitOfWork, table: str, field: str, keys: Sequence[str], **equals: Any) -> Sequence[Record]:
    """The rows with these keys, in their order; refused as the field's fault where one leads nowhere."""
    found = {one["key"]: one for one in work.find_all(table, key=keys, **equals)} if keys else {}
    if any(key not in found for key in keys):
        raise Malformed("reference", field, "names something that is not in this company")
    return [found[key] for key in keys]
