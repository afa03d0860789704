"""Absences by whole days, by hours and by extent: one amount for each day on which work is expected."""

from typing import Any

import pytest

from dagsverke.app.commands import absences, calendars, schedules
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.errors import Absent, Conflict, Locked, Malformed
from dagsverke.domain.units import E4, MS_PER_HOUR
from tests.agreed import balance, faults, read, write
from tests.dialects.seventime.calls import Api
from tests.harness import World

pytestmark = pytest.mark.anyio
H = MS_PER_HOUR
PERIOD = {"first_on": "2026-11-09", "last_on": "2026-11-15"}  # a week from its Monday on


def asked(work: UnitOfWork, who: str = "anna", code: str = "SEM", **more: Any) -> dict[str, Any]:
    person = work.find("person", user_name=who)
    assert person is not None
    return {"person_id": person["id"], "cause_key": work.company.causes_by_code[code].key, **PERIOD, **more}


async def away(world: World, who: str = "anna", code: str = "SEM", **more: Any) -> Any:
    return await write(world, lambda work: absences.record(work, {}, asked(work, who, code, **more)))


async def hours(world: World) -> list[tuple[str, float]]:
    def look(reader: Reader) -> list[tuple[str, float]]:
        rows = reader.find_all("time_entry", is_absence=True)
        assert not any(row["is_clocked"] or row["ends_at"] for row in rows)
        return [(row["on_day"][8:], row["duration_ms"] / H) for row in rows]

    return await read(world, look)


GRID: list[tuple[dict[str, Any], list[tuple[str, float]]]] = [
    ({}, [("09", 8), ("10", 8), ("11", 8), ("12", 8), ("13", 4)]),  # the Friday is half a day
    ({"extent_e4": 2_500}, [("09", 2), ("10", 2), ("11", 2), ("12", 2), ("13", 1)]),
    ({"extent_e4": 6_667}, [("09", 5.3336), ("10", 5.3336), ("11", 5.3336), ("12", 5.3336), ("13", 2.6668)]),
    ({"duration_ms": 3 * H}, [("09", 3), ("10", 3), ("11", 3), ("12", 3), ("13", 3)]),
    ({"duration_ms": 6 * H}, [("09", 6), ("10", 6), ("11", 6), ("12", 6), ("13", 4)]),
    ({"last_on": "2026-11-09", "duration_ms": 1}, [("09", 1 / H)]),
]


@pytest.mark.parametrize(("more", "amounts"), GRID)
async def test_every_scheduled_day_has_its_part(
    world: World, more: dict[str, Any], amounts: list[tuple[str, float]]
) -> None:
    half = {"day": "2026-11-13", "name": "Dag före helg", "share_e4": E4 // 2}
    await write(world, lambda work: calendars.record(work, {}, half))
    before = await balance(world, "anna", "Flex", "2026-11-15")
    made = await away(world, **more)
    assert await hours(world) == amounts
    total = sum(one for _, one in amounts)
    assert (made["days"], made["duration_ms"]) == (len(amounts), round(total * H))
    assert await balance(world, "anna", "Flex", "2026-11-15") == pytest.approx(before + total, abs=1e-9)
    assert await faults(world) == []


async def test_a_part_timer_is_away_from_what_a_part_time_asks_for(world: World) -> None:
    def assign(work: UnitOfWork) -> None:
        plan = work.find_all("schedule")[0]["id"]
        given = {"person_id": world.ostra.persons["bo"][0], "schedule_id": plan}
        schedules.assign(work, {}, {**given, "starts_on": "2026-11-02", "rate_e4": 7_500})
        schedules.assign(work, {}, {**given, "starts_on": "2026-11-11", "rate_e4": 5_000})

    await write(world, assign)
    await away(world, "bo", "SJK")
    assert await hours(world) == [("09", 6), ("10", 6), ("11", 4), ("12", 4), ("13", 4)]
    assert await balance(world, "bo", "Flex", "2026-11-15") == -5 * 6
    assert await faults(world) == []


async def test_leave_in_lieu_lowers_its_account_by_the_hours(world: World) -> None:
    await away(world, code="KOM", extent_e4=5_000)
    assert await balance(world, "anna", "Komp", "2026-11-15") == -20


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"last_on": "2026-11-08"}, "last_on"),
        ({"last_on": "2036-11-30"}, "last_on"),
        ({"extent_e4": 0}, "extent_e4"),
        ({"extent_e4": E4 + 1}, "extent_e4"),
        ({"duration_ms": 0}, "duration_ms"),
        ({"duration_ms": 25 * H}, "duration_ms"),
        ({"duration_ms": H, "extent_e4": 5_000}, "extent_e4"),
        ({"code": "TID"}, "cause_key"),
        ({"cause_key": "f" * 24}, "cause_key"),
        ({"person_id": None}, "person_id"),
    ],
)
async def test_what_makes_no_absence_is_refused_by_name(world: World, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        await away(world, **more)
    assert refused.value.field == field
    assert await hours(world) == []


async def test_days_that_expect_nothing_of_a_person_are_refused_with_the_name(world: World) -> None:
    with pytest.raises(Conflict, match="no day on which Bo Öberg is expected to work"):
        await away(world, "bo")
    with pytest.raises(Conflict, match="no day on which Anna Andersson"):
        await away(world, first_on="2026-11-14")


async def test_more_absence_than_a_day_expects_is_refused_as_a_whole(world: World) -> None:
    await away(world, first_on="2026-11-11", last_on="2026-11-11", duration_ms=3 * H)
    with pytest.raises(Conflict, match="2026-11-11"):
        await away(world, code="SJK", duration_ms=6 * H)
    assert len(await hours(world)) == 1
    await away(world, code="SJK", duration_ms=5 * H)
    assert len(await hours(world)) == 6


async def test_an_absence_is_withdrawn_by_its_cause_and_days(world: World) -> None:
    before = await balance(world, "anna", "Flex", "2026-11-15")
    await away(world)
    clocked = {"timestamp": "2026-11-16 08:00", "time": 8, "timeCategory": world.ostra.keys["cause SEM"]}
    await Api(world, world.ostra).record(**clocked)

    def take_back(work: UnitOfWork, **more: Any) -> Any:
        return absences.withdraw(work, {}, asked(work, **more))

    gone = await write(world, lambda work: take_back(work, first_on="2026-11-12"))
    assert gone["days"] == 2
    assert [day for day, _ in await hours_of_amounts(world)] == ["09", "10", "11"]
    with pytest.raises(Absent):
        await write(world, lambda work: take_back(work, code="SJK"))
    with pytest.raises(Absent):
        await write(world, lambda work: take_back(work, first_on="2026-11-16", last_on="2026-11-16"))
    await write(world, take_back)
    assert await hours_of_amounts(world) == []
    assert await balance(world, "anna", "Flex", "2026-11-15") == before


async def hours_of_amounts(world: World) -> list[tuple[str, float]]:
    rows = await read(world, lambda reader: reader.find_all("time_entry", is_absence=True, is_clocked=False))
    return [(row["on_day"][8:], row["duration_ms"] / H) for row in rows]


async def test_an_attested_day_keeps_all_of_the_absence(world: World) -> None:
    made = await away(world)
    stamp = {"attested_at": "2026-11-20T11:00:00.000Z", "attested_by_id": world.ostra.persons["chef"][0]}

    def attest(work: UnitOfWork) -> None:
        row = work.find("time_entry", id=made["ids"][2])
        assert row is not None
        work.change("time_entry", row, stamp)

    await write(world, attest)
    with pytest.raises(Locked):
        await write(world, lambda work: absences.withdraw(work, {}, asked(work)))
    assert len(await hours(world)) == 5
