"""Users and the lists that describe them (Seven Time, Users)."""

from dataclasses import replace
from typing import Any

from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.schedules import assignments
from dagsverke.wire.codec import boolean, instant, integer, key, money, text
from dagsverke.wire.resource import Field, Filter, Resource

USER_FIELDS = (
    Field("_id", "key", key, "r", doc="Key of the user."),
    Field("createdByUser", "created_by_key", key, "w", required=True, doc="Who makes the user."),
    Field("modifiedByUser", "modified_by_key", key, "w", doc="Who corrects the user; a PUT needs it."),
    Field("firstName", "first_name", text, required=True, blank=""),
    Field("lastName", "last_name", text, required=True, blank=""),
    Field("email", "email", text, required=True, blank=""),
    Field("personalNumber", "personal_number", text, "r", blank=""),
    Field("employeeNumber", "employee_number", text, blank=""),
    Field("userName", "user_name", text, required=True, blank=""),
    Field("workPhone", "work_phone", text, blank=""),
    Field("cellPhone", "cell_phone", text, blank=""),
    Field("createdDate", "created_at", instant, "r"),
    Field("modifiedDate", "modified_at", instant, "r"),
    Field("userRoleId", "role_code", integer, doc="A number of userRoles, also as text (ST-17); a POST needs it."),
    Field(
        "userRolesId",
        "misspelt_role_code",
        integer,
        "w",
        doc="Another spelling of userRoleId (ST-12).",
        quirk="ST-12",
    ),
    Field("isActive", "is_active", boolean, doc="False unless sent (ST-16)."),
    Field("isActivated", "is_activated", boolean, doc="False unless sent (ST-16)."),
    Field("language", "language", text, blank="SV", doc="Language code, SV unless sent."),
    Field("workSchedules", "assignments", assignments, "r", blank=[]),
    Field("canHaveDynamicSchedule", "has_dynamic_schedule", boolean, "r"),
    Field("password", "password", text, "w", doc="Never shown."),
)


def spell_role(change: dict[str, Any]) -> dict[str, Any]:
    """The role under its proper name, where it came under the misprinted one alone (ST-12)."""
    misspelt = change.pop("misspelt_role_code", None)
    return change if misspelt is None else {"role_code": misspelt} | change


USERS = Resource(
    name="users",
    collection="person",
    key=shapes.KEY,
    operations=(
        *shapes.listing("users", doc="Users."),
        *shapes.item("users", doc="One user."),
        replace(
            shapes.create("users", "person.record", doc="Makes a user, who has no schedule until one is assigned."),
            arrange=spell_role,
        ),
        shapes.update("users", "person.correct", doc="Corrects a user; what is not sent stays."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(
        Filter("name", "full_name", "contains", doc="Part of first and last name, letter case apart."),
        Filter("personNumber", "personal_number", doc="The user's personalNumber (ST-20)."),
        Filter("department", "department_key", codec=key, doc="Key of a department (ST-35)."),
        Filter("userRole", "role_code", codec=integer, doc="The user's userRoleId (ST-20)."),
        Filter("isActive", "is_active", codec=boolean),
        Filter("isActivated", "is_activated", codec=boolean),
        Filter("defaultSalaryType", "salary_type_key", codec=key, doc="Key of a salary type (ST-35)."),
        Filter("userSkills", "skill_key", codec=key, doc="Key of a skill that the user has (ST-35)."),
    ),
    fields=USER_FIELDS,
    quirks=(
        "ST-01",
        "ST-03",
        "ST-09",
        "ST-10",
        "ST-12",
        "ST-14",
        "ST-16",
        "ST-17",
        "ST-20",
        "ST-27",
        "ST-29",
        "ST-31",
        "ST-32",
        "ST-35",
    ),
    doc="The people who work and sign in.",
)

USER_ROLES = Resource(
    name="userRoles",
    collection="role",
    operations=shapes.listing("userRoles", is_bare=True, doc="Every role that a user can have."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(("code", False)),
    fields=(
        Field("userRoleId", "code", integer, "r"),
        Field("userRoleName", "name", text, "r", blank=""),
    ),
    quirks=("ST-06",),
    doc="What a user may see and do.",
)

USER_SKILLS = Resource(
    name="userSkills",
    collection="skill",
    operations=shapes.listing("userSkills", is_bare=True, doc="Every skill."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("skillTitle", "name", text, "r", blank=""),
        Field("requireEducations", "extras.seventime.requireEducations", shapes.keys, "r", blank=[]),
    ),
    quirks=("ST-06",),
    doc="What users can be good at.",
)

USER_WORK_TYPES = Resource(
    name="userWorkTypes",
    collection="work_type",
    operations=shapes.listing("userWorkTypes", is_bare=True, doc="Every work type."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("pricePerHour", "price_e4", money, "r", blank=0),
    ),
    quirks=("ST-06", "ST-07"),
    doc="What users work as, and at what price.",
)

DEFAULT_SALARY_TYPES = Resource(
    name="defaultSalaryTypes",
    collection="salary_type",
    operations=shapes.listing("defaultSalaryTypes", is_bare=True, doc="Every salary type."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("description", "description", text, "r", blank=""),
        Field("code", "code", text, "r", blank=""),
        Field("isAbsenceTimeType", "extras.seventime.isAbsenceTimeType", boolean, "r", blank=False),
        Field("isRuleType", "extras.seventime.isRuleType", boolean, "r", blank=False),
        Field("absenceTimeCategory", "extras.seventime.absenceTimeCategory", key, "r"),
        Field("absenceTimeCategoryName", "extras.seventime.absenceTimeCategoryName", text, "r", blank=""),
        Field("unitType", "extras.seventime.unitType", text, "r", blank="1"),
        Field("canBeRegistered", "extras.seventime.canBeRegistered", boolean, "r", blank=True),
        Field("salaryAmount", "extras.seventime.salaryAmount", shapes.number, "r", blank=0),
        Field("typeInSalarySystem", "extras.seventime.typeInSalarySystem", integer, "r", blank=10),
    ),
    quirks=("ST-06",),
    doc="As what time is paid.",
)
