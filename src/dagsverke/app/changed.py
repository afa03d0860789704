"""Changed after approval: what became of the time in a person's approved week since somebody approved it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from dagsverke.app.access import Principal
from dagsverke.app.events import events
from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Query, Slice
from dagsverke.app.reports import reachable
from dagsverke.domain.timesheets import APPROVED, days_of, mondays

Given = Mapping[str, Any]
Week = tuple[int, str]
"""A person's id and the Monday of a week."""
BOOKKEEPING = frozenset(
    {
        *("attested_at", "attested_by_id", "status", "modified_by_id"),
        *("is_invoiced", "invoiced_at", "invoice_id"),
        *("unsocial", "unsocial_until"),
    }
)
"""What is noted about an entry, or follows from it: approving and billing it are no changes of it."""
_READ = ("place", "at", "kind", "subject_id", "door", "person_id", "before", "after")
_ADDED, _CHANGED, _WITHDRAWN = "added", "changed", "withdrawn"


@dataclass(frozen=True, slots=True)
class LateChange:
    """One entry of an approved week that was added, changed or withdrawn after the approval.

    ``on_day`` is the entry's day in that week: the new one, or the one that it left. ``place`` is that of the event.
    """

    place: int
    at: str
    change: str
    entry_key: str
    on_day: str
    person_id: int
    person_key: str
    employee_number: str
    name: str
    week_on: str
    approved_at: str
    approved_by: str
    door: str
    by: str


class _Step(NamedTuple):
    """An event of an entry; where the entry was before it and after it, as far as the event says so."""

    place: int
    at: str
    what: str
    door: str
    by_id: int | None
    is_of_interest: bool
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class _Sheet(NamedTuple):
    """An approved week, and the place of the event that approved it."""

    row: Record
    place: int


def late_changes(reader: Reader, principal: Principal, first_on: str, last_on: str) -> Sequence[LateChange]:
    """Entries of weeks that are approved, changed after it, in the order of the changes; of persons that may be seen.

    Found in the chain of events alone, from the first approval of those weeks on; a fixed number of statements and one
    more for every some thousand events.
    """
    sheets = _approved(reader, first_on, last_on)
    if not sheets:
        return []
    steps: dict[int, list[_Step]] = {}
    for entry_id, step in _steps(reader, min(one.place for one in sheets.values())):
        steps.setdefault(entry_id, []).append(step)
    found = [
        (step, entry_id, on_day, sheet)
        for entry_id, some in _with_weeks(reader, steps)
        for step, touched in some
        for week, on_day in touched.items()
        if (sheet := sheets.get(week)) is not None and sheet.place < step.place
    ]
    return _told(reader, principal, sorted(found, key=lambda one: (one[0].place, one[2])))


def report(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    """The late changes of the weeks from ``first_on`` to ``last_on``."""
    found = late_changes(reader, principal, given["first_on"], given["last_on"])
    return Slice([tuple([getattr(one, name) for name in attributes]) for one in found], len(found))


def _approved(reader: Reader, first_on: str, last_on: str) -> Mapping[Week, _Sheet]:
    """The approved weeks by person and Monday."""
    rows = reader.find_all("timesheet", week_on=mondays(first_on, last_on), status=APPROVED)
    places = reader.events.approvals([row["id"] for row in rows]) if rows else {}
    return {(row["person_id"], row["week_on"]): _Sheet(row, places[row["id"]]) for row in rows if row["id"] in places}


def _steps(reader: Reader, after: int) -> Iterator[tuple[int, _Step]]:
    for place, at, kind, entry_id, door, by_id, *told in events(
        reader, _READ, (Condition("subject", "eq", "time_entry"),), after
    ):
        before, now = (msgspec.json.decode(one or "{}") for one in told)
        what = kind.partition(".")[2]
        is_of_interest = what != _CHANGED or not now.keys() <= BOOKKEEPING
        yield entry_id, _Step(place, at, what, door, by_id, is_of_interest, _where(before), _where(now))


def _where(told: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: told[name] for name in ("person_id", "on_day") if name in told}


def _with_weeks(
    reader: Reader, steps: Mapping[int, Sequence[_Step]]
) -> Iterator[tuple[int, list[tuple[_Step, Mapping[Week, str]]]]]:
    """Each entry with its steps of interest and the weeks that each touched: told backwards from where it is now."""
    live = [entry_id for entry_id, some in steps.items() if some[-1].what != _WITHDRAWN]
    asked = Query("time_entry", ("id", "person_id", "on_day"), (Condition("id", "in", live),))
    now = {row[0]: {"person_id": row[1], "on_day": row[2]} for row in reader.select(asked).rows} if live else {}
    for entry_id, some in steps.items():
        where: Mapping[str, Any] = now.get(entry_id, {})
        found: list[tuple[_Step, Mapping[Week, str]]] = []
        for step in reversed(some):
            after = {} if step.what == _WITHDRAWN else {**where, **step.after}
            where = {} if step.what == _ADDED else {**after, **step.before}
            if step.is_of_interest:
                found.append((step, {_week(one): one["on_day"] for one in (where, after) if one}))
        yield entry_id, found


def _week(where: Mapping[str, Any]) -> Week:
    return where["person_id"], days_of(where["on_day"])[0]


def _told(
    reader: Reader, principal: Principal, found: Sequence[tuple[_Step, int, str, _Sheet]]
) -> Sequence[LateChange]:
    keys = reader.events.keys("time_entry", sorted({entry_id for _, entry_id, _, _ in found}))
    visible = _persons(reader, {sheet.row["person_id"] for *_, sheet in found}, reachable(reader, principal))
    others: set[int | None] = {sheet.row["decided_by_id"] for *_, sheet in found} | {step.by_id for step, *_ in found}
    names: dict[int | None, str] = dict.fromkeys(others, "")
    for named, (_, _, name) in _persons(reader, {one for one in others if one is not None}).items():
        names[named] = name
    told = []
    for step, entry_id, on_day, sheet in found:
        person_id = sheet.row["person_id"]
        if person_id not in visible:
            continue
        key, number, name = visible[person_id]
        told.append(
            LateChange(
                place=step.place,
                at=step.at,
                change=step.what,
                entry_key=keys[entry_id],
                on_day=on_day,
                person_id=person_id,
                person_key=key,
                employee_number=number or "",
                name=name,
                week_on=sheet.row["week_on"],
                approved_at=sheet.row["decided_at"],
                approved_by=names[sheet.row["decided_by_id"]],
                door=step.door,
                by=names[step.by_id],
            )
        )
    return told


def _persons(
    reader: Reader, ids: Iterable[int], narrowed: tuple[Condition, ...] = ()
) -> Mapping[int, tuple[str, str | None, str]]:
    """Key, employee number and name of persons."""
    asked = Query(
        "person", ("id", "key", "employee_number", "full_name"), (Condition("id", "in", sorted(ids)), *narrowed)
    )
    return {row[0]: row[1:] for row in reader.select(asked).rows}
