"""From a path to what is served there: a dialect by its prefix, an operation by a trie of segments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from dagsverke.wire.refusals import NoRoute, NotAllowed
from dagsverke.wire.resource import Dialect, Operation

T = TypeVar("T")


def segments_of(path: str) -> list[str]:
    """The segments of a declared path."""
    return [one for one in path.split("/") if one]


def whole_path(dialect: Dialect, operation: Operation) -> str:
    """An operation's path from the root: one without a leading slash stands below the dialect's first prefix."""
    if operation.path.startswith("/"):
        return operation.path
    prefix = next(iter(dialect.prefixes), "")
    return "/".join((prefix.rstrip("/"), operation.path.rstrip("/")))


def variables_of(path: str) -> tuple[str, ...]:
    """The names of a path's variables, in order."""
    return tuple(one[1:-1] for one in segments_of(path) if one.startswith("{"))


@dataclass(slots=True)
class _Node(Generic[T]):
    literals: dict[str, "_Node[T]"] = field(default_factory=dict)
    variable: "_Node[T] | None" = None
    served: dict[str, tuple[T, tuple[str, ...]]] = field(default_factory=dict)  # by method


class Routes(Generic[T]):
    """The paths of one dialect. A literal segment goes before a variable; the cost does not grow with the routes."""

    def __init__(self, *, is_case_sensitive: bool) -> None:
        self._root: _Node[T] = _Node()
        self._is_case_sensitive = is_case_sensitive

    def add(self, method: str, path: str, target: T) -> None:
        """Serve a target. ValueError where the path and method are taken."""
        node = self._root
        for one in segments_of(path):
            if one.startswith("{"):
                node.variable = node = node.variable or _Node()
            else:
                node = node.literals.setdefault(self._folded(one), _Node())
        if method in node.served:
            raise ValueError(f"{method} {path} is served twice")
        node.served[method] = (target, variables_of(path))

    def find(self, method: str, segments: Sequence[str]) -> tuple[T, dict[str, str]]:
        """The target and the values of the path's variables. Raises NoRoute or NotAllowed."""
        wanted = "GET" if method == "HEAD" else method
        return self._straight(wanted, segments) or self._searched(wanted, segments)

    def _straight(self, wanted: str, segments: Sequence[str]) -> tuple[T, dict[str, str]] | None:
        """The way that takes every literal it can, which is nearly always the right one."""
        node, values = self._root, []
        for one in segments:
            inner = node.literals.get(self._folded(one))
            if inner is None:
                inner = node.variable
                values.append(one)
            if inner is None:
                return None
            node = inner
        found = node.served.get(wanted)
        return None if found is None else (found[0], dict(zip(found[1], values, strict=True)))

    def _searched(self, wanted: str, segments: Sequence[str]) -> tuple[T, dict[str, str]]:
        allowed: dict[str, None] = {}
        for node, values in self._ends(self._root, segments, 0, ()):
            if wanted in node.served:
                target, names = node.served[wanted]
                return target, dict(zip(names, values, strict=True))
            allowed |= dict.fromkeys(node.served)
        if allowed:
            raise NotAllowed(sorted({*allowed, *(("HEAD",) if "GET" in allowed else ())}))
        raise NoRoute("route", None, "nothing is served at this path")

    def _folded(self, segment: str) -> str:
        return segment if self._is_case_sensitive else segment.lower()

    def _ends(
        self,
        node: _Node[T],
        segments: Sequence[str],
        at: int,
        values: tuple[str, ...],
    ) -> Iterator[tuple[_Node[T], tuple[str, ...]]]:
        if at == len(segments):
            if node.served:
                yield node, values
            return
        literal = node.literals.get(self._folded(segments[at]))
        if literal is not None:
            yield from self._ends(literal, segments, at + 1, values)
        if node.variable is not None:
            yield from self._ends(node.variable, segments, at + 1, (*values, segments[at]))


class Doors(Generic[T]):
    """Which dialect a path belongs to: the one with the longest prefix of it."""

    def __init__(self, doors: Iterable[tuple[Dialect, T]]) -> None:
        self._exact: dict[tuple[str, ...], T] = {}
        self._folded: dict[tuple[str, ...], T] = {}
        for dialect, target in doors:
            for prefix in dialect.prefixes:
                key = tuple(segments_of(prefix))
                if dialect.is_case_sensitive:
                    self._exact[key] = target
                else:
                    self._folded[tuple(one.lower() for one in key)] = target
        self._depths = sorted({len(key) for key in (*self._exact, *self._folded)}, reverse=True)

    def find(self, segments: Sequence[str]) -> T | None:
        """The dialect's target, or None where the path is nobody's."""
        for depth in self._depths:
            head = tuple(segments[:depth])
            found = self._exact.get(head)
            if found is None and self._folded:
                found = self._folded.get(tuple(one.lower() for one in head))
            if found is not None:
                return found
        return None
