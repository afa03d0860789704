"""The rows of a drafted invoice: one for each source, for each sort, or one; exact to the öre."""

from collections.abc import Callable, Mapping

import pytest

from dagsverke.app.commands.billing import preview
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import E4, E6, MS_PER_HOUR
from tests.app.firms import add_all, add_drive, add_expense, add_machine_time, add_time, of_customer, shown, write
from tests.harness import World

pytestmark = pytest.mark.anyio


async def test_each_source_becomes_a_row_of_its_kind_that_amounts_to_what_it_does(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        ids = add_all(work)
        found = preview(work, of_customer(work), "detailed")
        assert shown(found) == [
            ("time", "Arbetstid", 1_500_000, 750 * E4),
            ("general", "Skruv", 2 * E6, 180 * E4),
            ("drive", "Bil", 10 * E6, 60 * E4),
            ("machine_time", "Lift", 2 * E6, 360 * E4),
            ("amount", "Grävarna AB", E6, 1100 * E4),
        ]
        assert [row["description"] for row in found.rows] == [
            "2026-11-10, Anna Andersson",
            "2026-11-10, Anna Andersson",
            "2026-11-10, Anna Andersson, Leverans",
            "2026-11-10, Anna Andersson",
            "2026-11-10, F-77",
        ]
        assert [one.values["unit"] for one in found.items[:4]] == ["h", "st", "km", "h"]
        assert (found.rows[1]["unit_price_e4"], found.rows[1]["discount_e4"]) == (100 * E4, 10 * E4)
        assert [row["cost_e4"] for row in found.rows] == [300 * E4, 120 * E4, 30 * E4, 0, 1000 * E4]
        assert (found.sums.net_e4, found.sums.tax_amount_e4) == (2450 * E4, 6_125_000)
        assert (found.sums.rounding_e4, found.sums.payable_e4) == (5_000, 3063 * E4)
        assert {source.kind: source.id for item in found.items for source in item.sources} == ids

    await write(world, work_it)


async def test_rows_of_one_sort_are_one_row_in_groups_and_prices_and_taxes_keep_them_apart(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        for _ in range(2):
            add_all(work)
        add_time(work, unit_price_e4=600 * E4)
        add_expense(work, tax_e4=6 * E4)
        found = preview(work, of_customer(work), "grouped")
        assert sorted(shown(found)) == sorted(
            [
                ("time", "Arbetstid", 3 * E6, 1500 * E4),
                ("time", "Arbetstid", 1_500_000, 900 * E4),
                ("general", "Skruv", 4 * E6, 360 * E4),
                ("general", "Skruv", 2 * E6, 180 * E4),
                ("drive", "Bil", 20 * E6, 120 * E4),
                ("machine_time", "Lift", 4 * E6, 720 * E4),
                ("amount", "Grävarna AB", E6, 2200 * E4),
            ]
        )
        assert sorted(row["tax_e4"] for row in found.rows)[:2] == [6 * E4, 25 * E4]
        assert found.rows[-1]["description"] == "F-77, F-78"

    await write(world, work_it)


async def test_one_sum_is_one_row_for_each_rate_of_tax(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        add_all(work)
        add_expense(work, tax_e4=12 * E4)
        found = preview(work, of_customer(work), "one")
        assert [(row["name"], row["description"], row["tax_e4"], row["net_e4"]) for row in found.rows] == [
            ("Enligt underlag", "2026-11-10", 25 * E4, 2450 * E4),
            ("Enligt underlag", "2026-11-10", 12 * E4, 180 * E4),
        ]
        assert found.head["has_row_taxes"]

    await write(world, work_it)


AWKWARD = [
    (add_time, {"billable_ms": MS_PER_HOUR // 3, "unit_price_e4": 3_000_150}, 1_000_100, "time"),
    (add_time, {"billable_ms": 1, "unit_price_e4": 10**10}, 2_800, "amount"),
    (add_machine_time, {"billable_ms": MS_PER_HOUR // 3, "unit_price_e4": 3_000_150}, 1_000_100, "machine_time"),
    (
        add_expense,
        {
            "quantity_e6": 1000 * E6,
            "unit_price_e4": 3_333,
            "net_unit_price_e4": 3_000,
            "amount_e4": 3_333_000,
            "net_amount_e4": 3_000_000,
        },
        3_000_000,
        "general",
    ),
    (add_expense, {"quantity_e6": 3, "net_amount_e4": 270}, 300, "amount"),
    (add_expense, {"quantity_e6": -2 * E6, "net_amount_e4": -180 * E4}, -180 * E4, "general"),
    (add_drive, {"distance_m": 0, "amount_e4": 0}, 0, "drive"),
]


@pytest.mark.parametrize(("add", "values", "net_e4", "kind"), AWKWARD)
async def test_a_row_amounts_to_what_its_source_does_to_the_oere_however_awkward(
    world: World, add: Callable[..., int], values: Mapping[str, int], net_e4: int, kind: str
) -> None:
    def work_it(work: UnitOfWork) -> None:
        add(work, **values)
        (row,) = preview(work, of_customer(work), "detailed").rows
        assert (row["net_e4"], row["kind"]) == (net_e4, kind)

    await write(world, work_it)


async def test_what_is_referred_to_by_a_row_is_named_by_it_unless_it_was_withdrawn(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        article = {"number": "203", "name": "Skiva", "unit": "st", "price_e4": 100 * E4}
        ids = [work.add("article", article | {"number": number}) for number in ("203", "204")]
        for article_id in ids:
            add_expense(work, article_id=article_id, article_number="20X")
        add_time(work, cause_id=None)
        gone = work.find("article", id=ids[1])
        assert gone is not None
        work.withdraw("article", gone)
        rows = preview(work, of_customer(work), "detailed").rows
        assert [(row["kind"], row["name"], row["article_id"], row["article_number"]) for row in rows] == [
            ("general", "Arbetstid", None, ""),
            ("article", "Skruv", ids[0], "20X"),
            ("general", "Skruv", None, "20X"),
        ]

    await write(world, work_it)
