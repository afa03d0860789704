import pytest

from tests.cli.conftest import Command

NORRA = ("--company", "Norra Fastighetsservice AB")


@pytest.mark.parametrize("named", ["1002", "bo"])
def test_a_person_is_named_by_employee_number_or_user_name(on_world: Command, named: str) -> None:
    done = on_world("schedule", "assign", named, "heltid", "--from", "2026-01-05", "--to", "2026-06-30", *NORRA)
    assert (done.code, done.out) == (0, "Bo Öberg works Heltid from 2026-01-05 to 2026-06-30\n")


def test_a_schedule_is_worked_at_a_rate(on_world: Command) -> None:
    done = on_world("schedule", "assign", "1002", "Heltid", "--from", "2026-11-09", "--rate", "62.5", *NORRA)
    assert (done.code, done.out) == (0, "Bo Öberg works Heltid at 62.5 % from 2026-11-09\n")
    told = on_world("balance", "1002", "--account", "Flex", "--on", "2026-11-10", "--explain", *NORRA).out
    assert [line.split() for line in told.splitlines() if "expected" in line] == [
        ["2026-11-09", "expected", "-5:00", "-5"],
        ["2026-11-10", "expected", "-5:00", "-5"],
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("4711", "Heltid", "--from", "2026-01-05"), 1, "nobody in Norra Fastighetsservice AB has the employee number"),
        (("1002", "Natt", "--from", "2026-01-05"), 1, "no schedule is called Natt (there are: Heltid)"),
        (("1002", "Heltid", "--from", "2026-02-30"), 2, "'2026-02-30' is not a day"),
        (("1002", "Heltid", "--from", "1492-01-01"), 2, "is not between 1900-01-01 and 2199-12-31"),
        (("1002", "Heltid", "--from", "2026-02-01", "--to", "2026-01-01"), 1, "must not be before the first day"),
        (("1001", "Heltid", "--from", "2023-02-01"), 1, "overlaps the schedule assigned from 2024-01-01"),
        (("1002", "Heltid"), 2, "Missing option '--from'"),
        (("1002", "Heltid", "--from", "2026-02-01", "--rate", "0"), 1, "rate_e4: must be more than 0"),
        (("1002", "Heltid", "--from", "2026-02-01", "--rate", "100.5"), 1, "rate_e4: must be more than 0"),
        (("1002", "Heltid", "--from", "2026-02-01", "--rate", "tre"), 2, "'tre' is not a percentage"),
    ],
)
def test_a_schedule_that_cannot_be_assigned_is_refused(
    on_world: Command, arguments: tuple[str, ...], code: int, told: str
) -> None:
    outcome = on_world("schedule", "assign", *arguments, *NORRA)
    assert outcome.code == code
    assert told in outcome.err


def test_an_empty_password_is_refused(on_world: Command) -> None:
    outcome = on_world("password", "bo", *NORRA, given="\n")
    assert (outcome.code, outcome.err) == (
        1,
        "dagsverke: an empty password is no password; nothing is changed\n",
    )


def test_a_password_shorter_than_twelve_characters_is_refused(on_world: Command) -> None:
    outcome = on_world("password", "bo", *NORRA, given="elva tecken\n")
    assert (outcome.code, outcome.err) == (1, "dagsverke: password: must be at least 12 characters long\n")
    assert on_world("password", "bo", *NORRA, given="tolv tecken!\n").code == 0


@pytest.mark.parametrize(
    ("number", "role", "told"),
    [("1002", "30", "employee_number: is taken"), ("a b", "30", "employee_number: must be"), ("9", "99", "role_code:")],
)
def test_a_person_that_breaks_a_rule_is_refused_whole(on_world: Command, number: str, role: str, told: str) -> None:
    person = ("person", "create", "Ny", "Person", "--email", "ny@norra.example", "--user-name", "ny")
    outcome = on_world(*person, "--number", number, "--role", role, *NORRA)
    assert outcome.code == 1
    assert outcome.err.startswith(f"dagsverke: {told}")
    assert "nobody in" in on_world("balance", "ny", *NORRA).err
