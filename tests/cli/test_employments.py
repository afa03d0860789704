"""Employments, days of employment and working hours on the command line."""

import pytest

from tests.cli.conftest import Command

OSTRA = ("--company", "Östra Bygg & Städ AB")


def begin(run: Command, person: str, form: str, first: str, last: str | None = None, *more: str) -> str:
    until = ("--to", last) if last else ()
    done = run("employment", "begin", person, "--form", form, "--from", first, *until, *more, *OSTRA)
    assert done.code == 0, done.err
    return done.out


def cells(out: str) -> list[list[str]]:
    """The rows of a table, cell by cell."""
    rows = (line.split("  ") for line in out.splitlines() if "─" not in line)
    return [[cell.strip() for cell in row if cell] for row in rows]


def test_an_employment_begins_is_corrected_and_ends(on_world: Command) -> None:
    told = begin(on_world, "bo", "probation", "2026-01-01")
    assert told == "Bo Öberg: probation from 2026-01-01 until further notice\n"
    corrected = on_world("employment", "correct", "bo", "--form", "fixed_term", "--to", "2026-05-31", *OSTRA)
    assert corrected.out == "Bo Öberg: fixed_term from 2026-01-01 to 2026-05-31\n"
    ended = on_world("employment", "end", "1002", "--on", "2026-03-31", "--reason", "own_wish", *OSTRA)
    assert ended.out == "Bo Öberg: fixed_term from 2026-01-01 to 2026-03-31 (own_wish)\n"
    again = on_world("employment", "correct", "bo", "--until-further-notice", "--by-day", *OSTRA)
    assert again.out == "Bo Öberg: fixed_term, by the day from 2026-01-01 until further notice\n"


def test_employments_are_listed_of_one_or_of_all_or_of_a_day(on_world: Command) -> None:
    begin(on_world, "bo", "substitute", "2026-01-01", "2026-03-31")
    begin(on_world, "bo", "fixed_term", "2026-06-01")
    begin(on_world, "anna", "permanent", "2020-01-01", None, "--vacation-days", "28", "--agreement", "semesterlagen")
    every = on_world("employment", "list", *OSTRA)
    assert cells(every.out)[1:] == [
        ["1001", "Anna Andersson", "permanent", "2020-01-01"],
        ["1002", "Bo Öberg", "substitute", "2026-01-01", "2026-03-31"],
        ["1002", "Bo Öberg", "fixed_term", "2026-06-01"],
    ]
    assert len(cells(on_world("employment", "list", "bo", *OSTRA).out)) == 3
    assert len(cells(on_world("employment", "list", "--on", "2026-04-15", *OSTRA).out)) == 2


def test_one_of_several_employments_is_named_by_its_first_day(on_world: Command) -> None:
    begin(on_world, "bo", "substitute", "2026-01-01", "2026-03-31")
    begin(on_world, "bo", "fixed_term", "2026-06-01")
    gone = on_world("employment", "withdraw", "bo", "--begun", "2026-01-01", *OSTRA)
    assert gone.out == "withdrawn: Bo Öberg: substitute from 2026-01-01 to 2026-03-31\n"
    assert "fixed_term" in on_world("employment", "withdraw", "bo", *OSTRA).out
    assert "Bo Öberg has no employment" in on_world("employment", "withdraw", "bo", *OSTRA).err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("begin", "bo", "--form", "odd", "--from", "2026-01-01"), 1, "form: must be one of permanent"),
        (("begin", "bo", "--form", "permanent", "--from", "soon"), 2, "is not a day"),
        (
            ("begin", "bo", "--form", "permanent", "--from", "2026-01-01", "--to", "2025-01-01"),
            1,
            "ends_on: must not be",
        ),
        (("begin", "bo", "--form", "permanent", "--from", "2026-01-01", "--agreement", "X"), 1, "has no agreement X"),
        (
            ("begin", "anna", "--form", "permanent", "--from", "2026-01-01"),
            1,
            "overlaps the employment from 2020-01-01",
        ),
        (("end", "anna", "--on", "2026-01-01", "--reason", "expiry"), 1, "end_reason: cannot be expiry"),
        (("end", "bo", "--on", "2026-01-01", "--reason", "expiry"), 1, "has no employment"),
        (("correct", "anna"), 2, "say what is to be corrected"),
        (("correct", "anna", "--begun", "2020-01-02", "--form", "permanent"), 1, "that began on 2020-01-02"),
    ],
)
def test_an_employment_that_cannot_be_is_refused(
    on_world: Command, arguments: tuple[str, ...], code: int, told: str
) -> None:
    begin(on_world, "anna", "permanent", "2020-01-01")
    outcome = on_world("employment", *arguments, *OSTRA)
    assert outcome.code == code
    assert told in outcome.err


def test_las_shows_the_days_the_limit_and_the_day_on_which_one_becomes_permanent(on_world: Command) -> None:
    begin(on_world, "bo", "fixed_term", "2026-01-01", "2026-12-31")
    begin(on_world, "doc", "substitute", "2025-06-01")
    begin(on_world, "chef", "seasonal", "2026-10-01")
    begin(on_world, "anna", "permanent", "2020-01-01")
    shown = on_world("las", "--on", "2026-12-05", *OSTRA)
    assert shown.out.splitlines()[0] == "Days of employment at the end of 2026-12-05"
    assert cells(shown.out)[2:] == [
        [
            "1002",
            "Bo Öberg",
            "fixed_term",
            "2026-01-01",
            "2026-12-31",
            "339",
            "339",
            "339",
            "11 m 5 d",
            "365",
            "(2027-01-01)",
        ],
        ["9978", "Dag Dokument", "substitute", "2025-06-01", "553", "553", "553", "18 m 6 d", "730", "2027-06-01"],
        ["1003", "Cecilia Chef", "seasonal", "2026-10-01", "66", "66"],
    ]
    assert on_world("las", *OSTRA).out.splitlines()[0] == "Days of employment at the end of 2026-11-20"


def test_las_shows_who_has_priority(on_world: Command) -> None:
    begin(on_world, "bo", "fixed_term", "2025-01-01", "2026-03-31")
    shown = on_world("las", "--priority", "--on", "2026-04-01", *OSTRA)
    assert shown.out.splitlines()[0] == "Priority to employment on 2026-04-01"
    assert cells(shown.out)[2:] == [
        ["1002", "Bo Öberg", "fixed_term", "2026-03-31", "455", "any", "455", "365", "2026-12-31"],
        ["fixed_term", "455", "273", "2026-12-31"],
    ]


def test_days_of_employment_are_explained(on_world: Command) -> None:
    begin(on_world, "bo", "fixed_term", "2026-01-01", "2026-01-31")
    begin(on_world, "bo", "substitute", "2026-03-01", "2026-03-31")
    told = on_world(
        "balance", "bo", "--account", "BalanceLASDays", "--on", "2026-06-30", "--explain", "--check", *OSTRA
    )
    rows = [line.split()[:4] for line in told.out.splitlines()]
    assert ["2026-01-01", "fixed_term", "31", "d"] in rows
    assert ["2026-03-01", "substitute", "31", "d"] in rows
    assert ["balance", "62", "d", "62"] in rows


def test_hours_beyond_a_limit_are_shown(on_world: Command) -> None:
    rows = "".join(f"1002,OT1,2026-11-{day:02d},6\n" for day in range(2, 11))
    given = f"EmployeeId,CauseCode,Date,Hours\n{rows}1001,MER,2026-11-03,20.5\n1001,MER,2026-11-04,20\n"
    assert on_world("import", "attendance", "-", *OSTRA, given=given).code == 0
    shown = on_world("hours", *OSTRA)
    assert shown.out.splitlines()[0] == "Working hours from 2026-11-01 to 2026-11-20"
    assert cells(shown.out)[2:] == [
        [
            "1001",
            "Anna Andersson",
            "extra of month",
            "2026-11-01",
            "2026-11-20",
            "40:30",
            "50:00",
            "near",
            "1982:673 § 10",
        ],
        ["1002", "Bo Öberg", "overtime of month", "2026-11-01", "2026-11-20", "54:00", "50:00", "over", "1982:673 § 8"],
    ]
    assert len(on_world("hours", "bo", "--from", "2026-10-01", "--to", "2026-10-31", *OSTRA).out.splitlines()) == 3
    assert len(on_world("hours", "--over", *OSTRA).out.splitlines()) == 4
    assert "must not be before the first day" in on_world("hours", "--from", "2026-12-01", *OSTRA).err
    assert "at most 366 days" in on_world("hours", "--from", "2024-12-01", *OSTRA).err
