"""Attendance transactions: one row per person, day and cause code (Fortnox, the whole document)."""

from typing import Any

from dagsverke.dialects.fortnox.values import cause_code, employee_id, hours, nothing, row_id, row_path
from dagsverke.domain.errors import Malformed
from dagsverke.wire.codec import constant, day, instant, text
from dagsverke.wire.resource import Field, Filter, Operation, Paging, Resource

SCOPE = "salary"
"""The scope that attendance belongs to; a key without scopes may do everything."""

PATH = "/3/attendancetransactions"
BY_KEY = f"{PATH}/{{EmployeeId}}/{{Date}}/{{CauseCode}}"
BY_ID = f"{PATH}/{{id}}"
ID = ("id",)

PAGING = Paging(page="page", size="limit", default=100, ceiling=500, offset="offset")
"""Wire facts of the vendor's clients: pages of 100 unless a limit from 1 to 500 is sent."""


def something(change: dict[str, Any]) -> dict[str, Any]:
    """What a PUT changes; one that changes nothing has no data."""
    if all(value is None for value in change.values()):
        raise Malformed("required", "duration_ms", "is required")
    return change


READS = (
    Operation("list", "GET", PATH, reply="list", scope=SCOPE, doc="All attendance transactions."),
    Operation("get", "GET", BY_KEY, reply="single", scope=SCOPE, doc="One attendance transaction by its key."),
    Operation(
        "get",
        "GET",
        BY_ID,
        reply="single",
        report="attendance.by_id",
        scope=SCOPE,
        key=ID,
        doc="One attendance transaction by its id (FX-04).",
    ),
)
WRITES = (
    Operation("create", "POST", PATH, 201, "written", "attendance.record", scope=SCOPE, doc="Registers an amount."),
    Operation(
        "update",
        "PUT",
        BY_KEY,
        reply="written",
        command="attendance.correct",
        scope=SCOPE,
        arrange=something,
        doc="Corrects the amount; the key is the path's, whatever the body says (FX-04).",
    ),
    Operation(
        "update",
        "PUT",
        BY_ID,
        reply="written",
        command="attendance.correct",
        report="attendance.by_id",
        scope=SCOPE,
        key=ID,
        arrange=something,
        doc="Corrects the transaction with this id; a clocked one's end moves (FX-04).",
    ),
    Operation("delete", "DELETE", BY_KEY, 204, "gone", "attendance.withdraw", scope=SCOPE, doc="Removes it."),
    Operation(
        "delete",
        "DELETE",
        BY_ID,
        reply="gone by id",
        command="attendance.withdraw",
        scope=SCOPE,
        key=ID,
        doc="Removes the transaction with this id (FX-04).",
    ),
)

ATTENDANCE = Resource(
    name="AttendanceTransaction",
    collection="attendance",
    key=("EmployeeId", "Date", "CauseCode"),
    wrapper="AttendanceTransaction",
    operations=(*READS, *WRITES),
    paging=PAGING,
    filters=(
        Filter("employeeid", "employee_number", codec=employee_id, doc="Employee id."),
        Filter("date", "on_day", codec=day, doc="Date."),
        Filter("lastmodified", "modified_at", "ge", instant, doc="Changed at this time or later."),
    ),
    fields=(
        Field("@url", ("employee_number", "on_day", "code"), row_path, "r", doc="Where the row can be read."),
        Field("EmployeeId", "employee_number", employee_id, required=True, doc="The person's employee number."),
        Field("CauseCode", "code", cause_code, required=True, doc="Cause code, PAXml's names too (FX-03)."),
        Field("Date", "on_day", day, required=True, doc="The day."),
        Field("Hours", "duration_ms", hours, required=True, doc="Text when it is read (FX-02)."),
        Field("id", "attendance_id", text, "w", doc="Addresses the row; said in a body it is not looked at (FX-04)."),
        Field("id", ("entry_key", "person_id", "on_day", "code"), row_id, "r", doc="Key of the other form (FX-04)."),
        Field("CostCenter", None, constant, "r", doc="Always null (FX-08)."),
        Field("CostCenter", "cost_center", nothing, "w", doc="Null or empty (FX-08)."),
        Field("Project", None, constant, "r", doc="Always null (FX-08)."),
        Field("Project", "project", nothing, "w", doc="Null or empty (FX-08)."),
    ),
    quirks=("FX-01", "FX-02", "FX-03", "FX-04", "FX-05", "FX-06", "FX-07", "FX-08", "FX-10", "FX-11"),
    doc="Registered time that payroll pays for: one row per person, day and cause code.",
)
