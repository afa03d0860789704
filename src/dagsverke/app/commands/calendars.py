"""The company's own days: record and withdraw. What follows from them is derived anew on the days that they are."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.deriving import derive_anew, entry_span, everybody
from dagsverke.app.holidays import dates_of
from dagsverke.app.locking import refuse_locked_day
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing, require
from dagsverke.domain.calendars import (
    DAY_MAX,
    DAY_MIN,
    EASTER_AFTER_MAX,
    EASTER_BEFORE_MAX,
    EASTER_DAY,
    WEEKDAYS,
    YEAR_DAY,
    CalendarRule,
    days_after,
    read_day,
)
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.timesheet import STRETCH_MAX_DAYS
from dagsverke.domain.units import E4

Given = Mapping[str, Any]
CLASS_LENGTH_MAX = 40
LEAP_YEAR = 2000


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a day of the company's own: a date, a month and day (``12-23``), or counted from Easter (``easter-3``).

    ``share_e4`` of the schedules is expected on it, nothing unless said. Without ``starts_on`` it always held, else
    from that day on. It overrides what was said of the same day before.
    """
    require(change, "day", "name")
    work.ledger.hold_everybody()
    values = {
        "day": _rule_day(change["day"]),
        "name": change["name"],
        "share_e4": change.get("share_e4", 0),
        "day_class": change.get("day_class") or "",
        "starts_on": read_day(change["starts_on"], "starts_on") if change.get("starts_on") else "",
        "ends_on": read_day(change["ends_on"], "ends_on") if change.get("ends_on") else None,
    }
    if not 0 <= values["share_e4"] <= E4:
        raise Malformed("range", "share_e4", f"must be from 0 to {E4}")
    if values["day_class"] in WEEKDAYS or len(values["day_class"]) > CLASS_LENGTH_MAX:
        raise Malformed("range", "day_class", f"must be no weekday, and at most {CLASS_LENGTH_MAX} characters")
    if values["ends_on"] is not None and values["ends_on"] < values["starts_on"]:
        raise Malformed("range", "ends_on", "must not be before the first day")
    rule = CalendarRule(**values)
    refuse_locked_day(work, rule)
    rule_id = work.add("calendar_rule", values)
    _follow(work, rule)
    return {"id": rule_id}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Withdraw a day of the company's own: altogether, or from the day ``since`` on and as it was before that."""
    work.ledger.hold_everybody()
    row = existing(work, "calendar_rule", "key", **target)
    rule = CalendarRule(*(row[name] for name in ("day", "name", "share_e4", "day_class", "starts_on", "ends_on")))
    since = read_day(change["since"], "since") if change.get("since") else ""
    refuse_locked_day(work, rule, since)
    if since > rule.starts_on:
        last = days_after(since, -1)
        if rule.ends_on is not None and rule.ends_on <= last:
            raise Conflict("ended", "since", f"is after {rule.ends_on}, the last day on which it holds")
        work.change("calendar_rule", row, {"ends_on": last})
    else:
        work.withdraw("calendar_rule", row)
    _follow(work, rule, since)
    return {"id": row["id"]}


def _follow(work: UnitOfWork, rule: CalendarRule, since: str = "") -> None:
    """Derive anew the days that a rule is about, or was."""
    if span := entry_span(work):
        reached_on = min(days_after(span[1], STRETCH_MAX_DAYS), DAY_MAX)
        days = _days(rule, max(span[0], since), reached_on)
        derive_anew(work, days, everybody(work), is_day_other=True)
    vacation.rebuild(work, since=max(since, rule.starts_on, DAY_MIN))


def _days(rule: CalendarRule, first_on: str, last_on: str) -> Sequence[str]:
    """The days of a rule from a first to a last one."""
    found = (day.isoformat() for day in dates_of(rule, int(first_on[:4]), int(last_on[:4])))
    return [day for day in found if first_on <= day <= last_on]


def _rule_day(text: str) -> str:
    if counted := EASTER_DAY.fullmatch(text):
        sign, days = counted.groups(default="0")
        if int(days) > (EASTER_BEFORE_MAX if sign == "-" else EASTER_AFTER_MAX):
            raise Malformed("range", "day", f"must be from easter-{EASTER_BEFORE_MAX} to easter+{EASTER_AFTER_MAX}")
        return text
    if YEAR_DAY.fullmatch(text):
        read_day(f"{LEAP_YEAR}-{text}", "day")
        return text
    return read_day(text, "day")
