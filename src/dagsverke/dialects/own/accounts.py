"""Accounts: the kinds of balance that the company keeps."""

from dagsverke.dialects.own import shapes
from dagsverke.dialects.own.values import amount, unit_name
from dagsverke.wire.codec import boolean, integer, text
from dagsverke.wire.resource import Field, Filter, Operation, Resource

ACCOUNTS = Resource(
    name="accounts",
    collection="account",
    operations=(
        Operation("list", "GET", "accounts", reply="items", doc="The accounts, in the order in which they are shown."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(("position", False)),
    filters=(
        Filter("kind", "kind", doc="Only accounts of this kind."),
        Filter("unit", "unit", codec=unit_name, doc="Only accounts in this unit."),
    ),
    fields=(
        Field("id", "id", integer, "r"),
        Field("code", "code", text, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("kind", "kind", text, "r", doc="time, vacation and its parts, or days of employment."),
        Field("unit", "unit", unit_name, "r", doc="hours or days."),
        Field("has_expected", "has_expected", boolean, "r", doc="Whether scheduled time is subtracted from it."),
        Field("min", ("unit", "value_min"), amount, "r", doc="The least that it may hold; hours or days."),
        Field("warning_min", ("unit", "warning_min"), amount, "r", doc="Where the warning before that begins."),
        Field("warning_max", ("unit", "warning_max"), amount, "r", doc="Where the warning before the most begins."),
        Field("max", ("unit", "value_max"), amount, "r", doc="The most that it may hold."),
        Field("closes", "closes", text, "r", blank="", doc="year or flex, where a closing caps it."),
        Field("carry_min", ("unit", "carry_min"), amount, "r", doc="What lacks below it is deducted from pay."),
        Field("carry_max", ("unit", "carry_max"), amount, "r", doc="What is above it is not carried over."),
        Field("surplus", "surplus", text, "r", blank="", doc="lapse or pay: what becomes of what is not carried."),
    ),
    quirks=("OW-01",),
    doc="What balances are kept of; a person's balance on one is the sum of what was posted to it since its last mark.",
)
