"""Rows of papers: what they take from what they refer to, and what they refuse."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.papers import Terms, money_of, note, priced_rows, replace_rows, sums_of
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4, E6
from tests.harness import World

pytestmark = pytest.mark.anyio


def stock(work: UnitOfWork) -> dict[str, str]:
    """An article, a machine, a kind of trip and a price list; their keys by table, the list's id as text."""
    article = {"number": "203", "name": "Skiva", "unit": "st", "price_e4": 100 * E4, "cost_e4": 60 * E4}
    ids = {
        "article": work.add("article", article | {"tax_e4": 25 * E4}),
        "machine": work.add("machine", {"name": "Lift", "unit_price_e4": 180 * E4, "unit_cost_e4": 50 * E4}),
        "drive_type": work.add("drive_type", {"name": "Bil", "price_e4": 6 * E4, "cost_e4": 3 * E4}),
    }
    price_list = work.add("price_list", {"name": "Ram"})
    on_list = {"price_list_id": price_list, "article_id": ids["article"], "cause_id": 0, "price_e4": 7}
    work.add("price_list_row", on_list)
    keys = {}
    for table, row_id in ids.items():
        made = work.find(table, id=row_id)
        assert made is not None
        keys[table] = made["key"]
    return keys | {"list": str(price_list), "cause": work.company.causes_by_code["TID"].key}


async def priced(world: World, items: Sequence[Mapping[str, Any]], terms: Terms | None = None) -> list[dict[str, Any]]:
    """The rows of items in which ``@article`` and the like stand for keys."""

    def work_it(work: UnitOfWork) -> list[dict[str, Any]]:
        keys = stock(work)
        named = [{k: keys.get(str(v)[1:], v) if str(v).startswith("@") else v for k, v in one.items()} for one in items]
        return priced_rows(work, named, terms or Terms())

    return await world.store.write(operator(world.ostra.company_id), work_it)


async def test_each_kind_of_row_takes_what_it_does_not_say_from_what_it_refers_to(world: World) -> None:
    found = await priced(
        world,
        [
            {"kind": "article", "article_key": "@article", "quantity_e6": 2 * E6},
            {"kind": "time", "cause_key": "@cause", "hourly_e4": 500 * E4, "quantity_e6": 1_500_000},
            {"kind": "machine_time", "machine_key": "@machine"},
            {"kind": "drive", "drive_type_key": "@drive_type", "quantity_e6": 10 * E6, "unit_price_e4": 7 * E4},
            {"kind": "general", "name": "Fritt", "unit_price_e4": 10 * E4, "discount_e4": 10 * E4, "unit_cost_e4": E4},
            {"kind": "amount", "name": "Summa", "net_e4": 99 * E4},
            {"kind": "text", "name": "Tack", "unit_price_e4": 5 * E4},
            {"kind": "blank"},
        ],
    )
    assert [one["net_e4"] // E4 for one in found] == [200, 750, 180, 70, 9, 99, 0, 0]
    assert [one["tax_amount_e4"] for one in found[:2]] == [50 * E4, 187_5000]
    assert [one["unit"] for one in found[:4]] == ["st", "h", "h", "km"]
    assert [one["cost_e4"] // E4 for one in found[:5]] == [120, 0, 50, 30, 1]
    assert [one["position"] for one in found[:3]] == [1024, 2048, 3072]
    assert found[0]["name"] == "Skiva"
    assert sums_of(found, "SEK").payable_e4 == 1635 * E4


async def test_terms_say_the_tax_the_discount_and_the_price_list(world: World) -> None:
    items = [{"kind": "article", "article_key": "@article", "tax_e4": 12 * E4}]
    for terms, price, tax, discount in (
        (Terms(), 100 * E4, 25, 0),
        (Terms(tax_e4=6 * E4), 100 * E4, 6, 0),
        (Terms(has_row_taxes=True), 100 * E4, 12, 0),
        (Terms(has_row_taxes=True, is_reverse_charge=True), 100 * E4, 0, 0),
        (Terms(article_discount_e4=5 * E4), 100 * E4, 25, 5 * E4),
        (Terms(is_purchase=True, article_discount_e4=5 * E4), 60 * E4, 25, 0),
    ):
        (row,) = await priced(world, items, terms)
        assert (row["unit_price_e4"], row["tax_e4"] // E4, row["discount_e4"]) == (price, tax, discount), terms


async def test_a_price_list_goes_before_the_article(world: World) -> None:
    def work_it(work: UnitOfWork) -> int:
        keys = stock(work)
        (row,) = priced_rows(work, [{"kind": "article", "article_key": keys["article"]}], Terms(int(keys["list"])))
        return int(row["unit_price_e4"])

    assert await world.store.write(operator(world.ostra.company_id), work_it) == 7


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({}, "rows[0].kind"),
        ({"kind": "article"}, "rows[0].article_key"),
        ({"kind": "time", "cause_key": "5" * 24}, "rows[0].cause_key"),
        ({"kind": "general", "quantity_e6": 10**14}, "rows[0].quantity_e6"),
        ({"kind": "general", "discount_e4": 101 * E4}, "rows[0].discount_e4"),
        ({"kind": "general", "tax_e4": 7 * E4}, "rows[0].tax_e4"),
    ],
)
async def test_a_row_that_cannot_be_is_refused_by_its_place(world: World, item: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as caught:
        await priced(world, [item], Terms(has_row_taxes=True))
    assert caught.value.field == field


async def test_rows_replace_rows_and_the_log_grows(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        rows = priced_rows(work, [{"kind": "general", "unit_price_e4": E4}] * 3, Terms())
        assert len(replace_rows(work, "invoice", 7, rows)) == 3
        replace_rows(work, "invoice", 7, rows[:1])
        assert len(work.find_all("paper_row", owner_kind="invoice", owner_id=7)) == 1
        replace_rows(work, "invoice", 7, [])
        assert work.find_all("paper_row", owner_kind="invoice", owner_id=7) == []
        note(work, "invoice", 7, 1)
        note(work, "invoice", 7, 5, description="skickad")
        assert [one["kind"] for one in work.find_all("paper_log", owner_id=7)] == [1, 5]
        assert money_of(sums_of(rows, "SEK"))["payable_e4"] == 4 * E4

    await world.store.write(operator(world.ostra.company_id), work_it)
