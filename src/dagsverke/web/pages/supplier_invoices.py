"""What suppliers invoice: the list, one as it stands and what of it the customer pays, its form."""

from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from dagsverke.app.commands import supplier_invoices
from dagsverke.app.papers import rows_of
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Condition
from dagsverke.app.references import existing, optional
from dagsverke.domain import supplier_invoices as rules
from dagsverke.domain.invoicing import KRONA, TAXES_E4
from dagsverke.domain.units import E4
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import Field, FormPage, Given, Part
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of
from dagsverke.web.pages.narrowing import OF_CUSTOMER, OF_PROJECT, OF_SUPPLIER, days, having
from dagsverke.web.pages.picks import FOR_WHOM, FROM_SUPPLIER
from dagsverke.web.pages.steps import commanded, doing
from dagsverke.web.visit import Visit, page

PATH, AREA, TABLE = "/supplier-invoices", "purchase", "supplier_invoice"
STATUSES = {
    rules.REGISTERED: Choice("Registered"),
    rules.DRAFT: Choice("Draft", "warn"),
    rules.SENT: Choice("Sent", "accent"),
    rules.INVOICED: Choice("Invoiced", "good"),
    rules.ATTESTING: Choice("Awaits attest", "warn"),
    rules.OBLITERATED: Choice("Obliterated", "bad"),
    rules.PAUSED: Choice("Paused"),
}
OPEN = (rules.REGISTERED, rules.DRAFT, rules.SENT, rules.ATTESTING, rules.PAUSED)
RATES = {rate: Choice(str(rate // E4)) for rate in reversed(TAXES_E4)}


def _unbilled(today: str) -> tuple[Condition, ...]:
    """What a customer is to pay for and has not been billed."""
    del today
    return (Condition("is_billable", "eq", value=True), Condition("status", "in", list(OPEN)))


SUPPLIER_INVOICES = ListPage(
    PATH,
    "Supplier invoices",
    AREA,
    TABLE,
    columns=(
        Column("number", "Number", "number"),
        Column("supplier", "Supplier", "supplier_name"),
        Column("customer", "Customer", "customer_name", is_shown=False),
        Column("project", "Project", "project_name"),
        Column("ocr", "OCR", "ocr", is_shown=False),
        Column("invoiced", "Invoiced on", "invoiced_on", "day"),
        Column("due", "Due on", "due_on", "day"),
        Column("paid", "Paid on", "paid_on", "day", is_shown=False),
        Column("status", "Status", "status", "choice", choices=STATUSES),
        Column("billable", "Billable", "is_billable", "flag", is_shown=False),
        Column("net", "Net", "net_e4", "money", is_shown=False, is_summed=True),
        Column("total", "Total", "payable_e4", "money", is_summed=True),
        Column("markup", "Mark-up in percent", "markup_e4", "percent", is_shown=False),
        Column("onward", "To be billed", "to_invoice_e4", "money", is_summed=True),
    ),
    sieves=(
        Sieve("number", "Number", "number", "eq"),
        OF_SUPPLIER,
        OF_CUSTOMER,
        OF_PROJECT,
        *days("invoiced_on"),
    ),
    chips=(
        Chip("open", "Open", having(*OPEN)),
        Chip("attest", "Awaits attest", having(rules.ATTESTING)),
        Chip("unbilled", "To be billed", _unbilled),
        Chip("billed", "Invoiced", having(rules.INVOICED)),
        Chip("obliterated", "Obliterated", having(rules.OBLITERATED)),
    ),
    order=(("invoiced_on", True),),
    row_path=PATH + "/{key}",
    new_path=PATH + "/new",
    new_label="Register a supplier invoice",
    hint="Register what a supplier invoices; what is billable goes on to the customer.",
)


def _record(unit: UnitOfWork, target: Given, change: Given) -> Given:
    return supplier_invoices.record(unit, target, _spelled(change))


def _correct(unit: UnitOfWork, target: Given, change: Given) -> Given:
    return supplier_invoices.correct(unit, target, _spelled(change))


def _spelled(change: Given) -> Given:
    """The currency of the company where none is said, and codes in capitals."""
    if "currency_code" not in change:
        return change
    return {**change, "currency_code": change["currency_code"].upper() or None}


FORM = FormPage(
    PATH,
    AREA,
    TABLE,
    parts=(
        Part(
            "The invoice",
            (
                FROM_SUPPLIER,
                Field("number", "The supplier's number", is_required=True),
                Field("ocr", "OCR"),
                Field("invoiced_on", "Invoiced on", "day"),
                Field("due_on", "Due on", "day", hint="After the days agreed with the supplier, unless said."),
                Field("status", "Status", "choice", is_required=True, choices=STATUSES, default=rules.REGISTERED),
            ),
        ),
        Part(
            "The amount",
            (
                Field("payable_e4", "Amount with VAT", "money", is_required=True),
                Field("tax_e4", "VAT in percent", "choice", is_required=True, choices=RATES, default=25 * E4),
                Field("currency_code", "Currency", default=KRONA),
                Field("currency_rate_e6", "Rate to kronor", "quantity"),
            ),
        ),
        Part(
            "What the customer pays",
            (
                *FOR_WHOM,
                Field("is_billable", "Billable", "flag", default=True),
                Field("markup_e4", "Mark-up in percent", "percent", hint="The customer's unless said."),
            ),
        ),
        Part(
            "Notes",
            (
                Field("our_reference", "Our reference"),
                Field("your_reference", "Your reference"),
                Field("paid_on", "Paid on", "day"),
                Field("notes", "Notes", "long"),
            ),
        ),
    ),
    new_label="Register a supplier invoice",
    edit_label="Change the supplier invoice",
    record=_record,
    correct=_correct,
)


DISCARD = commanded(supplier_invoices.withdraw, PATH, "deleted_by_key")


def _read(reader: Reader, key: str) -> dict[str, Any]:
    paper = existing(reader, TABLE, "key", key=key)
    owners = {name: optional(reader, name, paper[f"{name}_id"]) for name in ("customer", "project", "work_order")}
    return {
        "paper": paper,
        "supplier": existing(reader, "supplier", "supplier_key", id=paper["supplier_id"]),
        "rows": rows_of(reader, TABLE, paper["id"]),
        "invoice": optional(reader, "invoice", paper["invoice_id"]),
        **owners,
    }


async def show(visit: Visit, fault: str = "") -> Response:
    """One supplier invoice."""
    key = visit.request.path_params["key"]
    found = await visit.read(lambda reader: _read(reader, key))
    paper = found["paper"]
    status = rules.INVOICED if paper["is_invoiced"] else paper["status"]
    return visit.page(
        "supplier_invoice.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        **found,
        badge=STATUSES.get(status),
        is_overdue=not paper["paid_on"] and paper["due_on"] < visit.today and status != rules.OBLITERATED,
        fault=fault,
    )


ROUTES = (
    *routes_of(SUPPLIER_INVOICES),
    *forms.routes_of(FORM),
    page(PATH + "/{key}", AREA, show),
    page(PATH + "/{key}/discard", AREA, doing(TABLE, DISCARD, show), "POST"),
)
