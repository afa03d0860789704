"""Weeks: submitted, approved or returned, reopened; what is attested by it; who may do it."""

from functools import partial

import pytest

from dagsverke.app.commands import locks, timesheets
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed
from tests.app.firms import ADDERS
from tests.app.locked import Step, furnish, refused, write
from tests.harness import World

pytestmark = pytest.mark.anyio
WEEK = "2026-11-09"
"""The week of 10 November, in which one row of each kind lies; the other ones lie in the week after."""
TABLES = ("time_entry", "expense", "drive", "machine_entry")


async def sheet(world: World, user_name: str = "anna", week: str = WEEK) -> Record | None:
    """The row of somebody's week."""
    asked = {"person_id": world.ostra.persons[user_name][0], "week_on": week}
    return await world.store.read(world.ostra.company_id, lambda reader: reader.find("timesheet", **asked))


async def attested(world: World, rows: dict[str, int]) -> dict[str, int | None]:
    """By whom each row is attested; those that are not are left out."""

    def read(reader: Reader) -> dict[str, int | None]:
        found = {}
        for name, row_id in rows.items():
            row = reader.find(name.split()[0], id=row_id) if not name.startswith("mark") else None
            if row and row["attested_at"]:
                found[name] = row["attested_by_id"]
        return found

    return await world.store.read(world.ostra.company_id, read)


def weeks(world: World, *user_names: str, week: str = WEEK) -> list[timesheets.Week]:
    """The week of persons."""
    return [(world.ostra.persons[one][0], week) for one in user_names]


async def test_a_week_is_submitted_and_approved_and_all_that_is_in_it_is_attested(world: World) -> None:
    rows = await write(world, furnish)
    mine = weeks(world, "anna")
    await write(world, lambda work: timesheets.submit(work, mine), "anna", "own")
    row = await sheet(world)
    assert row is not None
    assert (row["status"], row["submitted_by_id"]) == ("submitted", mine[0][0])
    assert await attested(world, rows) == {}
    await write(world, lambda work: timesheets.approve(work, mine), "chef", "team")
    chef = world.ostra.persons["chef"][0]
    assert await attested(world, rows) == {f"{table} in": chef for table in TABLES}
    row = await sheet(world)
    assert row is not None
    assert (row["status"], row["decided_by_id"], row["submitted_by_id"]) == ("approved", chef, mine[0][0])


async def test_approving_again_attests_what_came_since_and_leaves_the_rest_as_it_was(world: World) -> None:
    rows = await write(world, furnish)
    mine = weeks(world, "anna")
    await write(world, lambda work: timesheets.submit(work, mine))
    await write(world, lambda work: timesheets.approve(work, mine), "chef")
    late = await write(world, ADDERS["time_entry"])
    await write(world, lambda work: timesheets.approve(work, mine), "admin")
    chef, admin = (world.ostra.persons[one][0] for one in ("chef", "admin"))
    found = await attested(world, rows | {"time_entry late": late})
    assert found == {f"{table} in": chef for table in TABLES} | {"time_entry late": admin}


async def test_a_returned_week_has_a_note_and_is_submitted_again(world: World) -> None:
    mine = weeks(world, "anna")
    await write(world, lambda work: timesheets.submit(work, mine))
    with pytest.raises(Malformed, match="note"):
        await write(world, lambda work: timesheets.return_(work, mine, "  "))
    with pytest.raises(Malformed, match="note"):
        await write(world, lambda work: timesheets.return_(work, mine, "x" * 1001))
    await write(world, lambda work: timesheets.return_(work, mine, " Onsdagen saknas "), "chef", "team")
    row = await sheet(world)
    assert row is not None
    assert (row["status"], row["note"]) == ("returned", "Onsdagen saknas")
    await write(world, lambda work: timesheets.submit(work, mine), "anna", "own")
    row = await sheet(world)
    assert row is not None
    assert (row["status"], row["note"], row["decided_at"]) == ("submitted", "", None)


async def test_reopening_releases_what_was_attested_but_not_what_is_invoiced(world: World) -> None:
    rows = await write(world, furnish)
    mine = weeks(world, "anna")
    await write(world, lambda work: timesheets.submit(work, mine))
    await write(world, lambda work: timesheets.approve(work, mine), "chef")

    def invoice(work: UnitOfWork) -> None:
        row = work.find("expense", id=rows["expense in"])
        assert row is not None
        work.change("expense", row, {"is_invoiced": True})

    await write(world, invoice)
    await write(world, lambda work: timesheets.reopen(work, mine, "fel"), "chef", "team")
    assert await attested(world, rows) == {"expense in": world.ostra.persons["chef"][0]}
    row = await sheet(world)
    assert row is not None
    assert (row["status"], row["note"]) == ("open", "fel")
    entry = await world.store.read(
        world.ostra.company_id, lambda reader: reader.find("time_entry", id=rows["time_entry in"])
    )
    assert entry is not None
    assert entry["status"] == 1


async def test_a_week_in_a_locked_period_is_approved_but_not_reopened(world: World) -> None:
    rows = await write(world, furnish)
    mine = weeks(world, "anna")
    await write(world, lambda work: timesheets.submit(work, mine))
    await write(world, lambda work: locks.lock(work, "2026-11-10", "lön"))
    await write(world, lambda work: timesheets.approve(work, mine), "chef")
    assert set(await attested(world, rows)) == {f"{table} in" for table in TABLES}
    with pytest.raises(Locked, match="2026-11-09 is in the period 1900-01-01 to 2026-11-10"):
        await write(world, lambda work: timesheets.reopen(work, mine))
    row = await sheet(world)
    assert row is not None
    assert row["status"] == "approved"


async def test_many_weeks_are_approved_at_once_or_none_and_the_refusal_names_those_that_cannot(world: World) -> None:
    some = weeks(world, "anna", "bo", "chef", "doc", "e1023", "admin")
    await write(world, lambda work: timesheets.submit(work, some[:-1]))
    with pytest.raises(Conflict, match="cannot approve: 2026-W46 of Ada Admin is open"):
        await write(world, lambda work: timesheets.approve(work, some))
    with pytest.raises(Conflict) as refusal:
        await write(world, lambda work: timesheets.submit(work, some))
    assert refusal.value.detail.count("is submitted") == 5
    later = weeks(world, "anna", "bo", "chef", "doc", "e1023", "admin", week="2026-11-16")
    with pytest.raises(Conflict, match="and 1 more"):
        await write(world, lambda work: timesheets.approve(work, later))
    row = await sheet(world)
    assert row is not None
    assert row["status"] == "submitted"
    await write(world, lambda work: timesheets.approve(work, some[:-1]))
    rows = [await sheet(world, one) for one in ("anna", "bo", "chef", "doc", "e1023", "admin")]
    assert [row["status"] if row else None for row in rows] == ["approved"] * 5 + [None]


MATRIX = """
            submit  approve return  take-back reopen
admin all   yes     yes     yes     yes       yes
chef  team  yes     yes     yes     yes       yes
anna  own   yes     no      no      yes       approved
bo    own   no      no      no      no        no
bo    team  no      no      no      no        no
e1023 team  no      no      no      no        no
"""


@pytest.mark.parametrize("line", MATRIX.strip().splitlines()[1:])
async def test_who_may_do_what_with_annas_week(world: World, line: str) -> None:
    user_name, reach, *cells = line.split()
    mine = weeks(world, "anna")

    async def try_it(step: Step) -> str:
        refusal = await write(world, lambda work: refused(work, step), user_name, reach)
        if isinstance(refusal, Conflict) and "is approved;" in refusal.detail:
            return "approved"
        assert refusal is None or isinstance(refusal, Forbidden)
        return "yes" if refusal is None else "no"

    found = [await try_it(lambda work: timesheets.submit(work, mine))]
    await write(world, lambda work: timesheets.submit(work, mine))
    found += [await try_it(lambda work: timesheets.approve(work, mine))]
    found += [await try_it(lambda work: timesheets.return_(work, mine, "se över"))]
    found += [await try_it(lambda work: timesheets.reopen(work, mine))]
    await write(world, lambda work: timesheets.approve(work, mine))
    found += [await try_it(lambda work: timesheets.reopen(work, mine))]
    assert found == cells


async def test_a_step_with_a_week_that_is_further_on_says_so_to_whom_it_belongs(world: World) -> None:
    mine = weeks(world, "anna")
    await write(world, lambda work: timesheets.submit(work, mine), "anna", "own")
    for user_name, reach in (("anna", "own"), ("chef", "team"), ("admin", "all")):
        with pytest.raises(Conflict, match=r"^week: cannot submit: 2026-W46 of Anna Andersson is submitted already$"):
            await write(world, lambda work: timesheets.submit(work, mine), user_name, reach)
    with pytest.raises(Forbidden):
        await write(world, lambda work: timesheets.submit(work, mine), "bo", "own")
    await write(world, lambda work: timesheets.approve(work, mine), "chef", "team")
    who = r"reopened by whoever may approve it \(Administratör, Arbetsledare, Ekonomi\)$"
    for step in (timesheets.submit, timesheets.reopen):
        with pytest.raises(Conflict, match=f"2026-W46 of Anna Andersson is approved; what is approved is {who}"):
            await write(world, partial(step, weeks=mine), "anna", "own")
        with pytest.raises(Forbidden):
            await write(world, partial(step, weeks=mine), "bo", "own")
    row = await sheet(world)
    assert row is not None
    assert row["status"] == "approved"


async def test_a_manager_does_not_approve_its_own_week(world: World) -> None:
    mine = weeks(world, "chef")
    await write(world, lambda work: timesheets.submit(work, mine), "chef", "team")
    with pytest.raises(Forbidden, match="2026-W46 of Cecilia Chef"):
        await write(world, lambda work: timesheets.approve(work, [*mine, *weeks(world, "anna")]), "chef", "team")


async def test_an_unknown_person_is_absent_and_nothing_at_all_is_nothing(world: World) -> None:
    with pytest.raises(Absent):
        await write(world, lambda work: timesheets.submit(work, [(1, WEEK)]))
    await write(world, lambda work: timesheets.approve(work, []))
    assert await world.store.read(world.ostra.company_id, lambda reader: reader.find_all("timesheet")) == []


async def test_every_step_is_an_event(world: World) -> None:
    mine = weeks(world, "anna")
    await write(world, lambda work: timesheets.submit(work, mine))
    await write(world, lambda work: timesheets.approve(work, mine))
    events = await world.store.read(
        world.ostra.company_id, lambda reader: reader.find_all("event", subject="timesheet")
    )
    assert [one["kind"] for one in events] == ["timesheet.added", "timesheet.changed"]
