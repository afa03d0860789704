"""Invoices: the list, one as it stands, and what becomes of it: sent, paid, credited, discarded."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from dagsverke.app.commands import billing, invoices
from dagsverke.app.invoice_sheet import InvoiceSheet, invoice_sheet
from dagsverke.app.invoices import DRAFT, LOST, OBLITERATED, PAID, SENT
from dagsverke.app.issuing import is_creditable
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.queries import Condition
from dagsverke.app.references import existing
from dagsverke.domain.calendars import read_day
from dagsverke.web.forms.model import Field
from dagsverke.web.forms.values import read_value
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of
from dagsverke.web.pages.narrowing import OF_CUSTOMER, days, having
from dagsverke.web.pages.steps import Change, Step, as_pdf, doing
from dagsverke.web.papers.invoices import paper_of
from dagsverke.web.translations import language
from dagsverke.web.visit import Visit, page

PATH, AREA = "/invoices", "sales"
STATUSES = {
    DRAFT: Choice("Draft", "warn"),
    SENT: Choice("Sent", "accent"),
    PAID: Choice("Paid", "good"),
    OBLITERATED: Choice("Obliterated", "bad"),
    LOST: Choice("Lost", "bad"),
}
KINDS = {1: Choice("ROT"), 2: Choice("RUT"), 3: Choice("Reverse charge")}
SOURCES = {
    "time_entry": Choice("Time"),
    "expense": Choice("Expenses"),
    "drive": Choice("Drives"),
    "machine_entry": Choice("Machine time"),
    "supplier_invoice": Choice("Supplier invoices"),
}
"""What is billed, as it is called where it is counted."""
AMOUNT = Field("amount_e4", "Amount", "money")


def _overdue(today: str) -> tuple[Condition, ...]:
    return (Condition("status", "eq", SENT), Condition("due_on", "lt", today))


INVOICES = ListPage(
    PATH,
    "Invoices",
    AREA,
    "invoice",
    columns=(
        Column("number", "Number", "number"),
        Column("customer", "Customer", "customer_name"),
        Column("marking", "Marking", "marking", is_shown=False),
        Column("invoiced", "Invoiced on", "invoiced_on", "day"),
        Column("due", "Due on", "due_on", "day"),
        Column("status", "Status", "status", "choice", choices=STATUSES),
        Column("ocr", "OCR", "ocr", is_shown=False),
        Column("net", "Net", "net_e4", "money", is_shown=False, is_summed=True),
        Column("total", "Total", "payable_e4", "money", is_summed=True),
        Column("remaining", "Remaining", "remaining_e4", "money", is_summed=True),
    ),
    sieves=(
        OF_CUSTOMER,
        Sieve("number", "Number", "number", "eq"),
        Sieve("ocr", "OCR", "ocr", "eq"),
        *days("invoiced_on"),
    ),
    chips=(
        Chip("open", "Open", having(SENT)),
        Chip("overdue", "Overdue", _overdue),
        Chip("draft", "Draft", having(DRAFT)),
        Chip("closed", "Closed", having(PAID, OBLITERATED, LOST)),
    ),
    order=(("invoiced_on", True),),
    row_path=PATH + "/{key}",
    new_path=PATH + "/new",
    new_label="Bill what is unbilled",
    hint="Bill what is recorded and not yet on an invoice.",
)


def send(visit: Visit) -> Change:
    """Send a draft."""

    def change(unit: UnitOfWork, invoice: Record) -> str:
        invoices.send(unit, invoice["id"], visit.principal.person_id)
        return f"{PATH}/{invoice['key']}"

    return change


def pay(visit: Visit) -> Change:
    """Note a payment: all that is left where no amount is said, today where no day is."""

    def change(unit: UnitOfWork, invoice: Record) -> str:
        amount_e4 = read_value(AMOUNT, str(visit.form.get("amount_e4", "")))
        paid_on = read_day(str(visit.form.get("paid_on", "")) or visit.today, "paid_on")
        invoices.settle(unit, invoice["id"], amount_e4, paid_on, visit.principal.person_id)
        return f"{PATH}/{invoice['key']}"

    return change


def credit(visit: Visit) -> Change:
    """Draft the credit of an invoice, and go there."""

    def change(unit: UnitOfWork, invoice: Record) -> str:
        made = invoices.credit(unit, invoice["id"], visit.principal.person_id)
        return f"{PATH}/{existing(unit, 'invoice', 'key', id=made)['key']}"

    return change


def remark(visit: Visit) -> Change:
    """Keep the notes and the tags: they may change of any invoice."""
    told = {"notes": str(visit.form.get("notes", "")).strip(), "tags": [str(one) for one in visit.form.getlist("tags")]}

    def change(unit: UnitOfWork, invoice: Record) -> str:
        invoices.correct(unit, {"key": invoice["key"]}, {**told, "modified_by_key": visit.person["key"]})
        return f"{PATH}/{invoice['key']}"

    return change


def discard(visit: Visit) -> Change:
    """Discard a draft: what it bills is unbilled again."""
    del visit

    def change(unit: UnitOfWork, invoice: Record) -> str:
        billing.discard_draft(unit, invoice["id"])
        return PATH

    return change


async def sheet_of(visit: Visit) -> InvoiceSheet:
    """The invoice in the address."""
    key = visit.request.path_params["key"]
    return await visit.read(lambda reader: invoice_sheet(reader, key))


async def show_pdf(visit: Visit) -> Response:
    """One invoice as PDF, in its own language; shown by the browser, and named where it is kept."""
    sheet = await sheet_of(visit)
    spoken = language(sheet.invoice["language"].lower())
    paper = paper_of(sheet, visit.company, spoken)
    return await as_pdf("invoice", paper, sheet.invoice["number"] or visit.says("draft"))


async def show(visit: Visit, fault: str = "") -> Response:
    """One invoice."""
    sheet = await sheet_of(visit)
    invoice = sheet.invoice
    tags = await visit.read(lambda reader: reader.find_all("register_item", kind="invoice_tag"))
    told = {name: str(visit.form.get(name, "")) for name in ("amount_e4", "paid_on")}
    kept = json.loads(invoice["tags"])
    return visit.page(
        "invoice.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        sheet=sheet,
        invoice=invoice,
        badge=STATUSES.get(invoice["status"]),
        kind=KINDS.get(invoice["kind"]),
        sources=SOURCES,
        is_draft=invoice["status"] == DRAFT,
        is_sent=invoice["status"] == SENT,
        is_overdue=invoice["status"] == SENT and invoice["due_on"] < visit.today,
        may_be_credited=is_creditable(invoice),
        told=told,
        tags=[one for one in tags if one["is_active"] or one["key"] in kept],
        kept=kept,
        fault=fault,
    )


STEPS: Mapping[str, Step] = {"send": send, "pay": pay, "credit": credit, "remark": remark, "discard": discard}
ROUTES = (
    *routes_of(INVOICES),
    page(PATH + "/{key}.pdf", AREA, show_pdf),
    page(PATH + "/{key}", AREA, show),
    *(page(f"{PATH}/{{key}}/{name}", AREA, doing("invoice", step, show), "POST") for name, step in STEPS.items()),
)
