"""What a row is recorded on: customer, project and work order, which must belong together."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import refer, refer_by_key
from dagsverke.domain.errors import Conflict

OWNERS = ("customer", "project", "work_order")


def owners(
    work: UnitOfWork,
    change: Mapping[str, Any],
    before: Record | None = None,
    takes: str | None = None,
) -> dict[str, Any]:
    """The columns ``customer_id``, ``project_id`` and ``work_order_id`` after a change; what is not given stays.

    A work order must belong to the project where both are given; without a project its own is taken, and its customer
    in any case (Seven Time, Create a Driver Journal and Create an Expense; readings 29). ``takes`` names the flag by
    which a work order lets such rows be recorded on it; what stands on it already may stay.
    """
    found: dict[str, Any] = {}
    for table in OWNERS:
        field, column = f"{table}_key", f"{table}_id"
        if field in change:
            found[column] = refer_by_key(work, table, field, change[field])
        else:
            found[column] = before[column] if before is not None else None
    if found["work_order_id"] is None or not any(f"{table}_key" in change for table in OWNERS):
        return found
    order = refer(work, "work_order", "work_order_key", id=found["work_order_id"])
    if takes is not None and not order[takes] and (before is None or before["work_order_id"] != order["id"]):
        raise Conflict("closed", "work_order_key", f"takes no {takes.removeprefix('takes_')}")
    if found["project_id"] is not None and order["project_id"] not in (None, found["project_id"]):
        if change.get("project_key"):
            raise Conflict("reference", "work_order_key", "belongs to another project")
        found["project_id"] = order["project_id"]
    found["project_id"] = found["project_id"] or order["project_id"]
    found["customer_id"] = order["customer_id"] or found["customer_id"]
    return found
