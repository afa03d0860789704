"""Adjustments, put and taken back: the one place where balances follow what no entry makes.

The marks of a closing come and go with its adjustments. They say what the balances are anyhow, so that a locked day is
no hindrance to them; an adjustment is refused on a locked day.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app import vacation
from dagsverke.app.locking import refuse_locked
from dagsverke.app.ports import Record, UnitOfWork

Rows = Sequence[Mapping[str, Any]]


def adjust(work: UnitOfWork, rows: Rows, marks: Rows = ()) -> Sequence[int]:
    """Add adjustments, and a closing's marks, and let the balances follow; returns the adjustments' ids in order."""
    _hold(work, rows, marks)
    ids = work.add_many("adjustment", rows)
    work.add_many("mark", marks)
    _follow(work, rows, marks)
    return ids


def take_back(work: UnitOfWork, adjustments: Sequence[Record], marks: Sequence[Record] = ()) -> None:
    """Withdraw adjustments, and a closing's marks: the balances are what they were without them."""
    _hold(work, adjustments, marks)
    work.withdraw_many("adjustment", adjustments)
    work.withdraw_many("mark", marks)
    _follow(work, adjustments, marks)


def _hold(work: UnitOfWork, rows: Rows, marks: Rows) -> None:
    """Hold the persons; refused where the day of any of the adjustments is locked."""
    work.ledger.hold(sorted({row["person_id"] for row in (*rows, *marks)}))
    refuse_locked(work, [(row["person_id"], row["on_day"]) for row in rows])


def _follow(work: UnitOfWork, rows: Rows, marks: Rows) -> None:
    """Time is posted. An adjustment of vacation is a fact from which the states of its days are made."""
    accounts = work.company.accounts
    days = [(row["person_id"], row["account_id"], row["on_day"]) for row in rows]
    work.ledger.adjust([day for day in days if accounts[day[1]].is_posted])
    leave = [(row["person_id"], row["on_day"]) for row in rows if vacation.is_vacation(accounts[row["account_id"]])]
    vacation.refresh(work, vacation.earliest([*leave, *((row["person_id"], row["on_day"]) for row in marks)]))
