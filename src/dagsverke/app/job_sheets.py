"""A project or a work order as it is looked at: what was used on it, by whom, and budget against actual.

Every read is of the one job, by an index: it costs what the job has, whatever stands beside it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagsverke.app.billing import SOURCES
from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Page, Query, Sums
from dagsverke.app.rows import named_rows, shown_row
from dagsverke.domain.budgets import Budget, Price, Use, budget

SHOWN_MAX = 50
"""So many rows of a kind are shown with a job, the newest first; their list has the rest."""
_USE = ("is_billable", "is_invoiced", "is_whole")
_PROJECT = (
    *("id", "key", "number", "name", "customer_key", "customer_name", "leader_name", "status_name", "type_name"),
    *("billing_method", "fixed_price_e4", "fixed_price_left_e4", "price_per_hour_e4", "estimated_ms", "starts_on"),
    *("ends_on", "marking", "your_order_number", "notes", "is_active", "is_in_progress", "is_closed", "documents"),
)
_ORDER = (
    *("id", "key", "number", "title", "description", "customer_key", "customer_name", "project_key", "project_name"),
    *("contact_name", "leader_name", "owner_name", "status_key", "status_name", "type_name", "billing_method"),
    *("fixed_price_e4", "estimated_ms", "starts_at", "ends_at", "marking", "your_order_number", "completed_at"),
    *("completed_by_name", "work_address", "work_zip_code", "work_city", "work_phone", "takes_time", "takes_expenses"),
    *("is_active", "is_in_progress", "is_closed", "documents"),
)
_ORDER_LINE = ("key", "number", "title", "status_name", "is_closed", "is_in_progress", "leader_name", "estimated_ms")
ROWS: Mapping[str, tuple[str, ...]] = {
    "time_entry": ("key", "on_day", "person_name", "cause_name", "note", "duration_ms"),
    "expense": ("key", "on_day", "person_name", "name", "quantity_e6", "unit", "net_amount_e4", "cost_e4", "documents"),
    "drive": ("key", "on_day", "person_name", "purpose", "registration_number", "distance_m", "amount_e4"),
    "machine_entry": ("key", "on_day", "person_name", "machine_name", "note", "duration_ms", "price_e4"),
}
_MOMENTS = {"time_entry": "begins_at"}


@dataclass(frozen=True, slots=True)
class Spent:
    """What was used of one kind. ``quantity`` is in milliseconds or metres, without meaning for things."""

    kind: str
    count: int
    quantity: int
    cost_e4: int
    amount_e4: int
    invoiced_e4: int


@dataclass(frozen=True, slots=True)
class JobSheet:
    """A project or work order. ``people`` are hours by name.

    ``budget`` is None for who sees only its own, and then rows, people and hours are its own too.
    """

    job: Record
    people: Sequence[tuple[str, int]]
    rows: Mapping[str, Sequence[Record]]
    totals: Mapping[str, int]
    documents: Sequence[Record]
    spent: Sequence[Spent] = ()
    budget: Budget | None = None
    orders: Sequence[Record] = ()
    order_count: int = 0
    workers: Sequence[str] = ()

    @property
    def worked_ms(self) -> int:
        """All hours."""
        return sum(amount_ms for _, amount_ms in self.people)


def project_sheet(reader: Reader, key: str, only_person_id: int | None = None) -> JobSheet:
    """The project with a key, with its work orders. Raises Absent where there is none."""
    job = shown_row(reader, "project", _PROJECT, Condition("key", "eq", key))
    within = (Condition("project_key", "eq", key),)
    query = Query("work_order", _ORDER_LINE, within, (("id", True),), Page(0, SHOWN_MAX), with_total=True)
    found = reader.select(query)
    orders = [dict(zip(_ORDER_LINE, row, strict=True)) for row in found.rows]
    people = _people(reader, within, only_person_id)
    more: dict[str, Any] = {}
    if only_person_id is None:
        used = _used(reader, Condition("project_id", "eq", job["id"]))
        fixed_e4 = job["fixed_price_e4"]
        price = Price(job["billing_method"], fixed_e4, fixed_e4 - job["fixed_price_left_e4"])
        planned_ms, parts_e4 = reader.sums(Sums("work_order", ("estimated_ms", "fixed_price_e4"), where=within))[0][1:]
        planned_ms = job["estimated_ms"] or planned_ms
        more = {
            "spent": _by_kind(used),
            "budget": budget(planned_ms, sum(ms for _, ms in people), used, price, Price(fixed_e4=parts_e4)),
        }
    documents = json.loads(job["documents"])
    return JobSheet(job, people, {}, {}, documents, orders=orders, order_count=found.total, **more)


def order_sheet(reader: Reader, key: str, only_person_id: int | None = None) -> JobSheet:
    """The work order with a key, with what was recorded on it. Raises Absent where there is none."""
    job = shown_row(reader, "work_order", _ORDER, Condition("key", "eq", key))
    on_it = (Condition("work_order_key", "eq", key),)
    own = () if only_person_id is None else (Condition("person_id", "eq", only_person_id),)
    rows, totals = {}, {}
    for kind, attributes in ROWS.items():
        order = ((_MOMENTS.get(kind, "happened_at"), True),)
        found = reader.select(Query(kind, attributes, (*on_it, *own), order, Page(0, SHOWN_MAX), with_total=True))
        rows[kind] = [dict(zip(attributes, row, strict=True)) for row in found.rows]
        totals[kind] = found.total
    people = _people(reader, on_it, only_person_id)
    more: dict[str, Any] = {}
    if only_person_id is None:
        used = _used(reader, Condition("work_order_id", "eq", job["id"]))
        price = Price(job["billing_method"], job["fixed_price_e4"])
        more = {
            "spent": _by_kind(used),
            "budget": budget(job["estimated_ms"], sum(ms for _, ms in people), used, price, Price()),
        }
    return JobSheet(job, people, rows, totals, json.loads(job["documents"]), workers=_workers(reader, job), **more)


def _people(reader: Reader, within: tuple[Condition, ...], only_person_id: int | None) -> Sequence[tuple[str, int]]:
    """Hours worked, by the names of who worked them, the most first."""
    where = (*within, Condition("is_work_time", "eq", value=True))
    if only_person_id is not None:
        where = (*where, Condition("person_id", "eq", only_person_id))
    found = reader.sums(Sums("time_entry", ("duration_ms",), ("person_name",), where))
    return sorted([(str(name), amount_ms) for name, _, amount_ms in found], key=lambda one: -one[1])


def _used(reader: Reader, within: Condition) -> list[Use]:
    """What was used, by kind and terms: one query for each kind."""
    found = []
    for kind in SOURCES:
        query = Sums(f"{kind}_source", ("quantity", "cost_e4", "amount_e4"), _USE, (within,))
        for *terms, count, quantity, cost_e4, amount_e4 in reader.sums(query):
            found.append(Use(kind, count, quantity, cost_e4, amount_e4, *map(bool, terms)))
    return found


def _by_kind(used: Sequence[Use]) -> list[Spent]:
    """Each kind of which anything was used."""
    return [_spent(kind, some) for kind in SOURCES if (some := [one for one in used if one.kind == kind])]


def _spent(kind: str, some: Sequence[Use]) -> Spent:
    billable = [one for one in some if one.is_billable]
    return Spent(
        kind,
        sum(one.count for one in some),
        sum(one.quantity for one in some),
        sum(one.cost_e4 for one in some),
        sum(one.amount_e4 for one in billable),
        sum(one.amount_e4 for one in billable if one.is_invoiced),
    )


def _workers(reader: Reader, order: Record) -> list[str]:
    """The names of who works full time on a work order."""
    ids = [one["person_id"] for one in reader.find_all("work_order_person", work_order_id=order["id"])]
    where = (Condition("id", "in", ids),)
    return [str(one["full_name"]) for one in named_rows(reader, Query("person", ("full_name",), where))] if ids else []
