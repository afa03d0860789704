"""Machines and vehicles: lists and forms, and a machine's page with its time and documents."""

from starlette.responses import Response

from dagsverke.app.commands import machines, vehicles
from dagsverke.app.equipment import machine_sheet, vehicle_sheet
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import Field, FormPage, Part, Picked
from dagsverke.web.lists import pages as lists
from dagsverke.web.lists.model import Column, ListPage, Sieve
from dagsverke.web.pages.expenses import own_id
from dagsverke.web.pages.picks import SUPPLIERS
from dagsverke.web.pages.projects import AREA, JOBS
from dagsverke.web.visit import Visit, page

PATH = "/machines"
MACHINES = ListPage(
    PATH,
    "Machines",
    AREA,
    "machine",
    columns=(
        Column("number", "Number", "number"),
        Column("name", "Name", "name"),
        Column("type", "Type", "type_name"),
        Column("model", "Model", "model"),
        Column("serial", "Serial number", "serial_number", is_shown=False),
        Column("used", "Hours used", "used_ms", "clock", is_summed=True),
        Column("serviced", "Serviced on", "serviced_on", "day", is_shown=False),
        Column("active", "Active", "is_active", "flag"),
    ),
    sieves=(
        Sieve("q", "Name", "name"),
        Sieve("number", "Number", "number", "eq"),
        Sieve("type", "Type", "type_key", "eq", "row", of=("machine_type", "name")),
    ),
    order=(("name", False),),
    row_path=PATH + "/{key}",
    new_path=PATH + "/new",
    new_label="New machine",
    new_area=JOBS,
    hint="A machine's hours are recorded on work orders, and billed.",
)
VEHICLES = ListPage(
    "/vehicles",
    "Vehicles",
    AREA,
    "vehicle",
    columns=(
        Column("code", "Registration number", "code"),
        Column("name", "Name", "name"),
        Column("description", "Description", "description"),
        Column("active", "Active", "is_active", "flag"),
    ),
    sieves=(Sieve("q", "Name", "name"), Sieve("number", "Registration number", "code")),
    order=(("code", False),),
    row_path="/vehicles/{key}",
    new_path="/vehicles/new",
    new_label="New vehicle",
    new_area=JOBS,
    hint="A vehicle that is in the list is picked when a drive is recorded.",
)
MACHINE_FORM = FormPage(
    PATH,
    JOBS,
    "machine",
    (
        Part(
            "Machine",
            (
                Field("name", "Name", is_required=True),
                Field("number", "Number", hint="The next of the series where it is left empty."),
                Field("type_key", "Type", "row", of=Picked("machine_type", is_active=True)),
                Field("model", "Model"),
                Field("serial_number", "Serial number"),
                Field("machine_group", "Group"),
                Field("supplier_key", "Supplier", "row", of=SUPPLIERS),
                Field("purchased_on", "Bought on", "day"),
                Field("serviced_on", "Serviced on", "day"),
            ),
        ),
        Part(
            "Billing",
            (
                Field("unit_price_e4", "Price per hour", "money"),
                Field("unit_cost_e4", "Cost per hour", "money"),
                Field("article_number", "Article number"),
                Field("is_billable", "To be billed", "flag", default=True),
                Field("takes_hours", "Hours can be recorded", "flag", default=True),
                Field("can_be_planned", "Can be planned", "flag", default=True),
                Field("is_serviceable", "Is serviced", "flag"),
                Field("is_active", "Active", "flag", default=True),
            ),
        ),
    ),
    new_label="New machine",
    edit_label="Change the machine",
    record=machines.record,
    correct=machines.correct,
)
VEHICLE_FORM = FormPage(
    "/vehicles",
    JOBS,
    "vehicle",
    (
        Part(
            "",
            (
                Field("code", "Registration number", is_required=True),
                Field("name", "Name", is_required=True),
                Field("description", "Description", "long"),
                Field("is_active", "Active", "flag", default=True),
            ),
        ),
    ),
    new_label="New vehicle",
    edit_label="Change the vehicle",
    record=vehicles.record,
    correct=vehicles.correct,
)


async def show(visit: Visit) -> Response:
    """One machine, and its last time."""
    key, person_id = visit.request.path_params["key"], own_id(visit)
    machine = await visit.read(lambda reader: machine_sheet(reader, key, person_id))
    return visit.page("machine.html", machine=machine)


async def show_vehicle(visit: Visit) -> Response:
    """One vehicle, and its last drives."""
    key, person_id = visit.request.path_params["key"], own_id(visit)
    vehicle, drives = await visit.read(lambda reader: vehicle_sheet(reader, key, person_id))
    return visit.page("vehicle.html", vehicle=vehicle, drives=drives)


ROUTES = (
    *lists.routes_of(MACHINES),
    *lists.routes_of(VEHICLES),
    *forms.routes_of(MACHINE_FORM),
    *forms.routes_of(VEHICLE_FORM),
    page(PATH + "/{key}", AREA, show),
    page("/vehicles/{key}", AREA, show_vehicle),
)
