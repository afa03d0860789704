"""A vendor's own document as data: its operations, what they take and what their examples show. Facts alone.

The tables of a dialect are held against it (``wire.coverage``), and its examples are replayed by the tests. Nothing
that serves a request reads it.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

KINDS = frozenset({"key", "instant", "text", "number", "truth", "list", "object"})
OR_NULL = " or null"
ANY = "any"
"""The kind of a property that examples show as null alone, by a name that tells nothing more."""


@dataclass(frozen=True, slots=True)
class Documented:
    """One operation of a document. In names a dot leads to a member of an object, ``[]`` to the items of a list."""

    title: str
    section: str
    resource: str  # as the dialect names it; "" for what holds for every list
    calls: tuple[str, ...]  # "GET things/{id}" below the prefix: every spelling, that of the sample first
    requires: tuple[str, ...]
    takes: tuple[str, ...]  # every parameter, those required and those that only the sample sends among them
    sends: tuple[str, ...]  # what the sample sends
    shows: Mapping[str, str]  # the kind of each property of the example
    has_meta: bool  # whether the example counts its rows

    @property
    def method(self) -> str:
        """The method of its calls; "" where it has none."""
        return self.calls[0].partition(" ")[0] if self.calls else ""


class Unreadable(Exception):
    """The facts do not hold together."""


def read_documented(text: str) -> tuple[Documented, ...]:
    """The operations that a TOML file of facts holds, by title; raises Unreadable where it contradicts itself."""
    entries = tomllib.loads(text)
    return tuple(_documented(title, entry, entries) for title, entry in entries.items())


def holds(wire: str, name: str) -> bool:
    """Whether a property or parameter is a documented one, or the object or list that the documented one is within."""
    plain = name.replace("[]", "")
    return plain == wire or plain.startswith(f"{wire}.")


def is_among(wire: str, names: Collection[str]) -> bool:
    """Whether documented names tell of a property: by its name, of its members, or of an object and no members."""
    if any(holds(wire, name) for name in names):
        return True
    opaque = [name for name in names if wire.startswith(f"{name}.")]
    return any(not any(other.startswith(f"{name}.") for other in names) for name in opaque)


def is_answered(name: str, wires: Collection[str]) -> bool:
    """Whether something stands for a documented name: that property, what holds it, or its members."""
    plain = name.replace("[]", "")
    return any(holds(wire, name) or holds(plain, wire) for wire in wires)


def _documented(title: str, entry: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]]) -> Documented:
    try:
        like = [entry, *(entries[one] for one in [entry.get("takes_like")] if one)]
        shown = entries[entry["shows_like"]] if "shows_like" in entry else entry
        takes = [name for part in ("requires", "takes") for one in like for name in one.get(part, ())]
        return Documented(
            title=title,
            section=entry["section"],
            resource=entry["resource"],
            calls=tuple(entry["calls"]),
            requires=tuple(entry.get("requires", ())),
            takes=tuple(dict.fromkeys((*takes, *entry.get("sends", ())))),
            sends=tuple(entry.get("sends", ())),
            shows=dict(_kinds(shown.get("shows", {}))),
            has_meta=entry.get("has_meta", False),
        )
    except (KeyError, ValueError) as error:
        raise Unreadable(f"{title}: {error}") from error


def _kinds(shows: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for kind, names in shows.items():
        if kind != ANY and kind.removesuffix(OR_NULL) not in KINDS:
            raise ValueError(f"there is no kind {kind!r}")
        yield from ((name, kind) for name in names)
