"""What is derived anew when a company file changed a rule: the days that the rule speaks of, and no others.

Accounts and causes: the days with entries of the causes whose factor moved. Schedules and assignments: the days of
those who are on them, for absence counts against what was expected. Everything, where an account begins or ceases to
have expected time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dagsverke.app.company_file.planning import Step
from dagsverke.app.company_file.showing import NamesOf
from dagsverke.app.company_file.tables import NO_NAME
from dagsverke.app.ports import PersonDay, UnitOfWork
from dagsverke.app.queries import Condition, Sums
from dagsverke.app.replay import replay
from dagsverke.domain.calendars import DAY_MIN

DAYS_AT_ONCE = 5_000


@dataclass(slots=True)
class Touched:
    """What a file changed of the rules by which days are posted: of whom, and from which day on."""

    is_everything: bool = False
    cause_ids: set[int] = field(default_factory=set)
    has_no_cause: bool = False
    schedule_ids: set[int] = field(default_factory=set)
    persons: dict[int, str] = field(default_factory=dict)  # from which day on


def derive(work: UnitOfWork, steps: Sequence[Step], names: NamesOf) -> int:
    """Replay every day that could be posted otherwise now; how many that were."""
    touched = _touched(steps, names)
    for row in work.find_all("assignment", schedule_id=sorted(touched.schedule_ids)) if touched.schedule_ids else ():
        _since(touched, row["person_id"], row["starts_on"])
    days = sorted(_days(work, touched))
    work.ledger.hold(sorted({person_id for person_id, _ in days}))
    for at in range(0, len(days), DAYS_AT_ONCE):
        replay(work, days[at : at + DAYS_AT_ONCE])
    return len(days)


def _touched(steps: Sequence[Step], names: NamesOf) -> Touched:
    touched = Touched()
    for step in steps:
        if step.section.label == "account":
            _touch_account(touched, step, names)
        elif step.section.label == "schedule" and step.record is not None and "weeks" in step.values:
            touched.schedule_ids.add(step.record["id"])
        elif step.section.label == "person.schedule" and step.record is not None:
            _since(touched, step.record["person_id"], min(step.before["from"], step.after()["from"]))
    return touched


def _touch_account(touched: Touched, step: Step, names: NamesOf) -> None:
    after = step.after()
    if bool(step.before.get("expected")) != after["expected"]:
        touched.is_everything = True
    before, now = dict(step.before.get("factors", ())), dict(after["factors"])
    for name in before.keys() | now.keys():
        if before.get(name) != now.get(name):
            if name == NO_NAME:
                touched.has_no_cause = True
            else:
                touched.cause_ids.add(names.id_of("cause", name))


def _since(touched: Touched, person_id: int, day: str) -> None:
    touched.persons[person_id] = min(day, touched.persons.get(person_id, day))


def _days(work: UnitOfWork, touched: Touched) -> set[PersonDay]:
    if touched.is_everything:
        return set(_with_entries(work))
    found: set[PersonDay] = set()
    if touched.cause_ids:
        found.update(_with_entries(work, Condition("cause_id", "in", sorted(touched.cause_ids))))
    if touched.has_no_cause:
        found.update(_with_entries(work, Condition("cause_id", "eq", None)))
    if touched.persons:
        earliest = Condition("on_day", "ge", min(touched.persons.values(), default=DAY_MIN))
        days = _with_entries(work, Condition("person_id", "in", sorted(touched.persons)), earliest)
        found.update(day for day in days if day[1] >= touched.persons[day[0]])
    return found


def _with_entries(work: UnitOfWork, *where: Condition) -> Iterable[PersonDay]:
    """The days on which there are entries."""
    found = work.sums(Sums("time_entry", (), ("person_id", "on_day"), where))
    return ((person_id, on_day) for person_id, on_day, *_ in found)
