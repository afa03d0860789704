"""``invoice``: what becomes of one that is drafted: sent, paid, credited."""

from collections.abc import Callable
from typing import Annotated

import typer

from dagsverke.app.commands import invoices
from dagsverke.app.issuing import to_pay_e4
from dagsverke.app.ports import Reader, Record, Store, UnitOfWork
from dagsverke.cli.options import ByOption, CompanyOption, read_day, read_money
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, acting, with_store
from dagsverke.cli.show import money, say
from dagsverke.domain.calendars import local_day

InvoiceArgument = Annotated[str, typer.Argument(metavar="INVOICE", help="The invoice's number, or its key.")]
Change = Callable[[UnitOfWork, Record, int | None], str]


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command("send")(send)
    group.command("settle")(settle)
    group.command("credit")(credit)


def send(context: typer.Context, invoice: InvoiceArgument, by: ByOption = None, company: CompanyOption = None) -> None:
    """Mark a draft as sent: it gets the next number, and can no longer be changed."""

    def change(unit: UnitOfWork, found: Record, by_id: int | None) -> str:
        invoices.send(unit, found["id"], by_id)
        now = invoice_of(unit, found["key"])
        owed = f"{money(to_pay_e4(now))} {now['currency_code']} to pay by {now['due_on']}"
        return f"{title_of(now)} is sent: {owed}, by OCR {now['ocr']}"

    _change(context, invoice, by, company, change)


def settle(  # each is an option of the command
    context: typer.Context,
    invoice: InvoiceArgument,
    *,
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="AMOUNT", help="What was paid; else all that is left.")
    ] = None,
    paid_on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day; else today.")] = None,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Note a payment on an invoice that is sent."""
    amount_e4 = None if amount is None else read_money(amount)
    day = None if paid_on is None else read_day(paid_on)

    def change(unit: UnitOfWork, found: Record, by_id: int | None) -> str:
        invoices.settle(unit, found["id"], amount_e4, day or local_day(unit.now, unit.company.zone), by_id)
        now = invoice_of(unit, found["key"])
        left_e4 = to_pay_e4(now) - now["paid_e4"]
        return f"{title_of(now)}: " + (f"{money(left_e4)} {now['currency_code']} is left to pay" if left_e4 else "paid")

    _change(context, invoice, by, company, change)


def credit(
    context: typer.Context, invoice: InvoiceArgument, by: ByOption = None, company: CompanyOption = None
) -> None:
    """Draft the credit of an invoice: what the invoice bills is unbilled again."""

    def change(unit: UnitOfWork, found: Record, by_id: int | None) -> str:
        made = invoices.credit(unit, found["id"], by_id)
        (draft,) = unit.find_all("invoice", id=made)
        return f"{title_of(found)} is credited by the draft {draft['key']}, and what it billed is unbilled"

    _change(context, invoice, by, company, change)


def invoice_of(reader: Reader, named: str) -> Record:
    """The invoice with this number or key. Raises Problem where there is none."""
    found = reader.find("invoice", number=named) or reader.find("invoice", key=named)
    if found is None:
        raise Problem(f"{reader.company.name} has no invoice with the number or key {named}")
    return found


def title_of(invoice: Record) -> str:
    """What an invoice is called."""
    return f"{invoice['name']} {invoice['number']}" if invoice["number"] else f"{invoice['name']}, a draft"


def _change(context: typer.Context, named: str, by: str | None, company: str | None, change: Change) -> None:
    async def work(store: Store) -> str:
        who = await acting(store, company, by)
        return await store.write(who, lambda unit: change(unit, invoice_of(unit, named), who.person_id))

    say(with_store(services_of(context), work))
