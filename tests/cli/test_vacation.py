"""A person's vacation on the command line: the card, the lines, and what is kept made anew."""

from dagsverke.store.migrations.upgrade import upgrade
from tests.cli.conftest import Command
from tests.store.tampering import run

MARK = "company_id, id, person_id, account_id, on_day, value, created_at"
OSTRA = ("--company", "Östra Bygg & Städ AB")


def given_leave(command: Command) -> None:
    """Anna is employed, had three days left in March, was off for a day in June and will be for two in December."""
    begun = command("employment", "begin", "anna", "--form", "permanent", "--from", "2020-04-01", *OSTRA)
    assert begun.code == 0, begun.err
    assert command("account", "mark", "anna", "Vacation", "--value", "3", "--on", "2026-03-31", *OSTRA).code == 0
    for first, last in (("2026-06-15", "2026-06-15"), ("2026-12-28", "2026-12-29")):
        told = command("absence", "record", "anna", "SEM", "--from", first, "--to", last, *OSTRA)
        assert told.code == 0, told.err


def rows(out: str) -> dict[str, list[str]]:
    """The lines of a table by their first words."""
    return {line[:24].strip(): line[24:].split() for line in out.splitlines()}


def test_the_card_tells_what_the_year_gave_what_is_used_and_what_is_to_come(on_world: Command) -> None:
    given_leave(on_world)
    shown = on_world("vacation", "anna", *OSTRA)
    assert shown.code == 0, shown.err
    head = shown.out.splitlines()[0]
    assert head == "Anna Andersson (1001) at the end of 2026-11-20, in the year 2026-04-01 to 2027-03-31"
    told = rows(shown.out)
    assert told["Betalda semesterdagar"] == ["25", "1", "24"]
    assert told["Sparade dagar år 1"] == ["3", "0", "3"]
    assert told["Preliminary used"] == ["-2"]
    assert told["Remaining"] == ["25"]
    assert rows(on_world("vacation", "1001", "--on", "2026-03-31", *OSTRA).out)["Betalda semesterdagar"] == [
        *("3", "0", "3"),
    ]


def test_days_in_advance_are_told_until_they_are_written_off(on_world: Command) -> None:
    begun = on_world("employment", "begin", "anna", "--form", "permanent", "--from", "2026-05-01", *OSTRA)
    assert begun.code == 0, begun.err
    told = ("--value", "-1.5", "--on", "2026-06-01")
    assert on_world("account", "mark", "anna", "VacationAdvance", *told, *OSTRA).code == 0
    assert on_world("vacation", "anna", *OSTRA).out.splitlines()[-1] == "owed in advance: 1.5, until 2031-06-01"


def test_the_lines_make_each_account_and_the_total(on_world: Command) -> None:
    given_leave(on_world)
    paid = on_world("balance", "1001", "--on", "2026-07-01", "--account", "VacationPaid", "--explain", *OSTRA).out
    lines = [line.split()[:3] for line in paid.splitlines()[4:]]
    assert [line[:2] for line in lines[1:]] == [
        ["2026-03-31", "mark"],
        ["2026-04-01", "saved"],
        ["2026-04-01", "grant"],
        ["2026-06-15", "taken"],
        ["balance", "24"],
    ]
    asked = ("--on", "2026-07-01", "--account", "Vacation", "--explain", "--check")
    whole = on_world("balance", "1001", *asked, *OSTRA).out
    assert [line.split()[1:3] for line in whole.splitlines()[5:8]] == [["mark", "3"], ["grant", "25"], ["taken", "-1"]]
    assert whole.splitlines()[8].split()[:2] == ["balance", "27"]


def test_a_correction_is_told_with_its_reason(on_world: Command) -> None:
    given_leave(on_world)
    told = ("--amount", "2", "--on", "2026-07-01", "--reason", "Avtal 2026")
    assert on_world("account", "correct", "anna", "VacationSaved2", *told, *OSTRA).code == 0
    shown = on_world("balance", "anna", "--account", "VacationSaved2", "--explain", *OSTRA).out
    assert "correction: Avtal 2026" in shown
    assert rows(on_world("vacation", "anna", *OSTRA).out)["Sparade dagar år 2"] == ["2", "0", "2"]


def test_what_is_kept_of_everybody_can_be_made_anew(on_world: Command) -> None:
    given_leave(on_world)
    assert on_world("vacation", "--rebuild", *OSTRA).out == "vacation of 6 persons is made anew\n"
    assert on_world("balance", "--check").code == 0
    assert on_world("vacation", *OSTRA).code == 2
    assert on_world("vacation", "nobody", *OSTRA).code == 1
    assert on_world("vacation", "anna", "--on", "soon", *OSTRA).code == 2


def test_migrating_keeps_the_vacation_of_who_was_there_before(on_empty: Command, database_url: str) -> None:
    upgrade(database_url, "0004")
    for row in (
        "company (company_id, name, country, zone, created_at) VALUES (1, 'Å AB', 'SE', 'UTC', 't')",
        "person (company_id, id, key, employee_number, created_at, modified_at) VALUES (1, 91, 'k', '7', 't', 't')",
        "account (company_id, id, code, name, unit, kind) VALUES (1, 92, 'VacationPaid', 'Betalda', 'days', 'paid')",
        f"mark ({MARK}) VALUES (1, 93, 91, 92, '2026-03-31', 4000000, 't')",
    ):
        run(database_url, f"INSERT INTO {row}")
    assert on_empty("migrate").out == "the schema is now up to date\n"
    asked = ("balance", "7", "--on", "2026-03-31", "--account", "VacationPaid")
    assert on_empty(*asked, "--check").out.splitlines()[3].split()[-1] == "4"
    run(database_url, "UPDATE vacation_state SET paid = 5000000 WHERE on_day = '2026-03-31'")
    spoilt = on_empty(*asked, "--check")
    assert (spoilt.code, spoilt.out.splitlines()[3].split()[-1]) == (1, "5")
    assert "the kept totals are wrong: vacation 2026-03-31" in spoilt.err
    assert on_empty("vacation", "7", "--rebuild").code == 0
    assert on_empty(*asked, "--check").code == 0
