import pytest

from tests.cli.conftest import Command


def test_a_company_gets_its_countrys_defaults_and_its_id_is_printed(on_empty: Command) -> None:
    assert on_empty("migrate").out == "the schema is now up to date\n"
    made = on_empty("company", "create", "Exempel AB", "--country", "SE")
    assert made.code == 0
    assert made.out.splitlines() == [
        "company 1: Exempel AB (SE, Europe/Stockholm)",
        "with 35 causes, 20 accounts, 1 schedules",
    ]
    finnish = on_empty("company", "create", "Esimerkki Oy", "--country", "fi", "--zone", "Europe/Mariehamn")
    assert "Esimerkki Oy (FI, Europe/Mariehamn)" in finnish.out
    assert on_empty("migrate").out == "the schema is up to date\n"


def test_a_new_company_can_be_used_through_the_command_line_alone(on_empty: Command) -> None:
    on_empty("migrate")
    on_empty("company", "create", "Exempel AB", "--country", "SE")
    person = ("person", "create", "Anna", "Berg", "--email", "a@exempel.example", "--user-name", "anna")
    made = on_empty(*person, "--role", "1", "--number", "7")
    assert made.code == 0
    assert made.out.endswith(": Anna Berg\n")
    assert on_empty("password", "anna", given="hemligt nog nu\n").out == "Anna Berg has a new password\n"
    assigned = on_empty("schedule", "assign", "7", "Heltid", "--from", "2026-01-01")
    assert assigned.out == "Anna Berg works Heltid from 2026-01-01\n"
    assert "client_secret: " in on_empty("key", "create", "seventime").out
    again = on_empty(*person, "--number", "8")
    assert (again.code, again.err) == (1, "dagsverke: user_name: is taken\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Exempel AB", "--country", "NO"), "must be one of SE, FI"),
        (("Exempel AB",), "Missing option '--country'"),
        ((" ", "--country", "SE"), "must not be empty"),
        (("Exempel AB", "--country", "SE", "--zone", "Mars/Olympus"), "is not a zone such as Europe/Stockholm"),
        (("Exempel AB", "--country", "SE", "--zone", "../etc"), "is not a zone such as Europe/Stockholm"),
    ],
)
def test_a_mistake_in_the_arguments_is_exit_code_2(on_empty: Command, arguments: tuple[str, ...], told: str) -> None:
    outcome = on_empty("company", "create", *arguments)
    assert outcome.code == 2
    assert told in outcome.err


def test_a_database_without_its_schema_is_refused_in_one_line(on_empty: Command) -> None:
    outcome = on_empty("company", "create", "Exempel AB", "--country", "SE")
    assert outcome.code == 1
    assert outcome.err == ("dagsverke: the database is empty or has an older schema: run `dagsverke migrate` first\n")


def test_without_a_company_there_is_nothing_to_do(on_empty: Command) -> None:
    on_empty("migrate")
    outcome = on_empty("key", "create", "seventime")
    assert (outcome.code, outcome.err) == (1, "dagsverke: there is no company yet\n")


def test_which_company_is_meant_must_be_said_where_there_are_several(on_world: Command) -> None:
    several = on_world("balance", "1001")
    assert several.code == 1
    assert several.err == "dagsverke: there are several companies: say which with --company NAME or its id\n"
    unknown = on_world("balance", "1001", "--company", "Södra AB")
    assert (unknown.code, unknown.err) == (1, "dagsverke: no company is called Södra AB or has that id\n")
    by_name = on_world("balance", "1001", "--company", "östra bygg & städ ab")
    assert by_name.code == 0
    assert on_world("balance", "1001", "--company", "1").out == by_name.out


def test_companies_of_one_name_are_told_apart_by_id(on_empty: Command) -> None:
    on_empty("migrate")
    for _ in range(2):
        on_empty("company", "create", "Exempel AB", "--country", "SE")
    outcome = on_empty("key", "create", "seventime", "--company", "Exempel AB")
    assert outcome.code == 1
    assert outcome.err.startswith("dagsverke: several companies are called Exempel AB: name one by its id (1, ")


def test_the_version_and_the_help_need_no_database(on_empty: Command) -> None:
    assert on_empty("--version").out.startswith("dagsverke 0.")
    assert "import" in on_empty("--help").out
    assert on_empty("nonsense").code == 2
    assert on_empty().code == 2
