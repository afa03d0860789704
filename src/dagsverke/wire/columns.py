"""Many rows at once: their values property by property, and their JSON put together from columns of text."""

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import msgspec

from dagsverke.app.queries import Row
from dagsverke.wire.resource import Field, Resource

Column = Sequence[Any]
Encode = Callable[[Any], str]
_EXTRAS = "extras"


def columns_of(resource: Resource, varied: Sequence[Field]) -> Callable[[Sequence[Row]], list[Column]]:
    """A function from rows to the values of each property, those of all rows together."""
    position = {name: at for at, name in enumerate(resource.attributes)}
    pickers = [_picker(one, position) for one in varied]
    extras_at = position.get(_EXTRAS)

    def columns(rows: Sequence[Row]) -> list[Column]:
        found: list[Column] = list(zip(*rows, strict=True))
        members = _Members(found[extras_at] if extras_at is not None else ())
        return [picker(found, members) for picker in pickers]

    return columns


def joined(pieces: Sequence[str], encoders: Sequence[Encode], columns: Sequence[Column], count: int) -> list[str]:
    """Each row's JSON object, put together from the pieces and the encoded columns between them."""
    parts: list[Iterable[str]] = [repeat(pieces[0], count)]
    for encode, column, piece in zip(encoders, columns, pieces[1:], strict=True):
        is_blank = column[0] is None and column.count(None) == count  # as much of what few rows have is
        parts += (repeat(encode(None), count) if is_blank else map(encode, column), repeat(piece, count))
    return list(map("".join, zip(*parts, strict=True)))


class _Members:
    """Members of the extras of many rows; each object on the way to them is looked up once."""

    def __init__(self, texts: Sequence[str | None]) -> None:
        self._texts = texts
        self._objects: dict[tuple[str, ...], list[dict[str, Any]]] = {}

    def at(self, path: tuple[str, ...]) -> list[Any]:
        """The member of each row, None where there is none."""
        name = path[-1]
        return [one.get(name) for one in self._objects_at(path[:-1])]

    def _objects_at(self, path: tuple[str, ...]) -> list[dict[str, Any]]:
        """The object of each row, an empty one where there is none."""
        found = self._objects.get(path)
        if found is None:
            inner = self.at(path) if path else [msgspec.json.decode(text or "{}") for text in self._texts]
            found = self._objects[path] = [one if isinstance(one, dict) else {} for one in inner]
        return found


def _picker(one: Field, position: dict[str, int]) -> Callable[[list[Column], _Members], Column]:
    if isinstance(one.core, tuple):
        all_at = [position[name] for name in one.core]
        return lambda columns, _: list(zip(*[columns[at] for at in all_at], strict=True))
    core = str(one.core)
    if core.startswith(f"{_EXTRAS}."):
        path = tuple(core.split(".")[1:])
        return lambda _, members: members.at(path)
    at = position[core]
    return lambda columns, _: columns[at]
