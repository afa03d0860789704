"""From nothing to the first answered request, the start of a demo that is there, and what it keeps in memory."""

import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.processes import ROOT, Program, dagsverke, environment, free_port, running
from benchmarks.report import Row
from benchmarks.scenarios.bench import Bench

NAMES = ("install", "start")
PART = "Start"
INSTALL_S_MAX = 30.0
START_S_MAX = 1.0
RESIDENT_MB_MAX = 90.0
IDLE_S = 2.0
ASKED = "/api/2/users"
HEADERS = {"Client-Secret": "demo-seventime"}


def start(bench: Bench) -> None:
    """Start a demo that is there, again and again, and look at its memory when it idles."""
    data = bench.scratch / "demo"
    with running(_demo(dagsverke(), data), bench.log("demo")) as demo:
        bench.add(Row(PART, "a new demo made and started", f"{demo.start_s:.1f} s"))
    times, resident_mb = [], 0.0
    for _ in range(bench.sizes.starts):
        with running(_demo(dagsverke(), data), bench.log("demo")) as demo:
            times.append(demo.start_s)
            time.sleep(IDLE_S if bench.is_judged else 0)
            resident_mb = demo.resident_mb()
    took_s = median(times)
    bench.add(
        Row(
            PART,
            "an existing demo, to its first reply",
            f"{took_s:.2f} s",
            f"< {START_S_MAX:.0f} s",
            bench.verdict(took_s < START_S_MAX),
        )
    )
    bench.add(
        Row(
            PART,
            "resident memory of the idle demo",
            f"{resident_mb:.0f} MB",
            f"< {RESIDENT_MB_MAX:.0f} MB",
            bench.verdict(resident_mb < RESIDENT_MB_MAX),
        )
    )


def install(bench: Bench) -> None:
    """``make install`` in a copy of the sources and the demo's first reply; the last of several, for a warm cache."""
    took_s = 0.0
    for number in range(bench.sizes.installs):
        folder = bench.scratch / f"install{number}"
        _copy_sources(folder)
        took_s = _install(bench, folder)
        shutil.rmtree(folder)
    bench.add(
        Row(
            PART,
            "from nothing to the first answered request",
            f"{took_s:.1f} s",
            f"< {INSTALL_S_MAX:.0f} s",
            bench.verdict(took_s < INSTALL_S_MAX),
            note="`make install` with a warm package cache, the demo made, and a list of users answered",
        )
    )


def _install(bench: Bench, folder: Path) -> float:
    began = time.perf_counter()
    line = ("make", "install", f"PYTHON={Path(sys.executable).resolve()}")
    with bench.log("install").open("ab") as said:
        subprocess.run(
            line, check=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment()
        )
    program = _demo((str(folder / ".venv" / "bin" / "dagsverke"),), folder / "demo")
    with running(program, bench.log("install")):
        return time.perf_counter() - began


def _demo(command: tuple[str, ...], data: Path) -> Program:
    port = free_port()
    line = (*command, "demo", "--port", str(port), "--data", str(data))
    return Program(line, port, asked=ASKED, headers=HEADERS, folder=data.parent)


def _copy_sources(folder: Path) -> None:
    """The files as a fresh clone would have them."""
    line = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(line, check=True, cwd=ROOT, capture_output=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
