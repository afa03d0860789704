"""Drives: the list, one as it was, and its form, by the odometer or by how far it was."""

from functools import partial

from starlette.responses import Response

from dagsverke.app.commands import drives, trips
from dagsverke.app.locking import refuse_closed
from dagsverke.app.used_rows import drive_row
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import TODAY, Field, FormPage, Part, Picked
from dagsverke.web.lists import pages as lists
from dagsverke.web.lists.model import Column, ListPage, Sieve
from dagsverke.web.pages.expenses import CHIPS, DAYS, ON, OWN, TRUTHS, WHO, own_id
from dagsverke.web.pages.picks import FOR_WHOM, PERSONS
from dagsverke.web.pages.projects import AREA
from dagsverke.web.visit import Visit, page

PATH = "/drives"
DRIVES = ListPage(
    PATH,
    "Drives",
    AREA,
    "drive",
    columns=(
        Column("day", "Day", "on_day", "day"),
        Column("purpose", "Purpose", "purpose"),
        Column("person", "Person", "person_name"),
        Column("vehicle", "Vehicle", "registration_number"),
        Column("from_place", "From", "start_address", is_shown=False),
        Column("to_place", "To", "end_address", is_shown=False),
        Column("customer", "Customer", "customer_name", is_shown=False),
        Column("project", "Project", "project_name", is_shown=False),
        Column("order", "Work order", "work_order_title"),
        Column("distance", "Kilometres", "distance_m", "km", is_summed=True),
        Column("amount", "Amount", "amount_e4", "money", is_summed=True),
        Column("salary", "Paid with the salary", "is_salary_compensated", "flag", is_shown=False),
        Column("invoiced", "Invoiced", "is_invoiced", "flag", is_shown=False),
    ),
    sieves=(
        Sieve("q", "Purpose", "purpose"),
        *DAYS,
        WHO,
        *ON,
        Sieve("vehicle", "Vehicle", "registration_number", "eq"),
    ),
    chips=CHIPS,
    order=(("happened_at", True),),
    row_path=PATH + "/{key}",
    new_path=PATH + "/new",
    new_label="New drive",
    hint="Say from where to where you drove, and how far.",
    own=OWN,
)
FORM = FormPage(
    PATH,
    AREA,
    "drive",
    (
        Part(
            "Drive",
            (
                Field("happened_at", "Day", "day", "on_day", is_required=True, is_fixed=True, default=TODAY),
                Field("person_key", "Person", "row", of=PERSONS, is_required=True, is_self=True),
                Field("type_key", "Type", "row", of=Picked("drive_type", is_active=True), is_required=True),
                Field("purpose", "Purpose", is_required=True),
                Field("start_address", "From", is_required=True),
                Field("end_address", "To", is_required=True),
                Field("note", "Note", "long"),
            ),
        ),
        Part(
            "Vehicle and distance",
            (
                Field("vehicle_key", "Vehicle", "row", of=Picked("vehicle", "code", is_active=True)),
                Field("registration_number", "Registration number", hint="Of a vehicle that is not in the list."),
                Field("distance_m", "Kilometres", "km", hint="Or read the odometer."),
                Field("start_odometer_m", "Odometer at the start", "km", hint="As after the vehicle's last drive."),
                Field("end_odometer_m", "Odometer at the end", "km"),
            ),
        ),
        Part(
            "For whom",
            (
                *FOR_WHOM,
                Field("is_billable", "To be billed", "choice", choices=TRUTHS, hint="As the type says if left empty."),
                Field("is_salary_compensated", "Paid with the salary", "flag"),
            ),
        ),
    ),
    new_label="New drive",
    edit_label="Change the drive",
    record=trips.record,
    correct=trips.correct,
    withdraw=drives.withdraw,
    own=OWN,
    refuse_closed=partial(refuse_closed, "drive"),
)


async def show(visit: Visit) -> Response:
    """One drive."""
    key, person_id = visit.request.path_params["key"], own_id(visit)
    return visit.page("drive.html", drive=await visit.read(lambda reader: drive_row(reader, key, person_id)))


ROUTES = (
    *lists.routes_of(DRIVES),
    *forms.routes_of(FORM),
    page(PATH + "/{key}", AREA, show),
)
