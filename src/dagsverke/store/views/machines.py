"""Machines and their time, as they are read."""

from dagsverke.store.tables.customers import supplier
from dagsverke.store.tables.people import person
from dagsverke.store.tables.registers import register_item
from dagsverke.store.tables.trade import machine, machine_entry
from dagsverke.store.views.amounts import price_of_hours
from dagsverke.store.views.billed import OWNER_KEYS, OWNERS, billed_attributes, billed_joins, reference
from dagsverke.store.views.documents import documents_of
from dagsverke.store.views.kinds import (
    Attribute,
    Collection,
    Join,
    flags,
    identity,
    instants,
    joined,
    json,
    live,
    whole,
    words,
)
from dagsverke.store.views.time import full_name

_JOINS = {
    "type": Join(register_item.alias("type_of"), machine.c.type_id),
    "supplier": Join(supplier.alias("supplier_of"), machine.c.supplier_id),
    "creator": Join(person.alias("creator"), machine.c.created_by_id),
}

MACHINE = Collection(
    table=machine,
    joins=_JOINS,
    where=(live(machine),),
    has_extras=True,
    attributes={
        **identity(machine),
        **words(machine, "number", "name", "model", "serial_number", "machine_group", "article_number"),
        **{f"{name}_key": joined(name, _JOINS[name], "key", is_exact=True) for name in ("type", "supplier")},
        **{f"{name}_name": joined(name, _JOINS[name], "name") for name in ("type", "supplier")},
        **flags(machine, "is_active", "is_billable", "takes_hours", "can_be_planned", "is_serviceable"),
        **whole(machine, "unit_price_e4", "unit_cost_e4", "used_ms", "mileage_m"),
        **instants(machine, "used_at", "mileage_at", "created_at", "modified_at"),
        **{
            name: Attribute(machine.c[name], "day", is_exact=True, is_nullable=True)
            for name in ("purchased_on", "serviced_on")
        },
        "created_by_key": joined("creator", _JOINS["creator"], "key", is_exact=True),
        "created_by_name": Attribute(full_name(_JOINS["creator"].table), is_nullable=True, needs=("creator",)),
        "documents": documents_of(machine),
        **json(machine, "extras"),
    },
)

_ENTRY_JOINS = {
    **billed_joins(machine_entry),
    "machine": Join(machine.alias("machine_of"), machine_entry.c.machine_id),
    "department": Join(register_item.alias("department_of"), machine_entry.c.department_id),
}

MACHINE_ENTRY = Collection(
    table=machine_entry,
    joins=_ENTRY_JOINS,
    where=(live(machine_entry),),
    is_big=True,
    narrow=OWNER_KEYS | {"id", "key", "machine_key", "work_order_number"},
    indexes={
        "work_order_number": "machine_entry_work_order_id_id",
        **{f"{name}_key": f"machine_entry_{name}_id_id" for name in (*reversed([*OWNERS]), "machine")},
    },
    sorts=frozenset({"", "id", "key", "happened_at", "modified_at", "machine_key"}) | OWNER_KEYS,
    swift={"happened_at": frozenset({"happened_at"}), "modified_at": frozenset({"modified_at"})},
    has_extras=True,
    attributes={
        **billed_attributes(machine_entry, _ENTRY_JOINS),
        "machine_key": reference("machine", _ENTRY_JOINS["machine"], machine, is_nullable=False),
        "machine_name": joined("machine", _ENTRY_JOINS["machine"], "name"),
        "department_key": joined("department", _ENTRY_JOINS["department"], "key", is_exact=True),
        "department_name": joined("department", _ENTRY_JOINS["department"], "name"),
        **words(machine_entry, "note", "internal_note"),
        **whole(machine_entry, "person_id"),
        **whole(machine_entry, "duration_ms", "billable_ms", "unit_price_e4", "cost_e4", "status"),
        "price_e4": Attribute(price_of_hours(machine_entry.c.unit_price_e4, machine_entry.c.billable_ms), "int"),
    },
)
