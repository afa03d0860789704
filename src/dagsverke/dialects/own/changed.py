"""Changed after approval: time in approved weeks that did not stay what was approved."""

from dagsverke.dialects.own import shapes
from dagsverke.dialects.own.weeks import week
from dagsverke.wire.codec import day, instant, integer, key, text
from dagsverke.wire.resource import Field, Filter, Operation, Resource

CHANGED = Resource(
    name="changed_after_approval",
    collection="changed_after_approval",
    operations=(
        Operation(
            "list",
            "GET",
            "weeks/changed",
            reply="items",
            report="week.changed",
            doc="Time entries that were added, changed or withdrawn after their week was approved, by event (OW-09).",
        ),
    ),
    paging=shapes.PAGED,
    filters=(
        Filter("from", "first_on", codec=day, required=True, doc="From the week of this day on."),
        Filter("to", "last_on", codec=day, required=True, doc="Up to the week of this day; at most a year later."),
    ),
    fields=(
        Field("employee_number", "employee_number", text, "r"),
        Field("person", "person_key", key, "r", doc="The person's key."),
        Field("name", "name", text, "r"),
        Field("week", "week_on", week, "r", doc="The ISO week."),
        Field("monday", "week_on", day, "r", doc="Its first day."),
        Field("approved_at", "approved_at", instant, "r"),
        Field("approved_by", "approved_by", text, "r", doc="Who approved it, by name; empty where nobody signed in."),
        Field("time_entry", "entry_key", key, "r", doc="The entry's key."),
        Field("day", "on_day", day, "r", doc="The entry's day in this week: the new one, or the one that it left."),
        Field("change", "change", text, "r", doc="added, changed or withdrawn."),
        Field("at", "at", instant, "r", doc="When."),
        Field("door", "door", text, "r", doc="The way in by which it came."),
        Field("by", "by", text, "r", doc="Who did it, by name; empty where nobody signed in."),
        Field("place", "place", integer, "r", doc="The place of the event in the chain."),
    ),
    quirks=("OW-09",),
    doc="What an approval no longer vouches for, found in the chain of events.",
)
