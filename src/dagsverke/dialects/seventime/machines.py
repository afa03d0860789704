"""Machines, their types and their time (Seven Time, Machines and Machine Time Logs)."""

from dataclasses import replace

from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.documents import documents
from dagsverke.wire.codec import (
    boolean,
    hours,
    instant,
    instant_day_after,
    instant_day_start,
    integer,
    key,
    money,
    text,
)
from dagsverke.wire.resource import Field, Filter, Resource

OURS = "extras.seventime"

MACHINE_FIELDS = (
    Field("_id", "key", key, "r", doc="Key of the machine."),
    Field("lastHoursUsedRegDate", "used_at", instant, "r", doc="When hours were last registered."),
    Field("hoursUsed", "used_ms", hours, "r", blank=0),
    Field("lastMileageRegDate", "mileage_at", instant, "r"),
    Field("mileage", "mileage_m", shapes.kilometres, "r", blank=0),
    Field("isActive", "is_active", boolean, "r"),
    Field("createdByUserName", "created_by_name", text, "r", blank=""),
    Field("createdByUser", "created_by_key", key, "r"),
    Field("hoursCanBeRegistered", "takes_hours", boolean, "r"),
    Field("canBePlanned", "can_be_planned", boolean, "r"),
    Field("isInvoiceable", "is_billable", boolean, "r"),
    Field("serialNumber", "serial_number", text, "r", blank=""),
    Field("machineModel", "model", text, "r", blank=""),
    Field("machineNumber", "number", text, "r", blank=""),
    Field("machineName", "name", text, "r", blank=""),
    Field("trackunitData.id", f"{OURS}.trackunitData.id", text, "r", blank="", doc="Empty without a unit (ST-65)."),
    Field("modifiedDate", "modified_at", instant, "r"),
    Field("createDate", "created_at", instant, "r"),
    Field("machineLog", f"{OURS}.machineLog", shapes.items, "r", blank=[]),
    Field("documents", "documents", documents, "r", blank=[]),
    Field("articleNumber", "article_number", text, "r", blank=""),
    Field("machineType", "type_key", key, "r", doc="Key of a machine type."),
    Field("machineTypeName", "type_name", text, "r", blank=""),
    Field("machineGroup", "machine_group", text, "r", blank=""),
    Field("purchaseDate", "purchased_on", shapes.dated, "r"),
    Field("serviceable", "is_serviceable", boolean, "r"),
    Field("serviceIntervalInKm", f"{OURS}.serviceIntervalInKm", shapes.number, "r", blank=0),
    Field("serviceIntervalInHours", f"{OURS}.serviceIntervalInHours", shapes.number, "r", blank=0),
    Field("serviceIntervalInMonths", f"{OURS}.serviceIntervalInMonths", shapes.number, "r", blank=0),
    Field("mileageLastService", f"{OURS}.mileageLastService", shapes.number, "r", blank=0),
    Field("hoursLastService", f"{OURS}.hoursLastService", shapes.number, "r", blank=0),
    Field("lastServiceDate", "serviced_on", shapes.dated, "r"),
    Field("unitPrice", "unit_price_e4", money, "r", blank=0, doc="Per hour."),
    Field("unitCost", "unit_cost_e4", money, "r", blank=0, doc="Per hour."),
    Field("distributor", "supplier_key", key, "r", doc="Key of a distributor."),
    Field("distributorName", "supplier_name", text, "r", blank=""),
    Field("customFields", f"{OURS}.customFields", shapes.items, "r", blank=[]),
    Field("debitManualRegistrationPrices", f"{OURS}.debitManualRegistrationPrices", shapes.items, "r", blank=[]),
    Field("debitMinimiPrices", f"{OURS}.debitMinimiPrices", shapes.items, "r", blank=[]),
    Field("debitSchedulePrices", f"{OURS}.debitSchedulePrices", shapes.items, "r", blank=[]),
    Field("isSupplementForMachines", f"{OURS}.isSupplementForMachines", shapes.items, "r", blank=[]),
)

SPELT = "ST-63"
"""The quirk of addresses that the document spells in several ways."""

MACHINES = Resource(
    name="machines",
    collection="machine",
    key=shapes.KEY,
    operations=(
        *shapes.listing("machines", doc="Machines."),
        *(replace(one, quirk=SPELT) for one in shapes.listing("machine", doc="Machines.")),
        *(
            replace(one, otherwise="machineTimeLogs", quirk=SPELT)
            for one in shapes.item("machines", "machine", doc="One machine, or one machine time log (ST-63).")
        ),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(
        Filter("name", "name", "contains", doc="Part of machineName, letter case apart."),
        Filter("machineNumber", "number"),
        Filter("machineTypeName", "type_name", "contains"),
        Filter("machineModel", "model", "contains"),
        Filter("serialNumber", "serial_number"),
        Filter("serviceable", "is_serviceable", codec=boolean),
    ),
    fields=MACHINE_FIELDS,
    quirks=("ST-03", "ST-32", "ST-63", "ST-65"),
    doc="Machines, how long they were used and what an hour of them costs.",
)

MACHINE_TYPES = Resource(
    name="machineTypes",
    collection="machine_type",
    operations=shapes.listing("machineTypes", is_bare=True, doc="Every machine type."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("isActive", "is_active", boolean, "r"),
        Field("createDate", "created_at", instant, "r"),
    ),
    quirks=("ST-06",),
    doc="Kinds of machines.",
)

MACHINE_TIME_LOGS = Resource(
    name="machineTimeLogs",
    collection="machine_entry",
    key=shapes.KEY,
    operations=(
        *shapes.listing("machineTimeLogs", doc="Machine time logs."),
        *(replace(one, quirk=SPELT) for one in shapes.listing("machineTimeLog", doc="Machine time logs.")),
        *(
            replace(one, quirk=SPELT)
            for one in shapes.item("machineTimeLogs", "machineTimeLog", doc="One machine time log.")
        ),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(("happened_at", False)),
    filters=(
        Filter("fromDate", "happened_at", "ge", instant_day_start, doc="On this local day or later."),
        Filter("toDate", "happened_at", "lt", instant_day_after, doc="On this local day or earlier."),
    ),
    fields=(
        Field("_id", "key", key, "r"),
        Field("time", "duration_ms", hours, "r", blank=0),
        Field("invoiceableTime", "billable_ms", hours, "r", blank=0),
        Field("description", "note", text, "r", blank=""),
        Field("internalDescription", "internal_note", text, "r", blank=""),
        Field("attestedBy", "attested_by_key", key, "r", doc="Key of the user who attested it (ST-64)."),
        Field("invoice", "invoice_key", key, "r"),
        Field("machine", "machine_key", key, "r"),
        Field("machineName", "machine_name", text, "r", blank=""),
        Field("user", "person_key", key, "r"),
        Field("userName", "person_name", text, "r", blank=""),
        Field("department", "department_key", key, "r"),
        Field("departmentName", "department_name", text, "r", doc="Null without a department (ST-65)."),
        Field("customer", "customer_key", key, "r"),
        Field("customerName", "customer_name", text, "r"),
        Field("project", "project_key", key, "r"),
        Field("projectName", "project_name", text, "r"),
        Field("workOrder", "work_order_key", key, "r"),
        Field("workOrderTitle", "work_order_title", text, "r", blank=""),
        Field("workOrderNumber", "work_order_number", integer, "r", blank=0),
        Field("pricePerHour", "unit_price_e4", money, "r", blank=0),
        Field("price", "price_e4", money, "r", blank=0, doc="Price per hour times the invoiceable hours."),
        Field("cost", "cost_e4", money, "r", blank=0),
        Field("createDate", "created_at", instant, "r"),
        Field("isInvoiced", "is_invoiced", boolean, "r"),
        Field("isInvoiceable", "is_billable", boolean, "r"),
        Field("status", "status", integer, "r", blank=1, doc="1 registered, 2 attested (ST-64)."),
        Field("timestamp", "happened_at", instant, "r"),
    ),
    quirks=("ST-03", "ST-63", "ST-64", "ST-65"),
    doc="Time of machines.",
)
