"""Work orders and their statuses, as they are read."""

from typing import Any

from sqlalchemy import ColumnElement, Table, Text, case, func, literal_column, select

from dagsverke.store.grammar import EMPTY
from dagsverke.store.tables.customers import PLACE, contact, customer
from dagsverke.store.tables.people import person
from dagsverke.store.tables.registers import register_item, status
from dagsverke.store.tables.trade import machine
from dagsverke.store.tables.work import project, work_order, work_order_machine, work_order_person
from dagsverke.store.views.documents import documents_of
from dagsverke.store.views.kinds import (
    COMPANY,
    Attribute,
    Collection,
    Join,
    Lookup,
    flags,
    identity,
    instants,
    joined,
    json,
    listed,
    live,
    lookup,
    whole,
    words,
)
from dagsverke.store.views.time import full_name

_PERSONS = {
    "owner": "owner_id",
    "leader": "leader_id",
    "created_by": "created_by_id",
    "modified_by": "modified_by_id",
    "completed_by": "completed_by_id",
    "started_by": "started_by_id",
}
_JOINS = {
    "customer": Join(customer.alias("customer_of"), work_order.c.customer_id),
    "project": Join(project.alias("project_of"), work_order.c.project_id),
    "contact": Join(contact.alias("contact_of"), work_order.c.contact_id),
    "status": Join(status.alias("status_of"), work_order.c.status_id),
    "type": Join(register_item.alias("type_of"), work_order.c.type_id),
    "department": Join(register_item.alias("department_of"), work_order.c.department_id),
    **{name: Join(person.alias(f"{name}_person"), work_order.c[column]) for name, column in _PERSONS.items()},
}
_OWNERS = {"customer": customer, "project": project}
_MEMBER = person.alias("member")


def _owner(name: str) -> Attribute:
    """The key of the customer or project."""
    join = _JOINS[name]
    return Attribute(
        join.table.c.key,
        is_exact=True,
        is_nullable=True,
        needs=(name,),
        lookup=lookup(join.column, _OWNERS[name]),
        drive=name,
    )


def _members(of: Table, link: Table, column: str) -> Attribute:
    """The keys of the live rows that are linked to a work order, in their order."""
    one = of.alias(f"linked_{of.name}")
    found = (
        select(one.c.key, link.c.position)
        .join(one, (one.c.company_id == link.c.company_id) & (one.c.id == link.c[column]))
        .where(link.c.company_id == work_order.c.company_id, link.c.work_order_id == work_order.c.id)
        .where(one.c.deleted_at.is_(None))
        .order_by(link.c.position)
        .correlate(work_order)
        .subquery(f"{of.name}_members")
    )
    return listed(found, "key", "position")


def _address(part: str) -> Attribute:
    """Where the work is done: at the customer's own address, unless there is another one."""
    theirs: ColumnElement[Any] = func.coalesce(_JOINS["customer"].table.c[part], EMPTY, type_=Text)
    shown = case((work_order.c.has_other_address, work_order.c[f"work_{part}"]), else_=theirs)
    return Attribute(shown, is_nullable=True, needs=("customer",))


_WORKED_BY = Lookup(
    work_order.c.id,
    select(work_order_person.c.work_order_id)
    .join(
        _MEMBER,
        (_MEMBER.c.company_id == work_order_person.c.company_id) & (_MEMBER.c.id == work_order_person.c.person_id),
    )
    .where(work_order_person.c.company_id == COMPANY),
    _MEMBER.c.key,
)
_COLOR = case(
    (work_order.c.color != EMPTY, work_order.c.color),
    else_=func.coalesce(_JOINS["status"].table.c.color, EMPTY, type_=Text),
)
_OWNER_KEYS = frozenset(f"{name}_key" for name in _OWNERS)

WORK_ORDER = Collection(
    table=work_order,
    joins=_JOINS,
    where=(live(work_order),),
    is_big=True,
    narrow=_OWNER_KEYS | {"id", "key", "number", "member_key", "status_id"},
    indexes={
        "number": "work_order_number_id",
        "member_key": "work_order_id",
        **{f"{name}_key": f"work_order_{name}_id_id" for name in _OWNERS},
        "status_id": "work_order_status_id_id",
    },
    sorts=frozenset({"", "id", "key", "number", "modified_at"}) | _OWNER_KEYS,
    swift={"modified_at": frozenset({"modified_at"})},
    has_extras=True,
    attributes={
        **identity(work_order),
        **words(work_order, "title", "description", "marking", "your_order_number", "billing_method"),
        **{name: _owner(f"{name.removesuffix('_key')}") for name in sorted(_OWNER_KEYS)},
        "customer_name": joined("customer", _JOINS["customer"], "name"),
        "customer_number": joined("customer", _JOINS["customer"], "number"),
        **{
            f"{name}_key": joined(name, _JOINS[name], "key", is_exact=True)
            for name in ("contact", "status", "type", "department", *_PERSONS)
        },
        **{
            f"{name}_name": Attribute(full_name(_JOINS[name].table), is_nullable=True, needs=(name,))
            for name in _PERSONS
        },
        "status_code": joined("status", _JOINS["status"], "code", "int"),
        **{f"{name}_name": joined(name, _JOINS[name], "name") for name in ("project", "contact", "status", "type")},
        **{name: joined("status", _JOINS["status"], name, "bool") for name in ("is_in_progress", "is_closed")},
        "member_key": Attribute(literal_column("''", Text), is_exact=True, is_filter_only=True, lookup=_WORKED_BY),
        "person_keys": _members(person, work_order_person, "person_id"),
        "machine_keys": _members(machine, work_order_machine, "machine_id"),
        "color": Attribute(_COLOR, is_nullable=True, needs=("status",)),
        **{f"work_{part}": _address(part) for part in PLACE},
        **whole(work_order, "number", "status_id", "fixed_price_e4", "invoice_status", "estimated_ms"),
        **flags(work_order, "is_supplement", "has_other_address", "has_portal", "takes_time", "takes_expenses"),
        **flags(work_order, "is_active"),
        **instants(work_order, "starts_at", "ends_at", "completed_at", "started_at", "created_at", "modified_at"),
        "documents": documents_of(work_order),
        **json(work_order, "tags", "extras"),
    },
)
