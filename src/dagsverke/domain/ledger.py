"""The ledger's rules: from a day's entries to postings, from postings and marks to balances. Append, then fold.

Everything here is a pure function of its arguments; what the store keeps besides (postings, checkpoints) can be thrown
away and made anew by these functions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from dagsverke.domain.calendars import month_of, next_month, plus_ms
from dagsverke.domain.causes import Account, Cause, Factor
from dagsverke.domain.hours import Hours, Scheduled, nobody
from dagsverke.domain.units import E4, quotient, times
from dagsverke.domain.windows import Unsocial


@dataclass(frozen=True, slots=True)
class Entry:
    """A live time entry as the ledger needs it. ``cause_id`` is ``NO_CAUSE`` where it names none."""

    id: int
    key: str
    person_id: int
    on_day: str
    cause_id: int
    duration_ms: int
    is_absence: bool
    is_clocked: bool
    attendance_code: str | None
    begins_at: str
    modified_at: str
    unsocial: tuple[Unsocial, ...] = ()


ENTRIES, RELIEF, ADJUSTED = range(3)
"""What a posting comes of: the day's entries; what absence takes off its expected time; adjustments."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One signed change to one account of one person on one day, of one origin.

    Relief has no effect on days after today, for which nothing is expected.
    """

    person_id: int
    account_id: int
    on_day: str
    amount: int
    origin: int = ENTRIES


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation; the lines of a balance add up to it exactly."""

    on_day: str
    what: str  # mark, expected, absence, the entry's cause, or the kind of an adjustment
    amount: int
    source: str  # the key of the row behind it, "" for scheduled time
    reason: str = ""  # why it was adjusted, in the words of who did it
    factor_e4: int = E4  # by which the entry, or the part of it in some windows, counts


@dataclass(frozen=True, slots=True)
class AttendanceDay:
    """The sum of one person's entries of one cause code on one day, as payroll reads it."""

    person_id: int
    on_day: str
    code: str
    duration_ms: int
    entry_count: int
    clocked_count: int
    entry_key: str | None  # the one entry's key, None where several make the sum
    modified_at: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The balance was ``value`` at the end of day ``on_day``; of two on one day the later import (id) counts."""

    id: int
    on_day: str
    value: int


class Standing(NamedTuple):
    """The last mark and the postings after it, summed; scheduled time is not subtracted.

    A tuple, for a report makes some ten thousand of them.
    """

    value: int = 0
    marked_on: str | None = None


NIL = Standing()
"""Before anything was posted."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The standing at the first moment of a month; kept for each month that follows one with activity."""

    month: str
    value: int
    marked_on: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of one person's day before posting: scheduled time, and whether a schedule is in force.

    ``overtime`` has the windows of the person's agreement, where it has any, and ``scheduled`` the hours between which
    the person was to work on any day.
    """

    scheduled_ms: int
    has_schedule: bool
    overtime: Hours | None = None
    scheduled: Scheduled = nobody


def entry_lines(
    entries: Sequence[Entry],
    day: Day,
    account: Account,
    causes: Mapping[int, Cause],
) -> Iterator[tuple[Line, int]]:
    """The lines that one day's entries make on one account, each with its origin.

    Absence lowers the day's scheduled time to nil at the least (readings 44); work counts by the company's factors.
    """
    left_ms = day.scheduled_ms
    for entry in entries:
        cause = causes.get(entry.cause_id)
        if entry.is_absence and account.has_expected:
            relief = min(left_ms, entry.duration_ms)
            left_ms -= relief
            if relief:
                yield Line(entry.on_day, "absence", relief, entry.key), RELIEF
            continue
        factor = account.factors.get(entry.cause_id)
        if factor is None or (factor.needs_schedule and not day.has_schedule):
            continue
        if entry.is_absence != (cause is not None and cause.is_absence):
            continue  # marked as absence by hand: it is neither work nor leave of that kind
        what = cause.name if cause else ""
        if day.overtime is not None and factor.has_windows and entry.is_clocked:
            for amount, factor_e4 in _amounts(entry, factor, cause, day.overtime, day.scheduled):
                yield Line(entry.on_day, what, amount, entry.key, factor_e4=factor_e4), ENTRIES
        elif amount := times(entry.duration_ms, factor.factor_e4):
            yield Line(entry.on_day, what, amount, entry.key, factor_e4=factor.factor_e4), ENTRIES


def _amounts(
    entry: Entry, factor: Factor, cause: Cause | None, overtime: Hours, scheduled: Scheduled
) -> Iterator[tuple[int, int]]:
    """What clocked time counts by the windows in which it lies, and by which factor: one for each that parts count by.

    The parts are rounded together: what they add up to is the nearest to the exact sum.
    """
    code, ends_at = (cause.code if cause else None) or "", plus_ms(entry.begins_at, entry.duration_ms)
    parts: dict[int, int] = {}
    for piece in overtime.pieces(entry.begins_at, ends_at, code, scheduled):
        by = piece.window.factor_e4
        parts[by] = parts.get(by, 0) + piece.duration_ms
    left_ms = entry.duration_ms - sum(parts.values())
    parts[factor.factor_e4] = parts.get(factor.factor_e4, 0) + left_ms
    exact = rounded = 0
    for factor_e4, duration_ms in parts.items():
        exact += duration_ms * factor_e4
        if amount := quotient(exact, E4) - rounded:
            rounded += amount
            yield amount, factor_e4


def post_day(
    entries: Sequence[Entry],
    day: Day,
    accounts: Iterable[Account],
    causes: Mapping[int, Cause],
) -> list[Posting]:
    """The postings of one person's day: at most one change and one relief for each account, none of them nil."""
    posted: list[Posting] = []
    cause_ids = {one.cause_id for one in entries}
    for account in accounts:
        if not account.has_expected and cause_ids.isdisjoint(account.factors):
            continue
        sums = {ENTRIES: 0, RELIEF: 0}
        for line, origin in entry_lines(entries, day, account, causes):
            sums[origin] += line.amount
        first = entries[0]
        posted += [
            Posting(first.person_id, account.id, first.on_day, amount, origin)
            for origin, amount in sums.items()
            if amount
        ]
    return posted


def attend_day(on_day: str, entries: Sequence[Entry], reaching: Sequence[Entry] = ()) -> list[AttendanceDay]:
    """The attendance of one person's day, one row for each cause code (absence has none).

    Unsocial hours count on the day on which they lie: ``reaching`` are entries of earlier days with pieces on this one.
    """
    by_code: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.attendance_code and not entry.is_absence:
            by_code.setdefault(entry.attendance_code, []).append(entry)
    rows = {
        code: AttendanceDay(
            person_id=some[0].person_id,
            on_day=on_day,
            code=code,
            duration_ms=sum(one.duration_ms for one in some),
            entry_count=len(some),
            clocked_count=sum(one.is_clocked for one in some),
            entry_key=some[0].key if len(some) == 1 else None,
            modified_at=max(one.modified_at for one in some),
        )
        for code, some in by_code.items()
    }
    for one in (one for one in (*entries, *reaching) if one.unsocial):
        for code, duration_ms in _unsocial_of(one, on_day).items():
            rows[code] = _with_unsocial(rows.get(code), one, on_day, code, duration_ms)
    return list(rows.values())


def _unsocial_of(entry: Entry, on_day: str) -> Mapping[str, int]:
    """An entry's unsocial milliseconds on a day, by code."""
    sums: dict[str, int] = {}
    for piece in entry.unsocial:
        if piece.on_day == on_day:
            sums[piece.code] = sums.get(piece.code, 0) + piece.duration_ms
    return sums


def _with_unsocial(row: AttendanceDay | None, entry: Entry, on_day: str, code: str, duration_ms: int) -> AttendanceDay:
    """A row with a clocked entry's unsocial hours. It is the entry's own in no case: that names the work itself."""
    if row is None:
        return AttendanceDay(entry.person_id, on_day, code, duration_ms, 1, 1, None, entry.modified_at)
    return replace(
        row,
        duration_ms=row.duration_ms + duration_ms,
        entry_count=row.entry_count + 1,
        clocked_count=row.clocked_count + 1,
        entry_key=None,
        modified_at=max(row.modified_at, entry.modified_at),
    )


def advance(standing: Standing, postings: Iterable[Posting], marks: Iterable[Mark]) -> Standing:
    """Carry a standing over later postings and marks: the last mark overrides everything up to and with its day."""
    last = max(marks, key=lambda mark: (mark.on_day, mark.id), default=None)
    if last is None:
        return Standing(standing.value + sum(one.amount for one in postings), standing.marked_on)
    return Standing(last.value + sum(one.amount for one in postings if one.on_day > last.on_day), last.on_day)


def fold(postings: Iterable[Posting], marks: Iterable[Mark], opening: Standing = NIL) -> list[Checkpoint]:
    """The checkpoints after each month with activity, from an opening standing. Order of the input is of no account."""
    activity: list[Posting | Mark] = sorted([*postings, *marks], key=attrgetter("on_day"))
    kept: list[Checkpoint] = []
    standing = opening
    for month, group in groupby(activity, key=lambda one: month_of(one.on_day)):
        some = list(group)
        standing = advance(
            standing,
            [one for one in some if isinstance(one, Posting)],
            [one for one in some if isinstance(one, Mark)],
        )
        kept.append(Checkpoint(next_month(month), standing.value, standing.marked_on))
    return kept
