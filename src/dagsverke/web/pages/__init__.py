"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.forms import picking
from dagsverke.web.pages import approval, balances, day, drafting, entrance, invoices, trading, week, work

_FAMILIES = (entrance, picking, week, day, balances, approval, work, drafting, invoices, trading)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
