"""What may stand on an invoice, all kinds under the same names, for billing and for proving that it was done right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Table,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal_column,
    not_,
    null,
    or_,
)

from dagsverke.domain.pricing import AS_A_WHOLE
from dagsverke.domain.units import E4
from dagsverke.store.grammar import EMPTY, ZERO
from dagsverke.store.tables.companies import cause
from dagsverke.store.tables.customers import supplier
from dagsverke.store.tables.people import person
from dagsverke.store.tables.sales import billing, invoice, paper_row, supplier_invoice
from dagsverke.store.tables.time import time_entry
from dagsverke.store.tables.trade import article, drive, drive_type, expense, machine, machine_entry
from dagsverke.store.tables.work import project, work_order
from dagsverke.store.views.amounts import price_of_hours
from dagsverke.store.views.kinds import COMPANY, Attribute, Collection, Join, identity, joined, live, whole
from dagsverke.store.views.time import full_name

_NIL: ColumnElement[int] = cast(ZERO, BigInteger)
_TAX: ColumnElement[int] = cast(literal_column(str(25 * E4), BigInteger), BigInteger)
_NO_TEXT: ColumnElement[Any] = cast(null(), Text)
_WHOLES = tuple(literal_column(f"'{method}'", Text) for method in sorted(AS_A_WHOLE))


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How one kind says what every kind says; expressions that are not given are nil or empty."""

    table: Table
    on_day: ColumnElement[str]
    refers: Table
    refers_id: ColumnElement[Any]
    amount: ColumnElement[int]
    quantity: ColumnElement[int]
    more: Mapping[str, ColumnElement[Any]] = field(default_factory=dict)
    moment: ColumnElement[Any] | None = None


def _whole_of(*methods: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(*(func.coalesce(method, EMPTY).in_(_WHOLES) for method in methods))


def _is_billed(table: Table) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            billing.c.company_id == table.c.company_id,
            billing.c.source_kind == literal_column(f"'{table.name}'", Text),
            billing.c.source_id == table.c.id,
        )
        .correlate(table)
    )


def _joins(spelling: _Spelling) -> dict[str, Join]:
    columns = spelling.table.c
    joins = {
        "project": Join(project.alias("project_of"), columns.project_id),
        "work_order": Join(work_order.alias("work_order_of"), columns.work_order_id),
        "refers": Join(spelling.refers.alias("referred_to"), spelling.refers_id),
    }
    return joins | ({"person": Join(person.alias("owner"), columns.person_id)} if "person_id" in columns else {})


def _is_whole(table: Table, joins: Mapping[str, Join]) -> ColumnElement[bool]:
    """Whether it is part of a project or order that is billed as a whole; a supplement to one is not."""
    order = joins["work_order"].table.c
    supplement: ColumnElement[bool] = func.coalesce(order.is_supplement, false())
    if "is_supplement" in table.c:
        supplement = or_(supplement, table.c.is_supplement)
    return and_(_whole_of(joins["project"].table.c.billing_method, order.billing_method), not_(supplement))


def _collection(spelling: _Spelling) -> Collection:
    """Rows of one kind. ``payer_id`` is whose they are: the customer they are recorded on, else the project's."""
    table, columns = spelling.table, spelling.table.c
    joins = _joins(spelling)
    payer = func.coalesce(columns.customer_id, joins["project"].table.c.customer_id)
    is_whole, owners = _is_whole(table, joins), ("project", "work_order")
    return Collection(
        table=table,
        joins=joins,
        where=(live(table),),
        indexes={f"{one}_id": f"{table.name}_{one}_id_id" for one in owners[::-1]},
        moment=spelling.moment,
        attributes={
            **identity(table),
            **whole(table, "project_id", "work_order_id", "invoice_id"),
            "payer_id": Attribute(payer, "int", is_nullable=True, needs=("project",)),
            "on_day": Attribute(spelling.on_day, "day", is_exact=True, is_nullable=True),
            "is_billable": Attribute(columns.is_billable, "bool"),
            "is_invoiced": Attribute(columns.is_invoiced, "bool"),
            "is_billed": Attribute(cast(_is_billed(table), Boolean), "bool"),
            "is_whole": Attribute(cast(is_whole, Boolean), "bool", needs=owners),
            "is_due": Attribute(cast(and_(columns.is_billable, not_(is_whole)), Boolean), "bool", needs=owners),
            **_said(spelling, joins),
            "project_number": joined("project", joins["project"], "number"),
            "project_name": joined("project", joins["project"], "name"),
            "project_method": joined("project", joins["project"], "billing_method", is_exact=True),
            "work_order_number": joined("work_order", joins["work_order"], "number", "int"),
            "work_order_title": joined("work_order", joins["work_order"], "title"),
        },
    )


def _said(spelling: _Spelling, joins: Mapping[str, Join]) -> dict[str, Attribute]:
    """What an invoice row says of it, and what it amounts to."""
    more, refers = spelling.more, joins["refers"].table.c
    key = case((refers.deleted_at.is_(None), refers.key))
    who = Attribute(_NO_TEXT, is_nullable=True)
    if "person" in joins:
        who = Attribute(full_name(joins["person"].table), is_nullable=True, needs=("person",))
    return {
        "amount_e4": Attribute(spelling.amount, "int"),
        "quantity": Attribute(spelling.quantity, "int"),
        "refers_key": Attribute(key, is_exact=True, is_nullable=True, needs=("refers",)),
        "name": Attribute(more.get("name", refers.name), is_nullable=True, needs=("refers",)),
        **{
            name: Attribute(more.get(name, _NO_TEXT), is_nullable=True)
            for name in ("unit", "article_number", "description")
        },
        **{
            name: Attribute(more.get(name, _TAX if name == "tax_e4" else _NIL), "int")
            for name in ("unit_price_e4", "net_unit_price_e4", "discount_e4", "tax_e4", "cost_e4")
        },
        "person_name": who,
    }


def _columns(table: Table, *names: str) -> dict[str, ColumnElement[Any]]:
    return {name: table.c[name] for name in names}


_SPELLINGS = (
    _Spelling(
        time_entry,
        on_day=time_entry.c.on_day,
        refers=cause,
        refers_id=time_entry.c.cause_id,
        amount=price_of_hours(func.coalesce(time_entry.c.unit_price_e4, ZERO), time_entry.c.billable_ms),
        quantity=time_entry.c.billable_ms,
        more=_columns(time_entry, "cost_e4") | {"unit_price_e4": func.coalesce(time_entry.c.unit_price_e4, ZERO)},
        moment=time_entry.c.begins_at,
    ),
    _Spelling(
        expense,
        on_day=expense.c.on_day,
        refers=article,
        refers_id=expense.c.article_id,
        amount=expense.c.net_amount_e4,
        quantity=expense.c.quantity_e6,
        more=_columns(expense, "name", "article_number", "unit", "unit_price_e4", "net_unit_price_e4", "discount_e4")
        | _columns(expense, "tax_e4", "cost_e4")
        | {"description": expense.c.note},
        moment=expense.c.happened_at,
    ),
    _Spelling(
        drive,
        on_day=drive.c.on_day,
        refers=drive_type,
        refers_id=drive.c.type_id,
        amount=drive.c.amount_e4,
        quantity=drive.c.distance_m,
        more=_columns(drive, "unit_price_e4", "cost_e4") | {"description": drive.c.purpose},
        moment=drive.c.happened_at,
    ),
    _Spelling(
        machine_entry,
        on_day=machine_entry.c.on_day,
        refers=machine,
        refers_id=machine_entry.c.machine_id,
        amount=price_of_hours(machine_entry.c.unit_price_e4, machine_entry.c.billable_ms),
        quantity=machine_entry.c.billable_ms,
        more=_columns(machine_entry, "unit_price_e4", "cost_e4"),
        moment=machine_entry.c.happened_at,
    ),
    _Spelling(
        supplier_invoice,
        on_day=supplier_invoice.c.invoiced_on,
        refers=supplier,
        refers_id=supplier_invoice.c.supplier_id,
        amount=supplier_invoice.c.to_invoice_e4,
        quantity=_NIL,
        more={"description": supplier_invoice.c.number, "cost_e4": supplier_invoice.c.net_e4},
    ),
)
SOURCES: Mapping[str, Collection] = {f"{one.table.name}_source": _collection(one) for one in _SPELLINGS}

_IS_STANDING = and_(
    exists().where(invoice.c.company_id == COMPANY, invoice.c.id == billing.c.invoice_id, live(invoice)),
    exists().where(
        paper_row.c.company_id == COMPANY,
        paper_row.c.id == billing.c.row_id,
        paper_row.c.owner_kind == literal_column("'invoice'", Text),
        paper_row.c.owner_id == billing.c.invoice_id,
    ),
)
CLAIM = Collection(
    table=billing,
    key=("source_kind", "source_id"),
    attributes={
        "source_kind": Attribute(billing.c.source_kind, is_exact=True),
        **whole(billing, "source_id", "invoice_id", "row_id"),
        "is_standing": Attribute(cast(_IS_STANDING, Boolean), "bool"),
    },
)
"""What bills what; ``is_standing`` where the invoice and its row are there."""
