"""The store on SQLite. Reads run where they are asked for, writes through one writer, long work in threads."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from dagsverke.app.access import Principal
from dagsverke.app.ports import Clock, Directory, FileShelf, KeyMaker, Reader, UnitOfWork
from dagsverke.app.queries import Query
from dagsverke.store.connection import Common, Transaction
from dagsverke.store.directory import StoredDirectory
from dagsverke.store.files import Files
from dagsverke.store.founding import found_company
from dagsverke.store.reader import StoreReader
from dagsverke.store.sqlite.connection import SqliteConnection
from dagsverke.store.sqlite.grammar import SqliteGrammar
from dagsverke.store.sqlite.lock import FileLock
from dagsverke.store.sqlite.writer import Writer
from dagsverke.store.swiftness import is_long
from dagsverke.store.unit_of_work import StoreUnitOfWork

T = TypeVar("T")
_LONG_THREADS = 2  # they share the interpreter: more of them are in each other's way


class SqliteStore:
    """One file, one process that serves, and any that write through the lock beside it."""

    def __init__(self, path: Path, *, clock: Clock, keys: KeyMaker, files: Path) -> None:
        self._path = path
        self._files = Files(files, clock)
        self._common = Common(SqliteGrammar, clock, keys)
        self._lock = FileLock(path)
        pen = SqliteConnection(path, self._common.grammar, is_writer=True)
        self._writer = Writer(pen, self._lock)
        self._near = SqliteConnection(path, self._common.grammar)
        self._threads = ThreadPoolExecutor(_LONG_THREADS, "dagsverke-long")
        self._of_thread = threading.local()
        self._opened: list[SqliteConnection] = [pen, self._near]

    @property
    def commit_count(self) -> int:
        """How many commits were made; fewer than writes where several shared one."""
        return self._writer.commit_count

    def is_long(self, query: Query) -> bool:
        """Whether a query would hold up the event loop."""
        return is_long(query)

    async def found(self, values: Mapping[str, Any], furnish: Callable[[UnitOfWork], None] | None = None) -> int:
        """Make a new company, with what it begins with, and return its id."""
        return await self._writer.run(lambda transaction: found_company(self._common, transaction, values, furnish))

    async def close(self) -> None:
        """Finish what is under way and let go of every connection and lock."""
        await self._writer.close()
        self._threads.shutdown()
        self._files.close()
        for connection in reversed(self._opened):  # the writer last, for it alone can fold the log into the file
            connection.close()
        self._lock.close()

    async def look_up(self, work: Callable[[Directory], T]) -> T:
        """Run a look-up over all companies."""
        return work(StoredDirectory(self._common, self._near))  # single statements, each a moment of its own

    async def read(self, company_id: int, work: Callable[[Reader], T], *, is_long: bool = False) -> T:
        """Run a read of one company, where it is or in a thread."""
        if not is_long:
            return _in_snapshot(self._near, lambda: work(StoreReader(self._common, self._near, company_id)))
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read_far, company_id, work)

    async def write(self, principal: Principal, work: Callable[[UnitOfWork], T]) -> T:
        """Run a unit of work and return once it is durable."""

        def run(transaction: Transaction) -> T:
            unit = StoreUnitOfWork(self._common, transaction, principal)
            result = work(unit)
            unit.settle()
            return result

        return await self._writer.run(run)

    async def on_shelf(self, work: Callable[[FileShelf], T]) -> T:
        """Run work on the files, in a thread."""
        return await self._files.run(work)

    def _read_far(self, company_id: int, work: Callable[[Reader], T]) -> T:
        connection: SqliteConnection | None = getattr(self._of_thread, "connection", None)
        if connection is None:
            connection = self._of_thread.connection = SqliteConnection(self._path, self._common.grammar)
            self._opened.append(connection)
        return _in_snapshot(connection, lambda: work(StoreReader(self._common, connection, company_id)))


def _in_snapshot(connection: SqliteConnection, work: Callable[[], T]) -> T:
    """Run reads that all see the same moment, and leave nothing open."""
    connection.run("BEGIN", {})
    try:
        return work()
    finally:
        connection.run("ROLLBACK", {})
