"""Time balances: what was imported, the latest of it, importing and deleting (Bezala, the whole document)."""

from dagsverke.app.queries import Condition
from dagsverke.dialects.bezala import shapes
from dagsverke.dialects.bezala.values import ACCOUNTS, balance_type, balance_value, in_core_units, row_id, units
from dagsverke.wire.codec import day, text
from dagsverke.wire.resource import Field, Filter, Operation, Resource

PATH = "/api/users/{user_id}/time_balances"
VISIBLE = "person.visible"

TIME_BALANCES = Resource(
    name="time_balance",
    collection="mark",
    only=(Condition("closing_id", "eq", None), Condition("account_code", "in", list(ACCOUNTS))),
    key=("user_id", "id"),
    wrapper="time_balance",
    operations=(
        Operation("list", "GET", PATH, reply="collection", guard=VISIBLE, doc="The imported balances of a user."),
        Operation(
            "list",
            "GET",
            f"{PATH}/latest",
            reply="latest",
            guard=VISIBLE,
            limit=1,
            doc="The latest one, or {} (BZ-04).",
        ),
        Operation(
            "create",
            "POST",
            PATH,
            201,
            "row",
            "balance.mark",
            guard=VISIBLE,
            arrange=in_core_units,
            doc="Imports a balance, which overrides everything up to and including its date.",
        ),
        Operation(
            "delete", "DELETE", f"{PATH}/{{id}}", 204, "nothing", "balance.unmark", guard=VISIBLE, doc="Deletes one."
        ),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(("on_day", True), ("id", True)),
    filters=(
        Filter("user_id", "person_id", codec=row_id, required=True, doc="User ID."),
        Filter("balance_type", "account_code", codec=balance_type, doc="Only balances of this type."),
    ),
    fields=(
        Field("id", "id", row_id, "r"),
        Field("user_id", "person_id", row_id, required=True, doc="The person's id."),
        Field("balance_type", "account_code", balance_type, required=True, doc="work_time or vacation."),
        Field("date", "on_day", day, required=True, doc="The balance is that of the end of this day."),
        Field("value", ("value", "account_code"), balance_value, "r", doc="Minutes or days (BZ-03)."),
        Field("value", "value", balance_value, "w", required=True, doc="Minutes or days (BZ-03)."),
        Field("units", "account_code", units, "r", doc="minutes or days."),
        Field("creator_id", "creator_id", row_id, "r", doc="Who imported it."),
        Field("creator_name", "creator_name", text, "r", blank=""),
    ),
    quirks=("BZ-03", "BZ-04", "BZ-05", "BZ-06", "BZ-07", "BZ-08", "BZ-09", "BZ-10"),
    doc="Balances of work time and vacation that were imported; each overrides what lies before its date.",
)
