"""Persons: that a company keeps somebody who leads it."""

import pytest

from dagsverke.domain.errors import Conflict
from tests.app.test_company_file_applying import applied, refused
from tests.harness import World

pytestmark = pytest.mark.anyio


async def test_a_file_hands_the_last_administrators_role_over_but_does_not_take_it_away(world: World) -> None:
    last = '[[person]]\nnumber = "1000"\nfirst_name = "Ada"\nlast_name = "Admin"\nrole = 30\n'
    refusal = await refused(world, last)
    assert isinstance(refusal, Conflict)
    assert (refusal.rule, refusal.field) == ("last", "person[1].role")
    await applied(world, last + '[[person]]\nnumber = "9"\nfirst_name = "Nu"\nlast_name = "Ny"\nrole = 1\n')
