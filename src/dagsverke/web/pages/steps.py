"""What is done to a paper from its own page: sent, paid, answered …; what is refused is said on that page."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.errors import Absent, Refusal
from dagsverke.web.papers.printing import PDF, inline, printed
from dagsverke.web.visit import Handler, Visit

Change = Callable[[UnitOfWork, Record], str]
"""What is done to a row; returns the path to go to."""
Step = Callable[[Visit], Change]
Shown = Callable[[Visit, str], Awaitable[Response]]
"""The page of the row, with what was refused."""


def doing(table: str, step: Step, show: Shown) -> Handler:
    """A page that does something to the row whose key is in its address."""

    async def handle(visit: Visit) -> Response:
        change, key = step(visit), visit.request.path_params["key"]
        try:
            path = await visit.write(lambda unit: change(unit, existing(unit, table, "key", key=key)))
        except Absent:
            raise
        except Refusal as refusal:
            return await show(visit, visit.sentence(refusal))
        return visit.go(path)

    return handle


def commanded(command: Callable[..., Any], place: str, by: str = "modified_by_key", **change: Any) -> Step:
    """A step that is one command, by the person; then one goes to a place, with the row's key where it has braces."""

    def step(visit: Visit) -> Change:
        def carry_out(unit: UnitOfWork, row: Record) -> str:
            command(unit, {"key": row["key"]}, {by: visit.person["key"], **change})
            return place.format(key=row["key"])

        return carry_out

    return step


async def as_pdf(template: str, paper: Mapping[str, Any], number: str) -> Response:
    """A paper as PDF; shown by the browser, and named by its title and number where it is kept."""
    content = await asyncio.to_thread(printed, template, paper)
    told = {"content-disposition": inline(f"{paper['title']} {number}.pdf"), "cache-control": "no-store"}
    return Response(content, HTTPStatus.OK, told, PDF)
