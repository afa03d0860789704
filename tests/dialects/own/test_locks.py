"""Locked periods, and those that were opened again."""

from typing import Any

import pytest

from dagsverke.app.commands import companies
from dagsverke.app.ports import UnitOfWork
from tests.dialects.own.calls import Api

pytestmark = pytest.mark.anyio


async def lock(api: Api, first_on: str, last_on: str, **values: Any) -> None:
    row = {"first_on": first_on, "last_on": last_on, **values}
    await api.world.store.write(companies.operator(api.firm.company_id), lambda unit: unit.add("period_lock", row))


async def test_a_lock_says_what_by_whom_and_why(api: Api) -> None:
    department = await api.world.store.read(
        api.firm.company_id, lambda reader: reader.find("register_item", kind="department")
    )
    assert department is not None
    who = api.firm.persons["admin"]
    await lock(
        api, "2026-10-01", "2026-10-31", reason="Lön", locked_by_id=who[0], department_id=department["id"], key="a" * 24
    )
    assert await api.items("locks") == [
        {
            "key": "a" * 24,
            "first_on": "2026-10-01",
            "last_on": "2026-10-31",
            "department": department["key"],
            "department_name": "Utveckling",
            "is_locked": True,
            "reason": "Lön",
            "locked_at": "2026-11-20T11:00:00.000Z",
            "locked_by": who[1],
            "opened_at": None,
            "opened_by": None,
            "open_reason": "",
        }
    ]


async def test_ow_05_an_opened_period_stays_with_its_trace(api: Api) -> None:
    await lock(api, "2026-09-01", "2026-09-30")
    await lock(api, "2026-10-01", "2026-10-31")

    def opened(unit: UnitOfWork) -> None:
        row = unit.find("period_lock", first_on="2026-09-01")
        assert row is not None
        trace = {"opened_at": unit.now, "opened_by_id": api.firm.persons["chef"][0], "open_reason": "Glömd övertid"}
        unit.change("period_lock", row, trace)

    await api.world.store.write(companies.operator(api.firm.company_id), opened)
    assert [row["first_on"] for row in await api.items("locks")] == ["2026-10-01", "2026-09-01"]
    assert [row["first_on"] for row in await api.items("locks", is_locked="true")] == ["2026-10-01"]
    row = (await api.items("locks", is_locked="false"))[0]
    assert (row["opened_by"], row["open_reason"]) == (api.firm.persons["chef"][1], "Glömd övertid")
    assert row["opened_at"] == "2026-11-20T11:00:00.000Z"


async def test_locks_are_found_by_the_days_that_they_cover(api: Api) -> None:
    await lock(api, "2026-09-01", "2026-09-30")
    await lock(api, "2026-10-01", "2026-10-31")
    for params, months in (
        ({"from": "2026-09-30"}, ["10", "09"]),
        ({"from": "2026-10-01"}, ["10"]),
        ({"to": "2026-09-30"}, ["09"]),
        ({"from": "2026-10-02", "to": "2026-10-02"}, ["10"]),
    ):
        assert [row["first_on"][5:7] for row in await api.items("locks", **params)] == months
