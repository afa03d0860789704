"""A customer as it is looked at: contacts, projects, work orders, invoices, documents. Only its own, by indexes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.app.rows import named_rows, shown_row

SHOWN_MAX = 20
"""So many of each kind are shown with a customer, the newest first; their lists have the rest."""
_CUSTOMER = (
    *("id", "key", "number", "name", "organization_number", "vat_number", "email", "phone", "notes", "address"),
    *("address2", "zip_code", "city", "country", "payment_days", "billing_method", "price_per_hour_e4", "is_active"),
    *("price_list_name", "has_billing_email", "invoice_email", "is_construction", "is_rot", "is_rut", "documents"),
)
_CONTACT = ("key", "name", "title", "work_phone", "cell_phone", "email", "is_main", "is_active")
_PROJECT = ("key", "number", "name", "status_name", "is_closed", "is_in_progress", "leader_name")
_ORDER = ("key", "number", "title", "status_name", "is_closed", "is_in_progress", "leader_name")
_INVOICE = ("key", "number", "name", "invoiced_on", "due_on", "status", "payable_e4", "remaining_e4")


@dataclass(frozen=True, slots=True)
class CustomerSheet:
    """A customer. ``invoices`` is empty for who does not see them."""

    customer: Record
    contacts: Sequence[Record]
    projects: Sequence[Record]
    orders: Sequence[Record]
    invoices: Sequence[Record]
    documents: Sequence[Record]


def customer_sheet(reader: Reader, key: str, *, with_invoices: bool) -> CustomerSheet:
    """The customer with a key. Raises Absent where there is none."""
    customer = shown_row(reader, "customer", _CUSTOMER, Condition("key", "eq", key))
    of_it = (Condition("customer_key", "eq", key),)

    def newest(collection: str, attributes: tuple[str, ...]) -> list[Record]:
        return list(named_rows(reader, Query(collection, attributes, of_it, (("id", True),), Page(0, SHOWN_MAX))))

    contacts = named_rows(reader, Query("contact", _CONTACT, of_it, (("name", False),), Page(0, SHOWN_MAX)))
    return CustomerSheet(
        customer=customer,
        contacts=sorted(contacts, key=lambda one: not one["is_main"]),
        projects=newest("project", _PROJECT),
        orders=newest("work_order", _ORDER),
        invoices=newest("invoice", _INVOICE) if with_invoices else (),
        documents=json.loads(customer["documents"]),
    )
