"""Vacation of persons: what they hold on a day, why, and the cache by which everybody's is one look-up.

What is kept is a state for each day on which anything changes (``vacation_state``). It is made anew from the day of a
change on, and can be thrown away: whom nothing is kept of, or not for so late a day, is reckoned from the facts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dagsverke.app.ports import Pair, PersonDay, Reader, UnitOfWork
from dagsverke.app.vacation_facts import KINDS, gather, is_by_work
from dagsverke.app.vacation_ports import Holding, Kept
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, Assignment, days_after, local_day, years_after
from dagsverke.domain.causes import Account
from dagsverke.domain.ledger import Entry, Line, Standing
from dagsverke.domain.vacation import run
from dagsverke.domain.vacation_course import NOTHING, Change, Course, State, explain
from dagsverke.domain.vacation_facts import REST_MAX, SORTS, TOTAL, Facts, year_of

AHEAD_YEARS = 3
"""So many vacation years, the one that runs among them, are reckoned ahead; later days are as the last of them."""
NOTHING_HELD: Holding = (NOTHING.held, None, DAY_MAX)
"""What is held by who never had anything."""
AT_ONCE = 500
"""So many persons' facts are held at a time."""
_BACK_DAYS = 2 * REST_MAX
"""A day of absence may change what days so long before it count as: days off between two absent ones are absent."""


def held(reader: Reader, person_ids: Sequence[int], on: str) -> Mapping[int, Holding]:
    """What each person has at the end of a day on the accounts of vacation, in the order of ``SORTS``.

    One statement for everybody whose vacation is kept so far. Who never had anything may be left out.
    """
    found = dict(reader.vacation.held(person_ids, on))
    ahead = _ahead(reader)
    until = min(on, ahead)
    stale = [one for one in person_ids if one not in found or found[one][2] < until]
    for person_id, course in _courses(reader, dict.fromkeys(stale, DAY_MIN)).items():
        state = course.on(on)
        found[person_id] = (state.held, state.adjusted_on, ahead)
    return found


def standings(reader: Reader, person_ids: Sequence[int], accounts: Sequence[Account], on: str) -> dict[Pair, Standing]:
    """What each person has on accounts of vacation at the end of a day, and the day of the last grant, mark or decree.

    Left out is what was never anything.
    """
    places = [(one.id, SORTS.index(one.kind)) for one in accounts if one.kind != TOTAL]
    totals = [one.id for one in accounts if one.kind == TOTAL]
    nils: dict[str | None, Standing] = {}
    found: dict[Pair, Standing] = {}
    for person_id, (days, adjusted_on, _) in held(reader, person_ids, on).items():
        if adjusted_on is None and not any(days):
            continue
        nil = nils.setdefault(adjusted_on, Standing(0, adjusted_on))
        for account_id, place in places:
            value = days[place]
            found[person_id, account_id] = Standing(value, adjusted_on) if value else nil
        for account_id in totals:
            found[person_id, account_id] = Standing(sum(days), adjusted_on)
    return found


def states(reader: Reader, person_ids: Sequence[int], on: str) -> dict[int, State]:
    """The whole state of each person at the end of a day. Left out is of whom nothing is known."""
    found: dict[int, State] = {}
    ahead, after = _ahead(reader), days_after(on, 1)
    for person_id, kept in reader.vacation.kept([(one, after) for one in person_ids]).items():
        if kept[0].on_day <= on and kept[0].until_on >= min(on, ahead):
            found[person_id] = kept[0].state
    unkept = dict.fromkeys((one for one in person_ids if one not in found), DAY_MIN)
    found |= {person_id: course.on(on) for person_id, course in _courses(reader, unkept).items()}
    return {person_id: state for person_id, state in found.items() if state != NOTHING}


def lines(reader: Reader, person_id: int, accounts: Sequence[Account], on: str) -> dict[int, list[Line]]:
    """The lines that make what a person has at the end of a day, by account of vacation."""
    changes = course_of(reader, person_id).changes
    return {account.id: [_line(one) for one in explain(changes, account.kind, on)] for account in accounts}


def course_of(reader: Reader, person_id: int) -> Course:
    """All of a person's vacation, from the first day of which anything is known."""
    return _courses(reader, {person_id: DAY_MIN})[person_id]


def follow(
    work: UnitOfWork,
    days: Sequence[PersonDay],
    was_absent: Iterable[PersonDay],
    entries: Mapping[PersonDay, Sequence[Entry]],
    assigned: Callable[[int], Sequence[Assignment]],
) -> None:
    """After days were replayed: refresh whose absence is, or was, another. Time worked is of no account.

    But in Finland it is, of who has no schedule.
    """
    changed = {day for day, some in entries.items() for one in some if one.is_absence}
    changed.update(was_absent)
    if is_by_work(work.company):
        changed.update(day for day in days if not assigned(day[0]))
    if changed:
        refresh(work, earliest(changed))


def earliest(days: Iterable[PersonDay]) -> dict[int, str]:
    """The first of each person's days."""
    since: dict[int, str] = {}
    for person_id, on_day in days:
        since[person_id] = min(on_day, since.get(person_id, on_day))
    return since


def refresh(work: UnitOfWork, since: Mapping[int, str]) -> None:
    """Make what is kept of each person anew from a day on: something that its vacation follows from changed there.

    The caller holds the persons since before it made the change.
    """
    if not since:
        return
    begins = work.company.vacation_begins
    spans = {one: max(days_after(day, -_BACK_DAYS), DAY_MIN) for one, day in since.items()}
    kept = work.vacation.kept(sorted(spans.items()))
    opening = {one: some[0] for one, some in kept.items() if some[0].on_day < spans[one]}
    spans = {one: day if one in opening else DAY_MIN for one, day in spans.items()}
    back = {one: max(years_after(year_of(begins, day), -2), DAY_MIN) for one, day in spans.items() if day != DAY_MIN}
    before: list[tuple[int, Kept]] = []
    after: list[tuple[int, Kept]] = []
    later: dict[int, str] = {}
    for person_id, facts in gather(work, {one: back.get(one, DAY_MIN) for one in spans}).items():
        first = opening.get(person_id)
        until_on = _until(work, facts, first.on_day if first else "")
        course = run(facts, until_on, spans[person_id], first.state if first else NOTHING)
        states = course.states[1:] if first and course.states[0][1] == first.state else course.states
        before += [(person_id, one) for one in kept.get(person_id, ()) if one is not first]
        after += [(person_id, Kept(on_day, until_on, state)) for on_day, state in states]
        if first and first.until_on != until_on:
            later[person_id] = until_on
    work.vacation.keep(before, after)
    work.vacation.extend(later)


def rebuild(work: UnitOfWork, person_ids: Iterable[int] | None = None, since: str = DAY_MIN) -> int:
    """Make what is kept of persons, or of everybody, anew from a day on: a rule changed. Returns of how many."""
    ids = [row["id"] for row in work.find_all("person")] if person_ids is None else sorted(set(person_ids))
    work.ledger.hold(ids)
    for at in range(0, len(ids), AT_ONCE):
        refresh(work, dict.fromkeys(ids[at : at + AT_ONCE], since))
    return len(ids)


def check(reader: Reader, person_id: int) -> Iterator[str]:
    """Where what is kept of a person is not what follows from the facts, or not what its explanation adds up to."""
    kept = reader.vacation.kept([(person_id, DAY_MIN)]).get(person_id, ())
    if not kept:
        return
    facts = gather(reader, {person_id: DAY_MIN})[person_id]
    course = run(facts, kept[-1].until_on)
    made, was = dict(course.states), {one.on_day: one.state for one in kept}
    for day in sorted(made.keys() | was.keys()):
        if made.get(day) != was.get(day):
            yield f"vacation {day}: {was.get(day)} is kept, not {made.get(day)}"
    for day, state in was.items():
        for kind in (*SORTS, TOTAL):
            told = sum(one.amount for one in explain(course.changes, kind, day))
            if told != state.of(kind):
                yield f"vacation {day}: of {kind} {state.of(kind)} is kept, the lines make {told}"


def is_vacation(account: Account) -> bool:
    """Whether an account follows the rules here."""
    return account.kind in KINDS


def place_of(account: Account) -> int | None:
    """The place of an account's days in what is held; None where it has none there."""
    return SORTS.index(account.kind) if account.kind in SORTS else None


def _courses(reader: Reader, since: Mapping[int, str]) -> dict[int, Course]:
    return {one: run(facts, _until(reader, facts)) for one, facts in gather(reader, since).items()}


def _until(reader: Reader, facts: Facts, known_on: str = "") -> str:
    """The last day that is reckoned: the end of the last vacation year ahead, or of one of which something is known."""
    return max(_ahead(reader), _year_end(reader, min(max(facts.last_day(), known_on, DAY_MIN), DAY_MAX)))


def _ahead(reader: Reader) -> str:
    today = local_day(reader.now, reader.company.zone)
    return days_after(years_after(year_of(reader.company.vacation_begins, today), AHEAD_YEARS), -1)


def _year_end(reader: Reader, day: str) -> str:
    return days_after(years_after(year_of(reader.company.vacation_begins, day), 1), -1)


def _line(change: Change) -> Line:
    return Line(change.on_day, change.what, change.amount, change.source, change.reason)
