"""Time logs over HTTP: one by its key, a page with its total, and a new one with all that follows from it."""

from collections.abc import Sequence
from contextlib import ExitStack

from benchmarks import asking
from benchmarks.contest import BARE, CONVENTIONAL, OURS, Contender, Score, contest
from benchmarks.data.firm import firm_of
from benchmarks.data.sets import Sets, copy_of
from benchmarks.report import Row
from benchmarks.scenarios.bench import POSTGRES_PART, SQLITE_PART, Bench

PAGE_MS_MAX = 40.0
NAMES = ("get", "page", "create")
GET, PERSON, SINCE, CREATE = (
    "one time log by its key",
    "a page of 100: one person's, latest first, exact total",
    "a page of 100: all since a time, earliest first, exact total",
    "a new time log: validated, posted, checkpoints moved, event, durable",
)
LEAST = {GET: 8.0, PERSON: 5.0, SINCE: 5.0, CREATE: 3.0}
"""At least so many times the conventional stack."""


def on_sqlite(bench: Bench, sets: Sets) -> None:
    """Against both baselines, on copies of the same database."""
    asked = _asked(bench, sets.entries)
    with ExitStack() as stack:
        port = stack.enter_context(bench.server(stack.enter_context(copy_of(sets.entries, "ours"))))
        conventional = stack.enter_context(bench.conventional(stack.enter_context(copy_of(sets.entries, "theirs"))))
        for what, requests in asked.items():
            if what != CREATE:
                asking.assert_alike(port, conventional, requests)
            bench.add(_row(bench, what, bench.compare(port, conventional, requests)))


def on_postgres(bench: Bench, sets: Sets) -> None:
    """This server alone: there is no figure to compare with."""
    with bench.server(sets.entries) as port:
        for what, requests in _asked(bench, sets.entries).items():
            score = contest([Contender(OURS, port, requests)], bench.sizes)
            bench.add(Row(POSTGRES_PART, what, _rate(score), latency=_latency(score)))


def _asked(bench: Bench, url: str) -> dict[str, Sequence[bytes]]:
    firm, sizes = firm_of(url), bench.sizes
    asked: dict[str, Sequence[bytes]] = {}
    if bench.wants("get"):
        asked[GET] = asking.gets(url, sizes)
    if bench.wants("page"):
        asked[PERSON] = asking.pages_of_person(firm)
        asked[SINCE] = asking.pages_since(sizes)
    if bench.wants("create"):
        asked[CREATE] = asking.creates(firm, sizes)
    return asked


def _row(bench: Bench, what: str, score: Score) -> Row:
    ratio, is_page = score.ratio(CONVENTIONAL), what in {PERSON, SINCE}
    is_quick = not is_page or score.median_ms() < PAGE_MS_MAX
    target = f"≥ {LEAST[what]:.0f} × conventional" + (f", median < {PAGE_MS_MAX:.0f} ms" if is_page else "")
    return Row(
        SQLITE_PART,
        what,
        _rate(score),
        target,
        bench.verdict(ratio >= LEAST[what], is_quick),
        latency=_latency(score),
        bare=f"{score.ratio(BARE):.0%} of {score.rate(BARE):,.0f}/s",
        conventional=f"{ratio:.2f} × {score.rate(CONVENTIONAL):,.0f}/s",
    )


def _rate(score: Score) -> str:
    return f"{score.rate():,.0f}/s"


def _latency(score: Score) -> str:
    return f"{score.median_ms():.1f} / {score.p99_ms():.1f} ms"
