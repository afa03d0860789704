"""``close``: shown, carried out, and taken back."""

import pytest

from tests.cli.conftest import Command

OSTRA = ("--company", "Östra Bygg & Städ AB")
ATTENDANCE = """EmployeeId,CauseCode,Date,Hours
1002,TID,2026-10-16,24
1002,OK0,2026-10-16,24
1002,OK0,2026-10-17,20
9978,FLX,2026-10-19,-13.5
"""
FLEX = ("account", "set", "Flex", "--closes", "flex", "--carry-min", "-10", "--carry-max", "10:00")
FIGURES = ("Value", "Carried", "Capped", "Paid out", "Lapses", "Expires")
OCTOBER = ("close", "flex", "--on", "2026-10-31", *OSTRA)


def cells(line: str) -> list[str]:
    return [part.strip() for part in line.split("  ") if part.strip()]


def minutes(told: str) -> int:
    hours, _, rest = told.lstrip("-").partition(":")
    return (int(hours) * 60 + int(rest)) * (-1 if told.startswith("-") else 1)


def balance(command: Command, person: str, account: str, on: str) -> str:
    told = command("balance", person, "--account", account, "--on", on, *OSTRA)
    return told.out.splitlines()[3].split()[-2]


def leave(command: Command, account: str, on: str) -> str:
    """Bo's days."""
    return command("balance", "bo", "--account", account, "--on", on, *OSTRA).out.splitlines()[3].split()[-1]


@pytest.fixture
def on_firm(on_world: Command) -> Command:
    """Bo has 24 hours too many, Dag 13.5 too few; Flex keeps ten hours either way, Komp 40."""
    assert on_world("import", "attendance", "-", *OSTRA, given=ATTENDANCE).code == 0
    assert on_world(*FLEX, "--surplus", "lapse", *OSTRA).code == 0
    komp = ("--closes", "year", "--carry-max", "40", "--surplus", "pay")
    assert on_world("account", "set", "Komp", *komp, *OSTRA).code == 0
    return on_world


def test_a_dry_run_shows_what_becomes_of_every_balance_and_changes_none(on_firm: Command) -> None:
    for _ in range(2):
        told = on_firm(*OCTOBER, "--dry-run")
        assert told.code == 0
        lines = told.out.splitlines()
        assert cells(lines[0]) == ["Person", "Account", *FIGURES]
        rows = {cells(line)[0]: cells(line)[1:] for line in lines[2:] if line.startswith("(")}
        assert rows["(1002) Bo Öberg"] == ["Flex", "24:00", "10:00", "14:00", "0:00", "14:00", "0:00"]
        assert rows["(9978) Dag Dokument"] == ["Flex", "-13:30", "-10:00", "-3:30", "-3:30", "0:00", "0:00"]
        assert lines[-1] == "flex would be closed at the end of 2026-10-31"
    assert balance(on_firm, "bo", "Flex", "2026-11-01") == "24:00"


def test_a_closing_is_posted_on_the_day_after_and_explained(on_firm: Command) -> None:
    assert on_firm(*OCTOBER).out.splitlines()[-1] == "flex is closed at the end of 2026-10-31"
    assert [balance(on_firm, "bo", "Flex", f"2026-{day}") for day in ("10-31", "11-01")] == ["24:00", "10:00"]
    assert [balance(on_firm, "doc", "Flex", f"2026-{day}") for day in ("10-31", "11-01")] == ["-13:30", "-10:00"]
    told = on_firm("balance", "bo", "--account", "Flex", "--explain", "--check", *OSTRA)
    assert told.code == 0
    assert "2026-11-01  lapse: flex closed at the end of 2026-10-31  -14:00" in told.out
    assert on_firm("balance", "--check").code == 0


def test_undoing_a_closing_makes_every_balance_what_it_was(on_firm: Command) -> None:
    before = on_firm("balance", "bo", *OSTRA).out
    on_firm(*OCTOBER)
    on_firm("close", "year", "--on", "2026-10-31", *OSTRA)
    assert balance(on_firm, "bo", "Komp", "2026-11-01") == "40:00"
    assert on_firm(*OCTOBER, "--undo").out.startswith("the closing of 2026-10-31 (flex) is undone")
    on_firm("close", "year", "--on", "2026-10-31", "--undo", *OSTRA)
    assert on_firm("balance", "bo", *OSTRA).out == before
    assert on_firm("balance", "--check").code == 0
    assert on_firm(*OCTOBER).code == 0


def test_the_closings_that_stand_are_listed_the_latest_first(on_firm: Command) -> None:
    on_firm(*OCTOBER, "--by", "admin", "--reason", "Månadsbokslut")
    on_firm("close", "year", "--on", "2026-08-31", *OSTRA)
    on_firm("close", "year", "--on", "2026-09-30", *OSTRA)
    on_firm("close", "year", "--on", "2026-09-30", "--undo", *OSTRA)
    told = on_firm("closings", *OSTRA).out.splitlines()
    assert [cells(line) for line in told[2:]] == [
        ["2026-10-31", "flex", "2026-11-20T11:00:00.000Z", "(1000) Ada Admin", "Månadsbokslut"],
        ["2026-08-31", "year", "2026-11-20T11:00:00.000Z"],
    ]


def test_sums_are_shown_by_account(on_firm: Command) -> None:
    lines = on_firm(*OCTOBER, "--dry-run").out.splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("In all"))
    people = [cells(line)[2:] for line in lines[2:at] if line.startswith("(")]
    sums = [sum(minutes(one[place]) for one in people) for place in range(6)]
    assert len(people) == 5
    account, *told = cells(lines[at + 2])
    assert (account, [minutes(one) for one in told]) == ("Flex", sums)


def test_a_vacation_year_shows_what_is_saved_paid_out_and_gone(on_firm: Command) -> None:
    for code, days in (("VacationPaid", "25"), ("VacationSaved5", "2"), ("VacationUnpaid", "3")):
        marked = ("account", "mark", "bo", code, "--value", days, "--on", "2026-02-02")
        assert on_firm(*marked, "--by", "admin", *OSTRA).code == 0
    march = ("close", "vacation-year", "--on", "2026-03-31", *OSTRA)
    shown = on_firm(*march, "--dry-run").out
    rows = {cells(line)[1]: cells(line)[2:] for line in shown.splitlines() if line.startswith("(1002)")}
    assert rows == {
        "VacationPaid": ["25 d", "5 d", "20 d", "20 d", "0 d", "0 d"],
        "VacationSaved5": ["2 d", "0 d", "2 d", "2 d", "0 d", "0 d"],
        "VacationUnpaid": ["3 d", "0 d", "0 d", "0 d", "0 d", "3 d"],
    }
    codes = ("VacationPaid", "VacationSaved1", "VacationOverdue", "VacationUnpaid")
    assert [leave(on_firm, code, "2026-04-01") for code in codes] == ["0", "5", "22", "0"]
    assert on_firm(*march).code == 0
    assert [leave(on_firm, code, "2026-04-01") for code in codes] == ["0", "5", "0", "0"]
    assert [leave(on_firm, code, "2026-03-31") for code in codes] == ["25", "0", "0", "3"]
    told = on_firm("balance", "bo", "--account", "VacationOverdue", "--explain", "--check", *OSTRA).out
    assert "payout: vacation-year closed at the end of 2026-03-31" in told
    assert on_firm(*march, "--undo").code == 0
    assert leave(on_firm, "VacationOverdue", "2026-04-01") == "22"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("month", "--on", "2026-10-31"), 2, "'month' is none of year, flex, vacation-year"),
        (("flex", "--on", "October"), 2, "is not a day"),
        (("flex", "--on", "2026-10-31", "--undo", "--dry-run"), 2, "either --dry-run or --undo"),
        (("flex", "--on", "2026-10-31", "--undo"), 1, "on_day: names nothing in this company"),
        (("flex", "--on", "2026-11-21"), 1, "on_day: is still to come"),
    ],
)
def test_what_cannot_be_closed_is_refused_by_name(
    on_firm: Command, arguments: tuple[str, ...], code: int, told: str
) -> None:
    refused = on_firm("close", *arguments, *OSTRA)
    assert refused.code == code
    assert told in refused.err


def test_a_period_is_closed_once_and_the_last_one_undone_first(on_firm: Command) -> None:
    assert on_firm(*OCTOBER).code == 0
    again = "dagsverke: on_day: is closed: the last closing is that of 2026-10-31\n"
    assert on_firm(*OCTOBER).err == again
    assert on_firm(*OCTOBER, "--dry-run").err == again
    assert on_firm("close", "flex", "--on", "2026-09-30", *OSTRA).err == again
    assert on_firm("close", "flex", "--on", "2026-11-15", *OSTRA).code == 0
    early = on_firm(*OCTOBER, "--undo")
    assert early.err == ("dagsverke: on_day: has the closing of 2026-11-15 after it, which is to be undone first\n")


def test_a_company_in_which_nothing_closes_says_so(on_world: Command) -> None:
    refused = on_world(*OCTOBER)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "dagsverke: kind: is how no account of Östra Bygg & Städ AB closes\n"
