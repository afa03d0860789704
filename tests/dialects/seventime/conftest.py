"""Seven Time as either of the two firms calls it."""

import pytest

from tests.dialects.seventime.calls import Api
from tests.harness import World


@pytest.fixture
def api(world: World) -> Api:
    """Seven Time with the first firm's key."""
    return Api(world, world.ostra)


@pytest.fixture
def other_api(world: World) -> Api:
    """Seven Time with the second firm's key."""
    return Api(world, world.norra)
