"""Number series: given numbers are unique, missing ones assigned, two at once get two."""

import asyncio

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.numbering import next_number, numbered, own_number
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Conflict, Malformed
from tests.harness import World

pytestmark = pytest.mark.anyio


def make(work: UnitOfWork) -> int:
    number = next_number(work, "customer")
    work.add("customer", {"number": str(number), "name": f"Kund {number}"})
    return number


async def test_numbers_are_assigned_one_after_the_other_and_taken_ones_passed_over(world: World) -> None:
    who = operator(world.ostra.company_id)

    def work_it(work: UnitOfWork) -> list[int]:
        for number in ("2", "3", "100000"):
            work.add("customer", {"number": own_number(work, "customer", number), "name": "given"})
        return [make(work) for _ in range(3)]

    assert await world.store.write(who, work_it) == [1, 4, 5]


async def test_two_at_once_get_two_numbers(world: World) -> None:
    who = operator(world.ostra.company_id)
    numbers = await asyncio.gather(*(world.store.write(who, make) for _ in range(12)))
    assert sorted(numbers) == list(range(1, 13))


async def test_a_taken_number_is_a_conflict_that_names_the_holder(world: World) -> None:
    def take(work: UnitOfWork) -> None:
        with pytest.raises(Conflict, match="100 is the number of Kund Ett AB"):
            own_number(work, "customer", "100")
        held = work.find("customer", number="100")
        assert own_number(work, "customer", "100", held) == "100"

    await world.store.write(operator(world.ostra.company_id), take)


async def test_a_thousand_numbers_given_by_hand_are_passed_over_together(world: World) -> None:
    def fill(work: UnitOfWork) -> int:
        work.add_many("customer", [{"number": str(n), "name": "given"} for n in range(1, 2501) if n != 100])
        return next_number(work, "customer")

    assert await world.store.write(operator(world.ostra.company_id), fill) == 2501


async def test_the_series_of_another_company_and_of_another_table_are_others(world: World) -> None:
    for company_id in (world.ostra.company_id, world.norra.company_id):
        assert await world.store.write(operator(company_id), lambda work: next_number(work, "project")) == 2
        assert await world.store.write(operator(company_id), lambda work: next_number(work, "work_order")) == 1


async def test_a_row_keeps_its_number_until_it_is_given_another_and_is_never_without(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        bare = {"id": work.add("supplier", {"name": "Importerad"}), "number": ""}
        row = {"id": work.add("supplier", {"name": "Lev", "number": "5"}), "number": "5"}
        assert numbered(work, "supplier", {}, row) == "5"
        assert numbered(work, "supplier", {"number": "6"}, row) == "6"
        assert numbered(work, "supplier", {"number": "5"}, row) == "5"
        assert [numbered(work, "supplier", given, None) for given in ({}, {"number": ""}, {"number": "7"})] == [
            "1",
            "2",
            "7",
        ]
        assert numbered(work, "supplier", {"number": ""}, bare) == ""
        for emptied in ("", None):
            with pytest.raises(Malformed, match="is required"):
                numbered(work, "supplier", {"number": emptied}, row)
        with pytest.raises(Conflict, match="5 is the number of Lev"):
            numbered(work, "supplier", {"number": "5"}, bare)

    await world.store.write(operator(world.ostra.company_id), work_it)
