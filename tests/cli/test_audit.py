import anyio

from dagsverke.app.commands import companies, timesheets
from dagsverke.app.ports import UnitOfWork
from tests.cli.conftest import Command
from tests.harness import served
from tests.store.tampering import tamper

OSTRA = ("--company", "Östra Bygg & Städ AB")


def head(out: str) -> str:
    """The hash at the end of a line."""
    return out.splitlines()[0].split()[-1]


def test_a_chain_that_holds_is_counted_and_its_head_is_said(on_world: Command) -> None:
    done = on_world("audit", "verify")
    assert (done.code, done.err) == (0, "")
    assert [line.split(": ")[0] for line in done.out.splitlines()] == [
        "Östra Bygg & Städ AB",
        "Norra Fastighetsservice AB",
    ]
    assert " events hold together, the last is " in done.out
    assert len(head(done.out)) == 64
    one = on_world("audit", "verify", *OSTRA)
    assert one.out == done.out.splitlines(keepends=True)[0]


def test_a_head_that_was_written_down_is_found_later(on_world: Command) -> None:
    before = head(on_world("audit", "verify", *OSTRA).out)
    on_world("key", "create", "own", *OSTRA)
    after = on_world("audit", "verify", *OSTRA, "--expect", before)
    assert after.code == 0
    assert head(after.out) != before
    assert after.out.splitlines()[1].endswith(f"is {before}")
    assert on_world("audit", "verify", "--expect", before).code == 0


def test_a_head_that_is_gone_and_a_chain_that_is_broken_fail(on_world: Command, world_url: str) -> None:
    before = head(on_world("audit", "verify", *OSTRA).out)
    on_world("key", "create", "own", *OSTRA)
    last = head(on_world("audit", "verify", *OSTRA).out)
    tamper(world_url, f"DELETE FROM event WHERE hash = '{last}'")  # noqa: S608  # a hash of ours
    assert on_world("audit", "verify", "--expect", before).code == 0
    gone = on_world("audit", "verify", "--expect", last)
    assert gone.code == 1
    assert "events were taken off the end of the chain" in gone.err
    tamper(world_url, "UPDATE event SET door = 'x' WHERE company_id = 1 AND place = 3")
    broken = on_world("audit", "verify")
    assert (broken.code, broken.err) == (1, "dagsverke: Östra Bygg & Städ AB: event 3 is not what was written\n")
    assert broken.out.startswith("Norra Fastighetsservice AB: ")


def test_a_company_that_there_is_not_is_said(on_world: Command) -> None:
    done = on_world("audit", "verify", "--company", "Södra")
    assert (done.code, done.err) == (1, "dagsverke: there is no such company\n")


def test_what_changed_after_an_approval_is_listed_with_its_door(on_world: Command, world_url: str) -> None:
    anyio.run(_change_late, world_url)
    done = on_world("audit", "changed", *OSTRA, "--from", "2026-11-16", "--to", "2026-11-16")
    assert done.code == 0, done.err
    heading, _, line = done.out.splitlines()
    assert heading.split()[:4] == ["Week", "Person", "Name", "Day"]
    assert line.startswith("2026-W47  1001    Anna Andersson  2026-11-18  ")
    assert line.split()[6:9] == ["added", "2026-11-20T11:00:00.000Z", "fortnox"]
    assert on_world("audit", "changed", *OSTRA).out == done.out
    assert len(on_world("audit", "changed", *OSTRA, "--to", "2026-11-13").out.splitlines()) == 2
    assert on_world("audit", "changed", *OSTRA, "--from", "2026-11-16", "--to", "2026-11-01").code == 1
    assert on_world("audit", "changed").code == 1


async def _change_late(url: str) -> None:
    async with served(url) as world:
        week = (world.ostra.persons["anna"][0], "2026-11-16")

        def approve(work: UnitOfWork) -> None:
            timesheets.submit(work, [week])
            timesheets.approve(work, [week])

        await world.store.write(companies.operator(world.ostra.company_id), approve)
        row = {"EmployeeId": "1001", "CauseCode": "TID", "Date": "2026-11-18", "Hours": 1}
        body = {"AttendanceTransaction": row}
        path = "/3/attendancetransactions"
        (await world.client.post(path, headers=world.ostra.fortnox, json=body)).raise_for_status()
