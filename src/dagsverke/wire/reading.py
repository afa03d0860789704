"""Reads: a list, one row, or a report, answered from a reader of one company."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.app.ports import Reader, Store
from dagsverke.app.queries import Condition, Page, Query, Slice
from dagsverke.domain.errors import Absent, Refusal
from dagsverke.wire.core import Core, Given
from dagsverke.wire.names import addressed_by, in_path, in_wire_names, standing_in, wires_of
from dagsverke.wire.phrase import Asked, Phrasebook
from dagsverke.wire.refusals import BadParameter
from dagsverke.wire.resource import Dialect, Operation, Reply, Resource
from dagsverke.wire.speaker import Asking, Speaker

SHAPES_MAX = 1000
"""Shapes of lists whose length is remembered."""
NEAR_MAX = 200
"""Rows of a page that a report which is handed the page answers at once."""
NEAR_DEPTH_MAX = 10_000
"""Rows before such a page."""


class Reading:
    """What is shared by the reads of one operation."""

    def __init__(self, dialect: Dialect, resource: Resource, operation: Operation, core: Core, store: Store) -> None:
        self.resource = resource
        self.operation = operation
        self.speaker = Speaker(dialect, resource, operation)
        path = in_path(dialect, resource, operation)
        self.phrases = Phrasebook(resource, operation, path)
        self.report = core.reports[operation.report] if operation.report else None
        self.attributes = resource.attributes
        self.narrow = core.narrowings[operation.narrow] if operation.narrow else None
        self._guard = core.guards[operation.guard] if operation.guard else None
        self._addressed = {one.wire: one for one in path}
        if operation.verb == "get":
            self._addressed = {one.wire: one for one in addressed_by(resource, operation)} | self._addressed
        other = standing_in(dialect, operation)
        self.otherwise: Reading | None = Reading(dialect, *other, core, store) if other else None
        self._wires = wires_of(resource)
        self._store = store
        self._is_long: dict[tuple[Any, ...], bool] = {}

    @property
    def known(self) -> frozenset[str]:
        """The parameters that are understood."""
        beside = self.phrases.known if self._is_phrased else frozenset[str]()
        return beside | self._addressed.keys() | (self.otherwise.known if self.otherwise else frozenset())

    @property
    def _is_phrased(self) -> bool:
        return self.operation.verb != "get" or self.report is not None

    def ask(self, asking: Asking) -> "Question":
        """A question. Raises BadParameter."""
        if not self._is_phrased:
            return Question(self, asking, None, is_long=False)
        asked = self.phrases.ask(asking.given)
        return Question(self, asking, asked, is_long=self.operation.verb == "list" and self._is_long_list(asked))

    def _is_long_list(self, asked: Asked) -> bool:
        """Whether other requests should not wait for the list: a report is, but for a small page that it is handed."""
        if self.report is not None:
            page = asked.page if self.operation.hands_page else None
            return page is None or page.size > NEAR_MAX or page.offset > NEAR_DEPTH_MAX
        key = (tuple((named.core, op) for named, op, _ in asked.where), asked.order, asked.page is None)
        found = self._is_long.get(key)
        if found is None:
            if len(self._is_long) >= SHAPES_MAX:
                self._is_long.clear()
            found = self._is_long[key] = self._store.is_long(self.phrases.shape(asked))
        return found

    def target(self, given: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
        """The key, and whatever else stands in the path, in core form."""
        company = reader.company
        return {one.core: one.demand(given, company, BadParameter) for one in self._addressed.values()}

    def guarded(self, reader: Reader, principal: Principal, values: Given) -> None:
        """Let the guard look at the values. Raises its refusal, in wire names."""
        if self._guard is not None:
            try:
                self._guard(reader, principal, values)
            except Refusal as refusal:
                raise in_wire_names(refusal, self._wires) from None

    def narrowed(self, query: Query, reader: Reader, principal: Principal) -> Query:
        """The query, left with the rows that the resource knows of and the principal may see."""
        if self.narrow is None and not self.resource.only:
            return query
        seen = self.narrow(reader, principal) if self.narrow else ()
        return replace(query, where=(*query.where, *self.resource.only, *seen))

    def reported(self, reader: Reader, principal: Principal, values: dict[str, Any]) -> Slice:
        """What the report answers. Raises its refusal, in wire names."""
        assert self.report is not None  # noqa: S101  # said by the caller, for the type checker
        try:
            arranged = self.operation.arrange(values) if self.operation.arrange else values
            return self.report(reader, principal, arranged, self.attributes)
        except Refusal as refusal:
            raise in_wire_names(refusal, self._wires) from None


class Question:
    """One read as it was asked, with all that needs no company already checked."""

    def __init__(self, reading: Reading, asking: Asking, asked: Asked | None, *, is_long: bool) -> None:
        self.is_long = is_long
        self._reading = reading
        self._asking = asking
        self._asked = asked

    def answer(self, reader: Reader, principal: Principal) -> Reply:
        """Answer it from a reader. Raises Absent where one row was asked for and there is none."""
        reading, asking, asked = self._reading, self._asking, self._asked
        target = reading.target(asking.given, reader)
        if asked is None:
            reading.guarded(reader, principal, target)
            where = tuple([Condition(name, "eq", value) for name, value in target.items()])
            query = Query(reading.resource.collection, reading.attributes, where)
            found = reader.select(reading.narrowed(query, reader, principal))
            page = None
        elif reading.report is not None:
            values = {**reading.phrases.values(asked, reader.company), **target}
            reading.guarded(reader, principal, values)
            page = asked.page
            if reading.operation.hands_page:
                found = reading.reported(reader, principal, {**values, "page": page})
            else:
                found = _paged(reading.reported(reader, principal, values), page)
        else:
            query = reading.phrases.query(asked, reader.company)
            reading.guarded(reader, principal, {**{one.attribute: one.value for one in query.where}, **target})
            page = query.page
            found = reader.select(reading.narrowed(query, reader, principal))
        if reading.operation.verb == "get" and not found.rows:
            if reading.otherwise is not None:
                return reading.otherwise.ask(asking).answer(reader, principal)
            raise Absent("row", None, "there is nothing at this address")
        return reading.speaker.reply(reader, found, page, asking, target)


def _paged(found: Slice, page: Page | None) -> Slice:
    """A page of what a report answered whole."""
    if page is None:
        return found
    return Slice(found.rows[page.offset : page.offset + page.size], found.total)
