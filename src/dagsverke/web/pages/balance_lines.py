"""Why a balance is what it is, line by line; and payroll's way to correct it or to set it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from dagsverke.app.balances import explain
from dagsverke.app.commands import adjustments, marks
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.domain.account_amounts import read_amount
from dagsverke.domain.calendars import read_day
from dagsverke.domain.causes import Account
from dagsverke.domain.closings import CORRECTION, DEDUCTION, LAPSE, PAYOUT
from dagsverke.domain.errors import Absent, Malformed, Refusal
from dagsverke.domain.ledger import Line
from dagsverke.domain.units import E4, E6, MS_PER_HOUR
from dagsverke.web.lists.asked import DIGITS_MAX, page_number
from dagsverke.web.lists.model import Choice
from dagsverke.web.pages.week import whose
from dagsverke.web.visit import Visit, page

PATH = "/balances/lines"
LINES_PER_PAGE = 400
CHARTED_MIN = 3
"""So many days make a line worth looking at."""
MARK = "mark"
TAKE_BACK = "take back"
KINDS: Mapping[str, Choice] = {
    "": Choice("Work"),
    MARK: Choice("Balance set"),
    "expected": Choice("Expected"),
    "absence": Choice("Absence"),
    CORRECTION: Choice("Correction"),
    PAYOUT: Choice("Paid out"),
    DEDUCTION: Choice("Deducted from pay"),
    LAPSE: Choice("Lapsed"),
    "grant": Choice("Granted"),
    "taken": Choice("Taken"),
    "saved": Choice("Saved to the next year"),
    "moved": Choice("Moved on a year"),
    "overdue": Choice("Overdue"),
    "lapsed": Choice("Lapsed"),
    "written off": Choice("Written off"),
}
"""What the kinds of lines are called; others are causes and say what they are."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A balance with one page of its lines; ``opening`` is what the lines before them come to.

    ``taken_back`` are the sources of those lines that somebody put in and may take back.
    """

    person: Record
    account: Account
    lines: Sequence[Line]
    opening: int
    earlier: int
    count: int
    taken_back: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a form: which of them, at which of its fields if at one, why, and what was sent."""

    form: str
    field: str
    detail: str
    told: Mapping[str, str]


async def show(visit: Visit) -> Response:
    """The lines that make one balance; they add up to it exactly."""
    return await _page(visit)


async def correct(visit: Visit) -> Response:
    """Correct a balance from a day on, and say why."""

    def work(unit: UnitOfWork) -> str:
        wanted = _wanted(visit, unit, "amount")
        adjustments.correct_balance(unit, {}, wanted | {"reason": _said(visit, "reason")})
        return str(wanted["on_day"])

    return await _done(visit, "correct", work)


async def mark(visit: Visit) -> Response:
    """Set a balance: it was this at the end of a day, whatever was before."""

    def work(unit: UnitOfWork) -> str:
        wanted = _wanted(visit, unit, "value")
        marks.put(unit, {}, wanted)
        return str(wanted["on_day"])

    return await _done(visit, "mark", work)


async def take_back(visit: Visit) -> Response:
    """Take a correction back, or a balance that was set."""
    source = _said(visit, "source")

    def work(unit: UnitOfWork) -> str:
        if _said(visit, "what") == MARK:
            marks.take_back(unit, {"id": _id(source), "person_id": whose(visit, unit)["id"]}, {})
        else:
            adjustments.take_back(unit, {"key": source}, {})
        return _on(visit)

    return await _done(visit, TAKE_BACK, work)


async def _done(visit: Visit, form: str, work: Callable[[UnitOfWork], str]) -> Response:
    try:
        day = await visit.write(work)
    except Absent:
        raise
    except Refusal as refusal:
        told = {name: _said(visit, name) for name in ("amount", "value", "on_day", "reason")}
        at = refusal.field or ""
        if form == TAKE_BACK or at not in told:
            return await _page(visit, Fault(form, "", visit.sentence(refusal), told))
        return await _page(visit, Fault(form, at, visit.reason(refusal), told))
    asked = {"person": _said(visit, "person"), "account": _said(visit, "account"), "on": max(day, _on(visit))}
    return visit.go(f"{PATH}?{urlencode(asked)}")


async def _page(visit: Visit, fault: Fault | None = None) -> Response:
    on, number = _on(visit), page_number(visit.query)
    code = _said(visit, "account") or visit.query.get("account", "")
    may_write = visit.may_enter("payroll")

    def read(reader: Reader) -> Explained:
        person, account = whose(visit, reader), _account(reader, code)
        found = _window(person, account, explain(reader, person["id"], account, on), number)
        return replace(found, taken_back=_put_in(reader, found)) if may_write else found

    found = await visit.read(read)
    return visit.page(
        "balance_lines.html",
        HTTPStatus.OK if fault is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        found=found,
        whose=found.person,
        account=found.account,
        on=on,
        number=number,
        series=_series(found, on if number == 1 else None),
        kinds=KINDS,
        one_e4=E4,
        fault=fault,
        may_write=may_write and not found.account.counts_employment,
        may_mark=may_write,
    )


def _window(person: Record, account: Account, lines: Sequence[Line], number: int) -> Explained:
    """The latest lines, or those of an earlier page."""
    last = max(len(lines) - (number - 1) * LINES_PER_PAGE, 0)
    first = max(last - LINES_PER_PAGE, 0)
    opening = sum(one.amount for one in lines[:first])
    return Explained(person, account, lines[first:last], opening, first, len(lines))


def _series(found: Explained, until: str | None) -> str:
    """The balance at the end of each day that has a line, for the chart; nothing where there are too few.

    It stays what it is from one to the next, and until a last day where one is told.
    """
    running, days = found.opening, {}
    for one in found.lines:
        running += one.amount
        days[one.on_day] = round(running / (MS_PER_HOUR if found.account.unit == "ms" else E6), 2)
    if len(days) < CHARTED_MIN:
        return ""
    if until is not None:
        days[until] = next(reversed(days.values()))
    told = {"days": list(days), "hours": list(days.values()), "label": found.account.name, "stepped": True}
    return msgspec.json.encode(told).decode()


def _put_in(reader: Reader, found: Explained) -> frozenset[str]:
    """The sources of corrections, and of marks that no closing made."""
    marked = [int(one.source) for one in found.lines if one.what == MARK]
    rows = reader.find_all("mark", id=marked, closing_id=None) if marked else ()
    return frozenset({str(one["id"]) for one in rows} | {one.source for one in found.lines if one.what == CORRECTION})


def _wanted(visit: Visit, unit: UnitOfWork, field: str) -> dict[str, Any]:
    account = _account(unit, _said(visit, "account"))
    return {
        "person_id": whose(visit, unit)["id"],
        "account_code": account.code,
        field: read_amount(_said(visit, field), account.unit, field),
        "on_day": read_day(_said(visit, "on_day"), "on_day"),
    }


def _account(reader: Reader, code: str) -> Account:
    account = reader.company.accounts_by_code.get(code)
    if account is None:
        raise Absent("absent", "account", "names no account of this company")
    return account


def _on(visit: Visit) -> str:
    return read_day(_said(visit, "on") or visit.query.get("on") or visit.today, "on")


def _said(visit: Visit, name: str) -> str:
    return str(visit.form.get(name, "")).strip()


def _id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX):
        raise Malformed("type", "source", "must be a whole number")
    return int(text)


ROUTES = (
    page(PATH, "balances", show),
    page("/balances/correct", "payroll", correct, "POST"),
    page("/balances/mark", "payroll", mark, "POST"),
    page("/balances/take-back", "payroll", take_back, "POST"),
)
