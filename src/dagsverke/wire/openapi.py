"""OpenAPI 3.1 of one dialect, from its tables."""

import re
from collections.abc import Mapping
from typing import Any

from dagsverke.wire.core import Core
from dagsverke.wire.credentials import security_of
from dagsverke.wire.describe import Parameter, bodies_of, body_of, paging_parameters, parameters_of, refusals_of
from dagsverke.wire.names import standing_in
from dagsverke.wire.nested import nested_schema
from dagsverke.wire.resource import Dialect, Operation, Resource
from dagsverke.wire.router import whole_path
from dagsverke.wire.schemas import reply_schema, row_schema, schema_like
from dagsverke.wire.speaker import NO_CONTENT

_REASONS: Mapping[int, str] = {
    200: "Done.",
    201: "Made.",
    204: "Done; nothing to say.",
    400: "Malformed.",
    401: "Nobody, or nobody known.",
    403: "Not allowed for this caller.",
    404: "Not there.",
    406: "Not in this form.",
    409: "Contradicts what is there.",
    413: "Too long.",
    415: "A media type that is not read.",
    422: "Breaks a rule.",
    423: "Closed to change.",
    429: "Too many requests.",
}


def openapi(dialect: Dialect, core: Core, version: str) -> dict[str, Any]:
    """The document."""
    paths: dict[str, dict[str, Any]] = {}
    names: set[str] = set()
    for resource in dialect.resources:
        for operation in resource.operations:
            one = _operation(dialect, resource, operation, core)
            one["operationId"] = _unique(operation.method, whole_path(dialect, operation), names)
            paths.setdefault(whole_path(dialect, operation), {})[operation.method.lower()] = one
    rows = {_name(resource): row_schema(resource) for resource in dialect.resources if resource.fields}
    return {
        "openapi": "3.1.0",
        "info": {"title": dialect.title, "version": version, "description": _about(dialect)},
        "tags": [{"name": one.name, "description": _about_resource(dialect, one)} for one in dialect.resources],
        "paths": paths,
        "components": {
            "schemas": rows,
            "securitySchemes": {
                name: dict(scheme) for way in dialect.credentials for name, scheme in way.schemes.items()
            },
        },
    }


def _operation(dialect: Dialect, resource: Resource, operation: Operation, core: Core) -> dict[str, Any]:
    found: dict[str, Any] = {
        "tags": [resource.name],
        "summary": operation.doc or f"{operation.verb} {resource.name}",
        "parameters": [_parameter(one) for one in parameters_of(dialect, resource, operation)],
        "responses": _responses(dialect, resource, operation, core),
        "security": [] if operation.is_public else [dict(security_of(way)) for way in dialect.credentials],
    }
    schema = _body_schema(dialect, resource, operation)
    if schema is not None:
        content = {media: {"schema": schema} for media in bodies_of(dialect, operation)}
        found["requestBody"] = {"content": content, "required": operation.verb in ("create", "update")}
    return found


def _parameter(one: Parameter) -> dict[str, Any]:
    found = {"name": one.name, "in": one.place, "required": one.is_required, "schema": dict(one.schema)}
    return found | ({"description": one.doc} if one.doc else {})


def _body_schema(dialect: Dialect, resource: Resource, operation: Operation) -> dict[str, Any] | None:
    if operation.method == "GET":
        return None
    if operation.handler is not None:
        return dict(operation.body_schema or {"type": "object"})
    if operation.command is None:
        properties = {one.param: dict(one.codec.schema) for one in resource.filters}
        paging = resource.paging if operation.verb == "list" else None
        properties |= {one.name: dict(one.schema) for one in paging_parameters(paging)}
        return {"type": "object", "properties": properties}
    taken = body_of(dialect, resource, operation)
    if not taken or (operation.verb == "delete" and not any(one.is_required for one in taken)):
        return None
    schema = nested_schema(
        {one.name: dict(one.schema) | ({"description": one.doc} if one.doc else {}) for one in taken},
        [one.name for one in taken if one.is_required],
    )
    if dialect.unknown_properties == "refuse":
        schema["additionalProperties"] = False
    if resource.wrapper is None:
        return schema
    return {"type": "object", "properties": {resource.wrapper: schema}, "required": [resource.wrapper]}


def _responses(dialect: Dialect, resource: Resource, operation: Operation, core: Core) -> dict[str, Any]:
    found: dict[str, Any] = {str(operation.status): _good(dialect, resource, operation, core)}
    refused: dict[int, list[Any]] = {}
    for refusal in refusals_of(dialect, operation):
        status, document = dialect.refuse(refusal)
        schemas = refused.setdefault(status, [])
        schema = {} if operation.handler else schema_like(document)  # a handler may phrase its own
        if schema not in schemas:
            schemas.append(schema)
    for status, schemas in sorted(refused.items()):
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        content: dict[str, Any] = {"application/json": {"schema": schema}}
        if dialect.refuse_xml is not None:
            content["application/xml"] = {"schema": {}}
        found.setdefault(str(status), {"description": _REASONS.get(status, "Refused."), "content": content})
    return found


def _good(dialect: Dialect, resource: Resource, operation: Operation, core: Core) -> dict[str, Any]:
    description = _REASONS.get(operation.status, "Done.")
    if operation.status == NO_CONTENT:
        return {"description": description}
    if operation.handler is not None:
        return {
            "description": description,
            "content": {operation.reply_media: {"schema": dict(operation.reply_schema or {})}},
        }
    row: dict[str, Any] = {"$ref": f"#/components/schemas/{_name(resource)}"}
    if (other := standing_in(dialect, operation)) is not None:
        row = {"anyOf": [row, {"$ref": f"#/components/schemas/{_name(other[0])}"}]}
    content: dict[str, Any] = {"application/json": {"schema": reply_schema(dialect, resource, operation, core, row)}}
    if operation.reply in dialect.xml_envelopes:
        content["application/xml"] = {"schema": {}}
    return {"description": description, "content": content}


def _name(resource: Resource) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", resource.name)


def _unique(method: str, path: str, taken: set[str]) -> str:
    stem = re.sub(r"[^A-Za-z0-9]+", "_", f"{method.lower()}{path}").strip("_")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    taken.add(name)
    return name


def _about(dialect: Dialect) -> str:
    parts = [dialect.doc] if dialect.doc else []
    if dialect.limit:
        parts.append(f"At most {dialect.limit.requests} requests in any {dialect.limit.window_s:g} s for each caller.")
    if dialect.quirks:
        parts.append("Where the vendor's document leaves a choice:")
        parts += [f"* **{one.id}** {one.document} *What is done:* {one.we_do}" for one in dialect.quirks]
    return "\n\n".join(parts)


def _about_resource(dialect: Dialect, resource: Resource) -> str:
    quirks = {one.id: one for one in dialect.quirks}
    cited = [f"{name}: {quirks[name].we_do}" for name in resource.quirks if name in quirks]
    return "\n\n".join([resource.doc or resource.name, *cited])
