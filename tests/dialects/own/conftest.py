import pytest

from tests.dialects.own.calls import Api
from tests.harness import World


@pytest.fixture
def api(world: World) -> Api:
    return Api(world, world.ostra, world.ostra.own)
