"""Balances: what a person's accounts hold on a day, why, and how a year went."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from starlette.responses import Response

from dagsverke.app.balances import balances
from dagsverke.app.ports import Reader, Record
from dagsverke.app.vacation_card import Card, card
from dagsverke.app.year_sheet import YearSheet, year_sheet
from dagsverke.domain.calendars import read_day
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Absent, Malformed
from dagsverke.domain.ledger import Standing
from dagsverke.domain.limits import State, state_of
from dagsverke.web.lists.model import Choice
from dagsverke.web.pages.week import whose
from dagsverke.web.visit import Visit, page

PATH = "/balances"
YEAR_MIN, YEAR_MAX = 1901, 2198
VACATION_KINDS = {
    "paid": Choice("Paid days"),
    "unpaid": Choice("Unpaid days"),
    "advance": Choice("Advance days"),
    "saved1": Choice("Saved, year 1"),
    "saved2": Choice("Saved, year 2"),
    "saved3": Choice("Saved, year 3"),
    "saved4": Choice("Saved, year 4"),
    "saved5": Choice("Saved, year 5"),
    "overdue": Choice("Overdue days"),
}
"""What the kinds of accounts are called, in the order of the card."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a person holds on one account."""

    account: Account
    standing: Standing
    state: State


async def show(visit: Visit) -> Response:
    """A person's accounts at the end of a day, one's own and today unless said."""
    on = read_day(visit.query.get("on") or visit.today, "on")

    def read(reader: Reader) -> tuple[Record, Sequence[Held], Card]:
        person = whose(visit, reader)
        accounts = list(reader.company.accounts.values())
        found = balances(reader, [person["id"]], accounts, on)
        held = [_held(one, found.get((person["id"], one.id), Standing())) for one in accounts]
        return person, held, card(reader, person["id"], on)

    person, held, vacation = await visit.read(read)
    return visit.page(
        "balances.html",
        whose=person,
        on=on,
        time=[one for one in held if one.account.kind == "time"],
        employment=[one for one in held if one.account.counts_employment],
        vacation=vacation,
        kinds=VACATION_KINDS,
        accounts={one.account.kind: one.account.code for one in held},
        is_own=person["id"] == visit.person["id"],
    )


async def show_year(visit: Visit) -> Response:
    """A person's year, month by month and opened to days, with the balance as it ran."""
    year = year_in(visit.query.get("year") or visit.today[:4])

    def read(reader: Reader) -> tuple[Record, Account, YearSheet]:
        person = whose(visit, reader)
        account = next((one for one in reader.company.accounts.values() if one.has_expected), None)
        if account is None:
            raise Absent("absent", "account", "no account of this company subtracts expected time")
        return person, account, year_sheet(reader, person["id"], account, year)

    person, account, sheet = await visit.read(read)
    shown = [one for one in sheet.days if one.on_day <= visit.today]
    series = {
        "days": [one.on_day for one in shown],
        "hours": [round(one.balance_ms / 3_600_000, 2) for one in shown],
        "label": account.name,
    }
    return visit.page(
        "balance_year.html",
        whose=person,
        account=account,
        sheet=sheet,
        series=msgspec.json.encode(series).decode(),
        longest=max(sheet.by_cause.values(), default=0),
    )


def _held(account: Account, standing: Standing) -> Held:
    return Held(account, standing, state_of(standing.value, account))


def year_in(text: str) -> int:
    """A calendar year that the ledger keeps."""
    if not (text.isascii() and text.isdigit() and YEAR_MIN <= int(text[:5]) <= YEAR_MAX):
        raise Malformed("range", "year", f"must be from {YEAR_MIN} to {YEAR_MAX}")
    return int(text)


ROUTES = (
    page(PATH, "balances", show),
    page(f"{PATH}/year", "balances", show_year),
)
