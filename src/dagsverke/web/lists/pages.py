"""Serving lists: as a page, and as files."""

from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from dagsverke.app.ports import Reader
from dagsverke.app.queries import Query, Row
from dagsverke.web.lists import sheets
from dagsverke.web.lists.asked import Asked, ask
from dagsverke.web.lists.cells import SCALES, cell, lines, plain, writers_of
from dagsverke.web.lists.found import Found, find, find_all
from dagsverke.web.lists.model import ListPage, Sieve
from dagsverke.web.picking import LISTED, PICKABLE, Option, choices, in_order, option_of
from dagsverke.web.visit import Visit, page

Options = dict[str, list[tuple[str, str]]]


def routes_of(listing: ListPage) -> list[Route]:
    """The addresses of a list."""
    files = (page(f"{listing.path}.{ending}", listing.area, partial(_file, listing, ending)) for ending in _FILES)
    return [page(listing.path, listing.area, partial(_show, listing)), *files]


async def _show(listing: ListPage, visit: Visit) -> Response:
    asked = asked_of(listing, visit)

    def read(reader: Reader) -> tuple[Found, Options, dict[str, Option]]:
        return find(asked, reader, visit.principal), _options(listing, reader), _picked(asked, reader)

    found, options, picked = await visit.read(read, is_long=listing.report is not None)
    template = "list_rows.html" if visit.request.headers.get("hx-target") == "rows" else "list.html"
    return visit.page(template, options=options, picked=picked, **shown(asked, found, visit))


def asked_of(listing: ListPage, visit: Visit) -> Asked:
    """What a visit asks of a list."""
    seen = listing.of(visit.company).seen_by(visit.may_enter)
    return ask(seen, visit.query, visit.principal, visit.today)


def shown(asked: Asked, found: Found, visit: Visit) -> Mapping[str, Any]:
    """What the templates of a list show of the rows that were found."""
    return {
        "asked": asked,
        "lines": lines(asked, found.rows, visit.formats, visit.language),
        "total": found.total,
        "totals": _totals(asked, found.sums, visit),
        "pages": max(-(-found.total // asked.listing.page_size), 1),
        "scales": [SCALES.get(one.kind, 1) for one in asked.columns],
    }


async def _file(listing: ListPage, ending: str, visit: Visit) -> Response:
    asked = asked_of(listing, visit)
    found = await visit.read(lambda reader: find_all(asked, reader, visit.principal), is_long=True)
    return file(asked, found, ending, visit)


def file(asked: Asked, found: Sequence[Row], ending: str, visit: Visit) -> Response:
    """Rows as a file of a kind, ``csv`` or ``xlsx``."""
    listing = asked.listing
    places = [asked.attributes.index(one.core) for one in asked.columns]
    headings = [visit.says(one.label) for one in asked.columns]
    rows = (
        [plain(one, row[at], visit.language) for one, at in zip(asked.columns, places, strict=True)] for row in found
    )
    title = visit.says(listing.label)
    content = sheets.to_csv(headings, rows) if ending == "csv" else sheets.to_xlsx(title, headings, rows)
    name = listing.path.strip("/").replace("/", "-")
    disposition = f'attachment; filename="{name}-{visit.today}.{ending}"'
    return Response(content, HTTPStatus.OK, {"content-disposition": disposition}, _FILES[ending])


_FILES = {"csv": sheets.CSV, "xlsx": sheets.XLSX}


def _totals(asked: Asked, sums: Sequence[Any], visit: Visit) -> list[str]:
    """Below each column its total, nothing below those that have none."""
    left = list(sums)
    writers = writers_of(visit.formats, visit.language)
    return [cell(one, left.pop(0), writers).text if one.is_summed else "" for one in asked.columns]


def _options(listing: ListPage, reader: Reader) -> Options:
    """What may be picked in the sieves that pick a row: value and name."""
    return {one.name: _rows_of(one, reader) for one in listing.sieves if one.of and one.of[0] not in PICKABLE}


def _picked(asked: Asked, reader: Reader) -> dict[str, Option]:
    """What is picked in the sieves that search."""
    return {
        one.name: option_of(reader, one.of[0], asked.standing(one), one.named_by)
        for one in asked.listing.sieves
        if one.of and one.of[0] in PICKABLE
    }


def _rows_of(sieve: Sieve, reader: Reader) -> list[tuple[str, str]]:
    collection, name = sieve.of or ("", "")
    order = (in_order(sieve.sorted_by or name),)
    return choices(reader, Query(collection, (sieve.named_by, name), (), order, LISTED))
