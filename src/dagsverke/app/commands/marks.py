"""Marks: "the balance was so much at the end of that day", put in by hand or from another system."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.locking import refuse_locked
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, require
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Absent, Forbidden, Malformed

Given = Mapping[str, Any]
VALUE_MAX = 10**13
"""More than three centuries of milliseconds, or ten million days: beyond it a value is a mistake."""


def put(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Import a balance (Bezala, Import a time balance for the user): it overrides all up to and with its day."""
    require(change, "value")
    person, account = holding_of(work, change)
    if abs(change["value"]) > VALUE_MAX:
        raise Malformed("range", "value", "is out of range")
    work.ledger.hold([person["id"]])
    refuse_locked(work, [(person["id"], change["on_day"])])
    values = {
        "person_id": person["id"],
        "account_id": account.id,
        "on_day": change["on_day"],
        "value": change["value"],
        "creator_id": work.principal.person_id,
    }
    mark_id = work.add("mark", values)
    _carry(work, person["id"], account.id, change["on_day"])
    return {"id": mark_id}


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
    _carry(work, mark["person_id"], mark["account_id"], mark["on_day"])
    return {}


def _carry(work: UnitOfWork, person_id: int, account_id: int, since: str) -> None:
    """Make the balances after a mark follow from it."""
    if vacation.is_vacation(work.company.accounts[account_id]):
        vacation.refresh(work, {person_id: since})
    else:
        work.ledger.rebuild(person_id, account_id, since)
