"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import (
    approval,
    balance_lines,
    balances,
    closings,
    day,
    drafting,
    entrance,
    importing,
    invoices,
    payroll,
    trading,
    week,
    work,
)

_FAMILIES = (
    entrance,
    week,
    day,
    balances,
    balance_lines,
    payroll,
    closings,
    approval,
    work,
    drafting,
    importing,
    invoices,
    trading,
)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
