"""The rules of one work order: its colour, its span, how it is billed, and what a change of status sets off."""

from dataclasses import dataclass
from typing import Any

from dagsverke.domain.errors import Malformed

COLORS = (
    "9c27b0", "673ab7", "7C4DFF", "3F51B5", "3a87ad", "2196F3", "03A9F4", "00BCD4", "009688", "468847",
    "4CAF50", "8BC34A", "CDDC39", "FF9800", "FF5722", "f44336", "e91e63", "795548", "5D4037", "999999",
    "666666", "333333", "000000", "FAFAFA",
)  # fmt: skip
"""Seven Time, Create a Work order, Colors for work orders: as they are spelled there."""
_COLORS = {one.lower(): one for one in COLORS}

INVOICE_STATUSES = (0, 5, 10, 20, 30)
"""Seven Time, Create a Work order: none, not invoiceable, ready to be invoiced, partly and fully invoiced."""

FIXED_PRICE = "FIXED_PRICE"
BILLING_METHODS = ("RUNNING", FIXED_PRICE, "ACCORDING_TO_QUOTE")
"""Seven Time, Create a Work order, Billing methods; empty text is none of its own."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a status says of a row that has it."""

    is_in_progress: bool = False
    is_closed: bool = False


NOT_BEGUN = Stage()


def color(given: str | None) -> str:
    """One of the colours, whatever its letter case; empty where there is none of its own."""
    if not given:
        return ""
    if given.lower() not in _COLORS:
        raise Malformed("range", "color", "must be one of the colours for work orders")
    return _COLORS[given.lower()]


def invoice_status(given: int | None) -> int:
    """One of the invoice statuses; none unless said."""
    if given is not None and given not in INVOICE_STATUSES:
        raise Malformed("range", "invoice_status", f"must be one of {', '.join(map(str, INVOICE_STATUSES))}")
    return given or 0


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


def check_span(starts_at: str | None, ends_at: str | None, *, is_end_given: bool) -> None:
    """Refuse an end before the start, naming the end where it was given, else the start."""
    if not starts_at or not ends_at or starts_at <= ends_at:
        return
    if is_end_given:
        raise Malformed("range", "ends_at", "must not be before the start")
    raise Malformed("range", "starts_at", "must not be after the end")


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
