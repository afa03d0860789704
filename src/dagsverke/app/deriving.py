"""Deriving anew what follows from agreements and calendars, when one of them says otherwise from a day on."""

from collections.abc import Iterable, Iterator, Sequence

from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.app.replay import replay
from dagsverke.app.unsocial import NONE, days_of, derived
from dagsverke.domain.calendars import midnight, next_day, plus_ms
from dagsverke.domain.timesheet import STRETCH_MAX_MS


def entry_days(work: UnitOfWork, since: str = "", until: str | None = None) -> Iterator[str]:
    """Every day from the first time entry to the last, of those from ``since`` to ``until``."""
    first, last = (_end(work, is_last=is_last) for is_last in (False, True))
    if first is None or last is None:
        return
    day, end = max(first, since), last if until is None else min(last, until)
    while day <= end:
        yield day
        day = next_day(day)


def derive_anew(work: UnitOfWork, days: Iterable[str], person_ids: Sequence[int] | None = None) -> None:
    """Derive unsocial hours, postings and attendance of all entries that touch the days: everybody's unless said whose.

    A day at a time, so that it never holds more than a day's entries. Entries of earlier days that reach into the days
    are among them, and so are the days that they reach.
    """
    if person_ids is None:
        person_ids = [row_id for (row_id,) in work.select(Query("person", ("id",))).rows]
    ours = sorted(person_ids)
    work.ledger.hold(ours)
    before = None
    for day in sorted(set(days)):
        rows = list(work.find_all("time_entry", on_day=day, person_id=ours))
        if before is None or next_day(before) != day:
            rows += _reaching(work, day, ours)
        _derive(work, rows)
        before = day


def _derive(work: UnitOfWork, rows: Sequence[Record]) -> None:
    after = derived(work, rows)
    for row, new in zip(rows, after, strict=True):
        work.change("time_entry", row, {name: new[name] for name in NONE})
    replay(work, {day for row in (*rows, *after) for day in days_of(row)})


def _reaching(work: UnitOfWork, day: str, person_ids: Sequence[int]) -> Sequence[Record]:
    """Clocked entries that began before a day and end after its midnight."""
    at = midnight(day, work.company.zone)
    first = plus_ms(at, -STRETCH_MAX_MS)
    where = (Condition("begins_at", "ge", first), Condition("begins_at", "lt", at), Condition("ends_at", "gt", at))
    ids = [row_id for (row_id,) in work.select(Query("time_entry", ("id",), where)).rows]
    return work.find_all("time_entry", id=ids, person_id=list(person_ids)) if ids else ()


def _end(work: UnitOfWork, *, is_last: bool) -> str | None:
    """The day of the first or of the last time entry."""
    found = work.select(Query("time_entry", ("on_day",), order=(("begins_at", is_last),), page=Page(0, 1))).rows
    return str(found[0][0]) if found else None
