"""Agreements: record and correct. What they say of windows is checked here, and what follows from it derived anew."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.company import Company
from dagsverke.app.deriving import derive_anew, entry_days, everybody
from dagsverke.app.locking import refuse_locked_rules
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing, require
from dagsverke.domain.calendars import HOLIDAY, WEEKDAYS, read_day
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4
from dagsverke.domain.vacation_rules import VacationRules
from dagsverke.domain.windows import MINUTES_OF_DAY, Window, changed_from, first_difference

Given = Mapping[str, Any]
WINDOWS_MAX = 1_000
FACTOR_MAX_E4 = 10 * E4
COST_MAX_E4 = 10**5 * E4
_MOST = {"factor_e4": FACTOR_MAX_E4, "cost_per_hour_e4": COST_MAX_E4, "beside_min": MINUTES_OF_DAY}
_RULES = ("vacation", "limits", "las")
"""What is kept as it comes: rules of their own types, checked by who reads them from a file."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record an agreement by its name; the first of a company is its default one.

    ``windows`` are ``Window``, ``vacation``, ``limits`` and ``las`` of the types that ``Agreement`` has them in.
    """
    require(change, "name")
    work.ledger.hold_everybody()
    before = work.company
    has_default = any(one.is_default for one in before.agreements.values())
    values = {"is_default": not has_default, "windows": "[]"} | _values(work, change, ())
    if values["is_default"]:
        refuse_locked_rules(work, "is_default")
    agreement_id = work.add("agreement", values)
    _follow(work, before, agreement_id)
    return {"id": agreement_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct an agreement; what is not given stays.

    With ``since`` the windows are what holds from that day on, and those before it stay what they were; without it they
    are all the windows that there are, each with its own first and last day. Unsocial hours, postings and attendance
    are derived anew from the first day on which anything is otherwise; a locked day from there on refuses.
    """
    work.ledger.hold_everybody()
    row = existing(work, "agreement", "key", **target)
    if "name" in change:
        require(change, "name")
    if row["is_default"] and change.get("is_default") is False:
        raise Malformed("range", "is_default", "is given up only by making another agreement the default one")
    before = work.company
    for name in ("vacation", "las", "is_default"):  # windows have days, and are refused where those are replayed
        if change.get(name) not in (None, getattr(before.agreements[row["id"]], name)):
            refuse_locked_rules(work, name)
    work.change("agreement", row, _values(work, change, before.agreements[row["id"]].windows))
    _follow(work, before, row["id"])
    return {"id": row["id"]}


def _values(work: UnitOfWork, change: Given, before: Sequence[Window]) -> dict[str, Any]:
    values: dict[str, Any] = {name: change[name] for name in ("name", "is_default") if change.get(name) is not None}
    values |= {name: json.dumps(asdict(change[name])) for name in _RULES if change.get(name) is not None}
    if change.get("windows") is not None:
        windows = _checked(work, change["windows"])
        if change.get("since"):
            windows = changed_from(before, windows, read_day(change["since"], "since"))
        if first_difference(before, windows) is not None:
            values["windows"] = json.dumps([asdict(one) for one in windows], ensure_ascii=False)
    return values


def _follow(work: UnitOfWork, before: Company, agreement_id: int) -> None:
    """Let no other agreement be the default one, and derive anew what is otherwise than before."""
    if work.company.agreements[agreement_id].is_default:
        for other in work.find_all("agreement", is_default=True):
            if other["id"] != agreement_id:
                work.change("agreement", other, {"is_default": False})
    since = _first_change(before, work.company)
    if since is not None:
        derive_anew(work, entry_days(work, since), everybody(work), is_day_other=False)
    if any(_vacation_of(work.company)[key] != rules for key, rules in _vacation_of(before).items()):
        vacation.rebuild(work)


def _vacation_of(company: Company) -> Mapping[int, VacationRules]:
    """What is said of vacation, by agreement; 0 is who names none."""
    return {0: company.agreement.vacation} | {one.id: one.vacation for one in company.agreements.values()}


def _first_change(before: Company, after: Company) -> str | None:
    """The first day on which somebody's windows may be others than before."""
    pairs = [(before.agreement, after.agreement)]
    pairs += [(one, after.agreements[one.id]) for one in before.agreements.values()]
    found = (first_difference(old.windows, new.windows) for old, new in pairs)
    return min((day for day in found if day is not None), default=None)


def _checked(work: UnitOfWork, windows: Sequence[Window]) -> tuple[Window, ...]:
    """The windows; refused by place and name where one cannot be."""
    if len(windows) > WINDOWS_MAX:
        raise Malformed("range", "windows", f"must be at most {WINDOWS_MAX}")
    return tuple(_window(work, one, f"windows[{at}]") for at, one in enumerate(windows))


def _window(work: UnitOfWork, one: Window, at: str) -> Window:
    _check_code(work, one, at)
    _check_days(work.company, one, at)
    if not (0 <= one.begins_min < MINUTES_OF_DAY and 0 <= one.ends_min <= MINUTES_OF_DAY):
        raise Malformed("range", f"{at}.begins_min", f"and the end must be minutes of the day, 0 to {MINUTES_OF_DAY}")
    if one.begins_min == one.ends_min:
        raise Malformed("range", f"{at}.ends_min", "must not be the begin")
    for name, most in _MOST.items():
        if not 0 <= getattr(one, name) <= most:
            raise Malformed("range", f"{at}.{name}", f"must be from 0 to {most}")
    return _dated(one, at)


def _check_code(work: UnitOfWork, one: Window, at: str) -> None:
    """An unsocial window has the code of such a cause; an overtime window that of overtime, or none for all of it."""
    cause = work.company.causes_by_code.get(one.code)
    if one.kind == "unsocial":
        if cause is None or not cause.is_unsocial:
            raise Malformed("reference", f"{at}.code", "is no cause code of unsocial hours in this company")
        if one.salary_type and not work.find_all("register_item", kind="salary_type", code=one.salary_type):
            raise Malformed("reference", f"{at}.salary_type", "is no code of a salary type in this company")
    elif one.code and (cause is None or cause.limit_class != "overtime"):
        raise Malformed("reference", f"{at}.code", "is no cause code of overtime in this company")
    known = {cause.limit_class for cause in work.company.causes.values()} - {""}
    if not known.issuperset(one.classes):
        raise Malformed("reference", f"{at}.classes", f"must be of {', '.join(sorted(known))}")


def _check_days(company: Company, one: Window, at: str) -> None:
    known = {*WEEKDAYS, HOLIDAY, *(rule.day_class for rule in company.calendar)} - {""}
    if not one.days or not known.issuperset(one.days):
        raise Malformed("reference", f"{at}.days", f"must be of {', '.join(sorted(known))}")


def _dated(one: Window, at: str) -> Window:
    starts_on = read_day(one.starts_on, f"{at}.starts_on") if one.starts_on else ""
    ends_on = read_day(one.ends_on, f"{at}.ends_on") if one.ends_on else None
    if ends_on is not None and ends_on < starts_on:
        raise Malformed("range", f"{at}.ends_on", "must not be before the first day")
    return replace(one, days=tuple(one.days), classes=tuple(one.classes), starts_on=starts_on, ends_on=ends_on)
