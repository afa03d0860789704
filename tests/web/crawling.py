"""Following the links of the pages, as somebody does who opens everything once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from lxml import html

from dagsverke.web.pages import ROUTES
from dagsverke.web.visit import PageRoute
from tests.web.conftest import Person

PAGES = tuple(one for one in ROUTES if isinstance(one, PageRoute))
READ = tuple(one for one in PAGES if "GET" in (one.methods or ()))
WRITTEN = tuple(one for one in PAGES if "POST" in (one.methods or ()))
GONE = ("/documents/", "/registers/project_tag/")
"""Files of which the rows of the tests have no bytes, and two tags of one name, which nothing tells apart."""
_FOLLOWED = ("href", "hx-get", "data-path", "src")
_VARIABLE = re.compile(r"{(\w+)(?::\w+)?}")
Opened = Mapping[str, Sequence[tuple[str, str]]]
"""The addresses that were opened and what they said, by the path of their route."""


async def crawl(person: Person) -> Opened:
    """What is reached from the first page by links."""
    opened: dict[str, list[tuple[str, str]]] = {}
    waiting = ["/week"]  # whose sidebar leads on
    known = set(waiting)
    for address in waiting:  # grows on the way
        route = next((one for one in READ if one.path_regex.match(urlsplit(address).path)), None)
        if route is None or route.path in opened:
            continue
        reply = await person.get(address)
        is_fine = reply.status_code in {200, 303} or (reply.status_code == 404 and address.startswith(GONE))
        assert is_fine, f"{address} is {reply.status_code}"
        is_page = reply.headers.get("content-type", "").startswith("text/") and bool(reply.text)
        opened.setdefault(route.path, []).append((address, reply.text if is_page else ""))
        if is_page and "html" in reply.headers["content-type"]:
            found = [one for one in _named(reply.text) if one not in known]
            known.update(found)
            waiting += dict.fromkeys(found)
    return opened


def addresses_of(route: PageRoute, opened: Opened) -> list[str]:
    """Addresses of a route: those that were opened, else with the variables of the opened page that is nearest."""
    if route.path in opened:
        return [address for address, _ in opened[route.path]]
    if not _VARIABLE.search(route.path):
        return [route.path]
    head = route.path[: _VARIABLE.search(route.path).end()]  # type: ignore[union-attr]  # as was just seen
    near = next((one for one in READ if one.path in opened and one.path.startswith(head)), None)
    if near is None:
        return []
    found = near.path_regex.match(urlsplit(opened[near.path][0][0]).path)
    assert found is not None
    return [_VARIABLE.sub(lambda one: found.groupdict().get(one[1], "1"), route.path)]


def _named(page: str) -> Iterator[str]:
    """The addresses of this server that a page names."""
    for node in html.fromstring(page).iter():
        for name in _FOLLOWED:
            target = node.get(name)
            if target and target.startswith("/") and not target.startswith(("//", "/static")):
                yield target.partition("#")[0]
