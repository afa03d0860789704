"""What the server says of itself: its health, its OpenAPI documents and their pages."""

import traceback
from collections.abc import Callable, Sequence
from functools import lru_cache

from dagsverke.app.ports import Store
from dagsverke.wire.core import Core
from dagsverke.wire.openapi import openapi
from dagsverke.wire.pages import dialect_page, index_page
from dagsverke.wire.request import Request
from dagsverke.wire.resource import Dialect, Reply
from dagsverke.wire.values import json_bytes

HEALTH = ("health",)
_HTML = "text/html; charset=utf-8"
_NOT_FOUND = Reply(404, b'{"error":"not found"}')
_NOT_ALLOWED = Reply(405, b'{"error":"method not allowed"}', headers={"allow": "GET, HEAD"})
_PAGE_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "no-referrer",
}

Make = Callable[[], Reply]
Complain = Callable[[Request, str], None]
"""Writes a traceback to the log."""


class Site:
    """Serves the few paths outside all dialects. Pages are made when they are first asked for."""

    def __init__(  # each is a thing of its own
        self,
        dialects: Sequence[Dialect],
        core: Core,
        store: Store,
        version: str,
        complain: Complain,
        *,
        is_root_free: bool,
    ) -> None:
        self._store = store
        self._complain = complain
        self._pages = _pages(dialects, core, version)
        if is_root_free:
            del self._pages[()]

    def has(self, request: Request) -> bool:
        """Whether the path is one of them."""
        segments = tuple(request.segments)
        return segments == HEALTH or segments in self._pages

    async def reply(self, request: Request) -> Reply:
        """Answer a request for one of them."""
        segments = tuple(request.segments)
        is_health = segments == HEALTH
        make = self._pages.get(segments)
        if make is None and not is_health:
            return _NOT_FOUND
        if request.method not in ("GET", "HEAD"):
            return _NOT_ALLOWED
        return await self._health(request) if make is None else make()

    async def _health(self, request: Request) -> Reply:
        try:
            await self._store.look_up(lambda directory: directory.credential("", secret_hash=""))
        except Exception:  # noqa: BLE001  # whatever keeps the database from answering, that is the news
            self._complain(request, traceback.format_exc())
            return Reply(503, b'{"status":"unavailable"}')
        return Reply(200, b'{"status":"ok"}')


def _pages(dialects: Sequence[Dialect], core: Core, version: str) -> dict[tuple[str, ...], Make]:
    pages: dict[tuple[str, ...], Make] = {}
    index = _once(lambda: Reply(200, index_page(dialects, version).encode(), _HTML, _PAGE_HEADERS))
    pages[()] = pages["docs",] = index
    for dialect in dialects:
        pages["openapi", f"{dialect.name}.json"] = _once(_document(dialect, core, version))
        pages["docs", dialect.name] = _once(_page(dialect, core))
    return pages


def _once(make: Make) -> Make:
    return lru_cache(maxsize=1)(make)


def _document(dialect: Dialect, core: Core, version: str) -> Make:
    return lambda: Reply(200, json_bytes(openapi(dialect, core, version)))


def _page(dialect: Dialect, core: Core) -> Make:
    return lambda: Reply(200, dialect_page(dialect, core).encode(), _HTML, _PAGE_HEADERS)
