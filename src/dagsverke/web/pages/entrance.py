"""Coming in and going out."""

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dagsverke.domain.errors import TooMany
from dagsverke.web import sessions
from dagsverke.web.bodies import stranger_form_of
from dagsverke.web.translations import language, preferred
from dagsverke.web.visit import SIGN_IN, House, Visit, page

HOME = "/week"
NAME_LENGTH_MAX = 200


async def show_sign_in(request: Request) -> Response:
    """The page on which one signs in."""
    return _sign_in_page(request)


async def sign_in(request: Request) -> Response:
    """Take a name and a password; both wrong together or apart say the same."""
    house: House = request.app.state.house
    form = await stranger_form_of(request)
    name, password = (str(form.get(part, ""))[:NAME_LENGTH_MAX] for part in ("name", "password"))
    address = request.client.host if request.client else ""
    try:
        house.attempts.admit(address, name)
    except TooMany as refusal:
        return _sign_in_page(request, HTTPStatus.TOO_MANY_REQUESTS, name=name, wait_s=refusal.retry_after_s)
    token = await sessions.sign_in(house.store, house.clock, name, password) if name and password else None
    if token is None:
        return _sign_in_page(request, HTTPStatus.UNAUTHORIZED, name=name, is_refused=True)
    response = RedirectResponse(_inside(str(form.get("next", ""))), HTTPStatus.SEE_OTHER)
    is_secure = request.url.scheme == "https"
    response.set_cookie(
        sessions.COOKIE, token, max_age=sessions.LIFETIME_S, httponly=True, samesite="lax", secure=is_secure
    )
    return response


async def sign_out(visit: Visit) -> Response:
    """End the session."""
    await sessions.sign_out(visit.house.store, visit.principal, visit.request.cookies[sessions.COOKIE])
    response = visit.go(SIGN_IN)
    response.delete_cookie(sessions.COOKIE)
    return response


async def go_home(visit: Visit) -> Response:
    """The first page of who is signed in."""
    return visit.go(HOME)


def _sign_in_page(
    request: Request, status: int = HTTPStatus.OK, *, name: str = "", is_refused: bool = False, wait_s: int = 0
) -> Response:
    house: House = request.app.state.house
    spoken = language(preferred(request.headers.get("accept-language", "")))
    values = {
        "name": name,
        "next": request.query_params.get("next", ""),
        "is_refused": is_refused,
        "wait_s": wait_s,
        "is_demo": house.is_demo,
    }
    html = house.templates.render("sign_in.html", spoken, values)
    return HTMLResponse(html, status, headers={"cache-control": "no-store"})


def _inside(path: str) -> str:
    """A path of this server, whatever was asked for."""
    parts = urlsplit(path)
    is_inside = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return path if is_inside else HOME


ROUTES = (
    page("/", "time", go_home),
    Route(SIGN_IN, show_sign_in),
    Route(SIGN_IN, sign_in, methods=["POST"]),
    page("/sign-out", "time", sign_out, "POST"),
)
