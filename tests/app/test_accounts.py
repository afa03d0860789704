"""The rules of accounts, through the command and through a company's file: what contradicts itself is refused."""

from typing import Any

import pytest

from dagsverke.app.commands import accounts
from dagsverke.app.company_file.applying import apply
from dagsverke.app.company_file.reading import read_file
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Absent, Malformed
from dagsverke.domain.units import MS_PER_HOUR
from tests.app.firms import write
from tests.harness import World

pytestmark = pytest.mark.anyio
H = MS_PER_HOUR
RULES = {"value_min": -10 * H, "value_max": 40 * H, "closes": "flex", "carry_max": 10 * H, "surplus": "lapse"}


async def flex(world: World) -> Account:
    return await world.store.read(world.ostra.company_id, lambda reader: reader.company.accounts_by_code["Flex"])


async def test_rules_are_set_and_what_is_not_given_stays(world: World) -> None:
    await write(world, lambda work: accounts.rule(work, {"code": "Flex"}, RULES))
    await write(world, lambda work: accounts.rule(work, {"code": "Flex"}, {"warning_max": 30 * H, "value_min": None}))
    account = await flex(world)
    assert {name: getattr(account, name) for name in (*RULES, "warning_max")} == {
        **RULES,
        "value_min": None,
        "warning_max": 30 * H,
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value_max": -11 * H}, "value_max"),
        ({"value_max": 10**13 + 1}, "value_max"),
        ({"surplus": ""}, "surplus"),
        ({"closes": ""}, "closes"),
    ],
)
async def test_rules_that_contradict_each_other_change_nothing(
    world: World, change: dict[str, Any], field: str
) -> None:
    await write(world, lambda work: accounts.rule(work, {"code": "Flex"}, RULES))
    before = await flex(world)
    with pytest.raises(Malformed) as refused:
        await write(world, lambda work: accounts.rule(work, {"code": "Flex"}, change))
    assert refused.value.field == field
    assert await flex(world) == before
    with pytest.raises(Absent):
        await write(world, lambda work: accounts.rule(work, {"code": "Guld"}, change))


async def test_a_file_with_such_rules_is_refused_by_its_own_words(world: World) -> None:
    def file(work: UnitOfWork) -> None:
        text = '[company]\nname = "Östra Bygg & Städ AB"\n[[account]]\ncode = "Flex"\nmin = 5\nmax = 4\n'
        apply(work, read_file(text.encode()), {})

    with pytest.raises(Malformed) as refused:
        await write(world, file)
    assert refused.value.field == "account[1].max"
