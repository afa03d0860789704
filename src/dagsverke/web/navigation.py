"""The way through the pages: the sidebar's sections and what stands below each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the sidebar: its path, what it is called (an English message), and the area that it belongs to."""

    path: str
    label: str
    area: str
    icon: str


@dataclass(frozen=True, slots=True)
class Section:
    """A group of pages."""

    label: str
    places: tuple[Place, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "Time",
        (
            Place("/week", "My week", "time", "week"),
            Place("/approval", "Approval", "approval", "approval"),
            Place("/locks", "Locks", "approval", "lock"),
        ),
    ),
    Section(
        "Balances",
        (Place("/balances", "My balances", "balances", "balance"),),
    ),
    Section(
        "Work",
        (Place("/customers", "Customers", "work", "customer"),),
    ),
    Section(
        "Sales",
        (
            Place("/quotes", "Quotes", "sales", "quote"),
            Place("/invoices", "Invoices", "sales", "invoice"),
        ),
    ),
    Section(
        "Purchase",
        (
            Place("/purchase-orders", "Purchase orders", "purchase", "purchase"),
            Place("/supplier-invoices", "Supplier invoices", "purchase", "document"),
        ),
    ),
    Section(
        "Admin",
        (
            Place("/persons", "Persons", "admin", "people"),
            Place("/registers", "Registers", "admin", "columns"),
            Place("/company", "Company", "admin", "settings"),
            Place("/keys", "Keys", "admin", "key"),
            Place("/console", "Console", "admin", "console"),
            Place("/audit", "Audit", "admin", "audit"),
        ),
    ),
)
