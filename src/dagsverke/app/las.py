"""Days of employment on any day: what the accounts hold, who becomes permanent when, who has priority."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dagsverke.app.employments import Listed, days_worked, employments_of, employments_of_all, listed
from dagsverke.app.identities import born_on
from dagsverke.app.ports import Pair, Reader
from dagsverke.app.queries import Condition
from dagsverke.domain.causes import Account, Kind
from dagsverke.domain.employment import TIME_LIMITED, Employment
from dagsverke.domain.las import History, Part, balance_part, current_part, days_e6, days_in, lines, window_first
from dagsverke.domain.las_rights import Conversion, Priority, conversion, priority
from dagsverke.domain.las_rules import LasRules
from dagsverke.domain.ledger import Line, Mark, Standing
from dagsverke.domain.units import E6


@dataclass(frozen=True, slots=True)
class Standings:
    """A time-limited employment that runs: its days, those of the window, and how far it is from being permanent."""

    person: Listed
    employment: Employment
    current_days: int
    balance_days: int
    conversion: Conversion | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who has priority when there is work again."""

    person: Listed
    priority: Priority


def count_days(
    reader: Reader, person_ids: Sequence[int], accounts: Sequence[Account], on: str, found: dict[Pair, Standing]
) -> None:
    """Make the standings of accounts that hold days of employment of the marks on them, which are in ``found``.

    Who has neither employment nor mark is passed over. Two statements at most, whatever the number of persons.
    """
    employments = employments_of(reader, person_ids)
    worked = days_worked(reader, employments, on)
    marked = list(found)
    for account in accounts:
        held = {pair[0] for pair in marked if pair[1] == account.id}
        days_of_one = _counting_one(reader, account.kind, on)
        for person_id, some in employments.items():
            if len(some) == 1 and not some[0].is_by_day and person_id not in held:  # nearly everybody
                found[person_id, account.id] = Standing(days_of_one(some[0]) * E6)
            else:
                held.add(person_id)
        for person_id in held:
            at = found.get((person_id, account.id), Standing())
            mark = Mark(0, at.marked_on, at.value) if at.marked_on else None
            history = History(employments.get(person_id, ()), worked.get(person_id, ()), mark)
            days = days_e6(history, _part(reader, account.kind, history, on), on)
            found[person_id, account.id] = Standing(days, at.marked_on)


def _counting_one(reader: Reader, kind: Kind, on: str) -> Callable[[Employment], int]:
    """What ``_part`` and ``days_e6`` make of one employment alone, without building what several need."""
    if kind == "las_current":
        return lambda one: days_in(one, on) if one.runs_on(on) else 0
    company = reader.company

    @cache
    def since(agreement_id: int | None) -> int:
        return window_first(on, company.agreement_of(agreement_id).las.conversion_years)

    return lambda one: days_in(one, on, since(one.agreement_id)) if one.starts_on <= on else 0


def explain_days(reader: Reader, person_id: int, account: Account, mark: Mark | None, on: str) -> list[Line]:
    """What makes the days of employment that an account holds; ``mark`` is the last one not after the day."""
    employments = employments_of(reader, [person_id])
    worked = days_worked(reader, employments, on)
    history = History(employments.get(person_id, ()), worked.get(person_id, ()), mark)
    return lines(history, _part(reader, account.kind, history, on), on)


def _part(reader: Reader, kind: Kind, history: History, on: str) -> Part:
    if kind == "las_current":
        return current_part(history, on)
    return balance_part(history, on, _rules(reader, history, on).conversion_years)


def _rules(reader: Reader, history: History, on: str) -> LasRules:
    """The rules of the employment that began last, which are the company's where it names no agreement."""
    begun = [one for one in history.employments if one.starts_on <= on]
    return reader.company.agreement_of(begun[-1].agreement_id if begun else None).las


@dataclass(frozen=True, slots=True)
class _Everybody:
    """What the lists are made of, by person."""

    persons: Sequence[Listed]
    employments: Mapping[int, Sequence[Employment]]
    worked: Mapping[int, Sequence[int]]
    marks: Mapping[Pair, Standing]
    accounts: Mapping[Kind, int]

    def history(self, person: Listed, kind: Kind = "las_balance") -> History:
        """A person's employments, with the mark on the account of a kind."""
        standing = self.marks.get((person.id, self.accounts.get(kind, 0)))
        mark = Mark(0, standing.marked_on, standing.value) if standing and standing.marked_on else None
        return History(self.employments[person.id], self.worked.get(person.id, ()), mark)


def _everybody(reader: Reader, where: tuple[Condition, ...], on: str) -> _Everybody:
    """Everybody with employments: four statements, whatever their number."""
    employments = employments_of_all(reader)
    persons = [one for one in listed(reader, where) if one.id in employments]
    accounts = {one.kind: one.id for one in reader.company.accounts.values() if one.counts_employment}
    marks = reader.ledger.last_marks([one.id for one in persons], list(accounts.values()), on)
    return _Everybody(persons, employments, days_worked(reader, employments, on), marks, accounts)


def conversions(reader: Reader, on: str, where: tuple[Condition, ...] = ()) -> list[Standings]:
    """The time-limited employments that run on a day, those first that become permanent first (LAS § 5 a)."""
    everybody = _everybody(reader, where, on)
    found = []
    for person in everybody.persons:
        history = everybody.history(person)
        for one in history.employments:
            if one.form in TIME_LIMITED and one.runs_on(on):
                running = everybody.history(person, "las_current")
                rules = reader.company.agreement_of(one.agreement_id).las
                current = days_e6(running, current_part(running, on), on) // E6
                balance = days_e6(history, balance_part(history, on, rules.conversion_years), on) // E6
                found.append(Standings(person, one, current, balance, conversion(history, one, on, rules)))
    return sorted(found, key=_by_conversion)


def _by_conversion(one: Standings) -> tuple[bool, str]:
    converts_on = one.conversion.converts_on if one.conversion else None
    return converts_on is None, converts_on or ""


def candidates(reader: Reader, on: str, where: tuple[Condition, ...] = ()) -> list[Candidate]:
    """Who has priority on a day when there is work again, in the order in which they go (LAS §§ 25, 26)."""
    everybody = _everybody(reader, where, on)
    found = []
    for person in everybody.persons:
        history = everybody.history(person)
        held = priority(history, on, _rules(reader, history, on), born_on(person.personal_number, on))
        if held is not None:
            found.append(Candidate(person, held))
    return sorted(found, key=lambda one: one.priority.rank)
