"""CurrentLASDays and BalanceLASDays: what they count, and what an adjustment does to them."""

import pytest

from dagsverke.app.commands import employments, marks
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.units import E6
from tests.app.workers import clock, employ, person_id, write
from tests.dialects.softone.test_balances import Api, signed_in
from tests.harness import World

pytestmark = pytest.mark.anyio


@pytest.fixture
async def api(world: World) -> Api:
    return await signed_in(world, world.ostra)


async def days(api: Api, on: str, number: str = "1002") -> dict[str, tuple[float, str | None]]:
    rows = await api.rows(date=on, employeeNrsStrings=number)
    assert {row["Date"] for row in rows} == {f"{on}T00:00:00Z"}
    return {
        row["TimeBalanceIOType"]: (row["Quantity"], row["AdjustmentDate"])
        for row in rows
        if row["TimeBalanceIOType"].endswith("LASDays")
    }


async def test_so_12_days_of_employment_are_counted_from_dated_employments(api: Api) -> None:
    def change(work: UnitOfWork) -> None:
        employ(work, "bo", "fixed_term", "2024-01-15", "2024-03-31")
        employ(work, "bo", "fixed_term", "2024-04-01", "2024-04-30")
        employ(work, "bo", "substitute", "2024-09-01", "2024-12-31")
        employ(work, "bo", "fixed_term", "2026-02-01", "2026-06-30")

    assert await days(api, "2026-02-28") == {"CurrentLASDays": (0.0, None), "BalanceLASDays": (0.0, None)}
    await write(api.world, change)
    assert await days(api, "2026-02-28") == {"CurrentLASDays": (28.0, None), "BalanceLASDays": (257.0, None)}
    assert await days(api, "2026-07-01") == {"CurrentLASDays": (0.0, None), "BalanceLASDays": (379.0, None)}
    assert await days(api, "2029-01-15") == {"CurrentLASDays": (0.0, None), "BalanceLASDays": (378.0, None)}
    assert await days(api, "2026-02-28", "1001") == {"CurrentLASDays": (0.0, None), "BalanceLASDays": (0.0, None)}


async def test_a_change_of_the_employment_is_seen_at_once(api: Api) -> None:
    key = await write(api.world, lambda work: employ(work, "bo", "fixed_term", "2026-01-01"))
    assert (await days(api, "2026-03-31"))["BalanceLASDays"] == (90.0, None)

    def change(work: UnitOfWork) -> None:
        employments.end(work, {"key": key}, {"ends_on": "2026-01-31", "end_reason": "illness"})

    await write(api.world, change)
    assert await days(api, "2026-03-31") == {"CurrentLASDays": (0.0, None), "BalanceLASDays": (31.0, None)}
    await write(api.world, lambda work: employments.withdraw(work, {"key": key}, {}))
    assert (await days(api, "2026-03-31"))["BalanceLASDays"] == (0.0, None)


async def test_so_12_the_adjustment_date_is_the_day_of_the_mark_and_later_days_come_on_top(api: Api) -> None:
    def change(work: UnitOfWork) -> None:
        employ(work, "bo", "fixed_term", "2026-01-01")
        for code, value in (("CurrentLASDays", 150), ("BalanceLASDays", 300)):
            told = {"person_id": person_id(work, "bo"), "account_code": code, "on_day": "2026-01-31"}
            marks.put(work, {}, told | {"value": value * E6})

    await write(api.world, change)
    marked = "2026-01-31T00:00:00Z"
    assert await days(api, "2026-01-30") == {"CurrentLASDays": (30.0, None), "BalanceLASDays": (30.0, None)}
    assert await days(api, "2026-01-31") == {"CurrentLASDays": (150.0, marked), "BalanceLASDays": (300.0, marked)}
    assert await days(api, "2026-02-10") == {"CurrentLASDays": (160.0, marked), "BalanceLASDays": (310.0, marked)}
    window = 5 * 365 + 1  # the days after the mark, when it has left the five years; 2028 has a leap day
    assert (await days(api, "2031-01-31"))["BalanceLASDays"] == (float(window), marked)


async def test_by_the_day_only_days_with_work_count(api: Api) -> None:
    def change(work: UnitOfWork) -> None:
        employ(work, "bo", "substitute", "2026-01-01", is_by_day=True)
        for day in ("05", "12", "19"):
            clock(work, "bo", f"2026-01-{day} 07:00", 3)
        row = existing(work, "employment", "person_id", person_id=person_id(work, "bo"))
        assert row["is_by_day"]

    await write(api.world, change)
    assert await days(api, "2026-01-18") == {"CurrentLASDays": (2.0, None), "BalanceLASDays": (2.0, None)}
    assert await days(api, "2026-01-19") == {"CurrentLASDays": (3.0, None), "BalanceLASDays": (3.0, None)}
