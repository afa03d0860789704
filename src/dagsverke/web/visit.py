"""A visit: one request of somebody who is signed in, and everything that its page needs."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dagsverke.app.access import Principal, may_enter
from dagsverke.app.company import Company
from dagsverke.app.company_file.writers import Issue
from dagsverke.app.ports import Clock, Reader, Record, Store, UnitOfWork
from dagsverke.app.sign_in import in_role
from dagsverke.domain.calendars import instant_text, local_day
from dagsverke.domain.errors import Forbidden, Refusal
from dagsverke.web import guests, sessions
from dagsverke.web.bodies import at_most, form_of, refuse_unkept
from dagsverke.web.formats import Formats
from dagsverke.web.navigation import SECTIONS, Place
from dagsverke.web.outside import Calls, Manual
from dagsverke.web.rendering import Templates
from dagsverke.web.sentences import NO_LABELS, sentence, told
from dagsverke.web.translations import Language, language, preferred

T = TypeVar("T")
FIELDS_MAX_BYTES = 1_000_000
"""What a form may hold beside files."""
FORM_FIELD, FORM_HEADER = "form_key", "x-form-key"
SIGN_IN = "/sign-in"
FIELDS_MAX = 20_000
"""More than a paper of as many rows as there may be has."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the pages show of other layers: calls where they are kept, what each API says, what makes a key for it.

    ``headers`` are, by API, the header lines that show a key, its parts in braces.
    """

    calls: Calls | None = None
    manual: Manual = field(default_factory=dict)
    doors: Mapping[str, Issue] = field(default_factory=dict)
    headers: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class House:
    """What every page is served from."""

    store: Store
    clock: Clock
    templates: Templates
    attempts: sessions.Attempts
    guests: guests.Counter
    is_demo: bool = False
    file_max_bytes: int = 25_000_000
    outside: Outside = field(default_factory=Outside)


@dataclass(slots=True)
class Visit:
    """One request of a person who is signed in. ``today`` is the company's local day."""

    request: Request
    house: House
    principal: Principal
    company: Company
    person: Record
    language: Language
    form: FormData = field(default_factory=FormData)

    @property
    def today(self) -> str:
        """The company's local day."""
        return local_day(instant_text(self.house.clock.now()), self.company.zone)

    @property
    def formats(self) -> Formats:
        """How amounts and days are written."""
        return Formats(self.language, self.company.zone)

    @property
    def query(self) -> Mapping[str, str]:
        """What the address says."""
        return self.request.query_params

    @property
    def is_partial(self) -> bool:
        """Whether a part of a page is asked for, to be put into the one that is shown."""
        return self.request.headers.get("hx-request") == "true" and "hx-boosted" not in self.request.headers

    def says(self, message: str) -> str:
        """A message in the person's language."""
        return self.language.gettext(message)

    def sentence(self, refusal: Refusal, labels: Mapping[str, str] = NO_LABELS) -> str:
        """What was refused and why, of which field by what the page calls it."""
        return sentence(refusal, self.language, labels)

    def reason(self, refusal: Refusal) -> str:
        """Why it was refused, to stand at the field itself."""
        return told(refusal.detail, self.language)

    def may_enter(self, area: str) -> bool:
        """Whether the person may enter a part of the pages."""
        return may_enter(area, int(self.person["role_code"]))

    @property
    def form_key(self) -> str:
        """What the forms of this page carry."""
        return sessions.form_key(self.request.cookies.get(sessions.COOKIE, ""))

    def sections(self) -> list[tuple[str, list[Place]]]:
        """The sidebar as this person sees it."""
        seen = [(one.label, [place for place in one.places if self.may_enter(place.area)]) for one in SECTIONS]
        return [(label, places) for label, places in seen if places]

    @property
    def here(self) -> str:
        """The path of the page in the sidebar that this one is, or belongs to."""
        path = f"{self.request.url.path}/"
        above = (place.path for one in SECTIONS for place in one.places if path.startswith(f"{place.path}/"))
        return max(above, key=len, default="")

    async def read(self, work: Callable[[Reader], T], *, is_long: bool = False) -> T:
        """Run a read of the company."""
        return await self.house.store.read(self.principal.company_id, work, is_long=is_long)

    async def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run a unit of work as the person."""
        return await self.house.store.write(self.principal, work)

    def page(self, template: str, status: int = HTTPStatus.OK, **values: Any) -> Response:
        """A page, or a part of one."""
        known = {"visit": self, "shown": self.formats, "form_key": self.form_key, "sections": self.sections()}
        html = self.house.templates.render(template, self.language, known | values)
        return HTMLResponse(html, status, headers={"cache-control": "no-store", "vary": "HX-Request"})

    def go(self, path: str) -> Response:
        """Send the browser to another page, after a form was taken."""
        if self.is_partial:
            return Response(headers={"hx-redirect": path})
        return RedirectResponse(path, HTTPStatus.SEE_OTHER)


Handler = Callable[[Visit], Awaitable[Response]]


class PageRoute(Route):
    """Where a page is served, and the area of those who may enter it."""

    def __init__(self, path: str, serve: Callable[[Request], Awaitable[Response]], area: str, *methods: str) -> None:
        super().__init__(path, serve, methods=methods or ("GET",))
        self.area = area


def page(path: str, area: str, handler: Handler, *methods: str) -> PageRoute:
    """Serve a page to those who may enter its area; others are sent to sign in, or refused."""

    async def serve(asked: Request) -> Response:
        house: House = asked.app.state.house
        request = Request(asked.scope, at_most(asked.receive, house.file_max_bytes + FIELDS_MAX_BYTES))
        visit = await visit_of(request)
        if visit is None:
            return _to_sign_in(request)
        request.state.visit = visit
        if not visit.may_enter(area):
            raise Forbidden("area", None, "this page is not for your role")
        try:
            refuse_unkept([*request.query_params.multi_items(), *request.path_params.items()])
            if request.method not in ("GET", "HEAD"):
                await _read_form(visit)
            return await handler(visit)
        finally:
            await request.close()  # what was uploaded

    return PageRoute(path, serve, area, *methods)


async def _read_form(visit: Visit) -> None:
    """Read what was sent. Refused where it does not carry the session's key."""
    request = visit.request
    visit.form = await form_of(request, FIELDS_MAX)
    shown = request.headers.get(FORM_HEADER) or str(visit.form.get(FORM_FIELD, ""))
    if not sessions.is_ours(request.cookies.get(sessions.COOKIE, ""), shown):
        raise Forbidden("form", None, "the form is not from this session: load the page again")


async def visit_of(request: Request) -> Visit | None:
    """The visit of whoever is signed in; None where nobody is."""
    house: House = request.app.state.house
    found = await sessions.signed_in(house.store, house.clock, request.cookies)
    if found is None:
        return None

    def read(reader: Reader) -> tuple[Principal, Record, Company] | None:
        principal = in_role(reader, found)
        person = reader.find("person", id=found.person_id)
        return None if principal is None or person is None else (principal, person, reader.company)

    known = await house.store.read(found.company_id, read)
    if known is None:
        return None
    principal, person, company = known
    spoken = preferred(request.headers.get("accept-language", ""), person["language"])
    return Visit(request, house, principal, company, person, language(spoken))


def _to_sign_in(request: Request) -> Response:
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    target = SIGN_IN if path == "/" or request.method != "GET" else f"{SIGN_IN}?next={quote(path)}"
    if "hx-request" in request.headers:
        return Response(headers={"hx-redirect": target})
    return RedirectResponse(target, HTTPStatus.SEE_OTHER)
