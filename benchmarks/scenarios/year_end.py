"""The year end of everybody: the year, its last flex period and a vacation year are closed by the command line."""

import time
from functools import partial

from benchmarks.data.firm import Firm, firm_of, write_once
from benchmarks.data.sets import Sets, copy_of
from benchmarks.processes import carry_out
from benchmarks.report import Row
from benchmarks.scenarios.bench import POSTGRES_PART, SQLITE_PART, Bench
from dagsverke.app import vacation
from dagsverke.app.commands import accounts
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.calendars import days_after
from dagsverke.domain.units import MS_PER_HOUR

NAMES = ("close",)
SECONDS_MAX = 20.0
KEPT = {"carry_min": -10 * MS_PER_HOUR, "carry_max": 10 * MS_PER_HOUR, "surplus": "pay"}


def on_sqlite(bench: Bench, sets: Sets) -> None:
    """In a copy of the database with all the time logs."""
    with copy_of(sets.entries, "close") as url:
        _measure(bench, url, SQLITE_PART)


def on_postgres(bench: Bench, sets: Sets) -> None:
    """In the database with all the time logs, which is as it was afterwards."""
    _measure(bench, sets.entries, POSTGRES_PART)


def _measure(bench: Bench, url: str, part: str) -> None:
    """Close everything, look whether balances still are what follows, and undo it."""
    firm = firm_of(url)
    write_once(url, partial(_furnish, firm, bench.sizes.first_on.isoformat()))
    last_on = bench.sizes.last_on.isoformat()
    vacation_on = days_after(f"{last_on[:4]}-{firm.company.vacation_begins}", -1)
    closings = (("flex", last_on), ("year", last_on), ("vacation-year", vacation_on))
    took_s = {kind: _timed(url, "close", kind, "--on", on) for kind, on in closings}
    for number in firm.person_texts("employee_number")[-bench.sizes.proofs :]:
        carry_out(url, "balance", number, "--check")
    undone_s = sum(_timed(url, "close", kind, "--on", on, "--undo") for kind, on in closings)
    whole_s, is_judged = sum(took_s.values()), part == SQLITE_PART
    each = ", ".join(f"{kind} {seconds:.1f} s" for kind, seconds in took_s.items())
    bench.add(
        Row(
            part,
            f"the year end of {len(firm.persons):,} persons × {len(firm.time_codes)} time accounts, and their vacation",
            f"{whole_s:.1f} s",
            f"< {SECONDS_MAX:.0f} s" if is_judged else "",
            bench.verdict(whole_s < SECONDS_MAX) if is_judged else None,
            note=f"three commands from start to end: {each}; all of it undone in {undone_s:.1f} s",
        )
    )


def _timed(url: str, *arguments: str) -> float:
    began = time.perf_counter()
    carry_out(url, *arguments)
    return time.perf_counter() - began


def _furnish(firm: Firm, since: str, work: UnitOfWork) -> None:
    """Rules of carrying for every time account, and an employment for everybody."""
    for account in firm.company.accounts.values():
        if account.kind == "time":
            closes = "flex" if account.has_expected else "year"
            accounts.rule(work, {"code": account.code}, {"closes": closes, **KEPT})
    hired = {"form": "permanent", "starts_on": since}
    work.add_many("employment", [{"person_id": person_id, **hired} for person_id in firm.person_ids])
    vacation.rebuild(work)
