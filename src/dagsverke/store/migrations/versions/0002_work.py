"""Customers, suppliers, projects, work orders, articles, expenses, drives, machines, documents; what locks a row."""

from collections.abc import Sequence
from secrets import token_hex
from typing import Any

import sqlalchemy as sa
from alembic import op

from dagsverke.store.migrations.words import (
    LIVE,
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
    refers,
    texts,
)

revision = "0002"
down_revision = "0001"

_PLACE = ("name", "address", "address2", "zip_code", "city", "country", "phone")
_BY = "created_by_id modified_by_id deleted_by_id"
_OWNERS = "customer_id project_id work_order_id"


def upgrade() -> None:
    _companies()
    for table in ("customer", "project", "work_order"):
        op.drop_index(f"{table}_number", table)
    _customers()
    _suppliers()
    _projects()
    _work_orders()
    _registers()
    _articles()
    _expenses()
    _drives()
    _machines()
    _add("time_entry", *nullable_ints("invoice_id attested_by_id"), *nullable("attested_at"))
    for table in ("expense", "drive", "machine_entry"):
        _index_logged(table)
    _count("customer", "project", "work_order")


def _companies() -> None:
    _add("company", *texts("link_secret"), *flags("has_free_text", default=True))
    op.add_column("company", sa.Column("payment_days", sa.BigInteger(), nullable=False, server_default="30"))
    bind = op.get_bind()
    for company_id in bind.execute(sa.text("SELECT company_id FROM company")).scalars().all():
        bind.execute(
            sa.text("UPDATE company SET link_secret = :secret WHERE company_id = :id"),
            {"secret": token_hex(32), "id": company_id},
        )


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _place(prefix: str) -> list[sa.Column[Any]]:
    return texts(" ".join(f"{prefix}_{part}" for part in _PLACE))


def _numbered(table: str, none: str) -> None:
    live_index(table, "number", unique=True, also=f" AND number <> {none}")
    live_index(table, "number id")


def _customers() -> None:
    _add(
        "customer",
        *texts("organization_number vat_number email phone address address2 zip_code city country notes"),
        *(*nullable_ints("payment_days"), *texts("billing_method"), *ints("price_per_hour_e4")),
        *(*nullable_ints("price_list_id"), *_place("delivery"), *flags("has_billing_address")),
        *(*texts("billing_address billing_address2 billing_zip_code billing_city"), *flags("has_billing_email")),
        *(*texts("invoice_email"), *ints("invoice_delivery"), *flags("is_construction is_rot is_rut")),
        *(*ints("property_type"), *texts("property_designation housing_society_number apartment_number")),
        *(*texts("personal_number"), json("deductions", "[]"), *ints("expense_discount_e4 expense_markup_e4")),
        *(*nullable_ints(f"supplier_markup_e4 {_BY}"), json("extras")),
    )
    _numbered("customer", "''")
    for names in ("id", "organization_number id", "modified_at id"):
        live_index("customer", names)


def _suppliers() -> None:
    op.create_table(
        "supplier",
        *(*keyed(), *texts("number name organization_number vat_number bankgiro plusgiro address zip_code city")),
        *(*texts("country phone email notes order_email our_customer_number"), *nullable_ints("payment_days")),
        *(*flags("is_sub_contractor has_self_billing"), *ints("self_billing_deduction_e4")),
        *(*nullable_ints("self_billing_article_id"), *texts("self_billing_series")),
        sa.Column("self_billing_counter", sa.BigInteger(), nullable=False, server_default="1"),
        *(*texts("self_billing_email"), *flags("is_active", default=True), *dated(), *nullable_ints(_BY)),
        json("extras"),
    )
    key_index("supplier")
    _numbered("supplier", "''")
    op.create_table(
        "contact",
        *(*keyed(), *nullable_ints("customer_id supplier_id"), *texts("name title work_phone cell_phone email")),
        *(*flags("is_main"), *flags("is_active", default=True), *dated()),
    )
    key_index("contact")
    for owner in ("customer_id", "supplier_id"):
        live_index("contact", f"{owner} id")


def _projects() -> None:
    _add(
        "project",
        *nullable_ints("contact_id leader_id status_id type_id department_id result_unit_id"),
        *(*texts("billing_method"), *ints("price_per_hour_e4 fixed_price_e4 fixed_price_invoiced_e4")),
        *(*nullable_ints("fixed_price_article_id price_list_id"), *ints("estimated_ms invoice_status")),
        *(*nullable("starts_on ends_on"), *texts("marking your_order_number notes color"), *_place("delivery")),
        *(json("tags", "[]"), *nullable_ints(_BY), json("extras")),
    )
    _numbered("project", "''")
    for names in ("id", "customer_id id", "modified_at id"):
        live_index("project", names)


def _work_orders() -> None:
    _add(
        "work_order",
        *nullable_ints("contact_id status_id type_id department_id leader_id owner_id"),
        *(*texts("billing_method"), *ints("fixed_price_e4 invoice_status"), *flags("is_supplement")),
        *(*nullable("starts_at ends_at"), *ints("estimated_ms"), *texts("description color marking")),
        *(*texts("your_order_number"), *flags("has_other_address"), *_place("work"), *flags("has_portal")),
        *(*flags("takes_time takes_expenses", default=True), *nullable_ints("completed_by_id")),
        *(*nullable("completed_at"), *nullable_ints("started_by_id"), *nullable("started_at")),
        *(json("tags", "[]"), *nullable_ints(_BY), json("extras")),
    )
    _numbered("work_order", "0")
    for names in ("id", "customer_id id", "project_id id", "modified_at id"):
        live_index("work_order", names)
    for one in ("person", "machine"):
        op.create_table(
            f"work_order_{one}",
            *(*primary(f"work_order_id {one}_id"), *given_ints("position")),
            sqlite_with_rowid=False,
        )
    op.create_index("work_order_person_person", "work_order_person", ["company_id", "person_id", "work_order_id"])


def _registers() -> None:
    op.create_table(
        "status",
        *(*keyed(), *given("kind"), *given_ints("code"), *texts("name color")),
        *(*flags("is_in_progress is_closed is_planned"), *flags("is_active", default=True), *dated()),
    )
    key_index("status")
    live_index("status", "kind code", unique=True)
    op.create_table("series", *primary("name", name=TEXT), *given_ints("next"))
    op.create_table(
        "document",
        *(*keyed(), *nullable("owner_kind"), *nullable_ints("owner_id folder_id"), *texts("name content_type")),
        *(*ints("size"), *nullable("digest"), *flags("is_folder is_link is_public"), *dated(), *nullable_ints(_BY)),
    )
    key_index("document")
    live_index("document", "owner_kind owner_id id")
    op.create_index("document_digest", "document", ["company_id", "digest"])
    op.create_table("invoice", *keyed(), *nullable("number"), *dated())
    key_index("invoice")


def _articles() -> None:
    op.create_table(
        "article",
        *(*keyed(), *texts("number name description unit"), *ints("price_e4 cost_e4 tax_e4")),
        *(*flags("is_billable", default=True), *flags("is_category"), *nullable_ints("parent_id supplier_id")),
        *(*flags("is_always_reimbursed is_stocked is_favorite"), *texts("category_group article_group")),
        *(*flags("is_active", default=True), *dated(), json("extras")),
    )
    key_index("article")
    live_index("article", "id")
    live_index("article", "number id")
    for owner in ("supplier_id", "parent_id"):
        live_index("article", f"{owner} id", also=f" AND {owner} IS NOT NULL")
    op.create_table("price_list", *(*keyed(), *texts("name"), *flags("is_active", default=True), *dated()))
    key_index("price_list")
    op.create_table(
        "price_list_row",
        *(*primary("price_list_id article_id cause_id"), *given_ints("price_e4")),
        sqlite_with_rowid=False,
    )


def _billed() -> Sequence[sa.Column[Any]]:
    return [
        *(*flags("is_billable is_invoiced"), *nullable("invoiced_at")),
        *(*nullable_ints("invoice_id attested_by_id"), *nullable("attested_at"), *dated(), *nullable_ints(_BY)),
        json("extras"),
    ]


def _expenses() -> None:
    op.create_table(
        "expense",
        *(*keyed(), *given_ints("person_id"), *nullable_ints(f"article_id supplier_id {_OWNERS}")),
        *(*texts("name article_number unit note verification_number"), *given("on_day happened_at")),
        *(*ints("quantity_e6 unit_cost_e4 unit_price_e4 discount_e4 tax_e4"), *flags("has_own_price has_own_discount")),
        *ints("net_unit_price_e4 unit_tax_e4 amount_e4 net_amount_e4 tax_amount_e4 cost_e4"),
        *(*flags("is_reimbursed is_supplement"), *_billed()),
        refers("person_id", "person"),
    )
    live_index("expense", "article_number id")


def _drives() -> None:
    op.create_table(
        "drive_type",
        *(*keyed(), *texts("name article_number"), *ints("price_e4 cost_e4"), *flags("is_billable", default=True)),
        *(*flags("is_default"), *ints("compensation_type"), *nullable_ints("salary_type_id")),
        *(*flags("is_active", default=True), *dated()),
    )
    key_index("drive_type")
    op.create_table(
        "drive",
        *(*keyed(), *given_ints("person_id type_id"), *nullable_ints("vehicle_id")),
        *texts("registration_number name note start_address end_address purpose"),
        *(*ints("start_odometer_m end_odometer_m distance_m"), *nullable_ints(_OWNERS)),
        *(*given("on_day happened_at"), *ints("unit_price_e4 unit_cost_e4 amount_e4 cost_e4")),
        *(*flags("is_salary_compensated"), *_billed()),
        refers("person_id", "person"),
    )
    live_index("drive", "registration_number id")
    live_index("drive", "type_id id")
    live_index("drive", "is_billable happened_at id")


def _machines() -> None:
    op.create_table(
        "machine",
        *(*keyed(), *texts("number name model serial_number machine_group article_number")),
        *(*nullable_ints("type_id supplier_id"), *flags("is_active is_billable takes_hours", default=True)),
        *(*flags("can_be_planned", default=True), *flags("is_serviceable")),
        *ints("unit_price_e4 unit_cost_e4 used_ms mileage_m"),
        *(*nullable("used_at mileage_at purchased_on serviced_on"), *dated(), *nullable_ints(_BY), json("extras")),
    )
    key_index("machine")
    live_index("machine", "number id")
    op.create_table(
        "machine_entry",
        *(*keyed(), *given_ints("machine_id person_id"), *nullable_ints(f"department_id {_OWNERS}")),
        *(*texts("note internal_note"), *given("on_day happened_at")),
        *(*ints("duration_ms billable_ms unit_price_e4 cost_e4 status"), *_billed()),
        refers("person_id", "person"),
    )
    live_index("machine_entry", "machine_id id")


def _count(*tables: str) -> None:
    """How many rows each of the tables has that are there already."""
    op.create_table("row_tally", *(*primary("kind", kind=TEXT), *ints("n")), sqlite_with_rowid=False)
    for table in tables:
        op.execute(
            f"INSERT INTO row_tally (company_id, kind, n) SELECT company_id, '{table}', count(*) FROM {table}"  # noqa: S608  # names of ours
            f" WHERE {LIVE} GROUP BY company_id"
        )


def _index_logged(table: str) -> None:
    """What is logged is listed by id and by time, and found by what it belongs to."""
    key_index(table)
    live_index(table, "id")
    for instant in ("happened_at", "modified_at"):
        live_index(table, f"{instant} id")
    live_index(table, "-happened_at id", label="happened_at_down")
    for owner in (*_OWNERS.split(), *(("supplier_id", "article_id") if table == "expense" else ())):
        live_index(table, f"{owner} id", also=f" AND {owner} IS NOT NULL")
    if table != "expense":
        live_index(table, "person_id id")
