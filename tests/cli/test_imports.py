from pathlib import Path

import pytest

from tests.cli.conftest import Command

OSTRA = ("--company", "Östra Bygg & Städ AB")
HEADING = "EmployeeId,CauseCode,Date,Hours\n"


def flex(command: Command) -> str:
    return command("balance", "1002", "--account", "Flex", *OSTRA).out.splitlines()[3].split()[-1]


@pytest.mark.parametrize(
    "content",
    [
        b"EmployeeId,CauseCode,Date,Hours\n1002,TID,2026-11-16,7.5\n1002,TID,2026-11-17,8\n",
        b"\xef\xbb\xbfEmployeeId;CauseCode;Date;Hours\r\n1002;TID;2026-11-16;7.5\r\n1002;TID;2026-11-17;8\r\n\r\n",
        b'Hours,Note,Date,CauseCode,EmployeeId\n"7.5","a, b",2026-11-16,TID,1002\n8,,2026-11-17,TID,1002',
    ],
)
def test_a_file_is_read_whatever_its_separator_and_order(on_world: Command, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "time.csv"
    file.write_bytes(content)
    done = on_world("import", "attendance", str(file), *OSTRA)
    assert (done.code, done.out, done.err) == (0, "2 rows imported\n", "")
    assert flex(on_world) == "15.5"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (HEADING + "1002,TID,2026-11-16,8\n1002,TID,2026-11-17,eight\n", "line 3, Hours: "),
        (HEADING + "1002,TID,2026-11-16,8\n4711,TID,2026-11-17,8\n", "line 3, EmployeeId: "),
        (HEADING + "1002,TID,2026-11-16,8\n1002,XYZ,2026-11-17,8\n", "line 3, CauseCode: "),
        (HEADING + "1002,TID,2026-11-16,8\n1002,TID,17/11/2026,8\n", "line 3, Date: "),
        (HEADING + "1002,TID,2026-11-16,8\n1002,TID,2026-11-16,8\n", "line 3: "),
        (HEADING + "1002,TID,2026-11-16,8\n\n1002,TID,2026-11-17,8\n", "line 3: has 0 columns where"),
        (HEADING + "1002,TID,2026-11-16,8\n1002,TID,2026-11-17\n", "line 3: has 3 columns where the first line has 4"),
        (HEADING + '1002,TID,2026-11-16,8\n1002,"TID"x,2026-11-17,8\n', "line 3: is not CSV"),
        ("EmployeeId,CauseCode,Date\n1002,TID,2026-11-16\n", "line 1: the file must have one column Hours"),
        ("", "line 1: the file must have one column EmployeeId (it has: nothing)"),
        ((HEADING + "1002,TID,2026-11-16,8\nÅ").encode("latin-1"), "line 3: is not UTF-8 text"),
    ],
)
def test_a_refusal_names_the_line_and_nothing_is_kept(on_world: Command, content: str | bytes, told: str) -> None:
    outcome = on_world("import", "attendance", "-", *OSTRA, given=content)
    assert outcome.code == 1
    assert outcome.err.startswith(f"dagsverke: {told}")
    assert flex(on_world) == "0"


def test_what_is_registered_already_is_not_imported_twice(on_world: Command) -> None:
    content = HEADING + "1002,TID,2026-11-16,8\n"
    assert on_world("import", "attendance", "-", *OSTRA, given=content).code == 0
    again = on_world("import", "attendance", "-", *OSTRA, given=content)
    assert again.code == 1
    assert again.err.startswith("dagsverke: line 2")
    assert flex(on_world) == "8"


def test_the_synonyms_of_payroll_files_are_understood(on_world: Command) -> None:
    content = HEADING + "1002,ÖK1,2026-11-16,2\n1002,NV9,2026-11-16,1\n"
    assert on_world("import", "attendance", "-", *OSTRA, given=content).out == "2 rows imported\n"
    assert on_world("balance", "1002", "--account", "Komp", *OSTRA).out.splitlines()[3].split()[-1] == "4"


def test_a_missing_file_is_refused_in_one_line(on_world: Command) -> None:
    outcome = on_world("import", "attendance", "nowhere.csv", *OSTRA)
    assert (outcome.code, outcome.err) == (1, "dagsverke: nowhere.csv cannot be read (No such file or directory)\n")


BALANCES = "Number,Account,Day,Balance\n"


def test_balances_are_imported_from_a_file_all_of_them_or_none(on_world: Command) -> None:
    wrong = BALANCES + "1002,Flex,2026-11-16,12:15\n1002,VacationPaid,2026-11-16,7:30\n"
    refused = on_world("import", "balances", "-", *OSTRA, given=wrong)
    assert (refused.code, flex(on_world)) == (1, "0")
    assert refused.err.startswith("dagsverke: line 3, Balance: must be days")
    right = BALANCES + "1002,Flex,2026-11-16,12:15\n1002,VacationPaid,2026-11-16,7.5\n"
    done = on_world("import", "balances", "-", "--by", "admin", *OSTRA, given=right)
    assert (done.code, done.out) == (0, "2 balances imported\n")
    assert flex(on_world) == "12.25"
