"""The command line as a whole: every command, and how a failure is told."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from dagsverke.cli import (
    absences,
    accounts,
    audit,
    balances,
    closings,
    companies,
    copying,
    documents,
    employments,
    files,
    hours,
    imports,
    invoices,
    keys,
    las,
    limits,
    locks,
    people,
    schedules,
    serving,
    vacation,
    weeks,
)
from dagsverke.cli.demo import command as demo
from dagsverke.cli.services import Services, services_of
from dagsverke.cli.session import Problem
from dagsverke.cli.show import say
from dagsverke.domain.errors import Refusal

FAILED = 1
INTERRUPTED = 130


def build() -> typer.Typer:
    """The commands. What they need is handed to each call as the context's object, a ``Services``."""
    app = typer.Typer(
        name="dagsverke",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    for module in (
        serving,
        demo,
        companies,
        people,
        keys,
        schedules,
        absences,
        balances,
        vacation,
        accounts,
        closings,
        limits,
        employments,
        las,
        hours,
        locks,
        weeks,
        audit,
        invoices,
        imports,
        copying,
        files,
        documents,
    ):
        module.register(app)
    return app


def run(services: Services, arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code: 0, 1 for a refusal, 2 for a mistake in the arguments."""
    try:
        build()(args=list(arguments), obj=services, prog_name="dagsverke")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except (Refusal, Problem) as refusal:
        return _failed(refusal)
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _failed(reason: Exception) -> int:
    sys.stderr.write(f"dagsverke: {' '.join(str(reason).split())}\n")
    return FAILED


def _say_version(context: typer.Context, *, is_asked: bool) -> None:
    if is_asked:
        say(f"dagsverke {services_of(context).version}")
        raise typer.Exit


def _root(
    *,
    version: Annotated[  # its callback does it, before any command is looked for
        bool, typer.Option("--version", is_eager=True, callback=_say_version, help="Say the version and stop.")
    ] = False,
) -> None:
    """Time, balances and billing for Nordic service companies, spoken in the APIs their systems already use."""
