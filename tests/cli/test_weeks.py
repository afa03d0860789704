"""``week``: submitted, approved, returned, reopened and listed."""

import pytest

from tests.cli.conftest import Command

OSTRA = ("--company", "Östra Bygg & Städ AB")
ROWS = "EmployeeId,CauseCode,Date,Hours\n1001,TID,2026-03-16,8\n1001,OK1,2026-03-17,11\n1003,TID,2026-03-16,8\n"


def listed(command: Command, *more: str) -> dict[str, list[str]]:
    """The list of one week by employee number: state, hours worked and expected, and remarks."""
    out = command("week", "list", "--from", "2026-03-16", "--to", "2026-03-20", *more, *OSTRA).out
    rows = [line.split("  ") for line in out.splitlines()[2:]]
    return {row[1]: [cell.strip() for cell in row if cell.strip()][3:] for row in rows}


def test_a_week_goes_from_hand_to_hand(on_world: Command) -> None:
    assert on_world("import", "attendance", "-", *OSTRA, given=ROWS).code == 0
    done = on_world("week", "submit", "2026-W12", "1001", "1003", *OSTRA)
    assert (done.code, done.out) == (0, "2026-W12 of 2 persons is submitted\n")
    assert set(listed(on_world, "--status", "submitted")) == {"1001", "1003"}
    note = ("--note", "tisdagen är lång")
    assert on_world("week", "return", "2026-03-16", "1001", *note, "--by", "chef", *OSTRA).code == 0
    assert listed(on_world)["1001"] == [
        *("returned", "19:00", "40:00"),
        "note: tisdagen är lång; long day on 2026-03-17; nothing on 2026-03-18, 2026-03-19, 2026-03-20",
    ]
    done = on_world("week", "approve", "2026-W12", "--by", "admin", *OSTRA)
    assert done.out == "2026-W12 of 1 person is approved\n"
    assert listed(on_world)["1003"][0] == "approved"
    assert on_world("week", "reopen", "2026-W12", "1003", *OSTRA).out == "2026-W12 of 1 person is open again\n"
    assert listed(on_world, "--flagged").keys() >= {"1001", "1003"}
    assert "1002" not in listed(on_world, "--flagged")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("submit", "2026-W60", "1001"), 1, "week: is not a week of the form 2026-W12"),
        (("submit", "2026-03-17", "1001"), 1, "week: 2026-03-17 is not a Monday"),
        (("submit", "2026-W12"), 2, "Missing argument"),
        (("submit", "2026-W12", "4711"), 1, "nobody in Östra Bygg & Städ AB"),
        (("approve", "2026-W12", "1001"), 1, "cannot approve: 2026-W12 of Anna Andersson is open"),
        (("return", "2026-W12", "1001"), 2, "Missing option '--note'"),
        (("reopen", "2026-W12", "1001"), 1, "cannot reopen: 2026-W12 of Anna Andersson is open already"),
        (("list", "--from", "2026-03-16", "--to", "2026-03-15"), 1, "must not be before the first day"),
        (("list", "--from", "2026-03-16", "--to", "2026-03-20", "--status", "lost"), 2, "must be one of open"),
    ],
)
def test_what_cannot_be_done_with_a_week_is_said(
    on_world: Command, arguments: tuple[str, ...], code: int, told: str
) -> None:
    outcome = on_world("week", *arguments, *OSTRA)
    assert outcome.code == code
    assert told in outcome.err


def test_approving_where_nobody_submitted_approves_nothing(on_world: Command) -> None:
    assert on_world("week", "approve", "2026-W12", *OSTRA).out == "2026-W12 of 0 persons is approved\n"
