"""Time of machines: the list, one row of it, and its form. Prices are for who sees what jobs bring in."""

from functools import partial

from starlette.responses import Response

from dagsverke.app.commands import machine_hours, machine_time
from dagsverke.app.locking import refuse_closed
from dagsverke.app.queries import Condition
from dagsverke.app.used_rows import machine_time_row
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import TODAY, Field, FormPage, Part, Picked
from dagsverke.web.lists import pages as lists
from dagsverke.web.lists.model import Column, ListPage, Sieve
from dagsverke.web.pages.expenses import CHIPS, DAYS, ON, OWN, TRUTHS, WHO, own_id
from dagsverke.web.pages.picks import FOR_WHOM, PERSONS
from dagsverke.web.pages.projects import AREA, JOBS
from dagsverke.web.visit import Visit, page

PATH = "/machine-time"
MACHINE_TIME = ListPage(
    PATH,
    "Machine time",
    AREA,
    "machine_entry",
    columns=(
        Column("day", "Day", "on_day", "day"),
        Column("machine", "Machine", "machine_name"),
        Column("person", "Person", "person_name"),
        Column("customer", "Customer", "customer_name", is_shown=False),
        Column("project", "Project", "project_name", is_shown=False),
        Column("order", "Work order", "work_order_title"),
        Column("description", "Description", "note", is_shown=False),
        Column("hours", "Hours", "duration_ms", "clock", is_summed=True),
        Column("billable", "Billable hours", "billable_ms", "clock", is_summed=True),
        Column("amount", "Amount", "price_e4", "money", is_summed=True, area=JOBS),
        Column("cost", "Cost", "cost_e4", "money", is_shown=False, is_summed=True, area=JOBS),
        Column("invoiced", "Invoiced", "is_invoiced", "flag", is_shown=False),
    ),
    sieves=(Sieve("machine", "Machine", "machine_key", "eq", "row", of=("machine", "name")), *DAYS, WHO, *ON),
    chips=CHIPS,
    order=(("happened_at", True),),
    row_path=PATH + "/{key}",
    new_path=PATH + "/new",
    new_label="New machine time",
    hint="Say which machine you used, for how long and for what.",
    own=OWN,
)
MACHINES = Picked("machine", is_active=True, where=(Condition("takes_hours", "eq", value=True),))
FORM = FormPage(
    PATH,
    AREA,
    "machine_entry",
    (
        Part(
            "Machine time",
            (
                Field("machine_key", "Machine", "row", of=MACHINES, is_required=True),
                Field("happened_at", "Day", "day", "on_day", is_required=True, default=TODAY),
                Field("person_key", "Person", "row", of=PERSONS, is_required=True, is_self=True),
                Field("duration_ms", "Hours", "hours", is_required=True),
                Field("note", "Description", "long"),
            ),
        ),
        Part("For whom", FOR_WHOM),
        Part(
            "Billing",
            (
                Field("is_billable", "To be billed", "choice", choices=TRUTHS, hint="As the machine if left empty."),
                Field("billable_ms", "Billable hours", "hours", hint="All hours if left empty."),
                Field("unit_price_e4", "Price per hour", "money", hint="The machine's if left empty.", area=JOBS),
            ),
        ),
    ),
    new_label="New machine time",
    edit_label="Change the machine time",
    record=machine_hours.record,
    correct=machine_hours.correct,
    withdraw=machine_time.withdraw,
    own=OWN,
    refuse_closed=partial(refuse_closed, "machine_entry"),
)


async def show(visit: Visit) -> Response:
    """Time of a machine."""
    key, person_id = visit.request.path_params["key"], own_id(visit)
    entry = await visit.read(lambda reader: machine_time_row(reader, key, person_id))
    return visit.page("machine_time.html", entry=entry)


ROUTES = (
    *lists.routes_of(MACHINE_TIME),
    *forms.routes_of(FORM),
    page(PATH + "/{key}", AREA, show),
)
