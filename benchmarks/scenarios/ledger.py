"""Balances of everybody at once, and whether a long history costs more than a short one."""

from contextlib import ExitStack
from dataclasses import replace

from benchmarks import asking
from benchmarks.contest import BARE, CONVENTIONAL, OURS, Contender, Score, contest
from benchmarks.data.firm import Firm, firm_of
from benchmarks.data.sets import Sets
from benchmarks.report import Row
from benchmarks.scenarios.bench import POSTGRES_PART, SQLITE_PART, Bench

NAMES = ("balance",)
SHORT = "one year"
MS_MAX = 80.0
SLOWNESS_MAX = 1.3
CONVENTIONAL_REQUESTS = 2


def on_sqlite(bench: Bench, sets: Sets) -> None:
    """Five years against one, and against both baselines."""
    _measure(bench, sets, SQLITE_PART)


def on_postgres(bench: Bench, sets: Sets) -> None:
    """Five years against one."""
    _measure(bench, sets, POSTGRES_PART)


def _measure(bench: Bench, sets: Sets, part: str) -> None:
    long_firm, short_firm = firm_of(sets.ledger), firm_of(sets.short_ledger)
    with bench.server(sets.ledger) as port, bench.server(sets.short_ledger) as short:
        requests = asking.balances(port, long_firm, bench.sizes)
        said = asking.send(port, requests[0])
        timed = [one for one in said if one["TimeBalanceIOType"] == "TimeAccumulator"]
        assert len(timed) == len(long_firm.persons) * len(long_firm.time_codes)
        contenders = [
            Contender(OURS, port, requests),
            Contender(SHORT, short, asking.balances(short, short_firm, bench.sizes)),
        ]
        score = contest(contenders, bench.sizes, is_lone=True)
        bench.add(_row(bench, part, score, _what(long_firm), len(said)))
        if part == SQLITE_PART:
            _compare(bench, sets, port, requests, _what(long_firm))


def _what(firm: Firm) -> str:
    return f"balances of {len(firm.persons):,} persons × {len(firm.time_codes)} time accounts"


def _row(bench: Bench, part: str, score: Score, what: str, rows: int) -> Row:
    slowness = score.slowness(SHORT)
    is_judged = part == SQLITE_PART
    return Row(
        part,
        f"{what}, five years of daily postings",
        f"{score.median_ms():.0f} ms",
        f"< {MS_MAX:.0f} ms and ≤ {SLOWNESS_MAX} × one year" if is_judged else "",
        bench.verdict(score.median_ms() < MS_MAX, slowness <= SLOWNESS_MAX) if is_judged else None,
        latency=f"{score.median_ms():.1f} / {score.p99_ms():.1f} ms",
        note=f"one connection, the whole reply of {rows:,} rows; {slowness:.2f} × the time with one year "
        f"({score.median_ms(SHORT):.0f} ms)",
    )


def _compare(bench: Bench, sets: Sets, port: int, requests: list[bytes], what: str) -> None:
    """The baselines: the same bytes, and every posting summed."""
    with ExitStack() as stack:
        conventional = stack.enter_context(bench.conventional(sets.ledger))
        score = replace(bench, sizes=replace(bench.sizes, rounds=1)).compare(port, conventional, requests, is_lone=True)
    bench.add(
        Row(
            SQLITE_PART,
            f"{what}, against the baselines",
            f"{score.rate():.1f}/s",
            latency=f"{score.median_ms():.1f} / {score.p99_ms():.1f} ms",
            bare=f"{score.ratio(BARE):.0%} of {score.rate(BARE):,.0f}/s",
            conventional=f"{score.slowness(OURS, CONVENTIONAL):.0f} × {score.rate(CONVENTIONAL):.2f}/s",
            note="one round; the conventional stack sums the postings and answers the time accounts only",
        )
    )
