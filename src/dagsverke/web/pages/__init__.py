"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web import picking
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
    guests,
    importing,
    invoice_form,
    invoices,
    keys,
    machine_time,
    machines,
    payroll,
    persons,
    projects,
    purchase_orders,
    quote_form,
    quotes,
    registers,
    series,
    supplier_guests,
    supplier_invoices,
    watching,
    week,
    work_orders,
)

_PAYROLL = (balances, balance_lines, payroll, closings, importing, watching)
_WORK = (customers, projects, work_orders, expenses, drives, machine_time, machines, documents)
_SALES = (drafting, invoice_form, invoices, quote_form, quotes, guests)
_PURCHASE = (purchase_orders, supplier_guests, supplier_invoices)
_ADMIN = (persons, series, registers, keys, console, audit)
_FAMILIES = (entrance, picking, week, day, *_PAYROLL, approval, *_WORK, *_SALES, *_PURCHASE, *_ADMIN)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
