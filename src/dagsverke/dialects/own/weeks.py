"""Weeks: of every person how far each is, hours worked and expected, and what is remarkable."""

from collections.abc import Sequence
from typing import Any

from dagsverke.dialects.own import shapes
from dagsverke.dialects.own.values import SCALES, count
from dagsverke.domain.timesheets import STATUSES, Flag, week_name
from dagsverke.wire.codec import Codec, boolean, day, enum, key, number_of, text, text_max
from dagsverke.wire.resource import Field, Filter, Operation, Resource

NAME_LENGTH_MAX = 200
FLAG_SCHEMA = {
    "type": "object",
    "properties": {"flag": {"type": "string"}, "day": {"type": "string", "format": "date"}},
}


def _flags(flags: Sequence[Flag]) -> list[dict[str, Any]]:
    return [{"flag": one.what, "day": one.on_day} for one in flags]


def _unread(value: Any, _company: Any) -> Any:
    return value


flags_of = Codec("list of flags", _flags, _unread, {"type": "array", "items": FLAG_SCHEMA})
week = Codec("week, YYYY-Www", week_name, _unread, {"type": "string"})
hours = Codec("number", lambda value: number_of(value, SCALES["ms"]), _unread, {"type": "number"})
status = enum("status of a week", {one: one for one in STATUSES})

WEEKS = Resource(
    name="weeks",
    collection="timesheet",
    operations=(
        Operation(
            "list",
            "GET",
            "weeks",
            reply="items",
            report="week.of_period",
            doc="A row for each week of the period and each person whom the caller may see (OW-12).",
        ),
    ),
    paging=shapes.PAGED,
    filters=(
        Filter("from", "first_on", codec=day, required=True, doc="A day of the first week."),
        Filter("to", "last_on", codec=day, required=True, doc="A day of the last week; a year after it at most."),
        Filter("employee", "employee_number", codec=text_max(NAME_LENGTH_MAX), doc="Only the person with this number."),
        Filter("status", "status", codec=status, doc="open, submitted, approved or returned."),
        Filter("flagged", "is_flagged", codec=boolean, doc="Only weeks with flags, or only those without."),
    ),
    fields=(
        Field("employee_number", "employee_number", text, "r", blank=""),
        Field("person", "person_key", key, "r", doc="The person's key."),
        Field("name", "name", text, "r"),
        Field("week", "week_on", week, "r", doc="The ISO week."),
        Field("monday", "week_on", day, "r", doc="Its first day."),
        Field("status", "status", status, "r", doc="open, submitted, approved or returned."),
        Field("note", "note", text, "r", blank="", doc="What is to be corrected, where it was returned."),
        Field("worked_ms", "worked_ms", count, "r", doc="Exact, in milliseconds (OW-01)."),
        Field("worked", "worked_ms", hours, "r", doc="The hours worked: work, overtime and extra time."),
        Field("expected_ms", "expected_ms", count, "r", doc="Exact, in milliseconds (OW-01)."),
        Field(
            "expected", "expected_ms", hours, "r", doc="The schedule's hours, public holidays and absence taken off."
        ),
        Field("flags", "flags", flags_of, "r", doc="What is remarkable, by day (OW-12)."),
    ),
    quirks=("OW-01", "OW-12"),
    doc="The weeks of persons: what is missing, what waits for approval, and what should be looked at.",
)
