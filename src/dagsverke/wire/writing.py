"""Writes: what was sent becomes a command's target and change, and the row is read again for the answer."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.app.company import Company
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.queries import Condition, Query, Row, Slice
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.wire.core import Core, Given
from dagsverke.wire.filing import file_field
from dagsverke.wire.names import Named, addressed_by, in_path, in_wire_names, wires_of
from dagsverke.wire.nested import flattened, heads_of
from dagsverke.wire.refusals import BadParameter
from dagsverke.wire.resource import Dialect, Operation, Reply, Resource
from dagsverke.wire.speaker import Asking, Speaker

_EXTRAS = "extras"


class Writing:
    """A create, an update or a delete."""

    def __init__(self, dialect: Dialect, resource: Resource, operation: Operation, core: Core) -> None:
        self._resource = resource
        self._operation = operation
        self._command = core.commands[str(operation.command)]
        self._guard = core.guards[operation.guard] if operation.guard else None
        self._report = core.reports[operation.report] if operation.report else None
        self._speaker = Speaker(dialect, resource, operation)
        self._wires = wires_of(resource)
        self._attributes = resource.attributes
        is_create = operation.verb == "create"
        path = {one.wire: one for one in in_path(dialect, resource, operation)}
        self._in_path = frozenset(path)
        self._key = () if is_create else addressed_by(resource, operation)
        keys = {one.wire for one in self._key}
        self._beside = tuple(one for one in path.values() if one.wire not in keys)
        self._accepted = _accepted(resource, keys | set(path))
        self._known = {one.wire for one in resource.fields} | keys | set(path)
        self._heads = heads_of(resource)
        self._mend = dialect.mend_json
        self.takes_query = dialect.writes_from_query and operation.method in ("PUT", "DELETE")
        self.file = file_field(resource)  # the property that holds a file
        self._is_strict = dialect.unknown_properties == "refuse"

    def sent(self, query: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
        """The properties that were sent, by wire name."""
        wrapper = self._resource.wrapper
        if wrapper is None:
            properties = body
        elif wrapper in body:
            properties = body[wrapper]
        elif self._operation.verb == "delete":
            properties = {}
        else:
            raise Malformed("required", wrapper, "is required")
        if not isinstance(properties, Mapping):
            raise Malformed("type", wrapper, "must hold the properties")
        return flattened({**query, **properties} if self.takes_query else properties, self._heads, self._mend)

    def unknown(self, properties: Mapping[str, Any]) -> list[str]:
        """The properties that nothing is known of; refused where the dialect is strict."""
        found = [name for name in properties if name not in self._known]
        if found and self._is_strict:
            raise Malformed("unknown", found[0][:100], "is not a known property")
        return found

    def answer(self, work: UnitOfWork, principal: Principal, asking: Asking) -> Reply:
        """Carry it out in a unit of work. ``asking.given`` is what was sent with the path's variables over it."""
        given, company = asking.given, work.company
        target = {one.core: one.demand(given, company, self._fault_of(one)) for one in self._key}
        change = self._change(given, company)
        try:
            if self._operation.arrange is not None:
                change = self._operation.arrange(change)
            if self._guard is not None:
                self._guard(work, principal, {**change, **target})
            equals = self._command(work, target, change)
        except Refusal as refusal:
            raise in_wire_names(refusal, self._wires) from None
        if self._operation.verb == "delete":
            rows, target = [], {**target, **equals}
        else:
            rows = self._again(work, principal, equals)
        return self._speaker.reply(work, Slice(rows, len(rows)), None, asking, target)

    def _fault_of(self, one: Named) -> type[Malformed]:
        return BadParameter if one.wire in self._in_path else Malformed

    def _change(self, given: Mapping[str, Any], company: Company) -> dict[str, Any]:
        change: dict[str, Any] = {one.core: one.demand(given, company, BadParameter) for one in self._beside}
        is_create = self._operation.verb == "create"
        for one in self._accepted:
            if one.wire not in given:
                if one.is_required and is_create:
                    raise Malformed("required", one.wire, "is required")
                continue
            value = one.read(given[one.wire], company)
            if one.is_required and value in (None, ""):
                raise Malformed("required", one.wire, "is required")
            if value is not None or not is_create:
                _put(change, one.core, value)
        return change

    def _again(self, work: UnitOfWork, principal: Principal, equals: Given) -> list[Row]:
        """The changed row, read in the same unit of work."""
        attributes = self._attributes
        if self._report is not None:
            rows = self._report(work, principal, equals, attributes).rows
        else:
            where = tuple([Condition(name, "eq", value) for name, value in equals.items()])
            rows = work.select(Query(self._resource.collection, attributes, where)).rows
        if not rows:
            raise LookupError(f"{self._operation.command} left no row of {self._resource.name} behind")
        return list(rows)


def _accepted(resource: Resource, taken: set[str]) -> tuple[Named, ...]:
    """The properties that may be sent, those that address the row or stand in the path left out."""
    return tuple(
        Named(one.wire, one.core, one.codec, one.required)
        for one in resource.fields
        if one.access != "r" and isinstance(one.core, str) and one.wire not in taken
    )


def _put(change: dict[str, Any], core: str, value: Any) -> None:
    """Set a core attribute; ``extras.<dialect>.<name>`` becomes nested members of ``extras``."""
    if not core.startswith(f"{_EXTRAS}."):
        change[core] = value
        return
    *path, name = core.split(".")
    here = change
    for step in path:
        here = here.setdefault(step, {})
    here[name] = value
