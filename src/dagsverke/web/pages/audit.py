"""Audit: what was done, by whom and through which door, and the proof that nobody altered it."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.responses import Response

from dagsverke.app import audit
from dagsverke.app.audit_trail import Asked, event, names_of, trail
from dagsverke.app.ports import Reader
from dagsverke.domain.calendars import read_day
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.web.lists.model import Choice
from dagsverke.web.pages.audit_labels import label_of
from dagsverke.web.visit import Visit, page

PATH = "/audit"
FILTERS = ("who", "what", "door", "from", "to")
DIGITS_MAX = 15
CHANGES = {
    "added": Choice("Added", "good"),
    "changed": Choice("Changed", "accent"),
    "withdrawn": Choice("Withdrawn", "bad"),
}


async def show(visit: Visit) -> Response:
    """The trail, the newest first."""
    given = {name: visit.query[name].strip() for name in FILTERS if visit.query.get(name, "").strip()}
    try:
        asked, fault = _asked(given, visit.query.get("before", "")), ""
    except Refusal as refusal:
        asked, fault = Asked(), visit.sentence(refusal)
    found = await visit.read(lambda reader: trail(reader, asked))
    earlier = None if found.earlier is None else f"{PATH}?{urlencode({**given, 'before': found.earlier})}"
    return visit.page(
        "audit.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        trail=found,
        given=given,
        earlier=earlier,
        fault=fault,
        changes=CHANGES,
        persons=await visit.read(_persons),
        apis=visit.house.outside.manual,
    )


def _persons(reader: Reader) -> list[tuple[int, str]]:
    found = reader.find_all("person")
    return sorted(((one["id"], f"{one['first_name']} {one['last_name']}") for one in found), key=lambda one: one[1])


def _asked(given: Mapping[str, str], before: str) -> Asked:
    return Asked(
        person_id=_whole("who", given.get("who", "")),
        subject=given.get("what", ""),
        door=given.get("door", ""),
        first_on=read_day(given["from"], "from") if "from" in given else None,
        last_on=read_day(given["to"], "to") if "to" in given else None,
        before=_whole("before", before),
    )


def _whole(name: str, text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > DIGITS_MAX:
        raise Malformed("type", name, "must be a whole number")
    return int(text)


async def show_event(visit: Visit) -> Response:
    """One event: each column before and after."""
    place = int(visit.request.path_params["place"])
    told, differences, digest = await visit.read(lambda reader: event(reader, place))
    return visit.page(
        "audit_event.html",
        told=told,
        differences=differences,
        labels={one.name: label_of(told.subject, one.name) for one in differences},
        names=await visit.read(lambda reader: names_of(reader, differences)),
        digest=digest,
        apis=visit.house.outside.manual,
    )


async def show_proof(visit: Visit) -> Response:
    """What the proof is, and the button that makes it."""
    return visit.page("audit_proof.html", verdict=None, expected="")


async def prove(visit: Visit) -> Response:
    """Make the whole chain anew and compare. Long, and beside everything else."""
    expected = str(visit.form.get("expected", "")).strip()
    verdict = await visit.read(partial(audit.verify, expected=expected or None), is_long=True)
    return visit.page("audit_proof.html", verdict=verdict, expected=expected)


ROUTES = (
    page(PATH, "admin", show),
    page(f"{PATH}/proof", "admin", show_proof),
    page(f"{PATH}/proof", "admin", prove, "POST"),
    page(PATH + "/{place:int}", "admin", show_event),
)
