"""Makers of row keys: 24 hexadecimal characters, the first eight the second of their making."""

import random
import secrets
import time
from itertools import count

_COUNTER_SIZE = 1 << 24


class RandomKeys:
    """Keys that no two processes ever make alike: time, five random bytes of this process, and a counter."""

    def __init__(self) -> None:
        self._process = secrets.token_hex(5)
        self._counter = count(secrets.randbelow(_COUNTER_SIZE))

    def key(self) -> str:
        """A fresh key."""
        return f"{int(time.time()):08x}{self._process}{next(self._counter) % _COUNTER_SIZE:06x}"


class SeededKeys:
    """The same keys in the same order for the same seed: for the demo and for tests."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # names rows, guards nothing

    def key(self) -> str:
        """The next key."""
        return f"{self._random.getrandbits(96):024x}"
