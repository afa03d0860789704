"""Other lists over HTTP, beside a page of time logs in the same rounds: searches, and pages of rows of many parts."""

from collections.abc import Sequence

from benchmarks import asking
from benchmarks.contest import Contender, contest
from benchmarks.data.sets import Sets
from benchmarks.report import Row
from benchmarks.scenarios.bench import POSTGRES_PART, SQLITE_PART, Bench

PAGE = "a page of 100 time logs"
SLOWER_MAX = 2.5
NAMES = ("search", "parts")


def on_sqlite(bench: Bench, sets: Sets) -> None:
    """Nothing is written, so the data is taken as it is."""
    _compare(bench, SQLITE_PART, sets.entries)


def on_postgres(bench: Bench, sets: Sets) -> None:
    """The same on the other database, beside its own page."""
    _compare(bench, POSTGRES_PART, sets.entries)


def _compare(bench: Bench, part: str, url: str) -> None:
    asked = _asked(bench)
    with bench.server(url) as port:
        page = Contender(PAGE, port, asking.pages_since(bench.sizes))
        score = contest([page, *(Contender(what, port, requests) for what, requests in asked.items())], bench.sizes)
    for what in asked:
        slowness = score.slowness(PAGE, what)
        bench.add(
            Row(
                part,
                what,
                f"{score.rate(what):,.0f}/s",
                f"≤ {SLOWER_MAX} × {PAGE}",
                bench.verdict(slowness <= SLOWER_MAX),
                latency=f"{score.median_ms(what):.1f} / {score.p99_ms(what):.1f} ms",
                note=f"{slowness:.2f} × the median of {PAGE} ({score.median_ms(PAGE):.1f} ms)",
            )
        )


def _asked(bench: Bench) -> dict[str, Sequence[bytes]]:
    sizes = bench.sizes
    asked: dict[str, Sequence[bytes]] = {}
    if bench.wants("search"):
        asked[f"a part of the description of {sizes.entries:,} time logs"] = asking.searches_of_time_logs()
        asked[f"a part of the name of {sizes.customers:,} customers"] = asking.searches_of_customers()
    if bench.wants("parts"):
        asked["a page of 100 work orders with all their parts"] = asking.pages(asking.WORK_ORDERS)
        asked["a page of 100 projects with all their parts"] = asking.pages(asking.PROJECTS)
    return asked
