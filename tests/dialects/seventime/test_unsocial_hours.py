"""unSocialHoursCosts: what an agreement pays for the hours of the day at which somebody worked (ST-33)."""

from typing import Any

import pytest

from dagsverke.app.commands import agreements
from dagsverke.app.ports import UnitOfWork
from tests.agreed import EVENINGS, HOLIDAYS, UNSOCIAL, agree, write
from tests.dialects.seventime.calls import Api, Row

pytestmark = pytest.mark.anyio
COST = ["_id", "salaryType", "salaryTypeName", "costPerHour", "time"]


def costs(row: Row) -> list[tuple[Any, ...]]:
    shown = row["unSocialHoursCosts"]
    assert all(list(one) == COST and len(one["_id"]) == 24 for one in shown)
    assert len({one["_id"] for one in shown}) == len(shown)
    return [(one["salaryTypeName"], one["costPerHour"], one["time"]) for one in shown]


async def test_st_33_the_costs_of_unsocial_hours_come_from_the_windows_of_the_agreement(api: Api) -> None:
    await agree(api.world, UNSOCIAL)
    row = await api.record(timestamp="2026-11-16 17:00", endTimestamp="2026-11-16 23:30")
    assert costs(row) == [("Övertid", 35.5, 4), ("OB-ersättning 2", 50, 1.5)]
    assert [one["salaryType"] for one in row["unSocialHoursCosts"]] == [api.firm.keys["salary_type"], None]
    assert (await api.get(f"timeLogs/{row['_id']}"))["data"] == row | {"unSocialHoursCosts": row["unSocialHoursCosts"]}
    assert [one["unSocialHoursCosts"] for one in await api.listed("timeLogs")] == [row["unSocialHoursCosts"]]


async def test_st_33_a_night_over_midnight_into_a_holiday_is_split_there(api: Api) -> None:
    await agree(api.world, UNSOCIAL)
    row = await api.record(timestamp="2026-04-02 22:00", endTimestamp="2026-04-03 07:00")
    assert costs(row) == [("OB-ersättning 2", 50, 2), ("OB-ersättning 3", 100, 7)]
    page = [one for one in await api.listed("timeLogs") if one["_id"] == row["_id"]]
    assert page[0]["unSocialHoursCosts"] == row["unSocialHoursCosts"]


async def test_st_33_an_id_stays_while_the_log_has_hours_in_that_window_of_that_day(api: Api) -> None:
    await agree(api.world, UNSOCIAL)
    row = await api.record(timestamp="2026-11-16 17:00", endTimestamp="2026-11-16 23:30")
    evening, night = (one["_id"] for one in row["unSocialHoursCosts"])
    longer = await api.correct(row, endTimestamp="2026-11-17 06:30")
    assert costs(longer) == [("Övertid", 35.5, 4), ("OB-ersättning 2", 50, 2), ("OB-ersättning 2", 50, 6)]
    assert [one["_id"] for one in longer["unSocialHoursCosts"]][:2] == [evening, night]
    later = await api.correct(row, timestamp="2026-11-16 22:30", endTimestamp="2026-11-16 23:30")
    assert [(one["_id"], one["time"]) for one in later["unSocialHoursCosts"]] == [(night, 1)]
    other = await api.record(timestamp="2026-11-16 17:00", endTimestamp="2026-11-16 23:30", user=api.person("bo"))
    assert {evening, night}.isdisjoint(one["_id"] for one in other["unSocialHoursCosts"])


@pytest.mark.parametrize(
    ("body", "hours"),
    [
        ({}, 2),  # without a category it is worked
        ({"timeCategory": "cause TID"}, 2),
        ({"timeCategory": "cause Möte"}, 2),
        ({"timeCategory": "cause OT1"}, 1),  # overtime has the night's alone, for the agreement says so
        ({"timeCategory": "cause RES"}, 0),
        ({"timeCategory": "cause OB1"}, 0),
        ({"timeCategory": "cause SEM"}, 0),
        ({"timeCategory": "cause TID", "isAbsence": True}, 0),
    ],
)
async def test_st_33_only_work_and_what_the_agreement_counts_as_such_has_unsocial_hours(
    api: Api, body: dict[str, Any], hours: int
) -> None:
    await agree(api.world, UNSOCIAL)
    given = {name: api.firm.keys.get(value, value) for name, value in body.items()}
    row = await api.record(timestamp="2026-11-16 21:00", endTimestamp="2026-11-16 23:00", **given)
    assert sum(one["time"] for one in row["unSocialHoursCosts"]) == hours
    changed = await api.correct(row, timeCategory=api.firm.keys["cause SJK"])
    assert changed["unSocialHoursCosts"] == []


async def test_st_33_what_was_paid_for_an_hour_then_stays_when_the_agreement_pays_more(api: Api) -> None:
    await agree(api.world, [EVENINGS])
    row = await api.record(timestamp="2026-11-16 17:00", endTimestamp="2026-11-16 20:00")
    await agree(api.world, [HOLIDAYS], since="2026-11-17")
    assert (await api.get(f"timeLogs/{row['_id']}"))["data"]["unSocialHoursCosts"] == row["unSocialHoursCosts"]
    assert costs(await api.correct(row, description="Kväll")) == [("Övertid", 35.5, 2)]


async def test_st_33_a_persons_own_agreement_counts_while_the_employment_under_it_runs(api: Api) -> None:
    await agree(api.world, [EVENINGS])

    def employ(work: UnitOfWork) -> None:
        own = agreements.record(work, {}, {"name": "Helgavtalet", "windows": [HOLIDAYS]})
        values = {"person_id": api.firm.persons["anna"][0], "form": "permanent", "agreement_id": own["id"]}
        work.add("employment", {**values, "starts_on": "2026-11-01", "ends_on": "2026-11-16"})

    await write(api.world, employ)
    times = [("2026-11-15", "OB-ersättning 3"), ("2026-11-16", None), ("2026-11-17", "Övertid")]
    for day, name in times:
        row = await api.record(timestamp=f"{day} 19:00", endTimestamp=f"{day} 20:00")
        assert [one[0] for one in costs(row)] == ([name] if name else [])
    others = await api.record(timestamp="2026-11-16 19:00", endTimestamp="2026-11-16 20:00", user=api.person("bo"))
    assert [one[0] for one in costs(others)] == ["Övertid"]


async def test_st_33_a_firm_without_windows_shows_none(api: Api, other_api: Api) -> None:
    await agree(api.world, UNSOCIAL)
    row = await other_api.record(timestamp="2026-11-15 19:00", endTimestamp="2026-11-15 23:30")
    assert row["unSocialHoursCosts"] == []
