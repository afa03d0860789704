"""What may be read: collections of attributes. Everything that is derived for reading is derived here."""

from collections.abc import Mapping

from dagsverke.store.views import (
    billing,
    customers,
    documents,
    drives,
    employments,
    events,
    expenses,
    invoices,
    keys,
    machines,
    projects,
    purchasing,
    quotes,
    registers,
    rules,
    sold,
    supplier_invoices,
    time,
    work_orders,
)
from dagsverke.store.views.kinds import AttributeType, Collection

__all__ = ["CATALOGUE", "COLLECTIONS", "AttributeType"]

COLLECTIONS: Mapping[str, Collection] = {
    "time_entry": time.TIME_ENTRY,
    "attendance": time.ATTENDANCE,
    "mark": time.MARK,
    "account": rules.ACCOUNT,
    "agreement": rules.AGREEMENT,
    "calendar_rule": rules.CALENDAR_RULE,
    "article": expenses.ARTICLE,
    "credential": keys.CREDENTIAL,
    "event": events.EVENT,
    "expense": expenses.EXPENSE,
    "period_lock": rules.PERIOD_LOCK,
    "person": registers.PERSON,
    "employment": employments.EMPLOYMENT,
    "cause": registers.CAUSE,
    "schedule": registers.SCHEDULE,
    "role": registers.ROLE,
    **{kind: registers.register(kind) for kind in registers.REGISTER_KINDS},
    "contact": customers.CONTACT,
    "customer": customers.CUSTOMER,
    "price_list": customers.PRICE_LIST,
    "supplier": customers.SUPPLIER,
    "supplier_contact": customers.SUPPLIER_CONTACT,
    "supplier_invoice": supplier_invoices.SUPPLIER_INVOICE,
    "machine_type": registers.register("machine_type"),
    "project": projects.PROJECT,
    "project_status": projects.PROJECT_STATUS,
    "project_tag": projects.PROJECT_TAG,
    "project_type": projects.PROJECT_TYPE,
    "work_order": work_orders.WORK_ORDER,
    "work_order_status": projects.statuses("work_order"),
    "work_order_tag": registers.register("work_order_tag"),
    "work_order_type": registers.register("work_order_type"),
    "drive": drives.DRIVE,
    "drive_type": drives.DRIVE_TYPE,
    "machine": machines.MACHINE,
    "machine_entry": machines.MACHINE_ENTRY,
    "sold_invoice": sold.SOLD_INVOICE,
    "sold_row": sold.SOLD_ROW,
    **billing.SOURCES,
    "claim": billing.CLAIM,
    "purchase_order": purchasing.PURCHASE_ORDER,
    "quote": quotes.QUOTE,
    **{kind: registers.register(kind) for kind in ("quote_category", "quote_accept_reason", "quote_decline_reason")},
    "quote_template": quotes.QUOTE_TEMPLATE,
    "supplement_order": purchasing.SUPPLEMENT_ORDER,
    "document": documents.DOCUMENT,
    "file_use": documents.FILE_USE,
    "invoice": invoices.INVOICE,
    "invoice_tag": registers.register("invoice_tag"),
}

CATALOGUE: Mapping[str, Mapping[str, AttributeType]] = {
    name: {attribute: one.type for attribute, one in collection.attributes.items()}
    for name, collection in COLLECTIONS.items()
}
"""Collection → attribute → type, for those who must check what they ask for before they ask.

Where there is an ``extras`` attribute, ``extras.<name>`` (and deeper) filters and sorts by a member of it.
"""
