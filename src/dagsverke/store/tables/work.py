"""Projects and work orders."""

from sqlalchemy import Index, Table

from dagsverke.store.tables.columns import (
    METADATA,
    dated,
    flags,
    given_ints,
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
from dagsverke.store.tables.customers import NUMBERED, PLACE

project = Table(
    "project",
    METADATA,
    *keyed(),
    *texts("number", "name"),
    *ints_or_null("customer_id", "contact_id", "leader_id", "status_id", "type_id", "department_id", "result_unit_id"),
    *texts("billing_method"),
    *ints("price_per_hour_e4", "fixed_price_e4", "fixed_price_invoiced_e4"),
    *ints_or_null("fixed_price_article_id", "price_list_id"),
    *ints("estimated_ms", "invoice_status"),
    *texts_or_null("starts_on", "ends_on"),
    *texts("marking", "your_order_number", "notes", "color"),
    *texts(*(f"delivery_{part}" for part in PLACE)),
    json_text("tags", "[]"),
    *flags("is_active", default=True),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
)
key_index(project)
live_index(project, "id")
live_index(project, "number", is_unique=True, also=NUMBERED)
live_index(project, "number", "id")
live_index(project, "customer_id", "id")
live_index(project, "modified_at", "id")

work_order = Table(
    "work_order",
    METADATA,
    *keyed(),
    *ints("number"),
    *texts("title"),
    *ints_or_null("customer_id", "project_id", "contact_id", "status_id", "type_id", "department_id"),
    *ints_or_null("leader_id", "owner_id"),
    *texts("billing_method"),
    *ints("fixed_price_e4", "invoice_status"),
    *flags("is_supplement"),
    *texts_or_null("starts_at", "ends_at"),
    *ints("estimated_ms"),
    *texts("description", "color", "marking", "your_order_number"),
    *flags("has_other_address"),
    *texts(*(f"work_{part}" for part in PLACE)),
    *flags("has_portal"),
    *flags("takes_time", "takes_expenses", default=True),
    *ints_or_null("completed_by_id"),
    *texts_or_null("completed_at"),
    *ints_or_null("started_by_id"),
    *texts_or_null("started_at"),
    json_text("tags", "[]"),
    *flags("is_active", default=True),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
)
key_index(work_order)
live_index(work_order, "id")
live_index(work_order, "number", is_unique=True, also="number <> 0")
live_index(work_order, "number", "id")
live_index(work_order, "customer_id", "id")
live_index(work_order, "project_id", "id")
live_index(work_order, "status_id", "id")
live_index(work_order, "modified_at", "id")

work_order_person = Table(
    "work_order_person",
    METADATA,
    *primary("work_order_id", "person_id"),
    *given_ints("position"),
    sqlite_with_rowid=False,
)
"""Who works full time on a work order, in the order in which they were named."""
Index(
    "work_order_person_person",
    work_order_person.c.company_id,
    work_order_person.c.person_id,
    work_order_person.c.work_order_id,
)

work_order_machine = Table(
    "work_order_machine",
    METADATA,
    *primary("work_order_id", "machine_id"),
    *given_ints("position"),
    sqlite_with_rowid=False,
)
"""Which machines work full time on a work order, in the order in which they were named."""
