"""A dialect as prose: the same headings and tables for the pages of the server and for the written docs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.domain.errors import Refusal
from dagsverke.wire.coverage import Row, coverage_of
from dagsverke.wire.describe import body_of, kind_of, parameters_of, refusals_of
from dagsverke.wire.render import shown_fields
from dagsverke.wire.resource import OMIT, Dialect, Field, Operation, Quirk, Resource
from dagsverke.wire.router import whole_path
from dagsverke.wire.values import json_text

EVERY_EXAMPLE = "every example"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns' names; every cell is plain text."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    code: tuple[int, ...] = (0,)  # the columns that hold code


@dataclass(frozen=True, slots=True)
class Chapter:
    """One operation."""

    title: str  # method and path
    anchor: str
    doc: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One resource."""

    title: str
    doc: str
    quirks: tuple[Quirk, ...]
    chapters: tuple[Chapter, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """One dialect."""

    name: str
    title: str
    doc: str
    facts: tuple[str, ...]
    parts: tuple[Part, ...]
    errors: Table
    quirks: tuple[Quirk, ...]


def prose_of(dialect: Dialect) -> Prose:
    """A dialect as prose."""
    return Prose(
        name=dialect.name,
        title=dialect.title,
        doc=dialect.doc,
        facts=tuple(_facts(dialect)),
        parts=tuple(_part(dialect, resource) for resource in dialect.resources),
        errors=_errors(dialect),
        quirks=dialect.quirks,
    )


def _facts(dialect: Dialect) -> list[str]:
    ways = [" and ".join(_scheme(name, one) for name, one in way.schemes.items()) for way in dialect.credentials]
    facts = [f"Credentials: {'; or '.join(ways)}."] if ways else []
    facts.append(
        f"Bodies: {', '.join({'json': 'JSON', 'xml': 'XML', 'form': 'forms'}[one] for one in dialect.bodies)}."
    )
    if dialect.xml_envelopes:
        facts.append("Answers: JSON, or XML where Accept asks for it.")
    if dialect.limit:
        facts.append(
            f"At most {dialect.limit.requests} requests in any {dialect.limit.window_s:g} s for each caller; "
            "more are refused with Retry-After."
        )
    if not dialect.is_case_sensitive:
        facts.append("Letter case in paths and names does not matter.")
    if dialect.documented:
        facts.append(
            "Coverage: below each resource stands what it serves and what proves it: operations of the vendor's "
            f"document by their titles ({EVERY_EXAMPLE}: all of the section that show a row), or else a quirk. "
            "Each of those operations is sent to the server by the tests."
        )
    facts.append("A repeat of a POST with the same Idempotency-Key and body gets the first reply again, for 24 hours.")
    return facts


def _scheme(name: str, scheme: Mapping[str, Any]) -> str:
    if scheme.get("type") == "apiKey":
        return f"{scheme['in']} {scheme['name']}"
    return "header Authorization: Bearer" if scheme.get("scheme") == "bearer" else name


def _part(dialect: Dialect, resource: Resource) -> Part:
    known = {one.id: one for one in dialect.quirks}
    return Part(
        title=resource.name,
        doc=resource.doc,
        quirks=tuple(known[name] for name in resource.quirks if name in known),
        chapters=tuple(_chapter(dialect, resource, one) for one in resource.operations),
        tables=tuple(one for one in (_answered(resource), _coverage(dialect, resource)) if one.rows),
    )


def _answered(resource: Resource) -> Table:
    rows = [
        (one.wire, kind_of(one.codec.schema) if one.core else "constant", _blank(one), one.doc)
        for one in shown_fields(resource)
    ]
    return Table("Answered", ("property", "type", "without a value", ""), rows, code=(0, 2))


def _coverage(dialect: Dialect, resource: Resource) -> Table:
    """What proves each thing that the resource serves: operations of the vendor's document by title, or a quirk."""
    rows = coverage_of(dialect, resource)
    examples = {title for row in rows if row.kind == "shown" for title in row.titles}
    cells = [(row.what, row.kind, _proof(row, examples)) for row in rows]
    return Table("Coverage", ("what", "", "proven by"), cells)


def _proof(row: Row, examples: set[str]) -> str:
    if row.kind == "shown" and len(examples) > 1 and set(row.titles) == examples:
        return EVERY_EXAMPLE
    return ", ".join(row.titles) or row.quirk or "nothing"


def _blank(one: Field) -> str:
    return "left out" if one.blank is OMIT else json_text(one.blank)


def _chapter(dialect: Dialect, resource: Resource, operation: Operation) -> Chapter:
    path = whole_path(dialect, operation)
    tables = []
    if parameters := parameters_of(dialect, resource, operation):
        rows = [(one.name, one.place, kind_of(one.schema), _yes(one.is_required), one.doc) for one in parameters]
        tables.append(Table("Parameters", ("name", "in", "type", "required", ""), rows))
    if body := body_of(dialect, resource, operation):
        title = f"Body, within {resource.wrapper}" if resource.wrapper else "Body"
        rows4 = [(one.name, kind_of(one.schema), _yes(one.is_required), one.doc) for one in body]
        tables.append(Table(title, ("property", "type", "required", ""), rows4))
    statuses = sorted({dialect.refuse(one)[0] for one in refusals_of(dialect, operation)})
    notes = [f"Answers {operation.status}; refuses with {', '.join(str(one) for one in statuses)}."]
    if operation.scope:
        notes.append(f"Needs the scope {operation.scope}.")
    if operation.is_public:
        notes.append("Needs no credentials.")
    anchor = f"{operation.method}{path}".lower().replace("/", "-").replace("{", "").replace("}", "")
    return Chapter(f"{operation.method} {path}", anchor, operation.doc, tuple(notes), tuple(tables))


def _yes(is_so: bool) -> str:  # noqa: FBT001  # a cell of a table
    return "yes" if is_so else ""


def _errors(dialect: Dialect) -> Table:
    """What a refusal looks like, by status: the first of each."""
    found: dict[int, tuple[Refusal, Any]] = {}
    for resource in dialect.resources:
        for operation in resource.operations:
            for refusal in refusals_of(dialect, operation):
                status, document = dialect.refuse(refusal)
                found.setdefault(status, (refusal, document))
    rows = [(str(status), refusal.detail, json_text(document)) for status, (refusal, document) in sorted(found.items())]
    return Table("Refusals", ("status", "for example where", "body"), rows, code=(2,))
