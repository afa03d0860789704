"""The pages, one module for each family."""

from starlette.routing import BaseRoute

from dagsverke.web.pages import day, entrance, week, work

ROUTES: tuple[BaseRoute, ...] = (*entrance.ROUTES, *week.ROUTES, *day.ROUTES, *work.ROUTES)
