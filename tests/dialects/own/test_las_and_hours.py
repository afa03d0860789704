"""Days of employment, rights of priority and limits on hours, as reports."""

import pytest

from dagsverke.app.ports import UnitOfWork
from tests.app.workers import clock, employ, write
from tests.dialects.own.calls import Api
from tests.dialects.own.test_balances import signed_in

pytestmark = pytest.mark.anyio


async def employed(api: Api) -> None:
    def change(work: UnitOfWork) -> None:
        employ(work, "bo", "fixed_term", "2026-01-01", "2026-12-31")
        employ(work, "chef", "seasonal", "2026-10-01")
        employ(work, "anna", "permanent", "2020-01-01")
        employ(work, "doc", "substitute", "2025-01-01", "2026-10-31")

    await write(api.world, change)


async def test_ow_10_the_day_of_permanence_is_told_whether_it_is_agreed_or_not(api: Api) -> None:
    await employed(api)
    rows = await api.items("las", on="2026-12-05")
    assert [row["employee_number"] for row in rows] == ["1002", "1003"]
    assert rows[0] == {
        "employee_number": "1002",
        "person": api.firm.persons["bo"][1],
        "name": "Bo Öberg",
        "employment": rows[0]["employment"],
        "form": "fixed_term",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "is_by_day": False,
        "current_days": 339,
        "balance_days": 339,
        "counted_days": 339,
        "limit_days": 365,
        "converts_on": "2027-01-01",
        "is_agreed": False,
        "source": "1982:80 § 5 a",
    }
    nothing = {"counted_days": None, "limit_days": None, "converts_on": None, "is_agreed": False, "source": None}
    assert rows[1] == rows[1] | nothing


async def test_who_has_priority_is_told_right_by_right(api: Api) -> None:
    await employed(api)
    rows = await api.items("las/priority")
    told = ("place", "employee_number", "total_days", "to", "counted_days", "limit_days", "until")
    assert [tuple(row[name] for name in told) for row in rows] == [(1, "9978", 669, "any", 669, 365, "2027-07-31")]


async def test_ow_11_each_rule_is_told_with_its_own_period(api: Api) -> None:
    def change(work: UnitOfWork) -> None:
        clock(work, "bo", "2026-01-10 08:00", 180, code="OT1")
        clock(work, "bo", "2026-11-18 13:00", 9, code="OT1")
        clock(work, "bo", "2026-11-19 08:30", 6)
        clock(work, "bo", "2026-11-10 08:00", 12, code="OK2")
        clock(work, "anna", "2026-11-10 08:00", 40, code="MER")

    await write(api.world, change)
    rows = await api.items("hours", employee="1002")
    told = ("rule", "is_over", "first_on", "last_on", "hours", "limit")
    assert [tuple(row[name] for name in told) for row in rows] == [
        ("daily_rest", True, "2026-11-18", "2026-11-19", 10.5, 11),
        ("overtime_of_year", True, "2026-01-01", "2026-11-20", 201, 200),
    ]
    assert (rows[0]["value"], rows[0]["source"]) == (37_800_000, "1982:673 § 13")
    near = await api.items("hours", is_over="false")
    assert [(row["employee_number"], row["rule"]) for row in near] == [("1001", "extra_of_month")]
    assert (await api.get("hours", page="2", page_size="2"))["total"] == 5
    earlier = await api.items("hours", **{"from": "2026-11-10", "to": "2026-11-10", "employee": "1002"})
    assert [tuple(row[name] for name in told) for row in earlier] == [
        ("overtime_of_year", False, "2026-01-01", "2026-11-10", 192, 200)
    ]


async def test_a_period_is_refused_by_name(api: Api) -> None:
    for given, field in (
        ({"from": "2026-12-01"}, "to"),
        ({"from": "2024-01-01"}, "to"),
        ({"to": "soon"}, "to"),
        ({"employee": "4711"}, "employee"),
    ):
        assert (await api.refused(400, "hours", **given))["field"] == field
    assert (await api.refused(400, "las", on="someday"))["field"] == "on"


async def test_who_signs_in_as_a_person_sees_what_its_role_reaches(api: Api) -> None:
    await employed(api)
    await write(api.world, lambda work: clock(work, "bo", "2026-11-18 08:00", 14))
    own = await signed_in(api, "anna")
    assert [await own.items(path, on="2026-11-20") for path in ("las", "las/priority")] == [[], []]
    assert await own.items("hours") == []
    assert (await own.refused(400, "hours", employee="1002"))["rule"] == "unknown"
    bo = await signed_in(api, "bo")
    assert [row["employee_number"] for row in await bo.items("las")] == ["1002"]
    assert {row["employee_number"] for row in await bo.items("hours")} == {"1002"}
