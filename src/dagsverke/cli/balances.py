"""``balance``: what a person's accounts hold on a day, and which lines make the number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from dagsverke.app import balances
from dagsverke.app.ports import Reader, Record, Store
from dagsverke.cli.options import CompanyOption, read_day
from dagsverke.cli.services import Services, services_of
from dagsverke.cli.session import Problem, account_of, companies_of, company_of, full_name, person_of, with_store
from dagsverke.cli.show import factor, quantity, say, table
from dagsverke.domain.causes import Account
from dagsverke.domain.ledger import Line, Standing
from dagsverke.domain.units import E4

SHOWN_FAULTS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about the accounts of a person."""

    person: str
    on: str | None
    account: str | None
    is_explained: bool
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One account's balance; with its lines where they were asked for."""

    account: Account
    amount: int
    lines: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A person's statements at the end of a day, and where the kept totals are at fault."""

    person: Record
    on: str
    statements: Sequence[Statement]
    faults: Sequence[str]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("balance")(balance)


def balance(
    context: typer.Context,
    person: Annotated[
        str | None, typer.Argument(metavar="PERSON", help="Employee number, user name or key.", show_default=False)
    ] = None,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="At the end of this day, else today.")] = None,
    account: Annotated[str | None, typer.Option("--account", metavar="CODE", help="Only this account.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the lines that make each balance.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Make the kept totals anew and compare; without PERSON everybody's.")
    ] = False,
    company: CompanyOption = None,
) -> None:
    """Show a person's balances on a day: hours as hours and minutes and as a decimal number, leave in days."""
    services = services_of(context)
    if person is None:
        if not check:
            raise typer.BadParameter("say whose balance, or --check for everybody's", param_hint="PERSON")
        _check_everybody(services, company)
        return
    asked = Asked(person, None if on is None else read_day(on), account, explain, check)

    async def work(store: Store) -> Found:
        return await store.read(await company_of(store, company), lambda reader: _find(reader, asked))

    _show(with_store(services, work), asked)


def _find(reader: Reader, asked: Asked) -> Found:
    person = person_of(reader, asked.person)
    on = asked.on or balances.today(reader)
    accounts = _accounts(reader, asked.account)
    held = balances.balances(reader, [person["id"]], accounts, on)
    lines = balances.explain_all(reader, person["id"], accounts, on) if asked.is_explained else {}
    statements = [
        Statement(one, held.get((person["id"], one.id), Standing()).value, lines.get(one.id, ())) for one in accounts
    ]
    return Found(person, on, statements, balances.check(reader, person["id"]) if asked.is_checked else ())


def _accounts(reader: Reader, code: str | None) -> Sequence[Account]:
    return list(reader.company.accounts.values()) if code is None else [account_of(reader, code)]


def _show(found: Found, asked: Asked) -> None:
    number = found.person["employee_number"] or found.person["user_name"] or found.person["key"]
    say(f"{full_name(found.person)} ({number}) at the end of {found.on}")
    if asked.is_explained:
        for one in found.statements:
            _explain(one)
    else:
        rows = [
            (one.account.code, one.account.name, *quantity(one.account.unit, one.amount)) for one in found.statements
        ]
        table(("Account", "Name", "Balance", "Decimal"), rows, right=("Balance", "Decimal"))
    if asked.is_checked:
        _judge(found.faults)


def _explain(statement: Statement) -> None:
    unit = statement.account.unit
    rows = [(line.on_day, _what(line), *quantity(unit, line.amount), line.source) for line in statement.lines]
    total = ("", "balance", *quantity(unit, statement.amount), "")
    say()
    say(f"{statement.account.code}: {statement.account.name}")
    table(("Day", "What", "Amount", "Decimal", "Source"), [*rows, total], right=("Amount", "Decimal"))


def _what(line: Line) -> str:
    """What a line is, by which factor it counts where that is not one, and why it is there where somebody said."""
    what = line.what if abs(line.factor_e4) == E4 else f"{line.what} × {factor(line.factor_e4)}"
    return f"{what}: {line.reason}" if line.reason else what


def _check_everybody(services: Services, named: str | None) -> None:
    async def work(store: Store) -> list[str]:
        faults: list[str] = []
        for one in await companies_of(store, named):
            faults += await store.read(one["company_id"], _faults)
        return faults

    _judge(with_store(services, work))


def _faults(reader: Reader) -> list[str]:
    return [
        f"{reader.company.name}, {full_name(person)}: {fault}"
        for person in reader.find_all("person")
        for fault in balances.check(reader, person["id"])
    ]


def _judge(faults: Sequence[str]) -> None:
    if faults:
        more = f" and {len(faults) - SHOWN_FAULTS} more" if len(faults) > SHOWN_FAULTS else ""
        raise Problem(f"the kept totals are wrong: {'; '.join(faults[:SHOWN_FAULTS])}{more}")
    say("checked: the kept totals are what entries, adjustments and marks make")
