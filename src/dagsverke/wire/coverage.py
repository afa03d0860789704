"""What proves each thing that a dialect serves: an operation of the vendor's document, or a quirk.

And the other way round: what the document promises and nothing serves.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dagsverke.wire.describe import Parameter, body_of, parameters_of
from dagsverke.wire.documented import Documented, is_among, is_answered
from dagsverke.wire.render import shown_fields
from dagsverke.wire.resource import Dialect, Operation, Resource
from dagsverke.wire.router import whole_path


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is served and its proof: titles of documented operations, or else a quirk."""

    kind: str  # operation, path, filter, paging, sorting, sent, shown
    what: str
    titles: tuple[str, ...]
    quirk: str | None

    @property
    def is_proven(self) -> bool:
        """Whether anything says why it is there."""
        return bool(self.titles) or self.quirk is not None


def coverage_of(dialect: Dialect, resource: Resource) -> tuple[Row, ...]:
    """Everything that a resource serves, each thing once, with its proof; nothing for a dialect without a document."""
    if dialect.documented is None:
        return ()
    facts = _Facts(dialect, dialect.documented())
    found: dict[tuple[str, str], Row] = {}
    for operation in resource.operations:
        for row in _of_operation(facts, resource, operation):
            before = found.get((row.kind, row.what), row)
            titles = tuple(dict.fromkeys((*before.titles, *row.titles)))
            found[row.kind, row.what] = Row(row.kind, row.what, titles, before.quirk or row.quirk)
    order = ("operation", "path", "filter", "paging", "sorting", "sent", "shown")
    return tuple(sorted(found.values(), key=lambda row: order.index(row.kind)))


def gaps(dialect: Dialect) -> list[str]:
    """Every row without proof and every documented thing that a served resource lacks, each as a sentence."""
    if dialect.documented is None:
        return []
    found = [
        f"{resource.name}: {row.what} ({row.kind}) is in no documented operation and cites no quirk"
        for resource in dialect.resources
        for row in coverage_of(dialect, resource)
        if not row.is_proven
    ]
    facts = _Facts(dialect, dialect.documented())
    away = unserved_sections(dialect)
    for one in (one for one in facts.documented if one.resource not in away):
        found += [f"{one.title}: {fault}" for fault in _unserved(facts, one)]
    return found


def unserved_sections(dialect: Dialect) -> list[str]:
    """The documented resources of which nothing is served."""
    served = {one.name for one in dialect.resources}
    documented = dialect.documented() if dialect.documented else ()
    return sorted({one.resource for one in documented if one.resource} - served)


@dataclass(frozen=True, slots=True)
class _Facts:
    dialect: Dialect
    documented: Sequence[Documented]

    def behind(self, operation: Operation) -> list[Documented]:
        """The documented operations that are called like this one."""
        call = f"{operation.method} {whole_path(self.dialect, operation)}"
        return [one for one in self.documented if call in self.calls(one)]

    def calls(self, one: Documented) -> list[str]:
        """Its calls with whole paths."""
        prefix = self.dialect.prefixes[0]
        return [f"{method} {prefix}/{path}" for method, _, path in (call.partition(" ") for call in one.calls)]

    def of(self, resource: Resource) -> list[Documented]:
        """The documented operations of a resource."""
        return [one for one in self.documented if one.resource == resource.name]

    def everywhere(self) -> list[Documented]:
        """What the document says of every list."""
        return [one for one in self.documented if not one.resource]

    def named(self, call: str) -> tuple[Resource, Operation] | None:
        """The operation that answers a call."""
        for resource in self.dialect.resources:
            for operation in resource.operations:
                if call == f"{operation.method} {whole_path(self.dialect, operation)}":
                    return resource, operation
        return None


def _of_operation(facts: _Facts, resource: Resource, operation: Operation) -> Iterator[Row]:
    behind = facts.behind(operation)
    call = f"{operation.method} {whole_path(facts.dialect, operation)}"
    yield Row("operation", call, _titles(behind), operation.quirk)
    for parameter in parameters_of(facts.dialect, resource, operation):
        if parameter.place != "header":
            yield _of_parameter(facts, resource, operation, parameter)
    for name, quirk in _aliases(resource, operation):
        yield Row("filter", name, _titles(one for one in behind if name in one.takes), quirk or operation.quirk)
    yield from _sent(facts, resource, operation)
    if operation.handler is None and operation.verb != "delete":
        yield from _shown(facts, resource, operation)


def _of_parameter(facts: _Facts, resource: Resource, operation: Operation, parameter: Parameter) -> Row:
    name, paging, sorting = parameter.name, resource.paging, resource.sorting
    kind, known = "filter", facts.behind(operation)
    quirk = next((one.quirk for one in resource.filters if one.param == name), None)
    if parameter.place == "path":
        kind = "path"
    elif paging and name in (paging.page, paging.size, paging.offset):
        kind, known, quirk = "paging", [*known, *facts.everywhere()], paging.quirk
    elif sorting and name in (sorting.param, sorting.direction):
        kind, known, quirk = "sorting", [*known, *facts.everywhere()], sorting.quirk
    return Row(kind, name, _titles(one for one in known if name in one.takes), quirk or operation.quirk)


def _aliases(resource: Resource, operation: Operation) -> Iterator[tuple[str, str | None]]:
    if operation.verb == "list":
        yield from ((alias, one.quirk) for one in resource.filters for alias in one.aliases)


def _sent(facts: _Facts, resource: Resource, operation: Operation) -> Iterator[Row]:
    """The properties of its body."""
    behind = facts.behind(operation)
    quirks = {one.wire: one.quirk for one in resource.fields if one.access != "r"}
    for sent in body_of(facts.dialect, resource, operation):
        takers = [one for one in behind if is_among(sent.name, one.takes)]
        is_shown = any(is_among(sent.name, one.shows) for one in facts.of(resource))
        quirk = quirks.get(sent.name) or operation.quirk or (resource.both_ways if is_shown else None)
        yield Row("sent", sent.name, _titles(takers), quirk)


def _shown(facts: _Facts, resource: Resource, operation: Operation) -> Iterator[Row]:
    """The properties of its reply: those of a row, or what the operation says that it answers."""
    examples = facts.of(resource)
    names = {one.wire: one.quirk for one in shown_fields(resource)}
    if operation.reply_schema is not None:
        examples = facts.behind(operation)
        names = dict.fromkeys(operation.reply_schema.get("properties", {}), operation.quirk)
    for wire, quirk in names.items():
        showing = [one for one in examples if is_among(wire, one.shows)]
        is_sent = any(is_among(wire, one.takes) for one in examples)
        yield Row("shown", wire, _titles(showing), quirk or (resource.both_ways if is_sent else None))


def _titles(documented: Iterable[Documented]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.title for one in documented))


def _unserved(facts: _Facts, one: Documented) -> Iterator[str]:
    for call in facts.calls(one):
        named = facts.named(call)
        if named is None:
            yield f"{call} is not served"
            continue
        resource, operation = named
        taken = _taken(facts.dialect, resource, operation)
        yield from (f"{call} does not take {name}" for name in one.takes if not is_answered(name, taken))
        if resource.name == one.resource:
            shown = [row.what for row in _shown(facts, resource, operation)]
            yield from (f"{call} does not show {name}" for name in one.shows if not is_answered(name, shown))


def _taken(dialect: Dialect, resource: Resource, operation: Operation) -> list[str]:
    """Every name that an operation takes, wherever."""
    named = [one.name for one in parameters_of(dialect, resource, operation)]
    named += [name for name, _ in _aliases(resource, operation)]
    return named + [one.name for one in body_of(dialect, resource, operation)]
