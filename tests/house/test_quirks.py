import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import PACKAGE, ROOT

DIALECTS = sorted(path.parent for path in (PACKAGE / "dialects").glob("*/__init__.py"))
REQUIRED = {"document", "we_do", "why", "source"}


def entries(table: dict[str, Any], name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every quirk of a file by its number, whether the numbers are names of tables or ``id`` in a list of them."""
    if "we_do" in table:
        yield str(table.get("id", name)), table
        return
    for key, value in table.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                yield from entries(part, key)


def quirks(dialect: Path) -> list[tuple[str, dict[str, Any]]]:
    return list(entries(tomllib.loads((dialect / "quirks.toml").read_text())))


def text(directory: Path) -> str:
    return "\n".join(path.read_text() for path in sorted(directory.rglob("*.py")))


def is_cited(number: str, where: str) -> bool:
    """``ST-01``, or ``st_01`` as part of a test's name."""
    spelling = number.replace("-", "[-_]")
    return re.search(rf"(?i)(?<![a-z0-9]){spelling}(?![0-9])", where) is not None


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda path: path.name)
def test_every_quirk_is_numbered_once_and_says_what_we_do_and_why(dialect: Path) -> None:
    numbers = [number for number, _ in quirks(dialect)]
    assert numbers
    assert len(numbers) == len(set(numbers))
    assert [number for number in numbers if not re.fullmatch(r"[A-Z]{2}-\d{2,3}", number)] == []
    assert [number for number, entry in quirks(dialect) if not all(entry.get(part) for part in REQUIRED)] == []


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda path: path.name)
def test_every_quirk_is_cited_by_the_table_that_it_touches(dialect: Path) -> None:
    code = text(dialect)
    assert [number for number, _ in quirks(dialect) if not is_cited(number, code)] == []


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda path: path.name)
def test_every_quirk_is_shown_by_a_test(dialect: Path) -> None:
    tests = text(ROOT / "tests" / "dialects" / dialect.name)
    assert [number for number, _ in quirks(dialect) if not is_cited(number, tests)] == []
