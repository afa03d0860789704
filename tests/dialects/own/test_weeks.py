"""Weeks of persons: their state, their hours, and what is remarkable."""

from typing import Any

import pytest

from dagsverke.app.commands import companies, timesheets
from dagsverke.app.ports import UnitOfWork
from tests.dialects.own.calls import Api

pytestmark = pytest.mark.anyio
WEEK = {"from": "2026-11-09", "to": "2026-11-15"}


async def submit(api: Api, user_name: str) -> None:
    """Hand in the week of 9 November."""

    def work(unit: UnitOfWork) -> None:
        timesheets.submit(unit, [(api.firm.persons[user_name][0], "2026-11-09")])

    await api.world.store.write(companies.operator(api.firm.company_id), work)


async def test_a_week_says_how_far_it_is_and_what_is_missing(api: Api) -> None:
    await api.record("1001", "TID", 8, "2026-11-09")
    await api.record("1001", "OK1", 10.3333333333, "2026-11-10")
    await submit(api, "anna")
    (row,) = await api.items("weeks", **WEEK, employee="1001")
    missing = [{"flag": "missing", "day": f"2026-11-{day}"} for day in (11, 12, 13)]
    assert row == {
        "employee_number": "1001",
        "person": api.firm.persons["anna"][1],
        "name": "Anna Andersson",
        "week": "2026-W46",
        "monday": "2026-11-09",
        "status": "submitted",
        "note": "",
        "worked_ms": 66_000_000,
        "worked": 55 / 3,
        "expected_ms": 144_000_000,
        "expected": 40,
        "flags": [{"flag": "long_day", "day": "2026-11-10"}, *missing],
    }


async def test_ow_12_everybody_has_a_row_for_every_week(api: Api) -> None:
    found = await api.get("weeks", **(WEEK | {"to": "2026-11-16"}))
    numbers = ["1000", "1001", "1002", "1003", "9978", "E1023"]
    told = [(row["week"], row["employee_number"]) for row in found["items"]]
    assert told == [(week, number) for week in ("2026-W46", "2026-W47") for number in numbers]
    assert found["total"] == 12
    page = await api.get("weeks", **(WEEK | {"to": "2026-11-16"}), page=3, page_size=5)
    assert [row["employee_number"] for row in page["items"]] == numbers[-2:]


async def test_weeks_are_found_by_state_and_by_flags(api: Api) -> None:
    await submit(api, "bo")
    assert [row["name"] for row in await api.items("weeks", **WEEK, status="submitted")] == ["Bo Öberg"]
    flagged = {row["employee_number"] for row in await api.items("weeks", **WEEK, flagged="true")}
    assert flagged == {"1000", "1001", "1003"}
    assert {row["employee_number"] for row in await api.items("weeks", **WEEK, flagged="false")}.isdisjoint(flagged)
    assert await api.items("weeks", **WEEK, employee="4711") == []


@pytest.mark.parametrize(
    ("params", "field", "rule"),
    [
        ({"from": "2026-11-09"}, "to", "required"),
        ({"from": "2026-11-09", "to": "soon"}, "to", "type"),
        ({"from": "2026-11-09", "to": "2026-11-08"}, "to", "range"),
        ({"from": "2020-01-01", "to": "2026-11-08"}, "to", "range"),
        ({**WEEK, "status": "lost"}, "status", "type"),
        ({**WEEK, "flagged": "perhaps"}, "flagged", "type"),
    ],
)
async def test_what_names_no_period_is_refused(api: Api, params: dict[str, Any], field: str, rule: str) -> None:
    reply = await api.send("weeks", **params)
    assert reply.status_code == 400
    assert (reply.json()["field"], reply.json()["rule"]) == (field, rule)
