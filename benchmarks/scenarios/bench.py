"""What every scenario is handed: sizes, data, a folder to scratch in, and where to put what it finds."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.asking import send_raw
from benchmarks.contest import BARE, CONVENTIONAL, OURS, Contender, Score, contest
from benchmarks.data.sets import Sets
from benchmarks.load import LoadError
from benchmarks.processes import Program, free_port, ours, running
from benchmarks.report import Row
from benchmarks.sizes import Sizes
from dagsverke.store.engine import SQLITE

SQLITE_PART = "SQLite"
POSTGRES_PART = "PostgreSQL"


@dataclass(slots=True)
class Bench:
    """One run."""

    sizes: Sizes
    scratch: Path
    say: Callable[[str], None]
    is_judged: bool  # targets are for the full sizes
    only: Sequence[str] = ()
    rows: list[Row] = field(default_factory=list)
    sets: Sets | None = None

    def wants(self, name: str) -> bool:
        """Whether a scenario is to be run."""
        return not self.only or name in self.only

    def verdict(self, *conditions: bool) -> bool | None:
        """Whether all of a target's conditions hold, where targets are judged."""
        return all(conditions) if self.is_judged else None

    def add(self, row: Row) -> None:
        """Keep a figure, and say it."""
        self.rows.append(row)
        self.say(f"{row.part}, {row.what}: {row.figure} {row.latency} {row.conventional} {row.verdict}")

    def log(self, name: str) -> Path:
        """Where a program's output goes."""
        return self.scratch / f"{name}.log"

    @contextmanager
    def server(self, url: str) -> Iterator[int]:
        """This project's server on a database; its port."""
        log = self.log("server")
        with running(ours(url, port=free_port()), log) as server:
            try:
                yield server.port
            except LoadError as error:
                error.add_note(_loud(log))
                raise

    @contextmanager
    def conventional(self, url: str) -> Iterator[int]:
        """The conventional stack on a SQLite database; its port."""
        port = free_port()
        line = _module("conventional", str(port), url.removeprefix(SQLITE))
        with running(Program(line, port), self.log("conventional")) as server:
            yield server.port

    @contextmanager
    def bare(self, method: str, path: str, body: bytes) -> Iterator[int]:
        """A bare handler with a body; its port."""
        port, file = free_port(), self.scratch / "body"
        file.write_bytes(body)
        with running(Program(_module("bare", str(port), method, path, str(file)), port), self.log("bare")) as server:
            yield server.port

    def compare(
        self, port: int, conventional: int | None, requests: Sequence[bytes], *, is_lone: bool = False
    ) -> Score:
        """This project's server on a port, a bare handler that answers the same, and the conventional stack."""
        method, target = requests[0].split(b" ", 2)[:2]
        with ExitStack() as stack:
            path = target.decode().partition("?")[0]
            bare = stack.enter_context(self.bare(method.decode(), path, send_raw(port, requests[0])))
            contenders = [Contender(OURS, port, requests), Contender(BARE, bare, _at(path, method, requests))]
            if conventional is not None:
                contenders.append(Contender(CONVENTIONAL, conventional, requests))
            return contest(contenders, self.sizes, is_lone=is_lone)


def _at(path: str, method: bytes, requests: Sequence[bytes]) -> Sequence[bytes]:
    """The requests with one path, queries left as they are, for a handler that knows one path only."""
    changed = []
    for raw in requests:
        _, target, rest = raw.split(b" ", 2)
        query = target.partition(b"?")
        changed.append(b" ".join((method, path.encode() + query[1] + query[2], rest)))
    return changed


def _loud(log: Path) -> str:
    """What a server said that was no request answered as usual."""
    lines = [line for line in log.read_text(errors="replace").splitlines() if '"status":200' not in line]
    return "\n".join(lines)[-3000:]


def _module(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"benchmarks.baselines.{name}", *arguments)
