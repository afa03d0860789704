"""A connection to a SQLite file."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from dagsverke.domain.errors import Conflict
from dagsverke.store.connection import Rows, Unavailable, Values
from dagsverke.store.grammar import Grammar
from dagsverke.store.sqlite.search import match_of
from dagsverke.store.tables import ATTRIBUTE_OF_INDEX

_BUSY_MS = 10_000
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 8000",  # 32 MB: a page that many commits touch is copied to the file once
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -65536",
)
_READER_SETTINGS = (
    "PRAGMA query_only = ON",
    "PRAGMA mmap_size = 2147418112",  # the first 2 GB, the most there may be, are read without being copied
    "PRAGMA temp_store = MEMORY",  # not for the writer: what a savepoint can undo would be walked at each statement
)
VERSION_MIN = (3, 38, 0)


class SqliteConnection:
    """One connection, without transactions of the driver's own making. It may move from thread to thread."""

    def __init__(self, path: Path, grammar: Grammar, *, is_writer: bool = False) -> None:
        if sqlite3.sqlite_version_info < VERSION_MIN:
            raise Unavailable(f"SQLite {sqlite3.sqlite_version} is too old, 3.38 is needed")
        self._grammar = grammar
        self._raw = open_file(path)
        for setting in _SETTINGS if is_writer else _SETTINGS + _READER_SETTINGS:
            self._raw.execute(setting)

    def rows(self, sql: str, values: Values) -> Rows:
        """Every row of a query."""
        return self._raw.execute(sql, values).fetchall()

    def run(self, sql: str, values: Values) -> int:
        """Run a statement and return how many rows it touched."""
        try:
            return self._raw.execute(sql, values).rowcount
        except sqlite3.IntegrityError as error:
            raise self._refusal(error) from error

    def run_many(self, sql: str, values: Sequence[Values]) -> int:
        """Run a statement for each set of values and return how many rows it touched in all."""
        try:
            return self._raw.executemany(sql, values).rowcount
        except sqlite3.IntegrityError as error:
            raise self._refusal(error) from error

    def next_ids(self, count: int) -> Sequence[int]:
        """So many new ids, ascending. Whoever writes is alone, so a counter in a row does."""
        statement = "UPDATE counter SET value = value + :count RETURNING value"
        last: int = self._raw.execute(statement, {"count": count}).fetchall()[0][0]
        return range(last - count + 1, last + 1)

    def hold(self, company_id: int, person_ids: Sequence[int]) -> bool:
        """Nothing to do, and nothing has changed: there is one writer."""
        del company_id, person_ids
        return False

    def hold_everybody(self, company_id: int) -> bool:
        """Nothing to do, and nothing has changed: there is one writer."""
        del company_id
        return False

    def wait_for_locks(self, *, is_patient: bool) -> None:
        """Whether a lock of another program is waited for (it holds up the thread) or refused at once."""
        self._raw.execute(f"PRAGMA busy_timeout = {_BUSY_MS if is_patient else 0}")

    def is_open(self) -> bool:
        """Whether a transaction is open."""
        return self._raw.in_transaction

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()

    def _refusal(self, error: sqlite3.IntegrityError) -> Exception:
        name = self._grammar.attribute_at_fault(error)
        return error if name is None else Conflict("taken", ATTRIBUTE_OF_INDEX.get(name, name), "is taken")


def open_file(path: Path) -> sqlite3.Connection:
    """The driver's connection, with the functions that the statements use."""
    raw = sqlite3.connect(path, timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    raw.create_function("fold_case", 1, _fold_case, deterministic=True)
    raw.create_function("grams", 1, match_of, deterministic=True)
    return raw


def _fold_case(text: str | None) -> str | None:
    return None if text is None else text.lower()
