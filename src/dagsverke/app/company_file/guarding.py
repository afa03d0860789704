"""What of a company file a locked period refuses: rules and facts from which the balances of its days follow.

Whatever is posted is refused where it is replayed. Here is what nothing is posted of: expected time, vacation, days of
employment.
"""

from collections.abc import Callable, Mapping

from dagsverke.app.company_file.planning import Step
from dagsverke.app.company_file.sections import Values
from dagsverke.app.company_file.showing import NamesOf
from dagsverke.app.locking import refuse_locked_day, refuse_locked_rules, refuse_locked_spans
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.calendars import DAY_MAX, CalendarRule
from dagsverke.domain.locks import Days, touched

_RULES: Mapping[str, tuple[str, ...]] = {
    "company": ("vacation_begins",),
    "cause": ("vacation", "qualifying_days", "sole_parent_days"),
    "account": ("expected",),
    "agreement": ("vacation", "default"),
    "person": ("sole_parent",),
}
"""By section the keys that say what is so on all days, the locked ones too."""
_OF_DAYS = frozenset({"from", "to", "end_reason"})
"""Keys of what holds for some days that say nothing of each of them."""


def refuse_locked(work: UnitOfWork, names: NamesOf, step: Step) -> None:
    """Refuse a step that changes what follows for locked days. What is new to the company held on none of them.

    The caller has held everybody off who would lock a period (``ledger.hold``).
    """
    if not work.company.locks:
        return
    for key in _RULES.get(step.section.label, ()) if step.record is not None else ():
        if step.values.get(key, step.before.get(key)) != step.before.get(key):
            refuse_locked_rules(work, step.section.key(key).at_rest)
    if guard := _GUARDS.get(step.section.label):
        guard(work, names, step)


def _dated(work: UnitOfWork, names: NamesOf, step: Step) -> None:
    """An employment, or a schedule of a person: the days that it is of, was of, or is otherwise on."""
    before = step.before if step.record is not None else None
    after = None if step.action == "withdraw" else step.after()
    is_same = before is not None and after is not None and _beyond(before) == _beyond(after)
    span = touched(_days(before), _days(after), is_same=is_same)
    if span is not None and step.within is not None:
        refuse_locked_spans(work, [(names.id_of("person", step.within), *span)], "starts_on")


def _days(values: Values | None) -> Days | None:
    return None if values is None else (values["from"], values["to"])


def _beyond(values: Values) -> Values:
    return {name: value for name, value in values.items() if name not in _OF_DAYS}


def _weeks(work: UnitOfWork, names: NamesOf, step: Step) -> None:
    """Other hours of a schedule: the days of all who are on it."""
    del names
    if step.record is not None and step.values.get("weeks", step.before["weeks"]) != step.before["weeks"]:
        rows = work.find_all("assignment", schedule_id=step.record["id"])
        spans = [(row["person_id"], row["starts_on"], row["ends_on"] or DAY_MAX) for row in rows]
        refuse_locked_spans(work, spans, "weeks")


def _day(work: UnitOfWork, names: NamesOf, step: Step) -> None:
    """A day of the company's own, as it is to be and as it was."""
    del names
    told = [step.before] if step.record is not None else []
    told += [step.after()] if step.action != "withdraw" else []
    for values in told:
        rule = CalendarRule(values["day"], values["name"], values["share"], values["class"])
        refuse_locked_day(work, rule)


_GUARDS: Mapping[str, Callable[[UnitOfWork, NamesOf, Step], None]] = {
    "person.employment": _dated,
    "person.schedule": _dated,
    "schedule": _weeks,
    "calendar": _day,
}
