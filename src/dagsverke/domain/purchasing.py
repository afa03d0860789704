"""Orders to suppliers: how far one can have come, and what it is called."""

from collections.abc import Mapping

from dagsverke.domain.errors import Conflict, Malformed

DRAFT, SENT, OBLITERATED, CONFIRMED, DELIVERED = 1, 2, 3, 4, 10
"""How far an order has come (Seven Time, Purchase order statuses)."""
_NEXT: Mapping[int, frozenset[int]] = {
    DRAFT: frozenset({SENT, OBLITERATED, CONFIRMED, DELIVERED}),
    SENT: frozenset({OBLITERATED, CONFIRMED, DELIVERED}),
    CONFIRMED: frozenset({OBLITERATED, DELIVERED}),
    OBLITERATED: frozenset(),
    DELIVERED: frozenset(),
}
FINAL = frozenset(status for status, following in _NEXT.items() if not following)
"""What an order never leaves again."""
TITLES: Mapping[str, str] = {"SV": "Beställning", "EN": "Purchase order", "FI": "Tilaus"}
LANGUAGE = "SV"


def check_status(status: int, before: int | None = None) -> int:
    """A status that an order can be made in, or come to from the one of before; it never goes back."""
    if status not in _NEXT:
        raise Malformed("range", "status", f"must be one of {', '.join(str(one) for one in sorted(_NEXT))}")
    if before is not None and status != before and status not in _NEXT[before]:
        raise Conflict("order", "status", f"cannot become {status} once it is {before}")
    return status


def milestones(status: int, now: str, *, is_sent: bool, is_confirmed: bool) -> dict[str, str]:
    """The instants that coming to a status sets: whatever is confirmed or delivered has been sent."""
    found = {}
    if status in (SENT, CONFIRMED, DELIVERED) and not is_sent:
        found["sent_at"] = now
    if status == CONFIRMED and not is_confirmed:
        found["confirmed_at"] = now
    return found


def language_of(given: str | None) -> str:
    """A language by its code; Swedish unless said."""
    code = (given or LANGUAGE).upper()
    if code not in TITLES:
        raise Malformed("range", "language", f"must be one of {', '.join(TITLES)}")
    return code
