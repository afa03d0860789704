"""Everybody's balances side by side: a row for each person, a column for each account, and where each stands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.app.balances import balances, today
from dagsverke.app.ports import Pair, Reader
from dagsverke.app.queries import Condition, Query, Row, Slice
from dagsverke.app.reports import reachable
from dagsverke.domain.causes import Account
from dagsverke.domain.ledger import Standing
from dagsverke.domain.limits import OUTSIDE, State, has_limits, state_of

Given = Mapping[str, Any]
_PERSON = ("id", "key", "employee_number", "full_name", "department_id")


def value_of(account: Account) -> str:
    """The attribute that is the balance of an account, in the account's unit."""
    return f"value {account.id}"


def where_of(account: Account) -> str:
    """The attribute that says where the balance of an account stands to its limits."""
    return f"where {account.id}"


def matrix(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    """The balances of whom the caller may see, at the end of ``on_day`` or of today, by employee number.

    Attributes are ``person_id``, ``person_key``, ``employee_number``, ``person_name``, ``department``, ``on_day``,
    ``outside`` (how many balances are beyond a limit), and of each account those of ``value_of`` and ``where_of``.
    ``name`` is a part of a name, ``department_key`` one department, ``is_outside`` leaves who is beyond a limit, and
    ``is_remarkable`` who is near one or beyond it. Who is not active is left out unless ``has_inactive``. A fixed
    number of statements.
    """
    on_day = given.get("on_day") or today(reader)
    persons = reader.select(Query("person", _PERSON, _whose(reader, principal, given), (("employee_number", False),)))
    limited = [one for one in reader.company.accounts.values() if has_limits(one)]
    accounts = _asked(reader, limited, given, attributes)
    found = balances(reader, [row[0] for row in persons.rows], accounts, on_day) if accounts else {}
    departments = {one["id"]: one["name"] for one in reader.find_all("register_item", kind="department")}
    rows = []
    for person in persons.rows:
        states = [_state(found, person, one) for one in limited]
        if not _is_shown(states, given):
            continue
        known = {
            "person_id": person[0],
            "person_key": person[1],
            "employee_number": person[2],
            "person_name": person[3],
            "department": departments.get(person[4]),
            "on_day": on_day,
            "outside": sum(one in OUTSIDE for one in states),
        }
        known.update(_held(found, person, accounts))
        rows.append(tuple([known[name] for name in attributes]))
    return Slice(rows, len(rows))


def _whose(reader: Reader, principal: Principal, given: Given) -> tuple[Condition, ...]:
    where = [*reachable(reader, principal)]
    if not given.get("has_inactive"):
        where.append(Condition("is_active", "eq", value=True))
    if name := given.get("name"):
        where.append(Condition("full_name", "contains", name))
    if department := given.get("department_key"):
        where.append(Condition("department_key", "eq", department))
    return tuple(where)


def _asked(reader: Reader, limited: Sequence[Account], given: Given, attributes: Sequence[str]) -> list[Account]:
    """The accounts that are to be looked up: those that are shown, and where it matters those with limits."""
    names = set(attributes)
    needs_limits = "outside" in names or given.get("is_outside") or given.get("is_remarkable")
    return [
        one
        for one in reader.company.accounts.values()
        if value_of(one) in names or where_of(one) in names or (needs_limits and one in limited)
    ]


def _state(found: Mapping[Pair, Standing], person: Row, account: Account) -> State:
    return state_of(found.get((person[0], account.id), Standing()).value, account)


def _held(found: Mapping[Pair, Standing], person: Row, accounts: Sequence[Account]) -> Iterator[tuple[str, Any]]:
    for one in accounts:
        value = found.get((person[0], one.id), Standing()).value
        yield value_of(one), value
        yield where_of(one), state_of(value, one)


def _is_shown(states: Sequence[State], given: Given) -> bool:
    if given.get("is_outside"):
        return any(one in OUTSIDE for one in states)
    return not given.get("is_remarkable") or any(one != "within" for one in states)
