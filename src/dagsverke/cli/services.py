"""What the command line needs of the layers that it may not know; the composition root fills it in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import typer

from dagsverke.app.ports import Clock, KeyMaker, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How a server is to be run."""

    database_url: str
    host: str
    port: int
    workers: int = 1
    rate_limit: bool = True
    is_demo: bool = False  # its sign-ins are public, and said where one signs in
    has_console: bool = False  # whether the calls of each company are kept for its administrators
    open_secrets: frozenset[str] = frozenset()  # that everybody knows, and that are not hidden: a demo's
    on_ready: Callable[[int], None] | None = None  # called with the port once requests are accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything outside the use cases that a command may call."""

    version: str
    clock: Clock
    keys: Callable[[], KeyMaker]
    serving: Serving  # as the settings have it
    open_store: Callable[[str, KeyMaker], Store]
    is_migrated: Callable[[str], bool]  # whether the database at a URL has the schema of this version
    migrate: Callable[[str], None]
    copy: Callable[[str, str], tuple[int, int]]  # everything from one URL to another; how many rows, how many files
    serve: Callable[[Serving], None]
    cause_code: Callable[[str], str]  # a cause code by its own name where it is a synonym that payroll files use
    coverage_gaps: Callable[[], Sequence[str]]  # what a dialect serves without proof, or its document promises in vain
    dialect_pages: Callable[[], Mapping[str, str]]  # text of each page of the dialects' documentation by file name


def services_of(context: typer.Context) -> Services:
    """The services that the program was started with."""
    services = context.find_object(Services)
    if services is None:
        raise LookupError("the command line was started without its services")
    return services
