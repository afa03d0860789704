"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import (
    approval,
    audit,
    balance_lines,
    balances,
    closings,
    console,
    customers,
    day,
    documents,
    drafting,
    drives,
    entrance,
    expenses,
    importing,
    invoices,
    keys,
    machines,
    payroll,
    persons,
    projects,
    registers,
    series,
    trading,
    watching,
    week,
    work_orders,
)

_PAYROLL = (balances, balance_lines, payroll, closings, importing, watching)
_WORK = (customers, projects, work_orders, expenses, drives, machines, documents)
_ADMIN = (persons, series, registers, keys, console, audit)
_FAMILIES = (entrance, week, day, *_PAYROLL, approval, *_WORK, drafting, invoices, trading, *_ADMIN)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
