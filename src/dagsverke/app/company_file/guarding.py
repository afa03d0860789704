"""What of a company file a locked period refuses: rules and facts from which the balances of its days follow.

Whatever is posted is refused where it is replayed, and what has a command of its own there. Here is the rest.
"""

from collections.abc import Mapping

from dagsverke.app.company_file.planning import Step
from dagsverke.app.locking import refuse_locked_rules, refuse_locked_spans
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.calendars import DAY_MAX

_RULES: Mapping[str, tuple[str, ...]] = {
    "company": ("vacation_begins",),
    "cause": ("vacation", "qualifying_days", "sole_parent_days"),
    "account": ("expected",),
    "person": ("sole_parent",),
}
"""By section the keys that say what is so on all days, the locked ones too."""


def refuse_locked(work: UnitOfWork, step: Step) -> None:
    """Refuse a step that changes what follows for locked days. What is new to the company held on none of them.

    The caller has held everybody off who would lock a period (``ledger.hold``).
    """
    if not work.company.locks:
        return
    for key in _RULES.get(step.section.label, ()) if step.record is not None else ():
        if step.values.get(key, step.before.get(key)) != step.before.get(key):
            refuse_locked_rules(work, step.section.key(key).at_rest)
    if step.section.label == "schedule" and step.record is not None:
        _refuse_locked_weeks(work, step, step.record["id"])


def _refuse_locked_weeks(work: UnitOfWork, step: Step, schedule_id: int) -> None:
    """Other hours of a schedule: the days of all who are on it."""
    if step.values.get("weeks", step.before["weeks"]) != step.before["weeks"]:
        rows = work.find_all("assignment", schedule_id=schedule_id)
        spans = [(row["person_id"], row["starts_on"], row["ends_on"] or DAY_MAX) for row in rows]
        refuse_locked_spans(work, spans, "weeks")
