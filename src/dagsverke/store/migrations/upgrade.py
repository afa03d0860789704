"""Runs the revisions in this process, all in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url

from dagsverke.store.engine import SQLITE
from dagsverke.store.sqlite.connection import open_file
from dagsverke.store.sqlite.lock import FileLock

_ADVISORY_LOCK = 0x0DA65
"""Held while PostgreSQL is migrated, so that two processes that start together do it once."""


def upgrade(url: str, revision: str = "head") -> None:
    """Upgrade the database at the URL to a revision, the newest unless said."""
    if url.startswith(SQLITE):
        _upgrade_sqlite(Path(url.removeprefix(SQLITE)), revision)
        return
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
        _run(connection, revision)
    engine.dispose()


def _upgrade_sqlite(path: Path, revision: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    lock.take()
    try:
        engine = create_engine("sqlite://", creator=lambda: open_file(path))
        event.listen(engine, "begin", _begin)
        with engine.begin() as connection:
            _run(connection, revision)
        engine.dispose()
    finally:
        lock.release()
        lock.close()


def _begin(connection: Connection) -> None:
    """The driver begins nothing before it is told to change a schema; so a failure would leave half of it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _run(connection: Connection, revision: str) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    command.upgrade(config, revision)
