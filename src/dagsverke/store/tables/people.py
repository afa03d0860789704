"""Persons and their skills."""

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, Table, func, literal_column

from dagsverke.store.tables.columns import (
    IS_LIVE,
    METADATA,
    dated,
    flags,
    given_ints,
    given_texts,
    ints,
    ints_or_null,
    json_text,
    key_index,
    keyed,
    live_index,
    primary,
    texts,
    texts_or_null,
)

person = Table(
    "person",
    METADATA,
    *keyed(),
    *texts("first_name", "last_name", "email", "personal_number"),
    *texts_or_null("employee_number"),
    *texts("user_name", "work_phone", "cell_phone"),
    *ints("role_code"),
    *flags("is_active", default=True),
    *flags("is_activated"),
    *texts("language"),
    *ints_or_null("department_id", "salary_type_id", "work_type_id"),
    *texts_or_null("password_hash"),
    *ints("cost_per_hour_e4"),
    *flags("has_dynamic_schedule", "is_sole_parent"),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
)
key_index(person)
live_index(person, "employee_number", is_unique=True)

_HAS_USER_NAME: ColumnElement[bool] = literal_column(f"{IS_LIVE} AND user_name <> ''")
Index(
    "person_user_name",
    person.c.company_id,
    func.lower(person.c.user_name),
    unique=True,
    sqlite_where=_HAS_USER_NAME,
    postgresql_where=_HAS_USER_NAME,
)

person_skill = Table("person_skill", METADATA, *primary("person_id", "skill_id"), sqlite_with_rowid=False)
Index("person_skill_skill", person_skill.c.company_id, person_skill.c.skill_id, person_skill.c.person_id)

employment = Table(
    "employment",
    METADATA,
    *keyed(),
    *given_ints("person_id"),
    *given_texts("form", "starts_on"),
    *texts_or_null("ends_on"),
    *texts("end_reason"),
    *ints_or_null("agreement_id", "vacation_days"),
    *flags("is_by_day"),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    ForeignKeyConstraint(["company_id", "person_id"], [person.c.company_id, person.c.id]),
)
"""A person's employment from a first to a last day (null: until further notice). Where it ``is_by_day`` only days with
work count. ``vacation_days`` is what the person has a right to in a year, where not the agreement's.
"""
key_index(employment)
live_index(employment, "person_id", "starts_on")
