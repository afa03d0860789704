"""Locked periods: what they close, to whom, who may lock and open, and what is told of it."""

from collections.abc import Callable
from typing import Any

import pytest

from dagsverke.app import balances
from dagsverke.app.billing import claim
from dagsverke.app.commands import attest, locks, people, schedules
from dagsverke.app.importing import import_attendance
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal
from tests.app.firms import one_id
from tests.app.locked import (
    AFTER,
    FIRST,
    INSIDE,
    LAST,
    REASON,
    changes,
    department_id,
    furnish,
    key_of,
    lock_it,
    refused,
    write,
)
from tests.harness import World

pytestmark = pytest.mark.anyio
SAID = (
    f"{INSIDE} is in the period {FIRST} to {LAST}, which Ada Admin locked ({REASON}); "
    "Administratör or Ekonomi can open it"
)


async def test_every_change_of_a_locked_period_is_refused_and_says_by_whom_and_why_and_who_can_open_it(
    world: World,
) -> None:
    rows = await write(world, furnish)
    await write(world, lock_it, "admin")
    told = await write(world, lambda work: {name: refused(work, step) for name, step in changes(rows).items()})
    for name, refusal in told.items():
        assert isinstance(refusal, Locked), name
        assert (refusal.rule, refusal.detail) == ("locked", SAID.replace(INSIDE, refusal.detail[:10])), name
        if name != "amount: import":  # which names the line instead
            assert refusal.by == "Ada Admin"
            assert refusal.period is not None
            assert refusal.period.openers == ("Administratör", "Ekonomi")
    assert {name for name, one in told.items() if one and one.detail[:10] != INSIDE} == set()


async def test_without_a_lock_every_one_of_these_changes_is_made(world: World) -> None:
    rows = await write(world, furnish)
    told = await write(world, lambda work: {name: refused(work, step) for name, step in changes(rows).items()})
    assert {name: refusal for name, refusal in told.items() if refusal is not None} == {}


async def test_an_import_names_the_first_line_whose_day_is_locked(world: World) -> None:
    await write(world, lock_it)
    row = {"employee_number": "1001", "code": "TID", "hours": "2"}
    rows = [row | {"on_day": day} for day in (AFTER, "2026-11-16", INSIDE, FIRST)]
    with pytest.raises(Locked) as refusal:
        await write(world, lambda work: import_attendance(work, rows))
    assert refusal.value.field == "line 4, on_day"
    assert refusal.value.detail.startswith(f"{INSIDE} is in the period {FIRST} to {LAST}, which was locked")


async def test_a_departments_lock_closes_the_days_of_its_own_persons_only(world: World) -> None:
    anna = await write(world, furnish)
    bo = await write(world, lambda work: furnish(work, "bo"))
    await write(world, lambda work: lock_it(work, of=department_id(work)), "chef", "team")

    def try_all(work: UnitOfWork) -> None:
        for name, step in changes(anna).items():
            refusal = refused(work, step)
            assert isinstance(refusal, Locked), name
            assert f"{FIRST} to {LAST} of Utveckling, which" in refusal.detail
        for name, step in changes(bo, "bo").items():
            assert refused(work, step) is None, name

    await write(world, try_all)


async def test_moving_to_another_department_opens_nothing_and_whoever_comes_is_bound(world: World) -> None:
    anna = await write(world, furnish)
    bo = await write(world, lambda work: furnish(work, "bo"))
    await write(world, lambda work: lock_it(work, of=department_id(work)))

    def move(work: UnitOfWork) -> None:
        keys = {name: key_of(work, "person", one_id(work, "person", user_name=name)) for name in ("anna", "bo")}
        department = key_of(work, "register_item", department_id(work))
        people.correct(work, {"key": keys["anna"]}, {"modified_by_key": keys["anna"], "department_key": None})
        people.correct(work, {"key": keys["bo"]}, {"modified_by_key": keys["bo"], "department_key": department})
        for step in (*changes(anna).values(), *changes(bo, "bo").values()):
            assert isinstance(refused(work, step), Locked)

    await write(world, move)


async def test_what_is_opened_can_be_changed_and_who_opened_it_and_why_is_kept(world: World) -> None:
    rows = await write(world, furnish)
    lock_id = await write(world, lock_it, "admin")
    await write(world, lambda work: locks.open_(work, lock_id, " Anna glömde en dag "), "chef")

    def look(work: UnitOfWork) -> None:
        row = work.find("period_lock", id=lock_id)
        assert row is not None
        chef = one_id(work, "person", user_name="chef")
        assert (row["opened_at"], row["opened_by_id"], row["open_reason"]) == (work.now, chef, "Anna glömde en dag")
        assert (row["reason"], row["deleted_at"]) == (REASON, None)
        assert work.company.locks == ()
        assert refused(work, changes(rows)["time: correct"]) is None
        with pytest.raises(Conflict, match="is open already"):
            locks.open_(work, lock_id, "igen")

    await write(world, look)


async def test_a_day_is_locked_while_any_lock_covers_it(world: World) -> None:
    rows = await write(world, furnish)
    outer = await write(world, lambda work: locks.lock(work, "2026-11-30", "bokslut", first_on=None))
    inner = await write(world, lock_it)
    step = changes(rows)["time: correct"]
    for opened in (inner, outer):
        assert isinstance(await write(world, lambda work: refused(work, step)), Locked)
        await write(world, lambda work, one=opened: locks.open_(work, one, "klart"))  # type: ignore[misc]  # mypy infers no default of a lambda
    assert await write(world, lambda work: refused(work, step)) is None


async def test_attesting_and_invoicing_go_through_for_they_change_no_hours(world: World) -> None:
    rows = await write(world, furnish)
    await write(world, lock_it)

    def work_it(work: UnitOfWork) -> None:
        invoice_id = work.add("invoice", {"number": "7", "status": 2, "name": "Faktura"})
        for table in attest.TABLES:
            ids = [rows[f"{table} in"]]
            attest.attest(work, table, ids, one_id(work, "person", user_name="admin"))
            refusal = refused(work, lambda work, table=table, ids=ids: attest.release(work, table, ids, None))  # type: ignore[misc]  # mypy infers no default of a lambda
            assert isinstance(refusal, Locked)
            assert refusal.rule == "locked"
            claim(work, invoice_id, 1, table, ids)

    await write(world, work_it)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_refused"),
    [
        ("2026-11-16", None, False),
        ("2026-11-15", None, True),
        ("2026-10-01", "2026-10-31", False),
        ("2026-10-01", "2026-11-01", True),
        ("2026-10-01", None, True),
        ("2026-11-10", "2026-11-10", True),
    ],
)
async def test_a_schedule_is_assigned_where_none_of_its_days_is_locked(
    world: World, starts_on: str, ends_on: str | None, is_refused: bool
) -> None:
    await write(world, lock_it)

    def assign(work: UnitOfWork) -> object:
        given = {"person_id": one_id(work, "person", user_name="bo"), "schedule_id": one_id(work, "schedule")}
        return schedules.assign(work, {}, given | {"starts_on": starts_on, "ends_on": ends_on})

    refusal = await write(world, lambda work: refused(work, assign))
    assert isinstance(refusal, Locked) is is_refused
    assert refusal is None or refusal.field == "starts_on"


async def test_a_schedule_that_ends_another_for_good_touches_all_days_after_it(world: World) -> None:
    await write(world, lock_it)

    def assign(work: UnitOfWork) -> object:
        given = {"person_id": one_id(work, "person", user_name="anna"), "schedule_id": one_id(work, "schedule")}
        return schedules.assign(work, {}, given | {"starts_on": "2026-10-01", "ends_on": "2026-10-31"})

    assert isinstance(await write(world, lambda work: refused(work, assign)), Locked)


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"last_on": "2026-10-31", "first_on": "2026-11-01"}, Malformed, "last_on"),
        ({"last_on": "2200-01-01"}, Malformed, "last_on"),
        ({"first_on": "1899-12-31"}, Malformed, "last_on"),
        ({"reason": " "}, Malformed, "reason"),
        ({"reason": "x" * 201}, Malformed, "reason"),
        ({"department_id": 1}, Malformed, "department_id"),
        ({"first_on": FIRST}, Conflict, "last_on"),
    ],
)
async def test_what_cannot_be_locked_is_refused(
    world: World, given: dict[str, Any], refusal: type[Refusal], field: str
) -> None:
    await write(world, lock_it)
    with pytest.raises(refusal) as told:
        await write(world, lambda work: locks.lock(work, **{"last_on": LAST, "reason": REASON, **given}))
    assert told.value.field == field


@pytest.mark.parametrize(
    ("user_name", "reach", "of", "may"),
    [
        ("admin", "all", False, True),
        ("chef", "team", True, True),
        ("chef", "team", False, False),
        ("bo", "team", True, False),  # of no department
        ("anna", "own", True, False),
    ],
)
async def test_who_may_lock_what(world: World, user_name: str, reach: str, of: bool, may: bool) -> None:
    def lock(work: UnitOfWork) -> object:
        return lock_it(work, of=department_id(work) if of else None)

    refusal = await write(world, lambda work: refused(work, lock), user_name, reach)
    assert isinstance(refusal, Forbidden) is not may


async def test_a_manager_may_not_open_what_it_locked_and_an_unknown_lock_is_absent(world: World) -> None:
    lock_id = await write(world, lambda work: lock_it(work, of=department_id(work)), "chef", "team")
    with pytest.raises(Forbidden):
        await write(world, lambda work: locks.open_(work, lock_id, "oj"), "chef", "team")
    with pytest.raises(Malformed, match="reason"):
        await write(world, lambda work: locks.open_(work, lock_id, ""))
    with pytest.raises(Absent):
        await write(world, lambda work: locks.open_(work, 1, "oj"))


async def test_locking_and_opening_change_no_balance_and_are_events(world: World) -> None:
    await write(world, furnish)

    def flex(reader: Reader) -> int:
        account = reader.company.accounts_by_code["Flex"]
        return balances.balance(reader, world.ostra.persons["anna"][0], account, LAST)

    before = await world.store.read(world.ostra.company_id, flex)
    lock_id = await write(world, lock_it)
    assert await world.store.read(world.ostra.company_id, flex) == before
    await write(world, lambda work: locks.open_(work, lock_id, "klart"))
    kinds: Callable[[Reader], list[str]] = lambda reader: [  # noqa: E731  # one expression, used once
        one["kind"] for one in reader.find_all("event", subject="period_lock", subject_id=lock_id)
    ]
    assert await world.store.read(world.ostra.company_id, kinds) == ["period_lock.added", "period_lock.changed"]
