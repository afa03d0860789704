"""Projects and the lists that describe them (Seven Time, Projects)."""

from collections.abc import Iterable, Iterator
from typing import Any

from dagsverke.app.company import Company
from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.documents import documents
from dagsverke.domain.pricing import PROJECT_METHODS
from dagsverke.wire.codec import Codec, boolean, hours, instant, integer, key, money, text
from dagsverke.wire.resource import Field, Filter, Resource
from dagsverke.wire.values import keepable, read_integer, same

EXTRAS = "extras.seventime"


def _number_text(value: Any, _: Company) -> str:
    return str(read_integer(value))


number_text = Codec("integer", same, _number_text, {"type": "string"}, kind="text")
"""A whole number, sent as a number or as text and shown as text (ST-43)."""

billing_method = shapes.billing_methods("project", PROJECT_METHODS)

kept = Codec("JSON value", same, lambda value, _: keepable(value), {})
"""Any JSON value, kept as it was sent (in ``extras``)."""


def _own(wires: Iterable[str], codec: Codec, blank: Any) -> Iterator[Field]:
    """Properties that only this vendor cares about."""
    return (Field(wire, f"{EXTRAS}.{wire}", codec, blank=blank) for wire in wires)


PROJECT_FIELDS = (
    Field("_id", "key", key, "r", doc="Key of the project."),
    Field("createdByUser", "created_by_key", key, "w", required=True, doc="Who makes the project."),
    Field("modifiedByUser", "modified_by_key", key, "w", doc="Who corrects the project; a PUT needs it."),
    Field("projectTags", "tag_keys", shapes.key_list, "w", doc="Keys of project tags, shown as tags (ST-44)."),
    *_own(("permissions.permUsers", "permissions.permRoles"), shapes.items, []),
    *_own(("permissions.permissionFlag",), shapes.kept_number, 1),
    *_own(("permissions.permDepartments",), shapes.items, []),
    Field("tags", "tags", shapes.key_list, "r", blank=[]),
    Field("name", "name", text, required=True, blank=""),
    Field("projectNumber", "number", number_text, blank="", doc="Unique; assigned where it is not sent (ST-43)."),
    Field("projectStatus", "status_code", integer, "r", doc="Number of the status (ST-46)."),
    Field("projectStatusRef", "status_key", key, doc="Key of a project status; the first of them unless sent (ST-46)."),
    Field("projectType", "type_key", key, doc="Key of a project type."),
    Field("projectTypeName", "type_name", text, "r"),
    Field("billingMethod", "billing_method", billing_method, blank="", doc="How its hours are priced."),
    Field("pricePerHour", "price_per_hour_e4", money, blank=0, doc="HOURLY needs it."),
    Field("fixedPrice", "fixed_price_e4", money, blank=0, doc="FIXED_PRICE needs it."),
    Field("fixedPriceInvoiced", "is_fixed_price_invoiced", boolean, "r", doc="Whether all of it is on invoices."),
    Field("fixedPriceLeftToInvoice", "fixed_price_left_e4", money, "r", blank=0),
    Field("fixedPriceExpenseItem", "fixed_price_article_key", key, doc="Key of an expense item."),
    Field("timeCategoryPriceList", "price_list_key", key, doc="Key of a price list; PRICELIST needs it."),
    Field("estimatedTime", "estimated_ms", hours, blank=0),
    *_own(("recurringBudgetType",), shapes.kept_number, 10),
    *_own(("recurringBudget.budgetTime", "recurringBudget.budgetAmount"), shapes.kept_number, 0),
    *_own(("recurringBudget.budgetType",), shapes.kept_number, 10),
    Field("resultUnit", "result_unit_key", key, doc="Key of a result unit."),
    Field("resultUnitName", "result_unit_name", text, "r", blank=""),
    Field("customer", "customer_key", key, doc="Key of a customer (ST-47)."),
    Field("customerName", "customer_name", text, "r", blank=""),
    Field("contactPerson", "contact_key", key, doc="Key of a contact person of the customer (ST-47)."),
    Field("contactPersonName", "contact_name", text, "r"),
    Field("projectLeader", "leader_key", key, doc="Key of a user."),
    Field("projectLeaderName", "leader_name", text, "r"),
    Field("quote", "quote_key", key, "r", doc="The quote that it came of (ST-48).", quirk="ST-48"),
    Field("quoteNumber", "quote_number", text, "r", quirk="ST-48"),
    Field("department", "department_key", key, doc="Key of a department."),
    Field("departmentName", "department_name", text, "r", blank=""),
    Field("marking", "marking", text, blank=""),
    Field("yourOrderNumber", "your_order_number", text, blank=""),
    Field("deliveryAddress.name", "delivery_name", text, blank=""),
    Field("deliveryAddress.address", "delivery_address", text, blank=""),
    Field("deliveryAddress.address2", "delivery_address2", text, blank=""),
    Field("deliveryAddress.zipCode", "delivery_zip_code", text, blank=""),
    Field("deliveryAddress.city", "delivery_city", text, blank=""),
    Field("deliveryAddress.country", "delivery_country", text, blank="", doc="Country code."),
    Field("deliveryAddress.phone", "delivery_phone", text, blank=""),
    Field("invoiceStatus", "invoice_status", integer, blank=0, doc="0, 5, 10, 20 or 30."),
    Field("notes", "notes", text, blank=""),
    Field("documents", "documents", documents, "r", blank=[]),
    Field("startDate", "starts_on", shapes.dated),
    Field("endDate", "ends_on", shapes.dated, doc="Not before startDate."),
    *_own(("budget.typeOfBenefitCalc",), shapes.kept_number, 1),
    *_own(("budget.benefits",), shapes.items, []),
    *_own(("budget.benefitTotal",), shapes.kept_number, 0),
    *_own(("budget.typeOfCostCalc",), shapes.kept_number, 1),
    *_own(("budget.costs",), shapes.items, []),
    *_own(("budget.costTotal",), shapes.kept_number, 0),
    *_own(("budgetCalculation.invoiceItems",), shapes.items, []),
    *_own(("budgetCalculation.totalBenefitAmount", "budgetCalculation.totalCostAmount"), shapes.kept_number, 0),
    *_own(("enableConstructionDiary", "enablePaymentPlans"), boolean, blank=False),
    *_own(("timeCategoryItems", "expenseItemItems"), shapes.items, []),
    *_own(("staffLedger.workPlaceIDNumber", "staffLedger.developerName", "staffLedger.developerOrgNumber"), text, ""),
    *_own(("projectTimeNotification.sent",), boolean, blank=False),
    *_own(("projectTimeNotification.notifyAtPercent",), shapes.kept_number, 0),
    *_own(("workRuleStartOfDay", "workRuleEndOfDay"), kept, None),
    *_own(("timeLogRegistrationMethods",), shapes.items, []),
    *_own(("timeShouldNotBeWorkTime", "enablePortalAccess"), boolean, blank=False),
    *_own(("projectResources", "checkLists"), shapes.items, []),
    Field("color", "color", text, blank="FAFAFA", doc="One of the 24 colors of work orders (ST-45)."),
    Field("isActive", "is_active", boolean, doc="True unless sent (ST-45)."),
    *_own(("comments", "customFields"), shapes.items, []),
    Field("createdDate", "created_at", instant, "r"),
    Field("modifiedDate", "modified_at", instant, "r"),
)

PROJECTS = Resource(
    name="projects",
    collection="project",
    key=shapes.KEY,
    operations=(
        *shapes.listing("projects", doc="Projects."),
        *shapes.item("projects", doc="One project."),
        shapes.create("projects", "project.record", doc="Makes a project, numbered where no number is sent."),
        shapes.update("projects", "project.correct", doc="Corrects a project; what is not sent stays."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(
        Filter("name", "name", "contains", doc="Part of the name, letter case apart."),
        Filter("projectNumber", "number", doc="The whole number."),
        shapes.MODIFIED,
    ),
    fields=PROJECT_FIELDS,
    both_ways="ST-45",
    quirks=(
        "ST-01",
        "ST-03",
        "ST-05",
        "ST-09",
        "ST-10",
        "ST-14",
        "ST-27",
        "ST-29",
        "ST-32",
        "ST-43",
        "ST-44",
        "ST-45",
        "ST-46",
        "ST-47",
        "ST-48",
    ),
    doc="What work is gathered under, and how it is billed.",
)

PROJECT_STATUSES = Resource(
    name="projectStatuses",
    collection="project_status",
    operations=shapes.listing("projectStatuses", is_bare=True, doc="Every status that a project can have."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(("code", False)),
    fields=(
        Field("_id", "key", key, "r"),
        Field("statusName", "name", text, "r", blank=""),
        Field("color", "color", text, "r", blank=""),
        Field("inProgressStatus", "is_in_progress", boolean, "r"),
        Field("closedStatus", "is_closed", boolean, "r"),
        Field("isActive", "is_active", boolean, "r"),
    ),
    quirks=("ST-06", "ST-46"),
    doc="How far projects can have come.",
)

PROJECT_TYPES = Resource(
    name="projectTypes",
    collection="project_type",
    operations=shapes.listing("projectTypes", is_bare=True, doc="Every project type."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("projectTypeName", "name", text, "r", blank=""),
        Field("isActive", "is_active", boolean, "r"),
    ),
    quirks=("ST-06",),
    doc="Kinds of projects.",
)

PROJECT_TAGS = Resource(
    name="projectTags",
    collection="project_tag",
    operations=shapes.listing("projectTags", is_bare=True, doc="Every tag that projects can carry."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("tagName", "name", text, "r", blank=""),
        Field("color", f"{EXTRAS}.color", text, "r", blank=""),
    ),
    quirks=("ST-06",),
    doc="Marks by which projects are sorted.",
)
