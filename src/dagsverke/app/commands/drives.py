"""Drives: record, correct, withdraw. The distance comes from the odometer, price and cost from the type."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.locking import hold_days, unlocked
from dagsverke.app.owners import owners
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, refer_by_key, require
from dagsverke.domain.calendars import local_day
from dagsverke.domain.driving import amount_of, distance
from dagsverke.domain.errors import Malformed

Given = Mapping[str, Any]
WORDS = ("start_address", "end_address", "purpose")
REQUIRED = ("type_key", *WORDS, "start_odometer_m", "end_odometer_m")


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a drive as of now (Seven Time, Create a Driver Journal)."""
    require(change, "created_by_key", "person_key", *REQUIRED)
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    happened_at = change.get("happened_at") or work.now
    values = _values(work, change, None) | {
        "happened_at": happened_at,
        "on_day": local_day(happened_at, work.company.zone),
        "created_by_id": creator["id"],
        "modified_by_id": creator["id"],
    }
    hold_days(work, values, field="happened_at")
    return {"id": work.add("drive", values)}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a drive; what is not given stays (Seven Time, Update a Driver Journal)."""
    require(change, "modified_by_key", "person_key", *(name for name in REQUIRED if name in change))
    drive = unlocked(work, existing(work, "drive", "key", key=target["key"]))
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    values = _values(work, change, drive) | {"modified_by_id": modifier["id"]}
    hold_days(work, drive, {**drive, **values})
    work.change("drive", drive, values)
    return {"id": drive["id"]}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Withdraw a drive (Seven Time, Delete a Driver Journal); who did it is optional, but checked."""
    drive = unlocked(work, existing(work, "drive", "key", key=target["key"]))
    refer_by_key(work, "person", "deleted_by_key", change.get("deleted_by_key"))
    hold_days(work, drive)
    work.withdraw("drive", drive)
    return {"id": drive["id"]}


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """Every column of the drive after the change."""
    person = refer(work, "person", "person_key", key=change["person_key"])
    kind = _type(work, change, before)
    odometer = {name: _kept(change, before, name) for name in ("start_odometer_m", "end_odometer_m")}
    distance_m = distance(**odometer)
    price, cost = (_per_km(change, before, kind, name) for name in ("price", "cost"))
    return {
        "person_id": person["id"],
        "type_id": kind["id"],
        **_vehicle(work, change, before),
        **{name: _kept(change, before, name) for name in WORDS},
        "note": change["note"] or "" if "note" in change else before["note"] if before else "",
        **odometer,
        "distance_m": distance_m,
        **owners(work, change, before),
        "unit_price_e4": price,
        "unit_cost_e4": cost,
        "amount_e4": amount_of(price, distance_m),
        "cost_e4": amount_of(cost, distance_m),
        "is_billable": _kept(change, before, "is_billable", default=kind["is_billable"]),
        "is_salary_compensated": _kept(change, before, "is_salary_compensated", default=False),
    }


def _type(work: UnitOfWork, change: Given, before: Record | None) -> Record:
    if before is not None and "type_key" not in change:
        return refer(work, "drive_type", "type_key", id=before["type_id"])
    return refer(work, "drive_type", "type_key", key=change["type_key"])


def _vehicle(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """The vehicle and its registration number, or a number alone. A vehicle goes before a number beside it."""
    if change.get("vehicle_key"):
        vehicle = refer(work, "register_item", "vehicle_key", key=change["vehicle_key"], kind="vehicle")
        return {"vehicle_id": vehicle["id"], "registration_number": vehicle["code"]}
    was = {"vehicle_id": None, "registration_number": ""} if before is None else before
    vehicle_id = None if "vehicle_key" in change else was["vehicle_id"]
    number = change.get("registration_number") if "registration_number" in change else was["registration_number"]
    if number != was["registration_number"] and number:
        vehicle_id = None
    if vehicle_id is not None:
        number = was["registration_number"]
    elif not number:
        raise Malformed("required", "registration_number", "is required where no vehicle is given")
    return {"vehicle_id": vehicle_id, "registration_number": number}


def _per_km(change: Given, before: Record | None, kind: Record, name: str) -> int:
    """The price or cost per kilometre: as given, else the type's where the type is new or it was cleared."""
    attribute = f"unit_{name}_e4"
    given = change.get(attribute)
    if given is not None:
        if given < 0:
            raise Malformed("range", attribute, "must not be negative")
        return int(given)
    if before is None or attribute in change or before["type_id"] != kind["id"]:
        return int(kind[f"{name}_e4"])
    return int(before[attribute])


def _kept(change: Given, before: Record | None, name: str, default: Any = None) -> Any:
    if change.get(name) is not None:
        return change[name]
    return before[name] if before is not None else default
