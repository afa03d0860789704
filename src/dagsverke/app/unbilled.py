"""What is still to be billed to a customer: billable, on no invoice, and not part of a whole that has a price."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from dagsverke.app.billing import SOURCES, called
from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Query, Sums
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.pricing import AS_A_WHOLE


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose work, of which local days (both ends included); of any of the projects and orders, where some are named."""

    customer_id: int
    first_on: str
    last_on: str
    project_ids: Sequence[int] = ()
    work_order_ids: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to be billed, under the same names whatever it is.

    ``quantity`` is as the kind has it: milliseconds, metres, or a number of things in scale e6. ``refers_key`` is that
    of its cause, article, kind of drive or machine, None where it has none or that was withdrawn.
    """

    kind: str
    id: int
    on_day: str
    name: str
    description: str
    person_name: str
    refers_key: str | None
    article_number: str
    unit: str
    quantity: int
    unit_price_e4: int
    net_unit_price_e4: int
    discount_e4: int
    tax_e4: int
    amount_e4: int
    cost_e4: int
    project_id: int | None
    work_order_id: int | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A project or work order with a price as a whole, and what was spent on it that is therefore not billed."""

    name: str
    count: int
    amount_e4: int


_ATTRIBUTES = tuple(one.name for one in fields(Source) if one.name != "kind")
_TEXTS = frozenset({"name", "description", "person_name", "article_number", "unit"})
_OWNED_BY = ("project_method", "project_number", "project_name", "work_order_number", "work_order_title")


def unbilled(reader: Reader, scope: Scope) -> Sequence[Source]:
    """What is still to be billed, kind by kind and day by day; one query for each kind."""
    where = (*conditions(scope), Condition("is_due", "eq", value=True), Condition("is_invoiced", "eq", value=False))
    found: list[Source] = []
    for kind in SOURCES:
        query = Query(f"{kind}_source", _ATTRIBUTES, where, order=(("on_day", False),))
        found += (_source(kind, dict(zip(_ATTRIBUTES, row, strict=True))) for row in reader.select(query).rows)
    return found


def wholes(reader: Reader, scope: Scope) -> Sequence[Whole]:
    """What is left out because a project or a work order has a price as a whole, by its name."""
    left_out = (("is_billable", True), ("is_invoiced", False), ("is_whole", True))
    where = (*conditions(scope), *(Condition(name, "eq", value) for name, value in left_out))
    found: dict[str, tuple[int, int]] = {}
    for kind in SOURCES:
        for *owner, count, amount_e4 in reader.sums(Sums(f"{kind}_source", ("amount_e4",), _OWNED_BY, where)):
            name = _name_of(dict(zip(_OWNED_BY, owner, strict=True)))
            before = found.get(name, (0, 0))
            found[name] = (before[0] + count, before[1] + amount_e4)
    return [Whole(name, *sums) for name, sums in sorted(found.items())]


def holders(reader: Reader, scope: Scope) -> Sequence[str]:
    """The invoices on which what is in the scope stands, as a refusal names them: the numbered ones before a draft."""
    where = (*conditions(scope), Condition("is_billed", "eq", value=True))
    found = {row[0] for kind in SOURCES for row in reader.sums(Sums(f"{kind}_source", (), ("invoice_id",), where))}
    invoices = reader.find_all("invoice", id=sorted(one for one in found if one is not None))
    return sorted({called(one) for one in invoices}, reverse=True)


def payer_of(reader: Reader, projects: Sequence[Record], orders: Sequence[Record]) -> int:
    """The id of the customer who pays for projects and work orders: one for all of them."""
    owners = {one["id"]: one for one in projects}
    missing = {one["project_id"] for one in orders if one["project_id"]} - owners.keys()
    owners |= {one["id"]: one for one in reader.find_all("project", id=sorted(missing))}
    found = {one["customer_id"] for one in projects}
    found |= {one["customer_id"] or owners.get(one["project_id"], one)["customer_id"] for one in orders}
    if len(found) > 1:
        raise Conflict("several", "customer_key", "is not the same for everything that was named")
    customer_id = found.pop() if found else None
    if customer_id is None:
        raise Malformed("required", "customer_key", "is required")
    return int(customer_id)


def scope_of(
    reader: Reader,
    customer: Record | None,
    projects: Sequence[Record],
    orders: Sequence[Record],
    days: tuple[str, str],
) -> Scope:
    """What is to be billed of these projects and orders, else of all the customer's, from a first day to a last.

    Who pays is the customer where one is named, else who the projects and orders say.
    """
    customer_id = payer_of(reader, projects, orders) if customer is None else int(customer["id"])
    ids = [[one["id"] for one in rows] for rows in (projects, orders)]
    return Scope(customer_id, *days, *ids)


def conditions(scope: Scope) -> Iterator[Condition]:
    """The scope in the words of the list language."""
    yield Condition("payer_id", "eq", scope.customer_id)
    yield from period(scope.first_on, scope.last_on)
    if scope.project_ids:
        yield Condition("project_id", "in", list(scope.project_ids))
    if scope.work_order_ids:
        yield Condition("work_order_id", "in", list(scope.work_order_ids))


def period(first_on: str | None, last_on: str | None) -> Iterator[Condition]:
    """From one local day to another; either may be left open."""
    if first_on is not None:
        yield Condition("on_day", "ge", first_on)
    if last_on is not None:
        yield Condition("on_day", "le", last_on)


def _source(kind: str, row: Mapping[str, Any]) -> Source:
    values: dict[str, Any] = {name: value or "" if name in _TEXTS else value for name, value in row.items()}
    return Source(kind=kind, **values)


def _name_of(owner: Mapping[str, Any]) -> str:
    if owner["project_method"] in AS_A_WHOLE:
        return f"project {owner['project_number']} {owner['project_name']}".rstrip()
    return f"work order {owner['work_order_number']} {owner['work_order_title']}".rstrip()
