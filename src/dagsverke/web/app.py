"""The pages as one ASGI application."""

from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dagsverke.app.ports import Clock, Store
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal, TooMany
from dagsverke.web import assets, guests, sessions
from dagsverke.web.pages import ROUTES
from dagsverke.web.rendering import Templates
from dagsverke.web.sentences import sentence
from dagsverke.web.translations import language, preferred
from dagsverke.web.visit import House, Outside, Visit, visit_of

_SECURITY = (
    (
        b"content-security-policy",
        b"default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
    ),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)
STATUSES: dict[type[Refusal], int] = {
    Malformed: HTTPStatus.BAD_REQUEST,
    Absent: HTTPStatus.NOT_FOUND,
    Forbidden: HTTPStatus.FORBIDDEN,
    Conflict: HTTPStatus.CONFLICT,
    Locked: HTTPStatus.LOCKED,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
}


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How the pages behave. A demo says how to sign in on the page where one does.

    ``file_max_bytes`` is the longest file that is taken.
    """

    is_demo: bool = False
    file_max_bytes: int = 25_000_000
    outside: Outside = field(default_factory=Outside)


def create_pages(store: Store, clock: Clock, options: PageOptions) -> ASGIApp:
    """The pages over a store."""
    routes: list[BaseRoute] = [*ROUTES, Route(assets.PATH, assets.serve)]
    app = Starlette(routes=routes, exception_handlers={Refusal: _refused, 404: _missing, Exception: _failed})
    app.state.house = House(
        store,
        clock,
        Templates(),
        sessions.Attempts(clock),
        guests.Counter(clock),
        is_demo=options.is_demo,
        file_max_bytes=options.file_max_bytes,
        outside=options.outside,
    )
    return _secured(app)


def _secured(app: ASGIApp) -> ASGIApp:
    """With the headers that keep other sites out of the pages."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_SECURITY]
            await send(message)

        await app(scope, receive, sending)

    return serve


async def _refused(request: Request, refusal: Exception) -> Response:
    """A refusal that no form of its own shows: as a page, or as a part of one."""
    if not isinstance(refusal, Refusal):
        raise TypeError(refusal)
    status = next((code for kind, code in STATUSES.items() if isinstance(refusal, kind)), HTTPStatus.BAD_REQUEST)
    return _say(request, status, refusal)


async def _missing(request: Request, _error: Exception) -> Response:
    """An address that is none: said within the pages to whoever is signed in."""
    request.state.visit = await visit_of(request)
    return _say(request, HTTPStatus.NOT_FOUND, Absent("page", None, "there is no such page"))


async def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, ConnectionError):
        unreachable = Refusal("fault", None, "the database does not answer just now: try again")
        return _say(request, HTTPStatus.SERVICE_UNAVAILABLE, unreachable)
    fault = Refusal("fault", None, "something went wrong here, and it is in the log")
    return _say(request, HTTPStatus.INTERNAL_SERVER_ERROR, fault)


def _say(request: Request, status: int, refusal: Refusal) -> Response:
    visit: Visit | None = getattr(request.state, "visit", None)
    house: House = request.app.state.house
    spoken = visit.language if visit else language(preferred(request.headers.get("accept-language", "")))
    said = sentence(refusal, spoken)
    if request.headers.get("hx-request") == "true":
        html = house.templates.render("notice.html", spoken, {"sentence": said})
        aim = {"hx-retarget": "#notices", "hx-reswap": "beforeend"}
        return HTMLResponse(html, status, headers=aim)
    if visit is not None:
        return visit.page("fault.html", status, code=status, sentence=said)
    html = house.templates.render("fault_outside.html", spoken, {"code": status, "sentence": said})
    return HTMLResponse(html, status)
