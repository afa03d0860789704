"""Work schedules, and how a user's own are shown (Seven Time, Work schedules and Users)."""

import json
from typing import Any

from dagsverke.dialects.seventime import shapes
from dagsverke.wire.codec import boolean, hours, key, text
from dagsverke.wire.resource import Field, Resource

_HOURS = {"type": "number"}
_BREAK = {"type": "object", "properties": {"breakStartHour": _HOURS, "breakEndHour": _HOURS}}
_DAY = {
    "type": "object",
    "properties": {
        "breaks": {"type": "array", "items": _BREAK},
        "numberOfWorkHours": _HOURS,
        "startHour": _HOURS,
        "endHour": _HOURS,
    },
}
_WEEK = {
    "type": "object",
    "properties": {"workScheduleDays": {"type": "array", "items": _DAY}, "numberOfWorkHours": _HOURS},
}
_KEY = {"type": "string"}
_ASSIGNMENT = {
    "type": "object",
    "properties": {
        "_id": _KEY,
        "startDate": {"type": "string", "format": "date-time"},
        "endDate": {"type": ["string", "null"], "format": "date-time"},
        "workSchedule": _KEY,
    },
}


def _break(one: dict[str, int]) -> dict[str, Any]:
    return {"breakStartHour": hours.to_wire(one["start_ms"]), "breakEndHour": hours.to_wire(one["end_ms"])}


def _day(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "breaks": [_break(pause) for pause in one["breaks"]],
        "numberOfWorkHours": hours.to_wire(one["work_ms"]),
        "startHour": hours.to_wire(one["start_ms"]),
        "endHour": hours.to_wire(one["end_ms"]),
    }


def _weeks(at_rest: str) -> list[dict[str, Any]]:
    """Weeks of seven days, Monday first, in hours of the day."""
    return [
        {"workScheduleDays": [_day(day) for day in week["days"]], "numberOfWorkHours": hours.to_wire(week["work_ms"])}
        for week in json.loads(at_rest)
    ]


def _midnight(day: str | None) -> str | None:
    """A local day as the examples date it: midnight, called UTC (ST-32)."""
    return None if day is None else f"{day}T00:00:00.000Z"


def _assignments(at_rest: str) -> list[dict[str, Any]]:
    return [
        {
            "_id": one["key"],
            "startDate": _midnight(one["starts_on"]),
            "endDate": _midnight(one["ends_on"]),
            "workSchedule": one["schedule_key"],
        }
        for one in json.loads(at_rest)
    ]


weeks = shapes.shown_only("list of weeks", _weeks, {"type": "array", "items": _WEEK})
"""A schedule's weeks: milliseconds at rest, hours on the wire."""

assignments = shapes.shown_only("list of schedules", _assignments, {"type": "array", "items": _ASSIGNMENT})
"""The dated schedules of a user, by first day; the last day is included, null is until further notice."""

WORK_SCHEDULES = Resource(
    name="workSchedules",
    collection="schedule",
    key=shapes.KEY,
    operations=(
        *shapes.listing("workSchedules", is_bare=True, doc="Every work schedule."),
        *shapes.item("workSchedules", doc="One work schedule."),
    ),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(quirk="ST-22"),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("description", "description", text, "r", blank=""),
        Field("isActive", "is_active", boolean, "r"),
        Field("workScheduleWeeks", "weeks", weeks, "r", blank=[]),
    ),
    quirks=("ST-06", "ST-22"),
    doc="When work is expected, in weeks that rotate.",
)
