"""JSON schemas of what is answered: rows from their fields, envelopes and refusals from what they say of a sample."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app.company import Company
from dagsverke.app.queries import Onward, Page
from dagsverke.wire.codec import Context
from dagsverke.wire.core import Core
from dagsverke.wire.describe import SAMPLE
from dagsverke.wire.nested import nested_schema
from dagsverke.wire.render import compile_document, compile_texts, shown_fields
from dagsverke.wire.resource import OMIT, Answer, Dialect, Field, Operation, Resource

_ROW = "row?"  # marks where an envelope puts a row
_MARK = b'{"%s":true}' % _ROW.encode()
_ANYWHERE = Company(0, "", "SE", "UTC", 0)
_NOWHERE = Context("http://localhost", "2026-01-02T08:00:00.000Z", lambda: _ANYWHERE)
_SAMPLES: Mapping[str | None, Any] = {
    "text": "1",
    "int": 3_600_000,
    "bool": True,
    "json": "{}",
    "instant": "2026-01-02T08:00:00.000Z",
    "day": "2026-01-02",
}


def row_schema(resource: Resource) -> dict[str, Any]:
    """The object that a row of this resource is."""
    fields = shown_fields(resource)
    required = [one.wire for one in fields if one.blank is not OMIT]
    return nested_schema({one.wire: _property(one) for one in fields}, required) | {"required": _heads(required)}


def reply_schema(
    dialect: Dialect,
    resource: Resource,
    operation: Operation,
    core: Core,
    row: Mapping[str, Any],
) -> dict[str, Any]:
    """The body of an answer, where ``row`` is the schema of one row (a reference), as its envelope phrases a sample.

    Tried with a mark in place of the row, then with a row's likeness for an envelope that looks into it. An envelope
    that can be asked for neither is described by the operation's own ``reply_schema``, or not at all.
    """
    if operation.reply_schema is not None:
        return dict(operation.reply_schema)
    envelope = dialect.envelopes[operation.reply]
    wires = [one.wire for one in shown_fields(resource) if one.blank is not OMIT]
    shapes = _Shapes(row, frozenset(_heads(wires)))
    for is_marked in (True, False):
        try:
            said = json.loads(envelope(_sample(resource, operation, core, is_marked=is_marked)))
        except (KeyError, IndexError, TypeError, ValueError):
            continue
        found = shapes.of(said)
        return {"anyOf": [found, {"type": "object", "maxProperties": 0}]} if operation.limit else found
    return {}


def _heads(wires: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(one.partition(".")[0] for one in wires))


def schema_like(value: Any) -> dict[str, Any]:
    """The schema of refusals that look like this one, whatever property they name."""
    return _Shapes({}, frozenset()).of(value)


@dataclass(frozen=True, slots=True)
class _Shapes:
    """Reads schemas off values; an object that is a row, or looks like one, is the schema ``row``."""

    row: Mapping[str, Any]
    wires: frozenset[str]

    def of(self, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return self._of_object(value)
        if isinstance(value, list):
            return {"type": "array", "items": self.of(value[0]) if value else {}}
        if value is None:
            return {}
        kinds = {bool: "boolean", int: "integer", float: "number", str: "string"}
        return {"type": kinds[type(value)]}

    def _of_object(self, value: Mapping[str, Any]) -> dict[str, Any]:
        is_row = _ROW in value or (self.wires and self.wires <= value.keys())
        if not is_row and value.keys() == {SAMPLE}:
            return {"type": "object", "additionalProperties": self.of(value[SAMPLE])}
        if not is_row:
            rest = {name: self.of(one) for name, one in value.items()}
            return {"type": "object", "properties": rest, "required": list(rest)}
        beside = {name: self.of(one) for name, one in value.items() if name not in self.wires and name != _ROW}
        return {"allOf": [dict(self.row), {"type": "object", "properties": beside}]} if beside else dict(self.row)


def _property(one: Field) -> dict[str, Any]:
    if one.core is None:
        return ({} if one.blank is OMIT else {"const": one.blank}) | _described(one)
    schema = dict(one.codec.schema)
    if one.blank is OMIT or not schema:
        return schema | _described(one)
    if one.blank is None:
        return _or_null(schema) | _described(one)
    plain = {str: "string", int: "integer", float: "number", bool: "boolean", list: "array"}.get(type(one.blank))
    is_plain = schema.get("type") in (plain, "number") and not {"enum", "format"} & schema.keys()
    return (schema if is_plain else {"anyOf": [schema, {"const": one.blank}]}) | _described(one)


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _described(one: Field) -> dict[str, Any]:
    return {"description": one.doc} if one.doc else {}


def _sample(resource: Resource, operation: Operation, core: Core, *, is_marked: bool) -> Answer:
    """An answer with one row, or with what a delete answers."""
    is_gone = operation.verb == "delete"
    key = operation.key or resource.key
    row = tuple(_value(resource, name, core) for name in resource.attributes)
    texts, document = compile_texts(resource), compile_document(resource)
    return Answer(
        resource=resource,
        operation=operation,
        rows=[] if is_gone else [row],
        total=1,
        page=Page(0, resource.paging.default or resource.paging.ceiling) if resource.paging else None,
        given=dict.fromkeys(key, "1"),
        target={str(one.core): "1" for one in resource.fields if one.wire in key},
        base_url=_NOWHERE.base_url,
        texts=lambda: [] if is_gone else [_MARK if is_marked else texts([row], _NOWHERE)[0]],
        onward=Onward("1", has_more=True),
        documents=lambda: [] if is_gone else [json.loads(_MARK) if is_marked else document(row, _NOWHERE)],
    )


def _value(resource: Resource, attribute: str, core: Core) -> Any:
    """A likely value of an attribute, in core form."""
    for one in resource.fields:
        if one.core == attribute and (enum := one.codec.schema.get("enum")):
            return one.codec.from_wire(enum[0], _ANYWHERE)
    known = core.catalogue.get(resource.collection, {}).get(attribute)
    kinds = [one.codec.kind for one in resource.fields if one.core == attribute]
    return _SAMPLES.get(known.kind if known else next(iter(kinds), None), "1")
