"""Deriving anew what follows from agreements and calendars, when one of them says otherwise from a day on."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from dagsverke.app.ports import PersonDay, Record, UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.app.replay import replay
from dagsverke.app.unsocial import NONE, days_of, derived
from dagsverke.domain.calendars import midnight, next_day, plus_ms
from dagsverke.domain.timesheet import STRETCH_MAX_MS

DAYS_AT_ONCE = 2_000
"""Days of persons that are replayed together."""


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

    Without ``is_day_other`` it is windows that are others than they were, which concerns clocked work alone. With it
    the days themselves are: then also entries that began before and reach into them. The caller holds the persons. Read
    a day at a time and replayed some thousand days at a time, so that what is held has a bound. Locked days refuse.
    """
    ours = frozenset(person_ids)
    touched: set[PersonDay] = set()
    for day in sorted(set(days)):
        rows = [row for row in _on_day(work, day, ours) if is_day_other or _is_clocked_work(row)]
        if is_day_other:
            rows += _reaching(work, day, ours)
        after = derived(work, rows) if rows else ()
        changes = [(row, {name: new[name] for name in NONE}) for row, new in zip(rows, after, strict=True)]
        work.change_many("time_entry", changes)
        touched.update(one for row in (*rows, *after) for one in days_of(row))
        if len(touched) >= DAYS_AT_ONCE:
            replay(work, touched)
            touched.clear()
    replay(work, touched)


def _is_clocked_work(row: Record) -> bool:
    return bool(row["is_clocked"]) and not row["is_absence"]


def _on_day(work: UnitOfWork, day: str, person_ids: Collection[int]) -> Iterable[Record]:
    """The entries of a day: one person's by the person, several persons' by the day."""
    if len(person_ids) == 1:
        return work.find_all("time_entry", on_day=day, person_id=next(iter(person_ids)))
    return [row for row in work.find_all("time_entry", on_day=day) if row["person_id"] in person_ids]


def _reaching(work: UnitOfWork, day: str, person_ids: Collection[int]) -> Iterable[Record]:
    """Clocked entries that began before a day and end after its midnight."""
    at = midnight(day, work.company.zone)
    first = plus_ms(at, -STRETCH_MAX_MS)
    where = (Condition("begins_at", "ge", first), Condition("begins_at", "lt", at), Condition("ends_at", "gt", at))
    ids = [row_id for (row_id,) in work.select(Query("time_entry", ("id",), where)).rows]
    found = work.find_all("time_entry", id=ids) if ids else ()
    return [row for row in found if row["person_id"] in person_ids]


def _end(work: UnitOfWork, *, is_last: bool) -> str | None:
    """The day of the first or of the last time entry."""
    found = work.select(Query("time_entry", ("on_day",), order=(("begins_at", is_last),), page=Page(0, 1))).rows
    return str(found[0][0]) if found else None
