"""``audit``: the proof that nobody altered the past."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from dagsverke.app import audit
from dagsverke.app.audit import Verdict
from dagsverke.app.balances import today
from dagsverke.app.changed import LateChange, late_changes
from dagsverke.app.ports import Reader, Record, Store
from dagsverke.cli.options import CompanyOption, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, companies_of, company_of, principal, with_store
from dagsverke.cli.show import say, table
from dagsverke.domain.calendars import days_after
from dagsverke.domain.timesheets import week_name

WEEKS = 13
"""So many weeks are looked at unless said."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Audit: what was done, and the proof that it was not altered.")
    group.command("verify")(verify)
    group.command("changed")(changed)
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


def changed(
    context: typer.Context,
    *,
    first_on: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help=f"From the week of this day on, else {WEEKS} earlier."),
    ] = None,
    last_on: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Up to this day's week, else today's.")
    ] = None,
    company: CompanyOption = None,
) -> None:
    """List the time in approved weeks that was added, changed or withdrawn after its approval."""
    first_day, last_day = (None if one is None else read_day(one) for one in (first_on, last_on))

    async def work(store: Store) -> Sequence[LateChange]:
        company_id = await company_of(store, company)

        def read(reader: Reader) -> Sequence[LateChange]:
            until = last_day or today(reader)
            return late_changes(reader, principal(company_id), first_day or days_after(until, -7 * WEEKS), until)

        return await store.read(company_id, read, is_long=True)

    found = with_store(services_of(context), work)
    table(
        ("Week", "Person", "Name", "Day", "Time entry", "Change", "At", "Door", "By", "Approved", "By"),
        [
            (
                *(week_name(one.week_on), one.employee_number, one.name, one.on_day, one.entry_key, one.change),
                *(one.at, one.door, one.by, one.approved_at, one.approved_by),
            )
            for one in found
        ],
    )


def _judge(verdicts: Sequence[tuple[Record, Verdict]], expect: str | None) -> None:
    if not verdicts:
        raise Problem("there is no such company")
    faults = [f"{one['name']}: {verdict.broken}" for one, verdict in verdicts if verdict.broken is not None]
    if expect is not None and not any(verdict.anchor is not None for _, verdict in verdicts):
        faults.append(f"no event is {expect}: events were taken off the end of the chain, or this is another one")
    if faults:
        raise Problem("; ".join(faults))
