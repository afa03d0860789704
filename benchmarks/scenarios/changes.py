"""The change feed over HTTP, read from the first change to the last by one client: no page is a slow one."""

import http.client
import json
import time
from collections.abc import Iterator
from statistics import median

from benchmarks.data.firm import OWN
from benchmarks.data.sets import Sets
from benchmarks.load import HOST
from benchmarks.report import Row
from benchmarks.scenarios.bench import POSTGRES_PART, SQLITE_PART, Bench

NAMES = ("changes",)
PAGE = 1_000
ROUNDS_MAX = 3
SLOWER_MAX = 3.0
HEADERS = {"Authorization": f"Bearer {OWN}"}


def on_sqlite(bench: Bench, sets: Sets) -> None:
    """Nothing is written, so the data is taken as it is."""
    _measure(bench, SQLITE_PART, sets.entries)


def on_postgres(bench: Bench, sets: Sets) -> None:
    """The same on the other database."""
    _measure(bench, POSTGRES_PART, sets.entries)


def _measure(bench: Bench, part: str, url: str) -> None:
    with bench.server(url) as port:
        rounds = [list(_pages(port)) for _ in range(min(bench.sizes.rounds, ROUNDS_MAX))]
    counts = {sum(count for count, _ in pages) for pages in rounds}
    (changes,) = counts
    assert changes >= bench.sizes.entries
    # Each page's own time: what slows one round down for a moment is the machine's, what slows them all is the page's.
    times_ms = sorted(median(times) for times in zip(*([ms for _, ms in pages] for pages in rounds), strict=True))
    middle, p99, slowest = median(times_ms), times_ms[len(times_ms) * 99 // 100], times_ms[-1]
    bench.add(
        Row(
            part,
            f"change feed of {changes:,} changes in pages of {PAGE:,}, from the first to the last",
            f"{changes / sum(times_ms) * 1000:,.0f} changes/s",
            f"p99 ≤ {SLOWER_MAX:g} × the median page",
            bench.verdict(p99 <= SLOWER_MAX * middle),
            latency=f"{middle:.1f} / {p99:.1f} ms",
            note=f"one connection; the slowest page took {slowest:.1f} ms, {slowest / middle:.2f} × the median",
        )
    )


def _pages(port: int) -> Iterator[tuple[int, float]]:
    """How many changes each page holds, and how many milliseconds it took."""
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    since, has_more = "0", True
    while has_more:
        began = time.perf_counter()
        connection.request("GET", f"/api/changes?since={since}&limit={PAGE}", headers=HEADERS)
        reply = connection.getresponse()
        said = reply.read()
        took_ms = (time.perf_counter() - began) * 1000
        assert reply.status == 200, said[:600]
        document = json.loads(said)
        yield len(document["items"]), took_ms
        since, has_more = document["next"], document["has_more"]
    connection.close()
