"""The trail of what was done: events, the newest first, narrowed by who, what, when and the door; a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.app.references import name_of
from dagsverke.domain.calendars import days_after, local_to_instant
from dagsverke.domain.errors import Absent

SIZE = 50
MARGIN = 1_000
"""So many events around a moment may have been committed in another order than they began in."""
WINDOW = 10_000
"""So many events are looked at for one page at most, however few of them are what is asked for."""
_READ = ("place", "at", "kind", "subject", "subject_id", "door", "person_id", "person_name", "credential_id")
_NAMED: Mapping[str, str] = {
    **{f"{one}_id": one for one in ("account", "agreement", "article", "cause", "contact", "customer", "drive_type")},
    **{f"{one}_id": one for one in ("machine", "person", "price_list", "project", "schedule", "status", "supplier")},
    **{f"{one}_id": "register_item" for one in ("department", "result_unit", "salary_type", "skill", "vehicle")},
    "work_type_id": "register_item",
    "work_order_id": "work_order",
    "leader_id": "person",
}
"""By column, the table whose rows its ids are of."""
_WHOLE = (*_READ, "before", "after", "hash")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the trail is asked for: of a person, about a table, through a door, on days, before a place."""

    person_id: int | None = None
    subject: str = ""
    door: str = ""
    first_on: str | None = None
    last_on: str | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An event. ``change`` is the verb of its kind; ``credential`` the name of the key, where one was used."""

    place: int
    at: str
    subject: str
    subject_id: int | None
    change: str
    door: str
    person: str
    credential: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Events, and the place before which more may be; None where that was all."""

    events: Sequence[Told]
    earlier: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A column before and after; None where it was not there, or is not any more."""

    name: str
    before: str | None
    after: str | None

    @property
    def is_changed(self) -> bool:
        """Whether it differs."""
        return self.before != self.after


def trail(reader: Reader, asked: Asked) -> Trail:
    """A page of the trail. Costs the same anywhere in it, and however rare what is asked for is."""
    first, last = 1, _last_place(reader)
    since, until = _midnight(reader, asked.first_on), _midnight(reader, asked.last_on and days_after(asked.last_on, 1))
    if since:
        first = max(_place_at(reader, since, last) - MARGIN, 1)
    if until:
        last = min(_place_at(reader, until, last) + MARGIN, last)
    if asked.before is not None:
        last = min(last, asked.before - 1)
    bottom = max(first, last - WINDOW + 1)
    where = [Condition("place", "le", last), Condition("place", "ge", bottom), *_conditions(asked)]
    where += [Condition("at", "ge", since)] if since else []
    where += [Condition("at", "lt", until)] if until else []
    rows = reader.select(Query("event", _READ, tuple(where), (("place", True),), Page(0, SIZE))).rows
    reached = rows[-1][0] if len(rows) == SIZE else bottom
    return Trail(_told(reader, rows), reached if reached > first else None)


def event(reader: Reader, place: int) -> tuple[Told, Sequence[Difference], str]:
    """One event, what it changed, and its hash. Absent where there is none at the place."""
    found = reader.select(Query("event", _WHOLE, (Condition("place", "eq", place),))).rows
    if not found:
        raise Absent("absent", "place", "has no event")
    *plain, before, after, digest = found[0]
    (told,) = _told(reader, [tuple(plain)])
    return told, differences(before, after), digest


def differences(before: str | None, after: str | None) -> Sequence[Difference]:
    """Every column that an event tells of, those that changed first."""
    old, new = _texts(before), _texts(after)
    found = [Difference(name, old.get(name), new.get(name)) for name in {**old, **new}]
    return sorted(found, key=lambda one: not one.is_changed)


def names_of(reader: Reader, told: Sequence[Difference]) -> Mapping[tuple[str, str], str]:
    """The names of the rows whose ids stand in an event, by column and value. One query for each table."""
    asked: dict[str, set[int]] = {}
    stands: list[tuple[str, str, str]] = []
    for one in told:
        table = "person" if one.name.endswith("_by_id") else _NAMED.get(one.name)
        for value in {one.before, one.after} if table else ():
            if table and value is not None and value.isdigit():
                asked.setdefault(table, set()).add(int(value))
                stands.append((table, one.name, value))
    rows = {(table, row["id"]): row for table, ids in asked.items() for row in reader.find_all(table, id=sorted(ids))}
    found = {(name, value): rows.get((table, int(value))) for table, name, value in stands}
    return {at: _name(row) for at, row in found.items() if row is not None}


def _name(row: Record) -> str:
    return name_of(row) if "first_name" in row else str(row.get("name") or row.get("title") or row.get("number") or "")


def _texts(told: str | None) -> Mapping[str, str]:
    values: Mapping[str, Any] = msgspec.json.decode(told or "{}")
    return {name: one if isinstance(one, str) else msgspec.json.encode(one).decode() for name, one in values.items()}


def _conditions(asked: Asked) -> list[Condition]:
    given = {"person_id": asked.person_id, "subject": asked.subject, "door": asked.door}
    return [Condition(name, "eq", value) for name, value in given.items() if value not in (None, "")]


def _told(reader: Reader, rows: Sequence[tuple[Any, ...]]) -> list[Told]:
    ids = sorted({row[8] for row in rows if row[8]})
    found = reader.select(Query("credential", ("id", "name"), (Condition("id", "in", ids),))).rows if ids else ()
    names = {row[0]: row[1] for row in found}
    return [
        Told(place, at, subject, subject_id, kind.removeprefix(f"{subject}."), door, person or "", names.get(key, ""))
        for place, at, kind, subject, subject_id, door, _, person, key in rows
    ]


def _last_place(reader: Reader) -> int:
    found = reader.select(Query("event", ("place",), (), (("place", True),), Page(0, 1))).rows
    return found[0][0] if found else 0


def _place_at(reader: Reader, instant: str, last: int) -> int:
    """About where the events of an instant stand: they are in the order of commits, nearly that of time; bisected."""
    low, high = 1, last + 1
    while low < high:
        middle = (low + high) // 2
        asked = Query("event", ("at",), (Condition("place", "ge", middle),), (("place", False),), Page(0, 1))
        found = reader.select(asked).rows
        low, high = (middle + 1, high) if found and found[0][0] < instant else (low, middle)
    return low


def _midnight(reader: Reader, day: str | None) -> str:
    """The instant at which a day of the company begins; "" where no day is asked for."""
    return local_to_instant(datetime.fromisoformat(day), reader.company.zone) if day else ""
