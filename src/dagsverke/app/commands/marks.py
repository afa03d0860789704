"""Marks: "the balance was so much at the end of that day", put in by hand or from another system."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.locking import refuse_locked
from dagsverke.app.ports import Pair, Record, UnitOfWork
from dagsverke.app.references import existing, require
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Absent, Forbidden, Malformed

Given = Mapping[str, Any]
Wanted = tuple[int, Account, str, int]
"""A person's id, an account, a day, and the balance at its end in the account's unit."""
VALUE_MAX = 10**13
"""More than three centuries of milliseconds, or ten million days: beyond it a value is a mistake."""


def put(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Import a balance (Bezala, Import a time balance for the user): it overrides all up to and with its day."""
    require(change, "value")
    person, account = holding_of(work, change)
    return {"id": put_many(work, [(person["id"], account, change["on_day"], change["value"])])[0]}


def put_many(work: UnitOfWork, wanted: Sequence[Wanted]) -> Sequence[int]:
    """Import balances of persons who are there; returns the marks' ids in order. All of them or none."""
    for *_, value in wanted:
        check_value(value)
    work.ledger.hold(sorted({one[0] for one in wanted}))
    refuse_locked(work, [(person_id, on_day) for person_id, _, on_day, _ in wanted])
    rows = [
        {
            "person_id": person_id,
            "account_id": account.id,
            "on_day": on_day,
            "value": value,
            "creator_id": work.principal.person_id,
        }
        for person_id, account, on_day, value in wanted
    ]
    ids = work.add_many("mark", rows)
    _carry(work, rows)
    return ids


def check_value(value: int) -> None:
    """Refuse what no balance is."""
    if abs(value) > VALUE_MAX:
        raise Malformed("range", "value", "is out of range")


def holding_of(work: UnitOfWork, change: Given) -> tuple[Record, Account]:
    """The person and the account of which a day's balance is to be said or corrected, by somebody who may do so."""
    require(change, "person_id", "account_code", "on_day")
    if work.principal.reach == "own":
        raise Forbidden("forbidden", None, "A person may not change balances.")
    person = existing(work, "person", "person_id", id=change["person_id"])
    account = work.company.accounts_by_code.get(change["account_code"])
    if account is None:
        raise Malformed("reference", "account_code", "names no account of this company")
    return person, account


def take_back(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Take a mark away (Bezala, Delete a time balance for the user): the balance is what it was without it.

    The marks of a closing go with the closing.
    """
    if work.principal.reach == "own":
        raise Forbidden("forbidden", None, "A person may not delete balances.")
    mark = work.find("mark", id=target["id"], person_id=target["person_id"], closing_id=None)
    if mark is None:
        raise Absent("absent", "id", "names nothing in this company")
    work.ledger.hold([mark["person_id"]])
    refuse_locked(work, [(mark["person_id"], mark["on_day"])])
    work.withdraw("mark", mark)
    _carry(work, [mark])
    return {}


def _carry(work: UnitOfWork, marks: Sequence[Record]) -> None:
    """Make the balances after marks follow from them."""
    leave: list[tuple[int, str]] = []
    others: dict[Pair, str] = {}
    for one in marks:
        if vacation.is_vacation(work.company.accounts[one["account_id"]]):
            leave.append((one["person_id"], one["on_day"]))
        else:
            pair = one["person_id"], one["account_id"]
            others[pair] = min(one["on_day"], others.get(pair, one["on_day"]))
    vacation.refresh(work, vacation.earliest(leave))
    if others:
        work.ledger.rebuild(others)
