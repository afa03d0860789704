"""Papers with rows (invoices, quotes, purchase orders, supplier invoices, supplement orders) and what they bill."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Index, Table

from dagsverke.domain.units import E6
from dagsverke.store.tables.columns import (
    INT,
    METADATA,
    TEXT,
    dated,
    flags,
    given_ints,
    given_texts,
    ints,
    ints_or_null,
    json_text,
    key_index,
    keyed,
    live_index,
    primary,
    texts,
    texts_or_null,
)
from dagsverke.store.tables.customers import PLACE

_BY = ("created_by_id", "modified_by_id", "deleted_by_id")
PROPERTY = ("property_designation", "housing_society_number", "apartment_number", "personal_number")


def _money() -> Iterator[Column[Any]]:
    """The sums of a paper; ``payable_e4`` is net + tax + rounding. A rate turns the currency into kronor."""
    yield from ints("net_e4", "tax_amount_e4", "rounding_e4", "payable_e4", "cost_e4")
    yield from ints("tax_e4", "discount_e4")
    yield Column("currency_code", TEXT, nullable=False, server_default="SEK")
    yield Column("currency_rate_e6", INT, nullable=False, server_default=str(E6))


def _house() -> Iterator[Column[Any]]:
    """Whose home it is, for the deduction."""
    yield from ints("property_type", "max_deduction_e4", "house_basis_e4", "house_deduction_e4")
    yield from texts(*PROPERTY)
    yield json_text("deductions", "[]")


def _prose() -> Iterator[Column[Any]]:
    yield from texts("language", "header_text", "footer_text", "footer_info", "marking", "notes")


invoice = Table(
    "invoice",
    METADATA,
    *keyed(),
    *texts_or_null("number"),
    *texts("name", "ocr"),
    *ints("kind"),
    *ints("status"),
    *ints_or_null("customer_id", "project_id", "work_order_id", "contact_id", "reference_id", "result_unit_id"),
    *ints_or_null("price_list_id", "quote_id", "supplement_order_id"),
    *texts("customer_number", "customer_name", "customer_address", "customer_email"),
    *texts("customer_organization_number", "customer_vat_number"),
    *texts_or_null("invoiced_on", "due_on", "sent_at", "paid_on", "reminded_on", "archived_at"),
    *_prose(),
    *texts("your_order_number", "description"),
    *flags("has_own_footer", "has_own_due", "has_row_taxes", "shows_gross", "is_exported"),
    *texts(*(f"delivery_{part}" for part in PLACE)),
    *_money(),
    *_house(),
    *ints("paid_e4"),
    *flags("is_credit"),
    *ints_or_null("credit_of_id", "credited_by_id"),
    json_text("tags", "[]"),
    *dated(),
    *ints_or_null(*_BY),
    json_text("extras"),
)
"""A draft has no number. What is said of the customer is as it was when the invoice was sent."""
key_index(invoice)
live_index(invoice, "id")
live_index(invoice, "number", is_unique=True, also="number IS NOT NULL")
live_index(invoice, "ocr", "id")
live_index(invoice, "invoiced_on", "id")
live_index(invoice, "due_on", "id")
live_index(invoice, "customer_id", "id")
live_index(invoice, "customer_number", "id")
live_index(invoice, "supplement_order_id", "id", also="supplement_order_id IS NOT NULL")
live_index(invoice, "status", "payable_e4", "house_deduction_e4", "paid_e4")  # sums of a list, without its rows

paper_row = Table(
    "paper_row",
    METADATA,
    *keyed(),
    *given_texts("owner_kind"),
    *given_ints("owner_id", "position"),
    *given_texts("kind"),
    *texts("name", "description", "article_number", "unit", "item_key"),
    *ints_or_null("article_id", "cause_id", "machine_id", "drive_type_id"),
    *ints("quantity_e6", "unit_cost_e4", "unit_price_e4", "discount_e4", "charge_e4", "tax_e4"),
    *ints("net_e4", "tax_amount_e4", "cost_e4", "house_work"),
    *given_texts("created_at"),
)
"""A row of a paper; ``owner_kind`` is the paper's table. Rows go with a new set of them, and leave no tombstone."""
Index("paper_row_owner", *(paper_row.c[name] for name in ("company_id", "owner_kind", "owner_id", "position")))

paper_log = Table(
    "paper_log",
    METADATA,
    *keyed(),
    *given_texts("owner_kind"),
    *given_ints("owner_id", "kind"),
    *given_texts("at"),
    *texts("description", "more"),
    *ints_or_null("person_id"),
)
"""What happened to a paper, as its readers are shown it."""
Index("paper_log_owner", *(paper_log.c[name] for name in ("company_id", "owner_kind", "owner_id", "id")))

billing = Table(
    "billing",
    METADATA,
    *primary("source_kind", "source_id", source_kind=TEXT),
    *given_ints("invoice_id", "row_id"),
    sqlite_with_rowid=False,
)
"""Which invoice row bills what: the primary key lets each source stand on one row at most."""
Index("billing_invoice", billing.c.company_id, billing.c.invoice_id)

payment = Table(
    "payment",
    METADATA,
    *keyed(),
    *given_ints("invoice_id", "amount_e4"),
    *given_texts("paid_on", "created_at"),
    *ints_or_null("created_by_id"),
)
Index("payment_invoice", payment.c.company_id, payment.c.invoice_id)

house_grant = Table(
    "house_grant",
    METADATA,
    *keyed(),
    *given_ints("invoice_id", "year", "kind"),
    *given_texts("personal_number"),
    *given_ints("granted_e4"),
)
"""What an invoice that counts (sent, and neither obliterated nor credited) grants a person in a calendar year."""
Index("house_grant_invoice", house_grant.c.company_id, house_grant.c.invoice_id)
Index("house_grant_person", *(house_grant.c[name] for name in ("company_id", "personal_number", "year")))

bookkeeping = Table("bookkeeping", METADATA, *primary("purpose", purpose=TEXT), *given_texts("account_number"))
"""The account in the books for each purpose: ``sales_25``, ``tax_25``, ``receivable``, ``rounding`` …"""

quote = Table(
    "quote",
    METADATA,
    *keyed(),
    *texts("number", "name", "info_name", "public_link"),
    *ints("kind", "status"),
    *ints_or_null("category_id", "template_id", "reference_id", "agent_id", "customer_id", "contact_id"),
    *ints_or_null("project_id", "work_order_id", "price_list_id", "invoice_id", "accept_reason_id"),
    *ints_or_null("decline_reason_id"),
    *texts_or_null("quoted_on", "valid_until", "delivers_on", "delivers_until", "sent_at", "accepted_on"),
    *texts_or_null("declined_on", "invoiced_on", "confirmed_at", "archived_at"),
    *_prose(),
    *texts("description", "conditions", "confirmation_title", "confirmation_header", "confirmation_footer"),
    *flags("has_own_value", "has_own_cost", "has_conditions", "has_row_taxes", "shows_gross", "is_opened"),
    *ints("own_value_e4", "own_cost_e4"),
    *texts(*(f"delivery_{part}" for part in PLACE)),
    *_money(),
    *_house(),
    json_text("elements", "[]"),
    *dated(),
    *ints_or_null(*_BY),
    json_text("extras"),
)
key_index(quote)
live_index(quote, "number", is_unique=True, also="number <> ''")
live_index(quote, "number", "id")
live_index(quote, "quoted_on", "id")
live_index(quote, "project_id", "id", also="project_id IS NOT NULL")
Index("quote_public_link", quote.c.public_link, unique=True)

quote_template = Table(
    "quote_template",
    METADATA,
    *keyed(),
    *texts("name", "language", "footer_text"),
    *ints("kind"),
    json_text("elements", "[]"),
    *dated(),
    *ints_or_null(*_BY),
    json_text("extras"),
)
key_index(quote_template)

purchase_order = Table(
    "purchase_order",
    METADATA,
    *keyed(),
    *texts("number", "name", "info_name", "public_link"),
    *ints("status"),
    *ints_or_null("supplier_id", "contact_id", "reference_id", "approved_by_id", "project_id", "work_order_id"),
    *texts_or_null("ordered_on", "wanted_on", "expected_on", "sent_at", "confirmed_at", "archived_at"),
    *_prose(),
    *texts("delivery_attention", "delivery_contact_phone", "invoice_email"),
    *texts(*(f"delivery_{part}" for part in PLACE)),
    *texts(*(f"invoice_{part}" for part in PLACE)),
    *ints_or_null("payment_days"),
    *_money(),
    *dated(),
    *ints_or_null(*_BY),
    json_text("extras"),
)
key_index(purchase_order)
live_index(purchase_order, "number", is_unique=True, also="number <> ''")
live_index(purchase_order, "number", "id")
live_index(purchase_order, "supplier_id", "id")
Index("purchase_order_public_link", purchase_order.c.public_link, unique=True)

supplier_invoice = Table(
    "supplier_invoice",
    METADATA,
    *keyed(),
    *texts("number", "ocr", "our_reference", "your_reference", "credit_of_number", "self_billing_number"),
    *ints("status", "self_billing_status", "tax_kind"),
    *ints_or_null("supplier_id", "customer_id", "project_id", "work_order_id", "department_id", "result_unit_id"),
    *ints_or_null("supplement_order_id", "invoice_id"),
    *texts_or_null("invoiced_on", "due_on", "paid_on"),
    *_prose(),
    *_money(),
    *ints("markup_e4", "to_invoice_e4"),
    *flags("is_billable", "is_invoiced", "is_supplement", "is_self_billing", "is_exported", "is_booked", "is_credit"),
    *dated(),
    *ints_or_null(*_BY),
    json_text("extras"),
)
key_index(supplier_invoice)
live_index(supplier_invoice, "number", "id")
live_index(supplier_invoice, "supplier_id", "id")
live_index(supplier_invoice, "supplier_id", "number", is_unique=True, also="number <> ''")
live_index(supplier_invoice, "invoiced_on", "id")
live_index(supplier_invoice, "modified_at", "id")
for _owner in ("project_id", "work_order_id"):
    live_index(supplier_invoice, _owner, "id", also=f"{_owner} IS NOT NULL")

self_billing = Table(
    "self_billing",
    METADATA,
    *primary("source_kind", "source_id", source_kind=TEXT),
    *given_ints("supplier_invoice_id"),
    sqlite_with_rowid=False,
)
"""Which self-billing invoice pays for what: the primary key lets each time entry and expense be paid for once."""
Index("self_billing_supplier_invoice", self_billing.c.company_id, self_billing.c.supplier_invoice_id)

supplement_order = Table(
    "supplement_order",
    METADATA,
    *keyed(),
    *ints("number", "kind", "status"),
    *texts("title", "description", "billing_method", "public_link"),
    *ints_or_null("customer_id", "project_id", "work_order_id", "price_list_id"),
    *texts_or_null("accepted_on"),
    *flags("has_signature"),
    *ints("contracted_e4"),
    *_prose(),
    *_money(),
    *dated(),
    *ints_or_null(*_BY),
    json_text("extras"),
)
key_index(supplement_order)
live_index(supplement_order, "project_id", "number")
