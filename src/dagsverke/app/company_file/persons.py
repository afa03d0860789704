"""Sections that are people: persons with their employments and schedules, and the keys of other systems."""

from collections.abc import Mapping

from dagsverke.app.company_file.codecs import (
    DAY,
    MONEY,
    SHARE,
    TEXT,
    Names,
    choice,
    code_of,
    each,
    maybe,
    reference,
    whole,
    words,
)
from dagsverke.app.company_file.sections import Field, Section, Values, flag, required, text, texts
from dagsverke.app.company_file.tables import EXTRAS
from dagsverke.app.ports import Reader
from dagsverke.domain.employment import END_REASONS, FORMS
from dagsverke.domain.units import E4


def _skills(reader: Reader, names: Names) -> Mapping[int, Values]:
    found: dict[int, list[str]] = {}
    for row in reader.find_all("person_skill"):
        name = names.name_of("skill", row["skill_id"])
        if name is not None:
            found.setdefault(row["person_id"], []).append(str(name))
    return {person_id: {"skills": tuple(sorted(some))} for person_id, some in found.items()}


PERSON = Section(
    "person",
    "person",
    (
        Field("number", maybe(TEXT), "employee_number", None),
        required("first_name"),
        required("last_name"),
        text("email"),
        text("user_name"),
        *texts("personal_number", "work_phone", "cell_phone"),
        Field("role", code_of("role", whole()), "role_code", 30),
        Field("language", words("[A-Z]{2}", "a language of two capital letters"), default="SV"),
        Field("department", maybe(reference("department")), "department_id", None),
        Field("work_type", maybe(reference("work_type")), "work_type_id", None),
        Field("salary_type", maybe(reference("salary_type")), "salary_type_id", None),
        Field("cost_per_hour", MONEY, "cost_per_hour_e4", 0),
        flag("active", "is_active", default=True),
        flag("activated", "is_activated", default=True),
        flag("sole_parent", "is_sole_parent"),
        flag("dynamic_schedule", "has_dynamic_schedule"),
        Field("skills", each(reference("skill")), "", ()),
        Field("extras", EXTRAS, default="{}"),
    ),
    identity=("number", "user_name"),
    also_by="user_name",
    is_kept=True,
    more=_skills,
)
EMPLOYMENT = Section(
    "employment",
    "employment",
    (
        required("from", DAY, "starts_on"),
        Field("to", maybe(DAY), "ends_on", None),
        required("form", choice(*FORMS)),
        Field("end_reason", maybe(choice(*END_REASONS), ""), default=""),
        Field("agreement", maybe(reference("agreement")), "agreement_id", None),
        Field("vacation_days", maybe(whole(0, 366)), default=None),
        flag("by_day", "is_by_day"),
    ),
    identity=("from",),
    parent="person",
    owner="person_id",
)
ASSIGNMENT = Section(
    "schedule",
    "assignment",
    (
        required("from", DAY, "starts_on"),
        Field("to", maybe(DAY), "ends_on", None),
        required("name", reference("schedule"), "schedule_id"),
        Field("rate", SHARE, "rate_e4", E4),
    ),
    identity=("from",),
    parent="person",
    owner="person_id",
)
KEY = Section(
    "key",
    "credential",
    (required("door", TEXT, "kind"), required("name")),
    identity=("door", "name"),
    is_joint=True,
)
