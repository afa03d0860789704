"""The shelf on disk: ``<folder>/<company>/<first two digits>/<SHA-256>``."""

import asyncio
import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from dagsverke.app.ports import Clock, FileShelf, Shelved

T = TypeVar("T")
_THREADS = 4
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = "unfinished"
_LOCK = "lock"


class Files:
    """The shelf, and the threads in which it is used."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._shelf = DiskShelf(folder, clock)
        self._threads = ThreadPoolExecutor(_THREADS, "dagsverke-files")

    async def run(self, work: Callable[[FileShelf], T]) -> T:
        """Run work on the shelf in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, self._shelf)

    def close(self) -> None:
        """Finish what is under way."""
        self._threads.shutdown()


class DiskShelf:
    """Files by content hash, for any number of threads and processes. Nothing that a client says names a path.

    A file is as old as its last ``put``. Who puts shares a lock of the company with others who do; who removes has it
    alone, so that a file is never taken away from somebody who was just told that it is there.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def put(self, company_id: int, content: bytes) -> Shelved:
        """Keep bytes; durable when it returns."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(company_id, digest)
        unfinished = self._home(company_id) / _UNFINISHED
        for one in (path.parent, unfinished):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._locked(company_id, fcntl.LOCK_SH):
            if path.exists() and path.stat().st_size == len(content):
                self._date(path)
            else:
                self._write(unfinished / token_hex(8), path, content)
            for folder in (path.parent, self._home(company_id), self._folder, self._folder.parent):
                _sync_folder(folder)
        return Shelved(digest, len(content))

    def get(self, company_id: int, digest: str) -> bytes | None:
        """The bytes, or None where there are none of this digest."""
        try:
            return self._path(company_id, digest).read_bytes()
        except FileNotFoundError:
            return None

    def digests(self, company_id: int, before: datetime) -> Sequence[str]:
        """The files that were last put before a moment."""
        found = self._home(company_id).glob("[0-9a-f][0-9a-f]/*")
        return sorted(one.name for one in found if _DIGEST.fullmatch(one.name) and _is_older(one, before))

    def remove(self, company_id: int, digest: str, before: datetime) -> bool:
        """Remove a file, unless it was put again at the moment or after it."""
        path = self._path(company_id, digest)
        with self._locked(company_id, fcntl.LOCK_EX):
            is_old = _is_older(path, before)
            if is_old:
                path.unlink()
            return is_old

    def clear(self, company_id: int, before: datetime) -> None:
        """Remove what interrupted puts have left behind."""
        for one in (self._home(company_id) / _UNFINISHED).glob("*"):
            if _is_older(one, before):
                one.unlink(missing_ok=True)

    def _home(self, company_id: int) -> Path:
        return self._folder / str(company_id)

    def _path(self, company_id: int, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"{digest!r} is no SHA-256")
        return self._home(company_id) / digest[:2] / digest

    def _date(self, path: Path) -> None:
        now = self._clock.now().timestamp()
        os.utime(path, (now, now))

    def _write(self, draft: Path, path: Path, content: bytes) -> None:
        """Under another name first, so that a file of this name is whole."""
        try:
            _write_durably(draft, content)
            self._date(draft)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    @contextmanager
    def _locked(self, company_id: int, how: int) -> Iterator[None]:
        with (self._home(company_id) / _LOCK).open("a") as file:
            fcntl.flock(file, how)
            yield


def copy_files(source: Path, target: Path) -> int:
    """Copy every file of a shelf that another lacks, durably; returns how many there were to copy."""
    count = 0
    for one in sorted(source.glob("*/[0-9a-f][0-9a-f]/*")):
        place = target / one.relative_to(source)
        if not _DIGEST.fullmatch(one.name) or place.exists():
            continue
        draft = target / place.parts[-3] / _UNFINISHED / one.name
        for folder in (place.parent, draft.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        _write_durably(draft, one.read_bytes())
        draft.replace(place)
        for folder in (place.parent, place.parent.parent, target, target.parent):
            _sync_folder(folder)
        count += 1
    return count


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_older(path: Path, before: datetime) -> bool:
    try:
        return path.stat().st_mtime < before.timestamp()
    except FileNotFoundError:
        return False
