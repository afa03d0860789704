"""``invoice``: draft one from what is unbilled, discard a draft, show one, and prove that all is billed once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from dagsverke.app.bill_rows import LAYOUTS, Layout
from dagsverke.app.commands import billing
from dagsverke.app.commands.billing import Preview
from dagsverke.app.invoices import rows_of
from dagsverke.app.ports import Reader, Record, Store, UnitOfWork
from dagsverke.app.reconciling import Line, Reconciliation, Tally, reconcile
from dagsverke.app.unbilled import Scope, scope_of
from dagsverke.cli import invoice_life
from dagsverke.cli.invoice_life import InvoiceArgument, invoice_of, title_of
from dagsverke.cli.options import ByOption, CompanyOption, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, acting, company_of, principal, with_store
from dagsverke.cli.show import days, money, say, table

SHOWN_DIFFERENCES = 20
KINDS = {
    "time_entry": "Time",
    "expense": "Expenses",
    "drive": "Drives",
    "machine_entry": "Machine time",
    "supplier_invoice": "Supplier invoices",
}
NUMERIC = frozenset({"Quantity", "Price", "Discount", "Tax", "Net"})
FromOption = Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")]
ToOption = Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose work is to be billed, by the numbers that people know."""

    customer: str | None
    projects: Sequence[str]
    orders: Sequence[int]
    first_on: str
    last_on: str


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Invoices: drafted from what is unbilled, and reconciled with it.")
    group.command("draft")(draft)
    group.command("discard")(discard)
    group.command("show")(show)
    group.command("reconcile")(reconcile_all)
    invoice_life.register(group)
    app.add_typer(group, name="invoice")


def draft(  # noqa: PLR0913  # each is an option of the command
    context: typer.Context,
    first_on: FromOption,
    last_on: ToOption,
    *,
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="NUMBER", help="Who pays; else as the project or order says.")
    ] = None,
    project: Annotated[
        list[str] | None, typer.Option("--project", metavar="NUMBER", help="Only this project; may be repeated.")
    ] = None,
    work_order: Annotated[
        list[int] | None, typer.Option("--work-order", metavar="NUMBER", help="Only this order; may be repeated.")
    ] = None,
    layout: Annotated[
        str, typer.Option("--layout", metavar="|".join(LAYOUTS), help="A row for each, for each sort, or one.")
    ] = LAYOUTS[0],
    by: ByOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the invoice and make nothing.")] = False,
    company: CompanyOption = None,
) -> None:
    """Draft an invoice of all that is billable and unbilled of a customer's from one day to another."""
    asked = Asked(customer, project or (), work_order or (), read_day(first_on), read_day(last_on))
    way = _layout(layout)

    async def work(store: Store) -> tuple[Preview, Record | None]:
        who = await acting(store, company, by)
        if dry_run:
            return await store.read(who.company_id, lambda reader: (_preview(reader, asked, way), None), is_long=True)
        return await store.write(who, lambda unit: _draft(unit, asked, way, who.person_id))

    found, made = with_store(services_of(context), work)
    _show_preview(found)
    customer_name = found.customer["name"]
    say(f"this would be a draft for {customer_name}" if made is None else f"draft {made['key']} for {customer_name}")


def discard(context: typer.Context, invoice: InvoiceArgument, company: CompanyOption = None) -> None:
    """Discard a draft: what it bills is unbilled again."""

    async def work(store: Store) -> str:
        def change(unit: UnitOfWork) -> str:
            found = invoice_of(unit, invoice)
            billing.discard_draft(unit, found["id"])
            return f"the draft for {found['customer_name']} is discarded, and what it billed is unbilled"

        return await store.write(principal(await company_of(store, company)), change)

    say(with_store(services_of(context), work))


def show(context: typer.Context, invoice: InvoiceArgument, company: CompanyOption = None) -> None:
    """Show an invoice with its rows and sums."""

    async def work(store: Store) -> tuple[Record, Sequence[Record]]:
        def find(reader: Reader) -> tuple[Record, Sequence[Record]]:
            found = invoice_of(reader, invoice)
            return found, rows_of(reader, found["id"])

        return await store.read(await company_of(store, company), find)

    found, rows = with_store(services_of(context), work)
    say(f"{title_of(found)}, for {found['customer_name']}, of {found['invoiced_on']}, due {found['due_on']}")
    _show_rows(rows)
    _show_sums(found)
    if found["ocr"]:
        say(f"to be paid by OCR {found['ocr']}")


def reconcile_all(
    context: typer.Context,
    *,
    first_on: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day, else of all.")] = None,
    last_on: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day, else of all.")] = None,
    company: CompanyOption = None,
) -> None:
    """Prove that billed, unbilled and not invoiceable make the total; exit code 1 where they do not."""
    first, last = (day if day is None else read_day(day) for day in (first_on, last_on))

    async def work(store: Store) -> Reconciliation:
        company_id = await company_of(store, company)
        return await store.read(
            company_id, lambda reader: reconcile(reader, first_on=first, last_on=last), is_long=True
        )

    _judge(with_store(services_of(context), work))


def _layout(named: str) -> Layout:
    for one in LAYOUTS:
        if one == named:
            return one
    raise typer.BadParameter(f"{named!r} is none of {', '.join(LAYOUTS)}", param_hint="--layout")


def _preview(reader: Reader, asked: Asked, layout: Layout) -> Preview:
    return billing.preview(reader, _scope(reader, asked), layout)


def _draft(unit: UnitOfWork, asked: Asked, layout: Layout, by_id: int | None) -> tuple[Preview, Record | None]:
    made = billing.draft(unit, _scope(unit, asked), layout, by_id)
    return made.preview, unit.find("invoice", id=made.invoice_id)


def _scope(reader: Reader, asked: Asked) -> Scope:
    projects = [_numbered(reader, "project", number) for number in asked.projects]
    orders = [_numbered(reader, "work_order", number) for number in asked.orders]
    customer = None if asked.customer is None else _numbered(reader, "customer", asked.customer)
    return scope_of(reader, customer, projects, orders, (asked.first_on, asked.last_on))


def _numbered(reader: Reader, kind: str, number: str | int) -> Record:
    found = reader.find(kind, number=number)
    if found is None:
        raise Problem(f"{reader.company.name} has no {kind.replace('_', ' ')} with the number {number}")
    return found


def _show_preview(found: Preview) -> None:
    _show_rows(found.rows)
    _show_sums(
        {
            "net_e4": found.sums.net_e4,
            "tax_amount_e4": found.sums.tax_amount_e4,
            "rounding_e4": found.sums.rounding_e4,
            "payable_e4": found.sums.payable_e4,
            "currency_code": found.currency_code,
        }
    )
    for one in found.left_out:
        say(f"left out, for it has a price as a whole: {one.name} ({one.count}, {money(one.amount_e4)})")


def _show_rows(rows: Sequence[Record]) -> None:
    lines = [
        (
            row["name"],
            row["description"],
            f"{days(row['quantity_e6'])} {row['unit']}".rstrip(),
            money(row["unit_price_e4"]),
            f"{money(row['discount_e4'])} %" if row["discount_e4"] else "",
            f"{row['tax_e4'] // 10_000} %",
            money(row["net_e4"]),
        )
        for row in rows
    ]
    table(("Name", "Description", "Quantity", "Price", "Discount", "Tax", "Net"), lines, right=NUMERIC)


def _show_sums(sums: Record) -> None:
    parts = (("net", "net_e4"), ("tax", "tax_amount_e4"), ("rounding", "rounding_e4"))
    told = ", ".join(f"{word} {money(sums[name])}" for word, name in parts)
    say(f"{told}: {money(sums['payable_e4'])} {sums['currency_code']} to pay")


def _judge(found: Reconciliation) -> None:
    rows = [(KINDS[one.kind], *_cells(one)) for one in found.lines]
    headings = ("Kind", "Total", "Billed", "Unbilled", "Not invoiceable")
    table(headings, [*rows, ("In all", *_cells(found.sum))], right=headings[1:])
    for one in found.differences[:SHOWN_DIFFERENCES]:
        say(f"{KINDS[one.kind]} {one.name}: {one.what}")
    if len(found.differences) > SHOWN_DIFFERENCES:
        say(f"and {len(found.differences) - SHOWN_DIFFERENCES} more")
    if not found.is_even:
        raise Problem("billed, unbilled and not invoiceable do not make the total")
    say("reconciled: billed, unbilled and not invoiceable make the total")


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(_told(one) for one in (line.total, line.billed, line.unbilled, line.barred))


def _told(tally: Tally) -> str:
    return f"{tally.count}: {money(tally.amount_e4)}"
