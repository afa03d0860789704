"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import entrance, work

ROUTES: tuple[BaseRoute, ...] = (*entrance.ROUTES, *work.ROUTES)
