"""The ASGI application: every dialect behind its prefixes, and what the server says of itself."""

import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from dagsverke.app.key_use import KeyUse
from dagsverke.app.ports import Clock, Store
from dagsverke.domain.calendars import instant_text
from dagsverke.wire.conformance import faults
from dagsverke.wire.core import Core
from dagsverke.wire.engine import Engine, World
from dagsverke.wire.log import Log, to_stderr
from dagsverke.wire.recording import Answered, Console, Heard
from dagsverke.wire.request import Message, Receive, Request, Scope, Send
from dagsverke.wire.resource import Dialect, Reply
from dagsverke.wire.router import Doors
from dagsverke.wire.site import Site

NO_CONTENT = 204
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]
_NOSNIFF = (b"x-content-type-options", b"nosniff")


class NotConformingError(ValueError):
    """A dialect's tables contradict themselves or the core; each fault is a line."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the server behaves. ``body_max_bytes`` is the longest body that is read, but for bodies with a file in them.

    ``file_max_bytes`` is the longest such file, decoded.
    """

    body_max_bytes: int = 10_000_000
    is_limited: bool = True
    version: str = "0"
    log: Log = to_stderr
    file_max_bytes: int = 25_000_000
    console: Console | None = None  # keeps the calls of each company, where anybody wants to look at them
    pages: Asgi | None = None  # what else is served: every path that neither a dialect nor the documentation has


def create_app(
    dialects: Sequence[Dialect],
    core: Core,
    store: Store,
    clock: Clock,
    options: Options | None = None,
) -> "Application":
    """The application. Raises NotConformingError where the tables of a dialect are at fault."""
    found = [f"{dialect.name}: {fault}" for dialect in dialects for fault in faults(dialect, core)]
    if found:
        raise NotConformingError("\n".join(found))
    return Application(dialects, core, store, clock, options or Options())


class Application:
    """An ASGI application over one store, which it closes when the server stops."""

    def __init__(
        self,
        dialects: Sequence[Dialect],
        core: Core,
        store: Store,
        clock: Clock,
        options: Options,
    ) -> None:
        world = World(core, store, clock, options.is_limited, options.file_max_bytes)
        self._doors = Doors([(dialect, Engine(dialect, world)) for dialect in dialects])
        is_root_free = options.pages is not None
        self._site = Site(dialects, core, store, options.version, self._complain, is_root_free=is_root_free)
        self._store = store
        self._use = KeyUse(store)
        self._clock = clock
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the lifespan of the server."""
        if scope["type"] == "http":
            await self._serve(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await send({"type": "websocket.close", "code": 1000})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, console = perf_counter(), self._options.console
        heard = None if console is None else Heard(receive)
        receive = heard or receive
        request = Request(scope, receive, self._options.body_max_bytes, instant_text(self._clock.now()))
        engine = self._doors.find(request.segments)
        pages = self._options.pages
        if engine is None and pages is not None and not self._site.has(request):
            await self._show(pages, request, scope, receive, send)
            return
        try:
            reply = await (self._site.reply(request) if engine is None else engine.reply(request))
        except Exception as error:  # noqa: BLE001  # whatever it is, the client gets its form of an answer and the log the rest
            self._complain(request, traceback.format_exc())
            reply = Reply(500, b'{"error":"internal error"}') if engine is None else engine.broken(error)
        await _send(send, reply, is_head=request.method == "HEAD")
        self._note(request, reply, engine, started)
        spent_ms = _ms_since(started)
        try:
            if console is not None and heard is not None and engine is not None:
                await _keep(console, engine, Answered(request, heard, reply, _told(reply), spent_ms))
            await self._remember(request)
        except Exception:  # noqa: BLE001  # the client has its answer; the log gets the rest
            self._complain(request, traceback.format_exc())

    async def _remember(self, request: Request) -> None:
        """Note that a key was used, on the first call of a day."""
        principal = request.principal
        if principal is not None and self._use.is_new(principal, request.now):
            await self._use.note(principal, request.now)

    async def _show(self, pages: Asgi, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the pages answer, and note what they answered."""
        started, status = perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await pages(scope, receive, noted)
        except Exception:  # noqa: BLE001  # the log gets it; whoever looks has the page of a fault already
            self._complain(request, traceback.format_exc())
            if not status:
                await _send(noted, Reply(500, b"internal error", "text/plain"), is_head=request.method == "HEAD")
        self._note(request, Reply(status, b""), None, started)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self._store.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _note(self, request: Request, reply: Reply, engine: Engine | None, started: float) -> None:
        line: dict[str, Any] = {
            "at": request.now,
            "method": request.method,
            "path": request.scope["path"],
            "status": reply.status,
            "ms": _ms_since(started),
        }
        if engine is not None:
            line["dialect"] = engine.dialect.name
        if request.principal is not None:
            line["company"] = request.principal.company_id
        if request.ignored:
            line["ignored"] = request.ignored
        self._options.log(line)

    def _complain(self, request: Request, trace: str) -> None:
        line = {"at": request.now, "level": "error", "path": request.scope["path"]}
        self._options.log(line | {"method": request.method, "traceback": trace})


def _ms_since(started: float) -> float:
    return round((perf_counter() - started) * 1000, 2)


async def _keep(console: Console, engine: Engine, answered: Answered) -> None:
    """Keep a call that was answered, where it can be told whose it was."""
    company_id = await engine.whose(answered.request)
    if company_id is not None:
        console.keep(company_id, engine.dialect, answered)


async def _send(send: Send, reply: Reply, *, is_head: bool) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": _headers(reply)})
    await send({"type": "http.response.body", "body": b"" if is_head else reply.body})


def _headers(reply: Reply) -> list[tuple[bytes, bytes]]:
    headers = [_NOSNIFF]
    if reply.status != NO_CONTENT:
        headers += [(b"content-type", _latin(reply.media)), (b"content-length", b"%d" % len(reply.body))]
    return headers + _extra(reply.headers) if reply.headers else headers


def _told(reply: Reply) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in _headers(reply)]


def _latin(text: str) -> bytes:
    return text.encode("latin-1", "replace")


def _extra(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(_latin(name.lower()), _latin(value)) for name, value in headers.items()]
