"""Price lists have no way in over the wire: prices are put on them, changed and taken off by the app."""

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.commands.prices import set_price
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Malformed
from tests.harness import World

pytestmark = pytest.mark.anyio


def price_list(work: UnitOfWork) -> tuple[int, int, int]:
    """A price list, an article and a cause."""
    article_id = work.add("article", {"number": "A1", "name": "Skruv"})
    return work.add("price_list", {"name": "Grundlista"}), article_id, next(iter(work.company.causes))


def prices(work: UnitOfWork, list_id: int) -> list[tuple[int, int, int]]:
    rows = work.find_all("price_list_row", price_list_id=list_id)
    return [(row["article_id"], row["cause_id"], row["price_e4"]) for row in rows]


async def test_a_price_is_put_on_a_list_changed_and_taken_off(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        list_id, article_id, cause_id = price_list(work)
        set_price(work, list_id, article_id=article_id, price_e4=125_000)
        set_price(work, list_id, cause_id=cause_id, price_e4=6_500_000)
        assert sorted(prices(work, list_id)) == [(0, cause_id, 6_500_000), (article_id, 0, 125_000)]
        set_price(work, list_id, cause_id=cause_id, price_e4=0)
        set_price(work, list_id, article_id=article_id, price_e4=None)
        assert prices(work, list_id) == [(0, cause_id, 0)]
        set_price(work, list_id, article_id=article_id, price_e4=None)
        assert prices(work, list_id) == [(0, cause_id, 0)]

    await world.store.write(operator(world.ostra.company_id), work_it)


async def test_what_a_price_is_of_must_exist_in_the_company_and_be_one_thing(world: World) -> None:
    foreign = await world.store.write(operator(world.norra.company_id), price_list)

    def work_it(work: UnitOfWork) -> None:
        list_id, article_id, cause_id = price_list(work)
        wrong: tuple[tuple[str, int, dict[str, int], int], ...] = (
            ("price_list_id", foreign[0], {"cause_id": cause_id}, 1),
            ("article_id", list_id, {}, 1),
            ("article_id", list_id, {"article_id": article_id, "cause_id": cause_id}, 1),
            ("article_id", list_id, {"article_id": foreign[1]}, 1),
            ("cause_id", list_id, {"cause_id": foreign[2]}, 1),
            ("price_e4", list_id, {"cause_id": cause_id}, -1),
        )
        for field, named, of, price_e4 in wrong:
            with pytest.raises(Malformed) as refused:
                set_price(work, named, **of, price_e4=price_e4)
            assert refused.value.field == field
        assert prices(work, list_id) == []

    await world.store.write(operator(world.ostra.company_id), work_it)
