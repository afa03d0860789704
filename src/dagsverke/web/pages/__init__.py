"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import approval, balances, day, entrance, week, work

_FAMILIES = (entrance, week, day, balances, approval, work)

ROUTES: tuple[BaseRoute, ...] = tuple(route for family in _FAMILIES for route in family.ROUTES)
