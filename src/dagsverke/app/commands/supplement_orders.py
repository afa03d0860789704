"""Supplement orders: what a customer orders beside what a project was agreed for."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.owners import owners
from dagsverke.app.papers import TAX_DEFAULT_E4, Terms, money_of, note, priced_rows, replace_rows, sums_of
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import refer, refer_by_key, require
from dagsverke.app.secrets import new_public_link
from dagsverke.domain.errors import Malformed
from dagsverke.domain.invoicing import KRONA
from dagsverke.domain.supplements import KIND, check_status
from dagsverke.domain.work_orders import BILLING_METHODS

Given = Mapping[str, Any]
TABLE = "supplement_order"
MADE = 1
"""What the log calls the making of an order (Seven Time, supplementOrderLogEntries)."""
TEXTS = ("title", "description", "header_text", "footer_text", "billing_method")


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a supplement order of a project (Seven Time, Supplement Orders), numbered within the project."""
    require(change, "created_by_key", "project_key", "title")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    whose = owners(work, {name: change[name] for name in ("project_key", "work_order_key") if name in change})
    project = refer(work, "project", "project_key", id=whose["project_id"])
    price_list_id = refer_by_key(work, "price_list", "price_list_key", change.get("price_list_key"))
    method = change.get("billing_method")
    if method and method not in BILLING_METHODS:
        raise Malformed("range", "billing_method", f"must be one of {', '.join(BILLING_METHODS)}")
    terms = Terms(price_list_id=price_list_id, tax_e4=change.get("tax_e4", TAX_DEFAULT_E4))
    rows = priced_rows(work, change.get("rows") or (), terms)
    values = {
        **{name: change.get(name) or "" for name in TEXTS},
        **whose,
        **money_of(sums_of(rows, KRONA)),
        "customer_id": project["customer_id"] or whose["customer_id"],
        "price_list_id": price_list_id,
        "number": _next_number(work, project["id"]),
        "kind": KIND,
        "status": check_status(change.get("status")),
        "accepted_on": change.get("accepted_on"),
        "has_signature": bool(change.get("has_signature")),
        "contracted_e4": _contracted(change.get("contracted_e4")),
        "tax_e4": terms.tax_e4,
        "public_link": new_public_link(),
        "created_by_id": creator["id"],
        "modified_by_id": creator["id"],
    }
    order_id = work.add(TABLE, values)
    replace_rows(work, TABLE, order_id, rows)
    note(work, TABLE, order_id, MADE, creator["id"])
    return {"id": order_id}


def _next_number(work: UnitOfWork, project_id: int) -> int:
    """Counted within the project, from 1; two at once get two numbers."""
    return work.next_number(f"{TABLE}/{project_id}")


def _contracted(amount_e4: int | None) -> int:
    if amount_e4 is not None and amount_e4 < 0:
        raise Malformed("range", "contracted_e4", "must not be negative")
    return amount_e4 or 0
