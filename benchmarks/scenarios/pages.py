"""Every page of the sidebar, and the first that each list leads to, as one person opens them one after another.

Those that show a time are opened once more on the last days of the data, for in the present there are none.
"""

import http.client
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from statistics import median
from urllib.parse import urlencode

from benchmarks.data.firm import LOGIN
from benchmarks.data.sets import Sets, copy_of
from benchmarks.load import HOST
from benchmarks.processes import Program, dagsverke, free_port, running
from benchmarks.report import Row
from benchmarks.scenarios.bench import POSTGRES_PART, SQLITE_PART, Bench
from dagsverke.web.navigation import SECTIONS

NAMES = ("pages",)
DEMO_PART = "Pages of the demo"
MS_MAX, DEMO_MS_MAX, KB_MAX = 200.0, 100.0, 250.0
ADMINISTRATOR = ("admin@ostra.example", "demo")
_LINK = re.compile(r'<tr data-path="([^"]+)"')
_ASSET = re.compile(r'"(/assets/[^"]+)"')
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A page: how long it took, median of the rounds, and what a browser that keeps nothing loads for it."""

    path: str
    took_ms: float
    loaded_kb: float


def on_sqlite(bench: Bench, sets: Sets) -> None:
    """On a copy, for signing in is written down."""
    with copy_of(sets.entries, "pages") as url, bench.server(url) as port:
        _report(bench, SQLITE_PART, list(_opened(bench, port, (LOGIN, LOGIN), _dated(bench.sizes.last_on))), MS_MAX)


def on_postgres(bench: Bench, sets: Sets) -> None:
    """The same on the other database."""
    with bench.server(sets.entries) as port:
        _report(bench, POSTGRES_PART, list(_opened(bench, port, (LOGIN, LOGIN), _dated(bench.sizes.last_on))), MS_MAX)


def on_demo(bench: Bench) -> None:
    """On a new demo."""
    port = free_port()
    data = str(bench.scratch / "pages-demo")
    program = Program((*dagsverke("demo"), "--port", str(port), "--data", data), port)
    with running(program, bench.log("pages-demo")):
        _report(bench, DEMO_PART, list(_opened(bench, port, ADMINISTRATOR)), DEMO_MS_MAX)


def _report(bench: Bench, part: str, pages: Sequence[Opened], ms_max: float) -> None:
    slowest, heaviest = (max(pages, key=key) for key in (lambda one: one.took_ms, lambda one: one.loaded_kb))
    middle = median(one.took_ms for one in pages)
    bench.add(
        Row(
            part,
            f"the slowest of {len(pages)} pages",
            f"{slowest.took_ms:.0f} ms",
            f"< {ms_max:.0f} ms",
            bench.verdict(slowest.took_ms < ms_max),
            note=f"{slowest.path}; the page in the middle took {middle:.0f} ms",
        )
    )
    bench.add(
        Row(
            part,
            f"the heaviest of {len(pages)} pages, with all that it loads",
            f"{heaviest.loaded_kb:.0f} kB",
            f"< {KB_MAX:.0f} kB",
            bench.verdict(heaviest.loaded_kb < KB_MAX),
            note=heaviest.path,
        )
    )


def _dated(last_on: date) -> Sequence[str]:
    """The pages of a time, on the last whole week of the data, their last two weeks or their last month."""
    sunday = last_on - timedelta(days=last_on.isoweekday() % 7)
    monday, month = sunday - timedelta(days=6), last_on.replace(day=1)
    return (
        f"/week?week={monday}",
        f"/day?day={monday}",
        f"/balances?on={last_on}",
        f"/approval?week={monday}",
        f"/approval/missing?from={monday - timedelta(days=7)}&to={sunday}",
        f"/payroll?on={last_on}",
        f"/payroll/las?on={last_on}",
        f"/payroll/priority?on={last_on}",
        f"/payroll/hours?from={month}&to={last_on}",
    )


def _opened(bench: Bench, port: int, who: tuple[str, str], also: Sequence[str] = ()) -> Iterator[Opened]:
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    form = urlencode({"name": who[0], "password": who[1], "next": "/week"})
    connection.request("POST", "/sign-in", form, _FORM)
    reply = connection.getresponse()
    reply.read()
    cookie = {"Cookie": (reply.headers["Set-Cookie"] or "").partition(";")[0]}
    waiting = [*(place.path for section in SECTIONS for place in section.places), *also]
    assets: dict[str, int] = {}
    for path in waiting:  # grows by the first row of each list
        took, said = zip(*(_ask(connection, path, cookie) for _ in range(bench.sizes.rounds)), strict=True)
        page = said[0].decode()
        loaded = len(said[0])
        for asset in set(_ASSET.findall(page)):
            if asset not in assets:
                assets[asset] = len(_ask(connection, asset, cookie)[1])
            loaded += assets[asset]
        if (link := _LINK.search(page)) is not None and (first := unescape(link[1])) not in waiting:
            waiting.append(first)
        yield Opened(path, median(took), loaded / 1000)
    connection.close()


def _ask(connection: http.client.HTTPConnection, path: str, cookie: dict[str, str]) -> tuple[float, bytes]:
    """How many milliseconds a reply took, and what it said."""
    began = time.perf_counter()
    connection.request("GET", path, headers=cookie)
    reply = connection.getresponse()
    said = reply.read()
    took_ms = (time.perf_counter() - began) * 1000
    assert reply.status == 200, f"{path}: {reply.status}"
    return took_ms, said
