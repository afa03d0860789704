"""Bring a database to the present schema. Cheap where it is there already: Alembic is loaded only to change it."""

import sqlite3
from importlib import import_module
from pathlib import Path

from dagsverke.store.engine import POSTGRES, SQLITE

HEAD = "0010"
"""The newest revision under ``migrations/versions``."""
_VERSION = "SELECT version_num FROM alembic_version"


def migrate(url: str) -> None:
    """Upgrade to the newest revision, making the database's file and tables where there are none."""
    if not is_current(url):
        import_module("dagsverke.store.migrations.upgrade").upgrade(url)


def is_current(url: str) -> bool:
    """Whether the database stands at the newest revision."""
    if url.startswith(SQLITE):
        path = Path(url.removeprefix(SQLITE))
        return path.exists() and _sqlite_version(path) == HEAD
    if url.startswith(POSTGRES):
        return bool(import_module("dagsverke.store.postgres.connection").version_of(url, _VERSION) == HEAD)
    raise ValueError("a database is sqlite:///path or postgresql://…")


def _sqlite_version(path: Path) -> str | None:
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute(_VERSION).fetchone()[0])
    except (sqlite3.OperationalError, TypeError):
        return None
    finally:
        connection.close()
