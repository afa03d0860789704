"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import entrance, week, work

ROUTES: tuple[BaseRoute, ...] = (*entrance.ROUTES, *week.ROUTES, *work.ROUTES)
