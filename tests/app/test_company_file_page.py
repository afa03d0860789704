"""The page of the company file says every section and key, and its examples are companies."""

import re
from pathlib import Path

import pytest
from anyio import Path as AsyncPath

from dagsverke.app.company_file.applying import apply
from dagsverke.app.company_file.contents import SECTIONS, children_of
from dagsverke.app.company_file.reading import read_file
from dagsverke.app.company_file.records import keys_of
from dagsverke.cli.doors import issuers
from dagsverke.domain.las_rules import LasRules
from dagsverke.domain.vacation_rules import VacationRules
from dagsverke.domain.windows import Window
from dagsverke.domain.working_hours import HourLimits
from tests.app.company_files import again, make, text_of
from tests.harness import World
from tests.house.sources import ROOT

PAGE = (ROOT / "docs" / "company-file.md").read_text()
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("company-*.toml"))
RECORDS = {"vacation": VacationRules, "windows": Window, "limits": HourLimits, "las": LasRules}
TABLES = {
    heading: set(re.findall(r"^\| `([^`]+)`", body, re.MULTILINE))
    for headings, body in re.findall(r"^### ([^\n]+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    for heading in re.findall(r"`\[+([^\]`]+)\]+`", headings)
}


@pytest.mark.parametrize("label", SECTIONS)
def test_every_key_of_a_section_is_on_the_page_and_no_other(label: str) -> None:
    section = SECTIONS[label]
    keys = {one.name for one in section.fields} | set(children_of(section))
    assert TABLES[label] == keys | ({"defaults"} if label == "company" else set())


@pytest.mark.parametrize("name", RECORDS)
def test_every_key_of_what_is_agreed_is_on_the_page_and_no_other(name: str) -> None:
    assert TABLES[f"agreement.{name}"] == set(keys_of(RECORDS[name]))


def test_no_section_is_on_the_page_that_does_not_exist() -> None:
    assert set(TABLES) == set(SECTIONS) | {f"agreement.{name}" for name in RECORDS}


def test_every_example_is_linked_and_there_is_one_for_each_country() -> None:
    countries = {str(read_file(path.read_bytes()).company()["country"]) for path in EXAMPLES}
    assert countries == {"SE", "FI"}
    assert [path.name for path in EXAMPLES if f"(examples/{path.name})" not in PAGE] == []


def test_the_page_shows_what_reads() -> None:
    shown = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert len(shown) >= 5
    for one in shown:
        company = "" if "[company]" in one else '[company]\nname = "Exempel AB"\n'
        read_file(f"{one}{company}".encode())


@pytest.mark.anyio
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
async def test_an_example_is_applied_shown_and_applied_again(world: World, path: Path) -> None:
    document = read_file(await AsyncPath(path).read_bytes())
    who, applied = await make(world.store, document, issuers())
    assert len(applied.plan.steps) > 15
    shown = await world.store.read(who.company_id, text_of)
    for one in (document, again(shown)):
        second = await world.store.write(who, lambda work, one=one: apply(work, one, {}))  # type: ignore[misc]  # bound
        assert second.plan.steps == []
