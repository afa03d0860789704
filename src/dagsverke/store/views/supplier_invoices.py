"""Supplier invoices, as they are read."""

from sqlalchemy import BigInteger, Table, Text, case, cast, literal_column, null, select

from dagsverke.domain.supplier_invoices import INVOICED
from dagsverke.store.tables.customers import customer, supplier
from dagsverke.store.tables.registers import register_item
from dagsverke.store.tables.sales import invoice, self_billing, supplement_order, supplier_invoice
from dagsverke.store.tables.time import time_entry
from dagsverke.store.tables.trade import expense
from dagsverke.store.tables.work import project, work_order
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
    lookup,
    whole,
    words,
)
from dagsverke.store.views.papers import log_of, rows_of

_TABLES: dict[str, Table] = {
    "supplier": supplier,
    "customer": customer,
    "project": project,
    "work_order": work_order,
    "department": register_item,
    "result_unit": register_item,
    "supplement_order": supplement_order,
    "invoice": invoice,
}
_JOINS = {name: Join(table.alias(f"{name}_of"), supplier_invoice.c[f"{name}_id"]) for name, table in _TABLES.items()}
_STATUS = case(
    (supplier_invoice.c.is_invoiced, literal_column(str(INVOICED), BigInteger)), else_=supplier_invoice.c.status
)
"""Invoiced while an invoice bills it; freed, it has the status of before."""
_SELF_BILLED = case((supplier_invoice.c.is_self_billing, supplier_invoice.c.key), else_=cast(null(), Text))


def _key(name: str) -> Attribute:
    """The key of what is referred to; who asks for it asks for the reference."""
    join = _JOINS[name]
    return Attribute(
        join.table.c.key, is_exact=True, is_nullable=True, needs=(name,), lookup=lookup(join.column, _TABLES[name])
    )


def _paid_for(source: Table) -> Attribute:
    """The keys of the rows of a table that a self-billing invoice pays for."""
    one = source.alias(f"paid_{source.name}")
    found = (
        select(one.c.key, one.c.id)
        .join(self_billing, (self_billing.c.company_id == one.c.company_id) & (self_billing.c.source_id == one.c.id))
        .where(
            self_billing.c.company_id == supplier_invoice.c.company_id,
            self_billing.c.supplier_invoice_id == supplier_invoice.c.id,
            self_billing.c.source_kind == literal_column(f"'{source.name}'", Text),
        )
        .order_by(one.c.id)
        .correlate(supplier_invoice)
        .subquery(f"paid_{source.name}_rows")
    )
    return listed(found, "key", "id")


SUPPLIER_INVOICE = Collection(
    table=supplier_invoice,
    joins=_JOINS,
    where=(live(supplier_invoice),),
    has_extras=True,
    attributes={
        **identity(supplier_invoice),
        **{f"{name}_key": _key(name) for name in _TABLES},
        **{f"{name}_name": joined(name, _JOINS[name], "name") for name in ("supplier", "customer", "project")},
        "department_name": joined("department", _JOINS["department"], "name"),
        "work_order_title": joined("work_order", _JOINS["work_order"], "title"),
        "work_order_number": joined("work_order", _JOINS["work_order"], "number", "int"),
        "supplement_order_number": joined("supplement_order", _JOINS["supplement_order"], "number", "int"),
        **words(supplier_invoice, "number", "ocr", "our_reference", "your_reference", "credit_of_number", "notes"),
        **words(supplier_invoice, "self_billing_number", "currency_code", "footer_text", "footer_info"),
        "status": Attribute(_STATUS, "int"),
        **whole(supplier_invoice, "self_billing_status", "tax_kind", "markup_e4", "to_invoice_e4"),
        **whole(supplier_invoice, "net_e4", "tax_amount_e4", "payable_e4", "tax_e4", "cost_e4", "currency_rate_e6"),
        **flags(supplier_invoice, "is_billable", "is_invoiced", "is_supplement", "is_self_billing", "is_exported"),
        **flags(supplier_invoice, "is_booked", "is_credit"),
        **{
            name: Attribute(supplier_invoice.c[name], "day", is_exact=True, is_nullable=True)
            for name in ("invoiced_on", "due_on", "paid_on")
        },
        "self_billing_key": Attribute(_SELF_BILLED, is_exact=True, is_nullable=True),
        "time_entry_keys": _paid_for(time_entry),
        "expense_keys": _paid_for(expense),
        "rows": rows_of(supplier_invoice),
        "log": log_of(supplier_invoice),
        "documents": documents_of(supplier_invoice),
        **instants(supplier_invoice, "created_at", "modified_at"),
        **json(supplier_invoice, "extras"),
    },
)
