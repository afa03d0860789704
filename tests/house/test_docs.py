import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, ROOT, markdown_files, place, tree

DECISIONS = ROOT / "docs" / "decisions"
RECORDS = sorted(DECISIONS.glob("[0-9]*.md"))
SETTINGS_PAGE = ROOT / "docs" / "operating" / "settings.md"


def settings() -> set[str]:
    """The environment's names of the settings: every field of the record called ``Settings``."""
    records = (node for node in ast.walk(tree(PACKAGE / "settings.py")) if isinstance(node, ast.ClassDef))
    return {
        f"DAGSVERKE_{field.target.id.upper()}"
        for record in records
        if record.name == "Settings"
        for field in record.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }


def test_every_setting_is_documented() -> None:
    assert settings()
    assert settings() - set(re.findall(r"DAGSVERKE_[A-Z0-9_]+", SETTINGS_PAGE.read_text())) == set()


def test_no_setting_is_documented_that_does_not_exist() -> None:
    rows = re.findall(r"^\| `(DAGSVERKE_[A-Z0-9_]+)`", SETTINGS_PAGE.read_text(), re.MULTILINE)
    assert set(rows) - settings() == set()


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_every_decision_is_listed_and_says_what_follows(path: Path) -> None:
    assert f"({path.name})" in (DECISIONS / "README.md").read_text()
    headings = re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]


def test_the_changelog_begins_with_what_is_unreleased() -> None:
    headings = re.findall(r"^## \[?([^\]\n]+)\]?", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[:1] == ["Unreleased"]


@pytest.mark.parametrize("path", markdown_files(), ids=place)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose)
    dead = [link for link in links if not re.match(r"[a-z]+:", link) and not (path.parent / link).exists()]
    assert dead == []


@pytest.mark.parametrize("command", re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
def test_every_make_target_is_explained_to_contributors(command: str) -> None:
    assert f"make {command}" in (ROOT / "CONTRIBUTING.md").read_text()
