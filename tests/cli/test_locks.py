"""``lock``: periods are locked, opened and listed; and no command passes one."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

OSTRA = ("--company", "Östra Bygg & Städ AB")
JANUARY = ("--from", "2026-01-01", "--to", "2026-01-31")
SAID = (
    "2026-01-12 is in the period 2026-01-01 to 2026-01-31, which Ada Admin locked (lönekörning); "
    "Administratör or Ekonomi can open it"
)


def lock_january(command: Command, *more: str) -> str:
    """Lock January; the lock's key."""
    done = command("lock", "add", *JANUARY, "--reason", "lönekörning", "--by", "admin", *more, *OSTRA)
    assert done.code == 0, done.err
    assert done.out.startswith("lock ")
    return done.out.split()[1].rstrip(":")


def test_a_lock_is_added_listed_and_opened_and_leaves_a_trace(on_world: Command) -> None:
    key = lock_january(on_world)
    listed = on_world("lock", "list", *OSTRA).out
    assert f"{key}  2026-01-01 to 2026-01-31  everybody  Ada Admin  lönekörning" in listed
    opened = on_world("lock", "open", key, "--reason", "Anna glömde en dag", "--by", "chef", *OSTRA)
    assert opened.out == "2026-01-01 to 2026-01-31 can be changed again, where no other lock covers them\n"
    assert key not in on_world("lock", "list", *OSTRA).out
    every = on_world("lock", "list", "--all", *OSTRA).out
    assert "lönekörning  2026-11-20 by Cecilia Chef: Anna glömde en dag" in every


def test_without_a_first_day_everything_until_the_last_is_locked(on_world: Command) -> None:
    done = on_world("lock", "add", "--to", "2025-12-31", "--reason", "bokslut", *OSTRA)
    assert "the beginning to 2025-12-31 of everybody" in done.out
    refused = on_world("schedule", "assign", "1002", "Heltid", "--from", "2019-01-01", *OSTRA)
    assert "2019-01-01 is in the period 1900-01-01 to 2025-12-31, which was locked (bokslut)" in refused.err


def test_a_departments_lock_leaves_the_others_alone(on_world: Command) -> None:
    lock_january(on_world, "--department", "utveckling")
    assert "of utveckling" not in on_world("lock", "list", *OSTRA).out
    assert "  Utveckling  " in on_world("lock", "list", *OSTRA).out
    day = ("--on", "2026-01-12", "--value", "1", *OSTRA)
    assert on_world("account", "mark", "1002", "Flex", *day).code == 0
    refused = on_world("account", "mark", "1001", "Flex", *day)
    assert refused.code == 1
    assert "2026-01-01 to 2026-01-31 of Utveckling, which Ada Admin locked (lönekörning)" in refused.err


def company_file(folder: Path) -> str:
    """A file that gives Anna other hours from a locked day on."""
    path = folder / "ostra.toml"
    person = '[[person]]\nnumber = "1001"\n[[person.schedule]]\nfrom = 2026-01-12\nname = "Heltid"\nrate = 0.5\n'
    path.write_text(f'[company]\nname = "Östra Bygg & Städ AB"\n{person}')
    return str(path)


def test_no_command_changes_a_locked_day(on_world: Command, tmp_path: Path) -> None:
    at = ("2026-01-12", "2026-01-12")
    before = on_world("balance", "1001", "--on", "2026-01-31", "--explain", *OSTRA).out
    lock_january(on_world)
    rows = "EmployeeId,CauseCode,Date,Hours\n1001,TID,2026-02-02,8\n1001,TID,2026-01-12,8\n"
    commands = {
        ("import", "attendance", "-"): f"line 3, Date: {SAID}",
        ("absence", "record", "1001", "SEM", "--from", at[0], "--to", at[1]): f"begins_at: {SAID}",
        ("schedule", "assign", "1002", "Heltid", "--from", at[0]): f"starts_on: {SAID}",
        ("account", "mark", "1001", "Flex", "--value", "7:30", "--on", at[0]): f"on_day: {SAID}",
        ("account", "correct", "1001", "Flex", "--amount", "1", "--on", at[0], "--reason", "fel"): f"on_day: {SAID}",
        ("employment", "begin", "1001", "--form", "permanent", "--from", at[0]): f"starts_on: {SAID}",
        ("company", "apply", company_file(tmp_path), "--yes"): SAID,
    }
    for command, told in commands.items():
        outcome = on_world(*command, *OSTRA, given=rows)
        assert outcome.code == 1, command
        assert told in outcome.err, command
    assert on_world("balance", "1001", "--on", "2026-01-31", "--explain", *OSTRA).out == before
    assert on_world("balance", "--check", *OSTRA).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("add", "--to", "2026-01-31"), 2, "Missing option '--reason'"),
        (("add", "--to", "2026-01-31", "--reason", ""), 1, "reason: is required"),
        (("add", "--to", "2026-01-32", "--reason", "x"), 2, "is not a day"),
        (("add", "--from", "2026-02-01", "--to", "2026-01-31", "--reason", "x"), 1, "must not be before the first day"),
        (("add", "--to", "2026-01-31", "--reason", "x", "--department", "IT"), 1, "no department is called IT"),
        (("add", "--to", "2026-01-31", "--reason", "x", "--by", "4711"), 1, "nobody in"),
        (("add", *JANUARY, "--reason", "igen"), 1, "the days 2026-01-01 to 2026-01-31 are locked already"),
        (("open", "4711", "--reason", "x"), 1, "no lock has the key 4711"),
    ],
)
def test_what_makes_no_lock_is_refused(on_world: Command, arguments: tuple[str, ...], code: int, told: str) -> None:
    lock_january(on_world)
    outcome = on_world("lock", *arguments, *OSTRA)
    assert outcome.code == code
    assert told in outcome.err
