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
    watching,
    week,
    work,
)

_PAYROLL = (balances, balance_lines, payroll, closings, importing, watching)
_FAMILIES = (entrance, week, day, *_PAYROLL, approval, work, drafting, invoices, trading)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
