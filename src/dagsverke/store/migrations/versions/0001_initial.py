"""The first schema: companies, persons, registers, time, the ledger, access and events."""

import sqlalchemy as sa
from alembic import op

from dagsverke.store.migrations.words import (
    INT,
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

revision = "0001"
down_revision = None


def upgrade() -> None:
    _companies()
    _people()
    _registers()
    _time_entries()
    _ledger()
    _access()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_only()
    else:
        _postgres_only()


def _companies() -> None:
    op.create_table("company", *primary(), *given("name country zone"), *ints("version"), *given("created_at"))
    op.create_table("role", *primary("id"), *given_ints("code"), *texts("name reach"))
    op.create_index("role_code", "role", ["company_id", "code"], unique=True)
    op.create_table(
        "cause",
        *(*keyed(), *nullable("code"), *texts("name description")),
        *flags("is_absence is_work_time is_unsocial is_vacation is_invoiceable is_machine_time needs_pre_attest"),
        *(*flags("is_attendance", default=True), *flags("has_negative"), *ints("price_per_hour_e4")),
        *(*texts("article_number color"), *flags("is_active", default=True), *dated()),
    )
    key_index("cause")
    live_index("cause", "code")
    op.create_table(
        "account",
        *(*primary("id"), *given("code"), *texts("name"), *given("unit kind")),
        *(*flags("has_expected"), *ints("position")),
    )
    op.create_index("account_code", "account", ["company_id", "code"], unique=True)
    op.create_table(
        "account_factor",
        *(*primary("account_id cause_id"), *given_ints("factor_e4"), *flags("needs_schedule")),
        refers("account_id", "account"),
    )
    op.create_table(
        "schedule",
        *(*keyed(), *texts("name description"), *flags("is_active", default=True)),
        *(json("weeks", "[]"), *dated()),
    )
    key_index("schedule")
    op.create_table(
        "assignment",
        *(*keyed(), *given_ints("person_id schedule_id"), *given("starts_on"), *nullable("ends_on"), *dated()),
        refers("schedule_id", "schedule"),
    )
    key_index("assignment")
    live_index("assignment", "person_id starts_on")


def _people() -> None:
    op.create_table(
        "person",
        *(*keyed(), *texts("first_name last_name email personal_number"), *nullable("employee_number")),
        *(*texts("user_name work_phone cell_phone"), *ints("role_code"), *flags("is_active", default=True)),
        *(*flags("is_activated"), *texts("language"), *nullable_ints("department_id salary_type_id work_type_id")),
        *(*nullable("password_hash"), *ints("cost_per_hour_e4"), *flags("has_dynamic_schedule"), *dated()),
        *(*nullable_ints("created_by_id modified_by_id deleted_by_id"), json("extras")),
    )
    key_index("person")
    live_index("person", "employee_number", unique=True)
    has_name = sa.text(f"{LIVE} AND user_name <> ''")
    op.create_index(
        "person_user_name",
        "person",
        ["company_id", sa.text("lower(user_name)")],
        unique=True,
        sqlite_where=has_name,
        postgresql_where=has_name,
    )
    op.create_table("person_skill", *primary("person_id skill_id"), sqlite_with_rowid=False)
    op.create_index("person_skill_skill", "person_skill", ["company_id", "skill_id", "person_id"])


def _registers() -> None:
    is_active = {"default": True}
    op.create_table(
        "register_item",
        *(*keyed(), *given("kind"), *texts("code name description"), *flags("is_active", **is_active)),
        *(*ints("price_e4"), *dated(), json("extras")),
    )
    key_index("register_item")
    live_index("register_item", "kind code")
    op.create_table("customer", *keyed(), *texts("number name"), *flags("is_active", **is_active), *dated())
    op.create_table(
        "project",
        *(*keyed(), *texts("number name"), *nullable_ints("customer_id")),
        *(*flags("is_active", **is_active), *dated()),
    )
    op.create_table(
        "work_order",
        *(*keyed(), *ints("number"), *texts("title"), *nullable_ints("project_id customer_id")),
        *(*flags("is_active", **is_active), *dated()),
    )
    for table in ("customer", "project", "work_order"):
        key_index(table)
        live_index(table, "number")


def _time_entries() -> None:
    op.create_table(
        "time_entry",
        *(*keyed(), *given_ints("person_id"), *nullable_ints("cause_id"), *nullable("attendance_code")),
        *(*flags("is_absence is_clocked"), *given("on_day begins_at"), *nullable("ends_at")),
        *(*ints("duration_ms billable_ms"), *flags("has_own_billable is_billable is_invoiced")),
        *(*nullable("invoiced_at"), *ints("status"), *flags("is_all_day is_supplement")),
        *(*nullable_ints("unit_price_e4"), *flags("has_own_price"), *ints("cost_e4"), *texts("note internal_note")),
        *(*nullable_ints("customer_id project_id work_order_id"), *dated()),
        *(*nullable_ints("created_by_id modified_by_id deleted_by_id"), json("extras")),
        refers("person_id", "person"),
        refers("cause_id", "cause"),
    )
    key_index("time_entry")
    live_index("time_entry", "id")
    for instant in ("begins_at", "modified_at", "created_at"):
        live_index("time_entry", f"{instant} id")
        live_index("time_entry", f"-{instant} id", label=f"{instant}_down")
    for owner in ("person_id", "cause_id", "customer_id", "project_id", "work_order_id"):
        also = "" if owner == "person_id" else f" AND {owner} IS NOT NULL"
        live_index("time_entry", f"{owner} begins_at id", also=also)
        live_index("time_entry", f"{owner} id")
    op.create_table(
        "entry_tally",
        *(*primary("on_day cause_id is_absence", on_day=TEXT, is_absence=sa.Boolean()), *ints("n")),
        sqlite_with_rowid=False,
    )


def _ledger() -> None:
    op.create_table(
        "posting",
        *primary("person_id account_id on_day is_relief", on_day=TEXT, is_relief=sa.Boolean()),
        *given_ints("amount"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "checkpoint",
        *primary("person_id account_id month", month=TEXT),
        *(*given_ints("value"), *nullable("marked_on")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendance",
        *primary("on_day person_id code", on_day=TEXT, code=TEXT),
        *(*given_ints("duration_ms entry_count clocked_count"), *nullable("entry_key"), *given("modified_at")),
        sqlite_with_rowid=False,
    )
    op.create_index("attendance_person_on_day", "attendance", ["company_id", "person_id", "on_day", "code"])
    op.create_index("attendance_modified_at", "attendance", ["company_id", "modified_at"])
    op.create_table("attendance_tally", *primary("person_id"), *ints("n"), sqlite_with_rowid=False)
    op.create_table(
        "mark",
        *(*primary("id"), *given_ints("person_id account_id"), *given("on_day"), *given_ints("value")),
        *(*nullable_ints("creator_id"), *given("created_at"), *nullable("deleted_at")),
        refers("person_id", "person"),
        refers("account_id", "account"),
    )
    live_index("mark", "person_id account_id on_day id")
    live_index("mark", "on_day person_id account_id")


def _access() -> None:
    op.create_table(
        "credential",
        *(*primary("id"), *given("kind"), *texts("name"), *nullable("public_id secret_hash")),
        *(*nullable_ints("person_id"), *texts("scopes"), *given("created_at"), *nullable("revoked_at")),
    )
    for column in ("secret_hash", "public_id"):
        op.create_index(f"credential_{column}", "credential", ["kind", column], unique=True)
    op.create_table(
        "session",
        *(*primary("id"), *given("kind token_hash"), *given_ints("credential_id"), *nullable_ints("person_id")),
        *(*texts("scopes"), *nullable("expires_at used_at"), *given("created_at")),
    )
    op.create_index("session_token_hash", "session", ["kind", "token_hash"], unique=True)
    op.create_table(
        "idempotency",
        *(*primary("credential_id person_id key", key=TEXT), *given("fingerprint"), *given_ints("status")),
        *(*texts("media"), sa.Column("body", sa.LargeBinary, nullable=False), *given("created_at")),
    )
    for table in ("session", "idempotency"):
        op.create_index(f"{table}_created_at", table, ["company_id", "created_at"])
    op.create_table(
        "event",
        *(*primary("id"), *given("at"), *given_ints("credential_id"), *nullable_ints("person_id")),
        *(*given("door kind subject"), *nullable_ints("subject_id"), *nullable("before after")),
    )


def _sqlite_only() -> None:
    op.create_table("counter", sa.Column("value", INT, nullable=False))
    op.execute("INSERT INTO counter (value) VALUES (0)")
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER event_no_{change.lower()} BEFORE {change} ON event "
            "BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END"
        )


def _postgres_only() -> None:
    """Letter case is folded by ICU where the server has it, else by the most general collation that it has."""
    op.execute(sa.schema.CreateSequence(sa.Sequence("counter", minvalue=1, maxvalue=2**53 - 1)))
    wanted = ("und-x-icu", "pg_c_utf8", "C.utf8", "C.UTF-8", "en_US.utf8", "default")
    known = set(op.get_bind().execute(sa.text("SELECT collname FROM pg_collation")).scalars())
    collation = next(name for name in wanted if name in known)
    op.execute(
        "CREATE FUNCTION fold_case(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE "
        f"""AS $$ SELECT lower($1 COLLATE "{collation}") $$"""
    )
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RAISE EXCEPTION 'events are only ever added'; END $$"
    )
    op.execute(
        "CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
