"""``account``: the accounts with their rules, and balances that are set or corrected by hand."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from dagsverke.app.commands import accounts, adjustments, marks
from dagsverke.app.ports import Record, Store, UnitOfWork
from dagsverke.cli.options import ByOption, CompanyOption, PersonArgument, read_amount, read_day
from dagsverke.cli.services import Services, services_of
from dagsverke.cli.session import account_of, acting, company_of, full_name, person_of, with_store
from dagsverke.cli.show import amount, say, table
from dagsverke.domain.causes import Account

NONE = "none"
AccountArgument = Annotated[str, typer.Argument(metavar="ACCOUNT", help="The account's code.")]
OnOption = Annotated[str, typer.Option("--on", metavar="DATE", help="The day.")]


def _limit(name: str, what: str) -> Any:
    return typer.Option(name, metavar="AMOUNT", help=f"{what}; {NONE} takes it away.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Accounts: their rules, and balances that are set or corrected.")
    group.command("list")(show)
    group.command("set")(set_rules)
    group.command("mark")(mark)
    group.command("correct")(correct)
    group.command("take-back")(take_back)
    app.add_typer(group, name="account")


def show(context: typer.Context, company: CompanyOption = None) -> None:
    """Show the accounts, their limits, and what is carried over when they close."""

    async def work(store: Store) -> list[Account]:
        company_id = await company_of(store, company)
        return await store.read(company_id, lambda reader: list(reader.company.accounts.values()))

    numeric = ("Min", "Min warning", "Max warning", "Max", "Carry min", "Carry max")
    names = ("value_min", "warning_min", "warning_max", "value_max", "carry_min", "carry_max")
    rows = []
    for one in with_store(services_of(context), work):
        bounds = [_told(one, getattr(one, name)) for name in names]
        rows.append((one.code, one.name, *bounds[:4], one.closes, *bounds[4:], one.surplus))
    table(("Account", "Name", *numeric[:4], "Closes", *numeric[4:], "Surplus"), rows, right=numeric)


def set_rules(  # noqa: PLR0913  # one parameter for each option
    context: typer.Context,
    account: AccountArgument,
    *,
    value_min: Annotated[str | None, _limit("--min", "The least that a balance may be")] = None,
    warning_min: Annotated[str | None, _limit("--warn-min", "Where a balance comes near the least")] = None,
    warning_max: Annotated[str | None, _limit("--warn-max", "Where a balance comes near the most")] = None,
    value_max: Annotated[str | None, _limit("--max", "The most that a balance may be")] = None,
    carry_min: Annotated[str | None, _limit("--carry-min", "What lacks below it is deducted from pay")] = None,
    carry_max: Annotated[str | None, _limit("--carry-max", "What is above it is not carried over")] = None,
    closes: Annotated[
        str | None, typer.Option("--closes", metavar=f"year|flex|{NONE}", help="Which closing applies to it.")
    ] = None,
    surplus: Annotated[
        str | None, typer.Option("--surplus", metavar=f"lapse|pay|{NONE}", help="What becomes of what is not carried.")
    ] = None,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Set an account's limits, and what is carried over when it closes. What is not given stays as it is."""
    bounds = (value_min, warning_min, warning_max, value_max, carry_min, carry_max)
    amounts = dict(zip(accounts.AMOUNTS, bounds, strict=True))
    words = {"closes": closes, "surplus": surplus}

    def change(unit: UnitOfWork) -> str:
        found = account_of(unit, account)
        accounts.rule(unit, {"code": found.code}, _rules(found, amounts, words))
        return f"{found.code} has its rules"

    say(_write(services_of(context), company, by, change))


def _rules(account: Account, amounts: Mapping[str, str | None], words: Mapping[str, str | None]) -> dict[str, Any]:
    """The rules that were given; ``NONE`` takes one away."""
    wanted: dict[str, Any] = {
        name: None if text == NONE else read_amount(text, account.unit)
        for name, text in amounts.items()
        if text is not None
    }
    return wanted | {name: "" if word == NONE else word for name, word in words.items() if word is not None}


def mark(
    context: typer.Context,
    person: PersonArgument,
    account: AccountArgument,
    *,
    value: Annotated[str, typer.Option("--value", metavar="AMOUNT", help="Hours as 7:30 or 7.5, or days.")],
    on: OnOption,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Import a balance: it was this at the end of the day, whatever was recorded until then."""
    day = read_day(on)

    def change(unit: UnitOfWork) -> str:
        row, found = person_of(unit, person), account_of(unit, account)
        wanted = _wanted(row, found, day) | {"value": read_amount(value, found.unit)}
        marks.put(unit, {}, wanted)
        return f"{full_name(row)} has {amount(found.unit, wanted['value'])} on {found.code} at the end of {day}"

    say(_write(services_of(context), company, by, change))


def correct(  # noqa: PLR0913  # one parameter for each option
    context: typer.Context,
    person: PersonArgument,
    account: AccountArgument,
    *,
    told: Annotated[str, typer.Option("--amount", metavar="AMOUNT", help="Signed: hours as -7:30 or -7.5, or days.")],
    on: OnOption,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; the explanation shows it.")],
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Correct a balance by an amount from a day on, and print the correction's key."""
    day = read_day(on)

    def change(unit: UnitOfWork) -> str:
        row, found = person_of(unit, person), account_of(unit, account)
        wanted = _wanted(row, found, day) | {"amount": read_amount(told, found.unit), "reason": reason}
        made = unit.find("adjustment", **adjustments.correct_balance(unit, {}, wanted))
        key = made["key"] if made else ""
        return f"correction {key}: {amount(found.unit, wanted['amount'])} on {found.code} of {full_name(row)} on {day}"

    say(_write(services_of(context), company, by, change))


def take_back(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The correction's key.")],
    *,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Take a correction back."""

    def change(unit: UnitOfWork) -> str:
        adjustments.take_back(unit, {"key": key}, {})
        return "the correction is taken back"

    say(_write(services_of(context), company, by, change))


def _write(services: Services, company: str | None, by: str | None, change: Callable[[UnitOfWork], str]) -> str:
    async def work(store: Store) -> str:
        return await store.write(await acting(store, company, by), change)

    return with_store(services, work)


def _wanted(person: Record, account: Account, day: str) -> dict[str, Any]:
    return {"person_id": person["id"], "account_code": account.code, "on_day": day}


def _told(account: Account, value: int | None) -> str:
    return "" if value is None else amount(account.unit, value)
