"""Quotes, orders to suppliers, and what suppliers invoice: as lists."""

from collections.abc import Callable

from dagsverke.app.queries import Condition
from dagsverke.domain import purchasing, quoting
from dagsverke.domain import supplier_invoices as buying
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of

Where = Callable[[str], tuple[Condition, ...]]
QUOTE_STATUSES = {
    quoting.OPPORTUNITY: Choice("Opportunity"),
    quoting.DRAFT: Choice("Draft", "warn"),
    quoting.SENT: Choice("Sent", "accent"),
    quoting.ACCEPTED: Choice("Accepted", "good"),
    quoting.DECLINED: Choice("Declined", "bad"),
}
ORDER_STATUSES = {
    purchasing.DRAFT: Choice("Draft", "warn"),
    purchasing.SENT: Choice("Sent", "accent"),
    purchasing.CONFIRMED: Choice("Confirmed", "accent"),
    purchasing.DELIVERED: Choice("Delivered", "good"),
    purchasing.OBLITERATED: Choice("Obliterated", "bad"),
}
BOUGHT_STATUSES = {
    buying.REGISTERED: Choice("Registered"),
    buying.DRAFT: Choice("Draft", "warn"),
    buying.SENT: Choice("Sent", "accent"),
    buying.INVOICED: Choice("Invoiced", "good"),
    buying.ATTESTING: Choice("Awaits attest", "warn"),
    buying.OBLITERATED: Choice("Obliterated", "bad"),
    buying.PAUSED: Choice("Paused"),
}


def _having(*statuses: int) -> Where:
    """Those that have one of these statuses."""
    return lambda _today: (Condition("status", "in", list(statuses)),)


def _days(core: str) -> tuple[Sieve, Sieve]:
    """From one day to another."""
    return Sieve("from", "From", core, "ge", "day"), Sieve("to", "To", core, "le", "day")


QUOTES = ListPage(
    "/quotes",
    "Quotes",
    "sales",
    "quote",
    columns=(
        Column("number", "Number", "number"),
        Column("name", "Name", "name"),
        Column("customer", "Customer", "customer_name"),
        Column("quoted", "Quoted on", "quoted_on", "day"),
        Column("valid", "Valid until", "valid_until", "day"),
        Column("status", "Status", "status", "choice", choices=QUOTE_STATUSES),
        Column("net", "Net", "net_e4", "money", is_summed=True),
        Column("total", "Total", "payable_e4", "money", is_shown=False, is_summed=True),
    ),
    sieves=(
        Sieve("q", "Name", "name"),
        Sieve("number", "Number", "number", "eq"),
        Sieve("customer", "Customer", "customer_key", "eq", "row", of=("customer", "name")),
        *_days("quoted_on"),
    ),
    chips=(
        Chip("draft", "Draft", _having(quoting.DRAFT, quoting.OPPORTUNITY)),
        Chip("sent", "Sent", _having(quoting.SENT)),
        Chip("accepted", "Accepted", _having(quoting.ACCEPTED)),
        Chip("declined", "Declined", _having(quoting.DECLINED)),
    ),
    order=(("quoted_on", True),),
)
PURCHASE_ORDERS = ListPage(
    "/purchase-orders",
    "Purchase orders",
    "purchase",
    "purchase_order",
    columns=(
        Column("number", "Number", "number"),
        Column("name", "Name", "name"),
        Column("supplier", "Supplier", "supplier_name"),
        Column("project", "Project", "project_name", is_shown=False),
        Column("ordered", "Ordered on", "ordered_on", "day"),
        Column("expected", "Expected on", "expected_on", "day"),
        Column("status", "Status", "status", "choice", choices=ORDER_STATUSES),
        Column("net", "Net", "net_e4", "money", is_summed=True),
    ),
    sieves=(
        Sieve("number", "Number", "number", "eq"),
        Sieve("supplier", "Supplier", "supplier_key", "eq", "row", of=("supplier", "name")),
        *_days("ordered_on"),
    ),
    chips=(
        Chip("draft", "Draft", _having(purchasing.DRAFT)),
        Chip("open", "Open", _having(purchasing.SENT, purchasing.CONFIRMED)),
        Chip("closed", "Closed", _having(*purchasing.FINAL)),
    ),
    order=(("ordered_on", True),),
)
SUPPLIER_INVOICES = ListPage(
    "/supplier-invoices",
    "Supplier invoices",
    "purchase",
    "supplier_invoice",
    columns=(
        Column("number", "Number", "number"),
        Column("supplier", "Supplier", "supplier_name"),
        Column("customer", "Customer", "customer_name", is_shown=False),
        Column("project", "Project", "project_name"),
        Column("invoiced", "Invoiced on", "invoiced_on", "day"),
        Column("due", "Due on", "due_on", "day"),
        Column("status", "Status", "status", "choice", choices=BOUGHT_STATUSES),
        Column("total", "Total", "payable_e4", "money", is_summed=True),
        Column("onward", "To be billed", "to_invoice_e4", "money", is_summed=True),
    ),
    sieves=(
        Sieve("number", "Number", "number", "eq"),
        Sieve("supplier", "Supplier", "supplier_key", "eq", "row", of=("supplier", "name")),
        *_days("invoiced_on"),
    ),
    chips=(
        Chip("open", "Open", _having(buying.REGISTERED, buying.DRAFT, buying.SENT, buying.ATTESTING, buying.PAUSED)),
        Chip("billed", "Invoiced", _having(buying.INVOICED)),
    ),
    order=(("invoiced_on", True),),
)

ROUTES = tuple(route for one in (QUOTES, PURCHASE_ORDERS, SUPPLIER_INVOICES) for route in routes_of(one))
