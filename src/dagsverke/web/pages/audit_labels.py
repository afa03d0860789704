"""What the columns of an event are called where a form, a list or a section of the company file shows them."""

from collections.abc import Iterator, Mapping

from dagsverke.app.company_file.contents import SECTIONS
from dagsverke.web.lists.model import Choice
from dagsverke.web.pages import (
    customers,
    drives,
    expenses,
    invoice_form,
    invoices,
    keys,
    machine_time,
    machines,
    persons,
    projects,
    purchase_orders,
    quote_form,
    quotes,
    supplier_invoices,
    work_orders,
)
from dagsverke.web.sections.labels import KEYS

_FORMS = (
    *(customers.CUSTOMER_FORM, customers.CONTACT_FORM, drives.FORM, expenses.FORM, invoice_form.FORM),
    *(machine_time.FORM, machines.MACHINE_FORM, machines.VEHICLE_FORM, persons.PERSON, projects.FORM),
    *(purchase_orders.FORM, quote_form.FORM, supplier_invoices.FORM, work_orders.FORM),
)
_LISTS = (
    *(customers.CUSTOMERS, customers.CONTACTS, drives.DRIVES, expenses.EXPENSES, invoices.INVOICES, keys.KEYS),
    *(machine_time.MACHINE_TIME, machines.MACHINES, machines.VEHICLES, persons.PERSONS, projects.PROJECTS),
    *(purchase_orders.PURCHASE_ORDERS, quotes.QUOTES, supplier_invoices.SUPPLIER_INVOICES, work_orders.ORDERS),
)
_TABLES: Mapping[str, str] = {"vehicle": "register_item"}
"""Tables of collections that are called otherwise."""
COMMON: Mapping[str, Choice] = {
    "created_at": Choice("Recorded at"),
    "created_by_id": Choice("Recorded by"),
    "modified_at": Choice("Changed at"),
    "modified_by_id": Choice("Changed by"),
    "person_id": Choice("Person"),
    "cause_id": Choice("Kind of time"),
    "on_day": Choice("Day"),
    "project_id": Choice("Project"),
    "work_order_id": Choice("Work order"),
    "customer_id": Choice("Customer"),
}
"""Columns that many tables have."""


def label_of(table: str, column: str) -> str:
    """The label of a column (an English message); "" where it has none."""
    return _LABELS.get((table, column)) or (COMMON[column].label if column in COMMON else "")


def _known() -> Iterator[tuple[tuple[str, str], str]]:
    """Every label, those that hold least first."""
    for section in SECTIONS.values():
        for key in section.fields:
            if key.name in KEYS:
                yield (section.table, key.at_rest), KEYS[key.name].label
    for listing in _LISTS:
        for column in listing.columns:
            yield (_TABLES.get(listing.collection, listing.collection), column.core), column.label
    for form in _FORMS:
        for field in form.fields:
            at_rest = f"{field.attribute[:-4]}_id" if field.attribute.endswith("_key") else field.attribute
            yield (_TABLES.get(form.collection, form.collection), at_rest), field.label


_LABELS: Mapping[tuple[str, str], str] = dict(_known())
