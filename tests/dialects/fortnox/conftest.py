import pytest

from tests.dialects.fortnox.calls import Api
from tests.harness import World


@pytest.fixture
def api(world: World) -> Api:
    return Api(world, world.ostra)
