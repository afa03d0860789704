"""Limits: balances beside what their accounts allow, and where each stands."""

from dagsverke.dialects.own import shapes
from dagsverke.dialects.own.values import amount, count, unit_name
from dagsverke.wire.codec import boolean, day, key, text
from dagsverke.wire.resource import Field, Filter, Operation, Resource

LIMITS = Resource(
    name="limits",
    collection="balance",
    operations=(
        Operation(
            "list",
            "GET",
            "limits",
            reply="items",
            report="balance.limits",
            doc="Everybody's balances of the accounts that have limits (OW-15).",
        ),
    ),
    paging=shapes.PAGED,
    filters=(
        Filter("on", "on_day", codec=day, doc="At the end of this day, else of today."),
        Filter("from", "since", codec=day, doc="The first day of the period, else the first of the month."),
        Filter("outside", "is_outside", codec=boolean, doc="Whether to leave out what is within its limits."),
        Filter("nil", "has_nil", codec=boolean, doc="Whether balances of nil come along (OW-15)."),
        Filter("inactive", "has_inactive", codec=boolean, doc="Whether persons who are not active come along."),
    ),
    fields=(
        Field("employee_number", "employee_number", text, "r"),
        Field("person", "person_key", key, "r", doc="The person's key."),
        Field("name", "person_name", text, "r"),
        Field("code", "account_code", text, "r", doc="The account's code."),
        Field("account_name", "account_name", text, "r", blank=""),
        Field("unit", "unit", unit_name, "r", doc="hours or days."),
        Field("period", ("unit", "amount"), amount, "r", doc="How the balance changed in the period."),
        Field("value", "value", count, "r", doc="The balance, exact (OW-01)."),
        Field("amount", ("unit", "value"), amount, "r", doc="The balance as a number of hours or days."),
        Field("min", ("unit", "value_min"), amount, "r", doc="The least that it may be."),
        Field("warning_min", ("unit", "warning_min"), amount, "r"),
        Field("warning_max", ("unit", "warning_max"), amount, "r"),
        Field("max", ("unit", "value_max"), amount, "r", doc="The most that it may be."),
        Field("state", "state", text, "r", doc="below, near below, within, near above or above (OW-15)."),
    ),
    quirks=("OW-01", "OW-15"),
    doc="Who is outside the limits of an account, and who comes near.",
)
