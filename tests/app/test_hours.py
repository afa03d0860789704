"""Hours of many persons held against the limits, each rule as far back as it looks."""

import pytest

from dagsverke.app.commands import employments
from dagsverke.app.hours import hour_warnings
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.calendars import days_after
from tests.app.workers import clock, employ, person_id, read, write
from tests.harness import World

pytestmark = pytest.mark.anyio
Found = list[tuple[str | None, str, bool, str, str, float]]


def found(reader: Reader, first: str, last: str, user_name: str | None = None) -> Found:
    who = person_id(reader, user_name) if user_name else None
    return [
        (
            *(one.person.number, one.warning.rule, one.warning.is_over, one.warning.first_on, one.warning.last_on),
            round(one.warning.amount_ms / 3_600_000, 2),
        )
        for one in hour_warnings(reader, first, last, person_id=who)
    ]


async def test_overtime_of_a_month_and_of_a_year_is_told_by_person(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        for week in range(15):
            for night in (0, 2):
                clock(work, "bo", f"{days_after('2026-01-05', 7 * week + night)} 07:00", 6.75, code="OT1")
        clock(work, "anna", "2026-04-07 08:00", 10, code="OK2")
        clock(work, "anna", "2026-03-03 08:00", 8, code="MER")

    await write(world, change)
    assert await read(world, lambda reader: found(reader, "2026-04-01", "2026-04-30")) == [
        ("1002", "overtime_of_year", True, "2026-01-01", "2026-04-30", 202.5)
    ]
    assert await read(world, lambda reader: found(reader, "2026-03-01", "2026-03-31", "bo")) == [
        ("1002", "overtime_of_month", True, "2026-03-01", "2026-03-31", 60.75),
        ("1002", "overtime_of_year", False, "2026-01-01", "2026-03-31", 168.75),
    ]
    assert await read(world, lambda reader: found(reader, "2026-04-01", "2026-04-30", "anna")) == []


async def test_rest_between_shifts_over_midnight_and_the_change_of_the_clock(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        clock(work, "bo", "2026-03-10 13:00", 9)
        clock(work, "bo", "2026-03-11 08:30", 6)
        clock(work, "anna", "2026-03-28 13:00", 9, code=None)
        clock(work, "anna", "2026-03-29 09:00", 6, code="JOR")
        clock(work, "doc", "2026-03-10 13:00", 9)
        clock(work, "doc", "2026-03-11 07:00", 3, code="RES")
        clock(work, "doc", "2026-03-11 07:00", 3, code="VAB")
        clock(work, "doc", "2026-03-11 09:00", 6)

    await write(world, change)
    assert await read(world, lambda reader: found(reader, "2026-03-01", "2026-03-31")) == [
        ("1001", "daily_rest", True, "2026-03-28", "2026-03-29", 10),
        ("1002", "daily_rest", True, "2026-03-10", "2026-03-11", 10.5),
    ]
    assert len(await read(world, lambda reader: found(reader, "2026-03-10", "2026-03-10"))) == 1
    assert await read(world, lambda reader: found(reader, "2026-03-11", "2026-03-27")) == []


async def test_a_week_without_rest_is_told_when_it_is_over(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        for day in range(2, 9):
            clock(work, "bo", f"2026-03-{day:02d} 08:00", 6)

    await write(world, change)
    on_sunday = await read(world, lambda reader: found(reader, "2026-03-08", "2026-03-08"))
    assert [one for one in on_sunday if one[1] == "weekly_rest"] == [
        ("1002", "weekly_rest", True, "2026-03-02", "2026-03-08", 18)
    ]
    before = await read(world, lambda reader: found(reader, "2026-03-01", "2026-03-07"))
    assert [one for one in before if one[1] == "weekly_rest"] == []


async def test_vacation_and_sickness_count_as_the_work_that_would_have_been_done(world: World) -> None:
    """Anna has eight hours a day by schedule; what she works besides, and what others are ill, is another matter."""

    def change(work: UnitOfWork) -> None:
        employ(work, "anna", "permanent", "2026-02-02")
        for week in range(4):
            for day in range(5):
                on_day = days_after("2026-02-02", 7 * week + day)
                clock(work, "anna", f"{on_day} 07:00", 2, code="TID")
                clock(work, "anna", f"{on_day} 09:00", 24, code="SJK" if week % 2 else "SEM")

    await write(world, change)
    assert await read(world, lambda reader: found(reader, "2026-02-28", "2026-02-28", "anna")) == [
        ("1001", "week_average", True, "2026-02-02", "2026-02-28", 51.85)
    ]


async def test_an_agreement_has_its_own_limits(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        strict = work.add("agreement", {"name": "Sträng", "limits": '{"overtime_of_month_h":10,"daily_rest_h":8}'})
        key = employ(work, "bo", "permanent", "2026-01-01")
        employments.correct(work, {"key": key}, {"agreement_id": strict})
        clock(work, "bo", "2026-03-10 08:00", 11, code="OT1")
        clock(work, "bo", "2026-03-11 05:00", 1)

    await write(world, change)
    assert await read(world, lambda reader: found(reader, "2026-03-01", "2026-03-31")) == [
        ("1002", "overtime_of_month", True, "2026-03-01", "2026-03-31", 11)
    ]


async def test_an_average_goes_over_all_its_days_or_those_since_somebody_began(world: World) -> None:
    """Bo is employed for years and Doc has no employment on record; Anna begins within the months of the average."""

    def change(work: UnitOfWork) -> None:
        short = work.add("agreement", {"name": "En månad", "limits": '{"average_months":1}'})
        for user_name, since in (("anna", "2026-02-16"), ("bo", "2020-01-01")):
            key = employ(work, user_name, "permanent", since)
            employments.correct(work, {"key": key}, {"agreement_id": short})
        for week in range(4):
            for day in range(5):
                on_day = days_after("2026-02-02", 7 * week + day)
                for user_name in ("anna", "bo", "doc") if week >= 2 else ("bo", "doc"):
                    clock(work, user_name, f"{on_day} 07:00", 13, code="TID" if day else None)
        for user_name in ("bo", "doc"):
            clock(work, user_name, "2026-01-29 07:00", 1)
            clock(work, user_name, "2026-01-28 07:00", 12)

    await write(world, change)
    rows = await read(world, lambda reader: found(reader, "2026-02-15", "2026-03-10"))
    assert [one for one in rows if one[1] == "week_average"] == [
        ("1001", "week_average", True, "2026-02-16", "2026-02-28", 70),
        ("1002", "week_average", True, "2026-01-29", "2026-02-28", 58.94),
        ("9978", "week_average", True, "2026-01-28", "2026-02-28", 59.72),
    ]
