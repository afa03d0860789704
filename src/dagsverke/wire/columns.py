"""Many rows at once: their values property by property, and their JSON put together from columns of JSON."""

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any

from dagsverke.app.queries import Row
from dagsverke.wire.members import is_member, reader_of, wanted_as_json
from dagsverke.wire.resource import Field, Resource
from dagsverke.wire.values import same

Column = Sequence[Any]
Encode = Callable[[Any], Any]
"""From a value to its JSON, in anything that is made of bytes."""


def columns_of(resource: Resource, varied: Sequence[Field]) -> Callable[[Sequence[Row]], list[Column]]:
    """A function from rows to the values of each property, those of all rows together.

    Members of the extras that nothing changes come as their JSON (``wire.members``).
    """
    position = {name: at for at, name in enumerate(resource.attributes)}
    pickers = [None if is_member(one) else _picker(one, position) for one in varied]
    wanted = [wanted_as_json(one) for one in varied if is_member(one)]
    read = reader_of(wanted) if wanted else None
    extras_at = position.get("extras", 0)

    def columns(rows: Sequence[Row]) -> list[Column]:
        found: list[Column] = list(zip(*rows, strict=True))
        members = iter(zip(*read(found[extras_at]), strict=True) if read else ())
        return [next(members) if picker is None else picker(found) for picker in pickers]

    return columns


def joined(pieces: Sequence[bytes], encoders: Sequence[Encode], columns: Sequence[Column], count: int) -> list[bytes]:
    """Each row's JSON object, put together from the pieces and the encoded columns between them."""
    parts: list[Iterable[Any]] = []
    constant = pieces[0]
    for encode, column, piece in zip(encoders, columns, pieces[1:], strict=True):
        first = column[0]
        if first == column[-1] and column.count(first) == count:  # as much is of what few rows have
            constant = b"".join((constant, encode(first), piece))
        else:
            parts += (repeat(constant, count), column if encode is same else map(encode, column))
            constant = piece
    parts.append(repeat(constant, count))
    return list(map(b"".join, zip(*parts, strict=True)))


def _picker(one: Field, position: dict[str, int]) -> Callable[[list[Column]], Column]:
    if isinstance(one.core, tuple):
        all_at = [position[name] for name in one.core]
        return lambda columns: list(zip(*[columns[at] for at in all_at], strict=True))
    return itemgetter(position[str(one.core)])
