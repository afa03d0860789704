"""What follows from tables alone is found once: operations share it, and so do all servers in a process."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_KEPT_MAX = 500


def once(find: Callable[P, T]) -> Callable[P, T]:
    """The function, with what it found for its arguments kept; they are told apart by which they are."""
    kept: dict[tuple[int, ...], tuple[tuple[object, ...], T]] = {}

    @wraps(find)
    def found(*given: P.args, **named: P.kwargs) -> T:
        things = (*given, *named.values())
        key = tuple(map(id, things))
        one = kept.get(key)
        if one is None:  # whatever is kept is held, so that no other thing can come to have its id
            if len(kept) >= _KEPT_MAX:
                kept.clear()
            one = kept[key] = (things, find(*given, **named))
        return one[1]

    return found
