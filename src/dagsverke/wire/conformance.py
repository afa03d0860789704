"""Whether a dialect's tables hold together: with themselves, with the catalogue, and with what the app offers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dagsverke.domain.errors import Malformed
from dagsverke.wire.codec import Codec
from dagsverke.wire.core import AttributeKind, Core
from dagsverke.wire.filing import file_field
from dagsverke.wire.names import standing_in
from dagsverke.wire.nested import heads_of
from dagsverke.wire.once import once
from dagsverke.wire.refusals import Broken
from dagsverke.wire.resource import OMIT, Dialect, Operation, Resource
from dagsverke.wire.router import segments_of, variables_of, whole_path

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_WRITES = frozenset({"create", "update", "delete"})
_METHODS = frozenset({"GET", "POST", "PUT", "DELETE", "PATCH"})
_ORDERED = frozenset({"ge", "gt", "le", "lt"})
_EXTRAS = "extras."


@once
def faults(dialect: Dialect, core: Core) -> Sequence[str]:
    """Every fault, as a sentence; none means that the dialect can be served."""
    found = list(_of_dialect(dialect))
    for resource in dialect.resources:
        found += [f"{resource.name}: {fault}" for fault in _of_resource(resource, dialect, core)]
        for operation in resource.operations:
            at = f"{resource.name}: {operation.method} {operation.path}"
            found += [f"{at}: {fault}" for fault in _of_operation(operation, resource, dialect, core)]
    return found


def _of_dialect(dialect: Dialect) -> Iterator[str]:
    if not _NAME.fullmatch(dialect.name):
        yield f"the name {dialect.name!r} cannot stand in a path"
    if not dialect.prefixes:
        yield "there is no prefix"
    if not dialect.bodies:
        yield "no kind of body is read"
    known = Counter(one.id for one in dialect.quirks)
    yield from (f"quirk {name} is written {n} times" for name, n in known.items() if n > 1)
    names = Counter(resource.name for resource in dialect.resources)
    yield from (f"resource {name} is declared {n} times" for name, n in names.items() if n > 1)
    routes = Counter(
        (operation.method, _folded(whole_path(dialect, operation), dialect))
        for resource in dialect.resources
        for operation in resource.operations
    )
    yield from (f"{method} {path} is served {n} times" for (method, path), n in routes.items() if n > 1)
    for name in dialect.xml_envelopes.keys() - dialect.envelopes.keys():
        yield f"the XML envelope {name!r} has no like in JSON"
    if dialect.xml_envelopes and dialect.refuse_xml is None:
        yield "refusals have no form in XML"
    for refusal in (Malformed("type", "field", "is malformed"), Broken("internal", None, "internal error")):
        if not 400 <= dialect.refuse(refusal)[0] <= 599:  # noqa: PLR2004  # the statuses of refusals
            yield f"{type(refusal).__name__} is refused with a status that is no refusal"


def _folded(path: str, dialect: Dialect) -> str:
    """A path as the router tells it from others: variables have no names."""
    parts = ["{}" if one.startswith("{") else one for one in segments_of(path)]
    return "/" + "/".join(parts if dialect.is_case_sensitive else [one.lower() for one in parts])


def _of_resource(resource: Resource, dialect: Dialect, core: Core) -> Iterator[str]:
    known = {one.id for one in dialect.quirks}
    yield from (f"quirk {name} is not written down" for name in _cited(resource) if name not in known)
    is_reported = all(one.report or one.handler for one in resource.operations)
    catalogue = core.catalogue.get(resource.collection)
    if catalogue is None:
        if not is_reported:
            yield f"there is no collection {resource.collection}"
        catalogue = {}
    if not is_reported:
        yield from _of_attributes(resource, catalogue)
    wires = Counter((one.wire, access) for one in resource.fields for access in one.access)
    yield from (f"{wire} is declared {n} times for {access!r}" for (wire, access), n in wires.items() if n > 1)
    params = Counter(name for one in resource.filters for name in (one.param, *one.aliases))
    yield from (f"the parameter {name} is declared {n} times" for name, n in params.items() if n > 1)
    both = heads_of(resource) & {one.wire for one in resource.fields}
    yield from (f"{name} is a property and an object" for name in sorted(both))
    has_gaps = any(one.blank is OMIT for one in resource.fields)
    for one in resource.fields:
        if isinstance(one.core, tuple | None) and one.access != "r":
            yield f"{one.wire} can be written, yet no single attribute stands behind it"
        if has_gaps and ("." in one.wire or one.codec.in_context is not None):
            yield f"{one.wire} cannot stand beside properties that are left out"


def _cited(resource: Resource) -> list[str]:
    """Every quirk that a resource or a part of it cites, each once."""
    parts = [*resource.fields, *resource.filters, *resource.operations, resource.paging, resource.sorting]
    cited = [resource.both_ways, *(one.quirk for one in parts if one is not None)]
    return list(dict.fromkeys((*resource.quirks, *(name for name in cited if name is not None))))


def _of_attributes(resource: Resource, catalogue: Mapping[str, AttributeKind]) -> Iterator[str]:
    for name in resource.attributes:
        if name not in catalogue:
            yield f"{name} is not in {resource.collection}"
        elif catalogue[name].is_filter_only:
            yield f"{name} of {resource.collection} cannot be shown"
    yield from (
        f"knows only rows by {one.attribute}, which is not in {resource.collection}"
        for one in resource.only
        if one.attribute not in catalogue
    )
    if not any(one.verb == "list" and not one.report for one in resource.operations):
        return
    for one in resource.filters:
        if one.core.startswith(_EXTRAS):
            continue
        if one.core not in catalogue:
            yield f"the filter {one.param} asks for {one.core}, which is not in {resource.collection}"
        else:
            yield from _of_filter(one.param, one.op, one.codec, catalogue[one.core].kind)
    for name, _ in resource.sorting.default if resource.sorting else ():
        if name not in catalogue and not name.startswith(_EXTRAS):
            yield f"sorted by {name}, which is not in {resource.collection}"


def _of_filter(param: str, op: str, codec: Codec, kind: str) -> Iterator[str]:
    if codec.kind is not None and kind != codec.kind:
        yield f"the filter {param} reads {codec.kind} for an attribute that is {kind}"
    if op == "contains" and kind != "text":
        yield f"the filter {param} looks inside an attribute that is {kind}"
    if op in _ORDERED and kind in ("bool", "json"):
        yield f"the filter {param} orders an attribute that is {kind}"


def _of_operation(operation: Operation, resource: Resource, dialect: Dialect, core: Core) -> Iterator[str]:
    if operation.method not in _METHODS:
        yield "unknown method"
    path = whole_path(dialect, operation)
    if not any(_is_below(path, prefix, dialect) for prefix in dialect.prefixes):
        yield "stands below none of the prefixes"
    if operation.handler is not None:
        yield from _of_handler(operation, resource)
        return
    if operation.is_public:
        yield "is open to anybody, which only a handler may be"
    elif not dialect.credentials:
        yield "no credential opens it"
    if operation.reply not in dialect.envelopes:
        yield f"replies with the unknown envelope {operation.reply!r}"
    has_file = file_field(resource) is not None and operation.verb in ("create", "update")
    if operation.takes_file != has_file:
        yield "takes a file that no property holds" if operation.takes_file else "has a file that it does not take"
    yield from _of_names(operation, resource, path)
    yield from _of_app(operation, core)
    if operation.otherwise is not None:
        yield from _of_other(operation, dialect)


def _of_other(operation: Operation, dialect: Dialect) -> Iterator[str]:
    """What must hold of the resource that is asked where an operation finds no row."""
    if operation.verb != "get" or operation.report:
        yield "asks elsewhere, which only a read of one row may"
    found = standing_in(dialect, operation)
    if found is None:
        yield f"there is no row of {operation.otherwise} to ask for"
        return
    _, other = found
    if set(variables_of(other.path)) != set(variables_of(operation.path)):
        yield f"asks for a row of {operation.otherwise}, which is addressed by other names"
    if other.scope != operation.scope:
        yield f"asks for a row of {operation.otherwise}, which takes another scope"


def _of_handler(operation: Operation, resource: Resource) -> Iterator[str]:
    if operation.verb != "call":
        yield f"has a handler and the verb {operation.verb}"
    if not resource.quirks:
        yield "has a handler and cites no quirk"


def _of_names(operation: Operation, resource: Resource, path: str) -> Iterator[str]:
    named = {one.wire for one in resource.fields if isinstance(one.core, str)}
    named |= {name for one in resource.filters for name in (one.param, *one.aliases)}
    key = operation.key if operation.key is not None else resource.key
    if operation.verb in ("get", "update", "delete") and not key and not operation.report:
        yield "addresses a row, yet there is no key"
    needed = variables_of(path) if operation.verb in ("list", "create") else (*key, *variables_of(path))
    yield from (f"{name} is neither a field nor a filter" for name in dict.fromkeys(needed) if name not in named)


def _of_app(operation: Operation, core: Core) -> Iterator[str]:
    if operation.verb == "call":
        yield "is a call without a handler"
    if (operation.verb in _WRITES) != (operation.command is not None):
        yield f"has the verb {operation.verb} and the command {operation.command}"
    if operation.command is not None and operation.command not in core.commands:
        yield f"there is no command {operation.command}"
    if operation.report is not None and operation.report not in core.reports:
        yield f"there is no report {operation.report}"
    if operation.hands_page and not (operation.report and operation.verb == "list"):
        yield "hands a page to no list's report"
    if operation.guard is not None and operation.guard not in core.guards:
        yield f"there is no guard {operation.guard}"
    if operation.narrow is not None and operation.narrow not in core.narrowings:
        yield f"there is no narrowing {operation.narrow}"
    if operation.narrow is not None and (operation.verb not in ("list", "get") or operation.report):
        yield "narrows what is not read from a collection"


def _is_below(path: str, prefix: str, dialect: Dialect) -> bool:
    parts, head = segments_of(path), segments_of(prefix)
    if not dialect.is_case_sensitive:
        parts, head = [one.lower() for one in parts], [one.lower() for one in head]
    return parts[: len(head)] == head
