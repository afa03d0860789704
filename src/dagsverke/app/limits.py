"""Who is outside the limits of an account, and who comes near (SoftOne GO, TimeBalance 6.1: the screen of balances)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dagsverke.app.balances import balances
from dagsverke.app.ports import Pair, Reader
from dagsverke.app.queries import Condition, Query
from dagsverke.domain.calendars import days_after
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Malformed
from dagsverke.domain.ledger import Standing
from dagsverke.domain.limits import OUTSIDE, State, has_limits, state_of


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

    employee_number: str | None
    person_name: str
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
    order = (("employee_number", False), ("full_name", False))
    query = Query("person", ("id", "employee_number", "full_name"), (*visible, *active), order)
    persons = reader.select(query).rows if accounts else ()
    ids = [row[0] for row in persons]
    now, before = (balances(reader, ids, accounts, day) for day in (asked.on, days_after(since, -1)))
    found = (
        Limited(number, name, account, value - _value(before, person_id, account), value, state_of(value, account))
        for person_id, number, name in persons
        for account in accounts
        for value in (_value(now, person_id, account),)
    )
    return [one for one in found if _is_shown(one, asked)]


def _value(found: Mapping[Pair, Standing], person_id: int, account: Account) -> int:
    return found.get((person_id, account.id), Standing()).value


def _is_shown(one: Limited, asked: Asked) -> bool:
    if asked.is_outside:
        return one.is_outside
    return asked.has_nil or one.value != 0 or one.state != "within"
