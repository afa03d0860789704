"""Changes: everything that was added, changed or withdrawn, in the order in which it was committed."""

from dagsverke.app.change_feed import SIZE_MAX
from dagsverke.wire.codec import instant, integer, integer_between, json_value, key, text, text_max
from dagsverke.wire.resource import Field, Filter, Operation, Resource

CURSOR_LENGTH_MAX = NAME_LENGTH_MAX = 64

CHANGES = Resource(
    name="changes",
    collection="event",
    operations=(
        Operation(
            "list",
            "GET",
            "changes",
            reply="onward",
            report="change.feed",
            doc="Changes after a cursor, the earliest first. Ask again with next as since; at once while has_more.",
        ),
    ),
    filters=(
        Filter(
            "since",
            "since",
            codec=text_max(CURSOR_LENGTH_MAX),
            doc="The cursor to go on from (OW-06); from the first change on where there is none, now for none before.",
        ),
        Filter("limit", "limit", codec=integer_between(1, SIZE_MAX), doc="At most so many changes, 100 unless said."),
        Filter("collection", "collection", codec=text_max(NAME_LENGTH_MAX), doc="Only this collection (OW-07)."),
    ),
    fields=(
        Field("cursor", "cursor", text, "r", doc="Where to go on after this one."),
        Field("at", "at", instant, "r", doc="When the request began that made it."),
        Field("collection", "collection", text, "r", doc="What kind of row: time_entry, person, invoice …"),
        Field("id", "id", integer, "r", doc="The row's id, which references in values name."),
        Field("key", "key", key, "r", doc="The row's key, where it has one."),
        Field("parts", "parts", json_value, "r", doc="What names a row that has no id: an object of its columns."),
        Field("change", "change", text, "r", doc="added, changed or withdrawn."),
        Field("door", "door", text, "r", doc="The way in by which it came: a dialect, a page, the command line."),
        Field("by", "by", key, "r", doc="The key of the person who signed in."),
        Field(
            "values",
            "values",
            json_value,
            "r",
            doc="What it is now: all of what was added, what was changed of the rest, nothing of what was withdrawn.",
        ),
    ),
    quirks=("OW-06", "OW-07", "OW-08"),
    doc="What happened to every row, each change once, for who keeps a copy. As audit verify proves it.",
)
