"""The first schema: companies, persons, registers, time, the ledger, access and events."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_INT = sa.BigInteger()
_LIVE = "deleted_at IS NULL"


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
    op.create_table("company", *_primary(), *_given("name country zone"), *_ints("version"), *_given("created_at"))
    op.create_table("role", *_primary("id"), *_given_ints("code"), *_texts("name reach"))
    op.create_index("role_code", "role", ["company_id", "code"], unique=True)
    op.create_table(
        "cause",
        *(*_keyed(), *_nullable("code"), *_texts("name description")),
        *_flags("is_absence is_work_time is_unsocial is_vacation is_invoiceable is_machine_time needs_pre_attest"),
        *(*_flags("is_attendance", default=True), *_flags("has_negative"), *_ints("price_per_hour_e4")),
        *(*_texts("article_number color"), *_flags("is_active", default=True), *_dated()),
    )
    _key_index("cause")
    _live_index("cause", "code")
    op.create_table(
        "account",
        *(*_primary("id"), *_given("code"), *_texts("name"), *_given("unit kind")),
        *(*_flags("has_expected"), *_ints("position")),
    )
    op.create_index("account_code", "account", ["company_id", "code"], unique=True)
    op.create_table(
        "account_factor",
        *(*_primary("account_id cause_id"), *_given_ints("factor_e4"), *_flags("needs_schedule")),
        _refers("account_id", "account"),
    )
    op.create_table(
        "schedule",
        *(*_keyed(), *_texts("name description"), *_flags("is_active", default=True)),
        *(_json("weeks", "[]"), *_dated()),
    )
    _key_index("schedule")
    op.create_table(
        "assignment",
        *(*_keyed(), *_given_ints("person_id schedule_id"), *_given("starts_on"), *_nullable("ends_on"), *_dated()),
        _refers("schedule_id", "schedule"),
    )
    _key_index("assignment")
    _live_index("assignment", "person_id starts_on")


def _people() -> None:
    op.create_table(
        "person",
        *(*_keyed(), *_texts("first_name last_name email personal_number"), *_nullable("employee_number")),
        *(*_texts("user_name work_phone cell_phone"), *_ints("role_code"), *_flags("is_active", default=True)),
        *(*_flags("is_activated"), *_texts("language"), *_nullable_ints("department_id salary_type_id work_type_id")),
        *(*_nullable("password_hash"), *_ints("cost_per_hour_e4"), *_flags("has_dynamic_schedule"), *_dated()),
        *(*_nullable_ints("created_by_id modified_by_id deleted_by_id"), _json("extras")),
    )
    _key_index("person")
    _live_index("person", "employee_number", unique=True)
    has_name = sa.text(f"{_LIVE} AND user_name <> ''")
    op.create_index(
        "person_user_name",
        "person",
        ["company_id", sa.text("lower(user_name)")],
        unique=True,
        sqlite_where=has_name,
        postgresql_where=has_name,
    )
    op.create_table("person_skill", *_primary("person_id skill_id"), sqlite_with_rowid=False)
    op.create_index("person_skill_skill", "person_skill", ["company_id", "skill_id", "person_id"])


def _registers() -> None:
    is_active = {"default": True}
    op.create_table(
        "register_item",
        *(*_keyed(), *_given("kind"), *_texts("code name description"), *_flags("is_active", **is_active)),
        *(*_ints("price_e4"), *_dated(), _json("extras")),
    )
    _key_index("register_item")
    _live_index("register_item", "kind code")
    op.create_table("customer", *_keyed(), *_texts("number name"), *_flags("is_active", **is_active), *_dated())
    op.create_table(
        "project",
        *(*_keyed(), *_texts("number name"), *_nullable_ints("customer_id")),
        *(*_flags("is_active", **is_active), *_dated()),
    )
    op.create_table(
        "work_order",
        *(*_keyed(), *_ints("number"), *_texts("title"), *_nullable_ints("project_id customer_id")),
        *(*_flags("is_active", **is_active), *_dated()),
    )
    for table in ("customer", "project", "work_order"):
        _key_index(table)
        _live_index(table, "number")


def _time_entries() -> None:
    op.create_table(
        "time_entry",
        *(*_keyed(), *_given_ints("person_id"), *_nullable_ints("cause_id"), *_nullable("attendance_code")),
        *(*_flags("is_absence is_clocked"), *_given("on_day begins_at"), *_nullable("ends_at")),
        *(*_ints("duration_ms billable_ms"), *_flags("has_own_billable is_billable is_invoiced")),
        *(*_nullable("invoiced_at"), *_ints("status"), *_flags("is_all_day is_supplement")),
        *(*_nullable_ints("unit_price_e4"), *_flags("has_own_price"), *_ints("cost_e4"), *_texts("note internal_note")),
        *(*_nullable_ints("customer_id project_id work_order_id"), *_dated()),
        *(*_nullable_ints("created_by_id modified_by_id deleted_by_id"), _json("extras")),
        _refers("person_id", "person"),
        _refers("cause_id", "cause"),
    )
    _key_index("time_entry")
    _live_index("time_entry", "id")
    for instant in ("begins_at", "modified_at", "created_at"):
        _live_index("time_entry", f"{instant} id")
        _live_index("time_entry", f"-{instant} id", label=f"{instant}_down")
    for owner in ("person_id", "cause_id", "customer_id", "project_id", "work_order_id"):
        also = "" if owner == "person_id" else f" AND {owner} IS NOT NULL"
        _live_index("time_entry", f"{owner} begins_at id", also=also)
        _live_index("time_entry", f"{owner} id")
    op.create_table(
        "entry_tally",
        *(*_primary("on_day cause_id is_absence", on_day=_TEXT, is_absence=sa.Boolean()), *_ints("n")),
        sqlite_with_rowid=False,
    )


def _ledger() -> None:
    op.create_table(
        "posting",
        *_primary("person_id account_id on_day is_relief", on_day=_TEXT, is_relief=sa.Boolean()),
        *_given_ints("amount"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "checkpoint",
        *_primary("person_id account_id month", month=_TEXT),
        *(*_given_ints("value"), *_nullable("marked_on")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendance",
        *_primary("on_day person_id code", on_day=_TEXT, code=_TEXT),
        *(*_given_ints("duration_ms entry_count clocked_count"), *_nullable("entry_key"), *_given("modified_at")),
        sqlite_with_rowid=False,
    )
    op.create_index("attendance_person_on_day", "attendance", ["company_id", "person_id", "on_day", "code"])
    op.create_index("attendance_modified_at", "attendance", ["company_id", "modified_at"])
    op.create_table("attendance_tally", *_primary("person_id"), *_ints("n"), sqlite_with_rowid=False)
    op.create_table(
        "mark",
        *(*_primary("id"), *_given_ints("person_id account_id"), *_given("on_day"), *_given_ints("value")),
        *(*_nullable_ints("creator_id"), *_given("created_at"), *_nullable("deleted_at")),
        _refers("person_id", "person"),
        _refers("account_id", "account"),
    )
    _live_index("mark", "person_id account_id on_day id")
    _live_index("mark", "on_day person_id account_id")


def _access() -> None:
    op.create_table(
        "credential",
        *(*_primary("id"), *_given("kind"), *_texts("name"), *_nullable("public_id secret_hash")),
        *(*_nullable_ints("person_id"), *_texts("scopes"), *_given("created_at"), *_nullable("revoked_at")),
    )
    for column in ("secret_hash", "public_id"):
        op.create_index(f"credential_{column}", "credential", ["kind", column], unique=True)
    op.create_table(
        "session",
        *(*_primary("id"), *_given("kind token_hash"), *_given_ints("credential_id"), *_nullable_ints("person_id")),
        *(*_texts("scopes"), *_nullable("expires_at used_at"), *_given("created_at")),
    )
    op.create_index("session_token_hash", "session", ["kind", "token_hash"], unique=True)
    op.create_table(
        "idempotency",
        *(*_primary("credential_id person_id key", key=_TEXT), *_given("fingerprint"), *_given_ints("status")),
        *(*_texts("media"), sa.Column("body", sa.LargeBinary, nullable=False), *_given("created_at")),
    )
    for table in ("session", "idempotency"):
        op.create_index(f"{table}_created_at", table, ["company_id", "created_at"])
    op.create_table(
        "event",
        *(*_primary("id"), *_given("at"), *_given_ints("credential_id"), *_nullable_ints("person_id")),
        *(*_given("door kind subject"), *_nullable_ints("subject_id"), *_nullable("before after")),
    )


def _sqlite_only() -> None:
    op.create_table("counter", sa.Column("value", _INT, nullable=False))
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


def _primary(names: str = "", **kinds: Any) -> Iterator[sa.Column[Any]]:
    for name in ("company_id", *names.split()):
        yield sa.Column(name, kinds.get(name, _INT), primary_key=True, autoincrement=False)


def _keyed() -> list[sa.Column[Any]]:
    return [*_primary("id"), *_given("key")]


def _dated() -> list[sa.Column[Any]]:
    return [*_given("created_at modified_at"), *_nullable("deleted_at")]


def _texts(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _TEXT, nullable=False, server_default="") for name in names.split()]


def _given(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _TEXT, nullable=False) for name in names.split()]


def _nullable(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _TEXT) for name in names.split()]


def _ints(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _INT, nullable=False, server_default="0") for name in names.split()]


def _given_ints(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _INT, nullable=False) for name in names.split()]


def _nullable_ints(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _INT) for name in names.split()]


def _flags(names: str, *, default: bool = False) -> list[sa.Column[Any]]:
    value = sa.true() if default else sa.false()
    return [sa.Column(name, sa.Boolean, nullable=False, server_default=value) for name in names.split()]


def _json(name: str, empty: str = "{}") -> sa.Column[Any]:
    return sa.Column(name, _TEXT, nullable=False, server_default=empty)


def _refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["company_id", column], [f"{table}.company_id", f"{table}.id"])


def _key_index(table: str) -> None:
    op.create_index(f"{table}_key", table, ["company_id", "key"], unique=True)


def _live_index(table: str, names: str, *, label: str = "", unique: bool = False, also: str = "") -> None:
    where = sa.text(_LIVE + also)
    columns = [sa.text(f"{name[1:]} DESC") if name.startswith("-") else name for name in names.split()]
    title = f"{table}_{label or names.replace(' ', '_')}"
    op.create_index(title, table, ["company_id", *columns], unique=unique, sqlite_where=where, postgresql_where=where)
