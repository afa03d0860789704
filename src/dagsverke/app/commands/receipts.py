"""Expenses with their receipts: both or neither."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands import documents, expenses
from dagsverke.app.files import Attached
from dagsverke.app.moments import with_moment
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.media import check_receipt

Given = Mapping[str, Any]
FIELD = "receipt"


def record(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Record an expense of a day (``happened_at``), and its receipt where there is one.

    What is left empty is not said: it follows the article. Without one there is no discount, and the price is the cost.
    """
    told = {name: value for name, value in change.items() if value != ""}
    if not told.get("article_key"):
        told = {"discount_e4": 0, **told}
        if "unit_cost_e4" in told:
            told.setdefault("unit_price_e4", told["unit_cost_e4"])
    receipt = told.pop(FIELD, None)
    made = expenses.record(work, target, with_moment(work, told))
    _file(work, made["id"], receipt, change["created_by_key"])
    return made


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct an expense, and add a receipt to those that it has; what is not given stays."""
    before = existing(work, "expense", "key", key=target["key"])
    told = {"person_key": existing(work, "person", "id", id=before["person_id"])["key"], **change}
    receipt = told.pop(FIELD, None)
    made = expenses.correct(work, target, with_moment(work, told))
    _file(work, made["id"], receipt, change["modified_by_key"])
    return made


def _file(work: UnitOfWork, expense_id: int, receipt: Attached | None, by_key: str) -> None:
    if receipt is None:
        return
    check_receipt(FIELD, receipt.media)
    documents.record(
        work,
        {},
        {
            "created_by_key": by_key,
            "owner_kind": "expense",
            "owner_key": existing(work, "expense", "id", id=expense_id)["key"],
            "name": receipt.name,
            "content_type": receipt.media,
            "content": receipt.shelved,
        },
    )
