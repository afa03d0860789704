"""Corrections and closings as use cases: who may, what is locked, and one at a time."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import anyio
import pytest

from dagsverke.app.balances import balance
from dagsverke.app.commands import accounts, adjustments, closings, locks, marks
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal
from dagsverke.domain.units import E6, MS_PER_HOUR
from tests.app.firms import one_id, write
from tests.harness import World

pytestmark = pytest.mark.anyio
H = MS_PER_HOUR


def wanted(work: UnitOfWork, **more: Any) -> Mapping[str, Any]:
    """A correction of Bo's comp account by fifty hours in October."""
    plain = {"account_code": "Komp", "on_day": "2026-10-05", "amount": 50 * H, "reason": "Övertid i augusti"}
    return {"person_id": one_id(work, "person", user_name="bo"), **plain, **more}


def prepare(work: UnitOfWork, **more: Any) -> None:
    accounts.rule(work, {"code": "Komp"}, {"closes": "year", "carry_max": 40 * H, "surplus": "pay"})
    adjustments.correct_balance(work, {}, wanted(work, **more))


async def comp(world: World, on: str) -> int:
    def read(reader: Reader) -> int:
        person = reader.find("person", user_name="bo")
        assert person is not None
        return balance(reader, person["id"], reader.company.accounts_by_code["Komp"], on) // H

    return await world.store.read(world.ostra.company_id, read)


@pytest.mark.parametrize(
    ("more", "refusal", "field"),
    [
        ({"amount": 0}, Malformed, "amount"),
        ({"amount": None}, Malformed, "amount"),
        ({"amount": 10**13 + 1}, Malformed, "amount"),
        ({"reason": "  "}, Malformed, "reason"),
        ({"on_day": "2200-01-01"}, Malformed, "on_day"),
        ({"account_code": "Guld"}, Malformed, "account_code"),
        ({"account_code": "CurrentLASDays"}, Malformed, "account_code"),
        ({"person_id": 0}, Absent, "person_id"),
    ],
)
async def test_a_correction_without_sense_is_refused_by_name(
    world: World, more: Mapping[str, Any], refusal: type[Refusal], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        await write(world, lambda work: adjustments.correct_balance(work, {}, wanted(work, **more)))
    assert refused.value.field == field


async def test_a_person_may_neither_correct_nor_close(world: World) -> None:
    own = replace(operator(world.ostra.company_id), reach="own")
    for attempt in (
        lambda work: adjustments.correct_balance(work, {}, wanted(work)),
        lambda work: adjustments.take_back(work, {"key": "f" * 24}, {}),
        lambda work: closings.close(work, "year", "2026-10-31"),
        lambda work: closings.undo(work, "year", "2026-10-31"),
    ):
        with pytest.raises(Forbidden):
            await world.store.write(own, attempt)


async def test_a_closing_goes_by_the_lock_of_the_day_after_and_not_by_that_of_the_closed_day(world: World) -> None:
    await write(world, prepare)
    await write(world, lambda work: locks.lock(work, "2026-10-31", "Lön"))
    with pytest.raises(Locked):
        await write(world, lambda work: adjustments.correct_balance(work, {}, wanted(work)))
    await write(world, lambda work: closings.close(work, "year", "2026-10-31"))
    assert [await comp(world, f"2026-{day}") for day in ("10-31", "11-01")] == [50, 40]
    await write(world, lambda work: locks.lock(work, "2026-11-10", "Lön", first_on="2026-11-01"))
    with pytest.raises(Locked) as refused:
        await write(world, lambda work: closings.undo(work, "year", "2026-10-31"))
    assert refused.value.field == "on_day"
    assert await comp(world, "2026-11-01") == 40


async def test_a_closing_of_vacation_marks_its_last_day_although_it_is_locked(world: World) -> None:
    overdue = {"account_code": "VacationOverdue", "on_day": "2026-03-02", "amount": 2 * E6}
    await write(world, lambda work: adjustments.correct_balance(work, {}, wanted(work, **overdue)))
    await write(world, lambda work: locks.lock(work, "2026-03-31", "Lön"))
    rows = await write(world, lambda work: closings.close(work, "vacation-year", "2026-03-31"))
    assert [(one.account.kind, one.settlement.paid_out) for one in rows if one.settlement.value] == [
        ("overdue", 2 * E6)
    ]

    def posted(work: UnitOfWork) -> tuple[list[str], set[str]]:
        closing = one_id(work, "closing")
        made = [one["kind"] for one in work.find_all("adjustment", closing_id=closing)]
        return made, {one["on_day"] for one in work.find_all("mark", closing_id=closing)}

    assert await write(world, posted) == (["payout"], {"2026-03-31"})


async def test_the_marks_and_adjustments_of_a_closing_go_with_it_alone(world: World) -> None:
    await write(world, prepare)
    overdue = {"account_code": "VacationOverdue", "on_day": "2026-03-02", "amount": 2 * E6}
    await write(world, lambda work: adjustments.correct_balance(work, {}, wanted(work, **overdue)))
    await write(world, lambda work: closings.close(work, "year", "2026-10-31"))
    await write(world, lambda work: closings.close(work, "vacation-year", "2026-03-31"))

    def take_back(work: UnitOfWork) -> None:
        made = work.find_all("adjustment", closing_id=one_id(work, "closing", kind="year"))[0]
        adjustments.take_back(work, {"key": made["key"]}, {})

    def unmark(work: UnitOfWork) -> None:
        made = work.find_all("mark", closing_id=one_id(work, "closing", kind="vacation-year"))[0]
        marks.take_back(work, {"id": made["id"], "person_id": made["person_id"]}, {})

    with pytest.raises(Conflict):
        await write(world, take_back)
    with pytest.raises(Absent):
        await write(world, unmark)


async def test_a_vacation_year_closes_on_its_last_day(world: World) -> None:
    with pytest.raises(Malformed) as refused:
        await write(world, lambda work: closings.close(work, "vacation-year", "2026-03-30"))
    assert str(refused.value).endswith("which begins on 04-01")


async def test_of_two_who_close_at_once_one_does(world: World) -> None:
    await write(world, prepare)
    done: list[str] = []

    async def close() -> None:
        try:
            await write(world, lambda work: closings.close(work, "year", "2026-10-31"))
        except Conflict:
            done.append("refused")
        else:
            done.append("closed")

    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(close)
    assert sorted(done) == ["closed", "refused", "refused", "refused"]
    assert await comp(world, "2026-11-01") == 40


async def test_what_is_closed_is_told_as_events_and_undone_without_a_trace_in_the_balance(world: World) -> None:
    await write(world, prepare)
    await write(world, lambda work: closings.close(work, "year", "2026-10-31", "Bokslut"))
    await write(world, lambda work: closings.undo(work, "year", "2026-10-31"))
    assert await comp(world, "2026-11-01") == 50
    kinds = await world.store.read(
        world.ostra.company_id, lambda reader: [one["kind"] for one in reader.find_all("event")][-4:]
    )
    assert kinds == ["closing.added", "adjustment.added", "adjustment.withdrawn", "closing.withdrawn"]
    with pytest.raises(Absent):
        await write(world, partial(closings.undo, kind="year", on="2026-10-31"))
