"""Picking one row of many: a field that searches while one types, wherever a customer, a project … is chosen.

A collection of ``PICKABLE`` is picked so by every list and form that names it; a template of its own calls the macro
``picker`` of ``picker.html`` with the option that stands in the field (``option_of``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.domain.errors import Absent
from dagsverke.web.visit import Visit, page

ACTIVE = (Condition("is_active", "eq", value=True),)
"""Those that are in use."""
FOUND_MAX = 20
LISTED = Page(0, 500)
"""How many a list of choices offers; what may be more is searched."""
SOUGHT_MAX = 100
DIGITS_MAX = 9
BY = ("key", "id")
"""By what a picked row may be named where it is sent."""


@dataclass(frozen=True, slots=True)
class Pickable:
    """How the rows of a collection are found and told apart: by their names, and by a number.

    ``area`` is where one must be let in to search. ``own`` is the attribute by which who reaches only itself sees
    only itself. ``sorted_by`` is in what order they are offered (downwards with a minus), by name unless said.
    """

    name: str = "name"
    number: str = "number"
    area: str = "work"
    is_numeric: bool = False  # whether its number is a whole number
    own: str | None = None
    sorted_by: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A row that can be picked: what is sent, and how it is called."""

    value: str
    name: str
    number: str = ""


def in_order(by: str) -> tuple[str, bool]:
    """An attribute as an order: downwards where it has a minus before it."""
    return by.removeprefix("-"), by.startswith("-")


def choices(reader: Reader, query: Query) -> list[tuple[str, str]]:
    """The rows of a query as a list of choices: what is sent, and how it is called."""
    return [(str(value), str(name)) for value, name in reader.select(query).rows]


NOBODY = Option("", "")
PICKABLE: Mapping[str, Pickable] = {
    "article": Pickable(),
    "contact": Pickable(number="customer_name", sorted_by="-id"),
    "customer": Pickable(sorted_by="-id"),
    "person": Pickable("full_name", "employee_number", "time", own="id"),
    "project": Pickable(sorted_by="-id"),
    "supplier": Pickable(area="purchase"),
    "supplier_contact": Pickable(number="supplier_name", area="purchase"),
    "work_order": Pickable("title", is_numeric=True, sorted_by="-number"),
}
"""What is searched; all else has few rows, and is chosen from a list of them.

What there may be very many of is offered with the newest first, which no search has to sort.
"""


def option_of(reader: Reader, collection: str, value: str, by: str = "key") -> Option:
    """The option whose value is this; none where it is nothing."""
    if not value or (by == "id" and not _is_number(value)):
        return NOBODY
    sought = int(value) if by == "id" else value
    return next(iter(_options(reader, collection, by, (Condition(by, "eq", sought),), 1)), NOBODY)


async def _search(visit: Visit) -> Response:
    """The options that fit what is typed, as a part of a page."""
    collection = visit.request.path_params["collection"]
    by, sought = visit.query.get("by", BY[0]), visit.query.get("q", "").strip()[:SOUGHT_MAX]
    pickable = PICKABLE.get(collection)
    if pickable is None or by not in BY or not visit.may_enter(pickable.area):
        raise Absent("absent", "collection", "is nothing that can be picked")
    which: tuple[Condition, ...] = ()
    if visit.query.get("active"):
        which += ACTIVE
    if pickable.own is not None and visit.principal.reach == "own":
        which += (Condition(pickable.own, "eq", visit.principal.person_id),)
    options = await visit.read(lambda reader: _found(reader, collection, by, sought, which))
    return visit.page("picker_options.html", options=options, at=visit.query.get("at", "")[:SOUGHT_MAX])


def _found(reader: Reader, collection: str, by: str, sought: str, which: tuple[Condition, ...]) -> Sequence[Option]:
    """Whose number it is first, then those whose name contains it."""
    pickable = PICKABLE[collection]
    found: list[Option] = []
    if sought and (_is_number(sought) or not pickable.is_numeric):
        number = int(sought) if pickable.is_numeric else sought
        found += _options(reader, collection, by, (*which, Condition(pickable.number, "eq", number)), FOUND_MAX)
    named = (Condition(pickable.name, "contains", sought),) if sought else ()
    found += _options(reader, collection, by, (*which, *named), FOUND_MAX)
    return list(dict.fromkeys(found))[:FOUND_MAX]


def _options(reader: Reader, collection: str, by: str, where: tuple[Condition, ...], most: int) -> Sequence[Option]:
    pickable = PICKABLE[collection]
    attributes = (by, pickable.name, pickable.number)
    order = (in_order(pickable.sorted_by or pickable.name),)
    found = reader.select(Query(collection, attributes, where, order, Page(0, most)))
    return [Option(str(value), _text(name), _text(number)) for value, name, number in found.rows]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX


ROUTES = (page("/pick/{collection}", "time", _search),)
