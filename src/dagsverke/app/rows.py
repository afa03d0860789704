"""Rows of a collection under their names, for read models of pages."""

from typing import Any

from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Query
from dagsverke.domain.errors import Absent


def named_rows(reader: Reader, query: Query) -> list[dict[str, Any]]:
    """The rows that answer a query, by attribute."""
    return [dict(zip(query.attributes, row, strict=True)) for row in reader.select(query).rows]


def shown_row(reader: Reader, collection: str, attributes: tuple[str, ...], *where: Condition) -> dict[str, Any]:
    """The one row with these conditions; Absent where there is none."""
    found = named_rows(reader, Query(collection, attributes, where))
    if not found:
        raise Absent("absent", "key", "names nothing in this company")
    return found[0]
