"""Customers, suppliers and the persons to speak to there."""

from sqlalchemy import Column, Table

from dagsverke.store.tables.columns import (
    INT,
    METADATA,
    dated,
    flags,
    ints,
    ints_or_null,
    json_text,
    key_index,
    keyed,
    live_index,
    texts,
)

PLACE = ("name", "address", "address2", "zip_code", "city", "country", "phone")
"""The parts of an address to which something is delivered or where work is done."""
NUMBERED = "number <> ''"
"""Where a number is unique. Who looks for one goes by an index over all rows: no parameter proves that it is given."""

customer = Table(
    "customer",
    METADATA,
    *keyed(),
    *texts("number", "name", "organization_number", "vat_number", "email", "phone"),
    *texts("address", "address2", "zip_code", "city", "country", "notes"),
    *ints_or_null("payment_days"),
    *flags("is_active", default=True),
    *texts("billing_method"),
    *ints("price_per_hour_e4"),
    *ints_or_null("price_list_id"),
    *texts(*(f"delivery_{part}" for part in PLACE)),
    *flags("has_billing_address"),
    *texts("billing_address", "billing_address2", "billing_zip_code", "billing_city"),
    *flags("has_billing_email"),
    *texts("invoice_email"),
    *ints("invoice_delivery"),
    *flags("is_construction", "is_rot", "is_rut"),
    *ints("property_type"),
    *texts("property_designation", "housing_society_number", "apartment_number", "personal_number"),
    json_text("deductions", "[]"),
    *ints("expense_discount_e4", "expense_markup_e4"),
    *ints_or_null("supplier_markup_e4"),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
)
key_index(customer)
live_index(customer, "id")
live_index(customer, "number", is_unique=True, also=NUMBERED)
live_index(customer, "number", "id")
live_index(customer, "organization_number", "id")
live_index(customer, "modified_at", "id")

supplier = Table(
    "supplier",
    METADATA,
    *keyed(),
    *texts("number", "name", "organization_number", "vat_number", "bankgiro", "plusgiro"),
    *texts("address", "zip_code", "city", "country", "phone", "email", "notes", "order_email", "our_customer_number"),
    *ints_or_null("payment_days"),
    *flags("is_sub_contractor", "has_self_billing"),
    *ints("self_billing_deduction_e4"),
    *ints_or_null("self_billing_article_id"),
    *texts("self_billing_series"),
    Column("self_billing_counter", INT, nullable=False, server_default="1"),
    *texts("self_billing_email"),
    *flags("is_active", default=True),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
)
key_index(supplier)
live_index(supplier, "number", is_unique=True, also=NUMBERED)
live_index(supplier, "number", "id")

contact = Table(
    "contact",
    METADATA,
    *keyed(),
    *ints_or_null("customer_id", "supplier_id"),
    *texts("name", "title", "work_phone", "cell_phone", "email"),
    *flags("is_main"),
    *flags("is_active", default=True),
    *dated(),
)
"""A person at a customer or at a supplier: one of the two is set."""
key_index(contact)
live_index(contact, "customer_id", "id")
live_index(contact, "supplier_id", "id")
