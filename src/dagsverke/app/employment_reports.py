"""Days of employment and hours of work as reports: who becomes permanent, who has priority, who works too much."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.app.balances import today
from dagsverke.app.employments import Listed
from dagsverke.app.hours import hour_warnings
from dagsverke.app.las import candidates, conversions
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Query, Slice
from dagsverke.app.reports import reachable
from dagsverke.domain.calendars import month_of
from dagsverke.domain.employment import Employment
from dagsverke.domain.errors import Malformed
from dagsverke.domain.working_hours import HourWarning

Given = Mapping[str, Any]
_WARNING = tuple(one.name for one in fields(HourWarning))


def becoming_permanent(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    """The time-limited employments that run on a day, their days, and when they become permanent (LAS § 5 a)."""
    found = conversions(reader, given.get("on_day") or today(reader), reachable(reader, principal))
    rows = []
    for one in found:
        turn = one.conversion
        told = {
            "current_days": one.current_days,
            "balance_days": one.balance_days,
            "counted_days": turn.days if turn else None,
            "limit_days": turn.limit if turn else None,
            "converts_on": turn.converts_on if turn else None,
            "is_agreed": turn.is_agreed if turn else False,
            "source": turn.source if turn else None,
        }
        rows.append(_person(one.person) | _employment(one.employment) | told)
    return _slice(rows, attributes)


def having_priority(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    """Who has priority when there is work again, a row for each right, in the order of the law (LAS §§ 25, 26)."""
    found = candidates(reader, given.get("on_day") or today(reader), reachable(reader, principal))
    rows = []
    for place, one in enumerate(found, 1):
        who = _person(one.person) | _employment(one.priority.employment)
        for right in one.priority.rights:
            told = {"to": right.to, "counted_days": right.days, "limit_days": right.limit, "until_on": right.until}
            rows.append(who | told | {"place": place, "total_days": one.priority.total_days})
    return _slice(rows, attributes)


def working_too_much(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    """Rules on working hours that are broken or nearly so, by person and day; this month until today unless said."""
    last = given.get("last_on") or today(reader)
    first = given.get("first_on") or f"{month_of(last)}-01"
    where = reachable(reader, principal)
    person_id = _person_id(reader, given.get("employee_number"), where)
    is_over = given.get("is_over")
    found = [
        _person(one.person) | _warning(one.warning)
        for one in hour_warnings(reader, first, last, where, person_id)
        if is_over in (None, one.warning.is_over)
    ]
    return _slice(found, attributes)


def _person_id(reader: Reader, number: str | None, where: tuple[Condition, ...]) -> int | None:
    if not number:
        return None
    rows = reader.select(Query("person", ("id",), (Condition("employee_number", "eq", number), *where))).rows
    if not rows:
        raise Malformed("unknown", "employee_number", "names nobody in this company")
    return int(rows[0][0])


def _warning(one: HourWarning) -> dict[str, Any]:
    return {"unit": "ms", **{name: getattr(one, name) for name in _WARNING}}


def _person(person: Listed) -> dict[str, Any]:
    return {"person_key": person.key, "employee_number": person.number, "person_name": person.name}


def _employment(one: Employment) -> dict[str, Any]:
    names = ("form", "starts_on", "ends_on", "is_by_day")
    return {"employment_key": one.key, **{name: getattr(one, name) for name in names}}


def _slice(rows: Iterable[Mapping[str, Any]], attributes: Sequence[str]) -> Slice:
    found = [tuple([row[name] for name in attributes]) for row in rows]
    return Slice(found, len(found))
