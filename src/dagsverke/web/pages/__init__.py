"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import (
    approval,
    audit,
    balances,
    console,
    day,
    drafting,
    entrance,
    invoices,
    keys,
    persons,
    registers,
    trading,
    week,
    work,
)

_FAMILIES = (
    entrance,
    week,
    day,
    balances,
    approval,
    work,
    drafting,
    invoices,
    trading,
    console,
    keys,
    audit,
    registers,
    persons,
)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
