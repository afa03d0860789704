"""``key``: the credentials with which other programs come in."""

from typing import Annotated

import typer

from dagsverke.app.commands import credentials
from dagsverke.app.ports import Reader, Record, Store, UnitOfWork
from dagsverke.cli.doors import DOORS, SIGN_IN_ONLY, issue
from dagsverke.cli.options import CompanyOption
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, companies_of, company_of, principal, with_store
from dagsverke.cli.show import say, table


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Keys: the credentials with which other programs come in.")
    group.command("create")(create)
    group.command("list")(show)
    group.command("revoke")(revoke)
    app.add_typer(group, name="key")


def create(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(DOORS)}.")],
    *,
    company: CompanyOption = None,
    name: Annotated[str, typer.Option("--name", help="What the key is for, as the list shows it.")] = "",
) -> None:
    """Create a key for one of the APIs and print its secrets, which are not kept and never shown again."""
    if kind in SIGN_IN_ONLY:
        raise Problem(f"{kind} has no keys: people sign in with their own (`dagsverke password PERSON` sets one)")
    if kind not in DOORS:
        raise typer.BadParameter(f"must be one of {', '.join(DOORS)}", param_hint="KIND")

    async def work(store: Store) -> dict[str, str]:
        def change(unit: UnitOfWork) -> dict[str, str]:
            return issue(unit, kind, name or kind)

        return await store.write(principal(await company_of(store, company)), change)

    for label, secret in with_store(services_of(context), work).items():
        say(f"{label}: {secret}")


def show(context: typer.Context, *, company: CompanyOption = None) -> None:
    """List the keys that open something, without their secrets."""

    async def work(store: Store) -> list[tuple[Record, Record]]:
        found: list[tuple[Record, Record]] = []
        for one in await companies_of(store, company):
            rows = await store.read(one["company_id"], _credentials)
            found += [(one, row) for row in rows]
        return found

    table(
        ("Id", "Company", "Kind", "Name", "Public id", "Created"),
        [
            (
                str(row["id"]),
                of["name"],
                row["kind"],
                row["name"],
                row["public_id"] or "",
                row["created_at"],
            )
            for of, row in with_store(services_of(context), work)
        ],
        right=("Id",),
    )


def revoke(
    context: typer.Context,
    credential_id: Annotated[int, typer.Argument(metavar="ID", help="The key's id, as the list shows it.")],
) -> None:
    """Revoke a key: from now on it opens nothing."""

    async def work(store: Store) -> Record:
        for one in await companies_of(store, None):
            for row in await store.read(one["company_id"], _credentials):
                if row["id"] == credential_id:
                    await store.write(
                        principal(one["company_id"]), lambda unit: credentials.revoke(unit, credential_id)
                    )
                    return row
        raise Problem(f"no key has the id {credential_id}")

    row = with_store(services_of(context), work)
    say(f"key {row['id']} ({row['kind']}, {row['name']}) is revoked")


def _credentials(reader: Reader) -> list[Record]:
    return list(reader.find_all("credential"))
