"""``audit``: the proof that nobody altered the past."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from dagsverke.app import audit
from dagsverke.app.audit import Verdict
from dagsverke.app.ports import Record, Store
from dagsverke.cli.options import CompanyOption
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, companies_of, with_store
from dagsverke.cli.show import say

BROKEN = {
    "altered": "event {} is not what was written",
    "removed": "event {} is missing",
    "inserted": "event {} does not follow from the one before it: it was put in or moved, or one before it taken out",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Audit: what was done, and the proof that it was not altered.")
    group.command("verify")(verify)
    app.add_typer(group, name="audit")


def verify(
    context: typer.Context,
    *,
    expect: Annotated[
        str | None,
        typer.Option("--expect", metavar="HASH", help="A head that was written down: it must be in the chain still."),
    ] = None,
    company: CompanyOption = None,
) -> None:
    """Make every company's chain of events anew and compare; say how many events there are and the hash of the last.

    Write the hash down elsewhere: with --expect it shows later that nothing was taken off the end.
    """

    async def work(store: Store) -> list[tuple[Record, Verdict]]:
        prove = partial(audit.verify, expected=expect)
        return [
            (one, await store.read(one["company_id"], prove, is_long=True))
            for one in await companies_of(store, company)
        ]

    verdicts = with_store(services_of(context), work)
    for one, verdict in verdicts:
        if verdict.broken is None:
            say(f"{one['name']}: {verdict.count} events hold together, the last is {verdict.head}")
            if verdict.anchor is not None:
                say(f"{one['name']}: event {verdict.anchor} is {expect}")
    _judge(verdicts, expect)


def _judge(verdicts: Sequence[tuple[Record, Verdict]], expect: str | None) -> None:
    if not verdicts:
        raise Problem("there is no such company")
    faults = [
        f"{one['name']}: {BROKEN[verdict.broken.what].format(verdict.broken.place)}"
        for one, verdict in verdicts
        if verdict.broken is not None
    ]
    if expect is not None and not any(verdict.anchor is not None for _, verdict in verdicts):
        faults.append(f"no event is {expect}: events were taken off the end of the chain, or this is another one")
    if faults:
        raise Problem("; ".join(faults))
