"""What follows from rules and employments is locked too: calendars, agreements, corrections, a company's file."""

from collections.abc import Callable
from typing import Any

import pytest

from dagsverke.app.commands import adjustments, agreements, calendars, employments, schedules
from dagsverke.app.company_file.applying import apply
from dagsverke.app.company_file.reading import read_file
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Locked
from dagsverke.domain.vacation_rules import VacationRules
from tests.app.firms import one_id
from tests.app.locked import AFTER, FIRST, INSIDE, LAST, furnish, key_of, lock_it, refused, write
from tests.harness import World

pytestmark = pytest.mark.anyio


def calendar(day: str, since: str | None = None) -> Callable[[UnitOfWork], object]:
    """Half of a day is free."""
    return lambda work: calendars.record(work, {}, {"day": day, "name": "Halv", "share_e4": 5_000, "starts_on": since})


def correction(day: str) -> Callable[[UnitOfWork], object]:
    """An hour more of flex."""

    def step(work: UnitOfWork) -> object:
        given = {"person_id": one_id(work, "person", user_name="anna"), "account_code": "Flex"}
        told = {"on_day": day, "amount": 3_600_000, "reason": "fel"}
        return adjustments.correct_balance(work, {}, given | told)

    return step


def employed(starts_on: str, ends_on: str | None = None) -> Callable[[UnitOfWork], object]:
    """Anna is employed on some days."""

    def step(work: UnitOfWork) -> object:
        given = {"person_id": one_id(work, "person", user_name="anna"), "form": "fixed_term"}
        return employments.begin(work, {}, given | {"starts_on": starts_on, "ends_on": ends_on})

    return step


def agreed(**change: Any) -> Callable[[UnitOfWork], object]:
    """The default agreement says otherwise."""

    def step(work: UnitOfWork) -> object:
        (one,) = work.find_all("agreement", is_default=True)
        return agreements.correct(work, {"key": one["key"]}, change)

    return step


def another(**change: Any) -> Callable[[UnitOfWork], object]:
    """There is one more agreement."""
    return lambda work: agreements.record(work, {}, {"name": "Kollektivavtalet", **change})


def filed(text: str) -> Callable[[UnitOfWork], object]:
    """The company is as a file says."""
    named = '[company]\nname = "Östra Bygg & Städ AB"\n'
    return lambda work: apply(work, read_file((named + text).encode()), {})


ANNA = '[[person]]\nnumber = "1001"\n'
HELTID = 'from = 2024-01-01\nname = "Heltid"\n'
SCHEDULE = '[[schedule]]\nname = "Heltid"\n'
STEPS: list[tuple[Callable[[UnitOfWork], object], bool]] = [
    (calendar(INSIDE), True),
    (calendar(AFTER), False),
    (calendar("11-10"), True),
    (calendar("11-10", AFTER), False),
    (calendar("easter-3"), False),
    (correction(INSIDE), True),
    (correction(AFTER), False),
    (employed("2026-11-16"), False),
    (employed("2026-10-01"), True),
    (employed("2026-10-01", "2026-10-31"), False),
    (agreed(vacation=VacationRules(law="FI")), True),
    (agreed(vacation=VacationRules(law="SE")), False),
    (agreed(name="Byggavtalet"), False),
    (another(is_default=True), True),
    (another(), False),
    (filed('vacation_begins = "01-01"\n'), True),
    (filed("payment_days = 10\n"), False),
    (filed('[[cause]]\ncode = "TJL"\nvacation = true\n'), True),
    (filed('[[cause]]\ncode = "TJL"\nname = "Ledig"\n'), False),
    (filed('[[account]]\ncode = "Komp"\nexpected = true\n'), True),
    (filed(f'[[calendar]]\nday = {INSIDE}\nname = "Klämdag"\n'), True),
    (filed(f'[[calendar]]\nday = {AFTER}\nname = "Klämdag"\n'), False),
    (filed(f'{SCHEDULE}weeks = [{{mon = "07:00-15:00"}}]\n'), True),
    (filed(f'{SCHEDULE}description = "Alla dagar"\n'), False),
    (filed(f"{ANNA}sole_parent = true\n"), True),
    (filed(f"{ANNA}email = 'anna@nyare.example'\n"), False),
    (filed(f"{ANNA}[[person.employment]]\nfrom = 2026-10-01\nform = 'permanent'\n"), True),
    (filed(f"{ANNA}[[person.employment]]\nfrom = 2026-12-01\nform = 'permanent'\n"), False),
    (filed(f"{ANNA}[[person.schedule]]\n{HELTID}to = {INSIDE}\n"), True),
    (filed(f"{ANNA}[[person.schedule]]\n{HELTID}to = {LAST}\n"), False),
    (filed(f"{ANNA}[[person.schedule]]\n{HELTID}rate = 0.5\n"), True),
    (filed(f"{ANNA}[[person.schedule]]\nfrom = 2026-11-16\nname = 'Heltid'\n"), False),
    (filed(f"{ANNA}[[person.schedule]]\nfrom = {LAST}\nname = 'Heltid'\n"), True),
]


@pytest.mark.parametrize("is_locked", [True, False])
async def test_rules_and_facts_from_which_locked_days_follow_are_refused(world: World, is_locked: bool) -> None:
    if is_locked:
        await write(world, lock_it, "admin")

    def try_all(work: UnitOfWork) -> None:
        for place, (step, is_closed) in enumerate(STEPS):
            refusal = refused(work, step)
            assert isinstance(refusal, Locked) is (is_closed and is_locked), (place, refusal)
            assert refusal is None or f"{FIRST} to {LAST}, which Ada Admin locked" in refusal.detail, place

    await write(world, try_all)


@pytest.mark.parametrize(
    ("change", "is_closed"),
    [
        ({"ends_on": LAST}, False),
        ({"ends_on": "2026-11-30"}, False),
        ({"ends_on": "2026-11-14"}, True),
        ({"starts_on": "2023-01-02"}, True),  # weeks rotate from the first day on
        ({"rate_e4": 5_000}, True),
        ({}, False),
    ],
)
async def test_a_schedule_that_locked_time_was_recorded_on_ends_on_an_open_day(
    world: World, change: dict[str, Any], is_closed: bool
) -> None:
    await write(world, furnish)
    await write(world, lock_it)

    def step(work: UnitOfWork) -> object:
        person_id = one_id(work, "person", user_name="anna")
        key = key_of(work, "assignment", one_id(work, "assignment", person_id=person_id))
        return schedules.correct(work, {"key": key}, change)

    assert isinstance(await write(world, lambda work: refused(work, step)), Locked) is is_closed


async def test_a_correction_of_a_locked_day_cannot_be_taken_back(world: World) -> None:
    await write(world, correction(INSIDE))
    await write(world, lock_it)

    def step(work: UnitOfWork) -> object:
        (one,) = work.find_all("adjustment")
        return adjustments.take_back(work, {"key": one["key"]}, {})

    assert isinstance(await write(world, lambda work: refused(work, step)), Locked)


async def test_an_employment_is_ended_and_withdrawn_where_its_days_are_open(world: World) -> None:
    await write(world, employed("2026-10-01"))
    await write(world, employed("2025-01-01", "2025-12-31"))
    await write(world, lock_it)

    def end(day: str) -> Callable[[UnitOfWork], object]:
        def step(work: UnitOfWork) -> object:
            key = key_of(work, "employment", one_id(work, "employment", ends_on=None))
            return employments.end(work, {"key": key}, {"ends_on": day, "end_reason": "own_wish"})

        return step

    def withdraw(starts_on: str) -> Callable[[UnitOfWork], object]:
        def step(work: UnitOfWork) -> object:
            key = key_of(work, "employment", one_id(work, "employment", starts_on=starts_on))
            return employments.withdraw(work, {"key": key}, {})

        return step

    def try_all(work: UnitOfWork) -> None:
        assert refused(work, end(LAST)) is None
        assert isinstance(refused(work, end("2026-11-14")), Locked)
        assert refused(work, withdraw("2025-01-01")) is None
        assert isinstance(refused(work, withdraw("2026-10-01")), Locked)

    await write(world, try_all)
