"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web import picking
from dagsverke.web.pages import (
    approval,
    balances,
    day,
    drafting,
    entrance,
    guests,
    invoice_form,
    invoices,
    purchase_orders,
    quote_form,
    quotes,
    supplier_guests,
    supplier_invoices,
    week,
    work,
)

_FAMILIES = (
    *(entrance, picking, week, day, balances, approval, work, drafting, invoice_form, invoices),
    *(quote_form, quotes, guests, purchase_orders, supplier_guests, supplier_invoices),
)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
