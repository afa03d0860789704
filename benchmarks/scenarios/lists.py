"""Other lists over HTTP, beside a page of time logs in the same rounds: searches, and pages of rows of many parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks import asking
from benchmarks.contest import Contender, contest
from benchmarks.data.sets import Sets
from benchmarks.report import Row
from benchmarks.scenarios.bench import POSTGRES_PART, SQLITE_PART, Bench
from benchmarks.sizes import ROWS_OF_INVOICE

PAGE = "a page of 100 time logs"
SLOWER_MAX = 2.5
SLOWER_WITH_ROWS_MAX = 4.0
"""For papers with their rows, of which a page holds several hundred."""
NAMES = ("search", "parts", "invoices")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and how many times slower than a page of time logs it may be."""

    what: str
    requests: Sequence[bytes]
    slower_max: float = SLOWER_MAX


def on_sqlite(bench: Bench, sets: Sets) -> None:
    """Nothing is written, so the data is taken as it is."""
    _compare(bench, SQLITE_PART, sets.entries)


def on_postgres(bench: Bench, sets: Sets) -> None:
    """The same on the other database, beside its own page."""
    _compare(bench, POSTGRES_PART, sets.entries)


def _compare(bench: Bench, part: str, url: str) -> None:
    with bench.server(url) as port:
        asked = list(_asked(bench, port))
        page = Contender(PAGE, port, asking.pages_since(bench.sizes))
        score = contest([page, *(Contender(one.what, port, one.requests) for one in asked)], bench.sizes)
    for one in asked:
        slowness = score.slowness(PAGE, one.what)
        bench.add(
            Row(
                part,
                one.what,
                f"{score.rate(one.what):,.0f}/s",
                f"≤ {one.slower_max:g} × {PAGE}",
                bench.verdict(slowness <= one.slower_max),
                latency=f"{score.median_ms(one.what):.1f} / {score.p99_ms(one.what):.1f} ms",
                note=f"{slowness:.2f} × the median of {PAGE} ({score.median_ms(PAGE):.1f} ms)",
            )
        )


def _asked(bench: Bench, port: int) -> Iterator[Asked]:
    sizes = bench.sizes
    if bench.wants("search"):
        yield Asked(f"a part of the description of {sizes.entries:,} time logs", asking.searches_of_time_logs())
        yield Asked(f"a part of the name of {sizes.customers:,} customers", asking.searches_of_customers())
    if bench.wants("parts"):
        yield Asked("a page of 100 work orders with all their parts", asking.pages(asking.WORK_ORDERS))
        yield Asked("a page of 100 projects with all their parts", asking.pages(asking.PROJECTS))
    if bench.wants("invoices"):
        what = f"the first 100 of {sizes.invoices:,} invoices from a day on, with {ROWS_OF_INVOICE} rows each"
        yield Asked(what, asking.pages_of_invoices(port, sizes), SLOWER_WITH_ROWS_MAX)
