"""What follows from a resource alone is found once: its operations share it, and so do all servers in a process."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from dagsverke.wire.resource import Resource

T = TypeVar("T")
_KEPT_MAX = 500


def once(find: Callable[[Resource], T]) -> Callable[[Resource], T]:
    """The function, with what it found for a resource kept; resources are told apart by which they are."""
    kept: dict[int, tuple[Resource, T]] = {}

    @wraps(find)
    def found(resource: Resource) -> T:
        one = kept.get(id(resource))
        if one is None or one[0] is not resource:
            if len(kept) >= _KEPT_MAX:
                kept.clear()
            one = kept[id(resource)] = (resource, find(resource))
        return one[1]

    return found
