"""What a closing makes of everybody's balances: a plan to look at, which the command then carries out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.balances import balances
from dagsverke.app.employments import Listed, listed
from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Query, Row
from dagsverke.app.vacation_facts import gather
from dagsverke.domain.calendars import next_day
from dagsverke.domain.causes import Account
from dagsverke.domain.closings import PAYOUT, VACATION, Kind, Settlement, settle
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.vacation_closing import OVERDUE, settle_year
from dagsverke.domain.vacation_facts import SORTS


@dataclass(frozen=True, slots=True)
class Closed:
    """What becomes of one person's balance of one account."""

    person_id: int
    account: Account
    settlement: Settlement


def plan(reader: Reader, kind: Kind, on: str) -> list[Closed]:
    """What closing at the end of day ``on`` makes of every live person's balances, by person and account.

    A fixed number of statements, whatever the number of persons. Conflict where no account closes in this way, and
    where the period, or a later one, is closed already.
    """
    last = last_closing(reader, kind)
    if last is not None and last["on_day"] >= on:
        raise Conflict("closed", "on_day", f"is closed: the last closing is that of {last['on_day']}")
    accounts = [one for one in reader.company.accounts.values() if _closes(one, kind)]
    if not accounts:
        raise Conflict("nothing", "kind", f"is how no account of {reader.company.name} closes")
    persons = [row[0] for row in reader.select(Query("person", ("id",))).rows]
    return list((_leave if kind == VACATION else _time)(reader, persons, accounts, on))


def amounts(rows: Sequence[Closed]) -> Iterator[tuple[int, int, str, int]]:
    """The adjustments that carry a plan out: person, account, kind of adjustment, amount."""
    late: Counter[int] = Counter()
    overdue = {one.person_id: one.account.id for one in rows if one.account.kind == OVERDUE}
    for one in rows:
        if vacation.is_vacation(one.account):
            late[one.person_id] += one.settlement.paid_out
        else:
            yield from ((one.person_id, one.account.id, *made) for made in one.settlement.amounts())
    for person_id, days in late.items():
        if days:
            yield person_id, overdue[person_id], PAYOUT, -days


def totals(rows: Sequence[Closed]) -> list[tuple[Account, Settlement]]:
    """The sum over all persons, by account."""
    accounts = {one.account.id: one.account for one in rows}
    sums = dict.fromkeys(accounts, Settlement(0))
    for one in rows:
        sums[one.account.id] += one.settlement
    return [(accounts[account_id], settlement) for account_id, settlement in sums.items()]


def told(reader: Reader, rows: Sequence[Closed], attributes: Sequence[str]) -> list[Row]:
    """A plan as rows of a report, by employee number and account; where there is nothing, nothing is told.

    Attributes are ``person_key``, ``employee_number``, ``person_name``, ``account_code``, ``account_name``, and of what
    becomes of the balance ``value``, ``carried``, ``capped``, ``paid_out`` (below nil: deducted), ``lapsed`` and
    ``expires``, each a pair of the account's unit and an amount.
    """
    by_person: dict[int, list[Closed]] = {}
    for one in rows:
        if one.settlement != Settlement(0):
            by_person.setdefault(one.person_id, []).append(one)
    return [
        tuple([known[name] for name in attributes])
        for person in listed(reader)
        for one in by_person.get(person.id, ())
        for known in (_known(person, one),)
    ]


def _known(person: Listed, one: Closed) -> dict[str, Any]:
    made, unit = one.settlement, one.account.unit
    figures = {"value": made.value, "carried": made.carried, "capped": made.capped, "lapsed": made.lapsed}
    figures |= {"paid_out": made.paid_out - made.deducted, "expires": made.expires}
    return {
        "person_key": person.key,
        "employee_number": person.number,
        "person_name": person.name,
        "account_code": one.account.code,
        "account_name": one.account.name,
        **{name: (unit, amount) for name, amount in figures.items()},
    }


def last_closing(reader: Reader, kind: Kind) -> Record | None:
    """The closing of a kind that stands and has none after it."""
    return max(reader.find_all("closing", kind=kind), key=lambda one: str(one["on_day"]), default=None)


def _closes(account: Account, kind: Kind) -> bool:
    return account.kind in SORTS if kind == VACATION else account.closes == kind


def _time(reader: Reader, persons: Sequence[int], accounts: Sequence[Account], on: str) -> Iterator[Closed]:
    found = balances(reader, persons, accounts, on)
    for person_id in persons:
        for account in accounts:
            if (standing := found.get((person_id, account.id))) is not None:
                yield Closed(person_id, account, settle(standing.value, account))


def _leave(reader: Reader, persons: Sequence[int], accounts: Sequence[Account], on: str) -> Iterator[Closed]:
    """Everybody of whose vacation anything is known, with every account of it, nil ones too."""
    begins, first_on = reader.company.vacation_begins, next_day(on)
    if first_on[5:] != begins:
        raise Malformed("range", "on_day", f"must be the last day of a vacation year, which begins on {begins}")
    by_kind: dict[str, Account] = {one.kind: one for one in accounts}
    if missing := [sort for sort in SORTS if sort not in by_kind]:
        raise Conflict("nothing", "kind", f"needs an account for every kind of vacation; none is {missing[0]}")
    states = vacation.states(reader, persons, on)
    for person_id, facts in gather(reader, dict.fromkeys(states, first_on)).items():
        for sort, settlement in settle_year(facts, first_on, states[person_id]).items():
            yield Closed(person_id, by_kind[sort], settlement)
