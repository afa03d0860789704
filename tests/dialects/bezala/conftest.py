import pytest

from tests.dialects.bezala.calls import Api, signed_in
from tests.harness import World


@pytest.fixture
async def api(world: World) -> Api:
    return await signed_in(world, world.ostra)
