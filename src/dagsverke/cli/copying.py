"""``copy``: everything into another database, such as from SQLite to PostgreSQL."""

from typing import Annotated

import typer

from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem
from dagsverke.cli.show import say


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("copy")(copy)


def copy(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The other database, of the same schema and empty.")],
) -> None:
    """Copy everything from the database of the settings into another, empty one, all or nothing; files come along."""
    services = services_of(context)
    if url == services.serving.database_url:
        raise Problem("that is the database of the settings itself")
    for which, one in (("this", services.serving.database_url), ("the other", url)):
        if not services.is_migrated(one):
            raise Problem(f"{which} database is empty or has an older schema: run `dagsverke migrate` on it first")
    rows, files = services.copy(services.serving.database_url, url)
    say(f"{files} files and {rows} rows copied")
