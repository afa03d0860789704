"""How each section's rows are written: through the commands that every door uses, where there are any."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dagsverke.app.commands import (
    accounts,
    agreements,
    calendars,
    causes,
    credentials,
    employments,
    people,
    prices,
    schedules,
    suppliers,
)
from dagsverke.app.company_file.planning import Step
from dagsverke.app.company_file.showing import NamesOf
from dagsverke.app.company_file.tables import NO_NAME
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.queries import Page, Query
from dagsverke.domain.causes import NO_CAUSE
from dagsverke.domain.errors import Conflict, Malformed

Secrets = Mapping[str, str]
Issue = Callable[[UnitOfWork, str], Secrets]
"""Makes a key of this name for a door and returns its parts, secrets included, this once."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What writing a row needs: the unit of work, who is called what, which doors take keys; and the keys made."""

    work: UnitOfWork
    names: NamesOf
    doors: Mapping[str, Issue]
    keys: list[tuple[str, str, Secrets]] = field(default_factory=list)

    def columns(self, step: Step) -> dict[str, Any]:
        """The columns that a step sets."""
        section = step.section
        kept = {
            one.at_rest: one.codec.keep(step.values[one.name], self.names)
            for one in section.fields
            if one.name in step.values and one.at_rest
        }
        if section.parent and step.within is not None:
            kept[section.owner] = self.names.id_of(section.parent, step.within)
        return kept if section.to_row is None else dict(section.to_row(kept, step.after()))

    def learn(self, step: Step, row_id: int) -> None:
        """From now on the row is found by its name."""
        if not step.section.parent:
            self.names.rename(step.section.label, step.name, row_id)

    def ids(self, section: str, table: Any) -> dict[int, Any]:
        """A table by name as one by id; what is for nothing in particular is for id 0."""
        return {self.names.id_of(section, name) if name != NO_NAME else NO_CAUSE: value for name, value in table}


def write(bench: Bench, step: Step) -> None:
    """Take a step."""
    _WRITERS.get(step.section.label, _row)(bench, step)


def _row(bench: Bench, step: Step) -> int:
    """Write a row that has no rules of its own; its id."""
    table, work = step.section.table, bench.work
    if step.record is None:
        row_id = work.add(table, {**step.section.where, **bench.columns(step)})
    else:
        row_id = int(step.record.get("id", 0))
        if step.action == "withdraw":
            work.withdraw(table, step.record)
            return row_id
        work.change(table, step.record, bench.columns(step))
    bench.learn(step, row_id)
    return row_id


def _company(bench: Bench, step: Step) -> None:
    if "zone" in step.values and bench.work.select(Query("time_entry", ("id",), page=Page(0, 1))).rows:
        raise Conflict("used", "zone", "cannot change: there is time on days of the zone")
    _row(bench, step)


def _cause(bench: Bench, step: Step) -> None:
    if step.record is None:
        _row(bench, step)
    else:
        causes.correct(bench.work, step.record, bench.columns(step))
        bench.learn(step, step.record["id"])


def _account(bench: Bench, step: Step) -> None:
    account_id = _row(bench, step)
    accounts.check(bench.work.company.accounts[account_id])
    if "factors" in step.values:
        accounts.set_factors(bench.work, account_id, bench.ids("cause", step.values["factors"]))


def _books(bench: Bench, step: Step) -> None:
    there = {one["purpose"]: one for one in bench.work.find_all("bookkeeping")}
    for purpose, number in step.values.items():
        if not number:
            bench.work.withdraw("bookkeeping", there[purpose])
        elif purpose in there:
            bench.work.change("bookkeeping", there[purpose], {"account_number": number})
        else:
            bench.work.add("bookkeeping", {"purpose": purpose, "account_number": number})


def _supplier(bench: Bench, step: Step) -> None:
    told = bench.columns(step)
    if step.record is None:
        bench.learn(step, suppliers.record(bench.work, {}, told)["id"])
    else:
        suppliers.correct(bench.work, {"key": step.record["key"]}, told)
        bench.learn(step, step.record["id"])


def _price_list(bench: Bench, step: Step) -> None:
    list_id = _row(bench, step)
    for key, section, column in (("articles", "article", "article_id"), ("hours", "cause", "cause_id")):
        wanted = bench.ids(section, step.values.get(key, ()))
        before = bench.ids(section, step.before.get(key, ())) if key in step.values else {}
        for row_id in before.keys() - wanted.keys():
            prices.set_price(bench.work, list_id, **{column: row_id}, price_e4=None)
        for row_id, price_e4 in wanted.items():
            prices.set_price(bench.work, list_id, **{column: row_id}, price_e4=price_e4)


def _person(bench: Bench, step: Step) -> None:
    told = bench.columns(step)
    if step.record is None:
        person_id = people.enrol(bench.work, told)["id"]
    else:
        person_id = step.record["id"]
        people.amend(bench.work, step.record, told)
    bench.learn(step, person_id)
    if "skills" in step.values:
        skills = [bench.names.id_of("skill", name) for name in step.values["skills"]]
        people.set_skills(bench.work, person_id, skills)


def _calendar(bench: Bench, step: Step) -> None:
    """A day that is otherwise now is recorded anew: what was said of it is withdrawn."""
    if step.record is not None:
        calendars.withdraw(bench.work, {"key": step.record["key"]}, {})
    if step.action != "withdraw":
        told = {**step.section.defaults(), **step.after()}
        calendars.record(bench.work, {}, bench.columns(replace(step, values=told)))


def _agreement(bench: Bench, step: Step) -> None:
    """Which is the default one follows from which becomes it; the command lets the other go."""
    if step.action == "withdraw":
        _row(bench, step)
        return
    told = {one.at_rest: step.values[one.name] for one in step.section.fields if one.name in step.values}
    if step.record is None:
        agreement_id = agreements.record(bench.work, {}, told)["id"]
    else:
        change = {name: value for name, value in told.items() if name != "is_default" or value}
        agreement_id = agreements.correct(bench.work, {"key": step.record["key"]}, change)["id"]
    bench.learn(step, agreement_id)


def _employment(bench: Bench, step: Step) -> None:
    if step.record is None:
        employments.begin(bench.work, {}, bench.columns(step))
    elif step.action == "withdraw":
        employments.withdraw(bench.work, {"key": step.record["key"]}, {})
    else:
        employments.correct(bench.work, {"key": step.record["key"]}, bench.columns(step))


def _assignment(bench: Bench, step: Step) -> None:
    if step.record is None:
        schedules.assign(bench.work, {}, bench.columns(step))
    elif step.action == "withdraw":
        schedules.withdraw(bench.work, {"key": step.record["key"]}, {})
    else:
        schedules.correct(bench.work, {"key": step.record["key"]}, bench.columns(step))


def _key(bench: Bench, step: Step) -> None:
    if step.record is not None:
        credentials.revoke(bench.work, step.record["id"])
        return
    door, name = str(step.values["door"]), str(step.values["name"])
    issue = bench.doors.get(door)
    if issue is None:
        raise Malformed("reference", "door", f"takes no keys, or is none: there are {', '.join(bench.doors)}")
    bench.keys.append((door, name, issue(bench.work, name)))


_WRITERS: Mapping[str, Callable[[Bench, Step], Any]] = {
    "company": _company,
    "cause": _cause,
    "account": _account,
    "calendar": _calendar,
    "agreement": _agreement,
    "bookkeeping": _books,
    "supplier": _supplier,
    "price_list": _price_list,
    "person": _person,
    "person.employment": _employment,
    "person.schedule": _assignment,
    "key": _key,
}
