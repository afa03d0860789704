"""Projects: record and correct."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dagsverke.app.extras import merged
from dagsverke.app.numbering import numbered
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import contact_of, existing, refer, refer_by_key, require
from dagsverke.app.statuses import first_status
from dagsverke.domain import jobs
from dagsverke.domain import projects as rules
from dagsverke.domain.errors import Malformed
from dagsverke.domain.pricing import AS_CUSTOMER

Given = Mapping[str, Any]
KIND = "project"
PLACE = ("name", "address", "address2", "zip_code", "city", "country", "phone")
TEXTS = ("name", "marking", "your_order_number", "notes", *(f"delivery_{part}" for part in PLACE))
AMOUNTS = ("price_per_hour_e4", "fixed_price_e4", "estimated_ms")
RULES: Mapping[str, Callable[[Any], Any]] = {
    "billing_method": rules.billing_method,
    "color": partial(jobs.color, unsaid=rules.COLOR_UNSAID),
    "invoice_status": jobs.invoice_status,
}
"""What makes a column of what is given, where not everything will do."""
REFERENCES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "leader": ("person", {}),
    "status": ("status", {"kind": KIND}),
    "type": ("register_item", {"kind": "project_type"}),
    "department": ("register_item", {"kind": "department"}),
    "result_unit": ("register_item", {"kind": "result_unit"}),
    "price_list": ("price_list", {}),
    "fixed_price_article": ("article", {}),
}
"""What a project refers to besides its customer, and what must be true of the row."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a project (Seven Time, Create a Project): numbered, active and in the first status unless said."""
    require(change, "created_by_key", "name")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    first = first_status(work, KIND)
    values = {"color": rules.COLOR_UNSAID, "status_id": first["id"] if first else None} | _values(work, change, None)
    return {"id": work.add(KIND, values | {"created_by_id": creator["id"], "modified_by_id": creator["id"]})}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a project (Seven Time, Update a Project); what is not given stays, name and number cannot be emptied."""
    require(change, "modified_by_key")
    project = existing(work, KIND, "key", key=target["key"])
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    require(change, *(name for name in ("name", "number") if name in change))
    work.change(KIND, project, _values(work, change, project) | {"modified_by_id": modifier["id"]})
    return {"id": project["id"]}


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """The columns that a change sets."""
    values = _plain(change)
    if change.get("number"):
        rules.number(change["number"])
    values["number"] = numbered(work, KIND, change, before)
    for name, (table, also) in REFERENCES.items():
        field = f"{name}_key"
        if field in change:
            values[f"{name}_id"] = refer_by_key(work, table, field, change[field], **also)
    if "tag_keys" in change:
        values["tags"] = _tags(work, change["tag_keys"] or [])
    values |= _customer(work, change, before)
    _check_days(change, before)
    _check_billing(work, change, before, values)
    if "extras" in change:
        values["extras"] = merged(before["extras"] if before else None, change["extras"])
    return values


def _plain(change: Given) -> dict[str, Any]:
    """The columns for which no other row is asked."""
    values: dict[str, Any] = {name: change[name] or "" for name in TEXTS if name in change}
    for name in AMOUNTS:
        if name in change:
            values[name] = change[name] or 0
            if values[name] < 0:
                raise Malformed("range", name, "must not be negative")
    for name, rule in RULES.items():
        if name in change:
            values[name] = rule(change[name])
    if change.get("is_active") is not None:
        values["is_active"] = change["is_active"]
    return values | {name: change[name] for name in ("starts_on", "ends_on") if name in change}


def _tags(work: UnitOfWork, keys: list[str]) -> str:
    """The keys as they are kept, each once; every one of them must name a tag."""
    wanted = list(dict.fromkeys(keys))
    known = {one["key"] for one in work.find_all("register_item", key=wanted, kind="project_tag")} if wanted else set()
    if unknown := [one for one in wanted if one not in known]:
        raise Malformed("reference", "tag_keys", f"{unknown[0]} names nothing in this company")
    return json.dumps(wanted)


def _customer(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """Customer and contact person, who belongs to that customer; with another customer the one of before is gone."""
    values: dict[str, Any] = {}
    customer_id = before["customer_id"] if before else None
    if "customer_key" in change:
        customer_id = refer_by_key(work, "customer", "customer_key", change["customer_key"])
        values = {"customer_id": customer_id}
        if before is None or before["customer_id"] != customer_id:
            values["contact_id"] = None
    if "contact_key" in change:
        if change["contact_key"] and customer_id is None:
            raise Malformed("required", "customer_key", "is required where there is a contact person")
        values["contact_id"] = contact_of(work, "contact_key", change["contact_key"], customer_id)
    return values


def _check_days(change: Given, before: Record | None) -> None:
    starts_on, ends_on = (_after(change, before, name) for name in ("starts_on", "ends_on"))
    jobs.check_span(starts_on, ends_on, ("starts_on", "ends_on"), is_end_given="ends_on" in change)


def _check_billing(work: UnitOfWork, change: Given, before: Record | None, values: Given) -> None:
    """What the billing method reckons with is there. Asked only where any of it changes."""
    if change.keys().isdisjoint({"billing_method", "customer_key", *rules.NEEDED.values()}):
        return
    method = _after(values, before, "billing_method") or ""
    if method == AS_CUSTOMER:
        _check_customer(work, _after(values, before, "customer_id"))
    name = rules.NEEDED.get(method)
    if name is None or change.get(name) is not None:
        return
    if name in change or before is None or not (before[_column(name)] or before["billing_method"] == method):
        raise Malformed("required", name, f"is required where the billing method is {method}")


def _column(name: str) -> str:
    return f"{name.removesuffix('_key')}_id" if name.endswith("_key") else name


def _check_customer(work: UnitOfWork, customer_id: int | None) -> None:
    """Seven Time, Billing methods for projects: the customer must have a billing method."""
    customer = work.find("customer", id=customer_id) if customer_id else None
    if customer is None:
        raise Malformed("required", "customer_key", f"is required where the billing method is {AS_CUSTOMER}")
    if not customer["billing_method"]:
        raise Malformed("reference", "billing_method", "cannot be the customer's, who has none")


def _after(change: Given, before: Record | None, name: str) -> Any:
    if name in change:
        return change[name]
    return before[name] if before is not None else None
