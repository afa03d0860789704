"""Members of a row's extras, which are JSON text: read once for each row, and shown as they stand where they may be."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from dagsverke.wire.resource import Field
from dagsverke.wire.values import json_bytes, same

Members = Callable[[str], Sequence[Any]]
_Tree = dict[str, Any]
EXTRAS = "extras."
EMPTY = "{}"
"""The extras of a row without any."""


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
    return Wanted(wanted_of(one).path, _standing(json_bytes(one.blank)) if is_as_it_stands else None)


@cache
def _standing(blank: bytes) -> msgspec.Raw:
    """JSON that stands for nothing; always the same object, by which it is known again."""
    return msgspec.Raw(blank)


def reader_of(wanted: Sequence[Wanted]) -> Members:
    """A function from the extras to the members that are wanted, None where there is none."""
    tree = _tree(wanted)
    if tree is None:
        return lambda text: _taken_apart(text, wanted)
    decode = msgspec.json.Decoder(_struct(tree)).decode
    names = [_attributes(tree, one.path) for one in wanted]
    pick = attrgetter(*names) if len(names) > 1 else lambda root: (attrgetter(names[0])(root),)

    def read(text: str) -> Sequence[Any]:
        try:
            found: Sequence[Any] = pick(decode(text))
        except msgspec.ValidationError:  # something else where an object was expected
            return _taken_apart(text, wanted)
        if "null" not in text:
            return found
        return [one.nothing if value == _NULL else value for value, one in zip(found, wanted, strict=True)]

    return read


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


def _attributes(tree: _Tree, path: Sequence[str]) -> str:
    names = []
    for name in path:
        names.append(f"at_{list(tree).index(name)}")
        tree = tree[name]
    return ".".join(names)


def _taken_apart(text: str, wanted: Sequence[Wanted]) -> Sequence[Any]:
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
