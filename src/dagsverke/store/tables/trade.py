"""Articles, price lists, expenses, drives and machines: what is billed beside time."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Table

from dagsverke.store.tables.columns import (
    METADATA,
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
from dagsverke.store.tables.people import person

OWNERS = ("customer_id", "project_id", "work_order_id")


def billed() -> Iterator[Column[Any]]:
    """What says whether a row may still be changed: attested by whom, invoiced on what."""
    yield from flags("is_billable", "is_invoiced")
    yield from texts_or_null("invoiced_at")
    yield from ints_or_null("invoice_id", "attested_by_id")
    yield from texts_or_null("attested_at")


article = Table(
    "article",
    METADATA,
    *keyed(),
    *texts("number", "name", "description", "unit"),
    *ints("price_e4", "cost_e4", "tax_e4"),
    *flags("is_billable", default=True),
    *flags("is_category"),
    *ints_or_null("parent_id", "supplier_id"),
    *flags("is_always_reimbursed", "is_stocked", "is_favorite"),
    *texts("category_group", "article_group"),
    *flags("is_active", default=True),
    *dated(),
    json_text("extras"),
)
key_index(article)
live_index(article, "id")
live_index(article, "number", "id")
live_index(article, "supplier_id", "id", also="supplier_id IS NOT NULL")
live_index(article, "parent_id", "id", also="parent_id IS NOT NULL")

price_list = Table("price_list", METADATA, *keyed(), *texts("name"), *flags("is_active", default=True), *dated())
key_index(price_list)

price_list_row = Table(
    "price_list_row",
    METADATA,
    *primary("price_list_id", "article_id", "cause_id"),
    *given_ints("price_e4"),
    sqlite_with_rowid=False,
)
"""The price of an article (cause 0) or of an hour of a cause (article 0) on a list."""

expense = Table(
    "expense",
    METADATA,
    *keyed(),
    *given_ints("person_id"),
    *ints_or_null("article_id", "supplier_id", *OWNERS),
    *texts("name", "article_number", "unit", "note", "verification_number"),
    *given_texts("on_day", "happened_at"),
    *ints("quantity_e6", "unit_cost_e4", "unit_price_e4", "discount_e4", "tax_e4"),
    *flags("has_own_price", "has_own_discount"),
    *ints("net_unit_price_e4", "unit_tax_e4", "amount_e4", "net_amount_e4", "tax_amount_e4", "cost_e4"),
    *flags("is_reimbursed", "is_supplement"),
    *billed(),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
    ForeignKeyConstraint(["company_id", "person_id"], [person.c.company_id, person.c.id]),
)

drive_type = Table(
    "drive_type",
    METADATA,
    *keyed(),
    *texts("name", "article_number"),
    *ints("price_e4", "cost_e4"),
    *flags("is_billable", default=True),
    *flags("is_default"),
    *ints("compensation_type"),
    *ints_or_null("salary_type_id"),
    *flags("is_active", default=True),
    *dated(),
)
"""A kind of trip, with its price and cost per kilometre."""
key_index(drive_type)

drive = Table(
    "drive",
    METADATA,
    *keyed(),
    *given_ints("person_id", "type_id"),
    *ints_or_null("vehicle_id"),
    *texts("registration_number", "name", "note", "start_address", "end_address", "purpose"),
    *ints("start_odometer_m", "end_odometer_m", "distance_m"),
    *ints_or_null(*OWNERS),
    *given_texts("on_day", "happened_at"),
    *ints("unit_price_e4", "unit_cost_e4", "amount_e4", "cost_e4"),
    *flags("is_salary_compensated"),
    *billed(),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
    ForeignKeyConstraint(["company_id", "person_id"], [person.c.company_id, person.c.id]),
)

machine = Table(
    "machine",
    METADATA,
    *keyed(),
    *texts("number", "name", "model", "serial_number", "machine_group", "article_number"),
    *ints_or_null("type_id", "supplier_id"),
    *flags("is_active", "is_billable", "takes_hours", "can_be_planned", default=True),
    *flags("is_serviceable"),
    *ints("unit_price_e4", "unit_cost_e4", "used_ms", "mileage_m"),
    *texts_or_null("used_at", "mileage_at", "purchased_on", "serviced_on"),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
)
key_index(machine)
live_index(machine, "number", "id")

machine_entry = Table(
    "machine_entry",
    METADATA,
    *keyed(),
    *given_ints("machine_id", "person_id"),
    *ints_or_null("department_id", *OWNERS),
    *texts("note", "internal_note"),
    *given_texts("on_day", "happened_at"),
    *ints("duration_ms", "billable_ms", "unit_price_e4", "cost_e4", "status"),
    *billed(),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
    ForeignKeyConstraint(["company_id", "person_id"], [person.c.company_id, person.c.id]),
)
"""Time of a machine."""

for _table in (expense, drive, machine_entry):
    key_index(_table)
    live_index(_table, "id")
    for _instant in ("happened_at", "modified_at"):
        live_index(_table, _instant, "id")
    live_index(_table, "-happened_at", "id", label="happened_at_down")
    for _owner in (*OWNERS, *(("supplier_id", "article_id") if _table is expense else ())):
        live_index(_table, _owner, "id", also=f"{_owner} IS NOT NULL")
for _table in (drive, machine_entry):
    live_index(_table, "person_id", "id")
live_index(expense, "article_number", "id")
live_index(drive, "registration_number", "id")
live_index(drive, "type_id", "id")
live_index(drive, "is_billable", "happened_at", "id")
live_index(machine_entry, "machine_id", "id")
