"""Where the store is opened."""

from importlib import import_module
from pathlib import Path

from dagsverke.app.ports import Clock, KeyMaker, Store
from dagsverke.store.sqlite.store import SqliteStore

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


def open_store(url: str, *, clock: Clock, keys: KeyMaker) -> Store:
    """Open the store at ``sqlite:///path`` or ``postgresql://…``. Its schema must be there (``store.migrate``)."""
    if url.startswith(SQLITE):
        return SqliteStore(Path(url.removeprefix(SQLITE)), clock=clock, keys=keys)
    if url.startswith(POSTGRES):
        # Loaded by name: the driver takes 25 MB of memory that a server on SQLite has no use for.
        opened: Store = import_module("dagsverke.store.postgres.store").PostgresStore(url, clock=clock, keys=keys)
        return opened
    raise ValueError("a database is sqlite:///path or postgresql://…")
