"""Drives and their types, as they are read."""

from dagsverke.store.tables.registers import register_item
from dagsverke.store.tables.trade import drive, drive_type
from dagsverke.store.views.billed import OWNER_KEYS, OWNERS, billed_attributes, billed_joins, reference
from dagsverke.store.views.kinds import (
    Collection,
    Join,
    flags,
    identity,
    instants,
    joined,
    live,
    whole,
    words,
)

_JOINS = {
    **billed_joins(drive),
    "type": Join(drive_type.alias("type_of"), drive.c.type_id),
    "vehicle": Join(register_item.alias("vehicle_of"), drive.c.vehicle_id),
}
_BY_TIME = frozenset({"happened_at"})

DRIVE = Collection(
    table=drive,
    joins=_JOINS,
    where=(live(drive),),
    is_big=True,
    narrow=OWNER_KEYS | {"id", "key", "work_order_number", "registration_number"},
    indexes={
        "work_order_number": "drive_work_order_id_id",
        **{f"{name}_key": f"drive_{name}_id_id" for name in reversed([*OWNERS])},
        "registration_number": "drive_registration_number_id",
        "is_billable": "drive_is_billable_happened_at_id",
    },
    sorts=frozenset({"", "id", "key", "happened_at", "modified_at", "type_key"}) | OWNER_KEYS,
    swift={
        "happened_at": _BY_TIME,
        "is_billable": _BY_TIME,
        "modified_at": frozenset({"modified_at"}),
    },
    has_extras=True,
    attributes={
        **billed_attributes(drive, _JOINS),
        "type_key": reference("type", _JOINS["type"], drive_type, is_nullable=False),
        "type_name": joined("type", _JOINS["type"], "name"),
        "vehicle_key": joined("vehicle", _JOINS["vehicle"], "key", is_exact=True),
        **words(drive, "registration_number", "name", "note", "start_address", "end_address", "purpose"),
        **whole(drive, "person_id"),
        **whole(drive, "start_odometer_m", "end_odometer_m", "distance_m"),
        **whole(drive, "unit_price_e4", "unit_cost_e4", "amount_e4", "cost_e4"),
        **flags(drive, "is_salary_compensated"),
    },
)

_PAID_AS = {"salary_type": Join(register_item.alias("salary_type_of"), drive_type.c.salary_type_id)}

DRIVE_TYPE = Collection(
    table=drive_type,
    joins=_PAID_AS,
    where=(live(drive_type),),
    attributes={
        **identity(drive_type),
        **words(drive_type, "name", "article_number"),
        **whole(drive_type, "price_e4", "cost_e4", "compensation_type"),
        **flags(drive_type, "is_billable", "is_default", "is_active"),
        "salary_type_key": joined("salary_type", _PAID_AS["salary_type"], "key", is_exact=True),
        "salary_type_name": joined("salary_type", _PAID_AS["salary_type"], "name"),
        "salary_type_code": joined("salary_type", _PAID_AS["salary_type"], "code"),
        **instants(drive_type, "created_at", "modified_at"),
    },
)
