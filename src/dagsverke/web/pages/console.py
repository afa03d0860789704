"""The console for who integrates: calls as they come in, each with its reply, and what each API says of itself."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from dagsverke.app.key_use import used_on
from dagsverke.app.ports import Reader
from dagsverke.app.sign_in import SIGN_IN
from dagsverke.domain.errors import Absent
from dagsverke.web.calls import curl, met_by, narrowed, pretty
from dagsverke.web.lists.model import Choice, Sieve
from dagsverke.web.outside import Call, Prose
from dagsverke.web.pages.keys import key_named
from dagsverke.web.visit import Visit, page

SHOWN_MAX = 100
"""Calls on the page; the filters reach all that are kept."""
STATUSES = {"2": Choice("Answered"), "4": Choice("Refused"), "5": Choice("Failed")}
SIEVES = (
    Sieve("dialect", "API", "dialect"),
    Sieve("status", "Status", "status"),
    Sieve("q", "Path", "path"),
)
PAUSED = "paused"


async def show(visit: Visit) -> Response:
    """The calls, newest first; asked again every few seconds unless it is paused, and nothing is sent if none came."""
    calls = visit.house.outside.calls
    everything: Sequence[Call] = calls.calls(visit.principal.company_id) if calls is not None else ()
    newest = everything[0].number if everything else 0
    if visit.is_partial and visit.query.get("newest") == str(newest):
        return Response(status_code=HTTPStatus.NO_CONTENT)
    given = {one.name: visit.query[one.name] for one in SIEVES if visit.query.get(one.name, "").strip()}
    is_paused = PAUSED in visit.query
    found = narrowed(everything, given)
    values: dict[str, Any] = {
        "calls": found[:SHOWN_MAX],
        "left": max(len(found) - SHOWN_MAX, 0),
        "given": given,
        "is_paused": is_paused,
        "is_kept": calls is not None,
        "again": "/console?" + urlencode({**given, "newest": newest}),
        "toggle": "/console?" + urlencode(given if is_paused else {**given, PAUSED: "1"}),
    }
    if visit.is_partial:
        return visit.page("console_calls.html", **values)
    keys = await visit.read(keys_of)
    return visit.page("console.html", **values, keys=keys, statuses=STATUSES, apis=visit.house.outside.manual)


def keys_of(reader: Reader) -> list[dict[str, object]]:
    """The company's live keys, each with the day of its last use; that of its people is left out."""
    used = used_on(reader)
    found = reader.find_all("credential")
    return [{**one, "used_on": used.get(one["id"])} for one in found if one["kind"] != SIGN_IN]


async def show_call(visit: Visit) -> Response:
    """One call: request and reply side by side, what it met or broke, and the command that makes it again."""
    calls, number = visit.house.outside.calls, int(visit.request.path_params["number"])
    found = calls.call(visit.principal.company_id, number) if calls is not None else None
    if found is None:
        raise Absent("absent", "call", "is not, or no longer, kept")
    key = await visit.read(lambda reader: key_named(reader, found.credential_id))
    base = str(visit.request.base_url).rstrip("/")
    return visit.page(
        "console_call.html",
        call=found,
        key=key,
        met=met_by(found, await _prose(visit, found.dialect)),
        bodies=(pretty(found.body), pretty(found.reply_body)),
        command=curl(base, found),
    )


async def show_api(visit: Visit) -> Response:
    """An API: its facts, its resources, its refusals and its quirks."""
    return visit.page("api.html", prose=await _prose(visit, visit.request.path_params["dialect"]))


async def show_part(visit: Visit) -> Response:
    """A resource of an API: its operations, and what proves each thing that it serves."""
    prose = await _prose(visit, visit.request.path_params["dialect"])
    parts = [one for one in prose.parts if one.title == visit.request.path_params["part"]]
    if not parts:
        raise Absent("absent", "resource", "is none of this API")
    return visit.page("api_part.html", prose=prose, parts=parts)


async def _prose(visit: Visit, dialect: str) -> Prose:
    """What an API says of itself; made once, in a thread, for it takes its time."""
    found = visit.house.outside.manual.get(dialect)
    if found is None:
        raise Absent("absent", "API", "is not served here")
    return await asyncio.to_thread(found.read)


ROUTES = (
    page("/console", "admin", show),
    page("/console/calls/{number:int}", "admin", show_call),
    page("/console/apis/{dialect}", "admin", show_api),
    page("/console/apis/{dialect}/{part:path}", "admin", show_part),
)
