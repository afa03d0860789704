"""What a closing makes of everybody's balances: a plan to look at, which the command then carries out."""

from collections.abc import Sequence
from dataclasses import dataclass

from dagsverke.app.balances import balances
from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Query
from dagsverke.domain.causes import Account
from dagsverke.domain.closings import Kind, Settlement, settle
from dagsverke.domain.errors import Conflict
from dagsverke.domain.ledger import Standing


@dataclass(frozen=True, slots=True)
class Closed:
    """What becomes of one person's balance of one account."""

    person_id: int
    account: Account
    settlement: Settlement


def plan(reader: Reader, kind: Kind, on: str) -> list[Closed]:
    """What closing at the end of day ``on`` makes of every live person's balances, by person and account.

    A fixed number of statements, whatever the number of persons. Balances that are nil are left out. Conflict where
    no account closes in this way, and where the period, or a later one, is closed already.
    """
    last = last_closing(reader, kind)
    if last is not None and last["on_day"] >= on:
        raise Conflict("closed", "on_day", f"is closed: the last closing is that of {last['on_day']}")
    accounts = [one for one in reader.company.accounts.values() if one.closes == kind]
    if not accounts:
        raise Conflict("nothing", "kind", f"is how no account of {reader.company.name} closes")
    persons = [row[0] for row in reader.select(Query("person", ("id",))).rows]
    found = balances(reader, persons, accounts, on)
    return [
        Closed(person_id, account, settle(standing.value, account))
        for person_id in persons
        for account in accounts
        if (standing := found.get((person_id, account.id), Standing())).value
    ]


def totals(rows: Sequence[Closed]) -> list[tuple[Account, Settlement]]:
    """The sum over all persons, by account."""
    accounts = {one.account.id: one.account for one in rows}
    sums = dict.fromkeys(accounts, Settlement(0))
    for one in rows:
        sums[one.account.id] += one.settlement
    return [(accounts[account_id], settlement) for account_id, settlement in sums.items()]


def last_closing(reader: Reader, kind: Kind) -> Record | None:
    """The closing of a kind that stands and has none after it."""
    return max(reader.find_all("closing", kind=kind), key=lambda one: str(one["on_day"]), default=None)
