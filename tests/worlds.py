"""Fixtures that serve the two small firms of ``tests.harness``."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import harness, postgres

KINDS = ("sqlite", "postgresql")


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    try:
        url = harness.world_url(kind, folder)
    except postgres.UnavailableError as reason:
        pytest.skip(f"no PostgreSQL server for the tests: {reason}")
    yield url
    if kind == "postgresql":
        postgres.let_go(url)


@pytest.fixture(params=KINDS)
def world_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with two small firms in it (``tests.harness``), once of each kind."""
    with _database(request.param, tmp_path) as url:
        yield url


@pytest.fixture(scope="module", params=KINDS)
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same for all the tests of a module, which only read."""
    with _database(request.param, tmp_path_factory.mktemp("shared")) as url:
        yield url


@pytest.fixture
async def world(world_url: str) -> AsyncIterator[harness.World]:
    """The two firms behind the real application, without rate limits."""
    async with harness.served(world_url) as made:
        yield made
