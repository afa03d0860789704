"""A supplier confirms an order, through the order's public link."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands import purchase_orders
from dagsverke.app.papers import note
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain import purchasing
from dagsverke.domain.calendars import local_day
from dagsverke.domain.errors import Conflict, Malformed

Given = Mapping[str, Any]
NAME_LENGTH_MAX = 200


def confirm(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Confirm a sent order (Seven Time, Purchase order statuses); a second time is told when it was confirmed."""
    order = work.held(purchase_orders.TABLE, existing(work, purchase_orders.TABLE, "public_link", **target))
    if order["status"] != purchasing.SENT:
        if order["confirmed_at"] is None:
            raise Conflict("order", "status", "is such that the order can no longer be confirmed")
        on = local_day(order["confirmed_at"], work.company.zone)
        raise Conflict("decided", "status", f"is such that the order was confirmed on {on}")
    name = change.get("by_name") or ""
    if len(name) > NAME_LENGTH_MAX:
        raise Malformed("range", "by_name", f"must be at most {NAME_LENGTH_MAX} characters")
    work.change(purchase_orders.TABLE, order, {"status": purchasing.CONFIRMED, "confirmed_at": work.now})
    note(work, purchase_orders.TABLE, order["id"], purchase_orders.LOGGED, description=name)
    return {"id": order["id"]}
