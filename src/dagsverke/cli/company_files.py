"""``company apply`` and ``company show``: a company as a file."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from dagsverke.app.commands import companies
from dagsverke.app.company_file.applying import Applied, apply, begin
from dagsverke.app.company_file.codecs import at
from dagsverke.app.company_file.planning import Plan
from dagsverke.app.company_file.reading import SIZE_MAX, Document, read_file
from dagsverke.app.company_file.sections import Values
from dagsverke.app.company_file.showing import Shown, show
from dagsverke.app.company_file.writing import write_file
from dagsverke.app.ports import Store, UnitOfWork
from dagsverke.cli.company_plans import show_plan
from dagsverke.cli.doors import issuers
from dagsverke.cli.options import CompanyOption
from dagsverke.cli.services import Services, services_of
from dagsverke.cli.session import Problem, company_of, principal, with_store
from dagsverke.cli.show import say

Agreed = Callable[[Plan], bool]


class _Rehearsed(Exception):
    """Everything was done, and is now undone; what it would have come to."""

    def __init__(self, outcome: "Outcome") -> None:
        super().__init__()
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file came to: of which company, whether that is new, and what was done."""

    name: str
    is_new: bool
    applied: Applied


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be applied, and to the company named apart from it, if one is."""

    document: Document
    named: str | None
    is_agreed: Agreed = field(default=lambda _: True)
    is_rehearsal: bool = False


def register(group: typer.Typer) -> None:
    """Add the commands of this module to those of companies."""
    group.command("apply")(apply_file)
    group.command("show")(show_file)


def apply_file(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A company file (docs/company-file.md).")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before doing it.")] = False,
    company: CompanyOption = None,
) -> None:
    """Make a company what a file says, or make a new one: the plan is shown first, then all of it is done or nothing.

    The company is the one that has the file's name, unless --company says which. What the file does not say stays as
    it is.
    """
    services = services_of(context)
    with path.open("rb") as file:
        document = read_file(file.read(SIZE_MAX + 1))
    if yes and not dry_run:
        outcome = _run(services, Job(document, company))
        _tell_plan(outcome)
    else:
        rehearsed = _run(services, Job(document, company, is_rehearsal=True))
        _tell_plan(rehearsed)
        if dry_run or not _is_something(rehearsed):
            return
        _ask()
        gist = rehearsed.applied.plan.gist()
        outcome = _run(services, Job(document, company, lambda plan: plan.gist() == gist))
    _tell_done(outcome)


def show_file(context: typer.Context, *, company: CompanyOption = None) -> None:
    """Print a company as a file. Applied to the same company, it changes nothing."""

    async def work(store: Store) -> Shown:
        return await store.read(await company_of(store, company), show, is_long=True)

    sys.stdout.write(write_file(with_store(services_of(context), work)))


def _run(services: Services, job: Job) -> Outcome:
    async def work(store: Store) -> Outcome:
        try:
            return await _apply(store, job)
        except _Rehearsed as done:
            return done.outcome

    return with_store(services, work)


async def _apply(store: Store, job: Job) -> Outcome:
    company_id = await _target(store, job)
    if company_id is not None:
        return await store.write(principal(company_id), lambda unit: _do(unit, job, is_new=False))
    values = at("company", _founding_values, job.document.company())
    outcomes: list[Outcome] = []

    def furnish(unit: UnitOfWork) -> None:
        begin(unit, job.document)
        outcomes[:] = [_do(unit, job, is_new=True)]

    await store.found(values, furnish)
    return outcomes[0]


def _founding_values(told: Values) -> dict[str, str]:
    return companies.founding_values(told["name"], told.get("country", ""), told.get("zone"))


def _do(unit: UnitOfWork, job: Job, *, is_new: bool) -> Outcome:
    outcome = Outcome(unit.company.name, is_new, apply(unit, job.document, issuers(), job.is_agreed))
    if job.is_rehearsal:
        raise _Rehearsed(outcome)
    return outcome


async def _target(store: Store, job: Job) -> int | None:
    """The company that is meant; None where it is to be made."""
    if job.named is not None:
        return await company_of(store, job.named)
    name = job.document.company()["name"]
    every = await store.look_up(lambda directory: directory.companies())
    found = [one for one in every if one["name"].casefold() == name.casefold()]
    if len(found) > 1:
        return await company_of(store, name)
    return int(found[0]["company_id"]) if found else None


def _is_something(outcome: Outcome) -> bool:
    return outcome.is_new or bool(outcome.applied.plan.steps)


def _tell_plan(outcome: Outcome) -> None:
    say(f"{outcome.name}{', a new company' if outcome.is_new else ''}:")
    show_plan(outcome.applied.plan)
    if not _is_something(outcome):
        say("nothing to change")


def _ask() -> None:
    if not sys.stdin.isatty():
        raise Problem("nothing is changed: say --yes where nobody can be asked")
    if not typer.confirm("Do it?"):
        raise Problem("nothing is changed")


def _tell_done(outcome: Outcome) -> None:
    if outcome.applied.days:
        say(f"{outcome.applied.days} days of persons are derived anew")
    for door, name, secrets in outcome.applied.keys:
        say(f"key {door} {name}, shown this once:")
        for label, secret in secrets.items():
            say(f"    {label}: {secret}")
