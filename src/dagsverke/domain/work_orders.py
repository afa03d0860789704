"""The rules of one work order: how it is billed, and what a change of status sets off."""

from dataclasses import dataclass
from typing import Any

from dagsverke.domain.errors import Malformed
from dagsverke.domain.pricing import AS_QUOTED, FIXED_PRICE, RUNNING

BILLING_METHODS = (RUNNING, FIXED_PRICE, AS_QUOTED)
"""Seven Time, Create a Work order, Billing methods; empty text is none of its own."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a status says of a row that has it."""

    is_in_progress: bool = False
    is_closed: bool = False


NOT_BEGUN = Stage()


def billing(method: str | None, own_price_e4: int | None, kept_price_e4: int | None) -> tuple[str, int]:
    """The billing method and its fixed price (e4), nil where the method has none.

    ``own_price_e4`` is the price that is given with the change, ``kept_price_e4`` the one that stands already; a fixed
    price is required by the method of that name, and by no other (Seven Time, Create a Work order).
    """
    if method and method not in BILLING_METHODS:
        raise Malformed("range", "billing_method", f"must be one of {', '.join(BILLING_METHODS)}")
    if own_price_e4 is not None and own_price_e4 < 0:
        raise Malformed("range", "fixed_price_e4", "must not be negative")
    if method != FIXED_PRICE:
        if own_price_e4:
            raise Malformed("range", "fixed_price_e4", f"is only for the billing method {FIXED_PRICE}")
        return method or "", 0
    price_e4 = kept_price_e4 if own_price_e4 is None else own_price_e4
    if price_e4 is None:
        raise Malformed("required", "fixed_price_e4", f"is required by the billing method {FIXED_PRICE}")
    return FIXED_PRICE, price_e4


def milestones(before: Stage, after: Stage, person_id: int, at: str) -> dict[str, Any]:
    """What a change of status sets: who began and who completed the work, and when; a row opened again is neither."""
    found: dict[str, Any] = {}
    if after.is_in_progress and not before.is_in_progress:
        found |= {"started_by_id": person_id, "started_at": at}
    if after.is_closed and not before.is_closed:
        found |= {"completed_by_id": person_id, "completed_at": at}
    elif before.is_closed and not after.is_closed:
        found |= {"completed_by_id": None, "completed_at": None}
    return found
