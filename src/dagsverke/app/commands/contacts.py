"""Contacts: the persons to speak to at customers."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.changes import plain
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing, refer, require

Given = Mapping[str, Any]
EMPTY: Given = {
    **dict.fromkeys(("name", "title", "work_phone", "cell_phone", "email"), ""),
    "is_main": False,
    "is_active": True,
}
"""Columns that are kept as they come, and what they are when they are emptied."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a contact of a customer. The main one of the customer is it alone, where it is."""
    require(change, "customer_key", "name")
    customer = refer(work, "customer", "customer_key", key=change["customer_key"])
    made = work.add("contact", {"customer_id": customer["id"], **plain(change, EMPTY)})
    _step_back(work, customer["id"], made, change)
    return {"id": made}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a contact of a customer; what is not given stays, and the customer is always the same."""
    contact = existing(work, "contact", "key", key=target["key"])
    if "name" in change:
        require(change, "name")
    work.change("contact", contact, plain(change, EMPTY))
    if contact["customer_id"] is not None:
        _step_back(work, contact["customer_id"], contact["id"], change)
    return {"id": contact["id"]}


def _step_back(work: UnitOfWork, customer_id: int, contact_id: int, change: Given) -> None:
    """Let the main contact of before be one of the others, where another becomes it."""
    if change.get("is_main"):
        for other in work.find_all("contact", customer_id=customer_id, is_main=True):
            if other["id"] != contact_id:
                work.change("contact", other, {"is_main": False})
