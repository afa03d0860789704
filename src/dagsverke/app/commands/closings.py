"""Closing a year, a vacation year or a flex period, and taking that back.

Balances of the closed day and of earlier ones stay what they are.
"""

from collections.abc import Sequence

from dagsverke.app import adjusting
from dagsverke.app.balances import today
from dagsverke.app.closing import Closed, amounts, last_closing, plan
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.calendars import next_day
from dagsverke.domain.closings import VACATION, Kind
from dagsverke.domain.errors import Conflict, Forbidden, Malformed


def close(work: UnitOfWork, kind: Kind, on: str, reason: str = "") -> Sequence[Closed]:
    """Close at the end of a day what closes in this way: what is not carried is adjusted on the day after.

    Days of vacation are marked besides with what they are at the end of the year, so that nothing recorded later of
    its days moves the next one. Returns what became of every balance. Conflict where the period, or a later one, is
    closed already.
    """
    _take_turn(work)
    if on > today(work):
        raise Malformed("range", "on_day", "is still to come: nobody knows yet what the balances will be")
    work.ledger.hold_everybody()
    rows = plan(work, kind, on)
    closing_id = work.add("closing", {"kind": kind, "on_day": on, "reason": reason})
    adjustments = [
        {
            "person_id": person_id,
            "account_id": account_id,
            "on_day": next_day(on),
            "amount": amount,
            "kind": what,
            "reason": f"{kind} closed at the end of {on}",
            "closing_id": closing_id,
        }
        for person_id, account_id, what, amount in amounts(rows)
    ]
    marks = [
        {
            "person_id": one.person_id,
            "account_id": one.account.id,
            "on_day": on,
            "value": one.settlement.value,
            "creator_id": work.principal.person_id,
            "closing_id": closing_id,
        }
        for one in rows
        if kind == VACATION
    ]
    adjusting.adjust(work, adjustments, marks)
    return rows


def undo(work: UnitOfWork, kind: Kind, on: str) -> None:
    """Take the last closing of a kind back: every balance is what it was without it.

    Conflict where a later one stands, which began with what this one carried.
    """
    _take_turn(work)
    closing = existing(work, "closing", "on_day", kind=kind, on_day=on)
    last = last_closing(work, kind)
    if last is not None and last["on_day"] > on:
        raise Conflict("closed", "on_day", f"has the closing of {last['on_day']} after it, which is to be undone first")
    posted = (work.find_all(table, closing_id=closing["id"]) for table in ("adjustment", "mark"))
    adjusting.take_back(work, *posted)
    work.withdraw("closing", closing)


def _take_turn(work: UnitOfWork) -> None:
    """One closing at a time, by who sees everybody's balances."""
    if work.principal.reach != "all":
        raise Forbidden("forbidden", None, "Only who sees everybody may close.")
    work.take_turn("closing")
