"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import (
    approval,
    balance_lines,
    balances,
    closings,
    customers,
    day,
    documents,
    drafting,
    drives,
    entrance,
    expenses,
    importing,
    invoices,
    machines,
    payroll,
    projects,
    trading,
    watching,
    week,
    work_orders,
)

_PAYROLL = (balances, balance_lines, payroll, closings, importing, watching)
_WORK = (customers, projects, work_orders, expenses, drives, machines, documents)
_FAMILIES = (entrance, week, day, *_PAYROLL, approval, *_WORK, drafting, invoices, trading)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
