"""Persons, causes, schedules, registers, and what time is recorded on, as they are read."""

from sqlalchemy import Text, literal_column, select

from dagsverke.store.tables.companies import assignment, cause, role, schedule
from dagsverke.store.tables.people import person, person_skill
from dagsverke.store.tables.registers import register_item
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

REGISTER_KINDS = ("department", "result_unit", "vehicle", "skill", "work_type", "salary_type")

_PERSON_JOINS = {
    name: Join(register_item.alias(f"{name}_of"), person.c[f"{name}_id"])
    for name in ("department", "salary_type", "work_type")
}
_SKILL = register_item.alias("skill_of")
_SKILLED = Lookup(
    person.c.id,
    select(person_skill.c.person_id)
    .join(_SKILL, (_SKILL.c.company_id == person_skill.c.company_id) & (_SKILL.c.id == person_skill.c.skill_id))
    .where(person_skill.c.company_id == COMPANY),
    _SKILL.c.key,
)
_SCHEDULE = schedule.alias("schedule_of")
_ASSIGNED = (
    select(assignment.c.key, assignment.c.starts_on, assignment.c.ends_on, _SCHEDULE.c.key.label("schedule_key"))
    .join(_SCHEDULE, (_SCHEDULE.c.company_id == assignment.c.company_id) & (_SCHEDULE.c.id == assignment.c.schedule_id))
    .where(assignment.c.company_id == person.c.company_id, assignment.c.person_id == person.c.id, live(assignment))
    .order_by(assignment.c.starts_on, assignment.c.id)
    .correlate(person)
    .subquery("assigned")
)
_ASSIGNMENTS = listed(_ASSIGNED, {n: n for n in ("key", "starts_on", "ends_on", "schedule_key")}, "starts_on")
"""The schedule assignments of the person at hand, by first day."""

_ROLE_NAME = (
    select(role.c.name)
    .where(role.c.company_id == person.c.company_id, role.c.code == person.c.role_code)
    .correlate(person)
    .scalar_subquery()
)

PERSON = Collection(
    table=person,
    joins=_PERSON_JOINS,
    where=(live(person),),
    has_extras=True,
    attributes={
        **identity(person),
        **words(person, "first_name", "last_name", "email", "personal_number", "employee_number", "user_name"),
        "full_name": Attribute(full_name(person), is_nullable=True),
        **words(person, "work_phone", "cell_phone", "language"),
        **whole(person, "role_code", "department_id", "cost_per_hour_e4"),
        "role_name": Attribute(_ROLE_NAME, is_nullable=True),
        "department_name": joined("department", _PERSON_JOINS["department"], "name"),
        **flags(person, "is_active", "is_activated", "has_dynamic_schedule"),
        **{
            f"{name}_key": Attribute(
                join.table.c.key,
                is_exact=True,
                is_nullable=True,
                needs=(name,),
                lookup=lookup(person.c[f"{name}_id"], register_item),
            )
            for name, join in _PERSON_JOINS.items()
        },
        "skill_key": Attribute(literal_column("''", Text), is_exact=True, is_filter_only=True, lookup=_SKILLED),
        "assignments": _ASSIGNMENTS,
        **instants(person, "created_at", "modified_at"),
        **json(person, "extras"),
    },
)

CAUSE = Collection(
    table=cause,
    where=(live(cause),),
    attributes={
        **identity(cause),
        **words(cause, "code", "name", "description", "article_number", "color"),
        **flags(cause, "is_absence", "is_work_time", "is_unsocial", "is_vacation", "is_invoiceable", "is_machine_time"),
        **flags(cause, "needs_pre_attest", "is_attendance", "has_negative", "is_active"),
        **whole(cause, "price_per_hour_e4"),
        **instants(cause, "created_at", "modified_at"),
    },
)

SCHEDULE = Collection(
    table=schedule,
    where=(live(schedule),),
    attributes={
        **identity(schedule),
        **words(schedule, "name", "description"),
        **flags(schedule, "is_active"),
        **json(schedule, "weeks"),
        **instants(schedule, "created_at", "modified_at"),
    },
)

ROLE = Collection(
    table=role,
    attributes={**whole(role, "id", "code"), **words(role, "name", "reach")},
)


def register(kind: str) -> Collection:
    """One register: the items of one kind."""
    return Collection(
        table=register_item,
        where=(live(register_item), register_item.c.kind == literal_column(f"'{kind}'", Text)),
        has_extras=True,
        attributes={
            **identity(register_item),
            **words(register_item, "code", "name", "description"),
            **flags(register_item, "is_active"),
            **whole(register_item, "price_e4"),
            **instants(register_item, "created_at", "modified_at"),
            **json(register_item, "extras"),
        },
    )
