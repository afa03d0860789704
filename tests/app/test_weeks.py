"""What is missing: state, hours and remarks of everybody's weeks."""

from typing import Any

import pytest

from dagsverke.app.commands import timesheets
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.weeks import PersonWeek, weeks
from dagsverke.domain.timesheets import CHANGED, LONG_DAY, MISSING, OVERLAP, Flag
from dagsverke.domain.units import MS_PER_HOUR
from tests.app.firms import add_time, one_id
from tests.app.locked import as_person, write
from tests.harness import World

pytestmark = pytest.mark.anyio
H = MS_PER_HOUR
MON, TUE, WED, THU, FRI, SAT = (f"2026-11-{day:02d}" for day in range(9, 15))
"""Days of a week that is over: the clock stands on Friday the 20th."""
NEXT_MON, NEXT_THU, NEXT_FRI = "2026-11-16", "2026-11-19", "2026-11-20"


def add(work: UnitOfWork, day: str, begin: int, hours: float, code: str | None = "TID", **more: Any) -> None:
    """Clocked time of Anna from an hour (UTC) on."""
    cause = work.company.causes_by_code[code].id if code else None
    end = f"{int(begin + hours):02d}:{int((begin + hours) % 1 * 60):02d}"
    times = {"begins_at": f"{day}T{begin:02d}:00:00.000Z", "ends_at": f"{day}T{end}:00.000Z", "is_clocked": True}
    add_time(work, on_day=day, duration_ms=int(hours * H), cause_id=cause, **times, **more)


async def asked(
    world: World, first: str = MON, last: str = SAT, user_name: str | None = None, reach: str = "all"
) -> list[PersonWeek]:
    """The list, as somebody sees it."""
    who = as_person(world, user_name, reach)
    return list(await world.store.read(world.ostra.company_id, lambda reader: weeks(reader, who, first, last)))


def of(found: list[PersonWeek], name: str, week: str = MON) -> PersonWeek:
    """One row of it."""
    (one,) = [row for row in found if row.name == name and row.week_on == week]
    return one


async def test_a_week_has_its_hours_worked_and_expected_and_says_what_is_remarkable(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        add(work, MON, 6, 8)  # as expected
        add(work, TUE, 6, 4)
        add(work, TUE, 9, 4, None)  # begins an hour before the other ends; time without a cause is work
        add(work, WED, 6, 8)
        add(work, WED, 14, 3, "OT1")  # eleven hours in all
        add(work, THU, 6, 8, "SEM", is_absence=True)
        add(work, THU, 6, 8, "OB1")  # is no time of its own
        add(work, SAT, 8, 2, "MER")

    await write(world, work_it)
    found = of(await asked(world), "Anna Andersson")
    assert (found.employee_number, found.status, found.note) == ("1001", "open", "")
    assert (found.worked_ms, found.expected_ms) == ((8 + 8 + 11 + 2) * H, 4 * 8 * H)
    assert found.flags == (Flag(OVERLAP, TUE), Flag(LONG_DAY, WED), Flag(MISSING, FRI))


async def test_absence_in_part_leaves_the_rest_expected_and_a_holiday_expects_nothing(world: World) -> None:
    await write(world, lambda work: add(work, MON, 6, 3, "VAB", is_absence=True))
    found = of(await asked(world), "Anna Andersson")
    assert found.expected_ms == (5 * 8 - 3) * H
    assert [flag.on_day for flag in found.flags] == [MON, TUE, WED, THU, FRI]
    holidays = of(await asked(world, "2025-12-22", "2025-12-22"), "Anna Andersson", "2025-12-22")
    assert holidays.expected_ms == 2 * 8 * H  # Monday and Tuesday before Christmas Eve


async def test_today_is_not_missing_yet(world: World) -> None:
    found = of(await asked(world, NEXT_MON, NEXT_FRI), "Anna Andersson", NEXT_MON)
    assert [flag.on_day for flag in found.flags] == [NEXT_MON, "2026-11-17", "2026-11-18", NEXT_THU]
    assert found.expected_ms == 5 * 8 * H


async def test_a_night_from_the_sunday_before_overlaps_on_monday(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        night = {"begins_at": "2026-11-08T21:00:00.000Z", "ends_at": f"{MON}T05:30:00.000Z", "is_clocked": True}
        add_time(work, on_day="2026-11-08", duration_ms=17 * H // 2, **night)
        add(work, MON, 5, 8)

    await write(world, work_it)
    assert Flag(OVERLAP, MON) in of(await asked(world), "Anna Andersson").flags
    assert of(await asked(world), "Anna Andersson").worked_ms == 8 * H


async def test_every_active_person_has_a_row_for_each_week_in_order_with_its_state(world: World) -> None:
    anna = [(world.ostra.persons["anna"][0], MON)]
    await write(world, lambda work: timesheets.submit(work, anna))
    await write(world, lambda work: timesheets.return_(work, anna, "se över"))
    found = await asked(world, FRI, NEXT_MON)
    numbers = ["1000", "1001", "1002", "1003", "9978", "E1023"]
    assert [(row.week_on, row.employee_number) for row in found] == [
        (week, number) for week in (MON, NEXT_MON) for number in numbers
    ]
    assert (of(found, "Anna Andersson").status, of(found, "Anna Andersson").note) == ("returned", "se över")
    assert of(found, "Anna Andersson", NEXT_MON).status == "open"
    bo = of(found, "Bo Öberg")
    assert (bo.worked_ms, bo.expected_ms, bo.flags) == (0, 0, ())  # has no schedule


async def test_who_is_no_longer_active_is_there_where_something_was_recorded_or_handed_in(world: World) -> None:
    def leave(work: UnitOfWork) -> None:
        for name in ("anna", "bo", "doc"):
            row = work.find("person", user_name=name)
            assert row is not None
            work.change("person", row, {"is_active": False})
        add(work, MON, 6, 1)
        timesheets.submit(work, [(one_id(work, "person", user_name="bo"), MON)])

    await write(world, leave)
    found = await asked(world, MON, NEXT_MON)
    assert {row.week_on for row in found if row.name == "Anna Andersson"} == {MON}
    assert {row.week_on for row in found if row.name == "Bo Öberg"} == {MON}
    assert {row.week_on for row in found if row.name == "Dag Dokument"} == set()


@pytest.mark.parametrize(
    ("user_name", "reach", "names"),
    [
        ("admin", "all", {"Ada Admin", "Anna Andersson", "Bo Öberg", "Cecilia Chef", "Dag Dokument", "Eva Ek"}),
        ("chef", "team", {"Anna Andersson", "Cecilia Chef"}),
        ("anna", "own", {"Anna Andersson"}),
    ],
)
async def test_each_sees_the_weeks_of_whom_it_has_to_do_with(
    world: World, user_name: str, reach: str, names: set[str]
) -> None:
    await write(world, lambda work: add(work, MON, 6, 1))
    found = await asked(world, user_name=user_name, reach=reach)
    assert {row.name for row in found} == names
    assert of(found, "Anna Andersson").worked_ms == H


async def test_what_changed_after_the_approval_is_remarkable_until_it_is_approved_again(world: World) -> None:
    anna = [(world.ostra.persons["anna"][0], MON)]
    await write(world, lambda work: add(work, MON, 6, 8))
    await write(world, lambda work: timesheets.submit(work, anna))
    await write(world, lambda work: timesheets.approve(work, anna), "chef")

    async def changed() -> list[str]:
        flags = of(await asked(world), "Anna Andersson").flags
        return [flag.on_day for flag in flags if flag.what == CHANGED]

    assert await changed() == []
    world.clock.pass_s(60)
    await write(world, lambda work: add(work, TUE, 6, 8))
    assert await changed() == [TUE]
    world.clock.pass_s(60)
    await write(world, lambda work: timesheets.approve(work, anna), "chef")
    assert await changed() == []
