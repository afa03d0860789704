"""Vehicles: a register whose items are known by their registration numbers (``code``)."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.changes import plain
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, require
from dagsverke.domain.errors import Conflict

Given = Mapping[str, Any]
KIND = "vehicle"
EMPTY: Given = {"name": "", "description": "", "is_active": True}
"""Columns that are kept as they come, and what they are when they are emptied."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a vehicle. No two of the company have one registration number."""
    require(change, "code", "name")
    return {"id": work.add("register_item", {"kind": KIND, **_values(work, change, None)})}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a vehicle; what is not given stays. Drives keep the number that it had."""
    vehicle = existing(work, "register_item", "key", key=target["key"], kind=KIND)
    require(change, *(name for name in ("code", "name") if name in change))
    work.change("register_item", vehicle, _values(work, change, vehicle))
    return {"id": vehicle["id"]}


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    values = plain(change, EMPTY)
    if "code" in change:
        values["code"] = code = change["code"].strip().upper()
        holder = next(iter(work.find_all("register_item", kind=KIND, code=code)), None)
        if holder is not None and (before is None or holder["id"] != before["id"]):
            raise Conflict("taken", "code", f"{code} is the number of {holder['name']}")
    return values
