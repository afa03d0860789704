"""A lock between the processes that write one SQLite file; SQLite's own is waited for by polling."""

import fcntl
import os
from pathlib import Path


class FileLock:
    """An exclusive lock on ``<database>.lock``. The system releases it when the process dies."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def try_take(self) -> bool:
        """Take it if nobody has it."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def take(self) -> None:
        """Take it, waiting as long as that needs."""
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def release(self) -> None:
        """Let the next one have it."""
        fcntl.flock(self._handle, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._handle)
