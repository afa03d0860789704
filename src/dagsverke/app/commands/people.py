"""Persons: who works or signs in."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.access import ADMINISTRATOR
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, refer_by_id, refer_by_key, require
from dagsverke.app.secrets import hash_password
from dagsverke.app.sign_in import PAGES, end_sessions, may_sign_in
from dagsverke.domain.errors import Conflict, Malformed

Given = Mapping[str, Any]
PLAIN = (
    *("first_name", "last_name", "email", "user_name", "personal_number", "work_phone", "cell_phone"),
    *("is_active", "is_activated", "is_sole_parent", "has_dynamic_schedule", "cost_per_hour_e4", "extras"),
)
REQUIRED = ("first_name", "last_name", "email", "user_name", "role_code")
LEADING = ("role_code", "is_active", "is_activated")
"""What makes an administrator of whom there must be one."""
EMPLOYEE_NUMBER = re.compile(r"[^\s,/?#%\x00-\x1f]{1,15}")
"""Fortnox, Properties: EmployeeId is a string of at most 15 characters; it also stands in a path."""
LANGUAGE = re.compile(r"[A-Za-z]{2}")
PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX = 12, 1000
"""Characters. Length is all that is asked of a password: no kinds of characters (NIST SP 800-63B, 3.1.1.2)."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a person (Seven Time, Create a User): inactive, not activated and Swedish unless said (readings 27)."""
    require(change, "created_by_key", *REQUIRED)
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    values = {"is_active": False, "is_activated": False, "language": "SV"} | _values(work, change)
    return {"id": work.add("person", values | {"created_by_id": creator["id"], "modified_by_id": creator["id"]})}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a person (Seven Time, Update a User); what is not given stays, a required name cannot be emptied."""
    require(change, "modified_by_key")
    person = existing(work, "person", "key", key=target["key"])
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    for name in REQUIRED:
        if name in change:
            require(change, name)
    _change(work, person, _values(work, change) | {"modified_by_id": modifier["id"]})
    refuse_leaderless(work, person)
    return {"id": person["id"]}


def enrol(work: UnitOfWork, told: Given) -> Record:
    """Add an active person whom no person made: the first of a company, or one of its file."""
    require(told, "first_name", "last_name")
    values = {"language": "SV", "is_active": True, "is_activated": True, **_values(work, told)}
    return existing(work, "person", "id", id=work.add("person", values))


def amend(work: UnitOfWork, person: Record, told: Given) -> None:
    """Correct a person on behalf of whoever asks; what is not told stays.

    Who amends several asks in the end whether the company still has an administrator (``refuse_leaderless``).
    """
    for name in ("first_name", "last_name"):
        if name in told:
            require(told, name)
    _change(work, person, _values(work, told))


def refuse_leaderless(work: UnitOfWork, before: Record) -> None:
    """Refuse what was changed of a person if no administrator is left who can sign in: nobody could make one."""
    after = existing(work, "person", "id", id=before["id"])
    if not _leads(before) or _leads(after):
        return
    work.ledger.hold_everybody()  # two may be about to take each other's role
    if any(_leads(one) for one in work.find_all("person", role_code=ADMINISTRATOR)):
        return
    field = next(name for name in LEADING if after[name] != before[name])
    raise Conflict("last", field, "cannot be changed of the last active administrator: make another one first")


def _leads(person: Record) -> bool:
    return person["role_code"] == ADMINISTRATOR and may_sign_in(person)


def set_skills(work: UnitOfWork, person_id: int, skill_ids: Sequence[int]) -> None:
    """Make these what a person is skilled in."""
    there = {one["skill_id"]: one for one in work.find_all("person_skill", person_id=person_id)}
    for skill_id, row in there.items():
        if skill_id not in skill_ids:
            work.withdraw("person_skill", row)
    for skill_id in skill_ids:
        if skill_id not in there:
            work.add("person_skill", {"person_id": person_id, "skill_id": skill_id})


def set_password(work: UnitOfWork, person: Record, password: str) -> None:
    """Give a person a password to sign in with. Its open sessions of the pages end."""
    _change(work, person, {"password_hash": _hashed(password)})


def _change(work: UnitOfWork, person: Record, values: Given) -> None:
    work.change("person", person, values)
    if "password_hash" in values:
        end_sessions(work, person["id"], PAGES)


def _values(work: UnitOfWork, change: Given) -> dict[str, Any]:
    values = {name: change[name] for name in PLAIN if change.get(name) is not None}
    if "employee_number" in change:
        values["employee_number"] = _employee_number(change["employee_number"])
    if change.get("role_code") is not None:
        refer(work, "role", "role_code", code=change["role_code"])
        values["role_code"] = change["role_code"]
    if change.get("language"):
        values["language"] = _language(change["language"])
    if change.get("password"):
        values["password_hash"] = _hashed(change["password"])
    for name in ("department", "salary_type", "work_type"):
        key, column = f"{name}_key", f"{name}_id"
        if key in change:
            values[column] = refer_by_key(work, "register_item", key, change[key], kind=name)
        elif column in change:
            values[column] = refer_by_id(work, "register_item", column, change[column], kind=name)
    return values


def _employee_number(number: str | None) -> str | None:
    if not number:
        return None
    if not EMPLOYEE_NUMBER.fullmatch(number):
        raise Malformed("range", "employee_number", "must be 1 to 15 characters without spaces and , / ? # %")
    return number


def _language(code: str) -> str:
    if not LANGUAGE.fullmatch(code):
        raise Malformed("range", "language", "must be a language code of two letters")
    return code.upper()


def _hashed(password: str) -> str:
    if len(password) < PASSWORD_LENGTH_MIN:
        raise Malformed("range", "password", f"must be at least {PASSWORD_LENGTH_MIN} characters long")
    if len(password) > PASSWORD_LENGTH_MAX:
        raise Malformed("range", "password", f"must be at most {PASSWORD_LENGTH_MAX} characters long")
    return hash_password(password)
