"""Deriving anew what follows from agreements and calendars, when one of them says otherwise from a day on."""

from collections.abc import Iterable, Iterator, Sequence

from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.app.replay import replay
from dagsverke.app.unsocial import NONE, days_of, derived
from dagsverke.domain.calendars import midnight, next_day, plus_ms
from dagsverke.domain.timesheet import STRETCH_MAX_MS


def entry_span(work: UnitOfWork) -> tuple[str, str] | None:
    """The days of the first and of the last time entry."""
    first, last = (_end(work, is_last=is_last) for is_last in (False, True))
    return None if first is None or last is None else (first, last)


def entry_days(work: UnitOfWork, since: str) -> Iterator[str]:
    """Every day from one on, of those from the first time entry to the last."""
    span = entry_span(work)
    day = "" if span is None else max(span[0], since)
    while span is not None and day <= span[1]:
        yield day
        day = next_day(day)


def everybody(work: UnitOfWork) -> Sequence[int]:
    """The ids of all persons."""
    return [row_id for (row_id,) in work.select(Query("person", ("id",))).rows]


def derive_anew(work: UnitOfWork, days: Iterable[str], person_ids: Sequence[int], *, is_day_other: bool) -> None:
    """Derive unsocial hours, postings and attendance of the persons' entries that begin on the days anew.

    Where the day itself is another than it was (``is_day_other``), also of those that began before and reach into it.
    The caller holds the persons. A day at a time: never more than a day's entries are held. Locked days refuse.
    """
    ours = sorted(person_ids)
    for day in sorted(set(days)):
        rows = list(work.find_all("time_entry", on_day=day, person_id=ours))
        if is_day_other:
            rows += _reaching(work, day, ours)
        if not rows:
            continue
        after = derived(work, rows)
        changes = [(row, {name: new[name] for name in NONE}) for row, new in zip(rows, after, strict=True)]
        work.change_many("time_entry", changes)
        replay(work, {one for row in (*rows, *after) for one in days_of(row)})


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
