"""Balances of one or more employees on a date (SoftOne, the whole TimeBalance document)."""

from dagsverke.dialects.softone.values import balance_code, balance_type, employee_number, midnight_of, quantity
from dagsverke.wire.codec import comma_list, day_part, text_max
from dagsverke.wire.resource import Field, Filter, Operation, Resource

NAME_LENGTH_MAX = 200

TIME_BALANCE = Resource(
    name="TimeBalance",
    collection="balance",
    operations=(
        Operation(
            "list",
            "GET",
            "/Personell/Time/TimeBalance",
            reply="balances",
            report="balance.on_day",
            reply_schema={"type": "array", "items": {"$ref": "#/components/schemas/TimeBalance"}},
            doc="The day-based balances, and of the time-based ones those that code names (SO-02).",
        ),
    ),
    filters=(
        Filter("date", "on_day", codec=day_part, required=True, doc="The end of this day; only its date counts."),
        Filter(
            "employeeNrsStrings",
            "employee_numbers",
            "in",
            comma_list(text_max(NAME_LENGTH_MAX)),
            aliases=("employeeNrsString",),
            required=True,
            doc="Employee numbers with commas between them; unknown ones are left out (SO-03).",
        ),
        Filter(
            "code",
            "codes",
            "in",
            comma_list(text_max(NAME_LENGTH_MAX)),
            doc="Codes of time-based balances with commas between them (SO-02).",
        ),
    ),
    fields=(
        Field("TimeBalanceIOType", "kind", balance_type, "r", doc="The kind of balance."),
        Field("Code", ("kind", "code"), balance_code, "r", blank="", doc="Empty on day-based balances."),
        Field("Date", "on_day", midnight_of, "r", doc="The date asked for (SO-06)."),
        Field("EmployeeNr", "employee_number", employee_number, "r"),
        Field("Quantity", ("unit", "quantity"), quantity, "r", doc="Hours or days."),
        Field("AdjustmentDate", "marked_on", midnight_of, "r", doc="The last mark, grant or correction (SO-06)."),
    ),
    quirks=("SO-02", "SO-03", "SO-04", "SO-05", "SO-06", "SO-12"),
    doc="Balances at the end of a date.",
)
