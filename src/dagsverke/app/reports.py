"""Reads that are more than a list of a collection, and the checks that come before a read."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.access import Principal
from dagsverke.app.attendance_ids import SumId, parse_uuid
from dagsverke.app.balances import balances
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Query, Row, Slice
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Absent
from dagsverke.domain.ledger import Standing

Given = Mapping[str, Any]
BALANCE_ATTRIBUTES = ("kind", "code", "on_day", "employee_number", "unit", "quantity", "marked_on")


def balances_on(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:  # noqa: ARG001  # every report has the same shape
    """Balances of persons by employee number on a day (SoftOne GO, TimeBalance).

    ``codes`` names time accounts; day accounts always come along. An unknown employee number is left out, an unknown
    code names nothing. Rows: per person in the order asked, time accounts first.
    """
    numbers = list(dict.fromkeys(given["employee_numbers"]))
    asked = Query("person", ("id", "employee_number"), (Condition("employee_number", "in", numbers),))
    ids = {number: person_id for person_id, number in reader.select(asked).rows}
    codes, on_day = set(given.get("codes") or ()), given["on_day"]
    shown = (one for one in reader.company.accounts.values() if one.kind != "vacation")
    accounts = [one for one in shown if one.kind != "time" or one.code in codes]
    accounts.sort(key=lambda one: one.kind != "time")
    rows = _balance_rows(reader, [(number, ids[number]) for number in numbers if number in ids], accounts, on_day)
    picked = _in_order(BALANCE_ATTRIBUTES, attributes)
    return Slice(rows if picked is None else [picked(row) for row in rows], len(rows))


def _balance_rows(
    reader: Reader, persons: Sequence[tuple[str, int]], accounts: Sequence[Account], on_day: str
) -> list[Row]:
    """Each person's balances by number and id. Those of vacation stand together in one row as they are kept."""
    ids = [person_id for _, person_id in persons]
    shown = [(one.kind, one.code, one.unit, one.id, vacation.place_of(one)) for one in accounts]
    found = balances(reader, ids, [one for one in accounts if vacation.place_of(one) is None], on_day)
    held = vacation.held(reader, ids, on_day) if any(place is not None for *_, place in shown) else {}
    rows: list[Row] = []
    nil = Standing()
    for number, person_id in persons:
        days, adjusted_on, _ = held.get(person_id, vacation.NOTHING_HELD)
        for kind, code, unit, account_id, place in shown:
            if place is None:
                at = found.get((person_id, account_id), nil)
                rows.append((kind, code, on_day, number, unit, at.value, at.marked_on))
            else:
                rows.append((kind, code, on_day, number, unit, days[place], adjusted_on))
    return rows


def attendance_by_id(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:  # noqa: ARG001  # every report has the same shape
    """The attendance row, or the one entry of it, that an id names (Fortnox, the id form)."""
    named = parse_uuid(given["attendance_id"])
    if named is None:
        raise Absent("absent", "attendance_id", "names nothing in this company")
    if isinstance(named, SumId):
        return _sum(reader, named, attributes)
    entry = reader.find("time_entry", key=named.key)
    if entry is None or entry["attendance_code"] is None:
        raise Absent("absent", "attendance_id", "names nothing in this company")
    person = reader.find("person", id=entry["person_id"])
    if person is None or not person["employee_number"]:
        raise Absent("absent", "attendance_id", "names nothing in this company")
    alone = {
        "person_id": person["id"],
        "employee_number": person["employee_number"],
        "code": entry["attendance_code"],
        "on_day": entry["on_day"],
        "duration_ms": entry["duration_ms"],
        "entry_count": 1,
        "clocked_count": int(entry["is_clocked"]),
        "entry_key": entry["key"],
        "modified_at": entry["modified_at"],
    }
    return Slice([tuple(alone[name] for name in attributes)], 1)


def _sum(reader: Reader, named: SumId, attributes: Sequence[str]) -> Slice:
    where = (
        Condition("person_id", "eq", named.person_id),
        Condition("on_day", "eq", named.on_day),
        Condition("code", "eq", named.code),
    )
    found = reader.select(Query("attendance", tuple(attributes), where))
    if not found.rows:
        raise Absent("absent", "attendance_id", "names nothing in this company")
    return found


def visible_person(reader: Reader, principal: Principal, given: Given) -> None:
    """Refuse a person of another company, or one whose balances this principal may not see, as absent."""
    where = (Condition("id", "eq", given["person_id"]), *reachable(reader, principal))
    if not reader.select(Query("person", ("id",), where)).rows:
        raise Absent("absent", "person_id", "names nothing in this company")


def reachable(reader: Reader, principal: Principal) -> tuple[Condition, ...]:
    """The conditions that leave only the persons whose balances a principal may see (Bezala, roles)."""
    if principal.reach == "all":
        return ()
    manager = reader.find("person", id=principal.person_id)
    if principal.reach == "team" and manager is not None and manager["department_id"] is not None:
        return (Condition("department_id", "eq", manager["department_id"]),)
    return (Condition("id", "eq", principal.person_id),)


def _in_order(have: Sequence[str], want: Sequence[str]) -> Callable[[Row], Any] | None:
    if tuple(have) == tuple(want):
        return None
    places = [have.index(name) for name in want]
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)
