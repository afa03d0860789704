"""The rules of one project: its number, its colour, its span of days, and what its billing method reckons with."""

import re
from collections.abc import Mapping

from dagsverke.domain.errors import Malformed
from dagsverke.domain.pricing import FIXED_PRICE, HOURLY, PRICE_LIST, PROJECT_METHODS

COLORS = (
    *("9c27b0", "673ab7", "7C4DFF", "3F51B5", "3a87ad", "2196F3", "03A9F4", "00BCD4", "009688", "468847"),
    *("4CAF50", "8BC34A", "CDDC39", "FF9800", "FF5722", "f44336", "e91e63", "795548", "5D4037", "999999"),
    *("666666", "333333", "000000", "FAFAFA"),
)
"""Seven Time, Colors for work orders: as they are spelled there. Projects show one of them."""
COLOR_UNSAID = "FAFAFA"
INVOICE_STATUSES = (0, 5, 10, 20, 30)
"""Seven Time, Invoice statuses for projects: none, not invoiceable, ready, partly and fully invoiced."""
NEEDED: Mapping[str, str] = {HOURLY: "price_per_hour_e4", FIXED_PRICE: "fixed_price_e4", PRICE_LIST: "price_list_key"}
"""What a billing method reckons with, which must be given (Seven Time, Create a Project)."""

_COLORS = {one.lower(): one for one in COLORS}
_NUMBER = re.compile(r"[1-9][0-9]{0,14}")


def number(given: str) -> str:
    """A project's number: a whole one, as text."""
    if not _NUMBER.fullmatch(given):
        raise Malformed("range", "number", "must be a whole number above 0 of at most 15 digits")
    return given


def color(given: str | None) -> str:
    """One of the colours, whatever its letter case; the one of a new project where none is given."""
    if not given:
        return COLOR_UNSAID
    if given.lower() not in _COLORS:
        raise Malformed("range", "color", "must be one of the colours for work orders")
    return _COLORS[given.lower()]


def invoice_status(given: int | None) -> int:
    """One of the invoice statuses; none unless said."""
    if given is not None and given not in INVOICE_STATUSES:
        raise Malformed("range", "invoice_status", f"must be one of {', '.join(map(str, INVOICE_STATUSES))}")
    return given or 0


def billing_method(given: str | None) -> str:
    """How the hours of a project are priced; empty where nothing was agreed."""
    if given and given not in PROJECT_METHODS:
        raise Malformed("range", "billing_method", "is no billing method of a project")
    return given or ""


def check_days(starts_on: str | None, ends_on: str | None, *, is_end_given: bool) -> None:
    """Refuse a last day before the first, naming the last where it was given, else the first."""
    if starts_on and ends_on and ends_on < starts_on:
        name, detail = ("ends_on", "before the start") if is_end_given else ("starts_on", "after the end")
        raise Malformed("range", name, f"must not be {detail}")
