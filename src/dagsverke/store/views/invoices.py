"""Invoices, as they are read: their rows, what they bill, what was paid."""

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
)

from dagsverke.store.grammar import EMPTY, ZERO
from dagsverke.store.tables.customers import PLACE, contact, customer
from dagsverke.store.tables.people import person
from dagsverke.store.tables.registers import register_item
from dagsverke.store.tables.sales import (
    PROPERTY,
    billing,
    invoice,
    payment,
    quote,
    supplement_order,
    supplier_invoice,
)
from dagsverke.store.tables.time import time_entry
from dagsverke.store.tables.trade import drive, expense, machine_entry, price_list
from dagsverke.store.tables.work import project, work_order
from dagsverke.store.views.billed import reference
from dagsverke.store.views.documents import documents_of
from dagsverke.store.views.kinds import (
    Attribute,
    Collection,
    Join,
    flags,
    identity,
    instants,
    joined,
    json,
    listed,
    live,
    whole,
    words,
)
from dagsverke.store.views.papers import log_of, rows_of
from dagsverke.store.views.time import full_name

_SENT: ColumnElement[int] = literal_column("2", BigInteger)
_PERSONS = {"reference": "reference_id", "created_by": "created_by_id", "modified_by": "modified_by_id"}
_JOINS = {
    "customer": Join(customer.alias("customer_of"), invoice.c.customer_id),
    "project": Join(project.alias("project_of"), invoice.c.project_id),
    "work_order": Join(work_order.alias("work_order_of"), invoice.c.work_order_id),
    "contact": Join(contact.alias("contact_of"), invoice.c.contact_id),
    "result_unit": Join(register_item.alias("result_unit_of"), invoice.c.result_unit_id),
    "price_list": Join(price_list.alias("price_list_of"), invoice.c.price_list_id),
    "quote": Join(quote.alias("quote_of"), invoice.c.quote_id),
    "supplement_order": Join(supplement_order.alias("supplement_order_of"), invoice.c.supplement_order_id),
    "credit_of": Join(invoice.alias("credited"), invoice.c.credit_of_id),
    "credited_by": Join(invoice.alias("crediting"), invoice.c.credited_by_id),
    **{name: Join(person.alias(f"{name}_person"), invoice.c[column]) for name, column in _PERSONS.items()},
}
SOURCES: Mapping[str, Table] = {
    "time_entry": time_entry,
    "expense": expense,
    "drive": drive,
    "machine_entry": machine_entry,
    "supplier_invoice": supplier_invoice,
}
"""What an invoice can bill, by the kind of source in ``billing``, which is the table's name."""


def _billed(name: str) -> Attribute:
    """The keys of the rows of one kind that an invoice bills."""
    source = SOURCES[name].alias(f"billed_{name}")
    found = (
        select(source.c.id, source.c.key)
        .select_from(
            billing.join(
                source,
                and_(
                    source.c.company_id == billing.c.company_id,
                    source.c.id == billing.c.source_id,
                    billing.c.source_kind == literal_column(f"'{name}'", Text),
                ),
            )
        )
        .where(billing.c.company_id == invoice.c.company_id, billing.c.invoice_id == invoice.c.id)
        .order_by(source.c.id)
        .correlate(invoice)
        .subquery(f"{name}_billed")
    )
    return listed(found, "key", "id")


def _orders() -> Attribute:
    """The keys of the invoice's own work order and of those on which what it bills was recorded."""
    own = work_order.alias("its_order")
    parts: list[ColumnElement[bool]] = [own.c.id == invoice.c.work_order_id]
    for name in ("time_entry", "expense", "drive", "machine_entry"):
        source = SOURCES[name].alias(f"ordered_{name}")
        ids = (
            select(source.c.work_order_id)
            .select_from(billing)
            .join(source, and_(source.c.company_id == billing.c.company_id, source.c.id == billing.c.source_id))
            .where(
                billing.c.company_id == invoice.c.company_id,
                billing.c.invoice_id == invoice.c.id,
                billing.c.source_kind == literal_column(f"'{name}'", Text),
            )
            .correlate(invoice)
        )
        parts.append(own.c.id.in_(ids))
    found = (
        select(own.c.id, own.c.key)
        .where(own.c.company_id == invoice.c.company_id, or_(*parts))
        .order_by(own.c.id)
        .correlate(invoice)
        .subquery("invoice_orders")
    )
    return listed(found, "key", "id")


def _payments() -> Attribute:
    payer = person.alias("noted_by")
    found = (
        select(
            *(payment.c[name] for name in ("id", "key", "amount_e4", "paid_on", "created_at")),
            payer.c.key.label("person_key"),
            full_name(payer).label("person_name"),
        )
        .select_from(
            payment.outerjoin(
                payer, (payer.c.company_id == payment.c.company_id) & (payer.c.id == payment.c.created_by_id)
            )
        )
        .where(payment.c.company_id == invoice.c.company_id, payment.c.invoice_id == invoice.c.id)
        .order_by(payment.c.id)
        .correlate(invoice)
        .subquery("invoice_payments")
    )
    names = {name: name for name in ("key", "amount_e4", "paid_on", "created_at", "person_key", "person_name")}
    return listed(found, names, "id")


def _said(*names: str) -> dict[str, Attribute]:
    """Text that is nothing where it is empty."""
    return {name: Attribute(func.nullif(invoice.c[name], EMPTY, type_=Text), is_nullable=True) for name in names}


def _true(condition: ColumnElement[bool]) -> Attribute:
    return Attribute(cast(condition, Boolean), "bool")


_IDENTITY = ("customer_number", "customer_name", "customer_address", "customer_email")
_LEFT = case(
    (invoice.c.status == _SENT, invoice.c.payable_e4 - invoice.c.house_deduction_e4 - invoice.c.paid_e4), else_=ZERO
)
"""What is still to be paid of what was sent."""
_BY_DAY = {name: frozenset({name}) for name in ("invoiced_on", "due_on")}
"""Every invoice has both days, and an index for each."""

INVOICE = Collection(
    table=invoice,
    joins=_JOINS,
    where=(live(invoice),),
    is_big=True,
    narrow=frozenset({"id", "key", "number", "ocr", "customer_number", "customer_key"}),
    indexes={
        "number": "invoice_number",
        "ocr": "invoice_ocr_id",
        "customer_number": "invoice_customer_number_id",
        "customer_key": "invoice_customer_id_id",
    },
    sorts=frozenset({"", "id", "key", "invoiced_on", "due_on", "customer_key"}),
    swift=_BY_DAY,
    has_extras=True,
    attributes={
        **identity(invoice),
        "customer_key": reference("customer", _JOINS["customer"], customer),
        **{
            f"{name}_key": joined(name, join, "key", is_exact=True)
            for name, join in _JOINS.items()
            if name != "customer"
        },
        **{f"{name}_name": joined(name, _JOINS[name], "name") for name in ("project", "contact", "result_unit")},
        "price_list_name": joined("price_list", _JOINS["price_list"], "name"),
        **{
            f"{name}_name": Attribute(full_name(_JOINS[name].table), is_nullable=True, needs=(name,))
            for name in _PERSONS
        },
        **{f"{name}_number": joined(name, _JOINS[name], "number") for name in ("quote", "credit_of", "credited_by")},
        **{
            f"{name}_number": joined(name, _JOINS[name], "number", "int") for name in ("work_order", "supplement_order")
        },
        **words(invoice, "number", "ocr", "name", "language", "marking", "notes", "your_order_number", "footer_text"),
        **words(invoice, *_IDENTITY, "customer_organization_number", "customer_vat_number", "currency_code"),
        **words(invoice, *(f"delivery_{part}" for part in PLACE), *PROPERTY),
        **_said("description", "header_text", "footer_info"),
        **whole(invoice, "kind", "status", "tax_e4", "discount_e4", "currency_rate_e6", "property_type"),
        **whole(invoice, "net_e4", "tax_amount_e4", "rounding_e4", "payable_e4", "cost_e4", "paid_e4"),
        **whole(invoice, "max_deduction_e4", "house_basis_e4", "house_deduction_e4"),
        "remaining_e4": Attribute(cast(_LEFT, BigInteger), "int"),
        **flags(invoice, "has_own_footer", "has_row_taxes", "shows_gross", "is_exported", "is_credit"),
        "is_credited": _true(invoice.c.credited_by_id.is_not(None)),
        "is_archived": _true(invoice.c.archived_at.is_not(None)),
        "is_paid_in_part": _true(and_(invoice.c.status == _SENT, invoice.c.paid_e4 != ZERO)),
        **{
            name: Attribute(invoice.c[name], "day", is_exact=True, is_nullable=name not in _BY_DAY)
            for name in ("invoiced_on", "due_on", "paid_on", "reminded_on")
        },
        **instants(invoice, "sent_at", "archived_at", "created_at", "modified_at"),
        "rows": rows_of(invoice),
        "log": log_of(invoice),
        "payments": _payments(),
        **{f"{name}_keys": _billed(name) for name in SOURCES},
        "work_order_keys": _orders(),
        "documents": documents_of(invoice),
        **json(invoice, "deductions", "tags", "extras"),
    },
)
