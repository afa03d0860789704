"""Which list queries an index answers at once, and which may take their time."""

from dagsverke.app.queries import Query
from dagsverke.store.plans import NARROWING
from dagsverke.store.views import COLLECTIONS

_FAR = 10_000
"""Rows to skip from which on a filter that is not in the index of the order is felt."""


def is_long(query: Query) -> bool:
    """Whether a query may take longer than other requests should wait for."""
    collection = COLLECTIONS[query.collection]
    if not collection.is_big:
        return False
    if any(one.attribute in collection.narrow and one.op in NARROWING for one in query.where):
        return False
    if query.page is None or len(query.order) > 1:
        return True
    sort = query.order[0][0] if query.order else ""
    if not query.where:
        return sort not in collection.sorts
    if any(one.op in {"contains", "ne"} for one in query.where):
        return True
    is_beside = any(one.attribute == "is_absence" for one in query.where)
    return (is_beside and query.page.offset > _FAR) or not all(
        sort in collection.swift.get(one.attribute, ()) for one in query.where
    )
