"""Agreements and the company's own days: what is refused, and what is derived anew when one says otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from dagsverke.app.commands import agreements, calendars, employments, locks
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.errors import Absent, Conflict, Locked, Malformed
from dagsverke.domain.units import E4
from dagsverke.domain.vacation_rules import VacationRules
from dagsverke.domain.windows import Window
from tests.agreed import (
    EVENINGS,
    HOLIDAYS,
    NIGHTS,
    OVERTIME,
    UNSOCIAL,
    agree,
    balance,
    faults,
    read,
    window_accounts,
    write,
)
from tests.dialects.seventime.calls import Api
from tests.harness import World

pytestmark = pytest.mark.anyio


@pytest.fixture
def api(world: World) -> Api:
    """Where the clock is."""
    return Api(world, world.ostra)


def windows_of(reader: Reader) -> tuple[Window, ...]:
    return reader.company.agreement.windows


async def test_windows_are_kept_as_they_are_said(world: World) -> None:
    await agree(world, UNSOCIAL)
    assert await read(world, windows_of) == UNSOCIAL


@pytest.mark.parametrize(
    ("window", "field"),
    [
        (replace(EVENINGS, code="OB9"), "windows[1].code"),
        (replace(EVENINGS, code="TID"), "windows[1].code"),
        (replace(EVENINGS, code=""), "windows[1].code"),
        (replace(EVENINGS, salary_type="999"), "windows[1].salary_type"),
        (replace(EVENINGS, begins_min=-1), "windows[1].begins_min"),
        (replace(EVENINGS, ends_min=1441), "windows[1].begins_min"),
        (replace(EVENINGS, begins_min=1440), "windows[1].begins_min"),
        (replace(EVENINGS, begins_min=600, ends_min=600), "windows[1].ends_min"),
        (replace(EVENINGS, days=()), "windows[1].days"),
        (replace(EVENINGS, days=("monday",)), "windows[1].days"),
        (replace(EVENINGS, days=("great",)), "windows[1].days"),
        (replace(EVENINGS, classes=("night",)), "windows[1].classes"),
        (replace(EVENINGS, cost_per_hour_e4=-1), "windows[1].cost_per_hour_e4"),
        (replace(EVENINGS, starts_on="2026-02-30"), "windows[1].starts_on"),
        (replace(EVENINGS, starts_on="2026-02-01", ends_on="2026-01-31"), "windows[1].ends_on"),
        (replace(OVERTIME[0], factor_e4=-1), "windows[1].factor_e4"),
        (replace(OVERTIME[0], beside_min=1441), "windows[1].beside_min"),
        (replace(OVERTIME[0], code="TID"), "windows[1].code"),
    ],
)
async def test_a_window_that_says_nothing_true_is_refused_by_name_and_leaves_nothing(
    world: World, window: Window, field: str
) -> None:
    with pytest.raises(Malformed) as refused:
        await agree(world, [NIGHTS, window])
    assert refused.value.field == field
    assert await read(world, windows_of) == ()


async def test_a_class_that_the_calendar_knows_can_be_agreed_on(world: World) -> None:
    day = {"day": "12-24", "name": "Julafton", "share_e4": 0, "day_class": "great"}
    await write(world, lambda work: calendars.record(work, {}, day))
    await agree(world, [replace(HOLIDAYS, days=("great", "holiday"))])
    assert (await read(world, windows_of))[0].days == ("great", "holiday")


async def test_one_agreement_is_the_default_one_and_names_are_taken_once(world: World) -> None:
    def make(work: UnitOfWork) -> None:
        first = work.company.agreement.id
        second = agreements.record(
            work, {}, {"name": "Byggavtalet", "windows": [EVENINGS], "vacation": VacationRules()}
        )
        assert work.company.agreement.id == first
        agreements.correct(work, {"id": second["id"]}, {"is_default": True})
        assert work.company.agreement.id == second["id"]
        assert work.company.agreement.windows == (EVENINGS,)
        assert [one["id"] for one in work.find_all("agreement", is_default=True)] == [second["id"]]
        with pytest.raises(Malformed):
            agreements.correct(work, {"id": second["id"]}, {"is_default": False})
        with pytest.raises(Malformed):
            agreements.record(work, {}, {"name": ""})
        with pytest.raises(Absent):
            agreements.correct(work, {"key": "f" * 24}, {"name": "Ingen"})

    await write(world, make)
    with pytest.raises(Conflict):
        await write(world, lambda work: agreements.record(work, {}, {"name": "Byggavtalet"}))


def unsocial(reader: Reader) -> list[tuple[str, str]]:
    return [(row["on_day"], row["unsocial"]) for row in reader.find_all("time_entry")]


async def evenings(api: Api, *days: str, **more: Any) -> None:
    for day in days:
        await api.record(timestamp=f"{day} 17:00", endTimestamp=f"{day} 20:00", **more)


async def test_what_is_agreed_from_a_day_on_is_derived_anew_from_there_and_nowhere_else(api: Api) -> None:
    world = api.world
    await evenings(api, "2026-10-05", "2026-10-06", "2026-10-07")
    assert [kept for _, kept in await read(world, unsocial)] == ["[]"] * 3
    await agree(world, [EVENINGS], since="2026-10-06")
    assert [kept != "[]" for _, kept in await read(world, unsocial)] == [False, True, True]
    paid_before = (await read(world, unsocial))[1]
    await agree(world, [replace(EVENINGS, cost_per_hour_e4=99 * E4)], since="2026-10-07")
    first, second, third = await read(world, unsocial)
    assert (first[1], second) == ("[]", paid_before)
    assert '"cost_per_hour_e4":990000' in third[1]
    await agree(world, [])
    assert [kept for _, kept in await read(world, unsocial)] == ["[]"] * 3
    assert (await read(world, windows_of)) == ()


async def test_who_comes_under_another_agreement_has_its_windows_from_that_day_on(api: Api) -> None:
    world, anna = api.world, api.firm.persons["anna"][0]
    await agree(world, [EVENINGS])
    await evenings(api, "2026-10-05", "2026-10-06")
    await evenings(api, "2026-10-06", user=api.person("bo"))

    def begin(work: UnitOfWork) -> str:
        own = agreements.record(work, {}, {"name": "Helgavtalet", "windows": [HOLIDAYS]})
        given = {"person_id": anna, "form": "permanent", "starts_on": "2026-10-06", "agreement_id": own["id"]}
        made = employments.begin(work, {}, given)
        return str(existing(work, "employment", "id", **made)["key"])

    key = await write(world, begin)
    assert [kept != "[]" for _, kept in await read(world, unsocial)] == [True, False, True]
    await write(world, lambda work: employments.withdraw(work, {"key": key}, {}))
    assert [kept != "[]" for _, kept in await read(world, unsocial)] == [True, True, True]


async def test_overtime_is_posted_anew_when_its_windows_change(api: Api) -> None:
    world = api.world
    await write(world, window_accounts)
    await evenings(api, "2026-10-05", "2026-11-05", timeCategory=api.firm.keys["cause OK1"])
    assert await balance(world, "anna", "Komp", "2026-11-20") == 12
    await agree(world, OVERTIME, since="2026-11-01")
    assert await balance(world, "anna", "Komp", "2026-11-20") == 6 + 4.5
    await agree(world, OVERTIME)
    assert await balance(world, "anna", "Komp", "2026-11-20") == 4.5 + 4.5
    assert await faults(world) == []


async def test_the_same_again_changes_no_row(api: Api) -> None:
    await agree(api.world, UNSOCIAL)
    await evenings(api, "2026-10-05")

    def again(work: UnitOfWork) -> tuple[int, int]:
        before = work.company.version
        agreements.correct(work, {"id": work.company.agreement.id}, {"windows": UNSOCIAL, "since": "2026-10-01"})
        return before, work.company.version

    assert len(set(await write(api.world, again))) == 1


async def lock(world: World, first_on: str, last_on: str) -> None:
    await write(world, lambda work: locks.lock(work, last_on, "Lönen är körd", first_on=first_on))


async def test_what_would_change_a_locked_day_is_refused_and_what_begins_after_it_is_not(api: Api) -> None:
    world = api.world
    await evenings(api, "2026-10-05", "2026-11-05")
    await lock(world, "2026-10-01", "2026-10-31")
    with pytest.raises(Locked):
        await agree(world, [EVENINGS])
    await agree(world, [EVENINGS], since="2026-11-01")
    assert [kept != "[]" for _, kept in await read(world, unsocial)] == [False, True]

    def day(**more: Any) -> dict[str, Any]:
        return {"day": "10-30", "name": "Dag före helgdag", "share_e4": E4 // 2, **more}

    with pytest.raises(Locked):
        await write(world, lambda work: calendars.record(work, {}, day()))
    made = await write(world, lambda work: calendars.record(work, {}, day(starts_on="2026-11-01")))
    await write(world, lambda work: calendars.withdraw(work, {"id": made["id"]}, {}))


GRID: Sequence[tuple[dict[str, Any], str]] = [
    ({"day": ""}, "day"),
    ({"name": ""}, "name"),
    ({"day": "13-01"}, "day"),
    ({"day": "02-30"}, "day"),
    ({"day": "2026-02-30"}, "day"),
    ({"day": "easter-81"}, "day"),
    ({"day": "easter+241"}, "day"),
    ({"day": "easter*2"}, "day"),
    ({"day": "1492-10-12"}, "day"),
    ({"share_e4": -1}, "share_e4"),
    ({"share_e4": E4 + 1}, "share_e4"),
    ({"day_class": "mon"}, "day_class"),
    ({"day_class": "x" * 41}, "day_class"),
    ({"starts_on": "soon"}, "starts_on"),
    ({"starts_on": "2026-01-02", "ends_on": "2026-01-01"}, "ends_on"),
]


@pytest.mark.parametrize(("wrong", "field"), GRID)
async def test_a_day_that_is_none_is_refused_by_name(world: World, wrong: dict[str, Any], field: str) -> None:
    given = {"day": "12-23", "name": "Dag före julafton", "share_e4": E4 // 2} | wrong
    with pytest.raises(Malformed) as refused:
        await write(world, lambda work: calendars.record(work, {}, given))
    assert refused.value.field == field


async def test_half_a_day_of_the_calendar_halves_what_is_expected_and_what_absence_relieves(api: Api) -> None:
    world = api.world
    await api.record(timestamp="2026-11-13 08:00", time=8, timeCategory=api.firm.keys["cause SEM"])
    before = await balance(world, "anna", "Flex", "2026-11-13")
    day = {"day": "2026-11-13", "name": "Fredagen", "share_e4": E4 // 2}
    made = await write(world, lambda work: calendars.record(work, {}, day))
    assert await balance(world, "anna", "Flex", "2026-11-13") == before  # half is expected, half is relieved
    assert await balance(world, "admin", "Flex", "2026-11-13") == await balance(world, "chef", "Flex", "2026-11-13")
    assert await faults(world) == []
    await api.record(timestamp="2026-11-12 08:00", time=8)
    assert await balance(world, "anna", "Flex", "2026-11-13") == before + 8
    await write(world, lambda work: calendars.withdraw(work, {"id": made["id"]}, {}))
    assert await balance(world, "anna", "Flex", "2026-11-13") == before + 8
    assert await faults(world) == []


async def test_a_day_withdrawn_from_a_day_on_stays_what_it_was_before(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        table, assigned = work.company.timetable, work.ledger.assignments([world.ostra.persons["anna"][0]])
        (one,) = assigned.values()
        assert table.expected_ms(one, "2025-12-23", "2025-12-23") == 8 * 3_600_000
        made = calendars.record(work, {}, {"day": "12-23", "name": "Dag före julafton", "share_e4": E4 // 2})
        calendars.withdraw(work, made, {"since": "2026-01-01"})
        table = work.company.timetable
        assert table.expected_ms(one, "2025-12-23", "2025-12-23") == 4 * 3_600_000
        assert table.expected_ms(one, "2026-12-23", "2026-12-23") == 8 * 3_600_000
        with pytest.raises(Conflict):
            calendars.withdraw(work, made, {"since": "2026-06-01"})
        calendars.withdraw(work, made, {})
        assert work.company.timetable.expected_ms(one, "2025-12-23", "2025-12-23") == 8 * 3_600_000
        with pytest.raises(Absent):
            calendars.withdraw(work, made, {})

    await world.store.write(operator(world.ostra.company_id), change)
