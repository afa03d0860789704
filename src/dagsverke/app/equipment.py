"""Machines and vehicles as they are looked at."""

import json
from collections.abc import Sequence
from typing import Any

from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.app.rows import named_rows, shown_row

SHOWN_MAX = 20
"""So many drives are shown with a vehicle, and rows of time with a machine, the last first."""
_MACHINE = (
    *("key", "number", "name", "model", "serial_number", "machine_group", "article_number", "type_name"),
    *("supplier_name", "is_active", "is_billable", "takes_hours", "unit_price_e4", "unit_cost_e4", "used_ms"),
    *("purchased_on", "serviced_on", "documents"),
)
_VEHICLE = ("key", "code", "name", "description", "is_active")
_DRIVE = ("key", "on_day", "person_name", "purpose", "start_address", "end_address", "end_odometer_m", "distance_m")
_TIME = ("key", "on_day", "person_name", "work_order_title", "note", "duration_ms")


def machine_sheet(reader: Reader, key: str, only_person_id: int | None = None) -> dict[str, Any]:
    """A machine with its documents, its last time, and the last day on which it was used. Raises Absent.

    The time is that of one person where that alone may be seen. The day is that of anybody's; ``used_at`` of the
    machine is when time of it was last written (Seven Time, lastHoursUsedRegDate).
    """
    row = shown_row(reader, "machine", _MACHINE, Condition("key", "eq", key))
    of_it = (Condition("machine_key", "eq", key),)
    used = reader.select(Query("machine_entry", ("on_day",), of_it, (("happened_at", True),), Page(0, 1))).rows
    own = () if only_person_id is None else (Condition("person_id", "eq", only_person_id),)
    last = Query("machine_entry", _TIME, (*of_it, *own), (("happened_at", True),), Page(0, SHOWN_MAX))
    documents = json.loads(row["documents"])
    return {**row, "documents": documents, "used_on": used[0][0] if used else None, "time": named_rows(reader, last)}


def vehicle_sheet(reader: Reader, key: str, only_person_id: int | None = None) -> tuple[Record, Sequence[Record]]:
    """A vehicle and its last drives, those of one person where they alone may be seen. Raises Absent."""
    vehicle = shown_row(reader, "vehicle", _VEHICLE, Condition("key", "eq", key))
    where = [Condition("registration_number", "eq", vehicle["code"])]
    if only_person_id is not None:
        where.append(Condition("person_id", "eq", only_person_id))
    query = Query("drive", _DRIVE, tuple(where), (("happened_at", True),), Page(0, SHOWN_MAX))
    return vehicle, named_rows(reader, query)
