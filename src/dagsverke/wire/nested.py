"""Properties that are members of objects: a dot in the wire name of a field says so."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from dagsverke.domain.errors import Malformed
from dagsverke.wire.once import once
from dagsverke.wire.resource import Resource


@once
def heads_of(resource: Resource) -> frozenset[str]:
    """The names of the objects, those within objects with dots: ``file``, ``file.options``."""
    found = set()
    for one in resource.fields:
        *path, _ = one.wire.split(".")
        found |= {".".join(path[: end + 1]) for end in range(len(path))}
    return frozenset(found)


Mend = Callable[[bytes], bytes]
"""Makes better text of what is not JSON."""


def flattened(properties: Mapping[str, Any], heads: frozenset[str], mend: Mend | None = None) -> dict[str, Any]:
    """The properties by their whole names. An object that is null says nothing; it may also come as JSON text."""
    found: dict[str, Any] = {}
    for name, value in properties.items():
        if name not in heads:
            found[name] = value
        elif value not in (None, ""):
            members = _object(name, value, mend)
            found |= flattened({f"{name}.{part}": one for part, one in members.items()}, heads, mend)
    return found


def _object(name: str, value: Any, mend: Mend | None) -> Mapping[str, Any]:
    if isinstance(value, str):
        try:
            value = _parsed(value, mend)
        except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as error:
            raise Malformed("type", name, "is not an object") from error
    if not isinstance(value, Mapping):
        raise Malformed("type", name, "is not an object")
    return value


def _parsed(text: str, mend: Mend | None) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.MsgspecError:
        if mend is None:
            raise
        return msgspec.json.decode(mend(text.encode()))


def nested_schema(properties: Mapping[str, Mapping[str, Any]], required: Sequence[str] = ()) -> dict[str, Any]:
    """The JSON schema of an object with these properties, those with dots in their names put into objects."""
    own: dict[str, Any] = {}
    inner: dict[str, dict[str, Mapping[str, Any]]] = {}
    for name, schema in properties.items():
        head, dot, rest = name.partition(".")
        if dot:
            inner.setdefault(head, {})[rest] = schema
            own.setdefault(head, {})
        else:
            own[head] = dict(schema)
    for head, members in inner.items():
        needed = [one.partition(".")[2] for one in required if one.startswith(f"{head}.")]
        own[head] = nested_schema(members, needed)
    heads = list(dict.fromkeys(one.partition(".")[0] for one in required))
    return {"type": "object", "properties": own} | ({"required": heads} if heads else {})
