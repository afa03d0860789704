from tests.cli.conftest import Command

OSTRA = ("--company", "Östra Bygg & Städ AB")
ATTENDANCE = """EmployeeId,CauseCode,Date,Hours
1002,TID,2026-11-16,7.5
1002,OK1,2026-11-16,2
1002,FLX,2026-11-17,-1.25
"""


def test_every_account_is_shown_as_hours_and_as_a_number(on_world: Command) -> None:
    assert on_world("import", "attendance", "-", *OSTRA, given=ATTENDANCE).code == 0
    shown = on_world("balance", "1002", *OSTRA)
    lines = shown.out.splitlines()
    assert lines[0] == "Bo Öberg (1002) at the end of 2026-11-20"
    rows = {line.split()[0]: line.split()[-2:] for line in lines[3:]}
    assert rows["Flex"] == ["6:15", "6.25"]
    assert rows["Komp"] == ["3:00", "3"]
    assert rows["VacationPaid"][-1] == "0"
    assert len(rows) == 20


def test_a_balance_is_that_of_the_day_asked_for(on_world: Command) -> None:
    on_world("import", "attendance", "-", *OSTRA, given=ATTENDANCE)
    on = on_world("balance", "bo", "--on", "2026-11-16", "--account", "flex", *OSTRA)
    assert on.out.splitlines()[0] == "Bo Öberg (1002) at the end of 2026-11-16"
    assert on.out.splitlines()[3].split() == ["Flex", "Flextid", "7:30", "7.5"]
    assert len(on.out.splitlines()) == 4


def test_the_lines_of_an_explanation_make_the_balance(on_world: Command) -> None:
    on_world("import", "attendance", "-", *OSTRA, given=ATTENDANCE)
    told = on_world("balance", "bo", "--account", "Flex", "--explain", "--check", *OSTRA).out.splitlines()
    assert [line.split()[:4] for line in told[5:7]] == [
        ["2026-11-16", "Arbetstid", "7:30", "7.5"],
        ["2026-11-17", "Flextid", "+/-", "-1:15"],
    ]
    assert told[7].split() == ["balance", "6:15", "6.25"]
    assert told[-1] == "checked: the kept totals are what entries, adjustments and marks make"


def test_a_line_says_by_which_factor_it_counts(on_world: Command) -> None:
    lines = "EmployeeId;CauseCode;Date;Hours\n1002;OK1;2026-11-16;2\n1002;OK3;2026-11-17;1\n"
    on_world("import", "attendance", "-", *OSTRA, given=lines)
    told = on_world("balance", "bo", "--account", "Komp", "--explain", *OSTRA).out.splitlines()
    assert [" ".join(line.split()[1:-1]) for line in told[5:7]] == [
        "Övertid 1 – komptid × 1.5 3:00 3",
        "Övertid 3 – komptid 1:00 1",
    ]


def test_everybodys_totals_can_be_checked_at_once(on_world: Command) -> None:
    checked = on_world("balance", "--check")
    assert (checked.code, checked.out) == (0, "checked: the kept totals are what entries, adjustments and marks make\n")
    assert on_world("balance").code == 2


def test_an_unknown_account_or_person_is_refused_by_name(on_world: Command) -> None:
    account = on_world("balance", "bo", "--account", "Guld", *OSTRA)
    assert account.code == 1
    assert account.err.startswith("dagsverke: the company has no account Guld (there are: Flex, Komp")
    assert on_world("balance", "nobody", *OSTRA).err.startswith("dagsverke: nobody in Östra Bygg & Städ AB has")
    assert on_world("balance", "bo", "--on", "yesterday", *OSTRA).code == 2
