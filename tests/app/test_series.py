"""Number series go on with the number that is said, and never back."""

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.commands.series import next_numbers, proceed
from dagsverke.app.numbering import next_number
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Absent, Conflict, Malformed
from tests.harness import World

pytestmark = pytest.mark.anyio


async def test_the_next_number_is_the_one_that_was_said(world: World) -> None:
    def work(unit: UnitOfWork) -> None:
        assert next_numbers(unit)["invoice"] == 1
        proceed(unit, {"name": "invoice"}, {"next": 5_000})
        proceed(unit, {"name": "invoice"}, {"next": 5_000})
        assert next_numbers(unit)["invoice"] == 5_000
        assert [next_number(unit, "invoice"), next_number(unit, "invoice")] == [5_000, 5_001]
        assert next_numbers(unit)["invoice"] == 5_002

    await world.store.write(operator(world.ostra.company_id), work)


@pytest.mark.parametrize(
    ("name", "number", "kind", "field"),
    [
        ("customer", 0, Malformed, "next"),
        ("customer", 10**9 + 1, Malformed, "next"),
        ("customer", None, Malformed, "next"),
        ("customer", 99, Conflict, "next"),
        ("turn at something", 5, Absent, "name"),
    ],
)
async def test_what_no_series_can_go_on_with_is_refused(
    world: World, name: str, number: int | None, kind: type[Exception], field: str
) -> None:
    def work(unit: UnitOfWork) -> None:
        proceed(unit, {"name": "customer"}, {"next": 100})
        with pytest.raises(kind) as refused:
            proceed(unit, {"name": name}, {"next": number})
        assert refused.value.field == field  # type: ignore[attr-defined]  # of a refusal

    await world.store.write(operator(world.ostra.company_id), work)


async def test_who_let_a_series_go_on_stands_in_the_trail(world: World) -> None:
    def work(unit: UnitOfWork) -> None:
        for number in (1, 200, 200, 5_000):
            proceed(unit, {"name": "quote"}, {"next": number})

    await world.store.write(operator(world.ostra.company_id), work)
    told = await world.store.read(world.ostra.company_id, lambda reader: reader.find_all("event", subject="series"))
    assert [(one["kind"], one["before"], one["after"]) for one in told] == [
        ("series.added", None, '{"company_id":1,"name":"quote","next":200}'),
        ("series.changed", '{"name":"quote","next":200}', '{"name":"quote","next":5000}'),
    ]
