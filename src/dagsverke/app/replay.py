"""Replaying days: when what a day is made of changes, its postings and attendance are derived anew."""

from collections.abc import Iterable

from dagsverke.app import vacation
from dagsverke.app.locking import refuse_locked
from dagsverke.app.person_days import PersonDays
from dagsverke.app.ports import PersonDay, UnitOfWork
from dagsverke.domain.ledger import AttendanceDay, Posting, attend_day, post_day


def replay(work: UnitOfWork, days: Iterable[PersonDay], was_absent: Iterable[PersonDay] = ()) -> None:
    """Derive the given days from their entries and schedules, and make that what the ledger holds.

    The caller holds the persons (``work.ledger.hold``) since before it changed their entries. A day in a locked period
    is refused, and with it whatever made the day another. ``was_absent`` are days on which there was absence that may
    be gone.
    """
    wanted = sorted(set(days))
    refuse_locked(work, wanted, "begins_at")
    entries = work.ledger.entries_on(wanted)
    company = work.company
    reaching = work.ledger.entries_reaching(wanted) if "unsocial" in company.window_kinds else {}
    known = PersonDays(work, sorted({person_id for person_id, _ in entries}))
    accounts = [one for one in company.accounts.values() if one.is_posted]
    postings: list[Posting] = []
    attendance: list[AttendanceDay] = []
    for day, some in entries.items():
        postings += post_day(some, known.of(*day), accounts, company.causes)
    for day in entries.keys() | reaching.keys():
        attendance += attend_day(day[1], entries.get(day, ()), reaching.get(day, ()))
    work.ledger.replace_days(wanted, postings, attendance)
    vacation.follow(work, wanted, was_absent, entries, known.assigned)
