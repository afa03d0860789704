"""One order to a supplier as people read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app.papers import rows_of, taxes_of
from dagsverke.app.ports import Reader, Record
from dagsverke.app.references import existing, name_of, optional


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """An order with all that belongs to it. ``taxes`` is net and tax by rate (e4)."""

    order: Record
    buyer: Record
    supplier: Record
    rows: Sequence[Record]
    taxes: Mapping[int, tuple[int, int]]
    contact: str
    reference: str
    project: Record | None
    work_order: Record | None


def order_sheet(reader: Reader, **equals: Any) -> OrderSheet:
    """The order that is meant (by key or id). Raises Absent where there is none."""
    order = existing(reader, "purchase_order", "key", **equals)
    rows = rows_of(reader, "purchase_order", order["id"])
    contact = optional(reader, "contact", order["contact_id"])
    return OrderSheet(
        order=order,
        buyer=existing(reader, "company", "company", company_id=reader.company.id),
        supplier=existing(reader, "supplier", "supplier_key", id=order["supplier_id"]),
        rows=rows,
        taxes=taxes_of(rows),
        contact=str(contact["name"]) if contact is not None else "",
        reference=name_of(optional(reader, "person", order["reference_id"])),
        project=optional(reader, "project", order["project_id"]),
        work_order=optional(reader, "work_order", order["work_order_id"]),
    )
