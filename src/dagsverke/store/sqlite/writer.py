"""Group commit: requests that wait are run one after another in one transaction and answered after its fsync."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from dagsverke.store.connection import Transaction
from dagsverke.store.sqlite.connection import SqliteConnection
from dagsverke.store.sqlite.lock import FileLock
from dagsverke.store.sqlite.search import WAITING, take_in
from dagsverke.store.tables.search import SEARCHED

T = TypeVar("T")
_BATCH_MAX = 256
"""Requests that one commit may carry, so that the first of them does not wait for ever."""


@dataclass(slots=True)
class _Job:
    work: Callable[[Transaction], Any]
    answer: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None


class Writer:
    """The only one to write through this process.

    Work runs on the event loop, each request in a savepoint of its own, on a connection that nothing else uses.
    Waiting for locks and for the disk is done in a thread, so that reads go on meanwhile.
    """

    def __init__(self, connection: SqliteConnection, lock: FileLock) -> None:
        self.commit_count = 0
        self._connection = connection
        self._lock = lock
        self._jobs: deque[_Job] = deque()
        self._thread = ThreadPoolExecutor(1, "dagsverke-commit")
        self._running: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Run work in a transaction; returns once it is durable, and raises what it raised."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._jobs.append(_Job(work, answer))
        if self._running is None or self._running.done():
            self._running = loop.create_task(self._drain())
        return await answer

    async def close(self) -> None:
        """Finish what waits."""
        if self._running is not None and not self._running.done():
            await asyncio.wait([self._running])
        self._thread.shutdown()

    async def _drain(self) -> None:
        while self._jobs:
            jobs: list[_Job] = []
            try:
                await self._locked(jobs)
            except BaseException as error:
                self._fail(jobs or [self._jobs.popleft()], error)
                if not isinstance(error, Exception):
                    raise

    async def _locked(self, jobs: list[_Job]) -> None:
        """One batch: lock, begin, run, commit, unlock, answer."""
        if not self._lock.try_take():
            await self._in_thread(self._lock.take)
        try:
            await self._begin()
            await self._run_waiting(jobs)
            await self._in_thread(self._commit)
        finally:
            if self._connection.is_open():
                self._connection.run("ROLLBACK", {})
            self._lock.release()
        for job in jobs:
            if job.answer.done():
                continue
            if job.error is None:
                job.answer.set_result(job.result)
            else:
                job.answer.set_exception(job.error)

    async def _begin(self) -> None:
        """Begin at once, or wait in the thread where a program without our lock writes just now."""
        self._connection.wait_for_locks(is_patient=False)
        try:
            self._connection.run("BEGIN IMMEDIATE", {})
        except sqlite3.OperationalError:
            self._connection.wait_for_locks(is_patient=True)
            await self._in_thread(lambda: self._connection.run("BEGIN IMMEDIATE", {}))
        self._connection.wait_for_locks(is_patient=True)

    async def _run_waiting(self, jobs: list[_Job]) -> None:
        """Run what waits, and what comes in between: the loop gets its turn after each."""
        transaction = Transaction(self._connection)
        while self._jobs and len(jobs) < _BATCH_MAX:
            job = self._jobs.popleft()
            if job.answer.cancelled():
                continue
            jobs.append(job)
            self._run_one(job, transaction)
            await asyncio.sleep(0)

    def _run_one(self, job: _Job, transaction: Transaction) -> None:
        self._connection.run("SAVEPOINT request", {})
        try:
            job.result = job.work(transaction)
        except Exception as error:  # noqa: BLE001  # handed to whoever asked
            job.error = error
            self._connection.run("ROLLBACK TO SAVEPOINT request", {})
        self._connection.run("RELEASE SAVEPOINT request", {})

    def _commit(self) -> None:
        waiting = self._connection.rows(WAITING, {})[0]
        for table in (table for table, is_time in zip(SEARCHED, waiting, strict=True) if is_time):
            take_in(lambda sql: self._connection.run(sql, {}), table)
        self._connection.run("COMMIT", {})
        self.commit_count += 1

    async def _in_thread(self, work: Callable[[], Any]) -> None:
        """Wait for work in the thread, to its end even where the waiting is cancelled: the connection is in use."""
        done = asyncio.get_running_loop().run_in_executor(self._thread, work)
        try:
            await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.wait([done])
            raise

    @staticmethod
    def _fail(jobs: list[_Job], error: BaseException) -> None:
        for job in jobs:
            if not job.answer.done():
                job.answer.set_exception(job.error or error)
