"""``python -m benchmarks``: make the data, measure, show the table and write docs/benchmarks.md."""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console

from benchmarks import postgres, report
from benchmarks.contest import CONNECTIONS
from benchmarks.data.sets import Sets, postgres_sets, sqlite_sets
from benchmarks.processes import ROOT
from benchmarks.report import Row
from benchmarks.scenarios import changes, imports, ledger, lists, pages, starting, time_logs, year_end
from benchmarks.scenarios.bench import POSTGRES_PART, Bench
from benchmarks.sizes import FULL, QUICK

KEEP_VARIABLE = "BENCH_KEEP"
PAGE = ROOT / "docs" / "benchmarks.md"
ON_DATA = (time_logs, lists, changes, pages, ledger, imports, year_end)
STARTS: Mapping[str, Callable[[Bench], None]] = {
    "start": starting.start,
    "install": starting.install,
    "demo-pages": pages.on_demo,
}
NAMES = (*(name for part in ON_DATA for name in part.NAMES), *STARTS)
DATABASES = ("sqlite", "postgresql")


def main() -> None:
    """Run what the command line asks for."""
    given = _arguments().parse_args()
    console = Console()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dagsverke-bench-")))
        kept = given.keep or os.environ.get(KEEP_VARIABLE)
        data = Path(kept).resolve() if kept else scratch
        data.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        bench = Bench(
            sizes=QUICK if given.quick else FULL,
            scratch=scratch,
            say=lambda text: console.print(f"[dim]{time.perf_counter() - began:5.0f} s[/]  {text}", highlight=False),
            is_judged=not given.quick,
            only=given.only or (),
        )
        _run(bench, data, given.database or DATABASES)
    report.show(console, bench.rows)
    is_whole = not (given.quick or given.only or given.database)
    if is_whole or given.output:
        sizes = bench.sizes
        counts = {"rounds": sizes.rounds, "entries": sizes.entries, "persons": sizes.persons}
        (given.output or PAGE).write_text(report.page(bench.rows, connections=CONNECTIONS, **counts))


def _run(bench: Bench, data: Path, databases: tuple[str, ...]) -> None:
    on_data = [part for part in ON_DATA if any(map(bench.wants, part.NAMES))]
    if on_data and "sqlite" in databases:
        sets = sqlite_sets(data, bench.sizes, bench.say)
        for part in on_data:
            part.on_sqlite(bench, sets)
    for name, start in STARTS.items():
        if bench.wants(name):
            start(bench)
    if on_data and "postgresql" in databases:
        _on_postgres(bench, [part.on_postgres for part in on_data])


def _on_postgres(bench: Bench, scenarios: list[Callable[[Bench, Sets], None]]) -> None:
    try:
        version = postgres.version()
    except postgres.Unavailable as reason:
        bench.say(f"PostgreSQL is left out: {reason}")
        return
    sets = postgres_sets(postgres.new_url, bench.sizes, bench.say)
    postgres.make_durable()
    for scenario in scenarios:
        scenario(bench, sets)
    note = "on this machine, with fsync and synchronous commits, 64 MB of shared buffers, else as it comes"
    bench.add(Row(POSTGRES_PART, "the server", version, note=note))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="everything once on little data; no targets, no page")
    parser.add_argument("--only", action="append", choices=NAMES, metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--database", action="append", choices=DATABASES, help="only this one")
    parser.add_argument("--keep", metavar="DIR", help=f"make the data here, or take what is here (or {KEEP_VARIABLE})")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the page here")
    return parser


if __name__ == "__main__":
    main()
