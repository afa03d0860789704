"""A person's week as it is filled in: a line for each thing that time is recorded on, a cell for each day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dagsverke.app.locking import closed, locked_spans
from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Query, Row
from dagsverke.domain.timesheet import ATTESTED
from dagsverke.domain.timesheets import OPEN, days_of

_ON = ("cause_key", "customer_key", "project_key", "work_order_key")
_NAMES = ("cause_name", "customer_name", "project_name", "work_order_title")
_ENTRY = (
    *("key", "on_day", "begins_at", "ends_at", "duration_ms", "is_clocked", "is_absence", "is_invoiced", "status"),
    *("cause_id", "note", *_ON, *_NAMES),
)


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What time is recorded on, by keys; None where there is none of it."""

    cause: str | None = None
    customer: str | None = None
    project: str | None = None
    work_order: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One time entry of the week."""

    key: str
    on_day: str
    begins_at: str
    ends_at: str | None
    duration_ms: int
    is_clocked: bool
    is_absence: bool
    is_worked: bool
    note: str
    thing: Thing
    names: Mapping[str, str]
    closed_by: str  # "attested" or "invoiced", or nothing


@dataclass(slots=True)
class Cell:
    """What of a thing is recorded on a day. ``is_plain``: typed in as an amount, so that it can be typed over."""

    on_day: str
    amount_ms: int = 0
    count: int = 0
    is_plain: bool = True
    closed_by: str = ""


@dataclass(slots=True)
class Line:
    """One thing of the week, and its cells from Monday to Sunday."""

    thing: Thing
    names: Mapping[str, str]
    cells: Sequence[Cell]

    @property
    def sum_ms(self) -> int:
        """All of it."""
        return sum(one.amount_ms for one in self.cells)


@dataclass(slots=True)
class WeekDay:
    """One day: what was worked, was away, is expected when absence is taken off, and why it is locked, if it is."""

    on_day: str
    worked_ms: int = 0
    absent_ms: int = 0
    scheduled_ms: int = 0
    locked: str = ""
    lock_id: int | None = None

    @property
    def expected_ms(self) -> int:
        """The schedule's time less absence."""
        return max(self.scheduled_ms - self.absent_ms, 0)


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """A person's week."""

    person: Record
    week_on: str
    status: str
    note: str
    days: Sequence[WeekDay]
    lines: Sequence[Line]
    pieces: Sequence[Piece] = field(default=())

    @property
    def locks(self) -> Sequence[str]:
        """Why days of the week are locked, each lock once."""
        return list({one.lock_id: one.locked for one in reversed(self.days) if one.locked}.values())

    @property
    def worked_ms(self) -> int:
        """Hours worked in the week."""
        return sum(one.worked_ms for one in self.days)

    @property
    def expected_ms(self) -> int:
        """Hours expected in the week, absence taken off."""
        return sum(one.expected_ms for one in self.days)


def week_sheet(reader: Reader, person: Record, monday: str, also: Iterable[Thing] = ()) -> WeekSheet:
    """The week that begins on a Monday; things in ``also`` have a line though nothing is recorded on them yet."""
    days = days_of(monday)
    pieces = _pieces(reader, person["id"], days)
    sheet = reader.find("timesheet", person_id=person["id"], week_on=monday)
    return WeekSheet(
        person,
        monday,
        sheet["status"] if sheet else OPEN,
        sheet["note"] if sheet else "",
        _days(reader, person["id"], days, pieces),
        _lines(reader, days, pieces, also),
        pieces,
    )


def _pieces(reader: Reader, person_id: int, days: Sequence[str]) -> list[Piece]:
    where = (
        Condition("person_id", "eq", person_id),
        Condition("on_day", "ge", days[0]),
        Condition("on_day", "le", days[-1]),
    )
    found = reader.select(Query("time_entry", _ENTRY, where, (("begins_at", False),))).rows
    return [_piece(reader, row) for row in found]


def _piece(reader: Reader, row: Row) -> Piece:
    told = dict(zip(_ENTRY, row, strict=True))
    cause = reader.company.causes.get(told["cause_id"]) if told["cause_id"] else None
    return Piece(
        key=told["key"],
        on_day=told["on_day"],
        begins_at=told["begins_at"],
        ends_at=told["ends_at"],
        duration_ms=told["duration_ms"],
        is_clocked=bool(told["is_clocked"]),
        is_absence=bool(told["is_absence"]),
        is_worked=not told["is_absence"] and (cause is None or cause.is_worked),
        note=told["note"],
        thing=Thing(*(told[name] for name in _ON)),
        names={part: told[name] or "" for part, name in zip(_ON, _NAMES, strict=True)},
        closed_by="invoiced" if told["is_invoiced"] else "attested" if told["status"] == ATTESTED else "",
    )


def _days(reader: Reader, person_id: int, days: Sequence[str], pieces: Sequence[Piece]) -> list[WeekDay]:
    assigned = reader.ledger.assignments([person_id]).get(person_id, ())
    timetable = reader.company.timetable
    locks = locked_spans(reader, [(person_id, day, day) for day in days])
    found = {day: WeekDay(day, scheduled_ms=timetable.expected_ms(assigned, day, day)) for day in days}
    for (_, day, _), lock in locks.items():
        found[day].locked, found[day].lock_id = closed(reader, lock, day, "on_day").detail, lock.id
    for one in pieces:
        if one.is_absence:
            found[one.on_day].absent_ms += one.duration_ms
        elif one.is_worked:
            found[one.on_day].worked_ms += one.duration_ms
    return list(found.values())


def _lines(reader: Reader, days: Sequence[str], pieces: Sequence[Piece], also: Iterable[Thing]) -> list[Line]:
    lines: dict[Thing, Line] = {}
    for one in pieces:
        line = lines.setdefault(one.thing, Line(one.thing, one.names, [Cell(day) for day in days]))
        cell = line.cells[days.index(one.on_day)]
        cell.amount_ms += one.duration_ms
        cell.count += 1
        cell.is_plain = cell.is_plain and not one.is_clocked
        cell.closed_by = cell.closed_by or one.closed_by
    for thing in also:
        if thing not in lines:
            lines[thing] = Line(thing, names_of(reader, thing), [Cell(day) for day in days])
    return sorted(lines.values(), key=lambda line: [line.names[part] for part in reversed(_ON)])


def names_of(reader: Reader, thing: Thing) -> dict[str, str]:
    """What a thing's parts are called; nothing for a part that it has not."""
    cause = reader.company.causes_by_key.get(thing.cause) if thing.cause else None
    rows = {
        "customer_key": ("customer", thing.customer, "name"),
        "project_key": ("project", thing.project, "name"),
        "work_order_key": ("work_order", thing.work_order, "title"),
    }
    names = {"cause_key": cause.name if cause else ""}
    for part, (table, key, name) in rows.items():
        row = reader.find(table, key=key) if key else None
        names[part] = row[name] if row else ""
    return names
