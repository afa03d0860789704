"""Departments, result units and vehicles (Seven Time, the sections of these names)."""

from dagsverke.dialects.seventime import shapes
from dagsverke.wire.codec import boolean, instant, key, text
from dagsverke.wire.resource import Field, Resource

DEPARTMENTS = Resource(
    name="departments",
    collection="department",
    key=shapes.KEY,
    operations=(
        *shapes.listing("departments", doc="Departments."),
        *shapes.item("departments", doc="One department."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("departmentNumber", "code", text, "r", blank=""),
        Field("isActive", "is_active", boolean, "r"),
        Field("managerIds", "extras.seventime.managerIds", shapes.keys, "r", blank=[]),
    ),
    doc="Parts of the company.",
)

RESULT_UNITS = Resource(
    name="resultUnits",
    collection="result_unit",
    key=shapes.KEY,
    operations=(
        *shapes.listing("resultUnits", is_bare=True, doc="Every result unit."),
        *shapes.item("resultUnits", doc="One result unit."),
    ),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("code", "code", text, "r", blank=""),
        Field("isActive", "is_active", boolean, "r"),
    ),
    quirks=("ST-06",),
    doc="Parts of the company by which results are counted.",
)

VEHICLES = Resource(
    name="vehicles",
    collection="vehicle",
    key=shapes.KEY,
    operations=(
        *shapes.listing("vehicles", "vehicle", doc="Vehicles.", quirk="ST-02"),
        *shapes.item("vehicles", "vehicle", doc="One vehicle."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("registrationNumber", "code", text, "r", blank=""),
        Field("isActive", "is_active", boolean, "r"),
        Field("createDate", "created_at", instant, "r"),
    ),
    quirks=("ST-02", "ST-03"),
    doc="Cars and other vehicles.",
)
