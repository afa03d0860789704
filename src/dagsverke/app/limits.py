"""Who is outside the limits of an account, and who comes near (SoftOne GO, TimeBalance 6.1: the screen of balances)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.app.balances import balances, today
from dagsverke.app.employments import Listed, listed
from dagsverke.app.ports import Pair, Reader
from dagsverke.app.queries import Condition, Slice
from dagsverke.app.reports import reachable
from dagsverke.domain.calendars import days_after
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Malformed
from dagsverke.domain.ledger import Standing
from dagsverke.domain.limits import NAMES, OUTSIDE, State, has_limits, state_of

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which balances are to be held against their limits.

    ``since`` is the first day of the period whose change is told, the month's unless said. A balance of nil that is
    within its limits is left out unless ``has_nil``, and who is not active unless ``has_inactive``.
    """

    on: str
    since: str | None = None
    is_outside: bool = False
    has_nil: bool = False
    has_inactive: bool = False


@dataclass(frozen=True, slots=True)
class Limited:
    """One person's balance of one account: its change in the period, what it is now, and where that stands."""

    person: Listed
    account: Account
    amount: int
    value: int
    state: State

    @property
    def is_outside(self) -> bool:
        """Whether it is beyond a limit."""
        return self.state in OUTSIDE


def limits_on(reader: Reader, asked: Asked, visible: Sequence[Condition] = ()) -> list[Limited]:
    """Balances of accounts with limits at the end of a day, by employee number and account.

    A fixed number of statements, whatever the number of persons.
    """
    since = asked.since or f"{asked.on[:7]}-01"
    if since > asked.on:
        raise Malformed("range", "since", "must not be after the day itself")
    accounts = [one for one in reader.company.accounts.values() if has_limits(one)]
    active = () if asked.has_inactive else (Condition("is_active", "eq", value=True),)
    persons = listed(reader, (*visible, *active)) if accounts else []
    ids = [one.id for one in persons]
    now, before = (balances(reader, ids, accounts, day) for day in (asked.on, days_after(since, -1)))
    found = (
        Limited(person, account, value - _value(before, person, account), value, state_of(value, account))
        for person in persons
        for account in accounts
        for value in (_value(now, person, account),)
    )
    return [one for one in found if _is_shown(one, asked)]


def report(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    """The same as a report: of whom the caller may see, on ``on_day`` or today."""
    asked = Asked(
        given.get("on_day") or today(reader),
        given.get("since"),
        is_outside=bool(given.get("is_outside")),
        has_nil=bool(given.get("has_nil")),
        has_inactive=bool(given.get("has_inactive")),
    )
    rows = [_row(one) for one in limits_on(reader, asked, reachable(reader, principal))]
    return Slice([tuple([row[name] for name in attributes]) for row in rows], len(rows))


def _row(one: Limited) -> dict[str, Any]:
    return {
        "person_key": one.person.key,
        "employee_number": one.person.number,
        "person_name": one.person.name,
        "account_code": one.account.code,
        "account_name": one.account.name,
        "unit": one.account.unit,
        "amount": one.amount,
        "value": one.value,
        "state": one.state,
        **{name: getattr(one.account, name) for name in NAMES},
    }


def _value(found: Mapping[Pair, Standing], person: Listed, account: Account) -> int:
    return found.get((person.id, account.id), Standing()).value


def _is_shown(one: Limited, asked: Asked) -> bool:
    if asked.is_outside:
        return one.is_outside
    return asked.has_nil or one.value != 0 or one.state != "within"
