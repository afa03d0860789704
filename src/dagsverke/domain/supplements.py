"""Supplement orders: how far one can have come."""

from collections.abc import Mapping

from dagsverke.domain.errors import Malformed

STATUSES: Mapping[int, str] = {10: "draft", 20: "sent", 50: "declined", 60: "accepted"}
"""The vendor's example, which has a work order and invoices, shows 60; the others are ours."""
DRAFT = 10
KIND = 1
"""The one kind that an example shows."""


def check_status(status: int | None) -> int:
    """A status that there is; a draft unless said."""
    if status is None:
        return DRAFT
    if status not in STATUSES:
        raise Malformed("range", "status", f"must be one of {', '.join(str(one) for one in STATUSES)}")
    return status
