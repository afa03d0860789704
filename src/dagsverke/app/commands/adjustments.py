"""Corrections of balances: a signed amount on a day, for a reason."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app import adjusting
from dagsverke.app.commands.marks import VALUE_MAX, holding_of
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing, require
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN
from dagsverke.domain.closings import CORRECTION
from dagsverke.domain.errors import Conflict, Forbidden, Malformed

Given = Mapping[str, Any]


def correct_balance(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Add ``amount`` (in the account's unit) to a person's balance from a day on.

    Unlike a mark it hides nothing: what is recorded of earlier days still counts.
    """
    require(change, "amount", "reason")
    person, account = holding_of(work, change)
    if account.counts_employment:
        raise Malformed("reference", "account_code", "names an account that counts the days of employments")
    if not DAY_MIN <= change["on_day"] <= DAY_MAX:
        raise Malformed("range", "on_day", f"must be from {DAY_MIN} to {DAY_MAX}")
    if not 0 < abs(change["amount"]) <= VALUE_MAX:
        raise Malformed("range", "amount", "is nil or out of range")
    if not change["reason"].strip():
        raise Malformed("required", "reason", "is required")
    row = {
        "person_id": person["id"],
        "account_id": account.id,
        "on_day": change["on_day"],
        "amount": change["amount"],
        "kind": CORRECTION,
        "reason": change["reason"].strip(),
    }
    return {"id": adjusting.adjust(work, [row])[0]}


def take_back(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Take a correction back: the balance is what it was without it. A closing's adjustments go with the closing."""
    if work.principal.reach == "own":
        raise Forbidden("forbidden", None, "A person may not change balances.")
    adjustment = existing(work, "adjustment", "key", key=target["key"])
    if adjustment["closing_id"] is not None:
        raise Conflict("closed", "key", "belongs to a closing, which is undone as a whole or not at all")
    adjusting.take_back(work, [adjustment])
    return {}
