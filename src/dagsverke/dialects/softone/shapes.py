"""How SoftOne GO says anything: bare arrays, and refusals as one JSON string."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from dagsverke.dialects.softone.values import MIDNIGHT, SCALES, TYPES, show_code
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Refusal, TooMany
from dagsverke.wire import refusals
from dagsverke.wire.resource import Answer, Envelope
from dagsverke.wire.values import json_list, json_text

ATTRIBUTES = ("kind", "code", "on_day", "employee_number", "unit", "quantity", "marked_on")
"""What a row of the report holds, in the order in which the resource asks for it."""


def balances(answer: Answer) -> bytes:
    """Every balance, property by property as in the sample; from a template, for there may be many thousands."""
    person, named, dated = _Said(json_text), _Said(_named), _Said(_dated)
    rows = [
        f'{named[kind, code, on_day]},"EmployeeNr":{person[number]},'
        f'"Quantity":{amount / SCALES[unit]!r},"AdjustmentDate":{dated[marked_on]}}}'
        for kind, code, on_day, number, unit, amount, marked_on in answer.rows
    ]
    return f"[{','.join(rows)}]".encode()


class _Said(dict[Any, str]):
    """Values as they are said in one reply: each is put into words once."""

    def __init__(self, say: Callable[[Any], str]) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, value: Any) -> str:
        said = self[value] = self._say(value)
        return said


def _named(named: tuple[str, str, str]) -> str:
    kind, code, on_day = named
    name = json_text(show_code((kind, code)))
    return f'{{"TimeBalanceIOType":"{TYPES[kind]}","Code":{name},"Date":{_dated(on_day)}'


def _dated(on_day: str | None) -> str:
    return "null" if on_day is None else f'"{on_day}{MIDNIGHT}"'


def bare(answer: Answer) -> bytes:
    """The rows alone."""
    return json_list(b"", answer.texts(), b"")


ENVELOPES: dict[str, Envelope] = {"balances": balances, "bare": bare}

_TRAILING_COMMA = re.compile(rb'("(?:[^"\\]|\\.)*+"?)|,(?=\s*[}\]])', re.DOTALL)


def mend(body: bytes) -> bytes:
    """The body without a comma after the last member, which the document's own request has (SO-07)."""
    return _TRAILING_COMMA.sub(lambda found: found[1] or b"", body)


STATUSES: Mapping[type[Refusal], int] = {Conflict: 400, Locked: 400}
"""Where SoftOne's statuses are not the usual ones (SO-05)."""

SENTENCES: Mapping[type[Refusal], str] = {
    refusals.BadBody: "The request body could not be read.",
    refusals.Unauthenticated: "The API keys or the token are wrong, or the token has expired.",
    refusals.NotAllowed: "The method is not allowed here.",
    refusals.NotAcceptable: "Only JSON is spoken here.",
    refusals.TooLarge: "The request body is too large.",
    refusals.BadMedia: "The request body must be JSON.",
    refusals.Broken: "Internal server error.",
    Absent: "Not found.",
    Forbidden: "You are not allowed to do this.",
    TooMany: "Too many requests.",
}


def refuse(refusal: Refusal) -> tuple[int, Any]:
    """A refusal as a status and one sentence, which goes out as a JSON string (SO-05)."""
    status = refusals.status_of(refusal, STATUSES)
    for one in type(refusal).__mro__:
        if one in SENTENCES:
            return status, SENTENCES[one]
    return status, f"{' '.join(filter(None, (refusal.field, refusal.detail)))}."
