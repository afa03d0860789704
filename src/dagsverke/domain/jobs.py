"""What projects and work orders have in common: a colour, how far they are invoiced, a beginning and an end."""

from dagsverke.domain.errors import Malformed

COLORS = (
    *("9c27b0", "673ab7", "7C4DFF", "3F51B5", "3a87ad", "2196F3", "03A9F4", "00BCD4", "009688", "468847"),
    *("4CAF50", "8BC34A", "CDDC39", "FF9800", "FF5722", "f44336", "e91e63", "795548", "5D4037", "999999"),
    *("666666", "333333", "000000", "FAFAFA"),
)
"""Seven Time, Colors for work orders: as they are spelled there. Projects show one of them too."""
_COLORS = {one.lower(): one for one in COLORS}

INVOICE_STATUSES = (0, 5, 10, 20, 30)
"""Seven Time, Invoice statuses: none, not invoiceable, ready to be invoiced, partly and fully invoiced."""


def color(given: str | None, unsaid: str = "") -> str:
    """One of the colours, whatever its letter case; ``unsaid`` where none is given."""
    if not given:
        return unsaid
    if given.lower() not in _COLORS:
        raise Malformed("range", "color", "must be one of the colours for work orders")
    return _COLORS[given.lower()]


def invoice_status(given: int | None) -> int:
    """One of the invoice statuses; none unless said."""
    if given is not None and given not in INVOICE_STATUSES:
        raise Malformed("range", "invoice_status", f"must be one of {', '.join(map(str, INVOICE_STATUSES))}")
    return given or 0


def check_span(start: str | None, end: str | None, names: tuple[str, str], *, is_end_given: bool) -> None:
    """Refuse an end before the start (days or instants, called ``names``): the end where it was given, else the start.

    What is unknown contradicts nothing.
    """
    if start and end and end < start:
        name, detail = (names[1], "before the start") if is_end_given else (names[0], "after the end")
        raise Malformed("range", name, f"must not be {detail}")
