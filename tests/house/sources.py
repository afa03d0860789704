"""What the house tests look at: the project's files as Git would commit them, and the Python among them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "dagsverke"
CODE = ("src", "tests", "benchmarks")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is or would be committed; without Git or a repository, what the code directories hold."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return tuple(sorted(path for part in (*CODE, "docs") for path in (ROOT / part).rglob("*.*") if path.is_file()))
    line = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(line, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(sorted({ROOT / name for name in names if name and (ROOT / name).is_file()}))


def python_files(*parts: str) -> list[Path]:
    """The Python files below any of ``parts``, which are paths from the root."""
    roots = [ROOT / part for part in parts]
    return [path for path in project_files() if path.suffix == ".py" and any(path.is_relative_to(r) for r in roots)]


def markdown_files() -> list[Path]:
    """Every page of the documentation, the ones at the root included."""
    return [path for path in project_files() if path.suffix == ".md"]


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner functions included."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def place(path: Path, line: int | None = None) -> str:
    """A path as a reader of the project would write it."""
    return str(path.relative_to(ROOT)) + (f":{line}" if line else "")
