"""What came of a run: a table on the terminal, and a page of the documentation."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from rich.console import Console
from rich.table import Table

LIBRARIES = ("starlette", "uvicorn", "uvloop", "httptools", "msgspec", "sqlalchemy", "psycopg", "fastapi", "pydantic")
INTRODUCTION = """\
Written by `make bench`. Every figure is the median of {rounds} rounds in which the contenders took turns, {connections}
connections each unless it says otherwise; a ratio is the median of the rounds' ratios. The servers and the load
generator share the machine's cores. The data are {entries:,} time logs of {persons:,} persons over five years.

*Bare* is a Starlette handler that returns the same bytes and does nothing else. *Conventional* is FastAPI with
Pydantic models and SQLAlchemy's asynchronous ORM over aiosqlite, on a copy of the same database with the same indexes;
it checks no credential, logs no request, writes no event and posts nothing. All servers are one process with uvloop and
httptools. This server runs as `dagsverke serve` does, its rate limit off. The sources are in `benchmarks/`.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``is_met`` is None where there is no target."""

    part: str
    what: str
    figure: str
    target: str = ""
    is_met: bool | None = None
    latency: str = ""
    bare: str = ""
    conventional: str = ""
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        return {None: "", True: "met", False: "missed"}[self.is_met]

    def cells(self) -> Sequence[str]:
        """The columns of the table."""
        return (self.what, self.figure, self.latency, self.bare, self.conventional, self.target, self.verdict)


HEADINGS = ("What", "Figure", "Median / p99", "Share of bare", "Conventional ×", "Target", "")


def show(console: Console, rows: Iterable[Row]) -> None:
    """The table on the terminal."""
    table = Table(*HEADINGS, title="Dagsverke, measured")
    part = ""
    for row in rows:
        if row.part != part:
            table.add_section()
            table.add_row(f"[bold]{row.part}[/]")
            part = row.part
        style = "red" if row.is_met is False else None
        table.add_row(*row.cells(), style=style)
    console.print(table)


def page(rows: Sequence[Row], *, rounds: int, connections: int, entries: int, persons: int) -> str:
    """The page of the documentation."""
    size = {"rounds": rounds, "connections": connections, "entries": entries, "persons": persons}
    lines = ["# Benchmarks", "", INTRODUCTION.format(**size), *_machine(), ""]
    for part in dict.fromkeys(row.part for row in rows):
        some = [row for row in rows if row.part == part]
        lines += [f"## {part}", "", f"| {' | '.join(HEADINGS)} |", f"| {' | '.join('---' for _ in HEADINGS)} |"]
        lines += [f"| {' | '.join(row.cells())} |" for row in some]
        notes = [f"* {row.what}: {row.note}" for row in some if row.note]
        lines += ["", *notes, ""] if notes else [""]
    return "\n".join(lines).rstrip() + "\n"


def _machine() -> list[str]:
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return [
        f"* Machine: {os.cpu_count()} cores, {memory_gb:.0f} GB of memory.",
        f"* Date: {datetime.now(UTC):%Y-%m-%d}. Dagsverke {version('dagsverke')}.",
        f"* Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}.",
    ]
