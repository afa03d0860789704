"""Orders to suppliers, and supplement orders of projects, as they are read."""

from sqlalchemy import Boolean, Table, Text, cast, func, select

from dagsverke.store.tables.customers import PLACE, contact, customer, supplier
from dagsverke.store.tables.people import person
from dagsverke.store.tables.sales import invoice, purchase_order, supplement_order
from dagsverke.store.tables.trade import price_list
from dagsverke.store.tables.work import project, work_order
from dagsverke.store.views.documents import documents_of
from dagsverke.store.views.kinds import (
    Attribute,
    Collection,
    Join,
    flags,
    identity,
    instants,
    joined,
    json,
    listed,
    live,
    lookup,
    whole,
    words,
)
from dagsverke.store.views.papers import log_of, rows_of
from dagsverke.store.views.time import full_name

_MONEY = ("net_e4", "tax_amount_e4", "payable_e4", "cost_e4", "tax_e4", "currency_rate_e6")
_PROSE = ("language", "header_text", "footer_text", "footer_info", "marking", "currency_code")


def _named(joins: dict[str, Join], *names: str) -> dict[str, Attribute]:
    """The keys and names of persons."""
    found = {f"{name}_key": joined(name, joins[name], "key", is_exact=True) for name in names}
    return found | {
        f"{name}_name": Attribute(full_name(joins[name].table), is_nullable=True, needs=(name,)) for name in names
    }


def _reference(joins: dict[str, Join], name: str, table: Table) -> Attribute:
    """The key of what is referred to; a filter finds the row referred to first."""
    join = joins[name]
    return Attribute(
        join.table.c.key, is_exact=True, is_nullable=True, needs=(name,), lookup=lookup(join.column, table)
    )


def _days(table: Table, *names: str) -> dict[str, Attribute]:
    return {name: Attribute(table.c[name], "day", is_exact=True, is_nullable=True) for name in names}


_ORDER_TABLES = {"supplier": supplier, "project": project, "work_order": work_order}
_ORDER_JOINS = {
    **{name: Join(table.alias(f"{name}_of"), purchase_order.c[f"{name}_id"]) for name, table in _ORDER_TABLES.items()},
    "contact": Join(contact.alias("contact_of"), purchase_order.c.contact_id),
    "created_by": Join(person.alias("creator"), purchase_order.c.created_by_id),
    "reference": Join(person.alias("referred_to"), purchase_order.c.reference_id),
    "approved_by": Join(person.alias("approver"), purchase_order.c.approved_by_id),
}

PURCHASE_ORDER = Collection(
    table=purchase_order,
    joins=_ORDER_JOINS,
    where=(live(purchase_order),),
    has_extras=True,
    attributes={
        **identity(purchase_order),
        **words(purchase_order, "number", "name", "info_name", "public_link", *_PROSE),
        **words(purchase_order, "delivery_attention", "delivery_contact_phone", "invoice_email"),
        **words(purchase_order, *(f"{whose}_{part}" for whose in ("delivery", "invoice") for part in PLACE)),
        **whole(purchase_order, "status", "payment_days", *_MONEY),
        **{f"{name}_key": _reference(_ORDER_JOINS, name, table) for name, table in _ORDER_TABLES.items()},
        **{
            f"supplier_{name}": joined("supplier", _ORDER_JOINS["supplier"], name)
            for name in ("name", "address", "zip_code", "city", "vat_number", "our_customer_number")
        },
        "contact_key": joined("contact", _ORDER_JOINS["contact"], "key", is_exact=True),
        "contact_name": joined("contact", _ORDER_JOINS["contact"], "name"),
        "project_name": joined("project", _ORDER_JOINS["project"], "name"),
        "project_number": joined("project", _ORDER_JOINS["project"], "number"),
        "work_order_title": joined("work_order", _ORDER_JOINS["work_order"], "title"),
        "work_order_number": Attribute(
            _ORDER_JOINS["work_order"].table.c.number,
            "int",
            is_nullable=True,
            needs=("work_order",),
            lookup=lookup(purchase_order.c.work_order_id, work_order, "number"),
        ),
        **_named(_ORDER_JOINS, "created_by", "reference", "approved_by"),
        **_days(purchase_order, "ordered_on", "wanted_on", "expected_on"),
        **instants(purchase_order, "sent_at", "confirmed_at", "archived_at", "created_at", "modified_at"),
        "is_archived": Attribute(cast(purchase_order.c.archived_at.is_not(None), Boolean), "bool"),
        "rows": rows_of(purchase_order),
        "log": log_of(purchase_order),
        "documents": documents_of(purchase_order),
        **json(purchase_order, "extras"),
    },
)

_SUPPLEMENT_JOINS = {
    "customer": Join(customer.alias("customer_of"), supplement_order.c.customer_id),
    "project": Join(project.alias("project_of"), supplement_order.c.project_id),
    "price_list": Join(price_list.alias("price_list_of"), supplement_order.c.price_list_id),
    "created_by": Join(person.alias("creator"), supplement_order.c.created_by_id),
}


def _keys(table: Table, name: str) -> Attribute:
    """The keys of live rows of another table that name the supplement order, or that it names."""
    theirs = table.alias(name)
    column = theirs.c.get("supplement_order_id")
    match = theirs.c.id == supplement_order.c[f"{table.name}_id"] if column is None else column == supplement_order.c.id
    found = (
        select(theirs.c.key, theirs.c.id)
        .where(theirs.c.company_id == supplement_order.c.company_id, match, theirs.c.deleted_at.is_(None))
        .order_by(theirs.c.id)
        .correlate(supplement_order)
        .subquery(f"{name}_keys")
    )
    return listed(found, "key", "id")


SUPPLEMENT_ORDER = Collection(
    table=supplement_order,
    joins=_SUPPLEMENT_JOINS,
    where=(live(supplement_order),),
    attributes={
        **identity(supplement_order),
        **words(supplement_order, "title", "description", "billing_method", "public_link", *_PROSE),
        **whole(supplement_order, "number", "kind", "status", "contracted_e4", *_MONEY),
        **flags(supplement_order, "has_signature"),
        **_named(_SUPPLEMENT_JOINS, "created_by"),
        "project_key": _reference(_SUPPLEMENT_JOINS, "project", project),
        **{
            f"{name}_{column}": joined(name, _SUPPLEMENT_JOINS[name], column, is_exact=column == "key")
            for name, column in (
                *(("customer", "key"), ("customer", "name")),
                *(("project", "name"), ("project", "number")),
                *(("price_list", "key"), ("price_list", "name")),
            )
        },
        "work_order_keys": _keys(work_order, "supplementing"),
        "invoice_keys": _keys(invoice, "billing_it"),
        **_days(supplement_order, "accepted_on"),
        **instants(supplement_order, "created_at"),
        "modified_at": Attribute(
            func.nullif(supplement_order.c.modified_at, supplement_order.c.created_at, type_=Text),
            "instant",
            is_exact=True,
            is_nullable=True,
        ),
        "rows": rows_of(supplement_order),
        "log": log_of(supplement_order),
        "documents": documents_of(supplement_order),
    },
)
