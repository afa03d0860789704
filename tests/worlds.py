"""Fixtures that serve the two small firms of ``tests.harness``."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests import harness, postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def world_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with two small firms in it (``tests.harness``), once of each kind."""
    try:
        url = harness.world_url(request.param, tmp_path)
    except postgres.UnavailableError as reason:
        pytest.skip(f"no PostgreSQL server for the tests: {reason}")
    yield url
    if request.param == "postgresql":
        postgres.let_go(url)


@pytest.fixture
async def world(world_url: str) -> AsyncIterator[harness.World]:
    """The two firms behind the real application, without rate limits."""
    async with harness.served(world_url) as made:
        yield made
