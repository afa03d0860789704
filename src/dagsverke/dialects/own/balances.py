"""Balances at the end of a day: of everybody, or of one person with the lines that make them."""

from dagsverke.dialects.own import shapes
from dagsverke.dialects.own.values import amount, count, lines_of, unit_name
from dagsverke.wire.codec import boolean, day, key, text, text_max
from dagsverke.wire.resource import OMIT, Field, Filter, Operation, Resource

NAME_LENGTH_MAX = 200

_ON = Filter("on", "on_day", codec=day, doc="At the end of this day, else of today.")
_ACCOUNT = Filter("account", "account_code", codec=text_max(NAME_LENGTH_MAX), doc="Only the account with this code.")
_FIELDS = (
    Field("employee_number", "employee_number", text, "r"),
    Field("person", "person_key", key, "r", doc="The person's key."),
    Field("on", "on_day", day, "r", doc="The day at whose end this is the balance."),
    Field("code", "account_code", text, "r", doc="The account's code."),
    Field("name", "account_name", text, "r", doc="The account's name."),
    Field("unit", "unit", unit_name, "r", doc="hours or days."),
    Field("value", "value", count, "r", doc="Exact: milliseconds of hours, millionths of days (OW-01)."),
    Field("amount", ("unit", "value"), amount, "r", doc="The value as a number of hours or days."),
    Field("marked_on", "marked_on", day, "r", doc="The day of the last mark, grant or correction."),
)

BALANCES = Resource(
    name="balances",
    collection="balance",
    operations=(
        Operation(
            "list",
            "GET",
            "balances",
            reply="items",
            report="balance.everybody",
            hands_page=True,
            doc="Every balance of everybody whom the caller may see, person by person (OW-03).",
        ),
    ),
    paging=shapes.PAGED,
    filters=(_ON, _ACCOUNT),
    fields=_FIELDS,
    quirks=("OW-01", "OW-02", "OW-03"),
    doc="Each person's balance on each account at the end of a day.",
)
BALANCES_OF_PERSON = Resource(
    name="balances_of_person",
    collection="balance",
    operations=(
        Operation(
            "list",
            "GET",
            "balances/{employee}",
            reply="items",
            report="balance.of_person",
            doc="The balances of one person; with explain the lines that make each, which add up to it exactly.",
        ),
    ),
    filters=(
        Filter("employee", "employee_number", codec=text_max(NAME_LENGTH_MAX), doc="The person's employee number."),
        _ON,
        _ACCOUNT,
        Filter("explain", "is_explained", codec=boolean, doc="Whether the lines come along."),
    ),
    fields=(
        *_FIELDS,
        Field("lines", ("unit", "lines"), lines_of, "r", blank=OMIT, doc="Where they are asked for (OW-04)."),
    ),
    quirks=("OW-01", "OW-04"),
    doc="One person's balances, and what they are made of.",
)
