"""Days of employment: who becomes permanent when, and who has priority when there is work again."""

from dagsverke.dialects.own import shapes
from dagsverke.wire.codec import boolean, day, integer, key, text
from dagsverke.wire.resource import Field, Filter, Operation, Resource

_ON = Filter("on", "on_day", codec=day, doc="At the end of this day, else of today.")
_WHO = (
    Field("employee_number", "employee_number", text, "r"),
    Field("person", "person_key", key, "r", doc="The person's key."),
    Field("name", "person_name", text, "r"),
    Field("employment", "employment_key", key, "r", doc="The employment's key."),
    Field("form", "form", text, "r", doc="permanent, probation, fixed_term, general, substitute or seasonal."),
    Field("starts_on", "starts_on", day, "r"),
    Field("ends_on", "ends_on", day, "r", doc="The last day; null is until further notice."),
    Field("is_by_day", "is_by_day", boolean, "r", doc="Employed on days with work only."),
)

LAS = Resource(
    name="las",
    collection="employment",
    operations=(
        Operation(
            "list",
            "GET",
            "las",
            reply="items",
            report="employment.conversions",
            doc="The time-limited employments that run, those first that become permanent first (OW-10).",
        ),
    ),
    paging=shapes.PAGED,
    filters=(_ON,),
    fields=(
        *_WHO,
        Field("current_days", "current_days", integer, "r", doc="Days of this employment."),
        Field("balance_days", "balance_days", integer, "r", doc="Days of all employment in the window of five years."),
        Field("counted_days", "counted_days", integer, "r", doc="Days that count towards permanence (OW-10)."),
        Field("limit_days", "limit_days", integer, "r", doc="With more than these it is permanent."),
        Field("converts_on", "converts_on", day, "r", doc="The day on which it is, if it lasts so long."),
        Field("is_agreed", "is_agreed", boolean, "r", doc="Whether it lasts so long, as agreed now."),
        Field("source", "source", text, "r", doc="The paragraph."),
    ),
    quirks=("OW-10",),
    doc="Days of employment, and what they come to.",
)
PRIORITY = Resource(
    name="las_priority",
    collection="employment",
    operations=(
        Operation(
            "list",
            "GET",
            "las/priority",
            reply="items",
            report="employment.priority",
            doc="Who has priority, in the order of the law; a row for each right.",
        ),
    ),
    paging=shapes.PAGED,
    filters=(_ON,),
    fields=(
        Field("place", "place", integer, "r", doc="In the order in which they go: 1 is first."),
        *_WHO,
        Field("total_days", "total_days", integer, "r", doc="Days of all employment; of equals the elder goes first."),
        Field("to", "to", text, "r", doc="any (employment), fixed_term (a new one) or seasonal (the next season)."),
        Field("counted_days", "counted_days", integer, "r", doc="Days that count towards the right."),
        Field("limit_days", "limit_days", integer, "r", doc="With more than these there is the right."),
        Field("until", "until_on", day, "r", doc="The last day of the right."),
    ),
    doc="Rights of priority to employment.",
)
