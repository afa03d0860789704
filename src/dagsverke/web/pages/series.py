"""Number series: the next number of each, and a form to go on with a higher one."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from dagsverke.app.commands import series
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Absent, Refusal
from dagsverke.web.forms.model import Field
from dagsverke.web.forms.values import read_value
from dagsverke.web.lists.model import Choice
from dagsverke.web.visit import Visit, page

PATH = "/registers/series"
NAMES: Mapping[str, Choice] = {
    "customer": Choice("Customers"),
    "supplier": Choice("Suppliers"),
    "project": Choice("Projects"),
    "work_order": Choice("Work orders"),
    "machine": Choice("Machines"),
    "quote": Choice("Quotes"),
    "purchase_order": Choice("Purchase orders"),
    "invoice": Choice("Invoices"),
}
_NEXT = Field("next", "Next number", "count", is_required=True)


async def show(visit: Visit) -> Response:
    """Every series."""
    return await _page(visit)


async def take(visit: Visit) -> Response:
    """Let one go on with another number."""
    name, told = visit.request.path_params["name"], str(visit.form.get("next", ""))

    def work(unit: UnitOfWork) -> None:
        series.proceed(unit, {"name": name}, {"next": read_value(_NEXT, told, visit.company.zone)})

    try:
        await visit.write(work)
    except Absent:
        raise
    except Refusal as refusal:
        return await _page(visit, name, told, refusal)
    return visit.go(PATH)


async def _page(visit: Visit, name: str = "", told: str = "", refusal: Refusal | None = None) -> Response:
    status = HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY
    numbers = await visit.read(series.next_numbers)
    fault = "" if refusal is None else visit.reason(refusal)
    return visit.page(
        "series.html", status, numbers=numbers, names=NAMES, fault_in=name, told=told, fault=fault, field=_NEXT
    )


ROUTES = (
    page(PATH, "admin", show),
    page(PATH + "/{name}", "admin", take, "POST"),
)
