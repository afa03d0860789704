"""The pages as a door: every form that they show, found by going through them, and filled in for a locked day."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

from starlette.routing import Route

from dagsverke.web.pages import ROUTES
from tests.app.locked import FIRST, INSIDE, LAST
from tests.web.conftest import Person, found

PER_ROUTE = 3
"""So many pages of one kind are looked at."""
LINKS = "//*[@class='stage']//a/@href | //*[@class='stage']//@data-path"
"""Where a page leads, apart from the sidebar."""
LEFT_OUT = ("/sign-", "/locks")
"""Signing in and out change no day; locking and opening are the locks' own affair, with tests of their own."""
WORDS = {
    "hours": "3",
    "begin": "09:30",
    "end": "11:00",
    "amount": "1",
    "value": "1",
    "reason": "x",
    "note": "x",
    "distance_m": "10",
    "name": "x",
    "unit_cost_e4": "1",
    "unit_price_e4": "2",
    "discount_e4": "0",
    "tax_e4": "25",
}
"""What is typed into fields by their names; into others that are needed, a one."""


@dataclass(frozen=True)
class Form:
    """A form filled in, and where it is sent."""

    path: str
    fields: Mapping[str, str]

    @property
    def withdraws(self) -> bool:
        """Whether it takes the row away that other forms are about."""
        return "withdraw" in (self.path.rpartition("/")[2], self.fields.get("step"))

    @property
    def route(self) -> str:
        """The address of which this is one."""
        return next((one.path for one in routes("POST") if one.path_regex.match(self.path)), "")


def routes(method: str) -> list[Route]:
    """The addresses that take a method."""
    every = [one for one in ROUTES if isinstance(one, Route) and method in (one.methods or ())]
    return [one for one in every if not one.path.startswith(LEFT_OUT)]


async def forms(person: Person, aims: Mapping[str, str]) -> list[Form]:
    """The forms of every page that links lead to, what withdraws rows last.

    The lists at the beginning are asked with and without the aims.
    """
    starts = [one.path for one in routes("GET") if "{" not in one.path and not one.path.endswith((".csv", ".xlsx"))]
    todo = [(path, asked) for path in starts for asked in (None, aims)]
    seen: Counter[str] = Counter()
    shown: dict[Form, None] = {}
    picks: dict[str, str] = {}
    for path, asked in todo:  # which grows meanwhile
        page = await person.client.get(path, params=asked)
        if page.status_code != HTTPStatus.OK or not page.headers["content-type"].startswith("text/html"):
            continue
        for place in set(found(page.text, "//@data-picker/../input/@hx-get")) - picks.keys():
            picks[place] = await _first(person, place)
        shown |= dict.fromkeys(_forms(page.text, str(page.url), picks))
        for link in dict.fromkeys(str(one) for one in found(page.text, LINKS) if str(one).startswith("/")):
            kind = next((one.path for one in routes("GET") if one.path_regex.match(urlsplit(link).path)), "")
            if "{" in kind and seen[kind] < PER_ROUTE:
                seen[kind] += 1
                todo.append((link, None))
    return sorted(shown, key=lambda one: one.withdraws)


async def _first(person: Person, place: str) -> str:
    """The first of what may be picked at a place; nothing where there is nothing."""
    options = (await person.client.get(place, params={"active": "1"})).text
    return next((str(one) for one in found(options, "//li/@data-value")), "")


def _forms(page: str, address: str, picks: Mapping[str, str]) -> Iterator[Form]:
    """Each form of a page that is sent: with each of its buttons, and with and without what may be chosen."""
    for form in found(page, "//form[translate(@method, 'POST', 'post') = 'post']"):
        path = urlsplit(urljoin(address, form.get("action") or address)).path
        if path.startswith(LEFT_OUT):
            continue
        fields = form.xpath(".//input | .//select | .//textarea")
        for is_lean in (False, True):
            filled = {one.get("name"): _filled(one, picks, is_lean=is_lean) for one in fields}
            plain = {name: value for name, value in filled.items() if name and value is not None}
            yield Form(path, _Fields(plain))
            for button in form.xpath(".//button[@name]"):
                yield Form(path, _Fields(plain | {button.get("name"): button.get("value", "")}))


class _Fields(dict[str, str]):
    """Fields that can be told apart."""

    def __hash__(self) -> int:  # type: ignore[override]  # never changed once made
        return hash(tuple(sorted(self.items())))


def _filled(field: Any, picks: Mapping[str, str], *, is_lean: bool) -> str | None:
    """What is put into a field: a day of the period, what stands in it, something to choose, or a word."""
    kind, name = field.get("type", "text"), field.get("name", "")
    if field.tag == "select":
        values = [str(one) for one in field.xpath(".//option/@value")]
        return "" if is_lean and "" in values else next(filter(None, values), "")
    if field.tag == "textarea":
        return str(field.text or "x")
    if kind == "date":
        return {"first_on": FIRST, "last_on": LAST}.get(name, INSIDE)
    if kind in ("file", "submit", "button"):
        return None
    if kind in ("checkbox", "radio"):
        return str(field.get("value", "on"))
    places = field.xpath("self::input[@type='hidden']/../@data-picker/../input/@hx-get")
    picked = "" if is_lean or not places else picks[places[0]]
    return str(field.get("value") or WORDS.get(name) or picked or ("1" if field.get("required") is not None else ""))


def told(page: str) -> str:
    """What a page says is wrong; all of it where it is a part of a page, whose attributes may say so."""
    if "<main" not in page:
        return unescape(page)
    said = found(page, "//*[@role='alert'] | //*[contains(@class, 'error')]") or found(page, "//main")
    return " ".join(" ".join(one.text_content() for one in said).split())
