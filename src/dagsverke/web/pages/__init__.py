"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import (
    approval,
    balances,
    customers,
    day,
    documents,
    drafting,
    drives,
    entrance,
    expenses,
    invoices,
    machines,
    projects,
    trading,
    week,
    work_orders,
)

_WORK = (customers, projects, work_orders, expenses, drives, machines, documents)
_FAMILIES = (entrance, week, day, balances, approval, *_WORK, drafting, invoices, trading)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
