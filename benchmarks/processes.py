"""The programs that a benchmark starts: on free ports of loopback, logging to files, ended when their turn is over."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import HOST

ROOT = Path(__file__).parents[1]
START_S = 120.0
STOP_S = 30.0
POLL_S = 0.002
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Where it is set, every start compiles every module again."""


class StartError(Exception):
    """A program that did not come up; the message ends with what it logged."""


@dataclass(frozen=True, slots=True)
class Program:
    """What to start: the command line, what its environment has besides, where it runs, and what it answers 200."""

    line: Sequence[str]
    port: int
    asked: str = "/health"
    headers: Mapping[str, str] | None = None
    env: Mapping[str, str] | None = None
    folder: Path = ROOT


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    process: subprocess.Popen[bytes]
    port: int
    start_s: float  # from the start of the program to its first reply

    def resident_mb(self) -> float:
        """Resident memory of the process, in units of 1,048,576 bytes."""
        line = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
        return int(subprocess.run(line, check=True, capture_output=True).stdout) / 1024


@contextmanager
def running(program: Program, log: Path) -> Iterator[Running]:
    """A server for as long as the block lasts; what it says goes to the log."""
    began = time.perf_counter()
    with log.open("ab") as said:
        process = subprocess.Popen(
            program.line,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=environment(program.env),
            cwd=program.folder,
        )
    try:
        _await_reply(process, program, log)
        yield Running(process, program.port, time.perf_counter() - began)
    finally:
        _stop(process)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without this project's settings, but with the ones given; compiled modules are kept."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("DAGSVERKE_") and name != UNCOMPILED
    }
    return {**kept, **(more or {})}


def ours(url: str, *arguments: str, port: int) -> Program:
    """This project's server on a database, as anybody would start it, but without the rate limit."""
    env = {"DAGSVERKE_DATABASE_URL": url, "DAGSVERKE_RATE_LIMIT": "false"}
    return Program((*dagsverke("serve"), *arguments, "--port", str(port)), port, env=env)


def dagsverke(*arguments: str) -> tuple[str, ...]:
    """The line that runs the command of this environment."""
    return (sys.executable, "-m", "dagsverke", *arguments)


def carry_out(url: str, *arguments: str) -> None:
    """Run the command on a database to its end. Raises with what it said where it failed."""
    env = environment({"DAGSVERKE_DATABASE_URL": url})
    ended = subprocess.run(dagsverke(*arguments), check=False, cwd=ROOT, capture_output=True, env=env)
    assert ended.returncode == 0, (ended.stdout + ended.stderr).decode(errors="replace")[-1500:]


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _await_reply(process: subprocess.Popen[bytes], program: Program, log: Path) -> None:
    until = time.perf_counter() + START_S
    while time.perf_counter() < until:
        if process.poll() is not None:
            break
        if _answers(program):
            return
        time.sleep(POLL_S)
    raise StartError(f"{' '.join(program.line)} did not answer: {log.read_text(errors='replace')[-1500:]}")


def _answers(program: Program) -> bool:
    connection = http.client.HTTPConnection(HOST, program.port, timeout=START_S)
    try:
        connection.request("GET", program.asked, headers=dict(program.headers or {}))
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
