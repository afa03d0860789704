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
            Place("/approval/missing", "What is missing", "approval", "missing"),
            Place("/locks", "Locks", "approval", "lock"),
        ),
    ),
    Section(
        "Balances",
        (
            Place("/balances", "My balances", "balances", "balance"),
            Place("/payroll", "All balances", "approval", "people"),
            Place("/payroll/closings", "Year end", "payroll", "closing"),
            Place("/payroll/import", "Import balances", "payroll", "import"),
            Place("/payroll/las", "Days of employment", "payroll", "employment"),
            Place("/payroll/priority", "Priority to employment", "payroll", "priority"),
            Place("/payroll/hours", "Working hours", "payroll", "hours"),
        ),
    ),
    Section(
        "Work",
        (
            Place("/projects", "Projects", "work", "project"),
            Place("/work-orders", "Work orders", "work", "order"),
            Place("/expenses", "Expenses", "work", "expense"),
            Place("/drives", "Drives", "work", "drive"),
            Place("/machine-time", "Machine time", "work", "hours"),
            Place("/customers", "Customers", "work", "customer"),
            Place("/contacts", "Contacts", "work", "people"),
            Place("/machines", "Machines", "work", "machine"),
            Place("/vehicles", "Vehicles", "work", "drive"),
        ),
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
