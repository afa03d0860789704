"""Lists of objects in a body or an answer, each member read and shown by a codec of its own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app.company import Company
from dagsverke.domain.errors import Malformed
from dagsverke.wire.codec import Codec, text
from dagsverke.wire.values import BadCharactersError

ITEMS_MAX = 5_000


@dataclass(frozen=True, slots=True)
class Member:
    """One property of the objects, and the attribute of the rows behind it (``access`` as that of a field)."""

    wire: str
    core: str
    codec: Codec = text
    access: str = "rw"
    blank: Any = None


def rows(wire: str, members: Sequence[Member]) -> Codec:
    """The codec of a list of objects: JSON text of rows by attribute at rest, a list of dicts when read.

    A member that cannot be read is refused as ``<wire>[n].<member>``. Unknown members are ignored.
    """
    shown = [one for one in members if one.access != "w"]
    accepted = [one for one in members if one.access != "r"]

    def show(at_rest: str) -> list[dict[str, Any]]:
        return [_shown(shown, row) for row in json.loads(at_rest)]

    def read(value: Any, company: Company) -> list[dict[str, Any]]:
        if not isinstance(value, list) or len(value) > ITEMS_MAX:
            raise TypeError(value)
        return [_read(f"{wire}[{at}]", accepted, one, company) for at, one in enumerate(value)]

    schema = {"type": "array", "items": {"type": "object", "properties": {m.wire: m.codec.schema for m in members}}}
    names = {one.core: one.wire for one in (*members, *accepted)}  # what can be sent is what is refused
    return Codec("list of objects", show, read, schema, members=names)


def _shown(members: Sequence[Member], row: Mapping[str, Any]) -> dict[str, Any]:
    return {one.wire: one.blank if row.get(one.core) is None else one.codec.to_wire(row[one.core]) for one in members}


def _read(place: str, members: Sequence[Member], value: Any, company: Company) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise Malformed("type", place, "is not an object")
    found = {}
    for one in members:
        raw = value.get(one.wire)
        if raw is None or (raw == "" and not one.codec.takes_empty):
            continue
        try:
            found[one.core] = one.codec.from_wire(raw, company)
        except BadCharactersError as error:
            raise Malformed("characters", f"{place}.{one.wire}", "holds characters that are not allowed") from error
        except (ValueError, TypeError, ArithmeticError) as error:
            raise Malformed("type", f"{place}.{one.wire}", f"is not a valid {one.codec.name}") from error
    return found
