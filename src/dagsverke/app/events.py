"""Reading a company's events in the order of their places, some thousands at a time."""

from collections.abc import Iterator

from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Page, Query, Row

BATCH = 5_000
BEFORE_ANY = -(2**62)
"""Before every place, also before one that somebody made up."""


def events(
    reader: Reader, attributes: tuple[str, ...], where: tuple[Condition, ...] = (), after: int = BEFORE_ANY
) -> Iterator[Row]:
    """Every event after a place for which the conditions hold; ``place`` is the first of the attributes.

    Takes no more memory for many.
    """
    while True:
        asked = (Condition("place", "gt", after), *where)
        rows = reader.select(Query("event", attributes, asked, (("place", False),), Page(0, BATCH))).rows
        yield from rows
        if len(rows) < BATCH:
            return
        after = rows[-1][0]
