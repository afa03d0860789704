import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import place, python_files, tree

# Parts of the standard library that reach outside the process, or ask it for the time or for chance.
REACHING = {
    "asyncio", "ftplib", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "select",
    "shutil", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time",
    "urllib", "uuid",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow"}
DOMAIN = python_files("src/dagsverke/domain")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


@pytest.mark.parametrize("path", DOMAIN, ids=place)
def test_the_domain_imports_itself_and_the_quiet_part_of_the_standard_library(path: Path) -> None:
    foreign = {
        name
        for name in imported(path)
        if not name.startswith("dagsverke.domain")
        and (name.split(".")[0] not in sys.stdlib_module_names or name.split(".")[0] in REACHING)
    }
    assert foreign == set()


@pytest.mark.parametrize("path", DOMAIN, ids=place)
def test_the_domain_counts_in_integers(path: Path) -> None:
    floats = {
        place(path, node.lineno)
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div))
    }
    assert floats == set()


@pytest.mark.parametrize("path", DOMAIN, ids=place)
def test_the_domain_is_told_the_time(path: Path) -> None:
    calls = {
        place(path, node.lineno)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    }
    assert calls == set()
