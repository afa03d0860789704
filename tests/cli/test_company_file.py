"""``company apply`` and ``company show``, as they are typed."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

FILE = """
[company]
name = "Prov AB"
country = "SE"
payment_days = 20

[[department]]
name = "Bygg"

[[account]]
code = "Flex"
max = 40

[[person]]
number = "7"
first_name = "Eva"
last_name = "Ek"
user_name = "eva"
department = "Bygg"

[[person.schedule]]
from = 2026-01-01
name = "Heltid"
rate = 0.8

[[key]]
door = "seventime"
name = "lön"
"""
PLAN = """\
Prov AB, a new company:
~ company
    payment_days: 30 → 20
+ department Bygg
~ account Flex
    max: none → 40
+ person 7
+ person schedule 2026-01-01 of 7
+ key seventime lön
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "company.toml"
    path.write_text(FILE)
    return path


def test_a_company_is_made_from_a_file_once_its_plan_was_shown(on_empty: Command, file: Path) -> None:
    on_empty("migrate")
    assert on_empty("company", "apply", str(file), "--dry-run").out == PLAN
    assert on_empty("company", "show").err == "dagsverke: there is no company yet\n"
    asked = on_empty("company", "apply", str(file))
    assert (asked.code, asked.out) == (1, PLAN)
    assert asked.err == "dagsverke: nothing is changed: say --yes where nobody can be asked\n"
    made = on_empty("company", "apply", str(file), "--yes")
    assert made.code == 0
    assert made.out.startswith(f"{PLAN}key seventime lön, shown this once:\n    client_secret: ")
    again = on_empty("company", "apply", str(file))
    assert (again.code, again.out) == (0, "Prov AB:\n= 6 rows are so already\nnothing to change\n")
    assert on_empty("balance", "7", "--account", "Flex", "--on", "2026-01-02").code == 0


def test_what_is_shown_makes_the_same_company_elsewhere_and_changes_nothing_here(
    on_empty: Command, file: Path, tmp_path: Path
) -> None:
    on_empty("migrate")
    on_empty("company", "apply", str(file), "--yes")
    shown = on_empty("company", "show").out
    copy = tmp_path / "shown.toml"
    copy.write_text(shown)
    assert "nothing to change" in on_empty("company", "apply", str(copy)).out
    copy.write_text(shown.replace('name = "Prov AB"', 'name = "Prov Två AB"'))
    assert on_empty("company", "apply", str(copy), "--yes").code == 0
    assert on_empty("company", "show", "--company", "2").out == copy.read_text()
    assert on_empty("company", "show", "--company", "Prov AB").out == shown


def test_a_company_is_called_otherwise_where_it_is_named_apart_from_the_file(on_empty: Command, file: Path) -> None:
    on_empty("migrate")
    on_empty("company", "apply", str(file), "--yes")
    file.write_text(FILE.replace('"Prov AB"', '"Nya Prov AB"').replace("max = 40", 'max = ""'))
    outcome = on_empty("company", "apply", str(file), "--company", "Prov AB", "--yes")
    assert outcome.out == (
        'Prov AB:\n~ company\n    name: "Prov AB" → "Nya Prov AB"\n~ account Flex\n    max: 40 → none\n'
        "= 4 rows are so already\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[company]\nname = "A"', "company.country: must be one of SE, FI"),
        (
            FILE + "[[person]]\nnumber = '8'\nfirst_name = 'A'\nlast_name = 'B'\nrole = 3",
            "person[2].role: names no role",
        ),
        (FILE + "[[key]]\ndoor = 'bezala'\nname = 'x'", "key[2].door: takes no keys, or is none: there are "),
        (FILE + "[departments]", "departments: is no section here: did you mean department?"),
        ("[company", "file: is not TOML: Expected ']' at the end of a table declaration"),
    ],
)
def test_a_file_with_a_fault_is_told_in_one_line_and_leaves_no_company(
    on_empty: Command, file: Path, text: str, told: str
) -> None:
    on_empty("migrate")
    file.write_text(text)
    outcome = on_empty("company", "apply", str(file), "--yes")
    assert outcome.code == 1
    assert outcome.err.startswith(f"dagsverke: {told}")
    assert on_empty("company", "show").err == "dagsverke: there is no company yet\n"


def test_of_two_companies_of_one_name_it_must_be_said_which(on_world: Command, tmp_path: Path) -> None:
    path = tmp_path / "company.toml"
    path.write_text('[company]\nname = "Norra Fastighetsservice AB"\n[[skill]]\nname = "Motorsåg"\n')
    outcome = on_world("company", "apply", str(path), "--dry-run")
    assert outcome.out == "Norra Fastighetsservice AB:\n+ skill Motorsåg\n= 1 row is so already\n"
    on_world("company", "create", "Norra Fastighetsservice AB", "--country", "SE")
    several = on_world("company", "apply", str(path), "--yes")
    assert several.err.startswith("dagsverke: several companies are called Norra Fastighetsservice AB")
    assert on_world("company", "apply", str(path), "--yes", "--company", "2").code == 0
    assert "Motorsåg" in on_world("company", "show", "--company", "2").out
    assert "Motorsåg" not in on_world("company", "show", "--company", "3").out


def test_the_file_of_a_firm_begins_with_the_company_and_holds_no_secret(on_world: Command) -> None:
    shown = on_world("company", "show", "--company", "1").out
    assert shown.startswith("[company]\nname = ")
    assert "sign-in" not in shown
    assert 'door = "softone"' in shown
