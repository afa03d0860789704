"""Composition root: the only module that knows every layer."""

import gc
import os
import socket
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from dagsverke.app.commands.registry import COMMANDS, GUARDS, NARROWINGS, REPORTS
from dagsverke.app.keys import RandomKeys
from dagsverke.app.ports import Clock, Store
from dagsverke.cli import app
from dagsverke.cli.doors import DOORS, issuers
from dagsverke.cli.logs import set_up_logs
from dagsverke.cli.services import Services, Serving
from dagsverke.cli.session import Problem
from dagsverke.dialects.bezala import BEZALA
from dagsverke.dialects.fortnox import FORTNOX
from dagsverke.dialects.fortnox.values import canonical
from dagsverke.dialects.own import OWN
from dagsverke.dialects.seventime import SEVENTIME
from dagsverke.dialects.softone import SOFTONE
from dagsverke.settings import Settings, UnreadableSetting, read_settings
from dagsverke.store.engine import files_of, open_store
from dagsverke.store.migrate import is_current, migrate
from dagsverke.store.views import CATALOGUE
from dagsverke.web.app import PageOptions, create_pages
from dagsverke.web.assets import are_installed
from dagsverke.web.outside import Api
from dagsverke.web.visit import Outside
from dagsverke.wire.asgi import Application, Options, create_app
from dagsverke.wire.core import Core
from dagsverke.wire.coverage import gaps
from dagsverke.wire.log import to_stderr
from dagsverke.wire.markdown import page
from dagsverke.wire.prose import prose_of
from dagsverke.wire.recording import Console

DIALECTS = (FORTNOX, BEZALA, SOFTONE, SEVENTIME, OWN)
CORE = Core(
    commands=COMMANDS,
    reports=REPORTS,
    guards=GUARDS,
    narrowings=NARROWINGS,
    catalogue=CATALOGUE,
)
MANUAL = {one.name: Api(one.title, cache(partial(prose_of, one))) for one in DIALECTS}
"""What each dialect says of itself, made when it is first asked for."""
FAILED, MISUSED = 1, 2
NEW_OBJECTS_MAX = 10_000
BACKLOG = 2048
BYTES_PER_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages show besides the data: that this is a demo, and the calls that are kept, where they are."""

    is_demo: bool = False
    console: Console | None = None


class SystemClock:
    """The time of day of this machine."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says and return its exit code; 2 where the settings cannot be read.

    A database that cannot be reached and a file that cannot be used are told in one line; a fault of ours stays loud.
    """
    try:
        settings = read_settings(os.environ)
    except UnreadableSetting as reason:
        sys.stderr.write(f"dagsverke: {reason}\n")
        return MISUSED
    set_up_logs(settings.log_level)
    try:
        return app.run(services(settings, SystemClock()), arguments)
    except (ConnectionError, sqlite3.OperationalError) as reason:
        sys.stderr.write(f"dagsverke: the database cannot be used: {' '.join(str(reason).split())}\n")
        return FAILED
    except OSError as reason:
        sys.stderr.write(f"dagsverke: {reason.strerror or reason}: {reason.filename}\n")
        return FAILED


def services(settings: Settings, clock: Clock) -> Services:
    """What the command line needs, with these settings."""
    return Services(
        version=version("dagsverke"),
        clock=clock,
        keys=RandomKeys,
        serving=Serving(
            database_url=settings.database_url,
            host=settings.host,
            port=settings.port,
            workers=settings.workers,
            rate_limit=settings.rate_limit,
            has_console=settings.console,
        ),
        open_store=lambda url, keys: open_store(url, clock=clock, keys=keys, files=_files(settings, url)),
        is_migrated=is_current,
        migrate=migrate,
        copy=partial(_copy, settings),
        serve=partial(serve, settings),
        cause_code=canonical,
        coverage_gaps=coverage_gaps,
        dialect_pages=dialect_pages,
    )


def _copy(settings: Settings, source: str, target: str) -> tuple[int, int]:
    """Loaded by name: SQLAlchemy's engines are needed for nothing else.

    A folder that the settings name serves the other database too, once the settings name that one.
    """
    module = import_module("dagsverke.store.transfer")
    folders = [Path(settings.files_dir) if settings.files_dir else files_of(one) for one in (source, target)]
    here, there = (module.Place(*one) for one in zip((source, target), folders, strict=True))
    try:
        rows, files = module.transfer(here, there)
        return int(rows), int(files)
    except module.NotEmpty as reason:
        raise Problem(str(reason)) from reason


def _files(settings: Settings, url: str) -> Path | None:
    """The folder that the settings name is that of their own database: the demo's files never mingle with real ones."""
    return Path(settings.files_dir) if settings.files_dir and url == settings.database_url else None


def application(
    store: Store,
    clock: Clock,
    *,
    has_limit: bool = True,
    body_limit_mb: int = 10,
    file_limit_mb: int = 25,
    log_requests: bool = True,
    shown: Shown | None = None,
) -> Application:
    """The application over a store. Raises where a dialect's tables contradict themselves or the core.

    The pages are part of it where what they load in a browser is installed.
    """
    shown = shown or Shown()
    options = Options(
        body_max_bytes=body_limit_mb * BYTES_PER_MB,
        file_max_bytes=file_limit_mb * BYTES_PER_MB,
        is_limited=has_limit,
        version=version("dagsverke"),
        log=to_stderr if log_requests else _to_stderr_when_severe,
        console=shown.console,
        pages=create_pages(store, clock, _page_options(shown, file_limit_mb)) if are_installed() else None,
    )
    return create_app(DIALECTS, CORE, store, clock, options)


def _page_options(shown: Shown, file_limit_mb: int) -> PageOptions:
    outside = Outside(shown.console, MANUAL, issuers(), {name: door.headers for name, door in DOORS.items()})
    return PageOptions(shown.is_demo, file_limit_mb * BYTES_PER_MB, outside)


def dialect_pages() -> Mapping[str, str]:
    """The page of each dialect's documentation by file name."""
    return {f"{dialect.name}.md": page(dialect, CORE) for dialect in DIALECTS}


def coverage_gaps() -> Sequence[str]:
    """What a dialect serves without proof, and what its vendor's document promises in vain."""
    return [f"{dialect.name}: {gap}" for dialect in DIALECTS for gap in gaps(dialect)]


def serve(settings: Settings, serving: Serving) -> None:
    """Serve until a signal says stop; requests under way are finished first."""
    listener = _listen(serving.host, serving.port)
    config = uvicorn.Config(
        partial(_application_of, settings, replace(serving, on_ready=None)),
        factory=True,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        workers=serving.workers,
        timeout_keep_alive=settings.keep_alive_s,
        timeout_graceful_shutdown=settings.shutdown_s,
    )
    announce = partial(serving.on_ready or _say_nothing, listener.getsockname()[1])
    if serving.workers > 1:
        _Workers(config, [listener], announce).run()
    else:
        _Server(config, announce).run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that says when it accepts requests."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()


class _Workers(Multiprocess):
    """Server processes, and a parent that says when all of them accept requests."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket], announce: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self._announce = announce
        self._is_announced = False

    def keep_subprocess_alive(self) -> None:
        super().keep_subprocess_alive()
        if not self._is_announced and all(process.is_ready() for process in self.processes):
            self._is_announced = True
            self._announce()


def _say_nothing(port: int) -> None:
    """Nobody asked to be told that the server is ready."""


def _application_of(settings: Settings, serving: Serving) -> Application:
    """The application of one server process, which opens its own store."""
    set_up_logs(settings.log_level)
    clock = SystemClock()
    files = _files(settings, serving.database_url)
    store = open_store(serving.database_url, clock=clock, keys=RandomKeys(), files=files)
    made = application(
        store,
        clock,
        has_limit=serving.rate_limit,
        body_limit_mb=settings.body_limit_mb,
        file_limit_mb=settings.file_limit_mb,
        log_requests=settings.log_requests,
        shown=Shown(serving.is_demo, Console(serving.open_secrets) if serving.has_console else None),
    )
    _spare_what_stays()
    return made


def _spare_what_stays() -> None:
    """Let the garbage collector pass over all that is there for good, and look less often at what long replies make."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS_MAX, *gc.get_threshold()[1:])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise Problem(f"cannot listen on port {port} of {host}: {error.strerror or error}") from error


def _to_stderr_when_severe(line: Mapping[str, Any]) -> None:
    if "level" in line:
        to_stderr(line)
