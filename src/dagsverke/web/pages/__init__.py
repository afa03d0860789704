"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import balances, day, entrance, week, work

ROUTES: tuple[BaseRoute, ...] = (*entrance.ROUTES, *week.ROUTES, *day.ROUTES, *balances.ROUTES, *work.ROUTES)
