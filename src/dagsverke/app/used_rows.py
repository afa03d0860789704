"""One expense, drive or time of a machine as it is looked at, by who may see it."""

import json
from typing import Any

from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition
from dagsverke.app.rows import shown_row

_ON = (
    *("id", "key", "on_day", "happened_at", "person_name", "customer_key", "customer_name", "project_key"),
    *("project_name", "work_order_key", "work_order_title", "work_order_number", "is_billable", "is_invoiced"),
    *("attested_at", "note", "cost_e4", "unit_price_e4"),
)
_EXPENSE = (
    *(*_ON, "name", "article_number", "unit", "quantity_e6", "discount_e4", "tax_e4", "net_amount_e4"),
    *("tax_amount_e4", "amount_incl_e4", "is_reimbursed", "verification_number", "supplier_name", "documents"),
)
_DRIVE = (
    *(*_ON, "purpose", "start_address", "end_address", "registration_number", "type_name", "start_odometer_m"),
    *("end_odometer_m", "distance_m", "amount_e4", "is_salary_compensated"),
)
_MACHINE_TIME = (*_ON, "machine_key", "machine_name", "duration_ms", "billable_ms", "price_e4")


def expense_row(reader: Reader, key: str, only_person_id: int | None = None) -> dict[str, Any]:
    """An expense with its documents; Absent where there is none, or it is another person's."""
    row = shown_row(reader, "expense", _EXPENSE, *_which(key, only_person_id))
    return {**row, "documents": json.loads(row["documents"])}


def drive_row(reader: Reader, key: str, only_person_id: int | None = None) -> dict[str, Any]:
    """A drive; Absent where there is none, or it is another person's."""
    return shown_row(reader, "drive", _DRIVE, *_which(key, only_person_id))


def machine_time_row(reader: Reader, key: str, only_person_id: int | None = None) -> dict[str, Any]:
    """Time of a machine; Absent where there is none, or it is another person's."""
    return shown_row(reader, "machine_entry", _MACHINE_TIME, *_which(key, only_person_id))


def _which(key: str, only_person_id: int | None) -> tuple[Condition, ...]:
    own = () if only_person_id is None else (Condition("person_id", "eq", only_person_id),)
    return (Condition("key", "eq", key), *own)
