"""Work orders, their types, tags and statuses (Seven Time, Work Orders)."""

from typing import Any

from dagsverke.app.company import Company
from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.documents import documents
from dagsverke.wire.codec import Codec, boolean, hours, instant, integer, key, money, text
from dagsverke.wire.resource import Field, Filter, Resource
from dagsverke.wire.values import same

_EXTRAS = "extras.seventime"
_INVOICING = "runningInvoiceSettings"
_OBJECTS_SCHEMA = {"type": "array", "items": {"type": "object"}}


def _read_objects(value: Any, company: Company) -> list[dict[str, Any]]:
    found: list[Any] = shapes.items.from_wire(value, company)
    if not all(isinstance(one, dict) for one in found):
        raise TypeError(value)
    return found


objects = Codec("list of objects", same, _read_objects, _OBJECTS_SCHEMA)
"""Objects kept as they were sent, which no rule looks into (in ``extras``)."""


def _kept(name: str) -> Field:
    """A list that no example fills and no rule looks into."""
    return Field(name, f"{_EXTRAS}.{name}", shapes.items, blank=[], doc="Kept as it was sent (ST-50).")


def _setting(name: str, codec: Codec, blank: Any) -> Field:
    """How the rows of an invoice are to be made."""
    return Field(f"{_INVOICING}.{name}", f"{_EXTRAS}.{_INVOICING}.{name}", codec, blank=blank)


ADDRESS = (
    Field("workAddress.useOtherAddress", "has_other_address", boolean, doc="Required where workAddress is sent."),
    Field("workAddress.address", "work_address", text, blank="", doc="Of the customer, unless useOtherAddress."),
    Field("workAddress.zipCode", "work_zip_code", text, blank=""),
    Field("workAddress.city", "work_city", text, blank=""),
    Field("workAddress.name", "work_name", text, blank=""),
    Field("workAddress.address2", "work_address2", text, blank=""),
    Field("workAddress.country", "work_country", text, blank="", doc="Country code of two letters."),
    Field("workAddress.phone", "work_phone", text, blank=""),
)

INVOICING = (
    _setting("oneRowText", text, "Arbetsorder #{{workOrderNumber}} {{workOrderTitle}}"),
    _setting("timeLogMachineSupplement", text, "nothing"),
    _setting("timeLogCustomField", text, "nothing"),
    _setting("includeDescription", boolean, blank=True),
    _setting("includeDateRange", boolean, blank=False),
    _setting("includeDate", boolean, blank=True),
    _setting("includeUser", boolean, blank=True),
    _setting("machineFromTimeLog", boolean, blank=False),
    _setting("includeCategory", boolean, blank=True),
    _setting("includeTask", boolean, blank=False),
    _setting("includeWorkOrder", boolean, blank=False),
    _setting("includeProject", boolean, blank=False),
    _setting("formatType", text, "detailedFormat"),
)

LISTED = (
    Field("_id", "key", key, "r", doc="Key of the work order."),
    Field("workOrderNumber", "number", integer, "r", doc="The next of the series; it cannot be chosen (ST-54)."),
    Field("createdByUserName", "created_by_name", text, "r", blank=""),
    Field("createdByUser", "created_by_key", key, required=True, doc="Who makes it; a PUT does not change it."),
    Field("statusRef", "status_key", key, doc="Key of a status; the first active one unless sent (ST-53)."),
    Field("status", "status_code", integer, "r", blank=0, doc="The code of the status (ST-53)."),
    Field("customerNumber", "customer_number", text, "r", blank=""),
    Field("customerName", "customer_name", text, "r", blank=""),
    Field("customer", "customer_key", key, required=True),
    Field("estimatedTime", "estimated_ms", hours, blank=0, doc="Hours."),
    Field("endDate", "ends_at", instant, doc="Not before startDate."),
    Field("startDate", "starts_at", instant, doc="Without a zone it is local to the company (ST-04)."),
    Field("description", "description", text, blank=""),
    Field("title", "title", text, required=True, blank=""),
    _kept("customFields"),
    Field("tags", "tags", shapes.key_list, blank=[], doc="Keys of workOrderTags (ST-50)."),
    _kept("workOrderUserWorkTypes"),
    _kept("workOrderUserSkills"),
    _kept("budgetCalculation.invoiceItems"),
    _kept("invoiceRows"),
    _kept("todoItems"),
    Field("reminders", f"{_EXTRAS}.reminders", objects, blank=[], doc="Kept as they were sent (ST-50)."),
    _kept("checkLists"),
    Field("documents", "documents", documents, "r", blank=[]),
    _kept("locationCoordinates"),
    *ADDRESS,
    _kept("comments"),
    _kept("partTimeResources"),
    Field("machines", "machine_keys", shapes.key_list, blank=[], doc="Keys of machines, working full time."),
    Field("users", "person_keys", shapes.key_list, blank=[], doc="Keys of users, working full time."),
    Field("createDate", "created_at", instant, "r"),
)
"""What the example of the list shows."""

SHOWN_ELSEWHERE = (
    _kept("relations"),
    Field("marking", "marking", text, blank=""),
    Field("yourOrderNumber", "your_order_number", text, blank=""),
    Field("color", "color", text, blank="", doc="One of the 24 colours; the status's unless sent (ST-52)."),
    *INVOICING,
    Field("completedByUser", "completed_by_key", key, "r", doc="Who gave it a status that is closed (ST-53)."),
    Field("completedByUserName", "completed_by_name", text, "r", blank=""),
    Field("completedDate", "completed_at", instant, "r"),
    Field("inProgressByUser", "started_by_key", key, "r", doc="Who gave it a status that is in progress (ST-53)."),
    Field("inProgressByUserName", "started_by_name", text, "r", blank=""),
    Field("inProgressDate", "started_at", instant, "r"),
    Field("modifiedByUser", "modified_by_key", key, doc="Who corrects it; a PUT needs it."),
    Field("modifiedByUserName", "modified_by_name", text, "r", blank=""),
    Field("modifiedDate", "modified_at", instant, "r"),
)
"""What other examples show."""

SENT = (
    Field("project", "project_key", key, doc="A project of the customer's (ST-49).", quirk="ST-49"),
    Field("Project", "project_key", key, "w", doc="Another spelling of project, the stronger one (ST-49)."),
    Field("currentOwner", "owner_key", key, doc="Key of a user."),
    Field("contactPerson", "contact_key", key, doc="A contact person of the customer's."),
    Field("workOrderType", "type_key", key),
    Field("department", "department_key", key),
    Field("workLeader", "leader_key", key, doc="Key of a user."),
    Field("invoiceStatus", "invoice_status", integer, blank=0, doc="0, 5, 10, 20 or 30."),
    Field("billingMethod", "billing_method", text, blank="", doc="RUNNING, FIXED_PRICE or ACCORDING_TO_QUOTE."),
    Field("fixedPrice", "fixed_price_e4", money, blank=0, doc="Required by FIXED_PRICE, and only there."),
    Field("isSupplementOrder", "is_supplement", boolean),
    Field("enablePortalAccess", "has_portal", boolean),
    Field("allowRegistrationOfTimes", "takes_time", boolean, doc="True unless sent; false refuses new time logs."),
    Field("allowRegistrationOfExpenses", "takes_expenses", boolean, doc="True unless sent; false refuses expenses."),
)
"""What can be sent, though no example shows it (ST-50)."""

WORK_ORDERS = Resource(
    name="workOrders",
    collection="work_order",
    key=shapes.KEY,
    operations=(
        *shapes.listing("workOrders", doc="Work orders."),
        *shapes.item("workOrders", doc="One work order."),
        shapes.create("workOrders", "work_order.record", doc="Makes a work order; its number is the next one."),
        shapes.update("workOrders", "work_order.correct", doc="Corrects a work order; what is not sent stays."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(
        Filter("title", "title", "contains", doc="Part of the title, letter case apart."),
        Filter("workOrderNumber", "number", codec=integer),
        Filter("project", "project_key", codec=key),
        Filter("user", "member_key", codec=key, doc="Key of one of the users of the work order (ST-54)."),
        Filter("customer", "customer_key", codec=key),
        shapes.MODIFIED,
    ),
    fields=(*LISTED, *SHOWN_ELSEWHERE, *SENT),
    both_ways="ST-50",
    quirks=(
        "ST-01",
        "ST-03",
        "ST-04",
        "ST-05",
        "ST-09",
        "ST-10",
        "ST-14",
        "ST-29",
        "ST-49",
        "ST-50",
        "ST-51",
        "ST-52",
        "ST-53",
        "ST-54",
    ),
    doc="What is to be done for a customer, when, where and by whom.",
)

WORK_ORDER_TYPES = Resource(
    name="workOrderTypes",
    collection="work_order_type",
    operations=shapes.listing("workOrderTypes", is_bare=True, doc="Every work order type."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("isActive", "is_active", boolean, "r"),
        Field("workOrderTypeName", "name", text, "r", blank=""),
        Field("color", f"{_EXTRAS}.color", text, "r", blank=""),
    ),
    quirks=("ST-06",),
    doc="Kinds of work orders.",
)

WORK_ORDER_TAGS = Resource(
    name="workOrderTags",
    collection="work_order_tag",
    operations=shapes.listing("workOrderTags", is_bare=True, doc="Every work order tag."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("tagName", "name", text, "r", blank=""),
        Field("color", f"{_EXTRAS}.color", text, "r", blank=""),
    ),
    quirks=("ST-06",),
    doc="Words by which work orders are marked.",
)

WORK_ORDER_STATUSES = Resource(
    name="workOrderStatuses",
    collection="work_order_status",
    operations=shapes.listing("workOrderStatuses", is_bare=True, doc="Every work order status, by code."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(("code", False), quirk="ST-72"),
    fields=(
        Field("_id", "key", key, "r"),
        Field("statusName", "name", text, "r", blank=""),
        Field("color", "color", text, "r", blank=""),
        Field("inProgressStatus", "is_in_progress", boolean, "r"),
        Field("closedStatus", "is_closed", boolean, "r"),
        Field("isActive", "is_active", boolean, "r"),
        Field("plannedStatus", "is_planned", boolean, "r"),
    ),
    quirks=("ST-06", "ST-53", "ST-72"),
    doc="How far a work order can have come.",
)
