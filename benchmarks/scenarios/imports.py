"""A file of attendance, imported by the command line."""

import csv
import random
import time
from pathlib import Path

from benchmarks.data.firm import Firm, firm_of
from benchmarks.data.sets import Sets, copy_of
from benchmarks.processes import carry_out
from benchmarks.report import Row
from benchmarks.scenarios.bench import POSTGRES_PART, SQLITE_PART, Bench
from benchmarks.sizes import Sizes, days_between

NAMES = ("import",)
RATE_MIN = 5_000
CODES = ("TID", "TID", "TID", "TID", "TID", "OT1", "OK1", "MER", "RES", "BER")


def on_sqlite(bench: Bench, sets: Sets) -> None:
    """Into a copy of the database with all the time logs."""
    with copy_of(sets.entries, "import") as url:
        _measure(bench, url, SQLITE_PART)


def on_postgres(bench: Bench, sets: Sets) -> None:
    """Into the database with all the time logs."""
    _measure(bench, sets.entries, POSTGRES_PART)


def _measure(bench: Bench, url: str, part: str) -> None:
    firm, file = firm_of(url), bench.scratch / "attendance.csv"
    count = _write(file, firm, bench.sizes)
    began = time.perf_counter()
    carry_out(url, "import", "attendance", str(file))
    took_s = time.perf_counter() - began
    number = firm.person_texts("employee_number")[-1]
    carry_out(url, "balance", number, "--check")
    rate, is_judged = count / took_s, part == SQLITE_PART
    bench.add(
        Row(
            part,
            f"{count:,} attendance rows imported, postings included",
            f"{rate:,.0f} rows/s",
            f"≥ {RATE_MIN:,} rows/s" if is_judged else "",
            bench.verdict(rate >= RATE_MIN) if is_judged else None,
            note=f"{took_s:.1f} s from the start of the command to its end",
        )
    )


def _write(file: Path, firm: Firm, sizes: Sizes) -> int:
    """One row for each person and day, day by day from the day after the last one that is known."""
    numbers, chance = firm.person_texts("employee_number"), random.Random(9)
    days = days_between(sizes.last_on, sizes.last_on.replace(year=sizes.last_on.year + 2))[1:]
    rows = [
        (number, chance.choice(CODES), day.isoformat(), chance.randrange(1, 33) / 4)
        for day in days[: -(-sizes.import_rows // len(numbers))]
        for number in numbers
    ][: sizes.import_rows]
    with file.open("w", newline="") as out:
        csv.writer(out).writerows([("EmployeeId", "CauseCode", "Date", "Hours"), *rows])
    return len(rows)
