"""Balances on any day: the number, the lines that make it, and the proof that what is kept is what follows."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from dagsverke.app import vacation
from dagsverke.app.las import count_days, explain_days
from dagsverke.app.person_days import PersonDays
from dagsverke.app.ports import Pair, Reader
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, local_day, next_day
from dagsverke.domain.causes import Account
from dagsverke.domain.ledger import (
    ADJUSTED,
    RELIEF,
    Entry,
    Line,
    Posting,
    Standing,
    entry_lines,
    fold,
    post_day,
)


def today(reader: Reader) -> str:
    """The company's local day now."""
    return local_day(reader.now, reader.company.zone)


def balances(
    reader: Reader,
    person_ids: Sequence[int],
    accounts: Sequence[Account],
    on: str,
) -> Mapping[Pair, Standing]:
    """The balance of every pair at the end of day ``on``, and the day of its last mark.

    Value: the last mark on or before the day plus the postings after it, less scheduled time up to today for the
    account that has it. A pair of which nothing is known is left out: its balance is nil. A fixed number of
    statements, whatever the number of persons.
    """
    posted = [one.id for one in accounts if one.is_posted]
    leave = [one for one in accounts if vacation.is_vacation(one)]
    marked = [one.id for one in accounts if not one.is_posted and one not in leave]
    found = dict(reader.ledger.standings(person_ids, posted, on)) if posted else {}
    if leave:
        found.update(vacation.standings(reader, person_ids, leave, on))
    if marked:
        found.update(reader.ledger.last_marks(person_ids, marked, on))
    if employed := [one for one in accounts if one.counts_employment]:
        count_days(reader, person_ids, employed, on, found)
    expected = [one for one in accounts if one.has_expected]
    if expected:
        _subtract_expected(reader, person_ids, expected, on, found)
    return found


def _subtract_expected(
    reader: Reader,
    person_ids: Sequence[int],
    accounts: Sequence[Account],
    on: str,
    found: dict[Pair, Standing],
) -> None:
    now_on = today(reader)
    until = min(on, now_on)
    assignments = reader.ledger.assignments(person_ids)
    timetable = reader.company.timetable
    for person_id, assigned in assignments.items():
        for account in accounts if assigned else ():
            standing = found.get((person_id, account.id), Standing())
            since = next_day(standing.marked_on) if standing.marked_on else assigned[0].starts_on
            expected_ms = timetable.expected_ms(assigned, since, until) if since <= until else 0
            found[person_id, account.id] = Standing(standing.value - expected_ms, standing.marked_on)
    if on > now_on:
        _forget_future_relief(reader, [one.id for one in accounts], now_on, on, found)


def _forget_future_relief(
    reader: Reader,
    account_ids: Sequence[int],
    now_on: str,
    on: str,
    found: dict[Pair, Standing],
) -> None:
    """Nothing is expected after today, so absence then relieves nobody of anything."""
    by_mark: dict[str, list[int]] = {}
    for (person_id, account_id), standing in found.items():
        if account_id in account_ids:
            by_mark.setdefault(max(now_on, standing.marked_on or ""), []).append(person_id)
    for after, persons in by_mark.items():
        for pair, relief in reader.ledger.relief_after(persons, account_ids, after, on).items():
            standing = found[pair]
            found[pair] = Standing(standing.value - relief, standing.marked_on)


def balance(reader: Reader, person_id: int, account: Account, on: str) -> int:
    """One balance at the end of a day, in the account's unit (ms, or days e6)."""
    return balances(reader, [person_id], [account], on).get((person_id, account.id), Standing()).value


def explain(reader: Reader, person_id: int, account: Account, on: str) -> list[Line]:
    """The lines that make a balance, by day; they add up to it exactly."""
    return explain_all(reader, person_id, [account], on)[account.id]


def explain_all(reader: Reader, person_id: int, accounts: Sequence[Account], on: str) -> Mapping[int, list[Line]]:
    """The lines of several balances of a person, by account."""
    leave = [one for one in accounts if vacation.is_vacation(one)]
    others = (one for one in accounts if one not in leave)
    lines = {one.id: _lines(reader, person_id, one, on) for one in others}
    return lines | (vacation.lines(reader, person_id, leave, on) if leave else {})


def _lines(reader: Reader, person_id: int, account: Account, on: str) -> list[Line]:
    marks = [one for one in reader.ledger.marks(person_id, account.id) if one.on_day <= on]
    mark = max(marks, key=lambda one: (one.on_day, one.id), default=None)
    if account.counts_employment:
        return explain_days(reader, person_id, account, mark, on)
    after = mark.on_day if mark else _day_before(DAY_MIN)
    lines = [Line(mark.on_day, "mark", mark.value, str(mark.id))] if mark else []
    lines += _expected_lines(reader, person_id, account, after, on)
    lines += _work_lines(reader, person_id, account, after, on)
    lines += _adjusted_lines(reader, person_id, account, after, on)
    return sorted(lines, key=lambda one: one.on_day)


def _expected_lines(reader: Reader, person_id: int, account: Account, after: str, on: str) -> Iterator[Line]:
    assigned = reader.ledger.assignments([person_id]).get(person_id, ())
    if not account.has_expected or not assigned:
        return
    day, last = max(next_day(after), assigned[0].starts_on), min(on, today(reader))
    while day <= last:
        if expected_ms := reader.company.timetable.expected_ms(assigned, day, day):
            yield Line(day, "expected", -expected_ms, "")
        day = next_day(day)


def _work_lines(reader: Reader, person_id: int, account: Account, after: str, on: str) -> Iterator[Line]:
    known, now_on = PersonDays(reader, [person_id]), today(reader)
    for on_day, some in _by_day(reader.ledger.entries_between(person_id, after, on)).items():
        for line, origin in entry_lines(some, known.of(person_id, on_day), account, reader.company.causes):
            if origin != RELIEF or on_day <= now_on:
                yield line


def _adjusted_lines(reader: Reader, person_id: int, account: Account, after: str, on: str) -> Iterator[Line]:
    if account.is_posted:
        for one in reader.find_all("adjustment", person_id=person_id, account_id=account.id):
            if after < one["on_day"] <= on:
                yield Line(one["on_day"], one["kind"], one["amount"], one["key"], one["reason"])


def check(reader: Reader, person_id: int) -> list[str]:
    """Derive everything of a person's ledger anew and say where what is kept differs; nothing said is good."""
    known = PersonDays(reader, [person_id])
    entries = _by_day(reader.ledger.entries_between(person_id, _day_before(DAY_MIN), DAY_MAX))
    accounts = [one for one in reader.company.accounts.values() if not vacation.is_vacation(one)]
    derived: dict[int, list[Posting]] = {one.id: [] for one in accounts}
    for on_day, some in entries.items():
        for posting in post_day(some, known.of(person_id, on_day), accounts, reader.company.causes):
            derived[posting.account_id].append(posting)
    for account in accounts:
        derived[account.id] += _adjusted_postings(reader, person_id, account)
    faults = [fault for account in accounts for fault in _faults(reader, person_id, account, derived[account.id])]
    return [*faults, *vacation.check(reader, person_id)]


def _adjusted_postings(reader: Reader, person_id: int, account: Account) -> Iterator[Posting]:
    by_day: Counter[str] = Counter()
    for line in _adjusted_lines(reader, person_id, account, _day_before(DAY_MIN), DAY_MAX):
        by_day[line.on_day] += line.amount
    for on_day, amount in by_day.items():
        if amount:
            yield Posting(person_id, account.id, on_day, amount, ADJUSTED)


def _faults(reader: Reader, person_id: int, account: Account, derived: Sequence[Posting]) -> Iterator[str]:
    kept = reader.ledger.postings(person_id, account.id, _day_before(DAY_MIN), DAY_MAX)
    for posting in sorted(set(derived) ^ set(kept), key=lambda one: one.on_day):
        which = "is missing" if posting in derived else "should not be"
        yield f"{account.code} {posting.on_day}: a posting of {posting.amount} {which}"
    marks = reader.ledger.marks(person_id, account.id)
    folded = {one.month: (one.value, one.marked_on) for one in fold(derived, marks)}
    carried = sorted(folded.items())
    checkpoints = {one.month: (one.value, one.marked_on) for one in reader.ledger.checkpoints(person_id, account.id)}
    for month in sorted(folded.keys() | checkpoints.keys()):
        want = next((value for at, value in reversed(carried) if at <= month), (0, None))
        if checkpoints.get(month) != want:
            yield f"{account.code} {month}: the checkpoint is {checkpoints.get(month)}, not {want}"
    adjusted = {one.on_day for one in derived if one.origin == ADJUSTED}
    yield from _sum_faults(reader, person_id, account, {one.on_day for one in marks} | adjusted)


def _sum_faults(reader: Reader, person_id: int, account: Account, days: Collection[str]) -> Iterator[str]:
    """The balance and the sum of its lines, today and at the end of each day with a mark or an adjustment."""
    for on in sorted({today(reader), *days}):
        told = sum(line.amount for line in explain(reader, person_id, account, on))
        if (kept := balance(reader, person_id, account, on)) != told:
            yield f"{account.code} {on}: the balance is {kept}, its lines make {told}"


def _by_day(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    days: dict[str, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.on_day, []).append(entry)
    return days


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
