"""Orders to suppliers, and what suppliers invoice: as lists."""

from dagsverke.domain import purchasing
from dagsverke.domain import supplier_invoices as buying
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of
from dagsverke.web.pages.narrowing import days, having

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
        *days("ordered_on"),
    ),
    chips=(
        Chip("draft", "Draft", having(purchasing.DRAFT)),
        Chip("open", "Open", having(purchasing.SENT, purchasing.CONFIRMED)),
        Chip("closed", "Closed", having(*purchasing.FINAL)),
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
        *days("invoiced_on"),
    ),
    chips=(
        Chip("open", "Open", having(buying.REGISTERED, buying.DRAFT, buying.SENT, buying.ATTESTING, buying.PAUSED)),
        Chip("billed", "Invoiced", having(buying.INVOICED)),
    ),
    order=(("invoiced_on", True),),
)

ROUTES = tuple(route for one in (PURCHASE_ORDERS, SUPPLIER_INVOICES) for route in routes_of(one))
