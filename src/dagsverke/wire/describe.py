"""What an operation takes and refuses, read off its tables: the ground of OpenAPI, of the pages and of the docs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal, TooMany
from dagsverke.wire.codec import Codec
from dagsverke.wire.names import addressed_by, in_path
from dagsverke.wire.phrase import SIZE_UNSAID
from dagsverke.wire.refusals import BadBody, BadMedia, BadParameter, NoRoute, NotAcceptable, TooLarge, Unauthenticated
from dagsverke.wire.resource import Dialect, Filter, Operation, Paging, Resource, Sorting
from dagsverke.wire.router import variables_of, whole_path

Schema = Mapping[str, Any]
SAMPLE = "property"
"""The name of the property at fault in the refusals that are shown."""

_OPS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than", "in": "one of", "ne": "other than"}
_IDEMPOTENCY = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a path, a query or a header."""

    name: str
    place: str
    schema: Schema
    is_required: bool
    doc: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a body."""

    name: str
    schema: Schema
    is_required: bool
    doc: str


def parameters_of(dialect: Dialect, resource: Resource, operation: Operation) -> list[Parameter]:
    """Everything that may be sent outside the body."""
    path = whole_path(dialect, operation)
    found = list(_path_parameters(dialect, resource, operation))
    taken = set(variables_of(path))
    if operation.verb in ("list", "call") or operation.report:
        found += [_filter_parameter(one) for one in resource.filters if not taken & {one.param, *one.aliases}]
    if operation.verb == "list" and operation.method == "GET" and operation.limit is None:
        found += [*paging_parameters(resource.paging), *_sorting_parameters(resource)]
    if operation.method == "POST" and not operation.is_public and operation.handler is None:
        doc = "A repeat with the same key and body gets the first reply again, for 24 hours."
        found.append(Parameter("Idempotency-Key", "header", _IDEMPOTENCY, is_required=False, doc=doc))
    return found


def body_of(dialect: Dialect, resource: Resource, operation: Operation) -> list[Property]:
    """The properties that a write takes in its body, those in the path left out."""
    if operation.body_schema is not None:
        return list(_declared(operation.body_schema))
    if operation.command is None:
        return []
    is_create = operation.verb == "create"
    in_the_path = set(variables_of(whole_path(dialect, operation)))
    keys = [] if is_create else [one for one in addressed_by(resource, operation) if one.wire not in in_the_path]
    docs = {one.wire: one.doc for one in resource.fields}
    found = {
        one.wire: Property(one.wire, one.codec.schema, is_required=True, doc=docs.get(one.wire, "")) for one in keys
    }
    for one in resource.fields:
        if one.access != "r" and one.wire not in in_the_path and one.wire not in found:
            found[one.wire] = Property(one.wire, one.codec.schema, is_create and one.required, one.doc)
    return list(found.values())


def _declared(schema: Schema) -> Iterator[Property]:
    needed = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        yield Property(name, one, name in needed, one.get("description", ""))


def refusals_of(dialect: Dialect, operation: Operation) -> Iterator[Refusal]:
    """One refusal of each kind that the operation can meet."""
    yield BadParameter("type", SAMPLE, "is malformed")
    if operation.handler is not None:
        expired = Forbidden("link", None, "this link has expired")
        yield expired if operation.method == "GET" else Unauthenticated("unknown", None, "not known")
    has_body = operation.command is not None or operation.method != "GET"
    if has_body:
        yield Malformed("required", SAMPLE, "is required")
        yield BadBody("json", None, "the body is not valid JSON")
        yield TooLarge("size", None, "the body is too long")
        yield BadMedia("content_type", None, "this media type is not read here")
    if not operation.is_public:
        yield Unauthenticated("missing", None, "credentials are missing")
        yield Unauthenticated("unknown", "bearer", "the token is not known")
        if dialect.limit is not None:
            yield TooMany("rate", None, "too many requests")
    if operation.scope or operation.guard:
        yield Forbidden("scope", None, "a scope is missing")
    if dialect.xml_envelopes:
        yield NotAcceptable("accept", None, "cannot be answered in this form")
    if operation.command is not None:
        yield Conflict("taken", SAMPLE, "is taken")
        yield Locked("locked", SAMPLE, "is locked")
    if operation.verb in ("get", "update", "delete") or variables_of(operation.path):
        yield Absent("row", None, "there is no such row")
        yield NoRoute("route", None, "nothing is served at this path")


def kind_of(schema: Schema) -> str:
    """A schema in a word or two."""
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    kinds = schema.get("format") or schema.get("type") or "any"
    return kinds if isinstance(kinds, str) else " | ".join(kinds)


def bodies_of(dialect: Dialect, operation: Operation) -> Sequence[str]:
    """The media types that a body may come in."""
    media = {
        "json": ("application/json",),
        "xml": ("application/xml",),
        "form": ("application/x-www-form-urlencoded", "multipart/form-data"),
    }
    return [one for body in operation.bodies or dialect.bodies for one in media[body]]


def _path_parameters(dialect: Dialect, resource: Resource, operation: Operation) -> Iterator[Parameter]:
    docs = {one.wire: one.doc for one in resource.fields} | {one.param: one.doc for one in resource.filters if one.doc}
    if operation.handler is not None:
        for name in variables_of(whole_path(dialect, operation)):
            yield Parameter(name, "path", {"type": "string"}, is_required=True, doc=docs.get(name, ""))
        return
    for named in in_path(dialect, resource, operation):
        yield Parameter(named.wire, "path", named.codec.schema, is_required=True, doc=docs.get(named.wire, ""))


def _filter_parameter(one: Filter) -> Parameter:
    parts = [one.doc or f"{_OPS.get(one.op, 'contains') if one.op != 'eq' else ''} this {_plain(one.codec)}".strip()]
    if one.aliases:
        parts.append(f"Also written {', '.join(one.aliases)}.")
    return Parameter(one.param, "query", one.codec.schema, one.required, " ".join(parts))


def _plain(codec: Codec) -> str:
    return codec.name


def paging_parameters(paging: Paging | None) -> Iterator[Parameter]:
    """The paging words of a list."""
    if paging is None:
        return
    low = 0 if paging.is_clamped else 1
    whole = {"type": "integer", "minimum": low}
    yield Parameter(paging.page, "query", {**whole, "default": 1}, is_required=False, doc="Which page, counted from 1.")
    unsaid = "every row unless a page is asked for" if paging.default is None else f"{paging.default} unless said"
    size: dict[str, Any] = {"type": "integer", "minimum": low}
    if not paging.is_clamped:
        size["maximum"] = paging.ceiling
    if paging.default is not None:
        size["default"] = paging.default
    doc = f"Rows of a page, at most {paging.ceiling}; {unsaid}."
    if paging.default is None:
        doc += f" A page without its size has {min(SIZE_UNSAID, paging.ceiling)}."
    if paging.size_aliases:
        doc += f" Also written {', '.join(paging.size_aliases)}."
    yield Parameter(paging.size, "query", size, is_required=False, doc=doc)
    if paging.offset:
        offset = {"type": "integer", "minimum": 0, "default": 0}
        yield Parameter(paging.offset, "query", offset, is_required=False, doc="Rows to skip before the page.")


def _sorting_parameters(resource: Resource) -> Iterator[Parameter]:
    sorting: Sorting | None = resource.sorting
    if sorting is None:
        return
    shown = [one.wire for one in resource.fields if one.access != "w"]
    unique: list[str] = list(dict.fromkeys(shown))
    doc = "A property to sort by; empty values come last, ties in the order of their making."
    yield Parameter(sorting.param, "query", {"type": "string", "enum": unique}, is_required=False, doc=doc)
    words = {
        "type": "string",
        "enum": [sorting.ascending, sorting.descending],
        "default": sorting.descending if sorting.is_descending_default else sorting.ascending,
    }
    yield Parameter(
        sorting.direction, "query", words, is_required=False, doc="Which way; without a property it is ignored."
    )
