"""What the customer answers to a quote: accepted or declined, on which day and why.

Whoever holds the quote's public link answers for the customer; a person of the company may write down what was said.
"""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands import quotes
from dagsverke.app.papers import note
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, require
from dagsverke.domain import quoting as rules
from dagsverke.domain.calendars import local_day
from dagsverke.domain.errors import Conflict, Malformed

Given = Mapping[str, Any]
NAME_LENGTH_MAX = 200
REASON_LENGTH_MAX = 2000
_ANSWERS: Mapping[int, tuple[str, int]] = {
    rules.ACCEPTED: ("accept", quotes.ACCEPTED),
    rules.DECLINED: ("decline", quotes.DECLINED),
}
"""Of each decision the word in the names of its columns, and what the log calls it."""


def accept(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Write down that the customer accepted a quote, on a day and for a reason of the register."""
    return _noted(work, target, change, rules.ACCEPTED)


def decline(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Write down that the customer declined a quote."""
    return _noted(work, target, change, rules.DECLINED)


def accept_by_link(work: UnitOfWork, target: Given, change: Given) -> Given:
    """The customer accepts: who it was must be said, and the quote must still hold."""
    return _answered(work, target, change, rules.ACCEPTED)


def decline_by_link(work: UnitOfWork, target: Given, change: Given) -> Given:
    """The customer declines."""
    return _answered(work, target, change, rules.DECLINED)


def _noted(work: UnitOfWork, target: Given, change: Given, status: int) -> Given:
    require(change, "modified_by_key")
    quote = work.held(quotes.TABLE, existing(work, quotes.TABLE, "key", **target))
    person = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    word, logged = _ANSWERS[status]
    key, kind = change.get("reason_key"), f"quote_{word}_reason"
    reason = refer(work, "register_item", "reason_key", key=key, kind=kind) if key else None
    _decide(work, quote, change, status, reason)
    note(work, quotes.TABLE, quote["id"], logged, person["id"], reason["name"] if reason else "")
    return {"id": quote["id"]}


def _answered(work: UnitOfWork, target: Given, change: Given, status: int) -> Given:
    quote = work.held(quotes.TABLE, existing(work, quotes.TABLE, "public_link", **target))
    rules.undecided(quote["status"], quotes.decided_on(quote))
    if quote["valid_until"] < local_day(work.now, work.company.zone):
        raise Conflict("expired", "valid_until", f"was {quote['valid_until']}; the quote no longer holds")
    require(change, "by_name")
    said = change.get("reason") or ""
    for name, text, most in (("by_name", change["by_name"], NAME_LENGTH_MAX), ("reason", said, REASON_LENGTH_MAX)):
        if len(text) > most:
            raise Malformed("range", name, f"must be at most {most} characters")
    word, logged = _ANSWERS[status]
    _decide(work, quote, change, status, _reason(work, f"quote_{word}_reason", said))
    note(
        work, quotes.TABLE, quote["id"], logged, description=": ".join(one for one in (change["by_name"], said) if one)
    )
    return {"id": quote["id"]}


def _decide(work: UnitOfWork, quote: Record, change: Given, status: int, reason: Record | None) -> None:
    """Decide once: of two at a time the second has waited, and is told what the first said."""
    rules.undecided(quote["status"], quotes.decided_on(quote))
    today = local_day(work.now, work.company.zone)
    on = change.get("on") or today
    if not quote["quoted_on"] <= on <= max(today, quote["quoted_on"]):
        raise Malformed("range", "on", f"must be from {quote['quoted_on']}, the day of the quote, to today")
    word, _ = _ANSWERS[status]
    day = "accepted_on" if status == rules.ACCEPTED else "declined_on"
    work.change(quotes.TABLE, quote, {"status": status, day: on, f"{word}_reason_id": reason["id"] if reason else None})


def _reason(work: UnitOfWork, kind: str, said: str) -> Record | None:
    """The reason of the register that goes by what the customer said; what else is said stands in the log alone."""
    named = said.strip().casefold()
    items = work.find_all("register_item", kind=kind) if named else ()
    return next((one for one in items if one["is_active"] and one["name"].casefold() == named), None)
