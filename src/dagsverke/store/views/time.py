"""Time entries, attendance and marks, as they are read."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, Text, case, cast, func, literal_column, not_, null, select

from dagsverke.store.tables.companies import account, cause
from dagsverke.store.tables.customers import customer
from dagsverke.store.tables.people import person
from dagsverke.store.tables.time import attendance, attendance_tally, mark, time_entry
from dagsverke.store.tables.work import project, work_order
from dagsverke.store.views.amounts import price_of_hours
from dagsverke.store.views.kinds import (
    COMPANY,
    Attribute,
    Collection,
    Join,
    flags,
    identity,
    instants,
    joined,
    json,
    live,
    lookup,
    whole,
    words,
)

_JOINS = {
    "person": Join(person.alias("owner"), time_entry.c.person_id),
    "cause": Join(cause.alias("why"), time_entry.c.cause_id),
    "customer": Join(customer.alias("customer_of"), time_entry.c.customer_id),
    "project": Join(project.alias("project_of"), time_entry.c.project_id),
    "work_order": Join(work_order.alias("work_order_of"), time_entry.c.work_order_id),
    "creator": Join(person.alias("creator"), time_entry.c.created_by_id),
    "modifier": Join(person.alias("modifier"), time_entry.c.modified_by_id),
}
_TABLES = {"person": person, "cause": cause, "customer": customer, "project": project, "work_order": work_order}


def full_name(table: Any) -> ColumnElement[str]:
    """First and last name with a blank between them."""
    return func.trim(table.c.first_name + literal_column("' '", Text) + table.c.last_name, type_=Text)


def _reference(name: str) -> Attribute:
    """The key of what a time entry refers to."""
    join = _JOINS[name]
    return Attribute(
        join.table.c.key,
        is_exact=True,
        is_nullable=name != "person",
        needs=(name,),
        lookup=lookup(join.column, _TABLES[name]),
        drive=name,
    )


_IS_WORK = case(
    (time_entry.c.cause_id.is_(None), not_(time_entry.c.is_absence)),
    else_=_JOINS["cause"].table.c.is_work_time,
)
_PRICE = price_of_hours(time_entry.c.unit_price_e4, time_entry.c.billable_ms)
_DAY = Attribute(time_entry.c.on_day, "day", is_exact=True)
_ORDER_NUMBER = Attribute(
    _JOINS["work_order"].table.c.number,
    "int",
    is_nullable=True,
    needs=("work_order",),
    lookup=lookup(time_entry.c.work_order_id, work_order, "number"),
)

_OWNER_IDS = frozenset({"person_id", "cause_id"})
_OWNER_KEYS = frozenset(f"{name}_key" for name in _TABLES)
_CAUSES = frozenset({"cause_id", "cause_key"})
_BY_BEGIN = frozenset({"begins_at"})
_BY_CAUSE = frozenset({"begins_at", "id", ""})

TIME_ENTRY = Collection(
    table=time_entry,
    joins=_JOINS,
    where=(live(time_entry),),
    is_big=True,
    narrow=(_OWNER_IDS | _OWNER_KEYS | {"id", "key", "work_order_number"}) - _CAUSES,
    indexes={
        "person_id": "time_entry_person_id_begins_at_id",
        "work_order_number": "time_entry_work_order_id_begins_at_id",
        **{f"{name}_key": f"time_entry_{name}_id_begins_at_id" for name in _TABLES if name != "cause"},
        **dict.fromkeys(sorted(_CAUSES), "time_entry_cause_id_begins_at_id"),
    },
    sorts=frozenset({"", "id", "key", "begins_at", "modified_at", "created_at"}) | _OWNER_IDS | _OWNER_KEYS,
    swift={
        "begins_at": _BY_BEGIN,
        "on_day": _BY_BEGIN,
        "cause_id": _BY_CAUSE,
        "cause_key": _BY_CAUSE,
        "is_absence": _BY_CAUSE,
        "modified_at": frozenset({"modified_at"}),
        "created_at": frozenset({"created_at"}),
    },
    moment=time_entry.c.begins_at,
    has_extras=True,
    attributes={
        **identity(time_entry),
        **{f"{name}_key": _reference(name) for name in _TABLES},
        **whole(time_entry, "person_id", "cause_id"),
        "person_name": Attribute(full_name(_JOINS["person"].table), is_nullable=True, needs=("person",)),
        "cause_name": joined("cause", _JOINS["cause"], "name"),
        "customer_name": joined("customer", _JOINS["customer"], "name"),
        "project_name": joined("project", _JOINS["project"], "name"),
        "work_order_title": joined("work_order", _JOINS["work_order"], "title"),
        "work_order_number": _ORDER_NUMBER,
        "task_key": Attribute(cast(null(), Text), is_exact=True, is_nullable=True),
        "on_day": _DAY,
        **instants(time_entry, "begins_at", "ends_at", "invoiced_at", "created_at", "modified_at"),
        **whole(time_entry, "duration_ms", "billable_ms", "status", "unit_price_e4", "cost_e4"),
        **flags(time_entry, "is_billable", "is_invoiced", "is_absence", "is_clocked", "is_all_day", "is_supplement"),
        **flags(time_entry, "has_own_billable", "has_own_price"),
        "is_work_time": Attribute(cast(_IS_WORK, Boolean), "bool", needs=("cause",)),
        "attendance_code": Attribute(time_entry.c.attendance_code, is_exact=True, is_nullable=True),
        **words(time_entry, "note", "internal_note"),
        "price_e4": Attribute(_PRICE, "int", is_nullable=True),
        "created_by_key": joined("creator", _JOINS["creator"], "key", is_exact=True),
        "modified_by_key": joined("modifier", _JOINS["modifier"], "key", is_exact=True),
        **json(time_entry, "extras", "unsocial"),
    },
)

_ATTENDANT = frozenset({"person_id", "employee_number"})
_PERSON_OF_DAY = Join(person.alias("owner"), attendance.c.person_id)
UNSEEN = (
    select(attendance_tally.c.person_id)
    .join(
        person,
        (person.c.company_id == attendance_tally.c.company_id) & (person.c.id == attendance_tally.c.person_id),
    )
    .where(attendance_tally.c.company_id == COMPANY)
    .where(person.c.employee_number.is_(None) | person.c.deleted_at.is_not(None))
)
"""Persons whose attendance payroll does not read: without an employee number, or withdrawn. Mostly nobody."""

ATTENDANCE = Collection(
    table=attendance,
    joins={"person": _PERSON_OF_DAY},
    where=(attendance.c.person_id.not_in(UNSEEN),),
    key=("on_day", "person_id", "code"),
    is_big=True,
    narrow=_ATTENDANT,
    indexes=dict.fromkeys(sorted(_ATTENDANT), "attendance_person_on_day"),
    sorts=frozenset({"", "on_day"}),
    swift={"on_day": frozenset({"", "on_day"})},
    attributes={
        **whole(attendance, "person_id", "duration_ms", "entry_count", "clocked_count"),
        "employee_number": Attribute(
            _PERSON_OF_DAY.table.c.employee_number,
            needs=("person",),
            lookup=lookup(attendance.c.person_id, person, "employee_number"),
        ),
        "code": Attribute(attendance.c.code, is_exact=True),
        "on_day": Attribute(attendance.c.on_day, "day", is_exact=True),
        "entry_key": Attribute(attendance.c.entry_key, is_exact=True, is_nullable=True),
        **instants(attendance, "modified_at"),
    },
)

_ACCOUNT = Join(account.alias("balance_of"), mark.c.account_id)
_MARKER = Join(person.alias("creator"), mark.c.creator_id)
MARK = Collection(
    table=mark,
    joins={"account": _ACCOUNT, "creator": _MARKER},
    where=(live(mark), mark.c.closing_id.is_(None)),  # those of closings were imported by nobody
    attributes={
        **whole(mark, "id", "person_id", "account_id", "value", "creator_id", "closing_id"),
        "account_code": joined("account", _ACCOUNT, "code", is_exact=True),
        "on_day": Attribute(mark.c.on_day, "day", is_exact=True),
        "creator_name": Attribute(full_name(_MARKER.table), is_nullable=True, needs=("creator",)),
        **instants(mark, "created_at"),
    },
)
