"""Copying everything from one database into another, empty one, of either kind."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, func, insert, select, text
from sqlalchemy.engine import make_url

from dagsverke.store.engine import SQLITE
from dagsverke.store.files import copy_files
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.search import take_in
from dagsverke.store.tables import METADATA
from dagsverke.store.tables.companies import company
from dagsverke.store.tables.search import SEARCHED

_CHUNK = 5_000


class NotEmpty(Exception):  # said as a sentence
    """The database that is to receive everything holds a company already."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database and the folder of its files."""

    url: str
    files: Path


def transfer(
    here_at: Place, there_at: Place, on_progress: Callable[[str, int], None] = lambda _table, _rows: None
) -> tuple[int, int]:
    """Copy every row, tombstones and events included, and every file; returns how many there were of each.

    Of the rows it is all or nothing, and the files are there before them. Both schemas must be the newest
    (``store.migrate``) and the target must hold no company; NotEmpty otherwise. What is written to the source
    meanwhile may or may not come along: stop the server first.
    """
    source, target = _engine(here_at.url), _engine(there_at.url)
    try:
        with source.connect() as here, target.begin() as there:
            if there.execute(select(func.count()).select_from(company)).scalar_one():
                raise NotEmpty("the other database holds companies already")
            count = 0
            for table in METADATA.sorted_tables:
                copied = _copy(table, here, there)
                on_progress(table.name, copied)
                count += copied
            _set_counter(there, _counter(here))
            if there.dialect.name == "sqlite":
                for name in SEARCHED:
                    take_in(there.exec_driver_sql, name)
            return count, copy_files(here_at.files, there_at.files)
    finally:
        source.dispose()
        target.dispose()


def _engine(url: str) -> Engine:
    if url.startswith(SQLITE):
        return create_engine("sqlite://", creator=lambda: open_file(Path(url.removeprefix(SQLITE))))
    return create_engine(make_url(url).set(drivername="postgresql+psycopg"))


def _copy(table: Table, here: Connection, there: Connection) -> int:
    count = 0
    found = here.execution_options(yield_per=_CHUNK).execute(select(table).order_by(*table.primary_key))
    for chunk in found.mappings().partitions(_CHUNK):
        rows: list[dict[str, Any]] = [dict(row) for row in chunk]
        there.execute(insert(table), rows)
        count += len(rows)
    return count


def _counter(here: Connection) -> int:
    """The last id that was given out."""
    column = "value" if here.dialect.name == "sqlite" else "last_value"
    return int(here.execute(text(f"SELECT {column} FROM counter")).scalar_one())  # noqa: S608  # one of two words


def _set_counter(there: Connection, last: int) -> None:
    if there.dialect.name == "sqlite":
        there.execute(text("UPDATE counter SET value = :last"), {"last": last})
    else:
        there.execute(text("SELECT setval('counter', :last)"), {"last": max(last, 1)})
