"""``serve`` and ``migrate``: the server on real data, and the schema that it needs."""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from dagsverke.cli.services import Serving, services_of
from dagsverke.cli.session import Problem
from dagsverke.cli.show import say
from dagsverke.cli.upgrading import upgrade

HostOption = Annotated[str | None, typer.Option("--host", help="The address to listen on.", show_default=False)]
PortOption = Annotated[
    int | None, typer.Option("--port", min=0, max=65_535, help="The port; 0 takes a free one.", show_default=False)
]
_SPEAKABLE = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}  # noqa: S104  # compared with, not listened on


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("serve")(serve)
    app.command("migrate")(migrate)


def serve(
    context: typer.Context,
    *,
    host: HostOption = None,
    port: PortOption = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=256, help="Processes; only on PostgreSQL.", show_default=False)
    ] = None,
    migrate_first: Annotated[bool, typer.Option("--migrate", help="Bring the schema up to date first.")] = False,
) -> None:
    """Serve the APIs on the database of the settings, until stopped."""
    services = services_of(context)
    serving = listening(services.serving, host, port)
    if workers is not None:
        serving = replace(serving, workers=workers)
    if serving.workers > 1 and serving.database_url.startswith("sqlite"):
        raise Problem("SQLite is served by one process: several workers need PostgreSQL")
    if serving.workers > 1 and serving.has_console:
        raise Problem("the console keeps calls in the memory of one process: with several workers leave it off")
    if not services.is_migrated(serving.database_url):
        if not migrate_first:
            raise Problem("the database is empty or has an older schema: run `dagsverke migrate`, or serve --migrate")
        upgrade(services, serving.database_url)
    services.serve(replace(serving, on_ready=lambda at: announce(serving.host, at)))


def migrate(context: typer.Context) -> None:
    """Bring the database of the settings up to the schema of this version; where it is already, change nothing."""
    services = services_of(context)
    if services.is_migrated(services.serving.database_url):
        say("the schema is up to date")
        return
    upgrade(services, services.serving.database_url)
    say("the schema is now up to date")


def listening(serving: Serving, host: str | None, port: int | None) -> Serving:
    """How the settings have it, with what the command line says otherwise."""
    return replace(
        serving,
        host=serving.host if host is None else host,
        port=serving.port if port is None else port,
    )


def address(host: str, port: int) -> str:
    """The URL at which a server that listens on this host is reached from this machine."""
    name = _SPEAKABLE.get(host) or (f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


def announce(host: str, port: int) -> None:
    """Say that requests are accepted; whoever waits for the line sees it at once."""
    base = address(host, port)
    say(f"ready: {base} (browse {base}/docs, stop with Ctrl+C)")
    sys.stdout.flush()
