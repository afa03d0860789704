"""Members of a row's extras, which are JSON text: read once for each row, and shown as they stand where they may be."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from dagsverke.wire.resource import Field
from dagsverke.wire.values import json_bytes, same

Text = str | bytes | None
Members = Callable[[Sequence[Text]], list[Sequence[Any]]]
_Tree = dict[str, Any]
EXTRAS = "extras."
EMPTY = b"{}"
"""The extras of a row without any."""
_FIRST = "at_0"
_NULL = msgspec.Raw(b"null")


class Wanted(NamedTuple):
    """A member by its path, and what is found where there is none: None, or the JSON that is shown then.

    Where that is JSON, so is whatever is found, just as it stands.
    """

    path: tuple[str, ...]
    nothing: msgspec.Raw | None = None


def is_member(one: Field) -> bool:
    """Whether a property is a member of the extras."""
    return isinstance(one.core, str) and one.core.startswith(EXTRAS)


def wanted_of(one: Field) -> Wanted:
    """The member behind a property, as a value."""
    return Wanted(tuple(str(one.core).split(".")[1:]))


def wanted_as_json(one: Field) -> Wanted:
    """The member behind a property; as it stands where nothing changes it on its way to JSON."""
    codec = one.codec
    is_as_it_stands = codec.to_wire is same and codec.to_text is None and codec.in_context is None
    return Wanted(wanted_of(one).path, msgspec.Raw(json_bytes(one.blank)) if is_as_it_stands else None)


def reader_of(wanted: Sequence[Wanted]) -> Members:
    """A function from the extras of rows to the members that are wanted of each."""
    tree = _tree(wanted)
    if tree is None:
        return lambda texts: [_taken_apart(_utf8(text), wanted) for text in texts]
    decode = msgspec.json.Decoder(list[_struct(tree)]).decode  # type: ignore[misc]  # a type that is made here
    shared = _shared(tree)
    names = [".".join(_attributes(tree, one.path)[shared:]) for one in wanted]
    pick = attrgetter(*names) if len(names) > 1 else lambda root: (attrgetter(names[0])(root),)
    root = attrgetter(".".join([_FIRST] * shared)) if shared else same

    def read(texts: Sequence[Text]) -> list[Sequence[Any]]:
        parts = [_utf8(text) for text in texts]
        data = b"[%s]" % b",".join(parts)
        try:
            found: list[Sequence[Any]] = list(map(pick, map(root, decode(data))))
        except msgspec.ValidationError:  # something else where an object was expected
            return [_taken_apart(part, wanted) for part in parts]
        return [_without_null(one, wanted) for one in found] if b"null" in data else found

    return read


def _utf8(text: Text) -> bytes:
    return (text.encode() if isinstance(text, str) else text) or EMPTY


def _without_null(found: Sequence[Any], wanted: Sequence[Wanted]) -> Sequence[Any]:
    return [one.nothing if value == _NULL else value for value, one in zip(found, wanted, strict=True)]


def _tree(wanted: Sequence[Wanted]) -> _Tree | None:
    """The members by name, None where one is wanted in two ways, such as whole and in part."""
    tree: _Tree = {}
    for one in wanted:
        branch = tree
        for name in one.path[:-1]:
            branch = branch.setdefault(name, {})
            if not isinstance(branch, dict):
                return None
        if branch.setdefault(one.path[-1], one.nothing) != one.nothing:
            return None
    return tree


def _struct(tree: _Tree) -> type[msgspec.Struct]:
    """A record of the members that are wanted; all others are passed over."""
    fields: list[tuple[str, Any, Any]] = []
    for at, one in enumerate(tree.values()):
        inner = _struct(one) if isinstance(one, dict) else None
        kind, default = (inner, inner()) if inner else (Any if one is None else msgspec.Raw, one)
        fields.append((f"at_{at}", kind, default))
    rename = {f"at_{at}": name for at, name in enumerate(tree)}
    return msgspec.defstruct("Members", fields, rename=rename, frozen=True)


def _shared(tree: _Tree) -> int:
    """How many steps all paths begin with, and none ends with."""
    inner = next(iter(tree.values())) if len(tree) == 1 else None
    return 1 + _shared(inner) if isinstance(inner, dict) else 0


def _attributes(tree: _Tree, path: Sequence[str]) -> list[str]:
    names = []
    for name in path:
        names.append(f"at_{list(tree).index(name)}")
        tree = tree[name]
    return names


def _taken_apart(text: bytes, wanted: Sequence[Wanted]) -> Sequence[Any]:
    extras = msgspec.json.decode(text)
    return [_as_wanted(_inside(extras, one.path), one) for one in wanted]


def _as_wanted(value: Any, one: Wanted) -> Any:
    if value is None:
        return one.nothing
    return value if one.nothing is None else msgspec.Raw(json_bytes(value))


def _inside(extras: Any, path: Sequence[str]) -> Any:
    found = extras
    for name in path:
        if not isinstance(found, dict):
            return None
        found = found.get(name)
    return found
