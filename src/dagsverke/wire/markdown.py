"""The written docs of a dialect, as Markdown, from its tables."""

from collections.abc import Iterator

from dagsverke.wire.core import Core
from dagsverke.wire.prose import Chapter, Part, Table, prose_of
from dagsverke.wire.resource import Dialect


def page(dialect: Dialect, core: Core) -> str:  # noqa: ARG001  # made as the OpenAPI document and the pages are
    """The page ``docs/dialects/<dialect>.md``."""
    prose = prose_of(dialect)
    lines = [f"# {prose.title}", "", "<!-- Generated from the tables by `make docs`; do not edit. -->", ""]
    if prose.doc:
        lines += [prose.doc, ""]
    lines += [*(f"* {one}" for one in prose.facts), ""]
    for part in prose.parts:
        lines += _part(part)
    lines += ["## Refusals", "", *_table(prose.errors)]
    if prose.quirks:
        lines += ["## Quirks", ""]
    for quirk in prose.quirks:
        lines += [f"### {quirk.id}", "", _flat(quirk.document), "", f"**What is done:** {_flat(quirk.we_do)}", ""]
        lines += [f"**Why:** {_flat(quirk.why)}", "", f"*{_flat(quirk.source)}*", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _part(part: Part) -> Iterator[str]:
    yield f"## {part.title}"
    yield ""
    if part.doc:
        yield part.doc
        yield ""
    if part.quirks:
        yield "Quirks: " + ", ".join(f"[{one.id}](#{one.id.lower()})" for one in part.quirks) + "."
        yield ""
    for chapter in part.chapters:
        yield from _chapter(chapter)
    for table in part.tables:
        yield f"### {part.title}: {table.title.lower()}"
        yield ""
        yield from _table(table)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"### `{chapter.title}`"
    yield ""
    yield " ".join((chapter.doc, *chapter.notes)).strip()
    yield ""
    for table in chapter.tables:
        yield f"{table.title}:"
        yield ""
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(table.columns) + " |"
    yield "| " + " | ".join("---" for _ in table.columns) + " |"
    for row in table.rows:
        cells = [f"`{_flat(cell)}`" if at in table.code and cell else _flat(cell) for at, cell in enumerate(row)]
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def _flat(text: str) -> str:
    return " ".join(text.split())
