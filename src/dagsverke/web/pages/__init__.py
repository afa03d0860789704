"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import (
    approval,
    balances,
    console,
    day,
    drafting,
    entrance,
    invoices,
    keys,
    trading,
    week,
    work,
)

_FAMILIES = (entrance, week, day, balances, approval, work, drafting, invoices, trading, console, keys)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
