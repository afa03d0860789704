"""Adjustments, put and taken back: the one place where balances follow what no entry makes."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.ports import Record, UnitOfWork


def adjust(work: UnitOfWork, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
    """Add adjustments, and let the balances follow; returns their ids in order."""
    _hold(work, rows)
    ids = work.add_many("adjustment", rows)
    _follow(work, rows)
    return ids


def take_back(work: UnitOfWork, adjustments: Sequence[Record]) -> None:
    """Withdraw adjustments: the balances are what they were without them."""
    _hold(work, adjustments)
    work.withdraw_many("adjustment", adjustments)
    _follow(work, adjustments)


def _hold(work: UnitOfWork, rows: Sequence[Mapping[str, Any]]) -> None:
    work.ledger.hold(sorted({row["person_id"] for row in rows}))


def _follow(work: UnitOfWork, rows: Sequence[Mapping[str, Any]]) -> None:
    """Time is posted. An adjustment of vacation is a fact from which the states of its days are made."""
    accounts = work.company.accounts
    days = [(row["person_id"], row["account_id"], row["on_day"]) for row in rows]
    work.ledger.adjust([day for day in days if accounts[day[1]].is_posted])
    leave = [(person_id, day) for person_id, account_id, day in days if vacation.is_vacation(accounts[account_id])]
    vacation.refresh(work, vacation.earliest(leave))
