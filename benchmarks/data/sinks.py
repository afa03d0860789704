"""Writing rows in bulk, past the application: on SQLite through the driver, on PostgreSQL with COPY."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Protocol

import psycopg
from psycopg import sql

from dagsverke.store.engine import SQLITE
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.search import take_in
from dagsverke.store.tables.search import SEARCHED

Row = tuple[Any, ...]


class Sink(Protocol):
    """A database that takes rows in bulk."""

    keeps_order: ClassVar[bool]  # whether tables joined are run through in the order in which they are named

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Insert rows."""

    def run(self, statement: str) -> None:
        """Run a statement that reads the same on both databases."""

    def next_id(self) -> int:
        """The first id that nobody has."""

    def end_ids_at(self, last: int) -> None:
        """Let the application count on from here."""


class SqliteSink:
    """A SQLite file that nobody else has open."""

    keeps_order: ClassVar[bool] = True

    def __init__(self, path: Path) -> None:
        self._raw = open_file(path)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -400000"):
            self._raw.execute(f"PRAGMA {pragma}")
        self._raw.execute("BEGIN")

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """As in the protocol."""
        marks = ", ".join("?" * len(columns))
        line = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  # names of our own tables
        self._raw.executemany(line, rows)

    def run(self, statement: str) -> None:
        """As in the protocol."""
        self._raw.execute(statement)

    def next_id(self) -> int:
        """As in the protocol."""
        return int(self._raw.execute("SELECT value FROM counter").fetchone()[0]) + 1

    def end_ids_at(self, last: int) -> None:
        """As in the protocol."""
        self._raw.execute("UPDATE counter SET value = ?", (last,))

    def indexes(self, table: str) -> dict[str, str]:
        """The statements that make the indexes of a table."""
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"
        return dict(self._raw.execute(asked, (table,)).fetchall())

    def close(self) -> None:
        """Keep everything, and leave the file as the application wants it."""
        for table in SEARCHED:
            take_in(self._raw.execute, table)
        self._raw.execute("COMMIT")
        self._raw.execute("PRAGMA journal_mode = WAL")
        self._raw.close()


class PostgresSink:
    """A PostgreSQL database of which this is a superuser."""

    keeps_order: ClassVar[bool] = False

    def __init__(self, url: str) -> None:
        self._raw = psycopg.connect(url)
        self._raw.execute("SET session_replication_role = replica")  # references are right: they are not looked up
        self._raw.execute("SET work_mem = '256MB'")
        self._raw.execute("SET maintenance_work_mem = '512MB'")

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """As in the protocol."""
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        line = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        with self._raw.cursor().copy(line) as copy:
            for row in rows:
                copy.write_row(row)

    def run(self, statement: str) -> None:
        """As in the protocol."""
        self._raw.execute(statement.encode())

    def next_id(self) -> int:
        """As in the protocol."""
        found = self._raw.execute("SELECT nextval('counter')").fetchone()
        assert found is not None
        return int(found[0])

    def end_ids_at(self, last: int) -> None:
        """As in the protocol."""
        self._raw.execute("SELECT setval('counter', %s)", (last,))

    def indexes(self, table: str) -> dict[str, str]:
        """As on SQLite; the primary key stays."""
        asked = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname <> %s"
        return dict(self._raw.execute(asked, (table, f"{table}_pkey")).fetchall())

    def close(self) -> None:
        """Keep everything, and do what the server's own housekeeping would in time."""
        self._raw.commit()
        self._raw.autocommit = True
        self._raw.execute("VACUUM ANALYZE")
        self._raw.close()


@contextmanager
def bulk(url: str, *unindexed: str) -> Iterator[Sink]:
    """A sink on a database; the indexes of the named tables are made at the end, all at once."""
    sink = SqliteSink(Path(url.removeprefix(SQLITE))) if url.startswith(SQLITE) else PostgresSink(url)
    indexes = {name: line for table in unindexed for name, line in sink.indexes(table).items()}
    for name in indexes:
        sink.run(f'DROP INDEX "{name}"')
    yield sink
    for line in indexes.values():
        sink.run(line)
    sink.close()
