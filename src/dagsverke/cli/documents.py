"""``docs``: the pages of the dialects' documentation, made from the tables that serve them."""

from pathlib import Path
from typing import Annotated

import typer

from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem
from dagsverke.cli.show import say


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("docs")(docs)


def docs(
    context: typer.Context,
    *,
    directory: Annotated[Path, typer.Option("--directory", help="Where the pages are.")] = Path("docs/dialects"),
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail where a page is old or lacks proof.")
    ] = False,
) -> None:
    """Write the page of each dialect anew, and remove pages of dialects that are no more."""
    pages = services_of(context).dialect_pages()
    present = {path.name: path.read_text(encoding="utf-8") for path in sorted(directory.glob("*.md"))}
    stale = sorted(name for name in pages.keys() | present.keys() if pages.get(name) != present.get(name))
    if check and stale:
        raise Problem(f"not up to date in {directory}: {', '.join(stale)} (run `dagsverke docs`)")
    if check and (gaps := services_of(context).coverage_gaps()):
        raise Problem(f"not covered: {'; '.join(gaps)}")
    if check:
        say(f"{len(pages)} pages in {directory} are up to date")
        return
    directory.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in pages:
            (directory / name).write_text(pages[name], encoding="utf-8")
        else:
            (directory / name).unlink()
    say(f"{len(pages)} pages in {directory}, {len(stale)} of them changed")
