"""Where the store is opened."""

import re
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dagsverke.app.ports import Clock, KeyMaker, Store
from dagsverke.store.sqlite.store import SqliteStore

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


def open_store(url: str, *, clock: Clock, keys: KeyMaker, files: Path | None = None) -> Store:
    """Open the store at ``sqlite:///path`` or ``postgresql://…``. Its schema must be there (``store.migrate``).

    ``files`` is the folder of uploaded files, by default ``files_of(url)``.
    """
    folder = files or files_of(url)
    if url.startswith(SQLITE):
        return SqliteStore(Path(url.removeprefix(SQLITE)), clock=clock, keys=keys, files=folder)
    # Loaded by name: the driver takes 25 MB of memory that a server on SQLite has no use for.
    module = import_module("dagsverke.store.postgres.store")
    opened: Store = module.PostgresStore(url, clock=clock, keys=keys, files=folder)
    return opened


def files_of(url: str) -> Path:
    """Where the files of a database are unless said: beside a SQLite file, else in the working directory by its name.

    Raises ValueError for a URL of neither kind.
    """
    if url.startswith(SQLITE):
        return Path(f"{url.removeprefix(SQLITE)}.files")
    if url.startswith(POSTGRES):
        name = unquote(urlsplit(url).path).strip("/")
        return Path(f"{re.sub(r'[^A-Za-z0-9_-]', '_', name) or 'dagsverke'}.files")
    raise ValueError("a database is sqlite:///path or postgresql://…")
