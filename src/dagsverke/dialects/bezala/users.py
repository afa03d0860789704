"""Users: the way to a user_id, which the document asks for and does not tell (BZ-02)."""

from dagsverke.dialects.bezala import shapes
from dagsverke.dialects.bezala.values import row_id
from dagsverke.wire.codec import text
from dagsverke.wire.resource import Field, Filter, Operation, Resource

USERS = Resource(
    name="user",
    collection="person",
    key=("id",),
    operations=(
        Operation(
            "list",
            "GET",
            "/api/users",
            reply="collection",
            narrow="person.reachable",
            doc="The users whose balances the signed-in one may see (BZ-06).",
        ),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(("id", False)),
    filters=(Filter("employee_number", "employee_number", doc="The user with this employee number."),),
    fields=(
        Field("id", "id", row_id, "r"),
        Field("email", "email", text, "r"),
        Field("first_name", "first_name", text, "r", blank=""),
        Field("last_name", "last_name", text, "r", blank=""),
        Field("employee_number", "employee_number", text, "r"),
    ),
    quirks=("BZ-02", "BZ-05", "BZ-06"),
    doc="The persons of the company that balances can be imported for.",
)
