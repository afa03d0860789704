"""Quotes and the templates they are made of, as they are read."""

from sqlalchemy import Boolean, Table, cast

from dagsverke.store.tables.customers import PLACE, contact, customer
from dagsverke.store.tables.people import person
from dagsverke.store.tables.registers import register_item
from dagsverke.store.tables.sales import PROPERTY, invoice, quote, quote_template
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
    live,
    whole,
    words,
)
from dagsverke.store.views.papers import log_of, rows_of
from dagsverke.store.views.time import full_name

_REFERRED: dict[str, Table] = {
    "category": register_item,
    "template": quote_template,
    "customer": customer,
    "contact": contact,
    "project": project,
    "work_order": work_order,
    "price_list": price_list,
    "invoice": invoice,
    "accept_reason": register_item,
    "decline_reason": register_item,
    "reference": person,
    "agent": person,
    "created_by": person,
}
_JOINS = {name: Join(table.alias(f"{name}_of"), quote.c[f"{name}_id"]) for name, table in _REFERRED.items()}
_NAMED = ("category", "customer", "contact", "project", "price_list", "accept_reason", "decline_reason")
_PERSONS = ("reference", "agent", "created_by")
_DAYS = (*("quoted_on", "valid_until", "delivers_on", "delivers_until", "accepted_on", "declined_on", "invoiced_on"),)

QUOTE = Collection(
    table=quote,
    joins=_JOINS,
    where=(live(quote),),
    has_extras=True,
    attributes={
        **identity(quote),
        **words(quote, "number", "name", "info_name", "public_link", "language", "header_text", "footer_text"),
        **words(quote, "footer_info", "marking", "notes", "description", "conditions", "confirmation_title"),
        **words(quote, "confirmation_header", "confirmation_footer", "currency_code", *PROPERTY),
        **words(quote, *(f"delivery_{part}" for part in PLACE)),
        **whole(quote, "kind", "status", "net_e4", "tax_amount_e4", "payable_e4", "cost_e4", "tax_e4", "discount_e4"),
        **whole(quote, "own_value_e4", "own_cost_e4", "currency_rate_e6", "property_type", "max_deduction_e4"),
        **whole(quote, "house_basis_e4", "house_deduction_e4"),
        **flags(quote, "has_own_value", "has_own_cost", "has_conditions", "has_row_taxes", "shows_gross", "is_opened"),
        **{f"{name}_key": joined(name, join, "key", is_exact=True) for name, join in _JOINS.items()},
        **{f"{name}_name": joined(name, _JOINS[name], "name") for name in _NAMED},
        **{
            f"{name}_name": Attribute(full_name(_JOINS[name].table), is_nullable=True, needs=(name,))
            for name in _PERSONS
        },
        **{
            f"customer_{name}": joined("customer", _JOINS["customer"], name)
            for name in ("number", "address", "zip_code", "city", "vat_number")
        },
        "work_order_title": joined("work_order", _JOINS["work_order"], "title"),
        "work_order_number": joined("work_order", _JOINS["work_order"], "number", "int"),
        "invoice_number": joined("invoice", _JOINS["invoice"], "number"),
        **{name: Attribute(quote.c[name], "day", is_exact=True, is_nullable=True) for name in _DAYS},
        **instants(quote, "sent_at", "confirmed_at", "archived_at", "created_at", "modified_at"),
        "is_archived": Attribute(cast(quote.c.archived_at.is_not(None), Boolean), "bool"),
        "rows": rows_of(quote),
        "log": log_of(quote),
        "documents": documents_of(quote),
        **json(quote, "elements", "deductions", "extras"),
    },
)

_CREATOR = Join(person.alias("creator"), quote_template.c.created_by_id)
QUOTE_TEMPLATE = Collection(
    table=quote_template,
    joins={"creator": _CREATOR},
    where=(live(quote_template),),
    has_extras=True,
    attributes={
        **identity(quote_template),
        **words(quote_template, "name", "language", "footer_text"),
        **whole(quote_template, "kind"),
        "created_by_key": joined("creator", _CREATOR, "key", is_exact=True),
        "created_by_name": Attribute(full_name(_CREATOR.table), is_nullable=True, needs=("creator",)),
        **instants(quote_template, "created_at", "modified_at"),
        "documents": documents_of(quote_template),
        **json(quote_template, "elements", "extras"),
    },
)
