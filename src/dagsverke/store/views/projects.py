"""Projects, and the lists that describe them, as they are read."""

from sqlalchemy import Boolean, Text, and_, cast, func, literal_column, select

from dagsverke.store.grammar import ZERO
from dagsverke.store.tables.customers import PLACE, contact, customer
from dagsverke.store.tables.people import person
from dagsverke.store.tables.registers import register_item, status
from dagsverke.store.tables.sales import quote
from dagsverke.store.tables.trade import article, price_list
from dagsverke.store.tables.work import project
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
    live,
    lookup,
    whole,
    words,
)
from dagsverke.store.views.registers import register
from dagsverke.store.views.time import full_name

_FIRST_QUOTE = (
    select(func.min(quote.c.id))
    .where(quote.c.company_id == project.c.company_id, quote.c.project_id == project.c.id, live(quote))
    .correlate(project)
    .scalar_subquery()
)
"""A project came of the first live quote that names it."""
_JOINS = {
    "customer": Join(customer.alias("customer_of"), project.c.customer_id),
    "contact": Join(contact.alias("contact_of"), project.c.contact_id),
    "leader": Join(person.alias("leader"), project.c.leader_id),
    "status": Join(status.alias("status_of"), project.c.status_id),
    "type": Join(register_item.alias("type_of"), project.c.type_id),
    "department": Join(register_item.alias("department_of"), project.c.department_id),
    "result_unit": Join(register_item.alias("result_unit_of"), project.c.result_unit_id),
    "price_list": Join(price_list.alias("price_list_of"), project.c.price_list_id),
    "quote": Join(quote.alias("quote_of"), _FIRST_QUOTE),
    "fixed_price_article": Join(article.alias("article_of"), project.c.fixed_price_article_id),
}
_NAMED = ("customer", "contact", "type", "department", "result_unit")
_LEFT = project.c.fixed_price_e4 - project.c.fixed_price_invoiced_e4
_IS_INVOICED = and_(project.c.fixed_price_e4 > ZERO, _LEFT <= ZERO)
_OF_CUSTOMER = Attribute(
    _JOINS["customer"].table.c.key,
    is_exact=True,
    is_nullable=True,
    needs=("customer",),
    lookup=lookup(project.c.customer_id, customer),
    drive="customer",
)

PROJECT = Collection(
    table=project,
    joins=_JOINS,
    where=(live(project),),
    is_big=True,
    narrow=frozenset({"id", "key", "number", "customer_key"}),
    indexes={"number": "project_number_id", "customer_key": "project_customer_id_id"},
    sorts=frozenset({"", "id", "key", "modified_at", "customer_key"}),
    swift={"modified_at": frozenset({"modified_at"})},
    has_extras=True,
    attributes={
        **identity(project),
        **words(project, "number", "name", "billing_method", "marking", "your_order_number", "notes", "color"),
        **words(project, *(f"delivery_{part}" for part in PLACE)),
        **{f"{name}_key": joined(name, join, "key", is_exact=True) for name, join in _JOINS.items()},
        "customer_key": _OF_CUSTOMER,
        **{f"{name}_name": joined(name, _JOINS[name], "name") for name in _NAMED},
        "leader_name": Attribute(full_name(_JOINS["leader"].table), is_nullable=True, needs=("leader",)),
        "status_code": joined("status", _JOINS["status"], "code", "int"),
        "status_name": joined("status", _JOINS["status"], "name"),
        **{name: joined("status", _JOINS["status"], name, "bool") for name in ("is_in_progress", "is_closed")},
        **whole(project, "price_per_hour_e4", "fixed_price_e4", "estimated_ms", "invoice_status"),
        "fixed_price_left_e4": Attribute(_LEFT, "int"),
        "is_fixed_price_invoiced": Attribute(cast(_IS_INVOICED, Boolean), "bool"),
        "starts_on": Attribute(project.c.starts_on, "day", is_exact=True, is_nullable=True),
        "ends_on": Attribute(project.c.ends_on, "day", is_exact=True, is_nullable=True),
        **flags(project, "is_active"),
        **instants(project, "created_at", "modified_at"),
        **json(project, "tags", "extras"),
        "quote_number": joined("quote", _JOINS["quote"], "number"),
        "documents": documents_of(project),
    },
)


def statuses(kind: str) -> Collection:
    """How far the rows of a kind can have come."""
    return Collection(
        table=status,
        where=(live(status), status.c.kind == literal_column(f"'{kind}'", Text)),
        attributes={
            **identity(status),
            **words(status, "name", "color"),
            **whole(status, "code"),
            **flags(status, "is_in_progress", "is_closed", "is_planned", "is_active"),
        },
    )


PROJECT_STATUS = statuses("project")
PROJECT_TYPE = register("project_type")
PROJECT_TAG = register("project_tag")
