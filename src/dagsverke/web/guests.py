"""Guests: whoever holds the public link of a paper sees and answers it, without signing in.

The link is the only key, so nothing else of the company is shown to it. What is sent must come from the page itself:
it carries a key that follows from a cookie of the guest's. Looks and answers are throttled by address.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dagsverke.app import public_papers
from dagsverke.app.company import Company
from dagsverke.app.ports import Clock, Reader, Record, UnitOfWork
from dagsverke.app.throttle import Limit, Throttle
from dagsverke.domain.calendars import instant_text, local_day
from dagsverke.domain.errors import Absent, Conflict, Refusal, TooMany
from dagsverke.web import sessions
from dagsverke.web.bodies import refuse_unkept, stranger_form_of
from dagsverke.web.formats import Formats
from dagsverke.web.translations import Language, language, preferred

T = TypeVar("T")
COOKIE = "dagsverke_guest"
LOOKS, ANSWERS = Limit(requests=60, window_s=60.0), Limit(requests=10, window_s=60.0)
_HEADERS = {"cache-control": "no-store", "x-robots-tag": "noindex, nofollow"}


class Counter:
    """Counts what guests ask for from an address; raises TooMany."""

    def __init__(self, clock: Clock) -> None:
        self._looks = Throttle(LOOKS, lambda: clock.now().timestamp())
        self._answers = Throttle(ANSWERS, lambda: clock.now().timestamp())

    def admit(self, address: str, *, is_answer: bool) -> None:
        """Count a look, or an answer, which is one too."""
        self._looks.admit(address)
        if is_answer:
            self._answers.admit(address)


@dataclass(slots=True)
class Guest:
    """One request of who holds a link. ``paper`` is what the link leads to; the language is the paper's."""

    request: Request
    company: Company
    paper: Record
    language: Language
    token: str
    form: FormData = field(default_factory=FormData)

    @property
    def form_key(self) -> str:
        """What the form on the page carries."""
        return sessions.form_key(self.token)

    @property
    def is_ours(self) -> bool:
        """Whether what was sent comes from the page of this guest."""
        return bool(self.token) and sessions.is_ours(self.token, str(self.form.get("form_key", "")))

    @property
    def formats(self) -> Formats:
        """How amounts and days are written."""
        return Formats(self.language, self.company.zone)

    @property
    def address(self) -> str:
        """The link itself."""
        return str(self.request.url.replace(query="", fragment=""))

    @property
    def today(self) -> str:
        """The company's local day."""
        return local_day(instant_text(self.request.app.state.house.clock.now()), self.company.zone)

    async def read(self, work: Callable[[Reader], T]) -> T:
        """Run a read of the company."""
        found: T = await self.request.app.state.house.store.read(self.company.id, work)
        return found

    async def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run a unit of work as whoever holds the link."""
        done: T = await self.request.app.state.house.store.write(public_papers.guest(self.company.id), work)
        return done

    def page(self, template: str, status: int = HTTPStatus.OK, **values: Any) -> Response:
        """A page of the paper; a guest who comes for the first time gets the cookie that the form's key follows."""
        fresh = self.token or secrets.token_urlsafe(24)
        known = {"guest": self, "shown": self.formats, "form_key": sessions.form_key(fresh)}
        html = self.request.app.state.house.templates.render(template, self.language, known | values)
        response = HTMLResponse(html, status, headers=_HEADERS)
        if not self.token:
            is_secure = self.request.url.scheme == "https"
            response.set_cookie(COOKIE, fresh, httponly=True, samesite="strict", secure=is_secure, path="/link")
        return response


Handler = Callable[[Guest], Awaitable[Response]]
Shown = Callable[[Guest, str], Awaitable[Response]]
"""The page of a paper, and at which field it is wrong."""


def guest_page(path: str, table: str, unseen: frozenset[int], handler: Handler, *methods: str) -> Route:
    """Serve a page of the papers of a table by their links; those of an ``unseen`` status are not there yet."""

    async def serve(request: Request) -> Response:
        is_answer = request.method == "POST"
        try:
            address = request.client.host if request.client else ""
            request.app.state.house.guests.admit(address, is_answer=is_answer)
            guest = await _guest_of(request, table, unseen)
        except TooMany as refusal:
            return _calm(request, HTTPStatus.TOO_MANY_REQUESTS, {"retry-after": str(refusal.retry_after_s)})
        except Absent:
            return _calm(request, HTTPStatus.NOT_FOUND)
        if is_answer:
            guest.form = await stranger_form_of(request)
        return await handler(guest)

    return Route(path, serve, methods=methods or ("GET",))


async def take(guest: Guest, work: Callable[[UnitOfWork], Any], show: Shown) -> Response:
    """Take an answer; what was decided or has expired meanwhile is said by the page itself."""
    if not guest.is_ours:
        return await show(guest, "form")
    try:
        await guest.write(work)
    except Conflict:
        return await show(guest, "")
    except Refusal as refusal:
        return await show(guest, refusal.field or "form")
    return RedirectResponse(guest.address, HTTPStatus.SEE_OTHER)


async def _guest_of(request: Request, table: str, unseen: frozenset[int]) -> Guest:
    refuse_unkept(request.path_params.items())
    store = request.app.state.house.store
    paper = await public_papers.find(store, table, request.path_params["link"])
    if paper["status"] in unseen:
        raise public_papers.nothing()
    company = await store.read(paper["company_id"], lambda reader: reader.company)
    spoken = language(str(paper["language"]).lower())
    return Guest(request, company, paper, spoken, request.cookies.get(COOKIE, ""))


def _calm(request: Request, status: int, more: Mapping[str, str] | None = None) -> Response:
    """What is said to who holds no link that leads anywhere, or asks too often."""
    spoken = language(preferred(request.headers.get("accept-language", "")))
    is_hurried = status == HTTPStatus.TOO_MANY_REQUESTS
    html = request.app.state.house.templates.render("guest_nothing.html", spoken, {"is_hurried": is_hurried})
    return HTMLResponse(html, status, headers={**_HEADERS, **(more or {})})
