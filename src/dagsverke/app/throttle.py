"""A limit on requests: at most so many in any stretch of so many seconds, for each caller."""

import math
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from dagsverke.domain.errors import TooMany

CALLERS_MAX = 10_000
"""Callers remembered; of more than these the one that has been silent longest is forgotten."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``requests`` in any sliding window of ``window_s`` seconds, for one caller."""

    requests: int
    window_s: float


class Throttle:
    """Remembers the last requests of each caller. ``now_s`` gives seconds; one that runs backwards stands still."""

    def __init__(self, limit: Limit, now_s: Callable[[], float], callers_max: int = CALLERS_MAX) -> None:
        self._limit = limit
        self._now_s = now_s
        self._callers_max = callers_max
        self._seen: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def admit(self, caller: Hashable) -> None:
        """Count a request, or raise TooMany with the whole seconds until the next would be admitted."""
        now = self._now_s()
        seen = self._seen.get(caller)
        if seen is None:
            seen = self._seen[caller] = deque(maxlen=self._limit.requests)
            if len(self._seen) > self._callers_max:
                self._seen.popitem(last=False)
        self._seen.move_to_end(caller)
        if len(seen) == self._limit.requests:
            now = max(now, seen[-1])
            wait = seen[0] + self._limit.window_s - now
            if wait > 0:
                detail = f"at most {self._limit.requests} requests in {self._limit.window_s:g} s"
                raise TooMany("rate", None, detail, retry_after_s=math.ceil(wait))
        seen.append(now)
