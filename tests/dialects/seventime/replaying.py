"""The document's operations as the tests replay them, and what a reply lacks of what its example shows."""

from collections.abc import Iterator, Sequence
from typing import Any

from dagsverke.dialects.seventime import SEVENTIME
from dagsverke.dialects.seventime.documented import documented
from dagsverke.wire.documented import ANY, Documented
from tests.dialects.seventime.calls import Row
from tests.dialects.seventime.expected import fits

SERVED = {one.name: one for one in SEVENTIME.resources}
EVERY = {one.title: one for one in documented()}
FILES = {"Upload a document", "Get Documents"}
"""Replayed by a test of their own, for a document is sent to one resource and shown by another."""


def of(method: str, *, item: bool = False) -> list[str]:
    """The titles of the served operations that are called so."""
    return [
        title
        for title, one in EVERY.items()
        if one.method == method and one.resource in SERVED and title not in FILES and item == one.calls[0].endswith("}")
    ]


def found(value: Any, path: Sequence[str]) -> Iterator[Any]:
    """Every value at a path; ``[]`` in a part of it means each item of a list. KeyError where one is not there."""
    if not path:
        yield value
        return
    head, *rest = path
    inner = value[head.removesuffix("[]")]
    for one in inner if head.endswith("[]") else [inner]:
        yield from found(one, rest)


def missing(row: Row, one: Documented) -> dict[str, Any]:
    """The documented properties that the row lacks, and those of another kind, but for what is null by a quirk."""
    wrong: dict[str, Any] = {}
    fields = SERVED[one.resource].fields
    unset = {other.wire for other in fields if other.core is None and other.blank is None and other.quirk}
    for name, kind in one.shows.items():
        try:
            values = list(found(row, name.split(".")))
        except KeyError:
            wrong[name] = "is not there"
            continue
        if kind != ANY and not all(fits(value, kind) or (value is None and name in unset) for value in values):
            wrong[name] = values
    return wrong
