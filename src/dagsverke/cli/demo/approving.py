"""Weeks of the demo that were handed in, and what was said of them; and a month that is locked."""

from collections.abc import Iterator
from datetime import date, timedelta

from dagsverke.app.commands import locks, timesheets
from dagsverke.app.ports import UnitOfWork

APPROVED_WEEKS_AGO = (6, 5, 4, 3)
RETURNED_WEEKS_AGO, WAITING_WEEKS_AGO = 2, 1
HANDED_IN, WAITING = 12, 7  # so many persons hand their weeks in, and have already done so with the last one
RETURNED_EVERY = 5
NOTE = "Onsdagen saknar arbetsorder."
LOCKED_MONTHS_AGO = 2
REASON = "Lön utbetald"


def approve(work: UnitOfWork, last: date) -> None:
    """Some weeks are approved, the newest wait, and of those handed in some came back; the month before is locked."""
    ids = [one["id"] for one in work.find_all("person")][:HANDED_IN]
    today = last + timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    for ago in APPROVED_WEEKS_AGO:
        weeks = [(person_id, _week(monday, ago)) for person_id in ids]
        timesheets.submit(work, weeks)
        timesheets.approve(work, weeks)
    weeks = [(person_id, _week(monday, RETURNED_WEEKS_AGO)) for person_id in ids]
    timesheets.submit(work, weeks)
    timesheets.return_(work, weeks[::RETURNED_EVERY], NOTE)
    timesheets.submit(work, [(person_id, _week(monday, WAITING_WEEKS_AGO)) for person_id in ids[:WAITING]])
    *_, (first_on, last_on) = _months_before(last)
    locks.lock(work, last_on.isoformat(), REASON, first_on=first_on.isoformat())


def _week(monday: date, ago: int) -> str:
    return (monday - timedelta(weeks=ago)).isoformat()


def _months_before(day: date) -> Iterator[tuple[date, date]]:
    """The first and last days of the months before a day's, back to the one that is locked."""
    for _ in range(LOCKED_MONTHS_AGO):
        day = day.replace(day=1) - timedelta(days=1)
        yield day.replace(day=1), day
