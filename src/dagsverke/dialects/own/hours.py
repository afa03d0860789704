"""Hours of work held against the limits of the law, or of the agreement."""

from dagsverke.dialects.own import shapes
from dagsverke.dialects.own.balances import NAME_LENGTH_MAX
from dagsverke.dialects.own.values import amount, count
from dagsverke.wire.codec import boolean, day, key, text, text_max
from dagsverke.wire.resource import Field, Filter, Operation, Resource

HOURS = Resource(
    name="hours",
    collection="hour_warning",
    operations=(
        Operation(
            "list",
            "GET",
            "hours",
            reply="items",
            report="hours.warnings",
            doc="Rules on working hours that are broken or nearly so (OW-11).",
        ),
    ),
    paging=shapes.PAGED,
    filters=(
        Filter("from", "first_on", codec=day, doc="The first day, else the first of the month."),
        Filter("to", "last_on", codec=day, doc="The last day, else today; at most a year after the first."),
        Filter("employee", "employee_number", codec=text_max(NAME_LENGTH_MAX), doc="Only this person's."),
        Filter("is_over", "is_over", codec=boolean, doc="Whether it is beyond its limit, and not only near it."),
    ),
    fields=(
        Field("employee_number", "employee_number", text, "r"),
        Field("person", "person_key", key, "r", doc="The person's key."),
        Field("name", "person_name", text, "r"),
        Field("rule", "rule", text, "r", doc="overtime_of_month, week_average, daily_rest and so on (OW-11)."),
        Field("is_over", "is_over", boolean, "r"),
        Field("first_on", "first_on", day, "r", doc="The first day of the period that the rule speaks of."),
        Field("last_on", "last_on", day, "r", doc="Its last day, or the day up to which it is judged."),
        Field("value", "amount_ms", count, "r", doc="Milliseconds: worked, on average for a week, or of rest."),
        Field("hours", ("unit", "amount_ms"), amount, "r", doc="The same in hours."),
        Field("limit", ("unit", "limit_ms"), amount, "r", doc="At most so much work, or at least so much rest."),
        Field("source", "source", text, "r", doc="The law and its paragraph."),
    ),
    quirks=("OW-01", "OW-11"),
    doc="Overtime, extra time and time on call, the average of all hours, and rest.",
)
