"""What is derived anew when a company file changed a rule that no command of its own follows up.

Accounts: the days with entries of the causes whose factor moved, or every day where an account begins or ceases to have
expected time. Causes: the days with entries of those that the law on working hours now takes for something else.
Schedules: the days of those who are on them, for absence counts against what was expected. Vacation: everybody's, where
what it is reckoned by changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dagsverke.app import vacation
from dagsverke.app.company_file.planning import Step
from dagsverke.app.company_file.showing import NamesOf
from dagsverke.app.company_file.tables import NO_NAME
from dagsverke.app.deriving import derive_anew, everybody
from dagsverke.app.ports import PersonDay, UnitOfWork
from dagsverke.app.queries import Condition, Sums
from dagsverke.app.replay import replay

DAYS_AT_ONCE = 5_000
_OF_VACATION: Mapping[str, frozenset[str]] = {
    "company": frozenset({"vacation_begins"}),
    "cause": frozenset({"vacation", "qualifying_days", "sole_parent_days"}),
    "person": frozenset({"sole_parent"}),
}
"""By section, the keys by which vacation is reckoned."""
_OF_HOURS = frozenset({"work_time", "limit_class"})
"""Keys of a cause by which windows of unsocial hours go."""


@dataclass(slots=True)
class Touched:
    """What a file changed of the rules that days are derived by."""

    is_every_day: bool = False
    is_vacation: bool = False
    factors_of: set[int] = field(default_factory=set)  # causes
    has_no_cause: bool = False  # a factor of entries without one, too
    hours_of: set[int] = field(default_factory=set)  # causes
    schedule_ids: set[int] = field(default_factory=set)


def derive(work: UnitOfWork, steps: Sequence[Step], names: NamesOf) -> int:
    """Replay every day that could be posted otherwise now, and reckon vacation anew; how many days that were."""
    touched = _touched(steps, names)
    since = _on_schedules(work, touched.schedule_ids)
    days = sorted(_days(work, touched, since))
    work.ledger.hold(sorted({person_id for person_id, _ in days} | since.keys()))
    if touched.hours_of:
        entries = _with_entries(work, Condition("cause_id", "in", sorted(touched.hours_of)))
        derive_anew(work, {on_day for _, on_day in entries}, everybody(work), is_day_other=False)
    for at in range(0, len(days), DAYS_AT_ONCE):
        replay(work, days[at : at + DAYS_AT_ONCE])
    if touched.is_vacation:
        vacation.rebuild(work)
    else:
        vacation.refresh(work, since)
    return len(days)


def _touched(steps: Sequence[Step], names: NamesOf) -> Touched:
    """What the steps touch. What is new is of account only as an account: nothing was derived by it yet."""
    touched = Touched()
    for step in steps:
        label, changed = step.section.label, step.values.keys() if step.record is not None else frozenset()
        if label == "account":
            _touch_account(touched, step, names)
        if label == "schedule" and step.record is not None and "weeks" in changed:
            touched.schedule_ids.add(step.record["id"])
        if label == "cause" and step.record is not None and not _OF_HOURS.isdisjoint(changed):
            touched.hours_of.add(step.record["id"])
        if not _OF_VACATION.get(label, frozenset()).isdisjoint(changed):
            touched.is_vacation = True
    return touched


def _touch_account(touched: Touched, step: Step, names: NamesOf) -> None:
    after = step.after()
    if bool(step.before.get("expected")) != after["expected"]:
        touched.is_every_day = True
    before, now = dict(step.before.get("factors", ())), dict(after["factors"])
    for name in before.keys() | now.keys():
        if before.get(name) != now.get(name):
            if name == NO_NAME:
                touched.has_no_cause = True
            else:
                touched.factors_of.add(names.id_of("cause", name))


def _on_schedules(work: UnitOfWork, schedule_ids: Iterable[int]) -> dict[int, str]:
    """Who is on the schedules, and since when."""
    wanted = sorted(schedule_ids)
    rows = work.find_all("assignment", schedule_id=wanted) if wanted else ()
    return vacation.earliest((row["person_id"], row["starts_on"]) for row in rows)


def _days(work: UnitOfWork, touched: Touched, since: Mapping[int, str]) -> set[PersonDay]:
    if touched.is_every_day:
        return set(_with_entries(work))
    found: set[PersonDay] = set()
    if touched.factors_of:
        found.update(_with_entries(work, Condition("cause_id", "in", sorted(touched.factors_of))))
    if touched.has_no_cause:
        found.update(_with_entries(work, Condition("cause_id", "eq", None)))
    if since:
        earliest = Condition("on_day", "ge", min(since.values()))
        days = _with_entries(work, Condition("person_id", "in", sorted(since)), earliest)
        found.update(day for day in days if day[1] >= since[day[0]])
    return found


def _with_entries(work: UnitOfWork, *where: Condition) -> Iterable[PersonDay]:
    """The days on which there are entries."""
    found = work.sums(Sums("time_entry", (), ("person_id", "on_day"), where))
    return ((person_id, on_day) for person_id, on_day, *_ in found)
