"""Fixtures for every test: the event loop that the server runs on, and an empty database of each kind."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgres

pytest_plugins = ["tests.worlds"]

# httpx asks for it at each request that goes straight to the application, and looks through every folder in vain.
sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # how Python says that there is no such module

settings.register_profile("the same each time", derandomize=True, database=None)
if os.environ.get("CI"):  # a change is judged by what it changes; new examples are looked for where people work
    settings.load_profile("the same each time")


def pytest_configure(config: pytest.Config) -> None:
    """Let the server of the tests live as long as the process that leads the run."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        postgres.begin_run()


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, bool]]:
    """The loop of ``@pytest.mark.anyio`` tests is the one that serves."""
    return "asyncio", {"use_uvloop": True}


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'dagsverke.db'}"


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """The URL of an empty PostgreSQL database, dropped after the test."""
    try:
        url = postgres.fresh_postgres_url()
    except postgres.UnavailableError as reason:
        pytest.skip(f"no PostgreSQL server for the tests: {reason}")
    yield url
    postgres.let_go(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, once of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))
