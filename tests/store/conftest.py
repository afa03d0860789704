"""A migrated database of each kind for the tests of the store, with two companies in it."""

import asyncio
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import mkdtemp

import pytest

from dagsverke.store.migrate import migrate
from tests import postgres
from tests.store.house import House, move_in


@cache
def _migrated_file() -> Path:
    path = Path(mkdtemp(prefix="dagsverke-test-")) / "migrated.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def migrated_sqlite_url(tmp_path: Path) -> str:
    """The URL of a migrated SQLite database without rows."""
    copy(_migrated_file(), tmp_path / "dagsverke.db")
    return f"sqlite:///{tmp_path / 'dagsverke.db'}"


@pytest.fixture
def migrated_postgresql_url() -> Iterator[str]:
    """The URL of a migrated PostgreSQL database without rows."""
    try:
        url = postgres.fresh_postgres_url(migrate)
    except postgres.UnavailableError as reason:
        pytest.skip(f"no PostgreSQL server for the tests: {reason}")
    yield url
    postgres.let_go(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    """Two companies, on each kind of database."""
    made = move_in(str(request.getfixturevalue(f"migrated_{request.param}_url")))
    yield made
    asyncio.run(made.store.close())


@pytest.fixture
def sqlite_house(migrated_sqlite_url: str) -> Iterator[House]:
    """Two companies on SQLite."""
    made = move_in(migrated_sqlite_url)
    yield made
    asyncio.run(made.store.close())


@pytest.fixture
def postgresql_house(migrated_postgresql_url: str) -> Iterator[House]:
    """Two companies on PostgreSQL."""
    made = move_in(migrated_postgresql_url)
    yield made
    asyncio.run(made.store.close())
