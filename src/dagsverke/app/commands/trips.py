"""Drives as people tell them: of a day, by the odometer or by how far it was."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands import drives
from dagsverke.app.moments import with_moment
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.app.references import existing
from dagsverke.domain.driving import readings

Given = Mapping[str, Any]
ODOMETER = ("start_odometer_m", "end_odometer_m")


def record(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Record a drive of a day (``happened_at``).

    By ``distance_m`` alone it begins where the vehicle's last one ended, at nil where it had none.
    """
    told = dict(change)
    start_m, end_m, distance_m = told.pop(ODOMETER[0], None), told.pop(ODOMETER[1], None), told.pop("distance_m", None)
    kept_m = _last_reading(work, told) if start_m is None else None
    told |= dict(zip(ODOMETER, readings(start_m, end_m, distance_m, kept_m), strict=True))
    return drives.record(work, target, with_moment(work, told))


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a drive; what is not given stays. Another distance alone moves the end."""
    before = existing(work, "drive", "key", key=target["key"])
    told = {"person_key": existing(work, "person", "id", id=before["person_id"])["key"], **change}
    start_m, end_m = (told.get(name, before[name]) for name in ODOMETER)
    if "distance_m" in told and ODOMETER[1] not in told:
        end_m = None
    told |= dict(zip(ODOMETER, readings(start_m, end_m, told.pop("distance_m", None), None), strict=True))
    return drives.correct(work, target, told)


def _last_reading(reader: Reader, told: Given) -> int | None:
    """What the odometer showed at the end of the vehicle's last drive; None where it had none."""
    vehicle: Record | None = None
    if told.get("vehicle_key"):
        vehicle = reader.find("register_item", key=told["vehicle_key"], kind="vehicle")
    number = vehicle["code"] if vehicle else told.get("registration_number")
    if not number:
        return None
    where = (Condition("registration_number", "eq", number),)
    latest = (("happened_at", True), ("end_odometer_m", True))  # of those of one moment the one that led farthest
    query = Query("drive", ("end_odometer_m",), where, latest, Page(0, 1))
    found = reader.select(query).rows
    return int(found[0][0]) if found else None
