"""The rows of a list: of its collection, which the store narrows and orders, or of its report, which is done here."""

from collections.abc import Sequence
from dataclasses import dataclass

from dagsverke.app.access import Principal
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Row
from dagsverke.web.lists.asked import Asked


@dataclass(frozen=True, slots=True)
class Found:
    """One page of rows, how many there are in all, and what the summed columns come to in all of them."""

    rows: Sequence[Row]
    total: int
    sums: Row


def find(asked: Asked, reader: Reader, principal: Principal) -> Found:
    """The page that is asked for."""
    if asked.listing.report is not None:
        return page_of(asked, find_all(asked, reader, principal))
    sums, found = asked.sums(), reader.select(asked.query())
    return Found(found.rows, found.total, reader.sums(sums)[0][1:] if sums else ())  # the first counts rows


def page_of(asked: Asked, rows: Sequence[Row]) -> Found:
    """The page that is asked for of rows that were reckoned."""
    first = asked.window.offset
    places = [asked.attributes.index(one.core) for one in asked.columns if one.is_summed]
    sums = tuple(sum(row[place] or 0 for row in rows) for place in places)
    return Found(rows[first : first + asked.window.size], len(rows), sums)


def find_all(asked: Asked, reader: Reader, principal: Principal) -> Sequence[Row]:
    """Every row that is asked for."""
    report = asked.listing.report
    if report is None:
        return reader.select(asked.whole()).rows
    return ordered(asked, report(reader, principal, asked.told, asked.attributes).rows)


def ordered(asked: Asked, rows: Sequence[Row]) -> Sequence[Row]:
    """Rows that were reckoned in the order that is asked for; what is empty comes last in both directions."""
    for attribute, is_descending in reversed(asked.order):
        at = asked.attributes.index(attribute)
        filled = sorted((row for row in rows if row[at] is not None), key=lambda row: row[at], reverse=is_descending)
        rows = [*filled, *(row for row in rows if row[at] is None)]
    return rows
