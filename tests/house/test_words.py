import ast
import re
from collections.abc import Collection
from pathlib import Path

import pytest

from tests.house.sources import place, project_files, python_files, tree

CORE = [path for part in ("domain", "app", "store") for path in python_files(f"src/dagsverke/{part}")]

# A vendor's word, and a second word for a thing that has one. Each is followed by what the core says instead.
NOT_IN_THE_CORE = {
    r"fortnox|bezala|soft ?one|seven ?time": "nothing: the core has never heard of a vendor",
    r"employee(?![_ ]?numbers?\b)|co-?worker": "person",
    r"tenant": "company",
    r"time_?log|attendance_?transaction": "time entry",
    r"time_?categor": "cause",
    r"time_?balance": "balance or mark",
}

# Put together here, so that this file does not hold what it forbids.
NOT_IN_ANY_FILE = {
    "a package index": r"pypi\." + r"org|files\.python" + r"hosted|--(extra-)?index-" + r"url|--find-" + r"links",
    "a path of one machine": r"(?<![\w.])/(work|tmp|root|home/\w+|opt)" + r"/",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE " + r"KEY-----",
    "work left undone": r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b",
}


def found(path: Path, pattern: str, but: Collection[int] = ()) -> list[str]:
    try:
        lines = path.read_text().splitlines()
    except UnicodeDecodeError:
        return []
    hits = [number for number, line in enumerate(lines, 1) if number not in but and re.search(pattern, line)]
    return [place(path, number) for number in hits]


def docstring_lines(path: Path) -> set[int]:
    """A docstring names the document that a rule comes from, and may do so in that document's words."""
    return {
        number
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


@pytest.mark.parametrize("pattern", NOT_IN_THE_CORE, ids=NOT_IN_THE_CORE.get)
def test_the_core_has_one_word_per_thing(pattern: str) -> None:
    assert [hit for path in CORE for hit in found(path, f"(?i:{pattern})", docstring_lines(path))] == []


@pytest.mark.parametrize("what", NOT_IN_ANY_FILE)
def test_no_file_names_a_place_that_only_one_machine_has(what: str) -> None:
    files = [path for path in project_files() if path.suffix != ".lock" or what == "a package index"]
    assert [hit for path in files for hit in found(path, NOT_IN_ANY_FILE[what])] == []


def test_every_exemption_gives_its_reason() -> None:
    bare = r"#\s*(noqa|type:\s*" + r"ignore|pragma|fmt:)(?!.*\s(#|-|–)\s).*$"
    allowed = r"fmt: skip|fmt: o(n|ff)"
    hits = [
        place(path, number)
        for path in python_files("src", "tests", "benchmarks")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(bare, line) and not re.search(allowed, line) and path != Path(__file__)
    ]
    assert hits == []
