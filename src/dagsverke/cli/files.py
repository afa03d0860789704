"""``files``: what is on the shelf beside the database."""

import typer

from dagsverke.app import files
from dagsverke.app.ports import Store
from dagsverke.cli.options import CompanyOption
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, companies_of, with_store
from dagsverke.cli.show import say


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Uploaded files, which are kept beside the database.")
    group.command("sweep")(sweep)
    app.add_typer(group, name="files")


def sweep(context: typer.Context, *, company: CompanyOption = None) -> None:
    """Remove files that no document names: what is left of uploads that failed, once it is an hour old."""
    services = services_of(context)

    async def work(store: Store) -> int:
        found = await companies_of(store, company)
        if company is not None and not found:
            raise Problem(f"no company is called {company} or has that id")
        return sum([await files.sweep(store, services.clock, one["company_id"]) for one in found])

    say(f"{with_store(services, work)} files removed")
