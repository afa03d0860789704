"""Projects: the list, one with its budget against what it took, and its form."""

from starlette.responses import Response

from dagsverke.app.commands import projects
from dagsverke.app.job_sheets import project_sheet
from dagsverke.domain import pricing
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import Field, FormPage, Part, Picked
from dagsverke.web.lists import pages as lists
from dagsverke.web.lists.model import Choice, Column, ListPage, Sieve
from dagsverke.web.pages.invoices import SOURCES
from dagsverke.web.pages.narrowing import OF_CUSTOMER
from dagsverke.web.pages.picks import CUSTOMER, PERSONS
from dagsverke.web.visit import Visit, page

PATH, AREA, JOBS = "/projects", "work", "jobs"
METHODS = {
    pricing.HOURLY: Choice("By the hour"),
    pricing.PER_PERSON: Choice("By the hour of each person"),
    pricing.PER_CAUSE: Choice("By the hour of each kind of time"),
    pricing.PRICE_LIST: Choice("By price list"),
    pricing.FIXED_PRICE: Choice("Fixed price"),
    pricing.AS_CUSTOMER: Choice("As agreed with the customer"),
    pricing.AS_QUOTED: Choice("As quoted"),
    pricing.RUNNING: Choice("As it runs"),
}
"""How projects and work orders are billed."""


def by_status(statuses: str) -> Sieve:
    """A chip for each status of a collection of them, in the order in which they follow each other."""
    of = (statuses, "name")
    return Sieve("status", "Status", "status_key", "eq", "row", of=of, sorted_by="code", is_chips=True)


PROJECTS = ListPage(
    PATH,
    "Projects",
    AREA,
    "project",
    columns=(
        Column("number", "Number", "number"),
        Column("name", "Name", "name"),
        Column("customer", "Customer", "customer_name"),
        Column("leader", "Leader", "leader_name"),
        Column("status", "Status", "status_name"),
        Column("starts", "Starts on", "starts_on", "day"),
        Column("ends", "Ends on", "ends_on", "day"),
        Column("planned", "Planned hours", "estimated_ms", "clock", is_shown=False, is_summed=True),
        Column("marking", "Marking", "marking", is_shown=False),
    ),
    sieves=(
        by_status("project_status"),
        Sieve("q", "Name", "name"),
        Sieve("number", "Number", "number", "eq"),
        OF_CUSTOMER,
    ),
    order=(("id", True),),
    row_path=PATH + "/{key}",
    new_path=PATH + "/new",
    new_label="New project",
    new_area=JOBS,
    hint="A project gathers the work orders, hours and costs of something agreed with a customer.",
)
FORM = FormPage(
    PATH,
    JOBS,
    "project",
    (
        Part(
            "Project",
            (
                Field("name", "Name", is_required=True),
                Field("number", "Number", hint="The next of the series where it is left empty."),
                CUSTOMER,
                Field("leader_key", "Leader", "row", of=PERSONS),
                Field("status_key", "Status", "row", of=Picked("project_status", is_active=True, sorted_by="code")),
                Field("type_key", "Type", "row", of=Picked("project_type", is_active=True)),
            ),
        ),
        Part(
            "Plan",
            (
                Field("starts_on", "Starts on", "day"),
                Field("ends_on", "Ends on", "day"),
                Field("estimated_ms", "Planned hours", "hours"),
            ),
        ),
        Part(
            "Billing",
            (
                Field(
                    "billing_method",
                    "Billed",
                    "choice",
                    choices={one: METHODS[one] for one in METHODS if one in pricing.PROJECT_METHODS},
                ),
                Field("price_per_hour_e4", "Price per hour", "money"),
                Field("fixed_price_e4", "Fixed price", "money"),
                Field("price_list_key", "Price list", "row", of=Picked("price_list", is_active=True)),
                Field("marking", "Marking"),
                Field("your_order_number", "Your order number"),
            ),
        ),
        Part(
            "",
            (
                Field("notes", "Notes", "long"),
                Field("is_active", "Active", "flag", default=True),
            ),
        ),
    ),
    new_label="New project",
    edit_label="Change the project",
    record=projects.record,
    correct=projects.correct,
)


def only(visit: Visit) -> int | None:
    """The id of the person whose rows alone may be seen; None where all may."""
    return None if visit.may_enter(JOBS) else int(visit.person["id"])


async def show(visit: Visit) -> Response:
    """One project."""
    key, person_id = visit.request.path_params["key"], only(visit)
    sheet = await visit.read(lambda reader: project_sheet(reader, key, person_id))
    return visit.page("project.html", sheet=sheet, job=sheet.job, kinds=SOURCES, methods=METHODS)


ROUTES = (*lists.routes_of(PROJECTS), *forms.routes_of(FORM), page(PATH + "/{key}", AREA, show))
