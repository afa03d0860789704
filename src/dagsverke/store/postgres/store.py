"""The store on PostgreSQL: everything runs in threads, each with a connection of the pool."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg import errors
from psycopg_pool import PoolClosed, PoolTimeout

from dagsverke.app.access import Principal
from dagsverke.app.ports import Clock, Directory, FileShelf, KeyMaker, Reader, UnitOfWork
from dagsverke.app.queries import Query
from dagsverke.store.connection import Common, Transaction, Unavailable
from dagsverke.store.directory import StoredDirectory
from dagsverke.store.files import Files
from dagsverke.store.founding import found_company
from dagsverke.store.postgres.connection import PostgresConnection, open_pool
from dagsverke.store.postgres.grammar import PostgresGrammar
from dagsverke.store.reader import StoreReader
from dagsverke.store.swiftness import is_long
from dagsverke.store.unit_of_work import Stale, StoreUnitOfWork

T = TypeVar("T")
_POOL_SIZE = 10
_POOL_WAIT_S = 10.0
_BEGIN, _END = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "ROLLBACK"
_ATTEMPTS_MORE = 20
_TURN = "SELECT pg_advisory_xact_lock(0, mod(%(company)s, 2147483648)::int)"
"""Of those who met one gets through and the rest do it again; if they met once more each time, some never would."""
_AGAIN = (errors.SerializationFailure, errors.DeadlockDetected, Stale)


class PostgresStore:
    """One database, any number of processes."""

    def __init__(self, url: str, *, clock: Clock, keys: KeyMaker, files: Path) -> None:
        self._files = Files(files, clock)
        self._common = Common(PostgresGrammar, clock, keys)
        self._pool = open_pool(url, _POOL_SIZE, _POOL_WAIT_S)
        self._pool.open()
        self._threads = ThreadPoolExecutor(_POOL_SIZE, "dagsverke-store")

    def is_long(self, query: Query) -> bool:
        """Whether a query has no index to go by. Here it holds up nobody but itself."""
        return is_long(query)

    async def found(self, values: Mapping[str, Any], furnish: Callable[[UnitOfWork], None] | None = None) -> int:
        """Make a new company, with what it begins with, and return its id."""
        return await self._in_thread(
            lambda: self._written(lambda transaction: found_company(self._common, transaction, values, furnish))
        )

    async def close(self) -> None:
        """Finish what is under way and let go of every connection."""
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.to_thread(self._files.close)
        await asyncio.to_thread(self._pool.close)

    async def look_up(self, work: Callable[[Directory], T]) -> T:
        """Run a look-up over all companies."""
        return await self._in_thread(
            lambda: self._looked_up(lambda connection: work(StoredDirectory(self._common, connection)))
        )

    async def read(self, company_id: int, work: Callable[[Reader], T], *, is_long: bool = False) -> T:
        """Run a read of one company."""
        del is_long  # all work is in threads
        return await self._in_thread(
            lambda: self._read(lambda connection: work(StoreReader(self._common, connection, company_id)))
        )

    async def write(self, principal: Principal, work: Callable[[UnitOfWork], T]) -> T:
        """Run a unit of work and return once it is durable."""

        def run(transaction: Transaction) -> T:
            unit = StoreUnitOfWork(self._common, transaction, principal)
            result = work(unit)
            unit.settle()
            return result

        return await self._in_thread(lambda: self._written(run, principal.company_id))

    async def on_shelf(self, work: Callable[[FileShelf], T]) -> T:
        """Run work on the files, in a thread."""
        return await self._files.run(work)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, _reachable, work)

    def _looked_up(self, work: Callable[[PostgresConnection], T]) -> T:
        """Run reads that each see what is so just then."""
        with self._pool.connection() as raw:
            return work(PostgresConnection(raw, self._common.grammar))

    def _read(self, work: Callable[[PostgresConnection], T]) -> T:
        """Run reads that all see the same moment. Where it begins and ends is told along with them, not waited for."""
        with self._pool.connection() as raw, raw.pipeline():
            raw.execute(_BEGIN, prepare=False)
            result = work(PostgresConnection(raw, self._common.grammar))
            raw.execute(_END, prepare=False)
            return result

    def _written(self, work: Callable[[Transaction], T], company_id: int = 0) -> T:
        """Run work in a transaction, anew where another came between. Who does it again waits for others who do.

        Raises Unavailable where somebody came between each time.
        """
        try:
            return self._attempt(work)
        except _AGAIN as error:
            met: Exception = error
        for _ in range(_ATTEMPTS_MORE):
            try:
                return self._attempt(work, company_id)
            except _AGAIN as error:
                met = error
        raise Unavailable(f"others keep changing the same rows: {met}") from met

    def _attempt(self, work: Callable[[Transaction], T], turn_of: int | None = None) -> T:
        with self._pool.connection() as raw, raw.transaction():
            if turn_of is not None:
                raw.execute(_TURN, {"company": turn_of})
            return work(Transaction(PostgresConnection(raw, self._common.grammar)))


def _reachable(work: Callable[[], T]) -> T:
    """Run work; a connection that is lost or cannot be had is said to be so."""
    try:
        return work()
    except (PoolTimeout, PoolClosed, psycopg.OperationalError) as error:
        raise Unavailable(f"the database does not answer: {error}") from error
