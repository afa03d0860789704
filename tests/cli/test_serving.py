import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dagsverke.cli import app
from dagsverke.main import services
from dagsverke.settings import Settings
from tests.cli.conftest import Command
from tests.harness import StillClock

PROGRAM = (sys.executable, "-m", "dagsverke")
WAIT_S = 60


@contextmanager
def running(folder: Path, *arguments: str, **settings: str) -> Iterator[tuple[str, list[str], subprocess.Popen[str]]]:
    """The program, once it says that it is ready: its URL, the lines before that one, and the process."""
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*PROGRAM, *arguments], cwd=folder, env=environment(settings), text=True, stdout=subprocess.PIPE, stderr=log
        )
    assert process.stdout is not None
    said: list[str] = []
    try:
        for line in process.stdout:
            if line.startswith("ready"):
                yield line.split()[1], said, process
                break
            said.append(line.rstrip("\n"))
        else:
            pytest.fail(f"it stopped: {(folder / 'log').read_text()}")
    finally:
        process.terminate()
        process.wait(WAIT_S)
        process.stdout.close()


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DAGSVERKE_")}
    return kept | {f"DAGSVERKE_{name.upper()}": value for name, value in settings.items()}


def failed(folder: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    """The exit code of a program that stops by itself, and what it says about it."""
    ended = subprocess.run(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=environment(settings),
        text=True,
        capture_output=True,
        timeout=WAIT_S,
        check=False,
    )
    return ended.returncode, ended.stderr


def test_it_serves_either_database_and_stops_when_it_is_told_to(database_url: str, tmp_path: Path) -> None:
    with running(tmp_path, "serve", "--migrate", "--port", "0", database_url=database_url) as (url, _, process):
        answer = httpx.get(f"{url}/health")
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
        process.send_signal(signal.SIGTERM)
        assert process.wait(WAIT_S) in (0, -signal.SIGTERM)
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert {"method": "GET", "path": "/health", "status": 200}.items() <= next(
        line for line in lines if "path" in line
    ).items()


def test_several_processes_serve_postgresql(postgresql_url: str, tmp_path: Path) -> None:
    arguments = ("serve", "--migrate", "--port", "0", "--workers", "2")
    with running(tmp_path, *arguments, database_url=postgresql_url, log_requests="off") as (url, _, _):
        assert {httpx.get(f"{url}/health").status_code for _ in range(8)} == {200}
    assert '"path"' not in (tmp_path / "log").read_text()


def test_a_console_is_refused_where_several_processes_serve(capsys: pytest.CaptureFixture[str]) -> None:
    tools = services(Settings(database_url="postgresql://localhost/nowhere", console=True), StillClock())
    assert app.run(tools, ("serve", "--workers", "2")) == 1
    told = "dagsverke: the console keeps calls in the memory of one process: with several workers leave it off\n"
    assert capsys.readouterr().err == told


def test_several_processes_on_sqlite_are_refused(on_empty: Command, database_url: str) -> None:
    if database_url.startswith("sqlite"):
        outcome = on_empty("serve", "--workers", "2")
        assert outcome.code == 1
        assert outcome.err == "dagsverke: SQLite is served by one process: several workers need PostgreSQL\n"


def test_an_old_schema_is_not_served(on_empty: Command) -> None:
    outcome = on_empty("serve")
    assert outcome.code == 1
    assert outcome.err.endswith("run `dagsverke migrate`, or serve --migrate\n")
    assert outcome.err.count("\n") == 1


def test_a_taken_port_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, told = failed(tmp_path, "serve", "--migrate", "--port", port)
    assert code == 1
    assert told.startswith(f"dagsverke: cannot listen on port {port} of 127.0.0.1: ")
    assert told.count("\n") == 1


def test_an_unreadable_setting_is_exit_code_2(tmp_path: Path) -> None:
    assert failed(tmp_path, "--version", port="many") == (
        2,
        "dagsverke: DAGSVERKE_PORT must be a whole number from 0 to 65535, not 'many'\n",
    )


@pytest.mark.parametrize("url", ["sqlite:///folder", "postgresql://127.0.0.1:9/x?connect_timeout=2"])
def test_a_database_that_cannot_be_reached_is_told_in_one_line(tmp_path: Path, url: str) -> None:
    (tmp_path / "folder").mkdir()
    code, told = failed(tmp_path, "migrate", database_url=url)
    assert code == 1
    assert told.startswith("dagsverke: the database cannot be used: ")
    assert told.count("\n") == 1


def test_a_place_that_cannot_be_written_to_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert failed(tmp_path, "demo", "--data", "file/data") == (
        1,
        "dagsverke: file/data cannot be written to (Not a directory)\n",
    )
    code, told = failed(tmp_path, "migrate", database_url="sqlite:///file/x.db")
    assert (code, told.count("\n")) == (1, 1)


def test_the_demo_prints_its_keys_and_its_curl_lines_work(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--port", "0", "--data", "data") as (url, said, _):
        text = "\n".join(said)
        for secret in ("demo-seventime", "demo2-fortnox-token", "admin@norra.example / demo", "44444444-4444-4444"):
            assert secret in text
        lines = [line.strip() for line in said if "curl" in line]
        assert len(lines) == 5
        if shutil.which("curl") is None:
            pytest.skip("there is no curl on this machine to paste the lines with")
        answers = [json.loads(subprocess.check_output(["sh", "-c", line], text=True, timeout=WAIT_S)) for line in lines]
        seventime, fortnox, bezala, softone, own = answers
        assert len(seventime["data"]) == 2
        assert fortnox["AttendanceTransactions"][0]["EmployeeId"] == "1001"
        assert {one["balance_type"] for one in bezala["collection"]} == {"vacation", "work_time"}
        assert {"Flex", "Komp"} <= {one["Code"] for one in softone}
        assert "Komp" in {one["code"] for one in own["items"]}
        assert httpx.get(f"{url}/docs").status_code == 200
