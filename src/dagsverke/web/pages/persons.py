"""Persons: who works and signs in, what they are employed as, and on which schedules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from dagsverke.app.commands import employments, people, schedules
from dagsverke.app.person_file import person_file
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Condition
from dagsverke.app.references import existing
from dagsverke.domain.employment import END_REASONS, FORMS
from dagsverke.domain.errors import Absent, Malformed, Refusal
from dagsverke.domain.units import E4
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import Field, FormPage, Given, Kind, Options, Part, Picked
from dagsverke.web.forms.values import read_value
from dagsverke.web.lists import pages as lists
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.pages.narrowing import OF_DEPARTMENT
from dagsverke.web.pages.watching import FORMS as EMPLOYED
from dagsverke.web.picking import ACTIVE
from dagsverke.web.visit import Visit, page

PATH = "/persons"
LANGUAGES = {"SV": Choice("Swedish"), "FI": Choice("Finnish"), "EN": Choice("English")}
REASON_NAMES: Mapping[str, Choice] = {
    "own_wish": Choice("Own wish"),
    "redundancy": Choice("Redundancy"),
    "illness": Choice("Illness"),
    "breach": Choice("The employer's breach"),
    "dismissal": Choice("Dismissal"),
    "expiry": Choice("Its time was up"),
}
PERSONS = ListPage(
    PATH,
    "Persons",
    "admin",
    "person",
    columns=(
        Column("name", "Name", "full_name"),
        Column("number", "Employee number", "employee_number"),
        Column("department", "Department", "department_name"),
        Column("role", "Role", "role_name"),
        Column("email", "E-mail", "email"),
        Column("phone", "Phone", "cell_phone", is_shown=False),
        Column("user", "User name", "user_name", is_shown=False),
        Column("active", "Active", "is_active", "flag"),
    ),
    sieves=(
        Sieve("q", "Name", "full_name"),
        Sieve("number", "Employee number", "employee_number", "eq"),
        OF_DEPARTMENT,
    ),
    chips=(
        Chip("active", "Active", lambda _: ACTIVE),
        Chip("gone", "Not active", lambda _: (Condition("is_active", "eq", value=False),)),
    ),
    order=(("full_name", False),),
    row_path=PATH + "/{key}",
    new_path=f"{PATH}/new",
    new_label="New person",
    hint="Whoever works or signs in is a person.",
)


def _record(work: UnitOfWork, target: Given, change: Given) -> Given:
    return people.record(work, target, _with_role(change))


def _correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    return people.correct(work, target, _with_role(change))


def _with_role(change: Given) -> Given:
    role = change.get("role_code")
    return {**change, "role_code": int(role)} if role and str(role).isdigit() else change


def _said(name: str, label: str, kind: Kind = "text") -> Field:
    """A field that is required where the commands require it."""
    return Field(name, label, kind, is_required=name in people.REQUIRED)


PERSON = FormPage(
    PATH,
    "admin",
    "person",
    (
        Part(
            "Who",
            (
                _said("first_name", "First name"),
                _said("last_name", "Last name"),
                Field("employee_number", "Employee number"),
                Field("personal_number", "Personal number"),
                _said("email", "E-mail", "email"),
                Field("work_phone", "Phone at work"),
                Field("cell_phone", "Mobile phone"),
            ),
        ),
        Part(
            "Work",
            (
                Field("department_key", "Department", "row", of=Picked("department")),
                Field("work_type_key", "Work type", "row", of=Picked("work_type")),
                Field("salary_type_key", "Salary type", "row", of=Picked("salary_type")),
                Field("cost_per_hour_e4", "Cost per hour", "money"),
            ),
        ),
        Part(
            "Sign-in",
            (
                _said("user_name", "User name"),
                Field("role_code", "Role", "row", of=Picked("role", key="code"), is_required=True, default="30"),
                Field("language", "Language", "choice", choices=LANGUAGES, is_required=True, default="SV"),
                Field("is_active", "Active", "flag", default=True, hint="Who is not active cannot sign in."),
                Field(
                    "is_activated",
                    "Activated",
                    "flag",
                    default=True,
                    hint="Who is not activated is not let in yet, though active.",
                ),
            ),
        ),
    ),
    new_label="New person",
    edit_label="Change the person",
    record=_record,
    correct=_correct,
)
_BEGIN = (
    Field("form", "Form", "choice", choices={one: EMPLOYED[one] for one in FORMS}, is_required=True),
    Field("starts_on", "First day", "day", is_required=True),
    Field("ends_on", "Last day", "day"),
    Field("agreement", "Agreement", "row"),
    Field("vacation_days", "Vacation days a year", "count"),
    Field("is_by_day", "On days with work only", "flag"),
)
_END = (
    Field("ends_on", "Last day", "day", is_required=True),
    Field("end_reason", "Reason", "choice", choices={one: REASON_NAMES[one] for one in END_REASONS}, is_required=True),
)
_ASSIGN = (
    Field("schedule", "Schedule", "row", is_required=True),
    Field("starts_on", "First day", "day", is_required=True),
    Field("ends_on", "Last day", "day"),
    Field("rate", "Share of its hours, in per cent", "number", default=100),
)
_PASSWORD = (
    Field(
        "password",
        "New password",
        is_required=True,
        hint="At least 12 characters. Whoever is signed in with the old one is signed out.",
    ),
)


def _begin(work: UnitOfWork, person: Given, told: Given) -> None:
    agreement = next((one.id for one in work.company.agreements.values() if str(one.id) == told["agreement"]), None)
    change = {name: value for name, value in told.items() if name != "agreement" and value not in (None, "")}
    employments.begin(work, {}, {**change, "person_id": person["id"], "agreement_id": agreement})


def _end(work: UnitOfWork, person: Given, told: Given) -> None:
    row = existing(work, "employment", "key", key=told["key"], person_id=person["id"])
    employments.end(work, {"key": row["key"]}, told)


def _withdraw_employment(work: UnitOfWork, person: Given, told: Given) -> None:
    row = existing(work, "employment", "key", key=told["key"], person_id=person["id"])
    employments.withdraw(work, {"key": row["key"]}, {})


def _assign(work: UnitOfWork, person: Given, told: Given) -> None:
    row = work.find("schedule", key=told["schedule"] or "")
    if row is None:
        raise Malformed("required", "schedule", "is required")
    change = {"person_id": person["id"], "schedule_id": row["id"], "rate_e4": _rate(told["rate"])}
    schedules.assign(work, {}, {**change, "starts_on": told["starts_on"], "ends_on": told["ends_on"]})


def _rate(percent: Any) -> int:
    rate = (100 if percent is None else percent) * E4 / 100
    if rate != int(rate):
        raise Malformed("range", "rate", "must have at most two decimals")
    return int(rate)


def _withdraw_schedule(work: UnitOfWork, person: Given, told: Given) -> None:
    row = existing(work, "assignment", "key", key=told["key"], person_id=person["id"])
    schedules.withdraw(work, {"key": row["key"]}, {})


def _set_password(work: UnitOfWork, person: Given, told: Given) -> None:
    if not told["password"]:
        raise Malformed("required", "password", "is required")
    people.set_password(work, existing(work, "person", "key", key=person["key"]), told["password"])


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done on a person's page: where, by which command, and what it asks."""

    path: str
    command: Callable[[UnitOfWork, Given, Given], None]
    fields: tuple[Field, ...] = field(default=())


STEPS = {
    "begin": Step("employments", _begin, _BEGIN),
    "end": Step("employments/{row}/end", _end, _END),
    "withdraw": Step("employments/{row}/withdraw", _withdraw_employment),
    "assign": Step("schedules", _assign, _ASSIGN),
    "unassign": Step("schedules/{row}/withdraw", _withdraw_schedule),
    "password": Step("password", _set_password, _PASSWORD),
}


async def show(visit: Visit) -> Response:
    """A person's page."""
    return await _page(visit)


async def take(name: str, visit: Visit) -> Response:
    """Do one of the steps; what is refused is said at its field, and nothing is done."""
    step, key = STEPS[name], visit.request.path_params["key"]
    sent = {one.name: str(visit.form.get(one.name, "")) for one in step.fields}

    def work(unit: UnitOfWork) -> None:
        person = existing(unit, "person", "key", key=key)
        told = {one.name: read_value(one, sent[one.name]) for one in step.fields}
        step.command(unit, person, {**told, "key": visit.request.path_params.get("row", "")})

    try:
        await visit.write(work)
    except Absent:
        raise
    except Refusal as refusal:
        return await _page(visit, name, sent, refusal)
    return visit.go(f"{PATH}/{key}")


async def _page(
    visit: Visit, name: str = "", sent: Mapping[str, str] | None = None, refusal: Refusal | None = None
) -> Response:
    key = visit.request.path_params["key"]
    found = await visit.read(lambda reader: person_file(reader, key))
    labels = {one.name: one.label for one in STEPS[name].fields} if name else {}
    at = refusal.field if refusal is not None and refusal.field in labels else ""
    return visit.page(
        "person.html",
        HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        file=found,
        steps={one: step.fields for one, step in STEPS.items()},
        options=await visit.read(_options),
        forms=EMPLOYED,
        reasons=REASON_NAMES,
        languages=LANGUAGES,
        fault_in=name,
        fault_row=visit.request.path_params.get("row", ""),
        fault_at=at,
        fault="" if refusal is None else visit.reason(refusal) if at else visit.sentence(refusal, labels),
        told=sent or {},
    )


def _options(reader: Reader) -> Options:
    return {
        "agreement": [(str(one.id), one.name) for one in reader.company.agreements.values()],
        "schedule": [(one["key"], one["name"]) for one in reader.find_all("schedule") if one["is_active"]],
    }


def _steps() -> list[Route]:
    return [page(f"{PATH}/{{key}}/{one.path}", "admin", partial(take, name), "POST") for name, one in STEPS.items()]


ROUTES = (
    *forms.routes_of(PERSON),
    *lists.routes_of(PERSONS),
    page(PATH + "/{key}", "admin", show),
    *_steps(),
)
