"""The rules of one project: its number, and what its billing method reckons with."""

import re
from collections.abc import Mapping

from dagsverke.domain.errors import Malformed
from dagsverke.domain.pricing import FIXED_PRICE, HOURLY, PRICE_LIST, PROJECT_METHODS

COLOR_UNSAID = "FAFAFA"
"""The colour of a project that was given none."""
NEEDED: Mapping[str, str] = {HOURLY: "price_per_hour_e4", FIXED_PRICE: "fixed_price_e4", PRICE_LIST: "price_list_key"}
"""What a billing method reckons with, which must be given (Seven Time, Create a Project)."""

_NUMBER = re.compile(r"[1-9][0-9]{0,14}")


def number(given: str) -> str:
    """A project's number: a whole one, as text."""
    if not _NUMBER.fullmatch(given):
        raise Malformed("range", "number", "must be a whole number above 0 of at most 15 digits")
    return given


def billing_method(given: str | None) -> str:
    """How the hours of a project are priced; empty where nothing was agreed."""
    if given and given not in PROJECT_METHODS:
        raise Malformed("range", "billing_method", "is no billing method of a project")
    return given or ""
