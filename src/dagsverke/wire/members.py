"""Members of a row's extras, which are JSON text: read once for each row, and shown as they stand where they may be."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from dagsverke.wire.codec import Codec
from dagsverke.wire.resource import Field
from dagsverke.wire.values import same

Members = Callable[[str], Sequence[Any]]
_Tree = dict[str, Any]
EXTRAS = "extras."


class Wanted(NamedTuple):
    """A member by its path; ``is_raw``: as its JSON (``msgspec.Raw``), else as a value."""

    path: tuple[str, ...]
    is_raw: bool


def is_member(one: Field) -> bool:
    """Whether a property is a member of the extras."""
    return isinstance(one.core, str) and one.core.startswith(EXTRAS)


def wanted_of(one: Field, *, is_text: bool) -> Wanted:
    """The member behind a property; as it stands where it is to become text and nothing changes it."""
    return Wanted(tuple(str(one.core).split(".")[1:]), is_text and is_shown_as_it_stands(one.codec))


def is_shown_as_it_stands(codec: Codec) -> bool:
    """Whether the JSON of a value is the JSON of the property."""
    return codec.to_wire is same and codec.to_text is None and codec.in_context is None


def raw_encoder(blank: str) -> Callable[[msgspec.Raw | None], str]:
    """The JSON of a member as it stands, the blank one where there is none or null."""

    def encode(value: msgspec.Raw | None) -> str:
        text = "null" if value is None else str(value, "utf-8")
        return blank if text == "null" else text

    return encode


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
            root = decode(text or "{}")
        except msgspec.ValidationError:  # something else where an object was expected
            return _taken_apart(text, wanted)
        found: Sequence[Any] = pick(root)
        return found

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
        if branch.setdefault(one.path[-1], one.is_raw) is not one.is_raw:
            return None
    return tree


def _struct(tree: _Tree) -> type[msgspec.Struct]:
    """A record of the members that are wanted; all others are passed over."""
    fields: list[tuple[str, Any, Any]] = []
    for at, one in enumerate(tree.values()):
        inner = _struct(one) if isinstance(one, dict) else None
        kind, default = (inner, inner()) if inner else (msgspec.Raw if one else Any, None)
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
    extras = msgspec.json.decode(text or "{}")
    found = [_inside(extras, one.path) for one in wanted]
    return [
        msgspec.Raw(msgspec.json.encode(value)) if one.is_raw and value is not None else value
        for value, one in zip(found, wanted, strict=True)
    ]


def _inside(extras: Any, path: Sequence[str]) -> Any:
    found = extras
    for name in path:
        if not isinstance(found, dict):
            return None
        found = found.get(name)
    return found
