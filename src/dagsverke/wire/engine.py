"""Runs one dialect: finds what a path serves, asks who calls, has it read or written, phrases every refusal."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.app.ports import Clock, Directory, FileShelf, Store, UnitOfWork
from dagsverke.app.throttle import Throttle
from dagsverke.domain.errors import Forbidden, Refusal
from dagsverke.wire.core import Core
from dagsverke.wire.credentials import as_person
from dagsverke.wire.filing import Filing, tried
from dagsverke.wire.idempotency import HEADER, Once, once, write_once
from dagsverke.wire.media import Form, answer_form, read_body
from dagsverke.wire.names import CaseFold
from dagsverke.wire.reading import Question, Reading
from dagsverke.wire.refusals import Broken, Unauthenticated
from dagsverke.wire.request import Request
from dagsverke.wire.resource import Call, Credentials, Dialect, Material, Operation, Reply, Resource
from dagsverke.wire.router import Routes, whole_path
from dagsverke.wire.speaker import Asking, refused
from dagsverke.wire.writing import Writing

AGAIN = {"retry-after": "1"}
"""In seconds, for who meets a database that is being started, say."""

Fold = Callable[[Mapping[str, Any]], Mapping[str, Any]]
Serve = Callable[[Request, Principal, Form], Awaitable[Reply]]
Ask = Callable[[Request, Form, bytes], Asking]
IGNORED_MAX = 20


@dataclass(frozen=True, slots=True)
class World:
    """What every engine runs in."""

    core: Core
    store: Store
    clock: Clock
    is_limited: bool = True  # whether the vendors' limits on requests are kept
    file_max_bytes: int = 25_000_000


class _Endpoint:
    """An operation, compiled when it is first asked for: a process serves few of them, and starts at once."""

    def __init__(self, operation: Operation, compile_it: Callable[[], Serve]) -> None:
        self.operation = operation
        self._compile = compile_it

    @cached_property
    def serve(self) -> Serve:
        """What answers."""
        return self._compile()


class Engine:
    """One dialect, compiled."""

    def __init__(self, dialect: Dialect, world: World) -> None:
        self.dialect = dialect
        self._world = world
        self._throttle = _throttle(dialect, world)
        self._proving = _proving(dialect)
        self._routes: Routes[_Endpoint] = Routes(is_case_sensitive=dialect.is_case_sensitive)
        for resource in dialect.resources:
            for operation in resource.operations:
                endpoint = _Endpoint(operation, partial(self._compiled, resource, operation))
                self._routes.add(operation.method, whole_path(dialect, operation), endpoint)

    async def reply(self, request: Request) -> Reply:
        """Answer a request; every refusal is phrased as the vendor would. Other exceptions are raised on."""
        form: Form = "json"
        try:
            form = answer_form(self.dialect, request.headers.get("accept", ""))
            endpoint, request.variables = self._routes.find(request.method, request.segments)
            operation = request.operation = endpoint.operation
            if operation.is_public:
                return await endpoint.serve(request, _NOBODY, form)
            principal = request.principal = await self._authenticated(request)
            if self._throttle is not None:
                self._throttle.admit((principal.company_id, principal.credential_id))
            if operation.scope is not None and not principal.may(operation.scope):
                raise Forbidden("scope", None, f"the scope {operation.scope} is missing")
            return await endpoint.serve(request, principal, form)
        except Refusal as refusal:
            request.refusal = refusal
            return self.refused(refusal, form)

    async def whose(self, request: Request) -> int | None:
        """The company whose call it was, asked for also where it was refused before; None where nothing tells."""
        if request.principal is None and isinstance(request.refusal, Unauthenticated):
            return request.refusal.company_id
        if request.principal is None and not (request.operation and request.operation.is_public):
            try:
                request.principal = await self._authenticated(request)
            except Unauthenticated as refusal:
                return refusal.company_id
        return request.company_id if request.principal is None else request.principal.company_id

    def refused(self, refusal: Refusal, form: Form = "json") -> Reply:
        """A refusal in the vendor's form."""
        return refused(self.dialect, refusal, form)

    def broken(self, error: Exception) -> Reply:
        """The answer where an exception was not foreseen, in the vendor's form: status 500.

        Where the database cannot be reached it is 503, and says when to come again. Nothing was done then, unless the
        connection was lost while a write was being committed: that can have gone either way.
        """
        if not isinstance(error, ConnectionError):
            return refused(self.dialect, Broken("internal", None, "internal error"), "json", 500)
        reply = refused(self.dialect, Broken("unavailable", None, "unavailable, try again"), "json", 503)
        return replace(reply, headers={**reply.headers, **AGAIN})

    async def _authenticated(self, request: Request) -> Principal:
        material = Material(request.headers, request.query)

        def find(directory: Directory) -> Principal:
            return _identified(self.dialect.credentials, material, directory, request.now)

        principal = await self._world.store.look_up(find)
        if principal.person_id is None:
            return principal
        return await self._world.store.read(principal.company_id, lambda reader: as_person(reader, principal))

    def _compiled(self, resource: Resource, operation: Operation) -> Serve:
        if operation.handler is not None:
            return self._calling(operation)
        fold: Fold = _as_it_came if self.dialect.is_case_sensitive else CaseFold(resource, operation)
        if operation.command is not None:
            return self._writing(Writing(self.dialect, resource, operation, self._world.core), operation, fold)
        reading = Reading(self.dialect, resource, operation, self._world.core, self._world.store)
        return self._reading(reading, fold)

    def _reading(self, reading: Reading, fold: Fold) -> Serve:
        store = self._world.store
        if reading.operation.method != "GET":
            return self._posted_reading(reading, fold)
        known = reading.known | self._proving

        async def serve(request: Request, principal: Principal, form: Form) -> Reply:
            query = fold(request.query)
            request.ignored = _unread(query, known)[:IGNORED_MAX]
            asking = Asking({**query, **request.variables}, request.base_url, form)
            asked = reading.ask(asking)
            company_id = principal.company_id
            return await store.read(company_id, lambda reader: asked.answer(reader, principal), is_long=asked.is_long)

        return serve

    def _posted_reading(self, reading: Reading, fold: Fold) -> Serve:
        """A read whose parameters ride in a body; its replies are remembered as those of any POST."""
        store = self._world.store

        async def serve(request: Request, principal: Principal, form: Form) -> Reply:
            data = await request.body()

            def ask() -> Question:
                body = self._document(reading.operation, request, data)
                given = {**fold(request.query), **fold(body), **request.variables}
                return reading.ask(Asking(given, request.base_url, form))

            if HEADER in request.headers:
                marked = self._marked(request, data)
                return await self._once(request, principal, form, marked, lambda work: ask().answer(work, principal))
            asked = ask()
            company_id = principal.company_id
            return await store.read(company_id, lambda reader: asked.answer(reader, principal), is_long=asked.is_long)

        return serve

    def _writing(self, writing: Writing, operation: Operation, fold: Fold) -> Serve:
        def ask(request: Request, form: Form, data: bytes) -> Asking:
            body = self._document(operation, request, data)
            query = fold(request.query)
            properties = writing.sent(query, fold(body))
            if not self.dialect.is_case_sensitive:
                properties = dict(fold(properties))
            unread = [] if writing.takes_query else _unread(query, self._proving)
            request.ignored = [*writing.unknown(properties), *unread][:IGNORED_MAX]
            return Asking({**properties, **request.variables}, request.base_url, form)

        async def serve(request: Request, principal: Principal, form: Form) -> Reply:
            data = await request.body()
            if _is_repeatable(request):
                marked = self._marked(request, data)

                def answer(work: UnitOfWork) -> Reply:
                    return writing.answer(work, principal, ask(request, form, data))

                return await self._once(request, principal, form, marked, answer)
            asked = ask(request, form, data)
            return await self._world.store.write(principal, lambda work: writing.answer(work, principal, asked))

        return self._filing(writing, ask) if operation.takes_file else serve

    def _filing(self, writing: Writing, ask: Ask) -> Serve:
        """A write with a file: read and put on the shelf in a thread, before the unit of work that names it."""
        store, filing = self._world.store, Filing(str(writing.file), self._world.file_max_bytes)

        async def serve(request: Request, principal: Principal, form: Form) -> Reply:
            parts = await request.parts(filing.body_max, filing.wire)

            def prepare(shelf: FileShelf) -> tuple[Once | None, Callable[[], Asking]]:
                data = b"".join(parts)

                def filed() -> Asking:
                    asked = ask(request, form, data)
                    return replace(asked, given=filing.filed(shelf, principal.company_id, asked.given))

                return (self._marked(request, data) if _is_repeatable(request) else None), tried(filed)

            marked, asked = await store.on_shelf(prepare)
            if marked is not None:
                return await self._once(
                    request, principal, form, marked, lambda work: writing.answer(work, principal, asked())
                )
            ready = asked()
            return await store.write(principal, lambda work: writing.answer(work, principal, ready))

        return serve

    def _calling(self, operation: Operation) -> Serve:
        handler = operation.handler
        if handler is None:
            raise ValueError(f"{operation.path} has no handler")

        async def serve(request: Request, principal: Principal, _form: Form) -> Reply:
            has_body = request.method not in ("GET", "HEAD")
            body = self._document(operation, request, await request.body()) if has_body else {}
            who = None if operation.is_public else principal
            world = self._world
            known = (request.headers, request.base_url, who, request.variables, request.belongs_to)
            return await handler(Call(world.store, world.clock, request.query, body, *known))

        return serve

    def _document(self, operation: Operation, request: Request, data: bytes) -> Mapping[str, Any]:
        bodies = operation.bodies or self.dialect.bodies
        return read_body(self.dialect, bodies, request.headers.get("content-type", ""), data)

    def _marked(self, request: Request, data: bytes) -> Once:
        said = _said(self.dialect, request)
        return once(request.headers[HEADER], "/".join(request.segments).encode(), *said, data)

    async def _once(
        self, request: Request, principal: Principal, form: Form, marked: Once, work: Callable[[UnitOfWork], Reply]
    ) -> Reply:
        def refuse(refusal: Refusal) -> Reply:
            request.refusal = refusal
            return self.refused(refusal, form)

        return await write_once(self._world.store, principal, marked, work, refuse)


_NOBODY = Principal(0, 0, "")


def _is_repeatable(request: Request) -> bool:
    return request.method == "POST" and HEADER in request.headers


def _as_it_came(given: Mapping[str, Any]) -> Mapping[str, Any]:
    return given


def _throttle(dialect: Dialect, world: World) -> Throttle | None:
    if dialect.limit is None or not world.is_limited:
        return None
    return Throttle(dialect.limit, lambda: world.clock.now().timestamp())


def _identified(ways: tuple[Credentials, ...], material: Material, directory: Directory, now: str) -> Principal:
    for way in ways:
        principal = way.find(material, directory, now)
        if principal is not None:
            return principal
    raise Unauthenticated("missing", None, "credentials are missing")


def _proving(dialect: Dialect) -> frozenset[str]:
    """The parameters that prove who calls, in lower case."""
    schemes = [one for way in dialect.credentials for one in way.schemes.values()]
    return frozenset(str(one["name"]).lower() for one in schemes if one.get("in") == "query")


def _unread(query: Mapping[str, Any], known: Collection[str]) -> list[str]:
    """The parameters that are none of these; those that prove who calls come in any letter case."""
    return [name for name in query if name not in known and name.lower() not in known]


def _said(dialect: Dialect, request: Request) -> list[bytes]:
    """The query's parameters less those that prove who calls: a repeat may come with a newer token."""
    secret = _proving(dialect)
    pairs = sorted((name, value) for name, value in request.query.items() if name.lower() not in secret)
    return [f"{name}={value}".encode("utf-8", "replace") for name, value in pairs]
