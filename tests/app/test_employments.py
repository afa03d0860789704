"""Employments: what is refused, and what a change leaves behind."""

from typing import Any

import pytest

from dagsverke.app.access import Principal
from dagsverke.app.balances import balance, check
from dagsverke.app.commands import employments, locks
from dagsverke.app.employments import as_employment, employments_of
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.employment import Employment
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal
from dagsverke.domain.units import E6
from tests.app.workers import employ, person_id, read, write
from tests.harness import World

pytestmark = pytest.mark.anyio


async def test_an_employment_begins_is_corrected_ends_and_leaves_its_trace(world: World) -> None:
    def change(work: UnitOfWork) -> str:
        key = employ(work, "bo", "probation", "2026-01-01")
        employments.correct(work, {"key": key}, {"form": "permanent", "vacation_days": 28})
        employments.end(work, {"key": key}, {"ends_on": "2026-06-30", "end_reason": "own_wish"})
        return key

    key = await write(world, change)

    def look(reader: Reader) -> None:
        row = existing(reader, "employment", "key", key=key)
        assert as_employment(row) == Employment(
            *(row["id"], key, person_id(reader, "bo"), "permanent", "2026-01-01", "2026-06-30", "own_wish"),
            vacation_days=28,
        )
        assert employments_of(reader, [row["person_id"]]) == {row["person_id"]: [as_employment(row)]}
        events = reader.find_all("event", subject="employment", subject_id=row["id"])
        assert len(events) == 3

    await read(world, look)


async def test_an_employment_may_be_opened_again_and_withdrawn(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        key = employ(work, "bo", "fixed_term", "2026-01-01", "2026-06-30", end_reason="expiry")
        employments.correct(work, {"key": key}, {"ends_on": None})
        row = existing(work, "employment", "key", key=key)
        assert (row["ends_on"], row["end_reason"]) == (None, "")
        employments.withdraw(work, {"key": key}, {})
        assert work.find("employment", key=key) is None
        with pytest.raises(Absent):
            employments.end(work, {"key": key}, {"ends_on": "2026-06-30", "end_reason": "expiry"})

    await write(world, change)


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"form": None}, Malformed, "form"),
        ({"starts_on": None}, Malformed, "starts_on"),
        ({"form": "slavery"}, Malformed, "form"),
        ({"starts_on": "1492-01-01"}, Malformed, "starts_on"),
        ({"ends_on": "2500-01-01"}, Malformed, "ends_on"),
        ({"ends_on": "2025-12-31"}, Malformed, "ends_on"),
        ({"ends_on": "2026-03-31", "end_reason": "boredom"}, Malformed, "end_reason"),
        ({"end_reason": "own_wish"}, Malformed, "ends_on"),
        ({"form": "permanent", "ends_on": "2026-03-31", "end_reason": "expiry"}, Malformed, "end_reason"),
        ({"agreement_id": 4711}, Malformed, "agreement_id"),
        ({"vacation_days": -1}, Malformed, "vacation_days"),
        ({"vacation_days": 367}, Malformed, "vacation_days"),
        ({"person_id": 4711}, Absent, "person_id"),
    ],
)
async def test_an_employment_that_breaks_a_rule_is_refused(
    world: World, change: dict[str, Any], refusal: type[Refusal], field: str
) -> None:
    def begin(work: UnitOfWork) -> None:
        plain = {"person_id": person_id(work, "bo"), "form": "fixed_term", "starts_on": "2026-01-01"}
        employments.begin(work, {}, plain | change)

    with pytest.raises(refusal) as refused:
        await write(world, begin)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "by_day", "is_refused"),
    [
        ("2026-03-31", None, False, True),
        ("2025-01-01", None, False, True),
        ("2025-01-01", "2026-01-01", False, True),
        ("2026-02-01", "2026-02-01", False, True),
        ("2026-04-01", None, False, False),
        ("2025-01-01", "2025-12-31", False, False),
        ("2026-02-01", "2026-02-01", True, False),
    ],
)
async def test_two_employments_at_once_contradict_each_other_unless_by_the_day(
    world: World, starts_on: str, ends_on: str | None, by_day: bool, is_refused: bool
) -> None:
    await write(world, lambda work: employ(work, "bo", "fixed_term", "2026-01-01", "2026-03-31"))
    await write(world, lambda work: employ(work, "anna", "permanent", "2020-01-01"))
    if is_refused:
        with pytest.raises(Conflict):
            await write(world, lambda work: employ(work, "bo", "substitute", starts_on, ends_on, is_by_day=by_day))
    else:
        await write(world, lambda work: employ(work, "bo", "substitute", starts_on, ends_on, is_by_day=by_day))


async def test_a_correction_may_not_run_into_another_employment(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        first = employ(work, "bo", "fixed_term", "2026-01-01", "2026-03-31")
        employ(work, "bo", "permanent", "2026-04-01")
        employments.correct(work, {"key": first}, {"starts_on": "2025-12-01"})
        with pytest.raises(Conflict):
            employments.correct(work, {"key": first}, {"ends_on": "2026-04-01"})

    await write(world, change)


async def test_nobody_who_sees_but_themselves_employs(world: World) -> None:
    firm = world.ostra
    own = Principal(firm.company_id, 1, "test", person_id=firm.persons["bo"][0], reach="own")
    with pytest.raises(Forbidden):
        await world.store.write(own, lambda work: employ(work, "bo", "permanent", "2026-01-01"))


async def test_a_locked_day_comes_under_no_other_employment(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        key = employ(work, "bo", "fixed_term", "2026-01-01", "2026-06-30")
        locks.lock(work, "2026-03-31", "lönekörning", first_on="2026-03-01")
        for told in (
            {"ends_on": "2026-03-15"},
            {"starts_on": "2026-03-31"},
            {"form": "substitute"},
            {"is_by_day": True},
            {"vacation_days": 30},
        ):
            with pytest.raises(Locked):
                employments.correct(work, {"key": key}, told)
        with pytest.raises(Locked):
            employments.withdraw(work, {"key": key}, {})
        employments.end(work, {"key": key}, {"ends_on": "2026-04-15", "end_reason": "illness"})
        employments.correct(work, {"key": key}, {"starts_on": "2026-02-01", "ends_on": "2026-03-31"})

    await write(world, change)


async def test_vacation_follows_the_employment(world: World) -> None:
    """Twenty-five days from the fourth month of a year on, for who worked the whole year before (semesterlagen § 7)."""

    def paid(reader: Reader) -> int:
        account = reader.company.accounts_by_code["VacationPaid"]
        who = person_id(reader, "bo")
        assert check(reader, who) == []
        return balance(reader, who, account, "2026-04-01") // E6

    def change(work: UnitOfWork) -> None:
        assert paid(work) == 0
        key = employ(work, "bo", "permanent", "2025-04-01")
        assert paid(work) == 25
        employments.correct(work, {"key": key}, {"vacation_days": 30})
        assert paid(work) == 30
        employments.correct(work, {"key": key}, {"starts_on": "2025-10-01", "vacation_days": None})
        assert paid(work) == 13
        employments.end(work, {"key": key}, {"ends_on": "2026-02-28", "end_reason": "own_wish"})
        assert paid(work) == 0
        employments.withdraw(work, {"key": key}, {})
        assert paid(work) == 0

    await write(world, change)
