"""Locks: the periods in which nothing changes any more, and those that were opened again."""

from dagsverke.dialects.own import shapes
from dagsverke.wire.codec import boolean, day, instant, key, text
from dagsverke.wire.resource import Field, Filter, Operation, Resource

LOCKS = Resource(
    name="locks",
    collection="period_lock",
    key=("key",),
    operations=(
        Operation("list", "GET", "locks", reply="items", doc="Locked periods and opened ones, the latest first."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(("first_on", True)),
    filters=(
        Filter("is_locked", "is_locked", codec=boolean, doc="Whether it still is locked (OW-05)."),
        Filter("from", "last_on", "ge", day, doc="Only what reaches to this day or beyond."),
        Filter("to", "first_on", "le", day, doc="Only what begins on this day or before."),
    ),
    fields=(
        Field("key", "key", key, "r"),
        Field("first_on", "first_on", day, "r", doc="The first locked day."),
        Field("last_on", "last_on", day, "r", doc="The last locked day."),
        Field("department", "department_key", key, "r", doc="The key of the department; null is the whole company."),
        Field("department_name", "department_name", text, "r"),
        Field("is_locked", "is_locked", boolean, "r", doc="False once it was opened."),
        Field("reason", "reason", text, "r", blank=""),
        Field("locked_at", "created_at", instant, "r"),
        Field("locked_by", "locked_by_key", key, "r", doc="The key of the person."),
        Field("opened_at", "opened_at", instant, "r"),
        Field("opened_by", "opened_by_key", key, "r", doc="The key of the person."),
        Field("open_reason", "open_reason", text, "r", blank="", doc="Why it was opened."),
    ),
    quirks=("OW-05",),
    doc="Days on which nothing changes any more, of the company or of one department.",
)
