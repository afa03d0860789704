"""One row of a company at a time: what a file of that row alone would do, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.company_file.editing import offered, remove, row_of, save
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Absent, Conflict, Malformed, Refusal
from tests.harness import World

pytestmark = pytest.mark.anyio


async def within(world: World, work: Callable[[UnitOfWork], None]) -> None:
    await world.store.write(operator(world.ostra.company_id), work)


async def test_a_row_is_made_renamed_and_taken_away_and_keeps_what_is_not_told(world: World) -> None:
    def work(unit: UnitOfWork) -> None:
        made = save(unit, "department", None, {"name": "Måleri", "code": "7"})
        assert save(unit, "department", made, {"name": "Målning"}) == made
        told = row_of(unit, "department", made)
        assert (told["name"], told["code"], told["active"], told["extras"]) == ("Målning", "7", True, "{}")
        remove(unit, "department", made)
        with pytest.raises(Absent):
            row_of(unit, "department", made)

    await within(world, work)


async def test_what_is_told_as_it_stands_is_no_change(world: World) -> None:
    def work(unit: UnitOfWork) -> None:
        for account in unit.find_all("account"):
            before = dict(account)
            save(unit, "account", account["id"], row_of(unit, "account", account["id"]))
            assert dict(unit.find_all("account", id=account["id"])[0]) == before

    await within(world, work)


async def test_a_name_that_another_row_has_is_refused_and_never_means_that_one(world: World) -> None:
    def work(unit: UnitOfWork) -> None:
        one = save(unit, "skill", None, {"name": "Truck"})
        with pytest.raises(Conflict) as taken:
            save(unit, "skill", None, {"name": "Truck", "description": "annan"})
        assert taken.value.field == "name"
        other = save(unit, "skill", None, {"name": "Lift"})
        with pytest.raises(Conflict):
            save(unit, "skill", other, {"name": "Truck"})
        assert row_of(unit, "skill", one)["description"] == ""

    await within(world, work)


@pytest.mark.parametrize(
    ("label", "told", "kind", "field", "detail"),
    [
        ("cause", {"code": "AB"}, Malformed, "name", "is required"),
        ("cause", {"name": "x", "code": "A B"}, Malformed, "code", "must be"),
        ("account", {"code": "X", "factors": {"NOPE": 1}}, Malformed, "factors", "NOPE"),
        ("account", {"code": "X", "min": 5, "max": 1}, Malformed, "max", "must"),
        ("schedule", {"name": "x", "weeks": [{"mon": "25:00-26:00"}]}, Malformed, "weeks", "[1].mon"),
        ("article", {"name": "x", "category": "none"}, Malformed, "category", "names no"),
        ("article", {}, Malformed, "number", "is required"),
    ],
)
async def test_a_refusal_names_the_key_and_what_is_within_it(
    world: World, label: str, told: dict[str, Any], kind: type[Refusal], field: str, detail: str
) -> None:
    def work(unit: UnitOfWork) -> None:
        with pytest.raises(kind) as refused:
            save(unit, label, None, told)
        assert detail in refused.value.detail
        assert refused.value.field == field

    await within(world, work)


async def test_what_is_kept_for_good_is_not_taken_away(world: World) -> None:
    def work(unit: UnitOfWork) -> None:
        cause = unit.find("cause", code="SEM")
        assert cause is not None
        with pytest.raises(Conflict, match="out of use"):
            remove(unit, "cause", cause["id"])

    await within(world, work)


async def test_the_rows_that_may_be_named_are_offered_by_name(world: World) -> None:
    def work(unit: UnitOfWork) -> None:
        save(unit, "article_category", None, {"name": "Färg"})
        assert offered(unit, "article") == {"category": ["Färg"], "supplier": []}

    await within(world, work)
