"""The sets of data: made once, kept in a folder where one is given, and copied for what changes them."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.data.entries import Years
from benchmarks.data.events import Chain
from benchmarks.data.firm import Firm, firm_of, found, keep_vacation, read_once
from benchmarks.data.ledger import write_ledger
from benchmarks.data.sales import Sales
from benchmarks.data.sinks import bulk
from benchmarks.data.trade import Trade
from benchmarks.processes import carry_out
from benchmarks.sizes import Sizes
from dagsverke.app.ports import Reader
from dagsverke.domain.ledger import fold
from dagsverke.store.engine import SQLITE
from dagsverke.store.migrate import migrate

Say = Callable[[str], None]
Fill = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sets:
    """Where the data is."""

    entries: str
    ledger: str
    short_ledger: str


def sqlite_sets(folder: Path, sizes: Sizes, say: Say) -> Sets:
    """The three databases in a folder; those that are there already are taken as they are."""
    urls = []
    for name, fill in _fills(sizes).items():
        path = folder / f"{name}-{sizes.fingerprint()}.db"
        if not path.exists():
            part = path.with_suffix(".part")
            for old in folder.glob(f"{part.name}*"):
                old.unlink()
            _timed(say, f"SQLite, {name}", fill, f"{SQLITE}{part}")
            part.with_name(f"{part.name}.lock").unlink(missing_ok=True)
            part.rename(path)
        urls.append(f"{SQLITE}{path}")
    return Sets(*urls)


def postgres_sets(new_url: Callable[[], str], sizes: Sizes, say: Say) -> Sets:
    """The three databases on a PostgreSQL server."""
    urls = []
    for name, fill in _fills(sizes).items():
        urls.append(new_url())
        _timed(say, f"PostgreSQL, {name}", fill, urls[-1])
    return Sets(*urls)


@contextmanager
def copy_of(url: str, name: str) -> Iterator[str]:
    """A copy of a SQLite database, for as long as the block lasts."""
    path = Path(url.removeprefix(SQLITE))
    copy = path.with_name(f"{name}-{os.getpid()}.db")
    shutil.copyfile(path, copy)
    try:
        yield f"{SQLITE}{copy}"
    finally:
        for left in path.parent.glob(f"{copy.name}*"):
            left.unlink()


def _fills(sizes: Sizes) -> dict[str, Fill]:
    return {
        "entries": lambda url: _fill_entries(url, sizes),
        "ledger": lambda url: _fill_ledger(url, sizes, sizes.first_on),
        "short-ledger": lambda url: _fill_ledger(url, sizes, sizes.short_first_on),
    }


def _timed(say: Say, what: str, fill: Fill, url: str) -> None:
    began = time.perf_counter()
    fill(url)
    say(f"{what}: made in {time.perf_counter() - began:.0f} s")


def _begin(url: str, persons: int, since: date) -> Firm:
    migrate(url)
    found(url, persons, since)
    return firm_of(url)


def _fill_entries(url: str, sizes: Sizes) -> None:
    firm, chain = _begin(url, sizes.persons, sizes.first_on), Chain(url)
    with bulk(url, "time_entry", "invoice", "paper_row") as sink:
        years = Years(firm, sizes, sink.next_id(), chain)
        years.write(sink)
        trade = Trade(firm, sizes, years.last_id + 1)
        trade.write(sink)
        Sales(firm, sizes, trade.last_id + 1).write(sink)
    keep_vacation(url)
    numbers = firm.person_texts("employee_number")
    for number in numbers[:: -(-len(numbers) // sizes.proofs)]:
        carry_out(url, "balance", number, "--on", sizes.last_on.isoformat(), "--check")


def _fill_ledger(url: str, sizes: Sizes, first: date) -> None:
    firm = _begin(url, sizes.persons, first)
    with bulk(url) as sink:
        write_ledger(sink, firm, first, sizes.last_on)
    keep_vacation(url)
    accounts = [one.id for one in firm.company.accounts.values() if one.kind == "time"]
    for person_id in firm.person_ids[: sizes.proofs]:
        read_once(url, partial(_prove, person_id, accounts[-1]))


def _prove(person_id: int, account_id: int, reader: Reader) -> None:
    """The kept checkpoints are those that the rules fold from the postings."""
    postings = reader.ledger.postings(person_id, account_id, "1900-01-01", "2199-12-31")
    assert list(reader.ledger.checkpoints(person_id, account_id)) == fold(postings, ())
