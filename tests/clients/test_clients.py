"""Two clients from the package index, unmodified, against a real port."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import serving

HERE = Path(__file__).parent
FORTPYX = HERE.parents[1] / ".venv-fortpyx" / "bin" / "python"


@pytest.fixture
def base_url(world_url: str) -> Iterator[str]:
    with serving(world_url) as url:
        yield url


def run(python: Path, script: str, base_url: str) -> dict[str, Any]:
    """What a script saw of the server."""
    done = subprocess.run(
        [str(python), "-W", "ignore", str(HERE / script), base_url],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def documented(row: dict[str, Any]) -> list[Any]:
    return [row[name] for name in ("EmployeeId", "CauseCode", "Date", "Hours")]


def test_pyfortnox_creates_reads_changes_and_removes_by_the_key(base_url: str) -> None:
    seen = run(Path(sys.executable), "use_pyfortnox.py", base_url)
    assert documented(seen["created"]) == ["9978", "TID", "2016-12-08", 2]
    assert documented(seen["retrieved"]) == ["9978", "TID", "2016-12-08", "2"]
    assert documented(seen["updated"]) == ["9978", "TID", "2016-12-08", 8]
    assert seen["again"] == [400, 2009409]
    assert documented(seen["second name"]) == ["9978", "OK1", "2016-12-08", "1.5"]
    assert [documented(row)[1:] for row in seen["listed"]] == [
        ["OK1", "2016-12-08", "1.5"],
        ["TID", "2016-12-08", "8"],
    ]
    assert [row["@url"] for row in seen["listed"]][1] == f"{base_url}/3/attendancetransactions/9978/2016-12-08/TID"
    assert [[row["CauseCode"] for row in page] for page in seen["pages"]] == [["OK1"], ["TID"], []]
    assert seen["destroyed"] is True
    assert seen["gone"] == [404, 2001304]


@pytest.mark.skipif(not FORTPYX.exists(), reason="there is no .venv-fortpyx: `make test` makes it where it can")
def test_fortpyx_signs_in_anew_and_creates_reads_changes_and_removes_by_the_id(base_url: str) -> None:
    seen = run(FORTPYX, "use_fortpyx.py", base_url)
    days = [["9978", "ARB", f"2016-12-{day:02d}", str(day)] for day in range(5, 10)]
    assert [documented(row) for row in seen["created"]] == days
    assert [documented(row) for row in seen["listed"]] == days
    assert seen["one day"] == 1
    assert documented(seen["by id"]) == days[0]
    assert documented(seen["updated"]) == ["9978", "OT1", "2016-12-05", "7.5"]
    assert seen["gone"] == [2001304, "Kan inte hitta närvarotransaktionen."]
    assert seen["again"][0] == 2009409
    assert seen["refreshed"] == 1
    assert seen["tokens by code"] == 2
