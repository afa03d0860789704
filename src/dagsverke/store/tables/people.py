"""Persons and their skills."""

from sqlalchemy import ColumnElement, Index, Table, func, literal_column

from dagsverke.store.tables.columns import (
    IS_LIVE,
    METADATA,
    dated,
    flags,
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
    *flags("has_dynamic_schedule"),
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
