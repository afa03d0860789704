"""Invoices with rows, what they bill, quotes, purchase orders, supplier invoices, supplement orders, accounts."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from dagsverke.store.migrations.words import (
    INT,
    TEXT,
    dated,
    flags,
    given,
    given_ints,
    ints,
    json,
    key_index,
    keyed,
    live_index,
    nullable,
    nullable_ints,
    primary,
    texts,
)

revision = "0004"
down_revision = "0003"

_PARTS = ("name", "address", "address2", "zip_code", "city", "country", "phone")
_BY = "created_by_id modified_by_id deleted_by_id"
_BOOKS = {
    "sales_25": "3001",
    "sales_12": "3002",
    "sales_6": "3003",
    "sales_0": "3004",
    "sales_reverse": "3231",
    "tax_25": "2611",
    "tax_12": "2621",
    "tax_6": "2631",
    "receivable": "1510",
    "receivable_deduction": "1513",
    "rounding": "3740",
}


def upgrade() -> None:
    _invoices()
    _rows()
    _billing()
    _quotes()
    _purchase_orders()
    _supplier_invoices()
    _supplement_orders()
    _books()


def _place(prefix: str) -> list[sa.Column[Any]]:
    return texts(" ".join(f"{prefix}_{part}" for part in _PARTS))


def _money() -> list[sa.Column[Any]]:
    return [
        *ints("net_e4 tax_amount_e4 rounding_e4 payable_e4 cost_e4 tax_e4 discount_e4"),
        sa.Column("currency_code", TEXT, nullable=False, server_default="SEK"),
        sa.Column("currency_rate_e6", INT, nullable=False, server_default="1000000"),
    ]


def _house() -> list[sa.Column[Any]]:
    return [
        *ints("property_type max_deduction_e4 house_basis_e4 house_deduction_e4"),
        *texts("property_designation housing_society_number apartment_number personal_number"),
        json("deductions", "[]"),
    ]


def _prose() -> list[sa.Column[Any]]:
    return texts("language header_text footer_text footer_info marking notes")


def _made() -> Sequence[sa.Column[Any]]:
    return [*dated(), *nullable_ints(_BY), json("extras")]


def _invoices() -> None:
    columns = [
        *(*texts("name ocr"), *ints("kind status")),
        *nullable_ints("customer_id project_id work_order_id contact_id reference_id result_unit_id price_list_id"),
        *(*nullable_ints("quote_id supplement_order_id"), *texts("customer_number customer_name customer_address")),
        *texts("customer_email customer_organization_number customer_vat_number"),
        *(*nullable("invoiced_on due_on sent_at paid_on reminded_on archived_at"), *_prose()),
        *texts("your_order_number description"),
        *(*flags("has_own_footer has_own_due has_row_taxes shows_gross is_exported"), *_place("delivery")),
        *(*_money(), *_house()),
        *(*ints("paid_e4"), *flags("is_credit"), *nullable_ints("credit_of_id credited_by_id"), json("tags", "[]")),
        *(*nullable_ints(_BY), json("extras")),
    ]
    for column in columns:
        op.add_column("invoice", column)
    live_index("invoice", "id")
    live_index("invoice", "number", unique=True, also=" AND number IS NOT NULL")
    for names in ("ocr id", "invoiced_on id", "due_on id", "customer_id id", "customer_number id"):
        live_index("invoice", names)
    live_index("invoice", "supplement_order_id id", also=" AND supplement_order_id IS NOT NULL")


def _rows() -> None:
    op.create_table(
        "paper_row",
        *(*keyed(), *given("owner_kind"), *given_ints("owner_id position"), *given("kind")),
        *texts("name description article_number unit item_key"),
        *nullable_ints("article_id cause_id machine_id drive_type_id"),
        *ints("quantity_e6 unit_cost_e4 unit_price_e4 discount_e4 charge_e4 tax_e4"),
        *(*ints("net_e4 tax_amount_e4 cost_e4 house_work"), *given("created_at")),
    )
    op.create_index("paper_row_owner", "paper_row", ["company_id", "owner_kind", "owner_id", "position"])
    op.create_table(
        "paper_log",
        *(*keyed(), *given("owner_kind"), *given_ints("owner_id kind"), *given("at"), *texts("description more")),
        *nullable_ints("person_id"),
    )
    op.create_index("paper_log_owner", "paper_log", ["company_id", "owner_kind", "owner_id", "id"])


def _billing() -> None:
    op.create_table(
        "billing",
        *(*primary("source_kind source_id", source_kind=TEXT), *given_ints("invoice_id row_id")),
        sqlite_with_rowid=False,
    )
    op.create_index("billing_invoice", "billing", ["company_id", "invoice_id"])
    op.create_table(
        "payment",
        *(*keyed(), *given_ints("invoice_id amount_e4"), *given("paid_on created_at")),
        *nullable_ints("created_by_id"),
    )
    op.create_index("payment_invoice", "payment", ["company_id", "invoice_id"])
    op.create_table(
        "house_grant",
        *(*keyed(), *given_ints("invoice_id year kind"), *given("personal_number"), *given_ints("granted_e4")),
    )
    op.create_index("house_grant_invoice", "house_grant", ["company_id", "invoice_id"])
    op.create_index("house_grant_person", "house_grant", ["company_id", "personal_number", "year"])


def _quotes() -> None:
    op.create_table(
        "quote",
        *(*keyed(), *texts("number name info_name public_link"), *ints("kind status")),
        *nullable_ints("category_id template_id reference_id agent_id customer_id contact_id project_id"),
        *nullable_ints("work_order_id price_list_id invoice_id accept_reason_id decline_reason_id"),
        *nullable("quoted_on valid_until delivers_on delivers_until sent_at accepted_on declined_on invoiced_on"),
        *(*nullable("confirmed_at archived_at"), *_prose()),
        *texts("description conditions confirmation_title confirmation_header confirmation_footer"),
        *flags("has_own_value has_own_cost has_conditions has_row_taxes shows_gross is_opened"),
        *(*ints("own_value_e4 own_cost_e4"), *_place("delivery"), *_money(), *_house(), json("elements", "[]")),
        *_made(),
    )
    key_index("quote")
    live_index("quote", "number", unique=True, also=" AND number <> ''")
    live_index("quote", "number id")
    live_index("quote", "quoted_on id")
    live_index("quote", "project_id id", also=" AND project_id IS NOT NULL")
    op.create_index("quote_public_link", "quote", ["public_link"], unique=True)
    op.create_table(
        "quote_template",
        *(*keyed(), *texts("name language footer_text"), *ints("kind"), json("elements", "[]"), *_made()),
    )
    key_index("quote_template")


def _purchase_orders() -> None:
    op.create_table(
        "purchase_order",
        *(*keyed(), *texts("number name info_name public_link"), *ints("status")),
        *nullable_ints("supplier_id contact_id reference_id approved_by_id project_id work_order_id"),
        *(*nullable("ordered_on wanted_on expected_on sent_at confirmed_at archived_at"), *_prose()),
        *texts("delivery_attention delivery_contact_phone invoice_email"),
        *(*_place("delivery"), *_place("invoice"), *nullable_ints("payment_days"), *_money(), *_made()),
    )
    key_index("purchase_order")
    live_index("purchase_order", "number", unique=True, also=" AND number <> ''")
    live_index("purchase_order", "number id")
    live_index("purchase_order", "supplier_id id")
    op.create_index("purchase_order_public_link", "purchase_order", ["public_link"], unique=True)


def _supplier_invoices() -> None:
    op.create_table(
        "supplier_invoice",
        *(*keyed(), *texts("number ocr our_reference your_reference credit_of_number self_billing_number")),
        *ints("status self_billing_status tax_kind"),
        *nullable_ints("supplier_id customer_id project_id work_order_id department_id result_unit_id"),
        *(*nullable_ints("supplement_order_id invoice_id"), *nullable("invoiced_on due_on paid_on"), *_prose()),
        *(*_money(), *ints("markup_e4 to_invoice_e4")),
        *flags("is_billable is_invoiced is_supplement is_self_billing is_exported is_booked is_credit"),
        *_made(),
    )
    key_index("supplier_invoice")
    for names in ("number id", "supplier_id id", "invoiced_on id", "modified_at id"):
        live_index("supplier_invoice", names)
    live_index("supplier_invoice", "supplier_id number", unique=True, also=" AND number <> ''")
    op.create_table(
        "self_billing",
        *(*primary("source_kind source_id", source_kind=TEXT), *given_ints("supplier_invoice_id")),
        sqlite_with_rowid=False,
    )
    op.create_index("self_billing_supplier_invoice", "self_billing", ["company_id", "supplier_invoice_id"])


def _supplement_orders() -> None:
    op.create_table(
        "supplement_order",
        *(*keyed(), *ints("number kind status"), *texts("title description billing_method public_link")),
        *(*nullable_ints("customer_id project_id work_order_id price_list_id"), *nullable("accepted_on")),
        *(*flags("has_signature"), *ints("contracted_e4"), *_prose(), *_money(), *_made()),
    )
    key_index("supplement_order")
    live_index("supplement_order", "project_id number")


def _books() -> None:
    """Companies that are there already get the accounts that new ones begin with."""
    op.create_table("bookkeeping", *(*primary("purpose", purpose=TEXT), *given("account_number")))
    bind = op.get_bind()
    insert = sa.text("INSERT INTO bookkeeping (company_id, purpose, account_number) VALUES (:id, :purpose, :number)")
    for company_id in bind.execute(sa.text("SELECT company_id FROM company")).scalars().all():
        for purpose, number in _BOOKS.items():
            bind.execute(insert, {"id": company_id, "purpose": purpose, "number": number})
