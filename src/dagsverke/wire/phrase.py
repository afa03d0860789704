"""Phrasing a list: parameters of the query become conditions, an order and a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app.company import Company
from dagsverke.app.queries import Condition, Op, Page, Query
from dagsverke.wire.names import Named, parameter
from dagsverke.wire.nested import heads_of
from dagsverke.wire.once import once
from dagsverke.wire.refusals import BadParameter
from dagsverke.wire.resource import Operation, Paging, Resource, Sorting
from dagsverke.wire.values import INTEGER_MAX, read_integer

_EQUALS: Op = "eq"
Order = tuple[tuple[str, bool], ...]
SIZE_UNSAID = 100
"""Rows of a page where a list that comes whole is asked for a page without its size."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for, before the values are read (which takes the company's zone)."""

    where: tuple[tuple[Named, Op, Any], ...]
    order: Order
    page: Page | None


class Phrasebook:
    """The parameters of one resource's lists and of a report's questions."""

    def __init__(self, resource: Resource, operation: Operation, path: Sequence[Named] = ()) -> None:
        self._collection = resource.collection
        self._attributes = resource.attributes
        filters: list[tuple[tuple[str, ...], Named, Op]] = [
            ((one.param, *one.aliases), Named(one.param, one.core, one.codec, one.required), one.op)
            for one in resource.filters
        ]
        filtered = {named.core for _, named, _ in filters}
        self._filters = (*filters, *(((one.wire,), one, _EQUALS) for one in path if one.core not in filtered))
        self._paging = resource.paging if operation.verb == "list" else None
        self._sorting = resource.sorting
        self._orders = _orders(resource)
        self._limit = operation.limit
        self._is_counted = resource.paging is not None and operation.limit is None

    @property
    def known(self) -> frozenset[str]:
        """The parameters that are understood."""
        paging, sorting = self._paging, self._sorting
        pages = () if paging is None else (paging.page, paging.size, *paging.size_aliases, paging.offset or "")
        sorts = () if sorting is None else (sorting.param, sorting.direction)
        return frozenset([*pages, *sorts, *(one for params, _, _ in self._filters for one in params)])

    def ask(self, given: Mapping[str, Any]) -> Asked:
        """What the parameters ask for. Raises BadParameter."""
        where = []
        for params, named, op in self._filters:
            raw = next((given[one] for one in params if given.get(one) not in (None, "")), None)
            if raw is not None:
                where.append((named, op, raw))
            elif named.is_required:
                raise parameter(named.wire, "required", "is required")
        return Asked(tuple(where), self._order(given), self._page(given))

    def shape(self, asked: Asked) -> Query:
        """The query that will be asked, its values unread: enough to know whether it is long."""
        where = tuple(Condition(named.core, op, None) for named, op, _ in asked.where)
        return self._query(where, asked)

    def query(self, asked: Asked, company: Company) -> Query:
        """The query in core form. Raises BadParameter."""
        where = tuple(
            Condition(named.core, op, named.read(raw, company, BadParameter)) for named, op, raw in asked.where
        )
        return self._query(where, asked)

    def values(self, asked: Asked, company: Company) -> dict[str, Any]:
        """The values in core form by core name, as a report takes them. Raises BadParameter."""
        return {named.core: named.read(raw, company, BadParameter) for named, _, raw in asked.where}

    def _query(self, where: tuple[Condition, ...], asked: Asked) -> Query:
        is_counted = self._is_counted and asked.page is not None
        return Query(self._collection, self._attributes, where, asked.order, asked.page, is_counted)

    def _order(self, given: Mapping[str, Any]) -> Order:
        sorting = self._sorting
        if sorting is None:
            return ()
        wire = given.get(sorting.param)
        if wire in (None, ""):
            return sorting.default
        core = self._orders.get(str(wire))
        if core is None:
            raise parameter(sorting.param, "unknown", "names no property that can be sorted by")
        return ((core, _is_descending(sorting, given.get(sorting.direction))),) if core else ()

    def _page(self, given: Mapping[str, Any]) -> Page | None:
        if self._limit is not None:
            return Page(0, self._limit)
        return None if self._paging is None else page_of(self._paging, given)


def page_of(paging: Paging, given: Mapping[str, Any]) -> Page | None:
    """The page asked for, None for everything. Raises BadParameter."""
    number_raw = given.get(paging.page)
    size_name = next((one for one in (paging.size, *paging.size_aliases) if given.get(one) not in (None, "")), "")
    size_raw = given.get(size_name)
    skip_raw = given.get(paging.offset) if paging.offset else None
    is_asked = any(raw not in (None, "") for raw in (number_raw, size_raw, skip_raw))
    if paging.default is None and not is_asked:
        return None
    unsaid = paging.default or min(SIZE_UNSAID, paging.ceiling)
    size = _whole(size_name, size_raw, unsaid, 1, INTEGER_MAX if paging.is_clamped else paging.ceiling)
    size = min(size, paging.ceiling)
    highest = INTEGER_MAX // paging.ceiling
    number = max(_whole(paging.page, number_raw, 1, 0 if paging.is_clamped else 1, highest), 1)
    skipped = _whole(paging.offset or "", skip_raw, 0, 0, highest)
    return Page((number - 1) * size + skipped, size)


def _whole(wire: str, raw: Any, unsaid: int, low: int, high: int) -> int:
    if raw in (None, ""):
        return unsaid
    try:
        found = read_integer(raw)
    except (ValueError, TypeError) as error:
        raise parameter(wire, "type", "is not a whole number") from error
    if not low <= found <= high:
        raise parameter(wire, "range", f"must be from {low} to {high}")
    return found


@once
def _orders(resource: Resource) -> Mapping[str, str]:
    """The core attribute behind each property that a row shows; empty text for constants and objects: no order."""
    found: dict[str, str] = {}
    for one in resource.fields:
        if one.access != "w":
            core = one.core if isinstance(one.core, str) else one.core[0] if one.core else ""
            found.setdefault(one.wire, core)
    return dict.fromkeys(heads_of(resource), "") | found


def _is_descending(sorting: Sorting, raw: Any) -> bool:
    if raw in (None, ""):
        return sorting.is_descending_default
    word = str(raw).lower()
    if word not in (sorting.ascending.lower(), sorting.descending.lower()):
        raise parameter(sorting.direction, "range", f"must be {sorting.ascending} or {sorting.descending}")
    return word == sorting.descending.lower()
