"""Machines: what is rented out or used on work orders by the hour."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.changes import plain
from dagsverke.app.numbering import numbered
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, refer_by_key, require
from dagsverke.domain.errors import Malformed

Given = Mapping[str, Any]
PRICES = ("unit_price_e4", "unit_cost_e4")
EMPTY: Given = {
    **dict.fromkeys(("name", "model", "serial_number", "machine_group", "article_number"), ""),
    **dict.fromkeys(("is_active", "is_billable", "takes_hours", "can_be_planned"), True),
    **dict.fromkeys(PRICES, 0),
    **dict.fromkeys(("purchased_on", "serviced_on"), None),
    "is_serviceable": False,
}
"""Columns that are kept as they come, and what they are when they are emptied."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a machine; without a number it gets the next of the series."""
    require(change, "created_by_key", "name")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    values = _values(work, change, None) | {"created_by_id": creator["id"], "modified_by_id": creator["id"]}
    return {"id": work.add("machine", values)}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a machine; what is not given stays, also on what was recorded of it before."""
    require(change, "modified_by_key")
    machine = existing(work, "machine", "key", key=target["key"])
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    if "name" in change:
        require(change, "name")
    work.change("machine", machine, _values(work, change, machine) | {"modified_by_id": modifier["id"]})
    return {"id": machine["id"]}


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    values = plain(change, EMPTY)
    for name in PRICES:
        if values.get(name, 0) < 0:
            raise Malformed("range", name, "must not be negative")
    values["number"] = numbered(work, "machine", change, before)
    if "supplier_key" in change:
        values["supplier_id"] = refer_by_key(work, "supplier", "supplier_key", change["supplier_key"])
    if "type_key" in change:
        key = change["type_key"]
        values["type_id"] = refer_by_key(work, "register_item", "type_key", key, kind="machine_type")
    return values
