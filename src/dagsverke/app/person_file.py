"""A person as the office sees it: who it is, what it is employed as, and on which schedules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Query
from dagsverke.domain.errors import Absent

_SHOWN = (
    *("id", "key", "full_name", "employee_number", "email", "user_name", "work_phone", "cell_phone", "language"),
    *("role_name", "department_name", "personal_number", "cost_per_hour_e4", "is_active", "is_activated"),
)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A schedule from a first to a last day (None: until further notice), at a share of its hours."""

    key: str
    name: str
    starts_on: str
    ends_on: str | None
    rate_e4: int


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The person, its employments and its schedules, the latest first; ``employments`` have their agreement's name."""

    person: Mapping[str, Any]
    has_password: bool
    employments: Sequence[tuple[Record, str]]
    schedules: Sequence[Assigned]


def person_file(reader: Reader, key: str) -> PersonFile:
    """Everything of a person. Absent where the key names none."""
    found = reader.select(Query("person", _SHOWN, (Condition("key", "eq", key),))).rows
    row = reader.find("person", key=key)
    if not found or row is None:
        raise Absent("absent", "key", "names nobody in this company")
    person = dict(zip(_SHOWN, found[0], strict=True))
    agreements = reader.company.agreements
    employments = [
        (one, agreements[one["agreement_id"]].name if one["agreement_id"] in agreements else "")
        for one in sorted(reader.find_all("employment", person_id=row["id"]), key=_begin, reverse=True)
    ]
    return PersonFile(person, row["password_hash"] is not None, employments, _assigned(reader, row["id"]))


def _assigned(reader: Reader, person_id: int) -> list[Assigned]:
    rows = sorted(reader.find_all("assignment", person_id=person_id), key=_begin, reverse=True)
    names = {one["id"]: one["name"] for one in reader.find_all("schedule")} if rows else {}
    return [
        Assigned(one["key"], names.get(one["schedule_id"], ""), one["starts_on"], one["ends_on"], one["rate_e4"])
        for one in rows
    ]


def _begin(row: Record) -> str:
    return str(row["starts_on"])
