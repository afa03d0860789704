"""Applying a company file: the plan, step by step, and then whatever follows from what changed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dagsverke.app.commands import companies, people
from dagsverke.app.company_file.codecs import joined
from dagsverke.app.company_file.deriving import derive
from dagsverke.app.company_file.guarding import refuse_locked
from dagsverke.app.company_file.planning import Plan, Step, plan
from dagsverke.app.company_file.reading import Document
from dagsverke.app.company_file.records import key_of
from dagsverke.app.company_file.showing import show
from dagsverke.app.company_file.writers import Bench, Issue, Secrets, write
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Conflict, Refusal

_PLACE = re.compile(r"\[([0-9]+)\]")
"""A place in a list, which the core counts from 0 and people from 1."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done: the plan, the keys that were made (door, name, secrets), and how many days were derived anew."""

    plan: Plan
    keys: Sequence[tuple[str, str, Secrets]] = ()
    days: int = 0


def begin(work: UnitOfWork, document: Document) -> None:
    """Give a company that was founded just now what its file builds on: its country's defaults, or nothing."""
    if document.defaults:
        companies.furnish(work, work.company.country)
    else:
        companies.let_people_in(work)


def apply(
    work: UnitOfWork,
    document: Document,
    doors: Mapping[str, Issue],
    is_agreed: Callable[[Plan], bool] = lambda _: True,
) -> Applied:
    """Make the company what its file says. A refusal has ``section[row].key`` as its field, and undoes everything.

    ``is_agreed`` is asked about the plan before anything is done.
    """
    shown = show(work)
    found = plan(shown.rows, document)
    if not is_agreed(found):
        raise Conflict("changed", "plan", "is another than the one that was shown: the company changed meanwhile")
    bench = Bench(work, shown.names, doors)
    work.ledger.hold_everybody()
    for step in found.steps:
        try:
            refuse_locked(work, step)
            write(bench, step)
        except Refusal as reason:
            _place(reason, step)
            raise
    _refuse_leaderless(work, found.steps)
    return Applied(found, bench.keys, derive(work, found.steps, shown.names))


def _refuse_leaderless(work: UnitOfWork, steps: Sequence[Step]) -> None:
    """Somebody must lead once everybody is as the file says; in what order it says so is no matter."""
    for step in steps:
        if step.section.label == "person" and step.record is not None:
            try:
                people.refuse_leaderless(work, step.record)
            except Refusal as reason:
                _place(reason, step)
                raise


def _place(reason: Refusal, step: Step) -> None:
    """Let a command's refusal say where in the file the fault is, in the file's words."""
    keys = {one.at_rest: one.name for one in step.section.fields if one.at_rest}
    named = _PLACE.sub(lambda found: f"[{int(found[1]) + 1}]", reason.field or "")
    column, _, rest = named.partition("[")
    place, _, inner = rest.partition(".")
    key = keys.get(column, column) + (f"[{place}.{key_of(inner)}" if rest else "")
    reason.field = joined(step.place or step.section.label, key)
    reason.args = (f"{reason.field}: {reason.detail}",)
