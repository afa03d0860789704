"""What a company is: its rules, registers, goods and prices, each section of its file as a list and a form."""

from starlette.responses import Response
from starlette.routing import Route

from dagsverke.app.ports import Reader
from dagsverke.app.queries import Page, Query
from dagsverke.web.forms import pages as forms
from dagsverke.web.lists import pages as lists
from dagsverke.web.sections.forms import form_of
from dagsverke.web.sections.kept import GROUPS, PATH, Kept
from dagsverke.web.visit import Visit, page

KEPT = tuple(one for group in GROUPS for one in group.kept)
COMPANY = form_of("company", "/company", new_label="Company", edit_label="Company")
BOOKKEEPING = form_of("bookkeeping", f"{PATH}/bookkeeping", new_label="Bookkeeping", edit_label="Bookkeeping")


async def show(visit: Visit) -> Response:
    """Every section, with how many rows it has."""

    def read(reader: Reader) -> dict[str, int]:
        return {one.section: _count(reader, one) for one in KEPT}

    return visit.page("registers.html", groups=GROUPS, counts=await visit.read(read))


def _count(reader: Reader, kept: Kept) -> int:
    asked = Query(kept.listing.collection, ("id",), kept.where, page=Page(0, 1), with_total=True)
    return reader.select(asked).total


def _routes(kept: Kept) -> list[Route]:
    listing = kept.listing
    form = form_of(kept.section, listing.path, new_label=kept.new_label, edit_label=kept.edit_label)
    return [*forms.routes_of(form), *lists.routes_of(listing)]


ROUTES = (
    page(PATH, "admin", show),
    *forms.routes_of(COMPANY),
    *forms.routes_of(BOOKKEEPING),
    *(route for one in KEPT for route in _routes(one)),
)
