"""Articles and expenses, as they are read."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, Table, case, cast, literal_column

from dagsverke.domain.amounts import WHOLE_E4
from dagsverke.store.grammar import ZERO
from dagsverke.store.tables.customers import customer, supplier
from dagsverke.store.tables.people import person
from dagsverke.store.tables.trade import article, expense
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
    live,
    lookup,
    whole,
    words,
)
from dagsverke.store.views.time import full_name

_WHOLE = literal_column(str(WHOLE_E4), BigInteger)
_HALF = literal_column(str(WHOLE_E4 // 2), BigInteger)

_ARTICLE_JOINS = {
    "parent": Join(article.alias("parent_of"), article.c.parent_id),
    "supplier": Join(supplier.alias("supplier_of"), article.c.supplier_id),
}
_ARTICLE_TABLES = {"parent": article, "supplier": supplier}


def _references(joins: dict[str, Join], tables: dict[str, Table]) -> dict[str, Attribute]:
    """The keys of what a row refers to; a filter finds the row referred to first, and an order is led by it."""
    return {
        f"{name}_key": Attribute(
            joins[name].table.c.key,
            is_exact=True,
            is_nullable=joins[name].column.nullable,
            needs=(name,),
            lookup=lookup(joins[name].column, table),
            drive=name if joins[name].column.nullable else None,
        )
        for name, table in tables.items()
    }


def _with_tax(price: ColumnElement[int], tax: ColumnElement[int]) -> ColumnElement[int]:
    """A price with its tax, halves away from zero, as ``domain.amounts`` has it."""
    taxed = price * tax
    half = case((taxed < ZERO, -_HALF), else_=_HALF)
    return price + (taxed + half).op("/", precedence=8, return_type=BigInteger())(_WHOLE)


ARTICLE = Collection(
    table=article,
    joins=_ARTICLE_JOINS,
    where=(live(article),),
    is_big=True,
    narrow=frozenset({"id", "key", "number", "supplier_key", "parent_key"}),
    indexes={
        "number": "article_number_id",
        "supplier_key": "article_supplier_id_id",
        "parent_key": "article_parent_id_id",
    },
    sorts=frozenset({"", "id", "key", "supplier_key", "parent_key"}),
    has_extras=True,
    attributes={
        **identity(article),
        **words(article, "number", "name", "description", "unit", "category_group", "article_group"),
        **whole(article, "price_e4", "cost_e4", "tax_e4"),
        "price_incl_e4": Attribute(_with_tax(article.c.price_e4, article.c.tax_e4), "int"),
        **flags(article, "is_billable", "is_category", "is_always_reimbursed", "is_stocked", "is_favorite"),
        **flags(article, "is_active"),
        **_references(_ARTICLE_JOINS, _ARTICLE_TABLES),
        "parent_name": joined("parent", _ARTICLE_JOINS["parent"], "name"),
        "supplier_name": joined("supplier", _ARTICLE_JOINS["supplier"], "name"),
        **instants(article, "created_at", "modified_at"),
        **json(article, "extras"),
    },
)

_EXPENSE_TABLES: dict[str, Table] = {
    "article": article,
    "customer": customer,
    "project": project,
    "work_order": work_order,
    "supplier": supplier,
}
_EXPENSE_JOINS = {
    "person": Join(person.alias("owner"), expense.c.person_id),
    **{name: Join(table.alias(f"{name}_of"), expense.c[f"{name}_id"]) for name, table in _EXPENSE_TABLES.items()},
    "attester": Join(person.alias("attester"), expense.c.attested_by_id),
}
_OWNER_KEYS = frozenset(f"{name}_key" for name in _EXPENSE_TABLES)
_BY_MOMENT = frozenset({"happened_at"})


def _sum(name: str, *others: str) -> Attribute:
    total: ColumnElement[Any] = expense.c[name]
    for other in others:
        total = total + expense.c[other]
    return Attribute(total, "int")


EXPENSE = Collection(
    table=expense,
    joins=_EXPENSE_JOINS,
    where=(live(expense),),
    is_big=True,
    narrow=_OWNER_KEYS | {"id", "key", "article_number"},
    indexes={
        "work_order_key": "expense_work_order_id_id",
        "project_key": "expense_project_id_id",
        "customer_key": "expense_customer_id_id",
        "article_key": "expense_article_id_id",
        "article_number": "expense_article_number_id",
        "supplier_key": "expense_supplier_id_id",
    },
    sorts=frozenset({"", "id", "key", "happened_at"}) | _OWNER_KEYS,
    swift={"happened_at": _BY_MOMENT, "on_day": _BY_MOMENT},
    moment=expense.c.happened_at,
    has_extras=True,
    attributes={
        **identity(expense),
        **_references(_EXPENSE_JOINS, {"person": person, **_EXPENSE_TABLES}),
        "person_name": Attribute(full_name(_EXPENSE_JOINS["person"].table), is_nullable=True, needs=("person",)),
        **{f"{name}_name": joined(name, _EXPENSE_JOINS[name], "name") for name in ("customer", "project", "supplier")},
        "work_order_title": joined("work_order", _EXPENSE_JOINS["work_order"], "title"),
        "work_order_number": joined("work_order", _EXPENSE_JOINS["work_order"], "number", "int"),
        **words(expense, "name", "article_number", "unit", "note", "verification_number"),
        "on_day": Attribute(expense.c.on_day, "day", is_exact=True),
        **instants(expense, "happened_at", "invoiced_at", "attested_at", "created_at", "modified_at"),
        **whole(expense, "person_id"),
        **whole(expense, "quantity_e6", "unit_cost_e4", "unit_price_e4", "discount_e4", "tax_e4"),
        **whole(expense, "net_unit_price_e4", "unit_tax_e4", "amount_e4", "net_amount_e4", "tax_amount_e4", "cost_e4"),
        "unit_price_incl_e4": _sum("net_unit_price_e4", "unit_tax_e4"),
        "amount_incl_e4": _sum("net_amount_e4", "tax_amount_e4"),
        **flags(expense, "is_billable", "is_reimbursed", "is_supplement", "is_invoiced"),
        **flags(expense, "has_own_price", "has_own_discount"),
        "is_attested": Attribute(cast(expense.c.attested_at.is_not(None), Boolean), "bool"),
        "attested_by_key": joined("attester", _EXPENSE_JOINS["attester"], "key", is_exact=True),
        "documents": documents_of(expense),
        **json(expense, "extras"),
    },
)
