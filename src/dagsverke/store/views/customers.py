"""Customers, suppliers, the persons to speak to there, and price lists, as they are read."""

from sqlalchemy import ColumnElement, Table, func, select

from dagsverke.store.tables.companies import company
from dagsverke.store.tables.customers import PLACE, contact, customer, supplier
from dagsverke.store.tables.trade import article, price_list
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


def _payment_days(table: Table) -> Attribute:
    """The days agreed, or else the company's."""
    usual = select(company.c.payment_days).where(company.c.company_id == table.c.company_id).correlate(table)
    agreed: ColumnElement[int] = func.coalesce(table.c.payment_days, usual.scalar_subquery())
    return Attribute(agreed, "int")


_PRICE_LIST = Join(price_list.alias("price_list_of"), customer.c.price_list_id)
CUSTOMER = Collection(
    table=customer,
    joins={"price_list": _PRICE_LIST},
    where=(live(customer),),
    is_big=True,
    narrow=frozenset({"id", "key", "number", "organization_number"}),
    indexes={
        "number": "customer_number_id",
        "organization_number": "customer_organization_number_id",
    },
    sorts=frozenset({"", "id", "key", "modified_at"}),
    swift={"modified_at": frozenset({"modified_at"})},
    has_extras=True,
    attributes={
        **identity(customer),
        **words(customer, "number", "name", "organization_number", "vat_number", "email", "phone", "notes"),
        **words(customer, "address", "address2", "zip_code", "city", "country"),
        **words(customer, *(f"delivery_{part}" for part in PLACE)),
        **words(customer, "billing_method", "billing_address", "billing_address2", "billing_zip_code", "billing_city"),
        **words(customer, "invoice_email", "property_designation", "housing_society_number"),
        **words(customer, "apartment_number", "personal_number"),
        **flags(customer, "is_active", "has_billing_address", "has_billing_email"),
        **flags(customer, "is_construction", "is_rot", "is_rut"),
        **whole(customer, "invoice_delivery", "property_type", "price_per_hour_e4"),
        **whole(customer, "expense_discount_e4", "expense_markup_e4", "supplier_markup_e4"),
        "payment_days": _payment_days(customer),
        "price_list_key": joined("price_list", _PRICE_LIST, "key", is_exact=True),
        "price_list_name": joined("price_list", _PRICE_LIST, "name"),
        "documents": documents_of(customer),
        **instants(customer, "created_at", "modified_at"),
        **json(customer, "deductions", "extras"),
    },
)

_DEDUCTED = Join(article.alias("article_of"), supplier.c.self_billing_article_id)
SUPPLIER = Collection(
    table=supplier,
    joins={"article": _DEDUCTED},
    where=(live(supplier),),
    attributes={
        **identity(supplier),
        **words(supplier, "number", "name", "organization_number", "vat_number", "bankgiro", "plusgiro"),
        **words(supplier, "address", "zip_code", "city", "country", "phone", "email", "notes"),
        **words(supplier, "order_email", "our_customer_number", "self_billing_series", "self_billing_email"),
        **flags(supplier, "is_active", "is_sub_contractor", "has_self_billing"),
        **whole(supplier, "self_billing_deduction_e4", "self_billing_counter"),
        "payment_days": _payment_days(supplier),
        "self_billing_article_key": joined("article", _DEDUCTED, "key", is_exact=True),
        "documents": documents_of(supplier),
        **instants(supplier, "created_at", "modified_at"),
    },
)


def _contacts(of: Table) -> Collection:
    """The persons to speak to at customers, or at suppliers."""
    column = contact.c[f"{of.name}_id"]
    join = Join(of.alias(f"{of.name}_of"), column)
    key = Attribute(join.table.c.key, is_exact=True, is_nullable=True, needs=(of.name,), lookup=lookup(column, of))
    return Collection(
        table=contact,
        joins={of.name: join},
        where=(live(contact), column.is_not(None)),
        attributes={
            **identity(contact),
            **words(contact, "name", "title", "work_phone", "cell_phone", "email"),
            f"{of.name}_key": key,
            f"{of.name}_name": joined(of.name, join, "name"),
            **flags(contact, "is_main", "is_active"),
            **instants(contact, "created_at", "modified_at"),
        },
    )


CONTACT = _contacts(customer)
SUPPLIER_CONTACT = _contacts(supplier)

PRICE_LIST = Collection(
    table=price_list,
    where=(live(price_list),),
    attributes={
        **identity(price_list),
        **words(price_list, "name"),
        **flags(price_list, "is_active"),
        **instants(price_list, "created_at", "modified_at"),
    },
)
